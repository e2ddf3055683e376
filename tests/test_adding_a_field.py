"""docs/adding-a-field.md, followed word by word on a copy of the project: its differences fit, its commands work, nothing is forgotten."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.db import connection

from tests.upgrading.project import ROOT, copy_project, run

RECIPE = "docs/adding-a-field.md"
BLOCK = re.compile(r"^```(diff|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HUNK = re.compile(r"^@@.*\n((?:(?:[ +-].*)?\n)+)", re.MULTILINE)  # an editor may take the space from an empty line
PYTHON = ".venv/bin/python "


class StaleRecipeError(AssertionError):
    """The code has moved away from what the recipe changes; the message says where."""


def steps(text: str) -> list[tuple[str, str]]:
    """The blocks of a recipe in their order: differences, and commands."""
    return [(match[1], match[2]) for match in BLOCK.finditer(text)]


def apply(diff: str, folder: Path) -> None:
    """Change the files of `folder` as a difference says; each of its parts must fit in exactly one place."""
    for changed in re.split(r"^(?=--- )", diff, flags=re.MULTILINE)[1:]:
        named = re.search(r"^\+\+\+ b/(.*)$", changed, re.MULTILINE)
        assert named, f"{RECIPE}: a difference does not name its file"
        path = folder / named[1]
        text = path.read_text(encoding="utf-8")
        for hunk in HUNK.findall(changed):
            lines = hunk.splitlines(keepends=True)
            before = "".join(line[1:] or line for line in lines if line[0] != "+")
            if (found := text.count(before)) != 1:
                raise StaleRecipeError(
                    f"{RECIPE} is out of date: what it changes in {named[1]} stands there {found} times, not once. "
                    f"Make the difference of that step anew (git diff -U1). It looks for:\n{before}"
                )
            text = text.replace(before, "".join(line[1:] or line for line in lines if line[0] != "-"))
        path.write_text(text, encoding="utf-8")


def follow(recipe: str, project: Path, database: Path) -> None:
    """Do all that a recipe says, in its order; its first commands, the tests, are for whoever forgets something and come last."""
    checking, *rest = steps(recipe)
    for kind, block in (*rest, checking):
        if kind == "diff":
            apply(block, project)
            continue
        for command in block.splitlines():
            assert command.startswith(PYTHON), f"{RECIPE}: {command}"
            run(project, database, *shlex.split(command.removeprefix(PYTHON)))


@pytest.mark.whole
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the recipe is followed on an SQLite file")
def test_recipe_adds_a_field_that_is_everywhere(tmp_path):
    project, database = tmp_path / "project", tmp_path / "scratch.sqlite3"
    project.mkdir()
    copy_project(project)
    follow((ROOT / RECIPE).read_text(encoding="utf-8"), project, database)
    assert json.loads(run(project, database, "-m", "tests.upgrading.new_field")) == {
        "form": True,
        "page": True,
        "table": "Soyuz",
        "compared": [["", "Soyuz"]],
        "restored to the first": "",
        "restored to the second": "Soyuz",
    }


def test_every_difference_of_the_recipe_fits_the_code_of_today(tmp_path):
    copied = set(re.findall(r"^\+\+\+ b/(.*)$", (ROOT / RECIPE).read_text(encoding="utf-8"), re.MULTILINE))
    for name in copied:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    diffs = [block for kind, block in steps((ROOT / RECIPE).read_text(encoding="utf-8")) if kind == "diff"]
    for diff in diffs:
        apply(diff, tmp_path)
    assert {name for name in copied if (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()} == set()
    assert len(diffs) >= 9


def test_recipe_that_is_out_of_date_says_where(tmp_path):
    (tmp_path / "models.py").write_text("one = 1\n")
    diff = "--- a/models.py\n+++ b/models.py\n@@ -1,2 +1,3 @@\n one = 1\n+two = 2\n\n three = 3\n"
    with pytest.raises(StaleRecipeError, match=r"what it changes in models\.py stands there 0 times, not once"):
        apply(diff, tmp_path)
    (tmp_path / "models.py").write_text("one = 1\n\nthree = 3\n")
    apply(diff, tmp_path)
    assert (tmp_path / "models.py").read_text() == "one = 1\ntwo = 2\n\nthree = 3\n"


def test_tests_that_the_recipe_names_are_there():
    named = set(re.findall(r"tests/[\w/]+(?:\.py)?", (ROOT / RECIPE).read_text(encoding="utf-8")))
    assert {name for name in named if not (ROOT / name).exists()} == set()
    assert "tests/models/test_fields.py" in named
