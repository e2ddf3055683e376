"""When the two sides flew together, and which other countries joined them: read from the missions and the events."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.db.models import Max, Q, QuerySet

from timeline import versions
from timeline.choices import EventKind, Side, country_name
from timeline.models import Event, Mission
from timeline.models.events import day_of

Days = tuple[date, date]

INTERNATIONAL = "XI"
ON_THE_GROUND = [EventKind.AGREEMENT, EventKind.POLICY, EventKind.MILESTONE, EventKind.HANDOVER]
MOST_PARTNERS = 6
STILL_HEARD_OF = timedelta(days=731)  # a flight without an end that was heard of this late is taken to go on


def last_heard_of(missions: list[int]) -> dict[int, date]:
    """For missions without an end, by primary key: the last day on which an event of theirs is dated."""
    events = Event.objects.published().filter(missions__in=missions).order_by()
    rows = events.values_list("missions").annotate(last=Max("date_latest"))
    return {mission: last for mission, last in rows if last}


@dataclass(frozen=True)
class Flight:
    """A launched mission, and the day until which it is known to have flown."""

    mission: int
    slug: str
    name: str
    country: str
    programme: str | None
    launched: str
    ended: str
    start: date
    until: date


def flights(today: date) -> list[Flight]:
    """Every mission that was launched.

    Where no end is known it flew until its last event, or until `today`, the last day of the timeline, when that is not
    long after.
    """
    columns = ("pk", "slug", "name", "country", "programme__slug", "launched", "ended")
    rows = list(
        Mission.objects.filter(launched_latest__isnull=False)
        .order_by()
        .values_list(*columns, "launched_earliest", "launched_latest", "ended_latest")
    )
    open_ended = [mission for mission, *_, end in rows if end is None]
    heard = last_heard_of(open_ended) if open_ended else {}
    found = []
    for mission, slug, name, country, programme, launched, ended, earliest, latest, end in rows:
        until = end or max(heard.get(mission, latest), latest)
        until = max(today, until) if end is None and today - until < STILL_HEARD_OF else until
        found.append(Flight(mission, slug, name, country, programme, launched, ended, earliest or latest, until))
    return found


def days_together(flown: list[Flight]) -> list[Days]:
    """The spans of days on which both sides flew together.

    That is what an international flight lasted of a programme in which both sides took part, what two flights of the two
    sides within one programme have in common, and the days of an event in space of both sides while a mission of it flew.
    """
    return [*_by_programme(flown), *_by_event()]


def _by_programme(flown: list[Flight]) -> list[Days]:
    joint = set(_in_space().values_list("missions__programme__slug", flat=True).distinct())
    sides: dict[str | None, dict[str, list[Days]]] = defaultdict(lambda: defaultdict(list))
    for each in flown:
        name = INTERNATIONAL if each.country == INTERNATIONAL else Side.of([each.country]).value
        sides[each.programme][name].append((each.start, each.until))
    found: list[Days] = []
    for programme, days in sides.items():
        soviet, american = days[Side.SOVIET.value], days[Side.AMERICAN.value]
        if programme and (programme in joint or (soviet and american)):
            found += days[INTERNATIONAL]
            common = ((max(one[0], other[0]), min(one[1], other[1])) for one, other in product(soviet, american))
            found += [span for span in common if span[0] <= span[1]]
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


@dataclass(frozen=True)
class Story:
    """All of it: the last day of the timeline, the flights, the days together, and the company."""

    last: date
    flights: list[Flight]
    days: list[Days]
    company: list[Company]


def story() -> Story:
    """The story of the whole timeline, told anew when the data have changed."""
    return versions.kept("together.story", _tell)


def _tell() -> Story:
    cells = list(Event.objects.published().by_cell(4, "countries"))
    last = max((day_of(rank[1:]) for *_, rank in cells), default=date.min)
    flown = flights(last)
    days = days_together(flown)
    return Story(last, flown, days, company(cells, days))
