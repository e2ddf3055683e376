"""Lists of one noun, a page at a time, found by any spelling."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from timeline import search
from timeline.models.events import EventQuerySet

ROWS_PER_PAGE = 50
MISSIONS_PER_PAGE = 100
LONGEST_SEARCH = 200
MOST_EVENTS = 50


def first_events(events: EventQuerySet) -> dict[str, Any]:
    """The published ones of `events` in order, as many as the page of another noun shows, and whether there are more."""
    rows = events.published().in_order()[: MOST_EVENTS + 1].lines()
    return {"events": rows[:MOST_EVENTS], "has_more_events": len(rows) > MOST_EVENTS}


@dataclass
class ListPage:
    """What a visitor asked of a list: `q` is searched for, `page` is shown."""

    rows: Any
    request: HttpRequest

    @cached_property
    def text(self) -> str:
        """The text searched for."""
        return self.request.GET.get("q", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def page(self) -> Any:
        """The page of the list; a number that is none, or too high, gives the nearest page there is."""
        found = self.rows.filter(search.matching(self.rows.model, self.text)) if self.text else self.rows
        return Paginator(found, ROWS_PER_PAGE).get_page(self.request.GET.get("page"))
