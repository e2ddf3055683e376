"""Pages kept as they were sent: the same while nothing changes, new as soon as anything does."""

import pytest

from tests.factories import make_event, make_mission, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


def test_a_page_that_has_not_changed_costs_one_query(client, count_queries):
    make_event()
    assert count_queries("/") > 1
    assert count_queries("/") == 1


def test_a_page_is_made_anew_after_any_change(client):
    event = make_event(title="Before")
    assert "Before" in client.get("/").content.decode()
    type(event).objects.filter(pk=event.pk).update(title="After")
    assert "After" in client.get("/").content.decode()


def test_a_visitor_who_has_the_page_is_told_so(client):
    make_event()
    tag = client.get("/")["ETag"]
    response = client.get("/", headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    make_event()
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_and_its_fragment_and_another_host_are_kept_apart(client, settings):
    make_event()
    settings.ALLOWED_HOSTS = ["*"]
    answers = [
        client.get("/"),
        client.get("/", headers={"HX-Request": "true"}),
        client.get("/", headers={"Host": "elsewhere.example"}),
        client.get("/?sort=new"),
    ]
    assert len({answer["ETag"] for answer in answers}) == 4
    assert [answer["ETag"] for answer in answers] == [
        client.get("/")["ETag"],
        client.get("/", headers={"HX-Request": "true"})["ETag"],
        client.get("/", headers={"Host": "elsewhere.example"})["ETag"],
        client.get("/?sort=new")["ETag"],
    ]


def test_a_kept_answer_has_the_headers_of_the_first(client):
    make_event()
    for headers in ({}, {"HX-Request": "true"}):
        first, second = (client.get("/?kind=docking", headers=headers) for _ in range(2))
        told = ("Content-Type", "Vary", "Cache-Control", "HX-Push-Url", "ETag")
        assert [first.get(name) for name in told] == [second.get(name) for name in told]
        assert first.content == second.content


def test_a_head_request_is_answered_without_a_body(client):
    make_event()
    assert client.head("/").content == b""
    assert client.get("/").content


@pytest.mark.parametrize(
    "path",
    [
        *("/events/docking/", "/missions/", "/missions/flight/", "/people/", "/people/pilot/", "/places/", "/map/"),
        *("/places/town/", "/programmes/", "/sources/", "/sources/paper/", "/spacecraft/", "/disagreements/"),
        *("/about/", "/about/certainty/", "/about/keyboard/"),
    ],
)
def test_every_page_for_readers_is_kept_and_sets_no_cookie(client, path):
    make_event(
        slug="docking",
        missions=[make_mission(slug="flight")],
        people=[make_person(slug="pilot")],
        place=make_place(slug="town"),
        sources=[make_source(slug="paper")],
    )
    first = client.get(path)
    unchanged = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, unchanged.status_code, client.cookies.output()) == (200, 304, "")
    make_event()
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_page_too_large_to_keep_is_not_made_again_for_who_has_it(client, count_queries, monkeypatch):
    monkeypatch.setattr("timeline.views.keeping.MOST_BYTES", 10)
    make_event()
    first = client.get("/")
    assert count_queries("/") > 1
    unchanged = client.get("/", headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged["Vary"]) == (304, first["Vary"])
    assert client.get("/").content == first.content
