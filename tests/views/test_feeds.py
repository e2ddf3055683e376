"""Feeds and calendars by their addresses, read back by the programs of other people."""

from datetime import UTC, datetime

import feedparser
import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from timeline import revisions
from timeline.choices import RevisionKind
from timeline.feeds import yearly
from timeline.models import Event, Revision
from timeline.revisions import By

pytestmark = pytest.mark.django_db

HOSTILE = "'\"><owned onload=owned()></title>]]>--><script>owned()</script>&amp;\x0b\x01, \\n;\r\nEND:VCALENDAR"
ADDRESSES = [
    *("/feeds/events.atom", "/feeds/events.json", "/feeds/today.atom", "/feeds/today.json", "/feeds/corrections.atom"),
    *("/feeds/corrections.json", "/calendar.ics", "/on/07-17.ics"),
]


def atom(client, path: str):
    """A feed as feedparser reads it, which holds it to be well made and to have all that RFC 4287 asks for."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    read = feedparser.parse(response.content)
    assert (read.bozo, read.version) == (False, "atom10")
    for each in (read.feed, *read.entries):
        assert (bool(each.id), bool(each.title), bool(each.updated)) == (True, True, True)
    assert read.feed.author == "Space History"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [f"http://testserver{path}"]
    return read


def calendar(client, path: str) -> tuple[icalendar.Calendar, list[icalendar.Event]]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    read = icalendar.Calendar.from_ical(response.content)
    return read, read.walk("VEVENT")


@pytest.fixture
def now(monkeypatch) -> None:
    """The clock stands at noon of 17 July 2027."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 7, 17, 12, tzinfo=UTC))


def changed(event: Event, reason: str, **changes) -> Revision:
    """Change an event as the desk does, and give the revision that keeps it."""
    by = changes.pop("by", By(reason))
    with revisions.kept_around([event], by):
        Event.objects.filter(pk=event.pk).update(**changes)
    last = revisions.latest(event)
    assert last is not None
    return last


# Events


def test_an_event_is_told_with_its_date_its_sources_and_its_permanent_link(client):
    event = make_event(date="1975-07-17T19:17Z", title="Handshake", summary="They met.", sources=[make_source()] * 2)
    make_disagreement(event, [("one", True)])
    read = atom(client, "/feeds/events.atom")
    (entry,) = read.entries
    permanent = f"http://testserver/e/{event.key}"
    assert (entry.id, entry.link, entry.title) == (permanent, f"http://testserver/events/{event.slug}/", "Handshake")
    assert [tag.term for tag in entry.tags] == ["Docking"]
    assert entry.summary == (
        "<p>17 July 1975, 19:17 UTC · Docking</p>\n<p>They met.</p>\n<p>2 sources; they disagree on it. "
        f'Permanent link: <a href="{permanent}">{permanent}</a></p>'
    )


def test_a_feed_of_a_filter_holds_what_was_changed_last_first(client):
    old, new, other = (make_event(date=date) for date in ("1957", "1961", "1965"))
    make_event(kind="launch")
    make_event(status="draft")
    assert [entry.title for entry in atom(client, "/feeds/events.atom?kind=docking").entries] == [
        other.title,
        new.title,
        old.title,
    ]
    revision = changed(old, "A better word.", summary="It happened so.")
    read = atom(client, "/feeds/events.atom?kind=docking")
    assert [entry.title for entry in read.entries] == [old.title, other.title, new.title]
    assert read.entries[0].updated == read.feed.updated == f"{revision.made:%Y-%m-%dT%H:%M:%S+00:00}"
    assert read.feed.title == "Space History: Kind: Docking"


def test_a_feed_is_known_by_what_it_selects_and_says_what_it_left_out(client):
    read = feedparser.parse(client.get("/feeds/events.atom?sort=new&lanes=programme&kind=nonsense&from=1957").content)
    assert read.feed.id == "http://testserver/feeds/events.atom?from=1957"
    assert "There is no kind “nonsense” here, so it was left out." in read.feed.subtitle


def test_a_json_feed_says_the_same_as_the_atom_feed(client, now):
    event = make_event(date="1975-07-17")
    changed(event, "Mended.", title="Handshake")
    for name in ("events", "today", "corrections"):
        read, response = atom(client, f"/feeds/{name}.atom"), client.get(f"/feeds/{name}.json")
        told = response.json()
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        assert (told["version"], told["feed_url"]) == (
            "https://jsonfeed.org/version/1.1",
            f"http://testserver/feeds/{name}.json",
        )
        assert [(each["id"], each["url"], each["title"], each["date_modified"]) for each in told["items"]] == [
            (each.id, each.link, each.title, each.updated) for each in read.entries
        ]
        assert len(told["items"]) == 1


