"""Two at one database at once: somebody who is at work, held where a test says, and another who writes meanwhile.

Tests run on one connection to a database in memory; here each thread has one of its own. On SQLite that takes a file, on
PostgreSQL the test database. Nobody waits for a lock: whoever meets one fails at once.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from spacehistory.environment import SQLITE_PRAGMAS

PATIENCE_S = 60  # until a test that hangs fails


class Database:
    """A database to which each thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        connection: Any = connections[DEFAULT_DB_ALIAS]
        self.is_file = connection.vendor == "sqlite"
        if self.is_file:
            connection.ensure_connection()
            with closing(sqlite3.connect(path)) as target:
                connection.connection.backup(target)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Let this thread work on it within."""
        before: Any = connections[DEFAULT_DB_ALIAS]
        own = type(before)({**before.settings_dict, **self._settings()}, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = own
        try:
            if not self.is_file:
                with own.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '100ms'")
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = before
            own.close()

    def _settings(self) -> dict[str, Any]:
        if not self.is_file:
            return {}
        options = {"transaction_mode": "IMMEDIATE", "timeout": 0, "init_command": SQLITE_PRAGMAS}
        return {"NAME": str(self.path), "OPTIONS": options}

    def at_once(self, work: Callable[[], Any]) -> Any:
        """What `work` gives in a thread of its own; its error is raised here."""
        return self.begin(work).result()

    def begin(self, work: Callable[[], Any]) -> "Working":
        """Begin `work` in a thread of its own."""
        return Working(self, work)


class Working:
    """Work that goes on in a thread."""

    def __init__(self, database: Database, work: Callable[[], Any]) -> None:
        self.database, self.work = database, work
        self.answer: Any = None
        self.error: Exception | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            with self.database.connected():
                self.answer = self.work()
        except Exception as error:
            self.error = error

    def result(self) -> Any:
        """What it gave, once it has ended."""
        self.thread.join(PATIENCE_S)
        assert not self.thread.is_alive(), "it never ends"
        if self.error:
            raise self.error
        return self.answer


class Gate:
    """A place in the code at which whoever comes by is held until the test has seen to something."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> None:
        """Be held here, the first time."""
        self.reached.set()
        assert self.opened.wait(PATIENCE_S), "nobody opened the gate"

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, behind the gate."""

        def gated(*args: Any, **options: Any) -> Any:
            self()
            return function(*args, **options)

        return gated

    @contextmanager
    def held(self, working: Working) -> Iterator[None]:
        """Within, `working` stands at the gate."""
        while not self.reached.wait(0.01):
            assert working.thread.is_alive(), f"it ended before it came to the gate: {working.error or working.answer}"
        try:
            yield
        finally:
            self.opened.set()
