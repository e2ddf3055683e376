"""Pages to print: handouts and cards of an event and of a filter."""

import re

import html5lib
import pytest
from django.core.cache import cache

from tests.factories import make_disagreement, make_event, make_mission, make_person, make_source, make_spacecraft
from timeline.choices import Status
from timeline.revisions import By, keep

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    response = client.get(path)
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert (response.status_code, response.cookies) == (200, {})
    return text


def full_event(**given):
    mission = make_mission()
    make_spacecraft([mission])
    event = make_event(missions=[mission], people=[make_person()], sources=[make_source(), make_source()], **given)
    make_disagreement(event)
    return event


def test_a_handout_of_an_event_has_its_facts_footnotes_link_code_and_licence(client):
    event = make_event(
        title="A handshake", summary="They met.", sources=[make_source(title="A report", url="https://a.example/")]
    )
    text = read(client, f"/handout/events/{event.slug}/")
    assert re.findall(r"<h1>(.*?)</h1>", text) == ["A handshake"]
    assert re.findall(r'href="#(note-\d+)"', text) == re.findall(r'<li id="(note-\d+)"', text) == ["note-1"]
    for words in ("17 July 1975", "They met.", "A report", "https://a.example/", "CC BY 4.0", '<svg class="qr"'):
        assert words in text, words
    assert text.count(f"http://testserver/e/{event.key}") == 2


def test_a_handout_of_a_filter_tells_of_its_events_in_order_and_links_keep_the_filter(client):
    make_event(title="Later", date="1969"), make_event(title="Earlier", date="1961"), make_event(kind="landing")
    text = read(client, "/handout/?kind=docking&paper=letter")
    assert re.findall(r'<h2 id="event-[^"]+">(.*?)</h2>', text) == ["Earlier", "Later"]
    assert 'href="/handout/?kind=docking&amp;paper=letter&amp;print=large"' in text
    assert "renderings/letter.css" in text
    assert "renderings/a4.css" not in text


def test_a_handout_says_what_was_wrong_with_its_options(client):
    make_event()
    text = read(client, "/handout/?paper=%3Cb%3E&lines=many")
    assert "“&lt;b&gt;” is not one of: a4, letter. It was left out." in text
    assert "renderings/a4.css" in text


def test_a_handout_has_the_lines_that_are_asked_for(client):
    make_event(), make_event()
    assert read(client, "/handout/?lines=5").count("<hr>") == 10


@pytest.mark.parametrize("rendering", ["handout", "cards"])
def test_nothing_selected_is_said_with_a_way_on(client, rendering):
    text = read(client, f"/{rendering}/?from=1950&to=1951")
    assert "No event is selected" in text
    assert 'href="/?from=1950&amp;to=1951"' in text


@pytest.mark.parametrize("rendering", ["handout", "cards", "order"])
def test_a_rendering_of_an_event_is_where_its_page_is(client, rendering):
    event = make_event(slug="old")
    event.slug = "new"
    event.save()
    withdrawn = make_event(status=Status.WITHDRAWN, withdrawn_reason="It never happened.")
    moved = client.get(f"/{rendering}/events/old/")
    assert (moved.status_code, moved["Location"]) == (301, f"/{rendering}/events/new/")
    assert client.get(f"/{rendering}/events/{withdrawn.slug}/").status_code == 410
    assert client.get(f"/{rendering}/events/{make_event(status=Status.DRAFT).slug}/").status_code == 404
    assert client.post(f"/{rendering}/events/new/").status_code == 405


@pytest.mark.parametrize("path", ["/handout/", "/cards/", "/order/"])
def test_a_rendering_of_many_events_costs_as_many_queries_as_of_one(count_queries, path):
    numbers = []
    for year in range(1960, 1964):
        full_event(date=str(year))
        cache.clear()
        numbers.append(count_queries(path))
    assert len(set(numbers)) == 1


@pytest.mark.parametrize("path", ["/handout/", "/cards/?paper=letter", "/order/"])
def test_a_rendering_is_kept_and_known_by_its_tag(client, path):
    make_event(), make_event()
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    make_event()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_handout_names_the_revision_that_readers_see(client):
    event = make_event()
    keep([event], By("Made."))
    assert f"/e/{event.key} · revision 1</p>" in read(client, f"/handout/events/{event.slug}/")


def test_cards_show_no_date_and_the_key_shows_all(client):
    (
        make_event(title="First", date="1961-04-12", summary="In 1961 it flew."),
        make_event(title="Then", date="1969-07-20"),
    )
    text = read(client, "/cards/")
    cards, key = text.split('<section class="key"')
    shown = re.sub("<[^>]+>", "", cards[cards.index('<section class="sheet"') :])
    assert re.findall(r"(?:19|20)\d\d|April|July", shown) == []
    assert re.findall(r"<time[^>]*>(.*?)</time>", key) == ["12 April 1961", "20 July 1969"]


def test_the_pages_of_an_event_and_of_the_timeline_lead_to_what_they_can_be_printed_as(client):
    event = make_event()
    assert f'href="/handout/events/{event.slug}/"' in client.get(event.get_absolute_url()).content.decode()
    text = client.get("/?kind=docking&paper=letter").content.decode()
    links = re.findall(r'href="(/(?:handout|cards|order)/[^"]*)"', text)
    assert links == ["/handout/?kind=docking", "/cards/?kind=docking", "/order/?kind=docking"]
