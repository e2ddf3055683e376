"""Local clocks in words as printed, and those taken for universal time."""

import pytest

from timeline.text.clocks import is_local_clock_as_utc, times_of_day

TAKEN_FOR_UTC = [
    ("1961-04-12T09:07:00Z", "at 09:07 Moscow time on 12 April 1961"),
    ("1961-04-12T09:07Z", "12 April 1961, 9:07 a.m. (Moscow Time)"),
    ("1986-01-28T11:38Z", "11:38 a.m. EST"),
    ("1986-01-28T11:38Z", "11:38:00.010 a.m. E.S.T."),
    ("2000-07-26T20:44:50Z", "8:44:50 p.m. EDT, 25 July"),
    ("1969-07-20T15:17Z", "3:17 p.m. Houston time"),
    ("1969-07-20T16:17Z", "4:17 p.m. Eastern Daylight Time"),
    ("1969-07-20T15:17Z", "at 1517 CDT"),
    ("2003-10-15T09:00Z", "at 9 a.m. Beijing time"),
    ("2003-10-15T09:00Z", "at 9:00 local time (CST)"),
    ("2009-09-18T02:01Z", "2:01 a.m. JST"),
    ("1961-04-12T09:07Z", "в 9 часов 07 минут по московскому времени"),
    ("1961-04-12T09:07Z", "старт в 09:07 мск"),
    ("1961-04-12T09:07Z", "à 9 h 07, heure de Moscou"),
    ("1961-04-12T09:07Z", "um 9.07 Uhr Moskauer Zeit"),
    ("1960-08-19T11:44Z", "at 11:44 (UTC+3)"),
    ("1960-08-19T11:44Z", "at 11:44 GMT + 3"),
    ("1967-04-23T05:35Z", "5:35 Baikonur time"),
    ("1981-04-12T12:00Z", "at noon local time"),
    ("2020-05-30T15:22:45Z", "3:22 p.m. ET"),
    ("1961-04-12T09:06:59Z", "at 09:07 Moscow time"),
    ("1961-04-12T09:07Z", "09:07 Moscow time (06:07 UTC)"),  # universal time says something else
    ("12 April 1961, 09:07 UTC", "09:07 Omsk time"),
]
SOUND = [
    ("1998-12-04T16:02Z", "12:02PM EDT (16:02 UTC)"),
    ("1998-12-04T16:02Z", "16:02 UTC - 12:02 EDT"),
    ("1957-10-04T19:28:34Z", "at 19:28:34 UT (near midnight local time)"),
    ("1961-04-12T06:07Z", "at 09:07 Moscow time on 12 April 1961"),
    ("1961-04-12T09:07Z", "09:07 Moscow time, by others 09:07 UT"),
    ("1961-04-12T09:07Z", "at 09:07 on 12 April 1961"),
    ("1961-04-12T09:07Z", "0907Z (Moscow time 1207)"),
    ("1961-04-12T09:07Z", "Universal time; local time 12:07, so 09:07"),
    ("1961-04-12", "at 09:07 Moscow time"),
    ("1957-12-12T19:57Z", "in the winter of 1957, at 22:57 Moscow time"),
    ("1961-04-12T12:04Z", "12.04.1961, 9 часов 07 минут по московскому времени"),
    ("1975-07-17T16:09:09Z", "launch time 16:09:09"),
    ("1975-07-17T16:19Z", "4:19 p.m. GMT, local time 7:19 p.m."),
    ("", "at 09:07 Moscow time"),
]


@pytest.mark.parametrize(("value", "printed"), TAKEN_FOR_UTC)
def test_figures_of_a_local_clock_are_no_universal_time(value, printed):
    assert is_local_clock_as_utc(value, printed)


@pytest.mark.parametrize(("value", "printed"), SOUND)
def test_nothing_is_said_where_the_words_bear_universal_time_or_other_figures(value, printed):
    assert not is_local_clock_as_utc(value, printed)


def test_times_of_day_in_words():
    assert times_of_day("launch at 16:38 GMT (11:38 a.m. EST)") == {(16, 38), (11, 38)}
    assert times_of_day("12:02 AM, 12:02 PM, 20 heures et 19 minutes") == {(0, 2), (12, 2), (20, 19)}
    assert times_of_day("on 12.04.1961, a Tuesday of 1957 at 99:99") == set()
