"""What happened on a day of the year: the events that are dated to it exactly, and those that fall on it by another clock.

A day is that of the timeline, universal time wherever the time of day is known. Of a range or a vague date nobody knows the
day, so it stands on none.
"""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from timeline import versions
from timeline.choices import DisagreementKind
from timeline.models import Event, Reading
from timeline.models.events import day_of
from timeline.text.days import Day, named, whole_year

MOST_NEARBY = 10  # events shown of a day beside one on which nothing happened


@dataclass(frozen=True)
class Nearby:
    """The nearest day on one side of another on which something happened, and the first events of it."""

    day: Day
    distance: int  # in days
    number: int
    events: list[Event]


@dataclass(frozen=True)
class Month:
    """A month with its days, each with the number of its events."""

    name: str
    days: list[tuple[Day, int]]


@dataclass(frozen=True)
class Shift:
    """A reading by which an event that is listed on one day falls on the day before or after."""

    reading: Reading
    listed: Day
    other: Day

    @property
    def event(self) -> Event:
        """What the reading is about."""
        return self.reading.disagreement.event


def by_day() -> dict[Day, list[int]]:
    """For each day on which something happened the primary keys of the published events, in order."""

    def ask() -> dict[Day, list[int]]:
        found: dict[Day, list[int]] = defaultdict(list)
        for key, position in Event.objects.published().exact().in_order().values_list("pk", "position"):
            found[Day.of(day_of(position))].append(key)
        return dict(found)

    return versions.kept("days.by_day", ask)


def year() -> list[Month]:
    """The whole year, month by month."""
    days, known = whole_year(), by_day()
    numbers = [(day, len(known.get(day, ()))) for day in days]
    return [Month(calendar.month_name[at], [each for each in numbers if each[0].month == at]) for at in range(1, 13)]


def lines(keys: list[int]) -> list[Event]:
    """The events with these primary keys as the timeline lists them, with the number of their sources."""
    return Event.objects.filter(pk__in=keys).with_sources().in_order().lines()


def nearest(day: Day) -> list[Nearby]:
    """The last day before and the first day after `day` on which something happened; none where nothing ever did."""
    known = by_day()
    others = sorted(known.keys() - {day}, key=day.until)
    if not others:
        return []
    ends = [(others[-1], others[-1].until(day)), (others[0], day.until(others[0]))]
    rows = {event.pk: event for event in lines([key for end, _ in ends for key in known[end][:MOST_NEARBY]])}
    return [
        Nearby(end, distance, len(known[end]), [rows[key] for key in known[end][:MOST_NEARBY]])
        for end, distance in ends
    ]


def by_another_clock(day: Day) -> list[Shift]:
    """The readings that put an event of the day before or after on `day`, then those that put one of `day` on these.

    Only those that no verdict went against.
    """
    found = [shift for shift in _shifts() if shift[2] == day] + [shift for shift in _shifts() if shift[1] == day]
    asked = Reading.objects.filter(pk__in=[key for key, _, _ in found]).select_related("disagreement__event")
    rows = {reading.pk: reading for reading in asked}
    return [Shift(rows[key], listed, other) for key, listed, other in found]


def _shifts() -> list[tuple[int, Day, Day]]:
    """For each reading of all that by another clock puts an event on a neighbouring day: its primary key, the day of the
    event, and that neighbour.
    """

    def ask() -> list[tuple[int, Day, Day]]:
        asked = Reading.objects.filter(
            accepted=True,
            disagreement__kind=DisagreementKind.CLOCK,
            disagreement__field="date",
            disagreement__event__in=Event.objects.published().exact(),
        )
        rows = asked.order_by("disagreement__event__position", "order")
        return [
            (key, Day.of(listed), Day.of(day))
            for key, value, listed in rows.values_list("pk", "value", "disagreement__event__date_earliest")
            for day in dict.fromkeys(named(value))
            if listed and _is_beside(day, listed)
        ]

    return versions.kept("days.shifts", ask)


def _is_beside(one: date, other: date) -> bool:
    return abs((one - other).days) == 1
