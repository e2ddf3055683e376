"""The servers that are measured, each started when it is first asked for."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from typing import Self

from tests.bench import static_page
from tests.serving import ROOT, fill_from_fixtures, free_address, gunicorn, python, serve_database


class Sites:
    """The addresses of the site with the fixtures, of the same with many events more, and of the static page."""

    def __enter__(self) -> Self:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def _history(self) -> Path:
        database = self._folder / "few.sqlite3"
        fill_from_fixtures(database)
        return database

    @cached_property
    def few(self) -> str:
        """The site with the fixtures."""
        return self._stack.enter_context(serve_database(self._history))

    @cached_property
    def many(self) -> str:
        """The site with 10,000 events more."""
        database = self._folder / "many.sqlite3"
        with closing(sqlite3.connect(self._history)) as few, closing(sqlite3.connect(database)) as many:
            few.backup(many)
        python("-m", "tests.bench.filling", database=database)
        return self._stack.enter_context(serve_database(database))

    @cached_property
    def static(self) -> str:
        """The static page."""
        folder = self._folder / "static"
        folder.mkdir()
        static_page.build(folder)
        application = f"{static_page.__name__}:application('{folder}')"
        return self._stack.enter_context(gunicorn(application, free_address(), "/", dict(os.environ)))
