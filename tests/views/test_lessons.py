"""Lesson sets as readers see them: the list, a published set, and a set in its own address."""

import html5lib
import pytest

from tests.factories import make_disagreement, make_event, make_lesson_set, make_source
from timeline import merging
from timeline.choices import Status
from timeline.lessons import code
from timeline.lessons.contents import Contents, Entry
from timeline.revisions import By

pytestmark = pytest.mark.django_db


def link(*entries: Entry, title: str = "Mine", introduction: str = "") -> str:
    return f"/set/{code.encode(Contents(title, introduction, entries))}/"


def places(response) -> list[str]:
    """What stands at each place: the title of an event, or the sentence in its place."""
    return [str(getattr(place, "event", None) or place.sentence) for place in response.context["selection"].places]


def withdraw(event):
    event.status, event.withdrawn_on, event.withdrawn_reason = Status.WITHDRAWN, "2026-01-02", "It never happened."
    event.save()


def test_list_holds_what_is_published_in_the_order_of_editors(client):
    second, first = make_lesson_set([make_event()], order=2), make_lesson_set(order=1)
    make_lesson_set(status=Status.DRAFT)
    response = client.get("/sets/")
    assert [(row, row.event_count) for row in response.context["sets"]] == [(first, 0), (second, 1)]
    page = response.content.decode()
    assert [f'href="/sets/{row.slug}/"' in page for row in (first, second)] == [True, True]


def test_set_shows_its_events_in_order_each_with_its_question(client):
    late, early = make_event(date="1975", title="Late"), make_event(date="1957", title="Early")
    make_disagreement(early)
    lesson_set = make_lesson_set([(late, "Why so late?"), (early, "")], slug="mine", title="Order", for_whom="All")
    response = client.get("/sets/mine/")
    page = response.content.decode()
    assert places(response) == ["Late", "Early"]
    assert page.partition("</main>")[0].count("Why so late?") == 1
    assert page.count('class="asked"') == 1
    assert page.count(f'href="{early.get_absolute_url()}#disagreements">sources disagree on 1 question<') == 1
    assert f'value="http://testserver/l/{lesson_set.key}"' in page
    assert "Title, introduction and questions are by whoever made this link" not in page


def test_set_leads_to_everything_that_can_be_made_of_it(client):
    make_lesson_set([make_event()], slug="mine")
    page = client.get("/sets/mine/").content.decode()
    for rendering in ("present", "handout", "cards", "order", "cite", "share"):
        assert page.count(f'href="/{rendering}/sets/mine/"') == 1
    assert page.count('href="/sets/mine/edit/"') == 1


def test_draft_is_not_found_at_any_address(client):
    lesson_set = make_lesson_set([make_event()], status=Status.DRAFT, slug="mine")
    addresses = ("/sets/mine/", "/sets/mine/edit/", "/present/sets/mine/", f"/l/{lesson_set.key}")
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    type(lesson_set).objects.update(status=Status.PUBLISHED)
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200, 302]


def test_renamed_set_leads_on_from_its_old_addresses(client):
    lesson_set = make_lesson_set([make_event()], slug="old")
    lesson_set.slug = "new"
    lesson_set.save()
    found = {
        address: client.get(address)["Location"]
        for address in ("/sets/old/", "/present/sets/old/", "/sets/old/edit/", f"/l/{lesson_set.key}")
    }
    assert list(found.values()) == ["/sets/new/", "/present/sets/new/", "/sets/new/edit/", "/sets/new/"]


def test_set_in_its_link_is_shown_with_a_word_on_whose_words_they_are(client):
    event = make_event(title="Docking")
    response = client.get(link(Entry(event.key, "Why & how?"), title="<b>Mine", introduction="One.\n\nTwo."))
    page = response.content.decode()
    assert places(response) == ["Docking"]
    assert "<h1>&lt;b&gt;Mine</h1>" in page
    assert "<p>One.</p>\n\n<p>Two.</p>" in page
    assert "Why &amp; how?" in page
    assert page.count("Title, introduction and questions are by whoever made this link") == 1
    assert '<meta name="robots" content="noindex">' in page


