"""Some events in an order, which is what teachers take away: one event, what a filter selects, or a set with its questions.

Handout, cards, activity, embed and export are renderings of a Selection. Each stands at the name of the rendering before the
address of what is rendered: /handout/events/first-handshake-in-orbit/, /cards/?kind=docking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from timeline.evidence import Evidence, with_evidence
from timeline.filters import EventFilter, sets
from timeline.models import Event

MOST = 60  # events of a filter that go into one selection; a set holds fewer


@dataclass(frozen=True)
class Item:
    """An event in a selection, and what a teacher asks about it."""

    event: Event
    question: str = ""

    @property
    def evidence(self) -> Evidence:
        """What is cited for it, numbered from 1."""
        return Evidence.of(self.event)


@dataclass(frozen=True)
class Selection:
    """Events in an order, under a title. All addresses are paths of this site."""

    title: str
    path: str  # the page that shows it, with its query
    short_path: str  # what is printed and never changes; the same as `path` where there is no shorter one
    items: tuple[Item, ...]
    introduction: str = ""
    left_out: int = 0  # events that are selected too, and were too many

    def rendered_as(self, rendering: str) -> str:
        """The address of a rendering: "handout", "cards", "order", "present", "embed" …"""
        return f"/{rendering}{self.path}"

    @property
    def events(self) -> list[Event]:
        """The events alone."""
        return [item.event for item in self.items]


def of_event(event: Event) -> Selection:
    """One event by itself; its rows as `whole` gives them."""
    return Selection(event.title, event.get_absolute_url(), event.permanent_url, (Item(event),))


def of_filter(event_filter: EventFilter) -> Selection:
    """The first events that a filter selects, in the order of its list and from the place where the list starts."""
    places = sets.places(event_filter.page.selected, newest_first=event_filter.newest_first)
    order = sets.order().keys
    keys = [order[place] for place in islice(places, MOST)]
    events = in_order_of(keys, whole(Event.objects.published()))
    number = event_filter.page.selected.bit_count()
    title = event_filter.title or "The whole timeline"
    path = event_filter.canonical_url
    return Selection(title, path, path, tuple(Item(event) for event in events), left_out=number - len(events))


def whole(events: Any) -> Any:
    """Events with all that a rendering shows, in a fixed number of queries."""
    return with_evidence(events.select_related("place").prefetch_related("missions", "people", "agencies"))


def in_order_of(keys: Iterable[int], events: Any) -> list[Event]:
    """Those of `events` with one of the primary keys, in the order of these keys."""
    wanted = list(keys)
    found = {event.pk: event for event in events.filter(pk__in=wanted)}
    return [found[key] for key in wanted if key in found]
