"""What the rules about time find at their borders."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.checks.rows import against, found
from tests.factories import make_event, make_mission, make_succession
from timeline.checks.time import IN_FLIGHT
from timeline.choices import EventKind
from timeline.models import Event, Mission
from timeline.models.events import position_of
from timeline.text import edtf

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_31_january_2026(monkeypatch):
    """A clock that stands at the last minute of a day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 31, 23, 59, tzinfo=tz)

    monkeypatch.setattr("timeline.checks.time.datetime", Clock)


# outside-space-age


@pytest.mark.parametrize(
    "day", ["1957-01-01", "1957", "1956/1957", "1956~", "195X", "../1957", "2026-01-31", "2026-01", "2026", "2025/.."]
)
def test_event_that_may_lie_between_1957_and_today_is_sound(on_31_january_2026, day):
    make_event(date=day)
    assert found("outside-space-age") == []


@pytest.mark.parametrize("day", ["1956-12-31", "1956", "1955~", "194X", "../1956"])
def test_event_before_1957_is_found(on_31_january_2026, day):
    event = make_event(date=day)
    assert found("outside-space-age") == against(event, f"Its date ({day}) lies before 1957.")


@pytest.mark.parametrize("day", ["2026-02-01", "2026-02-01T00:00Z", "2026-02", "2027", "2028~", "2027/.."])
def test_event_in_the_future_is_found(on_31_january_2026, day):
    event = make_event(date=day)
    assert found("outside-space-age") == against(event, f"Its date ({day}) lies in the future.")


def test_draft_outside_the_space_age_is_found_as_well():
    event = make_event(date="1956", status="draft")
    assert found("outside-space-age") == against(event, "Its date (1956) lies before 1957.")


# outside-mission and milestone-outside-mission


def make_soyuz(**given):
    return make_mission(**{"name": "Soyuz 19", "launched": "1975-07-15", "ended": "1975-07-21"} | given)


@pytest.mark.parametrize(
    "day",
    ["1975-07-15", "1975-07-21", "1975-07-21T23:59Z", "1975-07", "1975", "1975-07-22~", "1975-07-14/1975-07-15"],
)
def test_event_that_may_lie_within_its_mission_is_sound(day):
    make_event(date=day, missions=[make_soyuz()])
    assert found("outside-mission") == []


@pytest.mark.parametrize("day", ["1975-07-14", "1975-07-22", "1975-07-24~", "1974", "1975-08/..", "../1975-07-14"])
def test_event_outside_its_mission_is_found(day):
    event = make_event(date=day, missions=[make_soyuz()])
    said = f"Its date ({day}) lies outside Soyuz 19 (1975-07-15 to 1975-07-21)."
    assert found("outside-mission") == against(event, said)


@pytest.mark.parametrize("dates", [{"launched": "1975-07"}, {"launched": "../1975"}, {"launched": "1975-07-15~"}])
def test_event_before_a_launch_known_only_about_is_sound(dates):
    make_event(date="1975-07-14", missions=[make_soyuz(**dates)])
    assert found("outside-mission") == []


@pytest.mark.parametrize("ended", ["", "1975-07-21/..", "1975", "1975-07-21~"])
def test_event_after_an_end_known_only_about_is_sound(ended):
    make_event(date="1975-07-22", missions=[make_soyuz(ended=ended)])
    assert found("outside-mission") == []


def test_event_within_one_of_its_missions_is_sound():
    make_event(date="1975-07-23", missions=[make_soyuz(), make_mission(launched="1975-07-15", ended="1975-07-24")])
    assert found("outside-mission") == []


def test_event_may_lie_within_a_mission_of_unknown_dates():
    make_event(date="1975-07-23", missions=[make_soyuz(), make_mission()])
    make_event(date="1975-07-23", missions=[make_mission()])
    assert found("outside-mission") == []


def test_event_after_the_end_of_a_mission_of_unknown_launch_is_found():
    event = make_event(date="1975-07-23", missions=[make_soyuz(launched="")])
    said = "Its date (1975-07-23) lies outside Soyuz 19 (… to 1975-07-21)."
    assert found("outside-mission") == against(event, said)


def test_event_outside_all_its_missions_names_them():
    missions = [make_soyuz(), make_mission(name="Apollo", launched="1975-07-16", ended="")]
    event = make_event(date="1975-07-14", missions=missions)
    said = "Its date (1975-07-14) lies outside Soyuz 19 (1975-07-15 to 1975-07-21), Apollo (1975-07-16 to today)."
    assert found("outside-mission") == against(event, said)


@pytest.mark.parametrize("kind", EventKind.values)
def test_each_kind_outside_its_mission_breaks_one_rule_at_most(kind):
    event = make_event(date="1975-07-22", kind=kind, missions=[make_soyuz()])
    said = "Its date (1975-07-22) lies outside Soyuz 19 (1975-07-15 to 1975-07-21)"
    is_milestone = kind in {"milestone", "accident"}
    is_exempt = kind in {"agreement", "policy"}
    assert (kind in IN_FLIGHT) == (not is_milestone and not is_exempt)
    assert found("outside-mission") == (against(event, f"{said}.") if kind in IN_FLIGHT else [])
    expected = against(event, f"{said}; it may be meant so.") if is_milestone else []
    assert found("milestone-outside-mission") == expected


# landing-before-launch


@pytest.mark.parametrize(
    ("launched", "ended"),
    [
        ("1975-07-15T12:20Z", "1975-07-15T12:20Z"),  # within the minute, as a rocket that is lost on its pad
        ("1975-07-15T12:20:30Z", "1975-07-15T12:20Z"),
        ("1975-07-15T12:20Z", "1975-07-15T12:20:01Z"),
        ("1975-07-15T12:20:00Z", "1975-07-15T12:20:01Z"),
        ("1975-07-15T12:20Z", "1975-07-15"),
        ("1975-07-15", "1975-07-15T00:00:01Z"),
        ("1975-07-15", "1975-07-15"),
        ("1975-07-16~", "1975-07-15"),
        ("../1975-07-15", "1975-07-14"),
        ("1975-07-15", "1975-07-15/.."),
        ("1975-07-15", ""),
        ("", "1975-07-15"),
    ],
)
def test_mission_that_may_end_after_its_launch_is_sound(launched, ended):
    make_mission(launched=launched, ended=ended)
    assert found("landing-before-launch") == []


@pytest.mark.parametrize(
    ("launched", "ended"),
    [
        ("1975-07-15T12:20:00Z", "1975-07-15T12:20:00Z"),
        ("1975-07-15T12:20:01Z", "1975-07-15T12:20:00Z"),
        ("1975-07-15T12:20Z", "1975-07-15T12:19Z"),
        ("1975-07-15T12:20:00Z", "1975-07-15T12:19Z"),
    ],
)
def test_mission_that_ends_at_its_launch_or_before_is_found(launched, ended):
    mission = make_mission(launched=launched, ended=ended)
    assert found("landing-before-launch") == against(mission, f"It ends ({ended}) before it is launched ({launched}).")


def test_landing_a_day_before_the_launch_is_refused_by_the_database():
    mission = make_mission(launched="1975-07-15", ended="1975-07-21")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mission.objects.filter(pk=mission.pk).update(ended_earliest="1975-07-14", ended_latest="1975-07-14")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mission(launched="1975-07-15", ended="1975-07-14")
    assert found("landing-before-launch") == []


# thin-year


def test_year_without_events_and_year_with_one_are_found():
    for day in ("1975", "1975-07-17", "1977", "1978", "1978-01-01"):
        make_event(date=day)
    make_event(date="1976-01-01", status="draft")
    assert found("thin-year") == [
        (Event, "The year 1976 has no event.", "/admin/timeline/event/"),
        (Event, "The year 1977 has one event only.", "/admin/timeline/event/"),
    ]


def test_years_before_the_first_event_and_after_the_last_are_not_missed():
    make_event(date="1975")
    make_event(date="1975")
    assert found("thin-year") == []


def test_range_counts_in_the_year_in_which_it_begins():
    for day in ("1975/1976", "1975-12-31", "1976", "1976~"):
        make_event(date=day)
    assert found("thin-year") == []


# order-against-dates


def test_position_of_what_is_followed_is_looked_at_as_it_is_stored():
    first, last = make_event(date="1975-07-17"), make_event(date="1975-07-17T16:09:09Z")
    make_succession(last, first)
    assert found("stale-column") == []
    held = Event.objects.get(pk=first.pk).position
    Event.objects.filter(pk=first.pk).update(position=position_of(edtf.parse(first.date), first.key))
    said = f"The column position holds “{held.replace('160908', '999999')}”, and should hold “{held}”: save the entry again."
    assert found("stale-column") == against(first, said)


def test_order_that_dates_or_another_order_contradict_is_found():
    first, last = make_event(title="First"), make_event(title="Last")
    order = make_succession(last, first)
    assert found("order-against-dates") == []
    Event.objects.filter(pk=last.pk).update(date_earliest="1975-07-16", date_latest="1975-07-16", date="1975-07-16")
    said = (
        "“Last” (16 July 1975) is dated before “First” (17 July 1975) and said to come after it: mend one of the dates, "
        "or take out the order."
    )
    assert found("order-against-dates") == against(order, said)
    Event.objects.filter(pk=last.pk).update(date_earliest="1975-07-17", date_latest="1975-07-17", date="1975-07-17")
    back = make_succession(first, last)
    both = (("First", "Last", order), ("Last", "First", back))
    said = {
        row: f"“{one}” is said to come after “{other}” as well: take out one of the two." for one, other, row in both
    }
    assert {subject: sentence for subject, sentence, _ in found("order-against-dates")} == said