# Today


def test_the_feed_of_today_holds_the_events_of_the_day_anew_each_year(client, now, monkeypatch):
    event = make_event(date="1975-07-17", title="Handshake")
    make_event(date="1975-07-18")
    (entry,) = atom(client, "/feeds/today.atom").entries
    assert (entry.id, entry.title) == (f"http://testserver/e/{event.key}#2027", "1975: Handshake")
    assert entry.updated == "2027-07-17T00:00:00+00:00"
    monkeypatch.setattr(timezone, "now", lambda: datetime(2028, 7, 17, 1, tzinfo=UTC))
    (again,) = atom(client, "/feeds/today.atom").entries
    assert again.id == f"http://testserver/e/{event.key}#2028"


def test_the_feed_of_a_day_without_events_is_empty_and_reads_no_clock_but_the_day(client, now):
    first, second = (client.get("/feeds/today.atom") for _ in range(2))
    assert feedparser.parse(first.content).entries == []
    assert (first.content, first["Cache-Control"]) == (second.content, "max-age=300, must-revalidate")


# Corrections


def test_a_correction_says_what_changed_when_and_why_and_who_signed(client):
    event = make_event(date="1975-12-11", title="Handshake")
    mended = changed(event, "", by=By("December was a slip.", signed="Ada Editor"), date="1975-07-17")
    (entry,) = atom(client, "/feeds/corrections.atom").entries
    assert entry.title == "Handshake: December was a slip."
    assert entry.link == f"http://testserver/events/{event.slug}/history/{mended.number}/"
    assert client.get(entry.link).status_code == 200
    assert entry.id == f"http://testserver/e/{event.key}#revision-{mended.number}"
    assert entry.updated == f"{mended.made:%Y-%m-%dT%H:%M:%S+00:00}"
    assert entry.author == "Ada Editor"
    assert entry.summary == (
        "<p>Edited: December was a slip.</p>\n<ul><li>Date: <del>11 December 1975 (1975-12-11)</del> "
        "<ins>17 July 1975 (1975-07-17)</ins></li></ul>"
    )


def test_what_is_no_correction_is_left_out(client, django_user_model):
    author = django_user_model.objects.create_user("secret-name")
    event = make_event(status="draft")
    revisions.keep([event], By("A sketch.", author=author))
    changed(event, "Published.", status="published")
    assert atom(client, "/feeds/corrections.atom").entries == []
    changed(event, "", by=By("Unsigned.", author=author), title="Better")
    for kind in (RevisionKind.IMPORT, RevisionKind.LOAD, RevisionKind.FOUND):
        changed(event, "", by=By("Whole files.", kind), summary=f"Summary {kind}.")
    Revision.objects.create(event=event, number=99, reason="Nothing.", state=revisions.state_of(event))
    (entry,) = atom(client, "/feeds/corrections.atom").entries
    assert entry.title == "Better: Unsigned."
    assert b"secret-name" not in client.get("/feeds/corrections.atom").content


def test_corrections_of_what_readers_may_not_see_are_left_out(client):
    draft, withdrawn = make_event(), make_event()
    for event in (draft, withdrawn):
        changed(event, "Mended.", title="Mended")
    Event.objects.filter(pk=draft.pk).update(status="draft")
    Event.objects.filter(pk=withdrawn.pk).update(status="withdrawn", withdrawn_reason="It was another.")
    assert atom(client, "/feeds/corrections.atom").entries == []


def test_corrections_follow_a_filter_the_newest_first(client):
    first, second = make_event(kind="docking"), make_event(kind="docking")
    other = make_event(kind="launch")
    for event in (first, other, second):
        changed(event, f"Mended {event.pk}.", summary="Better.")
    titles = [entry.title for entry in atom(client, "/feeds/corrections.atom?kind=docking").entries]
    assert titles == [f"{event.title}: Mended {event.pk}." for event in (second, first)]


def test_a_long_text_is_named_and_not_repeated(client):
    event = make_event()
    changed(event, "Reworded.", body="word " * 1000)
    (entry,) = atom(client, "/feeds/corrections.atom").entries
    assert entry.summary == "<p>Edited: Reworded.</p>\n<ul><li>Body: reworded</li></ul>"


