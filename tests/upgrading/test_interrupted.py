"""Killed in the middle of filling a database, the next start fills it whole."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLED_BETWEEN_ITS_HALVES = """
import os, signal, sys
import django
django.setup()
from pathlib import Path
from timeline import fixtures
fixtures.revisions.keep_all = lambda by: os.kill(os.getpid(), signal.SIGKILL)
fixtures.load(Path(sys.argv[1]), verbosity=0)
"""


def run(database: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def counts(database: Path) -> list[int]:
    """How many events, and how many revisions of events."""
    with sqlite3.connect(database) as file:
        return [file.execute(f"SELECT COUNT(*) FROM timeline_{name}").fetchone()[0] for name in ("event", "revision")]


@pytest.mark.whole
def test_load_killed_between_its_halves_is_done_whole_by_the_next(founding_folder, tmp_path):
    database = tmp_path / "site.sqlite3"
    assert run(database, "manage.py", "migrate", "--verbosity", "0").returncode == 0
    killed = run(database, "-c", KILLED_BETWEEN_ITS_HALVES, str(founding_folder))
    assert (killed.returncode, counts(database)) == (-9, [0, 0])
    loaded = run(database, "manage.py", "load_fixtures", "--if-empty", "--folder", str(founding_folder))
    events, revisions = counts(database)
    assert (loaded.returncode, events > 0, revisions) == (0, True, events)
