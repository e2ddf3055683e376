"""The pages of the days of the year, and of today."""

from datetime import UTC, datetime

import html5lib
import pytest
from django.utils import timezone

from tests.factories import make_disagreement, make_event
from timeline.views import days as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock to a moment in UTC, written in ISO 8601."""

    def set_clock(text: str) -> None:
        now = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_clock


def text(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert dict(response.cookies) == {}
    assert response.get("Vary", "") in ("", "Accept-Encoding")
    return html


def test_a_day_shows_its_events_by_year_with_the_clock_and_its_neighbours(client):
    late, early = make_event(date="1990-07-17"), make_event(date="1975-07-17T19:17:00Z")
    make_event(date="1975-07-18")
    response = client.get("/on/07-17/")
    page = text(client, "/on/07-17/")
    assert response.context["events"] == [early, late]
    assert [part in page for part in ("17 July 1975, 19:17 UTC", "universal time (UTC)", "1 citation of 1 source")] == [
        True
    ] * 3
    assert '<link rel="canonical" href="http://testserver/on/07-17/">' in page
    assert '<a rel="prev" href="/on/07-16/">' in page
    assert '<a rel="next" href="/on/07-18/">' in page
    assert "By another clock" not in page


def test_a_day_on_which_nothing_fell_shows_the_nearest_and_how_far_they_are(client):
    make_event(date="1957-10-04", title="Sputnik")
    make_event(date="1957-11-03", title="Laika")
    page = text(client, "/on/11-01/")
    assert "Nothing on this timeline is dated exactly to 1 November." in page
    assert '<a href="/on/10-04/">4 October</a>, 28 days earlier' in page
    assert '<a href="/on/11-03/">3 November</a>, 2 days later' in page
    assert page.index("Sputnik") < page.index("Laika")


def test_a_day_of_an_empty_timeline_says_so(client):
    assert "Nothing on this timeline is dated exactly to 1 November." in text(client, "/on/11-01/")


def test_29_february_has_a_page_and_says_when_it_comes(client):
    make_event(date="1996-02-29")
    assert "Only leap years have a 29 February" in text(client, "/on/02-29/")
    assert "Only leap years" not in text(client, "/on/02-28/")


def test_another_clock_is_named_on_either_day(client):
    event = make_event(date="1958-02-01", title="Explorer 1")
    make_disagreement(event, [("1958-01-31", True), ("1958-02-01", True)], kind="clock")
    listed, other = text(client, "/on/02-01/"), text(client, "/on/01-31/")
    assert 'is listed here, and stands on <a href="/on/01-31/">31 January</a> too' in listed
    assert 'is listed on <a href="/on/02-01/">1 February</a>' in other


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/on/02-30/", "February has no day 30"),
        ("/on/13-01/", "There is no month 13"),
        ("/on/tomorrow/", "07-17 is 17 July"),
        ("/on/02-30.ics", "February has no day 30"),
        ("/on/%3Cscript%3E/", "07-17 is 17 July"),
    ],
)
def test_a_day_that_does_not_exist_is_not_found_with_a_way_on(client, path, sentence):
    page = text(client, path, 404)
    assert sentence in page
    assert 'href="/on/"' in page


@pytest.mark.parametrize(("path", "to"), [("/on/7-4/", "/on/07-04/"), ("/on/7-4.ics", "/on/07-04.ics")])
def test_a_day_with_single_digits_leads_to_its_address(client, path, to):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, to)


def test_very_many_events_of_a_day_are_paged(client, monkeypatch):
    monkeypatch.setattr(views, "EVENTS_PER_PAGE", 2)
    events = [make_event(date=f"{year}-07-17") for year in (1960, 1961, 1962)]
    pages = [client.get(f"/on/07-17/?page={page}").context["events"] for page in ("1", "2", "x")]
    assert pages == [events[:2], events[2:], events[:2]]


def test_the_year_leads_to_each_day_with_events_and_says_how_many(client):
    make_event(date="1957-10-04")
    make_event(date="1985-10-04")
    page = text(client, "/on/")
    assert page.count('href="/on/') == 1
    assert (
        '<a href="/on/10-04/">4<span class="visually-hidden"> October: </span><span class="number">2</span>'
        '<span class="visually-hidden"> events</span></a>'
    ) in page


def test_today_is_the_day_by_utc_and_turns_at_midnight(client, at):
    make_event(date="1975-07-17", title="Handshake")
    make_event(date="1975-07-18", title="Farewell")
    at("2027-07-17T23:57:00")
    before = client.get("/today/")
    at("2027-07-17T23:59:59")
    last = client.get("/today/", headers={"If-None-Match": before["ETag"]})
    at("2027-07-18T00:00:00")
    after = client.get("/today/", headers={"If-None-Match": before["ETag"]})
    assert ("Handshake" in before.content.decode(), "Farewell" in before.content.decode()) == (True, False)
    assert "Today is 17 July 2027 by universal time (UTC)" in before.content.decode()
    assert 'rel="canonical" href="http://testserver/on/07-17/"' in before.content.decode()
    assert (last.status_code, after.status_code) == (304, 200)
    assert ("Handshake" in after.content.decode(), "Farewell" in after.content.decode()) == (False, True)
    ages = [response["Cache-Control"] for response in (before, last, after)]
    assert ages == [f"max-age={age}, must-revalidate" for age in (180, 1, 300)]


def test_today_changes_with_the_data_and_sets_no_cookie(client, at):
    at("2027-07-17T12:00:00")
    assert "Nothing on this timeline" in text(client, "/today/")
    make_event(date="1975-07-17", title="Docking")
    assert "Docking" in text(client, "/today/")


def test_days_cost_the_same_queries_for_one_event_and_for_three(client, count_queries, at):
    at("2027-07-17T12:00:00")
    paths = ["/on/", "/on/07-17/", "/on/07-16/", "/today/"]

    def add() -> None:
        event = make_event(date="1975-07-17T00:30:00Z")
        make_disagreement(event, [("1975-07-16", True)], kind="clock")

    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one
    assert max(one) <= 8
    assert [count_queries(path) for path in paths] == [1] * 4


def test_pages_of_days_need_no_script_of_their_own_and_lead_from_the_footer(client):
    make_event(date="1975-07-17")
    for path in ("/on/", "/on/07-17/", "/today/"):
        page = client.get(path).content.decode()
        assert (
            page.count("<script") - page.count("application/ld+json") == 1
        )  # the switch of the theme, as on every page
    assert 'href="/today/">on this day</a>' in client.get("/").content.decode()