def test_corrections_of_missions_people_places_and_spacecraft_are_told_where_no_event_is_asked_for(client):
    made = [make(name="Before") for make in (make_mission, make_person, make_place, make_spacecraft)]
    revisions.keep_entries(made, By("As it came.", RevisionKind.LOAD))
    for entry in made:
        with revisions.recorded(By("A slip.", signed="Ada Editor")):
            entry.name = "After"
            entry.save()
    found = {entry.id: entry for entry in atom(client, "/feeds/corrections.atom").entries}
    assert set(found) == {f"http://testserver{entry.permanent_url}#revision-2" for entry in made}
    for each in found.values():
        assert (each.title, each.author) == ("After: A slip.", "Ada Editor")
        assert "<del>Before</del> <ins>After</ins>" in each.summary
        assert client.get(each.link).status_code == 200
    assert atom(client, "/feeds/corrections.atom?kind=docking").entries == []
    made[2].delete()
    assert len(atom(client, "/feeds/corrections.atom").entries) == 3


# Calendars


def test_a_calendar_of_a_filter_holds_its_exact_events_and_says_what_it_leaves_out(client):
    event = make_event(date="1957-10-04T19:28:34Z", title="Sputnik, at last", sources=[make_source(title="Pravda")])
    make_event(date="1957")
    make_event(date="1957-10-04", kind="launch")
    read, (found,) = calendar(client, "/calendar.ics?kind=docking")
    assert str(found["UID"]) == f"{event.key}@testserver"
    assert str(found["SUMMARY"]) == "Sputnik, at last (1957)"
    assert str(found["DESCRIPTION"]) == (
        f"4 October 1957, 19:28:34 UTC. It happened.\nSources: Pravda\nhttp://testserver/e/{event.key}"
    )
    assert found.categories == ["Docking"]
    assert read.calendar_name == "Space History: Kind: Docking"
    assert "1 event of this selection not dated to a day: not in this calendar." in read.description


def test_a_calendar_names_the_strongest_sources_first_and_counts_the_others(client):
    event = make_event(sources=[make_source(title="Copy 1", standing="copy")])
    for number in range(2, 7):
        make_citation(event=event, source=make_source(title=f"Copy {number}", standing="copy"), order=1000 + number)
    make_citation(event=event, source=make_source(title="Log book", standing="primary"), order=2000)
    _, (found,) = calendar(client, "/on/07-17.ics")
    named = "Log book; Copy 1; Copy 2; Copy 3; Copy 4; Copy 5; and 1 more"
    assert f"Sources: {named}\n" in str(found["DESCRIPTION"])


def test_a_calendar_that_would_be_too_long_holds_the_weightiest_and_says_so(client, monkeypatch):
    monkeypatch.setattr(yearly, "MOST", 2)
    light, heavy, middle = (
        make_event(date=f"{year}-07-17", significance=weight) for year, weight in ((1960, 1), (1961, 5), (1962, 3))
    )
    read, found = calendar(client, "/calendar.ics")
    assert [str(each["UID"]) for each in found] == [f"{event.key}@testserver" for event in (heavy, middle)]
    assert "Here are the 2 weightiest: narrow the selection to have all of it." in read.description
    assert light.key not in client.get("/calendar.ics").content.decode()


def test_a_calendar_of_a_public_site_is_the_same_whoever_asks_for_it(client, settings):
    settings.SITE_URL, settings.SITE_URL_IS_SET, settings.ALLOWED_HOSTS = "https://history.example.org", True, ["*"]
    event = make_event()
    one, other = (client.get("/calendar.ics", headers={"host": host}).content for host in ("a.example", "b.example"))
    assert one == other
    assert f"UID:{event.key}@history.example.org\r\n".encode() in one


# All of them


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_feed_is_kept_answered_with_304_and_sets_no_cookie(client, count_queries, now, path):
    make_event()
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert (dict(first.cookies), first.get("Vary", "")) in [({}, ""), ({}, "Accept-Encoding")]
    assert "Cache-Control" in first.headers
    assert count_queries(path) == 1
    make_event()
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_feeds_cost_the_same_queries_for_one_event_and_for_three(client, count_queries, now, path):
    changed(make_event(date="1975-07-17"), "Mended.", summary="Better.")
    one = count_queries(path)
    for _ in range(2):
        changed(make_event(date="1975-07-17"), "Mended.", summary="Better.")
    assert count_queries(path) == one
    assert one <= 8