def test_event_that_was_withdrawn_keeps_its_place_with_the_reason(client):
    gone, event = make_event(title="Gone"), make_event(title="There")
    lesson_set = make_lesson_set([(gone, "What was it?"), event])
    withdraw(gone)
    for address in (lesson_set.get_absolute_url(), link(Entry(gone.key, "What was it?"), Entry(event.key))):
        response = client.get(address)
        assert places(response) == ["“Gone” was withdrawn: It never happened.", "There"]
        assert response.content.decode().count("What was it?") == 1


def test_event_that_is_not_here_leaves_a_gap_and_no_trace_of_a_draft(client):
    draft = make_event(status=Status.DRAFT, title="Secret")
    response = client.get(link(Entry(draft.key), Entry("bbbbbbbb")))
    said = "There is no such event on this timeline: it was never published, or the link is of another site."
    assert places(response) == [said, said]
    assert "Secret" not in response.content.decode()


def test_event_that_was_merged_is_what_it_became_and_stands_once(client):
    gone, kept = make_event(title="Gone"), make_event(title="Kept")
    address = link(Entry(gone.key, "One?"), Entry(kept.key, "Two?"))
    lesson_set = make_lesson_set([(gone, "One?"), (kept, "Two?")])
    merging.merge(gone, kept, By("They are one.", "merge"), [])
    response = client.get(address)
    assert places(response) == ["Kept", "“Kept” stands at place 1 already."]
    assert response.content.decode().count("Two?") == 1
    assert [item.event for item in lesson_set.items.all()] == [kept]


@pytest.mark.parametrize("rendering", ["", "/present"])
def test_mutilated_link_says_so(client, rendering):
    address = rendering + link(Entry(make_event().key, "Why?"))
    assert client.get(address).status_code == 200
    response = client.get(f"{address[:-4]}/")
    assert response.status_code == 404
    assert "This link is incomplete or was changed on its way" in response.content.decode()
    assert client.get(f"{rendering}/set/2abc/").status_code == 404


def test_sets_cost_the_same_queries_for_one_event_and_for_three(client, count_queries):
    def add(number):
        events = [make_event(sources=[make_source(), make_source()]) for _ in range(number)]
        for event in events:
            make_disagreement(event)
        entries = [Entry(event.key, "Why?") for event in events]
        return [make_lesson_set(events).get_absolute_url(), link(*entries), f"/present{link(*entries)}?at=1"]

    one, three = add(1), add(3)
    for few, many in zip(one, three, strict=True):
        assert count_queries(few) == count_queries(many)
    before = count_queries("/sets/?other=1")
    add(1)
    assert count_queries("/sets/?other=1") == before


def test_page_of_a_set_that_has_not_changed_costs_one_query(client, count_queries):
    address = make_lesson_set([make_event()]).get_absolute_url()
    assert count_queries(address) > 1
    assert count_queries(address) == 1
    assert client.get(address, headers={"If-None-Match": client.get(address)["ETag"]}).status_code == 304


def test_no_page_of_a_set_sets_a_cookie(client):
    event = make_event()
    lesson_set = make_lesson_set([event])
    address = link(Entry(event.key))
    for path in (
        "/sets/",
        lesson_set.get_absolute_url(),
        address,
        f"{address}edit/",
        f"/present{address}",
        "/set/new/",
        f"/l/{lesson_set.key}",
    ):
        response = client.get(path)
        assert (dict(response.cookies), "cookie" in response.get("Vary", "").lower()) == ({}, False), path


def test_pages_of_sets_are_valid_html(client, history):
    event = make_event(title="A & B")
    address = link(Entry(event.key, "<Why?>"), Entry("bbbbbbbb", "x"), introduction="a\nb")
    for path in (
        *("/sets/", "/sets/the-handshake/", address, f"/present{address}", f"/present{address}?at=1"),
        *(
            "/present/sets/the-handshake/?at=2",
            "/present/?kind=docking",
            "/set/new/",
            "/set/new/?kind=docking&find=leonov",
        ),
        *("/set/new/?make=yes&find=%3Cb%3E", "/set/1abc/", "/events/first-handshake-in-orbit/"),
    ):
        html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())


def test_every_event_can_be_added_to_a_set(client):
    event = make_event()
    page = client.get(event.get_absolute_url()).content.decode()
    assert page.count(f'href="/set/new/?add={event.key}"') == 1
    assert client.get(f"/set/new/?add={event.key}").context["rows"][0][1].event == event
