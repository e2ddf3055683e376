"""What stands on a day of the year, and what stands beside it by another clock."""

import pytest

from tests.factories import make_disagreement, make_event
from timeline import days
from timeline.models import Event
from timeline.text.days import Day

pytestmark = pytest.mark.django_db

VAGUE = [
    *("1975-07", "1975", "1975-07-17~", "1975-07-17?", "1975-07-17%", "1975-07-XX", "197X", "1975-22"),
    *("1975-07-17/1975-07-18", "1975-07-17/..", "[1975-07-17..1975-07-19]", "[1975-07-17,1975-07-19]"),
]


@pytest.mark.parametrize("date", VAGUE)
def test_a_range_or_a_vague_date_stands_on_no_day(date):
    make_event(date=date)
    assert days.by_day() == {}


def test_exact_dates_stand_on_their_day_by_year():
    late = make_event(date="1990-07-17")
    early = make_event(date="1975-07-17T23:59:59Z")
    make_event(date="1960-07-18T00:00Z")
    make_event(date="1959-07-17", status="draft")
    assert days.by_day()[Day(7, 17)] == [early.pk, late.pk]
    assert sorted(days.by_day()) == [Day(7, 17), Day(7, 18)]


def test_the_year_has_366_days_in_twelve_months_with_their_numbers():
    for date in ("1960-02-29", "1964-02-29", "1957-10-04"):
        make_event(date=date)
    months = days.year()
    assert [len(month.days) for month in months] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    numbers = {day.text: number for month in months for day, number in month.days if number}
    assert numbers == {"02-29": 2, "10-04": 1}


def test_lines_count_each_source_once():
    event = make_event(sources=[])
    event.citations.create(source=event.citations.get().source, field="title", locator="p. 2")
    (line,) = days.lines([event.pk])
    assert (line.citation_count, line.source_count) == (2, 1)


def test_nearest_days_are_found_across_the_end_of_the_year():
    december, march = make_event(date="1968-12-24"), make_event(date="1965-03-18")
    before, after = days.nearest(Day(1, 2))
    assert (before.day, before.distance, before.events) == (Day(12, 24), 9, [december])
    assert (after.day, after.distance, after.events) == (Day(3, 18), 76, [march])


def test_the_only_day_is_the_nearest_on_either_side():
    event = make_event(date="1968-12-24")
    found = [(near.day, near.distance, near.number, near.events) for near in days.nearest(Day(12, 25))]
    assert found == [(Day(12, 24), 1, 1, [event]), (Day(12, 24), 365, 1, [event])]


def test_nothing_is_near_on_an_empty_timeline():
    assert days.nearest(Day(1, 1)) == []


@pytest.fixture
def landing() -> Event:
    """An event that two clocks put on two days, and a slip on a third."""
    event = make_event(date="1971-06-29T23:16:52Z")
    readings = [("29 June 1971", True), ("30 June 1971, in Moscow", True), ("28 June 1971", False)]
    make_disagreement(event, readings, kind="clock", field="date")
    return event


def test_another_clock_is_told_on_both_days_and_a_slip_on_none(landing):
    def told(day: Day) -> list[tuple[str, Day, Day]]:
        return [(shift.reading.value, shift.listed, shift.other) for shift in days.by_another_clock(day)]

    expected = [("30 June 1971, in Moscow", Day(6, 29), Day(6, 30))]
    assert (told(Day(6, 29)), told(Day(6, 30)), told(Day(6, 28))) == (expected, expected, [])


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"kind": "slip"}, "1971-06-30"),
        ({"field": "detail"}, "1971-06-30"),
        ({}, "1971-07-01"),
        ({}, "1970-06-30"),
        ({}, "some day"),
    ],
)
def test_what_is_no_clock_or_no_neighbour_is_not_told(changes, value):
    event = make_event(date="1971-06-29")
    make_disagreement(event, [(value, True)], **{"kind": "clock", "field": "date"} | changes)
    assert days.by_another_clock(Day(6, 30)) == days.by_another_clock(Day(6, 29)) == []


def test_another_clock_of_a_draft_is_not_told(landing):
    Event.objects.filter(pk=landing.pk).update(status="draft")
    assert days.by_another_clock(Day(6, 30)) == []
