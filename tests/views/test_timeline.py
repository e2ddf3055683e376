"""The timeline page and its fragment."""

import html5lib
import pytest

from tests.factories import make_event, make_mission, make_person
from timeline.choices import Status

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "section#results"}


def titles(response) -> list[str]:
    return [event.title for event in response.context["filter"].page.events]


def test_timeline_lists_what_is_published_in_order(client):
    make_event(title="Second", date="1961-04-12T06:07:00Z")
    make_event(title="First", date="1957-10-04")
    make_event(title="Third", date="1961-04-12")
    make_event(title="Draft", status=Status.DRAFT)
    response = client.get("/")
    assert titles(response) == ["First", "Second", "Third"]
    assert "Draft" not in response.content.decode()


def test_timeline_newest_first_turns_the_list_round(client):
    make_event(title="Old", date="1957")
    make_event(title="New", date="1998")
    assert titles(client.get("/?sort=new")) == ["New", "Old"]


def test_timeline_for_htmx_is_the_same_list_without_a_page_round_it(client):
    make_event(title="Docking", kind="docking")
    make_event(title="Launch", kind="launch")
    response = client.get("/?kind=docking&q=", headers=HTMX)
    text = response.content.decode()
    assert titles(response) == ["Docking"]
    assert "<html" not in text
    assert [text.count(f'id="{name}"') for name in ("results", "status", "choices-kind")] == [1, 1, 0]
    assert 'hx-get="/beside/?kind=docking"' in text
    assert response["HX-Push-Url"] == "/?kind=docking"
    assert response["Vary"] == "HX-Request, Accept-Encoding"
    assert client.get("/?kind=docking")["Vary"] == "HX-Request, Accept-Encoding"


def test_timeline_restored_from_history_is_a_whole_page(client):
    for headers in ({"HX-History-Restore-Request": "true"}, HTMX | {"HX-History-Restore-Request": "true"}):
        assert "<html" in client.get("/", headers=headers).content.decode()


def test_timeline_sets_no_cookie_and_has_a_strict_policy(client):
    response = client.get("/")
    policy = dict(rule.strip().split(" ", 1) for rule in response["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert dict(response.cookies) == {}


@pytest.mark.whole
def test_timeline_costs_the_same_queries_for_3_events_and_for_300(client, count_queries):
    crew = [make_person(), make_person()]
    missions = [make_mission(crew=crew), make_mission()]

    def add(number: int) -> None:
        for year in range(number):
            make_event(date=str(1970 + year * 17 % 50), missions=missions, people=crew)

    paths = ("/", "/?kind=docking&from=1970", "/?q=nothing+at+all")
    add(3)
    few = [count_queries(path) for path in paths]
    add(297)
    assert [count_queries(path) for path in paths] == few


def test_timeline_is_valid_html(client, history):
    for path in ("/", "/?kind=docking", "/?kind=nonsense&from=abc&q=%22", "/?to=1900"):
        html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())


def test_what_stands_beside_the_list_follows_it(client):
    make_event(title="Docking", kind="docking", people=[make_person(name="Leonov", slug="leonov")])
    make_event(title="Launch", kind="launch")
    text = client.get("/beside/?kind=docking", headers=HTMX).content.decode()
    parts = ("axis-picture", "axis-strip", "choices-kind", "choices-person", "disputed")
    assert [text.count(f'id="{name}"') for name in parts] == [1] * 5
    assert 'Leonov <span class="count">1</span>' in text


def test_who_asks_for_what_stands_beside_the_list_without_htmx_is_sent_to_the_list(client):
    response = client.get("/beside/?kind=docking&from=abc")
    assert (response.status_code, response["Location"]) == (302, "/?kind=docking")
