"""Feeds: what happened today, what was added or changed, what was corrected, for programs that ask again and again.

A Feed is plain values; `atom` and `json_feed` write it down. `yearly` makes of exact days what `ics` writes as a calendar.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max

from timeline import versions
from timeline.models import Revision

NAME = "Space History"
MOST_ENTRIES = 50
# Of an event without a revision (it came by plain SQL) nobody knows when it was written: before this day none was.
BEFORE_ALL_REVISIONS = datetime(2026, 11, 25, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. Its `id` never changes; `url` is where it is read today, and `html` is safe."""

    id: str
    url: str
    title: str
    updated: datetime
    summary: str
    html: str
    categories: tuple[str, ...] = ()
    author: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed under its title. `url` is its own address without the end that says how it is written, `home` the page it
    goes with; both are whole addresses.
    """

    title: str
    subtitle: str
    url: str
    query: str
    home: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The moment of the entry that changed last."""
        return max((entry.updated for entry in self.entries), default=BEFORE_ALL_REVISIONS)

    def address(self, form: str) -> str:
        """Where it stands in one form, "atom" or "json"."""
        return f"{self.url}.{form}{self.query}"


def last_changes() -> dict[int, datetime]:
    """For each event with a revision, by primary key, when the last was made, to the second."""

    def ask() -> dict[int, datetime]:
        rows: Any = Revision.objects.filter(event__isnull=False).order_by().values_list("event")
        return {key: made.replace(microsecond=0) for key, made in rows.annotate(last=Max("made"))}

    return versions.kept("feeds.last_changes", ask)


def changed(key: int) -> datetime:
    """When the event with a primary key was last changed."""
    return last_changes().get(key, BEFORE_ALL_REVISIONS)
