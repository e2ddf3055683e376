"""Events one at a time: a title, then each event, with links to those before and after."""

import re

import pytest

from tests.factories import make_disagreement, make_event, make_lesson_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """A set of three events at /present/sets/mine/."""
    events = [make_event(title=title) for title in ("One", "Two", "Three")]
    return make_lesson_set([(event, f"Why {event}?") for event in events], slug="mine", title="Mine")


def links(response) -> dict[str, str]:
    page = response.content.decode()
    return dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', page))


def heading(response) -> str:
    return re.search(r"<h1>(.+)</h1>", response.content.decode())[1]


def test_presentation_goes_from_the_title_to_the_last_event_by_its_links(client, three):
    address, seen = "/present/sets/mine/", []
    while address:
        response = client.get(address.replace("&amp;", "&"))
        seen.append(heading(response))
        address = links(response).get("next", "")
    assert seen == ["Mine", "One", "Two", "Three"]
    assert links(response) == {"prev": "/present/sets/mine/?at=2"}
    assert "3 of 3" in response.content.decode()
    assert links(client.get("/present/sets/mine/")) == {"next": "/present/sets/mine/?at=1"}
    assert links(client.get("/present/sets/mine/?at=1"))["prev"] == "/present/sets/mine/"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", "Mine"), ("0", "Mine"), ("x", "Mine"), ("²", "Mine"), ("-1", "Mine"), ("99", "Three"), ("9" * 5000, "Three")],
)
def test_place_that_is_none_gives_the_nearest(client, three, asked, shown):
    assert heading(client.get("/present/sets/mine/", {"at": asked})) == shown


def test_event_is_shown_with_question_and_with_its_sources_folded(client, three):
    make_disagreement(three.items.all()[1].event, question="On which day?")
    page = client.get("/present/sets/mine/?at=2").content.decode()
    assert page.count("Why Two?") == 1
    assert re.findall(r"<summary>([^<]+)</summary>", page) == [
        "Where the sources disagree (1)",
        "What the sources say (3)",
    ]
    assert page.index("<details") < page.index("On which day?")
    shown = set(re.findall(r'\sid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= shown


def test_filter_is_presented_with_its_query_and_what_is_left_out(client, monkeypatch):
    monkeypatch.setattr("timeline.selections.MOST", 1)
    make_event(date="1957", title="One", kind="launch")
    make_event(date="1961", title="Two", kind="launch")
    response = client.get("/present/?kind=launch")
    assert heading(response) == "Kind: Launch"
    assert 'And 1 more <a href="/?kind=launch">on the timeline</a>.' in response.content.decode()
    assert links(response) == {"next": "/present/?kind=launch&amp;at=1"}
    assert links(client.get("/present/?kind=launch&at=1")) == {"prev": "/present/?kind=launch"}


def test_single_event_needs_no_title_before_it(client):
    event = make_event(title="Docking")
    response = client.get(f"/present{event.get_absolute_url()}")
    assert (heading(response), links(response)) == ("Docking", {})


def test_nothing_selected_is_a_title_without_links(client):
    response = client.get("/present/?kind=launch")
    assert (response.status_code, links(response)) == (200, {})


def test_presentation_says_what_it_cannot_show(client, three):
    event = three.items.all()[0].event
    event.status, event.withdrawn_reason = "withdrawn", "A slip."
    event.save()
    page = client.get("/present/sets/mine/").content.decode()
    assert page.count("Left out: “One” was withdrawn: A slip.") == 1


def test_presentation_only_reads(client, three):
    assert client.post("/present/sets/mine/").status_code == 405
