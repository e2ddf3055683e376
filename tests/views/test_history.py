"""The public history of an event, and its pages as they stood."""

import html5lib
import pytest

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
)
from timeline import revisions
from timeline.models import Event
from timeline.revisions import By

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """An event that was a draft, was published and had its date mended since."""
    event = make_event(
        slug="handshake",
        title="Handshake",
        status="draft",
        date="1975-12-11",
        body="They met.",
        people=[make_person(name="Alexei Leonov")],
        missions=[make_mission(name="Soyuz 19")],
        place=make_place(name="Metz"),
        sources=[make_source(title="CNN")],
    )
    revisions.keep([event], By("A first sketch."))
    event.status = "published"
    event.body = f"They met.[@{event.citations.get().key}]"
    event.save()
    make_disagreement(event, [("17 July", True), ("11 December", False)], question="When?")
    revisions.keep([event], By("It has its source now.", signed="Ada Editor"))
    event.date = "1975-07-17"
    event.save()
    make_citation(event=event, source=make_source(title="Time"), value="1975-07-17", as_printed="last Thursday")
    revisions.keep([event], By("December was a slip."))
    return event


def text(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert dict(response.cookies) == {}
    return html


def test_history_says_what_changed_when_and_why_and_leaves_drafts_out(client, event):
    page = text(client, "/events/handshake/history/")
    assert page.index("Revision 3") < page.index("Revision 2")
    assert "Revision 1<" not in page
    assert "A first sketch." not in page
    assert "Edited by Ada Editor: It has its source now." in page
    assert "Edited: December was a slip." in page
    assert "<del>(1975-12-11)</del>" in page
    assert "<ins>(1975-07-17)</ins>" in page
    assert 'href="/events/handshake/history/"' in text(client, "/events/handshake/")


def test_a_revision_shows_the_event_as_it_stood(client, event):
    before = text(client, "/events/handshake/history/2/")
    assert "11 December 1975" in before
    assert 'They met.<sup class="ref"><a href="#cited-' in before
    assert "last Thursday" not in before
    assert "which is what the page says today" not in before
    assert 'content="noindex"' in before
    for part in ("Alexei Leonov", "Soyuz 19", "Metz", "CNN", "When?", "17 July", "The first."):
        assert part in before, part
    now = text(client, "/events/handshake/history/3/")
    assert "last Thursday" in now
    assert "which is what the page says today" in now


def test_a_revision_stays_as_it_is_when_all_that_it_names_is_called_otherwise(client, event):
    person = event.people.get()
    person.name = "Alexey Arkhipovich Leonov"
    person.save()
    assert "Alexei Leonov" in text(client, "/events/handshake/history/2/")


@pytest.mark.parametrize("number", [0, 1, 4, 99999999999])
def test_what_readers_never_saw_is_not_found(client, event, number):
    text(client, f"/events/handshake/history/{number}/", 404)


def test_history_of_a_draft_is_not_found_and_of_what_was_withdrawn_gone(client, event):
    make_event(slug="sketch", status="draft")
    text(client, "/events/sketch/history/", 404)
    Event.objects.filter(pk=event.pk).update(status="withdrawn", withdrawn_reason="It was another flight.")
    for path in ("/events/handshake/history/", "/events/handshake/history/2/"):
        assert "It was another flight." in text(client, path, 410)


def test_history_moves_with_its_event(client, event):
    event.slug = "first-handshake"
    event.save()
    assert client.get("/events/handshake/history/2/")["Location"] == "/events/first-handshake/history/2/"
    assert client.get("/events/handshake/history/")["Location"] == "/events/first-handshake/history/"


def test_history_of_what_never_changed_says_so(client):
    make_event(slug="calm")
    assert "Nothing has changed since" in text(client, "/events/calm/history/")


def test_history_goes_on_page_by_page_at_the_same_cost(client, event, count_queries):
    few = count_queries("/events/handshake/history/")
    for number in range(30):
        Event.objects.filter(pk=event.pk).update(summary=f"Summary {number}.")
        revisions.keep([event], By("Another word."))
    assert count_queries("/events/handshake/history/") <= few + 1  # to know what the last of the page changed
    last = text(client, "/events/handshake/history/?page=2")
    assert "The first that readers could see." in last
    assert "<del>(1975-12-11)</del>" in last
