"""Feeds of events: those of a selection that were added or changed last, and those of today."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from heapq import nlargest

from django.db.models import QuerySet
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.html import format_html

from timeline import days
from timeline.feeds import BEFORE_ALL_REVISIONS, MOST_ENTRIES, NAME, Entry, Feed, changed, last_changes
from timeline.filters import EventFilter, sets
from timeline.models import Event
from timeline.selections import in_order_of
from timeline.text import edtf
from timeline.text.days import Day


def of_filter(event_filter: EventFilter, site: str) -> Feed:
    """The events that a filter selects, those that were published or changed last first.

    Of events that changed at the same moment, as all do that came together, the later of the timeline stand first.
    """
    keys, moments = sets.order().keys, last_changes()

    def moment(place: int) -> tuple[datetime, int]:
        return moments.get(keys[place], BEFORE_ALL_REVISIONS), place

    places = nlargest(MOST_ENTRIES, sets.places(event_filter.selection()), key=moment)
    events = _rows(keys[place] for place in places)
    left_out = " ".join(rejected.sentence for rejected in event_filter.rejected)
    return Feed(
        title=f"{NAME}: {event_filter.title or 'the whole timeline'}",
        subtitle=f"Events of this selection, those added or changed last first. {left_out}".strip(),
        url=f"{site}/feeds/events",
        query=event_filter.selecting,
        home=f"{site}{event_filter.address.path}{event_filter.selecting}",
        entries=tuple(_entry(event, site, changed(event.pk)) for event in events),
    )


def of_today(today: date, site: str) -> Feed:
    """What happened on the day of the year that is today, each event anew every year."""
    day = Day.of(today)
    events = _rows(days.by_day().get(day, [])[-MOST_ENTRIES:])
    morning = datetime.combine(today, time(), UTC)
    return Feed(
        title=f"{NAME}: on this day",
        subtitle="What happened on the day that is today by universal time (UTC): events dated exactly to it.",
        url=f"{site}/feeds/today",
        query="",
        home=f"{site}{reverse('today')}",
        entries=tuple(_entry(event, site, morning, again=str(today.year)) for event in events),
    )


def _rows(keys: Iterable[int]) -> list[Event]:
    rows: QuerySet[Event] = Event.objects.with_sources().with_dispute().defer("body", "body_html", "words")
    return in_order_of(keys, rows)


def _entry(event: Event, site: str, updated: datetime, again: str = "") -> Entry:
    """An event as an entry: known by its permanent link and, where it comes `again` every year, by the year too."""
    permanent = f"{site}{reverse('event-permanent', args=[event.key])}"
    return Entry(
        id=f"{permanent}#{again}" if again else permanent,
        url=f"{site}{event.get_absolute_url()}",
        title=f"{event.year}: {event.title}" if again else event.title,
        updated=updated,
        summary=event.summary,
        html=_html(event, permanent),
        categories=(event.get_kind_display(),),
    )


def _html(event: Event, permanent: str) -> str:
    parts = [edtf.words(event.date), event.get_kind_display(), event.place_text]
    number: int = event.source_count  # type: ignore[attr-defined]
    return format_html(
        '<p>{}</p>\n<p>{}</p>\n<p>{} source{}{}. Permanent link: <a href="{}">{}</a></p>',
        " · ".join(part for part in parts if part),
        event.summary,
        number,
        pluralize(number),
        "; they disagree on it" if event.is_disputed else "",  # type: ignore[attr-defined]
        permanent,
        permanent,
    )
