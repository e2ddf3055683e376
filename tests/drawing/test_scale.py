"""Years along an axis: where days lie, and which years are named."""

from datetime import date

import pytest

from timeline.drawing.scale import Scale


def test_days_lie_between_the_first_of_the_first_year_and_the_last_of_the_last():
    scale = Scale(1957, 2025)
    assert (scale.at(date(1957, 1, 1)), scale.at(date(2025, 12, 31))) == (0, 100)
    assert scale.at(date(1975, 7, 17)) == pytest.approx(26.9, abs=0.05)
    assert scale.at(date(1956, 1, 1)) < 0 < 100 < scale.at(date(2027, 1, 1))
    assert (scale.within(date(1900, 1, 1)), scale.within(date(2100, 1, 1))) == (0, 100)


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ((1957, 2025), ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        ((1951, 1980), ["1951", "1960", "1970", "1980"]),
        ((1900, 2100), ["1900", "1920", "1940", "1960", "1980", "2000", "2020", "2040", "2060", "2080", "2100"]),
        ((1974, 1977), ["1974", "1975", "1976", "1977"]),
        ((1975, 1975), "Jan 1975,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec".split(",")),
    ],
)
def test_names_are_decades_years_or_months(years, labels):
    assert [tick.label for tick in Scale(*years).ticks] == labels


def test_each_name_leads_to_its_years_and_a_month_to_none():
    assert [tick.years for tick in Scale(1957, 1985).ticks] == [(1960, 1969), (1970, 1979), (1980, 1989)]
    assert [tick.years for tick in Scale(1974, 1976).ticks] == [(1974, 1974), (1975, 1975), (1976, 1976)]
    assert {tick.years for tick in Scale(1974, 1975).ticks} == {None}
    assert Scale(1957, 1985).ticks[0].words == "1960 to 1969"


@pytest.mark.parametrize("years", [1, 2, 3, 7, 12, 20, 21, 69, 120, 200])
def test_there_are_never_more_names_than_there_is_room_for(years):
    ticks = Scale(1900, 1900 + years - 1).ticks
    shown_on_a_phone = [tick for tick in ticks if not tick.is_minor]
    assert (len(ticks) <= 24, len(shown_on_a_phone) <= 12) == (True, True)
