"""The site that is killed: gunicorn as `make run` starts it, on a file of its own, in a process group of its own."""

import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.serving import ROOT, free_address

LONGEST_START = 60  # seconds


class Site:
    """One server after another at the same address, on the same database."""

    def __init__(self, folder: Path, settings: str) -> None:
        self.database = folder / "history.sqlite3"
        self.address = f"http://{free_address()}"
        self.environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": settings,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": self.address,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def fill(self, fixtures: Path | None, names: list[str], password: str) -> None:
        """Make the database with the history, or with the `fixtures` given, and with an account for each editor."""
        asked = {"folder": str(fixtures) if fixtures else None, "names": names, "password": password}
        command = [sys.executable, "-m", "tests.crash.filling", json.dumps(asked)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def events(self, number: int) -> list[tuple[int, str]]:
        """Some published events, as they come: primary key and last part of the address."""
        rule = "SELECT id, slug FROM timeline_event WHERE status = 'published' ORDER BY key LIMIT ?"
        with closing(sqlite3.connect(self.database)) as database:
            return list(database.execute(rule, [number]))

    def start(self) -> float:
        """Start the server; give the seconds until both the database and the first page answered."""
        started = time.monotonic()
        command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--config", "gunicorn.conf.py"]
        command += ["--bind", self.address.removeprefix("http://"), "spacehistory.wsgi"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        for path in ("/healthz", "/"):
            self._wait_for(path)
        return time.monotonic() - started

    def kill(self) -> None:
        """Kill the server and all its workers at once, without a chance to finish anything."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Let the server finish what it is doing, and end it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def _wait_for(self, path: str) -> None:
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            try:
                urlopen(f"{self.address}{path}", timeout=LONGEST_START).read()
                return
            except (URLError, OSError):
                time.sleep(0.02)
        raise SystemExit(f"{self.address}{path} did not answer.")
