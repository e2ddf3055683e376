"""Some events in an order, which is what teachers take away: one event, what a filter selects, or a set with its questions.

Handout, cards, activity, embed and export are renderings of a Selection. Each stands at the name of the rendering before the
address of what is rendered: /handout/events/first-handshake-in-orbit/, /cards/?kind=docking, /present/sets/women-in-space/.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.urls import reverse

from timeline.choices import Status
from timeline.evidence import Evidence, with_evidence
from timeline.filters import EventFilter, sets
from timeline.lessons import code
from timeline.lessons.contents import Contents, Entry
from timeline.models import Event, LessonSet
from timeline.models.base import leading_to

RENDERINGS = {
    "present": "Present",
    "handout": "Handout",
    "cards": "Cards",
    "order": "Put them in order",
    "cite": "Cite them",
    "share": "Link or embed",
}
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
class Gap:
    """A place in a set at which there is no event to show: why, and what was asked there."""

    sentence: str
    question: str = ""


@dataclass(frozen=True)
class Selection:
    """Events in an order, under a title. All addresses are paths of this site."""

    title: str
    path: str  # the page that shows it, with its query
    short_path: str  # what is printed and never changes; the same as `path` where there is no shorter one
    items: tuple[Item, ...]
    introduction: str = ""
    selected: int = 0  # of a filter: the set of all its events, as filters/sets.py has them
    places: tuple[Item | Gap, ...] = ()  # of a set: its items, and where they would stand the gaps
    for_whom: str = ""
    is_readers_own: bool = False  # whether its words are those of whoever made its link

    @property
    def left_out(self) -> int:
        """How many events a filter selects too that were too many."""
        return max(0, self.selected.bit_count() - len(self.items))

    def rendered_as(self, rendering: str) -> str:
        """The address of a rendering: "handout", "cards", "order", "present", "embed" …"""
        return f"/{rendering}{self.path}"

    @property
    def renderings(self) -> list[tuple[str, str]]:
        """What can be made of it: words and address of each."""
        return renderings_of(self.path)

    @property
    def events(self) -> list[Event]:
        """The events alone."""
        return [item.event for item in self.items]

    @property
    def gaps(self) -> list[Gap]:
        """What a set holds and cannot show."""
        return [place for place in self.places if isinstance(place, Gap)]


def renderings_of(path: str) -> list[tuple[str, str]]:
    """What can be made of the selection at an address: words and address of each."""
    return [(words, f"/{name}{path}") for name, words in RENDERINGS.items()]


def of_event(event: Event) -> Selection:
    """One event by itself; its rows as `whole` gives them."""
    return Selection(event.title, event.get_absolute_url(), event.permanent_url, (Item(event),))


def of_filter(event_filter: EventFilter, most: int | None = None) -> Selection:
    """The first events that a filter selects, in the order of its list and from the place where the list starts."""
    places = sets.places(event_filter.page.selected, newest_first=event_filter.newest_first)
    order = sets.order().keys
    keys = [order[place] for place in islice(places, most or MOST)]
    events = in_order_of(keys, whole(Event.objects.published()))
    title = event_filter.title or "The whole timeline"
    path = event_filter.canonical_url
    items = tuple(Item(event) for event in events)
    return Selection(title, path, path, items, selected=event_filter.page.selected)


def of_lesson_set(lesson_set: LessonSet) -> Selection:
    """A set that an editor made."""
    path, short_path = lesson_set.get_absolute_url(), reverse("set-permanent", args=[lesson_set.key])
    return replace(_of_contents(contents_of(lesson_set), path, short_path), for_whom=lesson_set.for_whom)


def of_code(text: str) -> Selection:
    """The set that a link holds; raise Unreadable where the link is mutilated."""
    path = reverse("set-by-link", args=[text])
    return replace(_of_contents(code.decode(text), path, path), is_readers_own=True)


def contents_of(lesson_set: LessonSet) -> Contents:
    """What a set holds, as a link to it would."""
    rows = lesson_set.items.order_by("order").values_list("event__key", "question")
    entries = tuple(Entry(key, question) for key, question in rows)
    return Contents(lesson_set.title, lesson_set.introduction, entries)


def _of_contents(contents: Contents, path: str, short_path: str) -> Selection:
    places = tuple(places_of(contents.entries))
    items = tuple(place for place in places if isinstance(place, Item))
    return Selection(contents.title, path, short_path, items, contents.introduction, places=places)


def places_of(entries: Iterable[Entry]) -> Iterator[Item | Gap]:
    """The events of a set as they are by now, or why one cannot be shown. A merged one is what it became."""
    wanted = list(entries)
    ends = leading_to(Event.noun(), [entry.key for entry in wanted])
    events = {event.key: event for event in whole(Event.objects.filter(key__in=set(ends.values())))}
    shown: dict[str, int] = {}
    for number, entry in enumerate(wanted, start=1):
        event = events.get(ends[entry.key])
        if event is None or event.status not in (Status.PUBLISHED, Status.WITHDRAWN):
            yield Gap(
                "There is no such event on this timeline: it was never published, or the link is of another site.",
                entry.question,
            )
        elif event.status == Status.WITHDRAWN:
            yield Gap(f"“{event.title}” was withdrawn: {event.withdrawn_reason}", entry.question)
        elif event.key in shown:
            yield Gap(f"“{event.title}” stands at place {shown[event.key]} already.", entry.question)
        else:
            shown[event.key] = number
            yield Item(event, entry.question)


def whole(events: Any) -> Any:
    """Events with all that a rendering shows, in a fixed number of queries."""
    return with_evidence(events.select_related("place", "picture").prefetch_related("missions", "people", "agencies"))


def in_order_of(keys: Iterable[int], events: Any) -> list[Event]:
    """Those of `events` with one of the primary keys, in the order of these keys."""
    wanted = list(keys)
    found = {event.pk: event for event in events.filter(pk__in=wanted)}
    return [found[key] for key in wanted if key in found]
