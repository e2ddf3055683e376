"""Calendars as they are written: lines, letters, and bytes that depend on the data alone."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.feeds import ics
from timeline.feeds.yearly import Anniversary, Calendar

STAMP = datetime(2026, 11, 25, 15, 46, 24, tzinfo=UTC)


def calendar(**changes: object) -> Calendar:
    told: dict = {
        "uid": "2krmqv4n@history.example.org",
        "day": date(1975, 7, 17),
        "title": "Apollo docks with Soyuz (1975)",
        "description": "They met.",
        "category": "Docking",
        "url": "https://history.example.org/events/docking/",
        "changed": STAMP,
    }
    address = "https://history.example.org"
    return Calendar("Docking", "Every year", f"{address}/calendar.ics", f"{address}/", (Anniversary(**told | changes),))


def read(content: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_a_calendar_is_written_line_by_line():
    assert ics.render(calendar()).decode().split("\r\n") == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Space History//Space History//EN", "CALSCALE:GREGORIAN"),
        *(
            "METHOD:PUBLISH",
            "NAME:Docking",
            "X-WR-CALNAME:Docking",
            "DESCRIPTION:Every year",
            "X-WR-CALDESC:Every year",
        ),
        *("SOURCE;VALUE=URI:https://history.example.org/calendar.ics", "URL:https://history.example.org/"),
        *("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"),
        *("BEGIN:VEVENT", "UID:2krmqv4n@history.example.org", "DTSTAMP:20261125T154624Z"),
        *("LAST-MODIFIED:20261125T154624Z", "DTSTART;VALUE=DATE:19750717", "RRULE:FREQ=YEARLY"),
        *("SUMMARY:Apollo docks with Soyuz (1975)", "DESCRIPTION:They met.", "CATEGORIES:Docking"),
        *("URL:https://history.example.org/events/docking/", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""),
    ]


@pytest.mark.parametrize(
    "title", ["a, b; c\\d", "Союз-19 " * 30, "é" * 200, "🚀" * 60, "x" * 75, "line\nbreak", "", "\\n"]
)
def test_titles_come_back_as_they_were(title):
    assert str(read(ics.render(calendar(title=title)))["SUMMARY"]) == title


def test_what_no_calendar_may_hold_becomes_a_space_and_cannot_begin_a_line_of_its_own():
    event = read(ics.render(calendar(title="a\x00\x07b\r\nEND:VEVENT\rc\td")))
    assert str(event["SUMMARY"]) == "a b\nEND:VEVENT\nc d"


@given(st.text(max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(text):
    content = ics.folded(f"SUMMARY:{ics.escaped(text)}")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert [line.decode("utf-8", "strict") for line in lines] != []
    assert content.replace(b"\r\n ", b"").decode() == f"SUMMARY:{ics.escaped(text)}\r\n"


@pytest.mark.parametrize("day", [date(1957, 10, 4), date(1996, 2, 29)])
def test_a_day_is_whole_and_comes_back_each_year(day):
    event = read(ics.render(calendar(day=day)))
    rule = {"FREQ": ["YEARLY"]} | ({"BYMONTH": [2], "BYMONTHDAY": [29]} if day.day == 29 else {})
    assert (event.start, dict(event["RRULE"])) == (day, rule)
