"""What every page says to machines: linked data, Open Graph, and nothing that breaks out of either."""

import json
import re

import html5lib
import pytest
from django.urls import reverse

from tests.factories import (
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
)

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
ON_ALL = {"og:site_name", "og:title", "og:type", "og:url", "og:description", "og:image", "og:image:alt"}
HOSTILE = "</script><script>alert(1)</script><!-- \"'&\u2028\u2029 ]]>"
TYPES = {
    "/": ("WebSite", None),
    "/?kind=docking": ("CollectionPage", "ItemList"),
    "/events/first-handshake-in-orbit/": ("WebPage", "Event"),
    "/events/first-handshake-in-orbit/history/": ("WebPage", None),
    "/events/first-handshake-in-orbit/history/1/": ("WebPage", None),
    "/missions/": ("CollectionPage", "ItemList"),
    "/missions/soyuz-19/": ("WebPage", "Event"),
    "/programmes/": ("CollectionPage", "ItemList"),
    "/programmes/apollo-soyuz-test-project/": ("WebPage", "EventSeries"),
    "/spacecraft/": ("CollectionPage", "ItemList"),
    "/spacecraft/apollo-soyuz/": ("WebPage", "Vehicle"),
    "/people/": ("CollectionPage", "ItemList"),
    "/people/alexei-leonov/": ("WebPage", "Person"),
    "/places/": ("CollectionPage", "ItemList"),
    "/places/metz/": ("WebPage", "Place"),
    "/map/": ("WebPage", None),
    "/sources/": ("CollectionPage", "ItemList"),
    "/sources/article-cnn-2015-handshake/": ("WebPage", "NewsArticle"),
    "/disagreements/": ("CollectionPage", "ItemList"),
    "/about/": ("AboutPage", None),
    "/about/certainty/": ("WebPage", None),
    "/about/keyboard/": ("WebPage", None),
    "/share/events/first-handshake-in-orbit/": ("WebPage", None),
    "/share/?kind=docking": ("WebPage", None),
    "/sets/": ("CollectionPage", "ItemList"),
    "/sets/the-handshake/": ("WebPage", "LearningResource"),
    "/on/": ("WebPage", None),
    "/on/07-17/": ("CollectionPage", "ItemList"),
    "/reports/": ("WebPage", None),
}
RENDERINGS = {
    "/present/sets/the-handshake/": "/sets/the-handshake/",
    "/handout/?kind=docking": "/handout/?kind=docking",
    "/cards/sets/the-handshake/": "/cards/sets/the-handshake/",
    "/order/events/first-handshake-in-orbit/": "/order/events/first-handshake-in-orbit/",
    "/cite/people/alexei-leonov/": "/cite/people/alexei-leonov/",
    "/set/new/": "/set/new/",
    "/today/": None,
}


def read(client, path: str):
    """A page parsed, with the text of its scripts as a browser would see it."""
    response = client.get(path)
    assert response.status_code == 200, path
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def linked_data(tree) -> list[dict]:
    return [json.loads(each.text) for each in tree.iter("script") if each.get("type") == "application/ld+json"]


def open_graph(tree) -> dict[str, str]:
    found = [(each.get("property"), each.get("content")) for each in tree.iter("meta") if each.get("property")]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_every_kind_of_page_says_what_it_is(client, history):
    for path, (kind, about) in TYPES.items():
        tree = read(client, path)
        [data] = linked_data(tree)
        assert data["@context"] == "https://schema.org"
        assert (data["@type"], data.get("mainEntity", {}).get("@type")) == (kind, about), path
        if about not in (None, "ItemList"):
            assert data["mainEntity"]["name"], path
            assert data["url"] == HERE + path
        told = open_graph(tree)
        assert set(told) >= ON_ALL, path
        assert [name for name in ON_ALL if not told[name]] == [], path
        assert told["og:url"] == HERE + path.removeprefix("/share"), path


def test_renderings_say_at_which_address_they_stand(client, history):
    for path, address in RENDERINGS.items():
        [data] = linked_data(read(client, path))
        assert data["name"], path
        if address:
            assert data["url"] == HERE + address, path


@pytest.mark.parametrize("path", ["/events/nothing/", "/set/mutilated/", "/on/13-40/"])
def test_a_page_that_is_none_says_nothing_of_itself(client, path):
    response = client.get(path)
    assert (response.status_code, b"ld+json" in response.content) == (404, False)


