"""Plant the faults of tests/planted/faults.py in a copy, run there what a run of CI does, and say who finds each.

python -m tests.planted            what `make test` does, with POSTGRES_URL on both databases
python -m tests.planted branch     what `make test-branch` does

It ends with 1 where a fault is not found. All faults are planted at once, so each names tests that fail for it alone.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.planted.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"": "test", "branch": "test-branch"}
INSTALLS = re.compile(r"pip |touch |echo |mkdir ")


def main(name: str = "") -> int:
    """Run the target of make that `name` stands for on a copy with every fault in it; give the status to end with."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "planted"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        (copy / ".venv").symlink_to(ROOT / ".venv")
        for fault in FAULTS:
            plant(fault, copy)
        found = [
            failure
            for number, command in enumerate(commands(copy, TARGETS[name]))
            for failure in run(copy, command, number)
        ]
    return report(found)


def plant(fault: Fault, copy: Path) -> None:
    """Put what is wrong in the place of what is right, which must stand there once."""
    path = copy / fault.path
    text = path.read_text(encoding="utf-8")
    if text.count(fault.right) != 1:
        raise SystemExit(f"{fault.path} has moved on: “{fault.right}” stands in it {text.count(fault.right)} times.")
    path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")


def commands(copy: Path, target: str) -> Iterator[str]:
    """What make would run for `target`, but for what it installs."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", target], cwd=copy, capture_output=True, text=True, check=True
    )
    return (line for line in done.stdout.splitlines() if ".venv/" in line and not INSTALLS.search(line))


def run(copy: Path, command: str, number: int) -> Iterator[str]:
    """Run a command to its end; the tests that failed in it, or the command itself."""
    print(command, flush=True)
    results = copy / f"results-{number}.xml"
    environment = os.environ | {"PYTEST_ADDOPTS": f"--junitxml={results}"}
    done = subprocess.run(command, shell=True, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and not results.exists():
        yield command
    for case in ElementTree.parse(results).iter("testcase") if results.exists() else ():
        if case.find("failure") is not None or case.find("error") is not None:
            database = " on PostgreSQL" if "DATABASE_URL=postgres" in command else ""
            yield f"{case.get('classname')}.{case.get('name')}{database}"


def report(found: list[str]) -> int:
    """Print who finds each fault, and what else failed."""
    print(*sorted(found), sep="\n")
    missed = 0
    for fault in FAULTS:
        finders = [name for name in found if any(part in name for part in fault.found_by)]
        missed += not finders
        print(f"{fault.kind}: {f'{len(finders)}, {finders[0]}' if finders else 'NOT FOUND'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
