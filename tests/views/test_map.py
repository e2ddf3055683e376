"""The map of the world, and the map of an event whose sources disagree on where it was."""

import re

import html5lib
import pytest

from tests.factories import make_citation, make_disagreement, make_event, make_mission, make_place
from timeline import atlas
from timeline.choices import Status
from timeline.models import Reading

pytestmark = pytest.mark.django_db


def marked(response):
    """The places of each mark."""
    return [mark.items for mark in response.context["map"].marks]


def test_map_marks_places_on_earth_where_something_public_happened(client):
    launches = make_place(latitude=45.9, longitude=63.3)
    for _ in range(3):
        make_mission(place=launches)
    both = make_place(latitude=28.5, longitude=-80.6)
    make_event(place=both)
    make_mission(place=both)
    make_event(place=both, status=Status.DRAFT)
    make_event(place=make_place())
    make_event(place=make_place(latitude=1, longitude=1), status=Status.DRAFT)
    make_event(place=make_place(latitude=1, longitude=1, body="moon"))
    make_place(latitude=50, longitude=50)
    response = client.get("/map/")
    assert marked(response) == [[launches], [both]]
    (first,), (second,) = marked(response)
    assert [(place.event_count, place.mission_count) for place in (first, second)] == [(0, 3), (1, 1)]


def test_map_and_table_hold_the_same_and_only_the_table_has_tab_stops(client):
    near = [make_place(name=f"Pad {number}", latitude=45.9, longitude=63.3 + number / 10) for number in range(3)]
    for place in [*near, make_place(name="Kourou", latitude=5.2, longitude=-52.8)]:
        make_event(place=place)
    page = client.get("/map/").content.decode()
    drawing, table = page[page.index("<svg") : page.index("</svg>")], page[page.index("<table") :]
    links = re.findall(r"<a [^>]*>", drawing)
    assert len(links) == 2
    assert all('tabindex="-1"' in link for link in links)
    assert drawing.startswith('<svg class="map" viewBox="0 0 1000 ')
    assert 'aria-hidden="true"' in drawing[: drawing.index(">")]
    assert 'href="#mark-1"' in links[0]
    assert len(re.findall(r'<tbody id="mark-\d+">', table)) == 2
    assert re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)', table) == ["Pad 0", "Pad 1", "Pad 2", "Kourou"]


def test_map_has_a_bounded_number_of_marks_and_rows(client, monkeypatch):
    monkeypatch.setattr(atlas, "MOST_PLACES", 150)
    for number in range(155):
        make_mission(place=make_place(latitude=number % 150 - 70, longitude=number * 7 % 340 - 170))
    response = client.get("/map/")
    assert len(marked(response)) <= 60
    assert sum(map(len, marked(response))) == 150
    assert response.context["is_cut"] is True


def test_map_without_a_place_says_so(client):
    assert "No place on Earth with coordinates" in client.get("/map/").content.decode()


def put(question, **places):
    """Let the readings of `question` in order put the event at `places`."""
    for order, place in enumerate(places.values(), start=1):
        Reading.objects.filter(disagreement=question, order=order).update(place=place)


def test_event_shows_where_each_reading_puts_it_and_who_says_so(client):
    event = make_event()
    metz, elbe = (make_citation(event=event, value=value) for value in ("over Metz", "over the Elbe"))
    question = make_disagreement(
        event, [("over Metz", False, [metz]), ("nowhere", False), ("over the Elbe", False, [elbe])], kind="open"
    )
    put(
        question,
        first=make_place(name="Metz", latitude=49.12, longitude=6.18),
        second=make_place(body="orbit"),
        third=make_place(name="Elbe", latitude=52, longitude=11.7),
    )
    response = client.get(event.get_absolute_url())
    sightings = response.context["evidence"].sightings
    assert [(each.number, each.place.name, each.side.reading.value) for each in sightings] == [
        (1, "Metz", "over Metz"),
        (2, "Elbe", "over the Elbe"),
    ]
    first, second = response.context["map"].marks
    assert [mark.items for mark in (first, second)] == [[sightings[0]], [sightings[1]]]
    assert first.x < second.x
    assert first.y > second.y
    page = response.content.decode()
    listed = page[page.index('class="sightings"') : page.index("<svg")]
    assert f'href="#citation-{metz.key}"' in listed
    assert f'href="#citation-{elbe.key}"' in listed


def test_readings_that_meet_share_a_pin(client):
    event = make_event()
    question = make_disagreement(event)
    place = make_place(latitude=49.12, longitude=6.18)
    put(question, first=place, second=place)
    response = client.get(event.get_absolute_url())
    (mark,) = response.context["map"].marks
    assert [spot.name for spot in mark.spots] == ["1", "2"]
    assert '<text text-anchor="middle">1·2</text>' in response.content.decode()


def test_event_whose_readings_are_nowhere_on_earth_has_no_map(client):
    event = make_event()
    question = make_disagreement(event)
    put(question, first=make_place(), second=make_place(body="moon", latitude=1, longitude=1))
    response = client.get(event.get_absolute_url())
    assert response.context["map"] is None
    assert "<svg" not in response.content.decode()


def test_maps_cost_the_same_queries_for_one_row_and_for_three(client, count_queries):
    event = make_event()

    def add():
        place = make_place(latitude=10, longitude=10)
        make_event(place=place)
        make_mission(place=place)
        put(make_disagreement(event), first=place)

    paths = ["/map/", event.get_absolute_url()]
    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one


def test_maps_are_valid_html_and_the_handshake_has_its_four_points(client, history):
    world, handshake = client.get("/map/"), client.get("/events/first-handshake-in-orbit/")
    for page in (world, handshake):
        html5lib.HTMLParser(strict=True).parse(page.content.decode())
    sightings = handshake.context["evidence"].sightings
    assert [each.place.slug for each in sightings] == ["metz", "west-germany", "elbe", "bognor-regis"]