@pytest.mark.parametrize("path", ADDRESSES)
def test_hostile_words_stay_words(client, now, path):
    event = make_event(sources=[make_source(title=HOSTILE)])
    changed(event, HOSTILE[:300], title=HOSTILE, summary=HOSTILE, place_text=HOSTILE)
    response = client.get(path)
    if path.endswith(".ics"):
        (found,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
        assert "<owned onload=owned()>" in str(found["SUMMARY"])
        assert response.content.count(b"\r\nEND:VCALENDAR") == 1
    elif path.endswith(".atom"):
        read = feedparser.parse(response.content, sanitize_html=False)
        assert read.bozo is False
        assert "<owned" not in read.entries[0].summary
    else:
        (item,) = response.json()["items"]
        assert "<owned" not in item["content_html"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_feeds_answer_only_to_reading_and_to_any_rubbish(client, path):
    make_event(date="1975-07-17", kind="docking")
    assert client.post(path).status_code == 405
    for method in ("PUT", "DELETE", "PROPFIND", "REPORT"):
        refused = Client(enforce_csrf_checks=True).generic(method, path)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert client.head(path).status_code == 200
    assert client.get(f"{path}?kind=%00&from=x&start=~&page=-1&person=").status_code == 200
    assert client.get(f"{path}?q={'x' * 500}").status_code in (200, 404)


def test_pages_name_their_feeds(client):
    event = make_event()
    link = '<link rel="alternate" type="application/atom+xml"'
    page = client.get("/?kind=docking&sort=new").content.decode()
    assert f'{link} title="Space History: Kind: Docking" href="/feeds/events.atom?kind=docking">' in page
    assert f'{link} title="Space History: what is new" href="/feeds/events.atom">' in client.get("/").content.decode()
    history = client.get(f"/events/{event.slug}/history/").content.decode()
    assert f'{link} title="Space History: corrections" href="/feeds/corrections.atom">' in history
    assert 'href="/feeds/today.atom">' in client.get("/on/07-17/").content.decode()
    about = client.get("/about/").content.decode()
    named = ("/today/", "/on/", "/feeds/today.atom", "/feeds/events.atom", "/feeds/corrections.atom")
    named += ("/calendar/space-history.ics",)
    assert [f'href="{path}"' in about for path in named] == [True] * len(named)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/calendar/space-history.ics", "/calendar/space-history.ics"),
        ("/calendar/anything.ics?kind=docking", "/calendar/space-history-kind-docking.ics?kind=docking"),
        ("/on/07-17/x.ics", "/on/07-17/space-history-17-july.ics"),
    ],
)
def test_a_calendar_is_named_by_the_last_part_of_its_address(client, path, name):
    make_event(date="1975-07-17", kind="docking")
    response = client.get(path, follow=True)
    assert [address for address, _ in response.redirect_chain] == ([name] if path != name else [])
    assert f"SOURCE;VALUE=URI:http://testserver{name}" in response.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/on/07-18.ics", "Nothing in this timeline happened on 18 July, so there is no calendar of that day."),
        ("/calendar.ics?kind=landing", "No event of this selection is dated to a day, so there is no calendar of it."),
    ],
)
def test_a_calendar_without_an_entry_is_a_sentence(client, path, sentence):
    make_event(date="1975-07-17", kind="docking")
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert f"<p>{sentence}</p>" in response.content.decode()


def test_a_day_without_events_offers_no_calendar_of_itself(client):
    make_event(date="1975-07-17")
    link = "/on/{}/space-history-{}-july.ics"
    assert link.format("07-17", 17) in client.get("/on/07-17/").content.decode()
    assert ".ics" not in client.get("/on/07-18/").content.decode().replace("/calendar/space-history.ics", "")


@pytest.mark.parametrize("path", ["/feeds/events.atom", "/feeds/events.json", "/feeds/today.atom", "/feeds/today.json"])
def test_no_feed_says_that_it_published_an_entry_on_the_day_that_the_entry_is_about(client, now, path):
    """Programs that read feeds know no year before 1970: newsboat 2.21 shows 1957 as 2093."""
    make_event(date="1957-07-17", title="Sputnik")
    content = client.get(path).content.decode()
    assert "Sputnik" in content
    assert [word for word in ("<published>", "date_published", "pubDate") if word in content] == []
