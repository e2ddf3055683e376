"""The addresses of today, read from the fixtures and from urls.py without a database; and those of the list."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, reverse

from timeline import urls
from timeline.models import Event
from timeline.revisions.entries import KINDS
from timeline.views.permanent import PREFIXES

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = Path(__file__).resolve().parent / "published.txt"
OF_AN_EVENT = (
    "event",
    "event-history",
    "event-picture",
    "embed-event",
    "handout-event",
)  # names of the addresses that every event has
OF_A_SET = ("set", "present-set", "handout-set", "cards-set", "order-set", "cite-set", "share-set", "embed-set")
NO_PAGE = {
    "healthz",
    "favicon",
    "timeline-beside",
    "oembed",
}  # asked for by machines and scripts of our own, or nothing without a question: no part of the promise


def listed(text: str) -> list[str]:
    """The addresses in the text of a list, one to a line."""
    return [line for line in text.splitlines() if line]


def of_today() -> list[str]:
    """Every address of today: the fixed pages, then those of each noun."""
    return [*fixed(), *_of_rows()]


def fixed() -> Iterator[str]:
    """The pages that are named and take nothing from their address."""
    for pattern in urls.urlpatterns:
        if isinstance(pattern, URLPattern) and pattern.name not in NO_PAGE and not pattern.pattern.converters:
            yield reverse(str(pattern.name))
    yield reverse("calendar", args=["space-history"])
    yield reverse("day-calendar", args=["07-17", "space-history-17-july"])


def _of_rows() -> Iterator[str]:
    for model in PREFIXES.values():
        for row in _records(model.noun()):
            for name in OF_AN_EVENT if model is Event else _names(model.noun()):
                yield reverse(name, args=[row["slug"]])
            yield reverse(f"{model.noun()}-permanent", args=[row["key"]])
    for row in _records("lessonset"):
        yield reverse("set-permanent", args=[row["key"]])
        for name in OF_A_SET:
            yield reverse(name, args=[row["slug"]])
    for former in _records("formerslug"):
        if former["noun"] in {model.noun() for model in PREFIXES.values()}:
            yield reverse(former["noun"], args=[former["slug"]])
    for former in _records("formerkey"):
        if former["noun"] in {model.noun() for model in PREFIXES.values()}:
            yield reverse(f"{former['noun']}-permanent", args=[former["key"]])
    for outcome in _records("reportoutcome"):
        yield reverse("reported", args=[outcome["key"]])


def _names(noun: str) -> Iterator[str]:
    """The names of the addresses that every entry of another noun has."""
    yield noun
    if noun in KINDS:
        yield f"{noun}-history"


def _records(noun: str) -> Iterator[dict[str, Any]]:
    """The fields of every row of a noun in the fixtures; of events only what readers may see or once saw."""
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for record in json.loads(path.read_text(encoding="utf-8")):
            fields = record["fields"]
            if record["model"] == f"timeline.{noun}" and fields.get("status") not in ("draft", "in-review"):
                yield fields


def grow() -> int:
    """Add to the list what it lacks, at its end; give how many."""
    known = listed(PUBLISHED.read_text(encoding="utf-8")) if PUBLISHED.exists() else []
    new = [address for address in dict.fromkeys(of_today()) if address not in set(known)]
    PUBLISHED.write_text("\n".join([*known, *new]) + "\n", encoding="utf-8")
    return len(new)
