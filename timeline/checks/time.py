"""Rules about time: dates that cannot be, and columns that no longer say what the date does."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from timeline.checks.rules import Broken, Level, rule
from timeline.choices import EventKind
from timeline.models import Event, Mission, Person, Source
from timeline.models.sources import joined_to

FIRST_DAY = date(1957, 1, 1)
# What happens in flight; an agreement, a policy or a milestone may come long before or after.
IN_FLIGHT = {
    *(EventKind.LAUNCH, EventKind.LANDING, EventKind.DOCKING, EventKind.SPACEWALK, EventKind.LUNAR),
    *(EventKind.FIRST_PERSON, EventKind.FIRST_MACHINE, EventKind.STATION, EventKind.HANDOVER),
}


@rule("outside-space-age", Level.ERROR)
def outside_space_age() -> Broken:
    """An event lies between 1957 and today."""
    today = datetime.now(UTC).date()
    for event in Event.objects.filter(date_latest__lt=FIRST_DAY):
        yield event, f"Its date ({event.date}) lies before 1957."
    for event in Event.objects.filter(date_earliest__gt=today):
        yield event, f"Its date ({event.date}) lies in the future."


@rule("outside-mission", Level.ERROR)
def outside_mission() -> Broken:
    """What happens in flight lies between the launch and the end of a mission it names."""
    for event, missions in _outside():
        if event.kind in IN_FLIGHT:
            yield event, f"Its date ({event.date}) lies outside {missions}."


@rule("milestone-outside-mission", Level.WARNING)
def milestone_outside_mission() -> Broken:
    """A milestone or an accident that names a mission usually lies within it."""
    for event, missions in _outside():
        if event.kind in {EventKind.MILESTONE, EventKind.ACCIDENT}:
            yield event, f"Its date ({event.date}) lies outside {missions}; it may be meant so."


def _outside() -> list[tuple[Event, str]]:
    """Events that lie within none of their launched missions, and those missions in words."""
    found = []
    for event in Event.objects.prefetch_related("missions"):
        missions = [mission for mission in event.missions.all() if mission.launched_earliest]
        if missions and not any(_is_within(event, mission) for mission in missions):
            spans = (f"{mission} ({mission.launched or '…'} to {mission.ended or 'today'})" for mission in missions)
            found.append((event, ", ".join(spans)))
    return found


def _is_within(event: Event, mission: Mission) -> bool:
    """Whether the event may lie within the mission, as far as both dates are known."""
    not_before = event.date_latest is None or event.date_latest >= mission.launched_earliest
    not_after = (
        mission.ended_latest is None or event.date_earliest is None or event.date_earliest <= mission.ended_latest
    )
    return not_before and not_after


@rule("landing-before-launch", Level.ERROR)
def landing_before_launch() -> Broken:
    """A mission ends after it is launched."""
    for mission in Mission.objects.exclude(launched="").exclude(ended=""):
        if mission.launched_instant and mission.ended_instant:
            is_before = mission.ended_instant <= mission.launched_instant
        else:
            is_before = bool(mission.ended_latest and mission.ended_latest < mission.launched_earliest)
        if is_before:
            yield mission, f"It ends ({mission.ended}) before it is launched ({mission.launched})."


@rule("stale-column", Level.ERROR)
def stale_column() -> Broken:
    """The bounds, order and counts that are stored are those that the dates, links and citations give."""
    for noun in (Event, Mission, Person):
        names = [name for name in noun.derived_fields if name not in {"words", "body_html"}]
        for row in noun._default_manager.all():
            stored = {name: getattr(row, name) for name in names}
            yield from _differences(row, stored)
    for source in Source.objects.exclude(draws_on__isnull=True, drawn_on_by__isnull=True):
        least = min(Source.objects.filter(pk__in=joined_to([source.pk])).values_list("key", flat=True))
        if source.witness != least:
            yield source, f"It is stored as the witness {source.witness}, and what it draws on makes it {least}."


def _differences(row: Any, stored: dict[str, Any]) -> Broken:
    try:
        row.derive()
    except ValueError as error:
        yield row, f"Its date cannot be read: {error}"
        return
    for name, value in stored.items():
        if getattr(row, name) != value:
            yield (
                row,
                f"The column {name} holds {value!r}, and should hold {getattr(row, name)!r}: save the entry again.",
            )


@rule("thin-year", Level.WARNING)
def thin_year() -> Broken:
    """A year between the first event and the last has more than one."""
    years = Counter(event.year for event in Event.objects.published().only("position"))
    for year in range(min(years, default=0), max(years, default=-1) + 1):
        if years[year] < 2:
            yield Event, f"The year {year} has {'one event only' if years[year] else 'no event'}."
