"""What all tests share."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext

from tests import copying, founding
from timeline import fixtures, roles

ROOT = Path(__file__).resolve().parent.parent
PARTS = 10  # of which `--sample` does one
# Constraints, transactions and locks, order, search and comparison of words, aggregates, and what a column can hold.
SQL = (
    *(f"tests/{folder}/" for folder in ("checks", "filters", "imports", "links", "merging", "models", "ordering")),
    *(f"tests/{folder}/" for folder in ("reporting", "revisions", "tables")),
    *(
        f"tests/admin/test_{name}.py"
        for name in ("conflicts", "permanence", "publishing", "rows", "rubbish", "successions")
    ),
    *(f"tests/views/test_{name}.py" for name in ("details", "timeline", "pages")),
    *(
        f"tests/test_{name}.py"
        for name in ("fixtures", "founding_part", "many_rows", "search", "selections", "versions")
    ),
    "tests/test_write_lock.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--sample`: of what is marked `whole` do one part in ten."""
    parser.addoption(
        "--sample", action="store_true", help="of what is marked whole do one part in ten, another each day"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark whoever asks for the whole history `whole`, and by SQL what databases may answer differently; with `--sample` thin out.

    A test that is `whole` and asks for `sampled` looks at one row in ten itself; of the files with the others, one in ten is left.
    """
    for item in items:
        if "whole_history" in getattr(item, "fixturenames", ()):
            item.add_marker("whole")
        if item.nodeid.startswith(SQL) and item.get_closest_marker("django_db"):
            item.add_marker("sql")
    if config.getoption("sample"):
        left_out = [item for item in items if not _is_of_today(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _is_of_today(item)]


def _is_of_today(item: pytest.Item) -> bool:
    if item.get_closest_marker("whole") is None or "sampled" in getattr(item, "fixturenames", ()):
        return True
    return (crc32(str(item.location[0]).encode()) + date.today().toordinal()) % PARTS == 0


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what stays to the end, and look for cycles less often: a seventh of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def roles_outlast_a_flush() -> Iterator[None]:
    """A test in a browser empties the tables when it ends, and with them the roles that a migration made for all tests."""

    def make_again(**_: Any) -> None:
        roles.make_roles(apps)
        keep_statistics()

    post_migrate.connect(make_again, sender=apps.get_app_config("timeline"))
    yield
    post_migrate.disconnect(make_again, sender=apps.get_app_config("timeline"))


def keep_statistics() -> None:
    """Let PostgreSQL take no table for empty: it counts in the background, when what a test put there is gone or not yet to be seen.

    Queries planned for that took minutes instead of seconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} SET (autovacuum_enabled = off)")


@pytest.fixture(scope="session")
def founding_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The part of the committed fixtures that rests on the founding articles, as a folder of fixtures."""
    folder = tmp_path_factory.mktemp("founding")
    founding.write_part(folder)
    return folder


@pytest.fixture(scope="session")
def founding_records(founding_folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The records of that part, by model name."""
    return records_of(founding_folder)


def records_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the fixtures in a folder hold, by model name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.json")):
        for record in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault(record["model"].removeprefix("timeline."), []).append(record["fields"])
    return found


_loaded: dict[str, copying.Rows] = {}


def load_once(name: str, load: Callable[[], None]) -> None:
    """Fill an empty database by `load` the first time, and later with the rows that this gave."""
    if name in _loaded:
        copying.put(_loaded[name])
        fixtures.analyse()
    else:
        load()
        _loaded[name] = copying.taken()


@pytest.fixture(scope="module")
def module_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database for a module whose tests only look at it: what is loaded into it goes with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole_history(module_database: None) -> None:
    """A database that holds all committed fixtures, loaded once for a module."""
    load_once("whole", lambda: fixtures.load_rows(ROOT / "fixtures", verbosity=0))


@pytest.fixture(scope="session")
def sampled(request: pytest.FixtureRequest) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """A function that gives what is to be looked at of all rows: each of them, or with `--sample` one in ten, others each day."""
    if not request.config.getoption("sample"):
        return lambda rows: rows
    first = date.today().toordinal() % PARTS
    return lambda rows: rows[first % max(1, len(rows)) :: PARTS]


@pytest.fixture
def count_queries(client: Any) -> Callable[[str], int]:
    """A function that gives the number of queries that a page costs."""

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def history(db: None, founding_folder: Path) -> None:
    """A database that holds what rests on the founding articles."""
    load_once("founding", lambda: fixtures.load(founding_folder, verbosity=0))


@pytest.fixture(scope="session")
def whole_history_records() -> dict[str, list[dict[str, Any]]]:
    """What all committed fixtures hold, by model name."""
    return records_of(ROOT / "fixtures")
