"""What was computed from the data, kept for as long as the data stay as they are.

Every table of which readers see something has triggers that give the one row of DataVersion a new random token, so that a change by a
form, an import, a bulk action or plain SQL is noticed alike. Whatever is kept has the token in its name: nothing is ever
thrown away by hand, and a transaction that is rolled back takes its token with it.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar, cast

from django.apps import AppConfig
from django.db import connections

from timeline.models.versions import DataVersion

TABLE = DataVersion._meta.db_table
LEFT_ALONE = "timeline.version_left_alone"  # a setting of a transaction on PostgreSQL
MOST_KEPT = 500  # results in one process; the one that was not asked for longest goes first
Result = TypeVar("Result")

_memory: OrderedDict[tuple[str, str], Any] = OrderedDict()
_lock = Lock()
_held: ContextVar[str | None] = ContextVar("_held", default=None)

# A trigger of SQLite takes over the conflict clause of the statement that set it off, so each change is an UPDATE, and an
# INSERT only where the row is missing (as it is after all tables were emptied).
ON_SQLITE = f"""CREATE TRIGGER {{name}} AFTER {{change}} ON {{table}} BEGIN
  UPDATE {TABLE} SET token = lower(hex(randomblob(16)));
  INSERT INTO {TABLE} (id, token) SELECT 1, lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM {TABLE});
END"""
FUNCTION_ON_POSTGRESQL = f"""CREATE OR REPLACE FUNCTION {TABLE}_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_setting('{LEFT_ALONE}', true) = 'yes' THEN RETURN NULL; END IF;
  INSERT INTO {TABLE} (id, token) VALUES (1, md5(random()::text || clock_timestamp()::text))
  ON CONFLICT (id) DO UPDATE SET token = excluded.token;
  RETURN NULL;
END $$"""
ON_POSTGRESQL = (
    "CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_changes()"
)


@contextmanager
def held() -> Iterator[str]:
    """Ask for the version once for all that is done within, which sees the data as of then."""
    before = _held.set(current())
    try:
        yield _held.get() or ""
    finally:
        _held.reset(before)


def current() -> str:
    """The version of the data; empty where there is none yet, so that nothing can be kept."""
    if (version := _held.get()) is not None:
        return version
    return DataVersion.objects.values_list("token", flat=True).first() or ""


def kept(name: str, compute: Callable[[], Result]) -> Result:
    """What `compute` gives, kept in this process under `name` until the data change; nobody may change it."""
    version = current()
    if not version:
        return compute()
    key = version, name
    with _lock:
        if key in _memory:
            _memory.move_to_end(key)
            return cast(Result, _memory[key])
    computed = compute()
    with _lock:
        found = _memory.setdefault(key, computed)  # what came first, so that all that rests on it rests on the same
        while len(_memory) > MOST_KEPT:
            _memory.popitem(last=False)
    return cast(Result, found)


def leave_alone() -> None:
    """Give the data no new version in this transaction, which will be rolled back: on PostgreSQL every other that writes would
    wait for its end.
    """
    connection = connections["default"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, 'yes', true)", [LEFT_ALONE])


def install(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Lay the triggers over every table of the timeline after each migration; those that are there are made anew."""
    connection = connections[using]
    models = sender.get_models(include_auto_created=True)
    tables = {each._meta.db_table for each in models if not getattr(each, "only_at_the_desk", False)} - {TABLE}
    present = set(connection.introspection.table_names())
    if TABLE not in present:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION_ON_POSTGRESQL)
        for table in sorted(tables & present):
            if connection.vendor == "sqlite":
                for change in ("INSERT", "UPDATE", "DELETE"):
                    name = f"{table}_version_{change.lower()}"
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(ON_SQLITE.format(name=name, change=change, table=table))
            elif connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_version ON {table}")
                cursor.execute(ON_POSTGRESQL.format(name=f"{table}_version", table=table))
