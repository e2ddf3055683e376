"""Changing the database without anybody's notice: what a trial does, no other editor waits for.

SQLite lets one transaction write at a time, and a trial of a large table takes a minute. So it is done to a copy of the file,
which is thrown away. PostgreSQL locks single rows; there a trial is a transaction that is rolled back, and it leaves alone
the one row that every change writes (versions.py).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from timeline import versions

# A copy outlives no crash: nothing of it has to reach the disk.
FAST = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-20000;"


@contextmanager
def aside() -> Iterator[None]:
    """Do what is done within to a copy of the database, or in a transaction that is rolled back."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:  # within one, others wait for that already
        with TemporaryDirectory(prefix="space-history-") as folder, _on_copy(connection, Path(folder) / "copy.sqlite3"):
            yield
        return
    with transaction.atomic():
        versions.leave_alone()
        yield
        transaction.set_rollback(True)


@contextmanager
def _on_copy(connection: Any, path: Path) -> Iterator[None]:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as target:
        connection.connection.backup(target)  # in one step: read as of one moment, whoever writes meanwhile
    options = {**connection.settings_dict["OPTIONS"], "init_command": FAST}
    copy = type(connection)({**connection.settings_dict, "NAME": str(path), "OPTIONS": options}, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = copy  # of this thread alone
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = connection
        copy.close()
