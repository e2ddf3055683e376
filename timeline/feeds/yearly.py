"""Events that are dated exactly to a day, as days of a calendar that come back each year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.text import slugify

from timeline.evidence import STANDING_ORDER
from timeline.feeds import NAME, changed
from timeline.filters import EventFilter
from timeline.models import Citation, Event
from timeline.text import edtf
from timeline.text.days import Day

MOST = 1000  # days of one calendar: no program shows more with profit, and each asks for all of them every day
LONGEST_NAME = 80  # characters of the last part of an address
MOST_SOURCES = 6  # named with an event; its page names them all


@dataclass(frozen=True)
class Anniversary:
    """An event as a day that comes back each year; its `uid` never changes."""

    uid: str
    day: date
    title: str
    description: str
    category: str
    url: str
    changed: datetime


@dataclass(frozen=True)
class Calendar:
    """Such days under a name. `url` is the calendar's own address, `home` that of the page it goes with."""

    name: str
    description: str
    url: str
    home: str
    anniversaries: tuple[Anniversary, ...]


def of_filter(event_filter: EventFilter, site: str) -> Calendar:
    """The events that a filter selects, in their order; the weightiest of them where they are too many."""
    exact = event_filter.events().exact()  # type: ignore[attr-defined]
    dated = exact.count()
    told = [f"{_number(dated)} of {NAME} on the exact day, each year. {CLOCK}"]
    if vague := event_filter.total - dated:
        told.append(f"{_number(vague)} of this selection not dated to a day: not in this calendar.")
    if dated > MOST:
        told.append(f"Here are the {MOST:,} weightiest: narrow the selection to have all of it.")
    return Calendar(
        name=f"{NAME}: {event_filter.title or 'on this day'}",
        description=" ".join([*told, *(rejected.sentence for rejected in event_filter.rejected)]),
        url=f"{site}{path_of_filter(event_filter)}{event_filter.selecting}",
        home=f"{site}{event_filter.address.path}{event_filter.selecting}",
        anniversaries=_anniversaries(exact.order_by("-significance", "position")[:MOST], site),
    )


def of_day(day: Day, keys: Iterable[int], site: str) -> Calendar:
    """The events with these primary keys, which happened on a day of the year."""
    rows = Event.objects.filter(pk__in=list(keys)[:MOST]).in_order()
    return Calendar(
        name=f"{NAME}: {day}",
        description=f"What happened on {day}, each year. {CLOCK}",
        url=f"{site}{path_of_day(day)}",
        home=f"{site}{reverse('day', args=[day.text])}",
        anniversaries=_anniversaries(rows, site),
    )


def path_of_filter(event_filter: EventFilter) -> str:
    """Where the calendar of a filter stands. Some programs call a calendar by the last part of its address, so that tells."""
    return reverse("calendar", args=[slugify(f"{NAME} {event_filter.title}")[:LONGEST_NAME].strip("-")])


def path_of_day(day: Day) -> str:
    """Where the calendar of a day of the year stands."""
    return reverse("day-calendar", args=[day.text, slugify(f"{NAME} {day}")])


CLOCK = (
    "Days are those of universal time (UTC) wherever the time of day is known. A 29 February comes in leap years alone."
)


def _number(number: int) -> str:
    return f"{number:,} event{'' if number == 1 else 's'}"


def _anniversaries(rows: Any, site: str) -> tuple[Anniversary, ...]:
    events = sorted(rows.defer("body", "body_html", "words"), key=lambda event: event.position)
    sources = _sources(event.pk for event in events)
    return tuple(_anniversary(event, sources.get(event.pk, []), site) for event in events)


def _anniversary(event: Event, sources: list[str], site: str) -> Anniversary:
    named = "; ".join(sources[:MOST_SOURCES])
    others = len(sources) - MOST_SOURCES
    more = f"; and {others} more" if others > 0 else ""
    permanent = f"{site}{reverse('event-permanent', args=[event.key])}"
    told = [f"{edtf.words(event.date)}. {event.summary}", f"Sources: {named}{more}", permanent]
    return Anniversary(
        uid=f"{event.key}@{urlsplit(site).hostname}",
        day=event.date_earliest or date(event.year, 1, 1),
        title=f"{event.title} ({event.year})",
        description="\n".join(told),
        category=event.get_kind_display(),
        url=f"{site}{event.get_absolute_url()}",
        changed=changed(event.pk),
    )


def _sources(keys: Iterable[int]) -> dict[int, list[str]]:
    """The titles of the sources cited for each of some events, the strongest first."""
    cited = Citation.objects.filter(event__in=list(keys)).order_by("order", "key")
    found: dict[int, dict[str, int]] = {}
    for event, title, standing in cited.values_list("event", "source__title", "source__standing"):
        if event is not None:
            found.setdefault(event, {}).setdefault(title, STANDING_ORDER.get(standing, 99))
    return {event: sorted(titles, key=titles.__getitem__) for event, titles in found.items()}
