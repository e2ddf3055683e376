"""The database that the browser's server shows: empty or filled, and from one to the other in no time."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection


class Database:
    """The test database, which is one of some named states and goes from one to another between tests.

    On SQLite a state is filled once and copied from then on; another database is emptied and filled each time. What tests
    that were given a state of their own change is gone after them.
    """

    def __init__(self, fills: Mapping[str, Callable[[], None]]) -> None:
        """`fills` says for each state how an empty database comes to it. The database is empty now."""
        self.fills = {"empty": lambda: None, **fills}
        self.state = "empty"
        self.copies: dict[str, sqlite3.Connection] = {}
        self._keep()

    @contextmanager
    def as_(self, state: str) -> Iterator[None]:
        """The database in `state`, and afterwards in the one in which it was."""
        before = self.state
        self.become(state)
        try:
            yield
        finally:
            self.become(before)

    def become(self, state: str) -> None:
        """Bring the database to `state`, whatever it holds."""
        if state not in self.copies:
            self._empty()
            self.fills[state]()
        else:
            self.copies[state].backup(_sqlite())
        self.state = state
        self._keep()
        ContentType.objects.clear_cache()  # in another copy they may have other numbers

    def digest(self) -> bytes:
        """What changes as soon as anybody writes anything; always the same where the database can't give all of itself."""
        return sha256(_sqlite().serialize()).digest() if connection.vendor == "sqlite" else b""

    def _empty(self) -> None:
        if "empty" in self.copies:
            self.copies["empty"].backup(_sqlite())
        else:
            call_command("flush", verbosity=0, interactive=False)

    def _keep(self) -> None:
        if connection.vendor == "sqlite" and self.state not in self.copies:
            self.copies[self.state] = sqlite3.connect(":memory:", check_same_thread=False)
            _sqlite().backup(self.copies[self.state])


def _sqlite() -> sqlite3.Connection:
    """A connection to the database in memory, which this process shares: Django opens another where Playwright's loop runs."""
    connection.ensure_connection()
    return connection.connection
