"""What all tests share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from timeline import fixtures

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def founding_records() -> dict[str, list[dict[str, Any]]]:
    """The committed fixtures as they stand in their files, by model name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for record in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault(record["model"].removeprefix("timeline."), []).append(record["fields"])
    return found


@pytest.fixture
def count_queries(client: Any) -> Callable[[str], int]:
    """A function that gives the number of queries that a page costs."""

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def history(db: None) -> None:
    """A database that holds the committed fixtures."""
    fixtures.load(verbosity=0)
