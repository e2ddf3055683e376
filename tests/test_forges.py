"""The files by which forges, editors and hooks call the tools of the project: they can be read, and what they name is there."""

import json
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = [".github/workflows/ci.yml", ".gitlab-ci.yml"]
MAKEFILE_TARGET = re.compile(r"^([\w./-]+):(?!=)", re.MULTILINE)


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def commands(value: Any) -> list[str]:
    """Every command in a file of a forge: `run` of a step, `script` and `before_script` of a job."""
    if isinstance(value, list):
        return [command for each in value for command in commands(each)]
    if not isinstance(value, dict):
        return []
    found: list[str] = []
    for name, each in value.items():
        if name in ("run", "script", "before_script"):
            found += each if isinstance(each, list) else each.splitlines()
        else:
            found += commands(each)
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_forge_calls_the_run_of_a_branch_of_main_and_of_the_night(name):
    called = [command for command in commands(read(name)) if command.startswith(".ci/")]
    assert called == [".ci/run branch", ".ci/run", ".ci/run nightly"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_forge_runs_nothing_else_but_what_prepares_it(name):
    programs = {shlex.split(command)[0] for command in commands(read(name))}
    assert programs == {".ci/run", "apt-get", "git"}


def test_forge_fetches_the_whole_history_of_the_repository():
    """Else the test of the addresses that were ever published would compare one commit with itself."""
    [checkout] = [step for step in read(WORKFLOWS[0])["jobs"]["tests"]["steps"] if "uses" in step]
    assert checkout["with"]["fetch-depth"] == 0
    assert read(WORKFLOWS[1])["variables"]["GIT_DEPTH"] == "0"


def test_actions_are_pinned_by_commit():
    used = re.findall(r"uses: (\S+)", (ROOT / WORKFLOWS[0]).read_text(encoding="utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each)] == []


def test_hooks_are_local_and_call_programs_that_the_developer_file_installs():
    config = read(".pre-commit-config.yaml")
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    installed = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    programs = {shlex.split(hook["entry"])[0] for repository in config["repos"] for hook in repository["hooks"]}
    names = {program.removeprefix(".venv/bin/") for program in programs}
    assert {name for name in names if not re.search(rf"^{name}==", installed, re.MULTILINE)} == {"python"}


def test_container_for_development_makes_what_the_makefile_knows():
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).is_file()
    program, *targets = shlex.split(container["postCreateCommand"])
    assert program == "make"
    assert set(targets) <= set(MAKEFILE_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert container["forwardPorts"] == [8000]


def test_lock_files_name_no_registry():
    """Or a clone elsewhere would ask one that it cannot reach."""
    for path in ROOT.glob("requirements*.txt"):
        assert [
            line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("--") or "://" in line
        ] == []