def test_a_set_tells_its_events_in_order_and_what_it_asks(client, history, founding_records):
    [data] = linked_data(read(client, "/sets/the-handshake/"))
    listed, *questions = data["mainEntity"]["hasPart"]
    assert [each["position"] for each in listed["itemListElement"]] == list(range(1, listed["numberOfItems"] + 1))
    asked = [item for item in founding_records["lessonitem"] if item["lesson_set"] == ["the-handshake"]]
    assert len(questions) == listed["numberOfItems"] == len(asked)
    assert {each["about"]["url"] for each in questions} == {each["url"] for each in listed["itemListElement"]}


def test_every_page_has_a_title_and_a_description_of_its_own(client, history):
    told = {
        path: open_graph(read(client, path))
        for path in TYPES
        if not path.startswith("/events/first-handshake-in-orbit/h")
    }
    descriptions = [each["og:description"] for path, each in told.items() if "kind=" not in path]
    titles = [each["og:title"] for each in told.values()]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_the_handshake_cites_its_sources_and_states_its_disputes(client, history, founding_records):
    [data] = linked_data(read(client, "/events/first-handshake-in-orbit/"))
    handshake = ["first-handshake-in-orbit"]
    cited = {each["source"][0] for each in founding_records["citation"] if each["event"] == handshake}
    asked = [each for each in founding_records["disagreement"] if each["event"] == handshake]
    assert len(data["citation"]) == len(cited)
    assert len(data["hasPart"]) == len(asked)
    named = {work["@id"] for work in data["citation"]}
    answers = [
        each
        for part in data["hasPart"]
        for name in ("acceptedAnswer", "suggestedAnswer")
        for each in part.get(name, [])
    ]
    assert {cited["@id"] for answer in answers for cited in answer.get("citation", [])} <= named


def test_nothing_that_an_editor_wrote_breaks_out(client):
    source = make_source(slug="source", title=HOSTILE, publisher=HOSTILE)
    person, place = make_person(slug="person", name=HOSTILE), make_place(slug="place", name=HOSTILE)
    programme = make_programme(slug="programme", name=HOSTILE)
    mission = make_mission(slug="mission", name=HOSTILE, programme=programme, crew=[person])
    event = make_event(
        slug="event", title=HOSTILE, summary=HOSTILE, place=place, sources=[source], people=[person], missions=[mission]
    )
    make_disagreement(event, [(HOSTILE, True)], question=HOSTILE)
    pages = ["/events/event/", "/missions/mission/", "/people/person/", "/places/place/", "/programmes/programme/"]
    pages += ["/sources/source/", "/missions/", "/people/", "/?kind=docking", "/disagreements/", "/share/events/event/"]
    for path in pages:
        response = client.get(path)
        text = response.content.decode()
        assert "<script>" not in text, path
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        [data] = linked_data(tree)
        assert HOSTILE in json.dumps(data, ensure_ascii=False).replace('\\"', '"'), path
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        assert re.findall("[<>&\u2028\u2029]", block) == [], path
    assert open_graph(read(client, "/missions/mission/"))["og:title"].split() == HOSTILE.split()


def test_the_address_that_a_site_is_known_by_stands_in_all_of_it(client, settings):
    make_event(slug="docking")
    settings.SITE_URL, settings.SITE_URL_IS_SET = "https://history.example.org", True
    tree = read(client, "/events/docking/")
    [data] = linked_data(tree)
    assert data["url"] == open_graph(tree)["og:url"] == "https://history.example.org/events/docking/"
    assert HERE not in client.get("/?kind=docking").content.decode()
    assert HERE not in client.get("/embed/events/docking/").content.decode()


@pytest.mark.parametrize("name", ["people", "missions", "sources", "places", "programmes", "disagreements"])
def test_linked_data_of_a_list_costs_nothing_for_each_row(client, count_queries, name):
    def make() -> None:
        make_disagreement(make_event(people=[make_person()], missions=[make_mission(programme=make_programme())]))
        make_place()

    make()
    one = count_queries(reverse(name))
    make()
    make()
    assert count_queries(reverse(name)) == one


def test_linked_data_of_an_event_costs_nothing_for_each_source(client, count_queries):
    for slug, number in (("few", 1), ("many", 4)):
        event = make_event(
            slug=slug, sources=[make_source() for _ in range(number)], people=[make_person() for _ in range(number)]
        )
        for _ in range(number):
            make_disagreement(event)
    assert count_queries("/events/few/") == count_queries("/events/many/")
