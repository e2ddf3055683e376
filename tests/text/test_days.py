"""Days of the year: read from an address, counted across the end of the year, and found in words."""

from datetime import date

import pytest

from timeline.text.days import Day, UnknownDay, named, whole_year


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("07-17", Day(7, 17), "17 July"),
        ("7-4", Day(7, 4), "4 July"),
        ("02-29", Day(2, 29), "29 February"),
        ("12-31", Day(12, 31), "31 December"),
    ],
)
def test_a_day_is_read_and_said(text, day, words):
    assert (Day.read(text), str(Day.read(text))) == (day, words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("02-30", "February has no day 30: its days go from 1 to 29."),
        ("04-00", "April has no day 00: its days go from 1 to 30."),
        ("17-07", "There is no month 17: the month comes first, and the day follows."),
        *(
            (text, "A day of the year is written as month and day, each with two digits: 07-17 is 17 July.")
            for text in ("july", "0717", "07-17-75", "٠٧-١٧", "07-1\n", "")
        ),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(UnknownDay) as refused:
        Day.read(text)
    assert str(refused.value) == sentence


def test_the_year_is_a_ring_of_366_days():
    days = whole_year()
    assert (len(days), days[0], days[59], days[-1]) == (366, Day(1, 1), Day(2, 29), Day(12, 31))
    assert [day.next for day in days] == [*days[1:], days[0]]
    assert [day.previous for day in days] == [days[-1], *days[:-1]]
    assert [Day.read(day.text) for day in days] == days


def test_days_between_are_counted_across_the_end_of_the_year_and_over_29_february():
    assert Day(12, 31).until(Day(1, 2)) == 2
    assert Day(1, 2).until(Day(12, 31)) == 364
    assert Day(2, 28).until(Day(3, 1)) == 2
    assert Day(3, 1).until(Day(3, 1)) == 0


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1958-01-31", [date(1958, 1, 31)]),
        ("1959-09-13T21:02:24Z", [date(1959, 9, 13)]),
        ("28 September 1962 (evening in California)", [date(1962, 9, 28)]),
        ("landing on 21 April 1972, 02:23:35 UTC", [date(1972, 4, 21)]),
        ("on 1 May 1960 or 1960-05-02", [date(1960, 5, 1), date(1960, 5, 2)]),
        ("July 1975, the 31 February 1975, 1975-13-01", []),
    ],
)
def test_the_days_that_words_name_are_found(text, dates):
    assert named(text) == dates
