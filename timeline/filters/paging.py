"""Paging by "more": an address says where a list starts and how many pages of it stand on the screen.

`start` is the position of the first event shown and `pages` how many pages follow. So "more" lengthens the list while
the address still restores exactly what is seen, and every view costs the same however far down the timeline it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

from timeline.filters import sets
from timeline.filters.query import Address
from timeline.models import Event
from timeline.text import eras

EVENTS_PER_PAGE = 40
MOST_PAGES = 5
POSITION = re.compile(r"[0-9a-z]{1,40}")
PAGES = re.compile(rf"[1-{MOST_PAGES}]")


@dataclass(frozen=True)
class Year:
    """The events of one year on a page."""

    number: int
    events: list[Event]


@dataclass(frozen=True)
class Decade:
    """The years of one decade on a page."""

    number: int
    years: list[Year]

    @property
    def era(self) -> str:
        """What it was about, in a line."""
        return eras.line(self.number)


class Page:
    """A stretch of the timeline, at most five pages long."""

    def __init__(self, selection: Callable[[], int], address: Address, *, newest_first: bool) -> None:
        self.address = address
        self.newest_first = newest_first
        self.selection = selection
        start, pages = address.one("start"), address.one("pages")
        self.start = start if POSITION.fullmatch(start) else ""
        self.pages = int(pages) if PAGES.fullmatch(pages) else 1
        understood = {"start": not start or bool(self.start), "pages": not pages or bool(PAGES.fullmatch(pages))}
        self.misread = {name: address.one(name) for name, is_fine in understood.items() if not is_fine}

    @cached_property
    def _stretch(self) -> int:
        """All events from the start of the list on, selected or not."""
        if not self.start:
            return sets.order().everything
        return sets.order().until(self.start) if self.newest_first else sets.order().since(self.start)

    @property
    def selected(self) -> int:
        """The events selected from the start of the list on, as a set."""
        return self.selection() & self._stretch

    @cached_property
    def _rows(self) -> list[Event]:
        """The events shown and, where there are more, the next one."""
        places = sets.places(self.selected, newest_first=self.newest_first)
        keys = [sets.order().keys[place] for place in islice(places, self._length + 1)]
        return Event.objects.filter(pk__in=keys).in_order(newest_first=self.newest_first).lines()

    @property
    def _length(self) -> int:
        return self.pages * EVENTS_PER_PAGE

    @property
    def events(self) -> list[Event]:
        """The events shown, in order."""
        return self._rows[: self._length]

    @property
    def has_more(self) -> bool:
        """Whether the list goes on."""
        return len(self._rows) > self._length

    @property
    def starts_anew(self) -> bool:
        """Whether "more" leads to a list of its own, this one being as long as a page may get."""
        return self.pages == MOST_PAGES

    @property
    def more_url(self) -> str:
        """The address of the list with one page more; it leads to the first event not seen yet."""
        following = self._rows[self._length]
        if self.starts_anew:
            return f"{self.address.url(start=following.position, pages=None)}#results"
        return f"{self.address.url(pages=str(self.pages + 1))}#event-{following.key}"

    @cached_property
    def previous_url(self) -> str:
        """The address of the page before this stretch; empty at the beginning."""
        if not self.start:
            return ""
        before = sets.places(self.selection() & ~self._stretch, newest_first=not self.newest_first)
        earlier = [sets.order().positions[place] for place in islice(before, EVENTS_PER_PAGE + 1)]
        if not earlier:
            return ""
        start = earlier[EVENTS_PER_PAGE - 1] if len(earlier) > EVENTS_PER_PAGE else None
        return f"{self.address.url(start=start, pages=None)}#results"

    @property
    def decades(self) -> Iterator[Decade]:
        """The events shown, under their decades and years."""
        for number, in_decade in groupby(self.events, key=lambda event: event.year // 10 * 10):
            years = [Year(year, list(in_year)) for year, in_year in groupby(in_decade, key=lambda event: event.year)]
            yield Decade(number, years)
