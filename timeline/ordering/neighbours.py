"""What the page of an event says of its order: which events it came after, by its own sources, and which came after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline.choices import Status
from timeline.evidence import Evidence, Reference
from timeline.models import Citation, Event, Succession


@dataclass(frozen=True)
class Neighbour:
    """An event before or after another, the citations that say so, and their numbers on the page where they have any."""

    event: Event
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...] = ()


def came_after(event: Event, evidence: Evidence) -> list[Neighbour]:
    """The published events that `event` came after, in the order of time."""
    rows = event.successions.filter(earlier__status=Status.PUBLISHED).select_related("earlier")
    found = _grouped(rows.order_by("earlier__position", "citation__order"), "earlier")
    own = {citation.pk: citation for citation in evidence.citations}
    cited = ([own[key] for key in keys if key in own] for _, keys in found)
    return [
        Neighbour(earlier, tuple(citations), tuple(evidence.references(citations)))
        for (earlier, _), citations in zip(found, cited, strict=True)
    ]


def came_before(event: Event) -> list[Neighbour]:
    """The published events that came after `event`, in the order of time, with what their sources say."""
    rows = event.followed_by.filter(later__status=Status.PUBLISHED).select_related("later", "citation__source")
    ordered = list(rows.order_by("later__position", "citation__order"))
    said = {row.citation_id: row.citation for row in ordered}
    return [Neighbour(later, tuple(said[key] for key in keys)) for later, keys in _grouped(ordered, "later")]


def _grouped(rows: Iterable[Succession], end: str) -> list[tuple[Event, list[int]]]:
    """The events at one end of some orders, each with the primary keys of the citations that say so."""
    found: dict[int, tuple[Any, list[int]]] = {}
    for row in rows:
        found.setdefault(getattr(row, f"{end}_id"), (getattr(row, end), []))[1].append(row.citation_id)
    return list(found.values())
