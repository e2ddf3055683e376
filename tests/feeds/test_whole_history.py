"""The whole history as other programs read it: every event that is dated exactly, with its sources, by strict readers."""

import re

import feedparser
import icalendar
import pytest

from timeline.feeds import MOST_ENTRIES
from timeline.models import Event

pytestmark = pytest.mark.django_db


def test_every_exact_event_stands_in_the_calendar_on_its_day(client, whole_history, whole_history_records):
    content = client.get("/calendar.ics").content
    calendar = icalendar.Calendar.from_ical(content)
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    events = {f"{event.key}@testserver": event for event in Event.objects.published().exact()}
    to_the_day = [event for event in whole_history_records["event"] if re.match(r"\d{4}-\d\d-\d\d(T|$)", event["date"])]
    assert {event.key for event in events.values()} == {event["key"] for event in to_the_day}
    assert found.keys() == events.keys()
    for uid, event in events.items():
        read = found[uid]
        assert read.errors == []
        assert (read.start, str(read["SUMMARY"])) == (event.date_earliest, f"{event.title} ({event.year})")
        assert event.summary in str(read["DESCRIPTION"])
        assert str(read["DESCRIPTION"]).endswith(f"/e/{event.key}")
        assert str(read["URL"]) == f"http://testserver{event.get_absolute_url()}"
        assert str(read["TRANSP"]) == "TRANSPARENT"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content == client.get("/calendar.ics").content


def test_days_of_the_year_hold_what_the_calendar_holds(client, whole_history):
    uids = []
    for month, days in ((1, 31), (2, 29), (7, 31)):
        for day in range(1, days + 1):
            response = client.get(f"/on/{month:02}-{day:02}.ics")
            if response.status_code == 404:  # nothing happened on it
                continue
            uids += [str(event["UID"]) for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]
    exact = Event.objects.published().exact().filter(date_earliest__month__in=[1, 2, 7])
    assert sorted(uids) == sorted(f"{key}@testserver" for key in exact.values_list("key", flat=True))


@pytest.mark.parametrize("query", ["", "?kind=docking", "?q=Leonov&from=1965", "?country=SU&disputed=yes"])
def test_feed_of_any_filter_is_read_and_holds_what_the_timeline_selects(client, whole_history, query):
    read = feedparser.parse(client.get(f"/feeds/events.atom{query}").content)
    selected = client.get(f"/{query}").context["filter"].events()
    addresses = {f"http://testserver{event.get_absolute_url()}" for event in selected}
    assert (read.bozo, read.version) == (False, "atom10")
    assert {entry.link for entry in read.entries} <= addresses
    assert len(read.entries) == min(len(addresses), MOST_ENTRIES)
    assert read.feed.link == f"http://testserver/{query}"
