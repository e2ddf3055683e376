"""What all tests share."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext

from tests import copying, founding
from timeline import fixtures, roles

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def roles_outlast_a_flush() -> Iterator[None]:
    """A test in a browser empties the tables when it ends, and with them the roles that a migration made for all tests."""

    def make_again(**_: Any) -> None:
        roles.make_roles(apps)

    post_migrate.connect(make_again, sender=apps.get_app_config("timeline"))
    yield
    post_migrate.disconnect(make_again, sender=apps.get_app_config("timeline"))


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
