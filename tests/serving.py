"""The site on a free port of this machine, as `make run` serves it but with a scratch database: for pictures and for measuring."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


def fill_from_fixtures(database: Path) -> None:
    """Make `database`, an SQLite file, and put the committed history into it."""
    for command in (["migrate", "-v0"], ["load_fixtures", "-v0"]):
        python("manage.py", *command, database=database)


def python(*arguments: str, database: Path) -> None:
    """Run Python on the project with `database` in place of the usual one."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=_environment(database), check=True)


@contextmanager
def serve_database(database: Path) -> Iterator[str]:
    """The site with what is in `database`."""
    address = free_address()
    environment = _environment(database) | {"SITE_URL": f"http://{address}"}
    with gunicorn("spacehistory.wsgi", address, "/healthz", environment) as site:
        yield site


@contextmanager
def gunicorn(application: str, address: str, path: str, environment: dict[str, str]) -> Iterator[str]:
    """`application` behind gunicorn at `address`, from the moment at which it answers at `path`."""
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-b", address, application]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://{address}{path}")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def _environment(database: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": f"sqlite:///{database}"}


def free_address() -> str:
    """A host and port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urlopen(url)
            return
        except URLError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer.")
