"""Rules about time: dates that cannot be, and columns that no longer say what the date does."""

from collections import Counter
from copy import copy
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Prefetch

from timeline.checks.bounds import first_day, first_moment, last_day, last_moment
from timeline.checks.rules import AT_ONCE, Broken, Level, Rows, rule
from timeline.choices import EventKind
from timeline.models import Citation, Event, Mission, Person, Source, Succession
from timeline.models.citations import DATED_FIELDS
from timeline.text import date_values

FIRST_DAY = date(1957, 1, 1)
# What happens in flight; an agreement, a policy or a milestone may come long before or after.
IN_FLIGHT = {
    *(EventKind.LAUNCH, EventKind.LANDING, EventKind.DOCKING, EventKind.SPACEWALK, EventKind.LUNAR),
    *(EventKind.FIRST_PERSON, EventKind.FIRST_MACHINE, EventKind.STATION, EventKind.HANDOVER),
}


@rule("outside-space-age", Level.ERROR)
def outside_space_age(rows: Rows) -> Broken:
    """An event lies between 1957 and today."""
    today = datetime.now(UTC).date()
    for event in rows(Event).filter(date_latest__lt=FIRST_DAY):
        yield event, f"Its date ({event.date}) lies before 1957."
    for event in rows(Event).filter(date_earliest__gt=today):
        yield event, f"Its date ({event.date}) lies in the future."


@rule("outside-mission", Level.ERROR)
def outside_mission(rows: Rows) -> Broken:
    """What happens in flight lies between the launch and the end of a mission it names."""
    for event, missions in _outside(rows):
        if event.kind in IN_FLIGHT:
            yield event, f"Its date ({event.date}) lies outside {missions}."


@rule("milestone-outside-mission", Level.WARNING)
def milestone_outside_mission(rows: Rows) -> Broken:
    """A milestone or an accident that names a mission usually lies within it."""
    for event, missions in _outside(rows):
        if event.kind in {EventKind.MILESTONE, EventKind.ACCIDENT}:
            yield event, f"Its date ({event.date}) lies outside {missions}; it may be meant so."


def _outside(rows: Rows) -> list[tuple[Event, str]]:
    """Events that lie within none of their missions, and those missions in words."""
    found = []
    for event in rows(Event).prefetch_related("missions").iterator(AT_ONCE):
        missions = event.missions.all()
        if missions and not any(_is_within(event, mission) for mission in missions):
            spans = (f"{mission} ({mission.launched or '…'} to {mission.ended or 'today'})" for mission in missions)
            found.append((event, ", ".join(spans)))
    return found


def _is_within(event: Event, mission: Mission) -> bool:
    """Whether the event may lie within the mission, as far as both dates are known."""
    return last_day(event, "date") >= first_day(mission, "launched") and first_day(event, "date") <= last_day(
        mission, "ended"
    )


@rule("order-against-dates", Level.ERROR)
def order_against_dates(rows: Rows) -> Broken:
    """What is said to come after another event is not dated before it, nor said to come before it as well."""
    said = Succession.objects.order_by().values_list("later", "earlier")
    earlier: dict[int, set[int]] = {}
    for one, other in said:
        earlier.setdefault(one, set()).add(other)
    for order in rows(Succession).select_related("later", "earlier"):
        if order.contradicts_the_dates:
            yield order, order.contradiction
        elif order.later_id in _reached(order.earlier_id, earlier):
            yield order, f"“{order.earlier}” is said to come after “{order.later}” as well: take out one of the two."


def _reached(start: int, ways: dict[int, set[int]]) -> set[int]:
    """All that is reached from somewhere over any number of steps."""
    found, ahead = set[int](), {start}
    while ahead:
        ahead = {end for place in ahead for end in ways.get(place, ())} - found
        found |= ahead
    return found


@rule("landing-before-launch", Level.ERROR)
def landing_before_launch(rows: Rows) -> Broken:
    """A mission ends after it is launched."""
    for mission in rows(Mission).exclude(launched="").exclude(ended=""):
        if last_moment(mission, "ended") <= first_moment(mission, "launched"):
            yield mission, f"It ends ({mission.ended}) before it is launched ({mission.launched})."


@rule("stale-column", Level.ERROR)
def stale_column(rows: Rows) -> Broken:
    """The bounds, order and counts that are stored are those that the dates, links and citations give."""
    for row in [*rows(Mission), *rows(Person), *rows(Citation).filter(field__in=DATED_FIELDS)]:
        yield from _differences(row)
    followed = Prefetch("followed_by", Succession.objects.select_related("later"))
    for event in rows(Event).prefetch_related("citations", "missions", "agencies", followed).iterator(AT_ONCE):
        countries = {each.country for each in event.missions.all()} | {each.country for each in event.agencies.all()}
        linked: dict[str, Any] = {
            "countries": " ".join(sorted(countries)),
            "citation_count": len(event.citations.all()),
        }
        if (followed_by := event.followed_by.all()) and date_values.read(event.date):
            linked["position"] = event.position_before(order.later for order in followed_by)
        yield from _differences(event, **linked)
    sources = list(rows(Source))
    least = _least_keys() if sources else {}
    for source in sources:
        if source.witness != least[source.pk]:
            yield (
                source,
                f"It is stored as the witness {source.witness}, and what it draws on makes it {least[source.pk]}.",
            )


def _differences(row: Any, **linked: Any) -> Broken:
    """The columns of a row that differ from what its own fields give, or from what is `linked` to it."""
    fresh = copy(row)
    fresh.pk = None  # a row that is not saved yet asks the database for nothing
    try:
        fresh.derive()
    except ValueError as error:
        yield row, f"Its date cannot be read: {error}"
        return
    for name in row.derived_fields:
        stored, right = getattr(row, name), linked.get(name, getattr(fresh, name))
        if stored != right and name not in {"words", "body_html", "body_digest"}:
            yield (
                row,
                f"The column {name} holds {_shown(stored)}, and should hold {_shown(right)}: save the entry again.",
            )


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"


def _least_keys() -> dict[int, str]:
    """The smallest key among all sources that draws_on joins to each, by which they are known as one witness."""
    least = dict(Source.objects.values_list("pk", "key"))
    links = list(Source.draws_on.through.objects.values_list("from_source", "to_source"))
    while unequal := [(one, other) for one, other in links if least[one] != least[other]]:
        for one, other in unequal:
            least[one] = least[other] = min(least[one], least[other])
    return least


@rule("thin-year", Level.WARNING, of_rows=False)
def thin_year(rows: Rows) -> Broken:
    """A year between the first event and the last has more than one."""
    years = Counter(event.year for event in rows(Event).published().only("position"))
    for year in range(min(years, default=0), max(years, default=-1) + 1):
        if years[year] < 2:
            yield Event, f"The year {year} has {'one event only' if years[year] else 'no event'}."
