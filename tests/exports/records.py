"""CSL records for the tests of exports: all sources in the fixtures, and some with everything that can be difficult."""

from datetime import date
from functools import cache
from typing import Any

from tests.conftest import ROOT, records_of
from timeline.models import Source
from timeline.text import csl

DIFFICULT = [
    {
        "id": "22222222",
        "type": "report",
        "title": "100 % of {Apollo} & Soyuz_19: $5 ~ #1 \\ x^2 -- ''end'' — «Союз»",
        "language": "en",
        "publisher": "A & B_C",
        "author": [
            {"family": "Braun", "given": "Wernher", "non-dropping-particle": "von"},
            {"family": "Terrill", "given": "Delbert R.", "suffix": "Jr."},
            {"literal": "Search and Rescue {SAR} & Sons"},
        ],
        "issued": {"date-parts": [[1978, 5]], "circa": True},
        "URL": "https://example.org/{a}?b=1&c=%20#d_e~f",
    },
    {
        "id": "33333333",
        "type": "article-newspaper",
        "title": "From day to day",
        "language": "en",
        "container-title": "Time",
        "issued": {"date-parts": [[1975, 7, 15], [1975, 7, 24]]},
    },
    {"id": "44444444", "type": "book", "title": "Notes", "language": "en", "issued": csl.date("196X")},
    {"id": "55555555", "type": "webpage", "title": "Bare", "language": "en"},
    {
        "id": "66666666",
        "type": "webpage",
        "title": "A page",
        "language": "en",
        "container-title": "Space History",
        "version": "3",
        "issued": {"date-parts": [[1975]], "season": 2},
        "accessed": {"date-parts": [[2026, 11, 26]]},
    },
]


@cache
def of_fixtures() -> tuple[dict[str, Any], ...]:
    """The record of every source in the fixtures."""
    found = []
    for fields in records_of(ROOT / "fixtures")["source"]:
        plain = {name: value for name, value in fields.items() if name != "draws_on"}
        read = date.fromisoformat(plain["accessed"]) if plain["accessed"] else None
        found.append(Source(**plain | {"accessed": read}).csl())
    return tuple(found)


def everything() -> list[dict[str, Any]]:
    """The same and the difficult ones."""
    return [*of_fixtures(), *DIFFICULT]
