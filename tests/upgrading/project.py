"""A copy of the project in which a test may change the code, and commands run in it on a database of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_project(copy: Path) -> None:
    """Copy what the program and its tests consist of into an empty folder; the static files and fixtures are linked."""
    for name in ("docs", "spacehistory", "templates", "tests", "timeline"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.gz"))
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    for name in ("static", "fixtures"):
        (copy / name).symlink_to(ROOT / name)


def run(project: Path, database: Path, *command: str) -> str:
    """What a Python command prints that is run in the project with a database of its own; it must succeed."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": "",
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout
