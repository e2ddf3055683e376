"""When the two sides flew together, read from missions and events alone."""

from datetime import date

import pytest

from tests.factories import make_agency, make_event, make_mission, make_programme
from timeline import together
from timeline.models import Event

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 31)


def test_two_flights_of_a_common_programme_are_together_while_both_fly():
    programme = make_programme()
    make_mission(programme=programme, country="SU", launched="1975-07-15", ended="1975-07-21")
    make_mission(programme=programme, country="US", launched="1975-07-16", ended="1975-07-24")
    make_mission(programme=programme, country="SU", launched="1974-12-02", ended="1974-12-08")
    assert together.days_together(together.flights(TODAY)) == [(date(1975, 7, 16), date(1975, 7, 21))]


def test_flights_of_different_programmes_are_not_together():
    make_mission(programme=make_programme(), country="SU", launched="1975-07-15", ended="1975-07-21")
    make_mission(programme=make_programme(), country="US", launched="1975-07-15", ended="1975-07-24")
    assert together.days_together(together.flights(TODAY)) == []


def test_an_international_flight_counts_where_both_sides_take_part_in_its_programme():
    station, telescope = make_programme(), make_programme()
    make_mission(programme=station, country="XI", launched="1998-11-20", ended="2001-03-18")
    make_mission(programme=station, country="RU", launched="2000-07-12", ended="2000-07-13")
    make_mission(programme=station, country="US", launched="1998-12-04", ended="1998-12-16")
    make_mission(programme=telescope, country="XI", launched="1990-04-24", ended="1999-01-01")
    assert together.days_together(together.flights(TODAY)) == [(date(1998, 11, 20), date(2001, 3, 18))]


@pytest.mark.parametrize(
    ("last_event", "until"), [("2025-11-02", date(2025, 12, 31)), ("2011-05-01", date(2011, 5, 1))]
)
def test_a_flight_without_an_end_goes_on_if_it_was_heard_of_lately(last_event, until):
    mission = make_mission(launched="1998-11-20", country="XI")
    make_event(date=last_event, missions=[mission])
    (flight,) = together.flights(TODAY)
    assert flight.until == until


def test_a_flight_without_an_end_or_an_event_is_known_on_its_first_day_only():
    make_mission(launched="1962-07-10")
    (flight,) = together.flights(TODAY)
    assert flight.until == date(1962, 7, 10)


def test_an_event_of_both_counts_on_its_days_while_a_mission_of_it_flew():
    shuttle = make_mission(country="US", launched="1994-02-03", ended="1994-02-11")
    russian = make_agency(country="RU")
    make_event(date="1994-02-03", kind="first-person", missions=[shuttle], agencies=[russian])
    make_event(date="1993-10-05", kind="first-person", missions=[shuttle], agencies=[russian])
    make_event(date="1994-02-05", kind="first-person", missions=[shuttle])
    assert together.days_together(together.flights(TODAY)) == [(date(1994, 2, 3), date(1994, 2, 3))]


@pytest.mark.parametrize("kind", ["agreement", "policy", "milestone", "handover"])
def test_what_happens_on_the_ground_is_no_flight_together(kind):
    mission = make_mission(country="US", launched="1964-01-25")
    make_event(date="1964-01-25", kind=kind, missions=[mission], agencies=[make_agency(country="SU")])
    assert together.days_together(together.flights(TODAY)) == []


def test_a_country_joins_on_the_first_day_of_an_event_that_it_shares_while_both_fly():
    make_event(date="1962-09-29", agencies=[make_agency(country="CA")])
    make_event(date="1993-12-16", agencies=[make_agency(country=code) for code in ("CA", "RU", "US")])
    make_event(date="1999-05-29", agencies=[make_agency(country=code) for code in ("CA", "RU", "US")])
    make_event(date="1970-04-24", agencies=[make_agency(country="CN")])
    days = [(date(1998, 11, 20), date(2025, 12, 31))]
    found = {each.name: each for each in together.company(Event.objects.published().by_cell(4, "countries"), days)}
    assert (found["Canada"].first, found["Canada"].joined) == (date(1962, 9, 29), date(1999, 5, 29))
    assert (found["China"].first, found["China"].joined) == (date(1970, 4, 24), None)


def test_the_founding_history_meets_in_1975_and_runs_as_one_from_1998(history):
    days = together.days_together(together.flights(TODAY))
    years = {year for start, end in days for year in range(start.year, end.year + 1)}
    assert 1975 in years
    assert not years & {*range(1957, 1975), *range(1976, 1994)}
    assert {*range(1999, 2016)} <= years
