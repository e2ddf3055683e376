"""When the two sides flew together, and which other countries joined them: read from the missions and the events."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.db.models import Max, Q, QuerySet

from timeline.choices import EventKind, Side, country_name
from timeline.models import Event, Mission, Programme

Days = tuple[date, date]

INTERNATIONAL = "XI"
ON_THE_GROUND = [EventKind.AGREEMENT, EventKind.POLICY, EventKind.MILESTONE, EventKind.HANDOVER]
MOST_PARTNERS = 6
STILL_HEARD_OF = timedelta(days=731)  # a flight without an end that was heard of this late is taken to go on


def day_of(position: str) -> date:
    """The first day of an event by its position in the timeline."""
    return date(int(position[:4]), int(position[4:6]), int(position[6:8]))


def last_heard_of(missions: list[int]) -> dict[int, date]:
    """For missions without an end, by primary key: the last day on which an event of theirs is dated."""
    events = Event.objects.published().filter(missions__in=missions).order_by()
    rows = events.values_list("missions").annotate(last=Max("date_latest"))
    return {mission: last for mission, last in rows if last}


def flights(missions: QuerySet[Mission], today: date) -> list[tuple[Any, date]]:
    """The launched ones of `missions` as named tuples, each with the day until which it is known to have flown.

    Where no end is known that is its last event, or `today`, the last day of the timeline, when that is not long after.
    """
    columns = ("pk", "slug", "name", "country", "programme__slug", "launched", "ended", "launched_earliest")
    rows = list(
        missions.filter(launched_latest__isnull=False)
        .order_by()
        .values_list(*columns, "launched_latest", "launched_precision", "ended_latest", "ended_precision", named=True)
    )
    open_ended = [row.pk for row in rows if row.ended_latest is None]
    heard = last_heard_of(open_ended) if open_ended else {}
    found = []
    for row in rows:
        until = row.ended_latest or max(heard.get(row.pk, row.launched_latest), row.launched_latest)
        goes_on = row.ended_latest is None and today - until < STILL_HEARD_OF
        found.append((row, max(today, until) if goes_on else until))
    return found


def days_together(today: date) -> list[Days]:
    """The spans of days on which both sides flew together.

    That is what an international flight lasted of a programme in which both sides took part, what two flights of the two sides within
    one such programme have in common, and the days of an event in space of both sides while a mission of it flew.
    """
    return [*_by_programme(today), *_by_event()]


def _by_programme(today: date) -> list[Days]:
    soviet, american = Q(missions__country__in=["SU", "RU"]), Q(missions__country="US")
    of_both = Q(pk__in=Programme.objects.filter(soviet).filter(american).values("pk"))
    shared = Programme.objects.filter(of_both | Q(pk__in=_in_space().values("missions__programme")))
    by_programme: dict[str, dict[str, list[Days]]] = defaultdict(lambda: defaultdict(list))
    for row, until in flights(Mission.objects.filter(programme__in=shared), today):
        name = INTERNATIONAL if row.country == INTERNATIONAL else Side.of([row.country]).value
        by_programme[row.programme__slug][name].append((row.launched_earliest, until))
    found: list[Days] = []
    for flown in by_programme.values():
        found += flown[INTERNATIONAL]
        pairs = product(flown[Side.SOVIET.value], flown[Side.AMERICAN.value])
        common = ((max(one[0], other[0]), min(one[1], other[1])) for one, other in pairs)
        found += [days for days in common if days[0] <= days[1]]
    return found


def _in_space() -> QuerySet[Event]:
    """The events in space in which both sides took part."""
    both = Q(countries__contains="US") & (Q(countries__contains="SU") | Q(countries__contains="RU"))
    return Event.objects.published().filter(both).exclude(kind__in=ON_THE_GROUND).order_by()


def _by_event() -> list[Days]:
    rows = (
        _in_space()
        .filter(missions__launched_earliest__isnull=False, date_latest__isnull=False)
        .values_list("date_earliest", "date_latest", "missions__launched_earliest", "missions__ended_latest")
    )
    flown = {
        (max(earliest, launched), min(latest, ended or latest))
        for earliest, latest, launched, ended in rows.distinct()
        if earliest
    }
    return [days for days in flown if days[0] <= days[1]]


@dataclass(frozen=True)
class Company:
    """A country other than the two: its first and last event, and the day on which it joined a flight of both."""

    name: str
    first: date
    last: date
    joined: date | None


def company(cells: Iterable[tuple[str, str, int, str]], together: list[Days]) -> list[Company]:
    """The countries beside the two that have most events, from all events by year and countries.

    `cells` are (year, countries, number of events, the rank of the first), as `Event.objects.by_cell` gives them.
    """
    number: dict[str, int] = defaultdict(int)
    days: dict[str, list[date]] = defaultdict(list)
    shared: dict[str, list[date]] = defaultdict(list)
    for _, countries, events, rank in cells:
        codes = set(countries.split())
        day = day_of(rank[1:])
        is_shared = Side.of(codes) == Side.JOINT or INTERNATIONAL in codes
        for code in codes - {"SU", "RU", "US", INTERNATIONAL}:
            number[code] += events
            days[code].append(day)
            if is_shared and any(start <= day <= end for start, end in together):
                shared[code].append(day)
    busiest = sorted(number, key=lambda code: (-number[code], code))[:MOST_PARTNERS]
    return [
        Company(country_name(code), min(days[code]), max(days[code]), min(shared[code], default=None))
        for code in busiest
    ]
