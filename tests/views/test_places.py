"""Places: the list of them, and the page of one."""

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
from timeline.choices import Status
from timeline.models import Reading

pytestmark = pytest.mark.django_db


def test_old_address_of_a_place_leads_to_the_new_one_for_ever(client):
    place = make_place(slug="tyuratam")
    place.slug = "baikonur"
    place.save()
    response = client.get("/places/tyuratam/")
    assert (response.status_code, response["Location"]) == (301, "/places/baikonur/")
    assert client.get("/places/never-was/").status_code == 404


def test_list_goes_from_the_earth_outward_and_counts_what_is_published(client):
    moon, orbit = make_place(name="A crater", body="moon"), make_place(name="Low orbit", body="orbit")
    second, first = make_place(name="Woomera"), make_place(name="Baikonur")
    make_event(place=first)
    make_event(place=first)
    make_event(place=first, status=Status.DRAFT)
    for _ in range(3):
        make_mission(place=first)
    rows = client.get("/places/").context["list"].page.object_list
    assert [(row, row.event_count, row.mission_count) for row in rows] == [
        (first, 2, 3),
        (second, 0, 0),
        (orbit, 0, 0),
        (moon, 0, 0),
    ]


def test_list_is_grouped_by_body_and_finds_other_names(client):
    make_place(name="Baikonur", other_names=["Tyuratam"])
    make_place(name="A crater", body="moon")
    page = client.get("/places/").content.decode()
    assert page.index('<h2 id="body-earth">Earth</h2>') < page.index('<h2 id="body-moon">The Moon</h2>')
    assert [row.name for row in client.get("/places/?q=tyuratam").context["list"].page] == ["Baikonur"]


def test_coordinates_carry_the_numbers_of_their_sources(client):
    place = make_place(latitude=45.92, longitude=63.342222)
    record, copy = make_source(standing="primary"), make_source(standing="copy")
    north = make_citation(place=place, source=copy, field="lat")
    east = make_citation(place=place, source=record, field="lon")
    page = client.get(place.get_absolute_url()).content.decode()
    assert f'45.92° N<sup class="ref"><a href="#citation-{north.key}"' in page
    assert f'63.3422° E<sup class="ref"><a href="#citation-{east.key}"' in page
    assert page.count("no source yet") == 0
    assert page.count("2 independent witnesses") == 1


def test_coordinates_that_no_source_gives_say_so(client):
    place = make_place(latitude=-31.16, longitude=-0.5)
    page = client.get(place.get_absolute_url()).content.decode()
    assert '31.16° S <span class="count">rounded common knowledge, no source yet</span>' in page
    assert '0.5° W <span class="count">rounded common knowledge, no source yet</span>' in page
    assert "Sources</h2>" not in page


@pytest.mark.parametrize(
    ("given", "has_map"),
    [
        ({"latitude": 45.9, "longitude": 63.3}, True),
        ({"latitude": 0.0, "longitude": 0.0}, True),
        ({}, False),
        ({"body": "moon", "latitude": 0.67, "longitude": 23.47}, False),
    ],
)
def test_place_is_shown_on_a_map_only_where_it_is_a_point_on_earth(client, given, has_map):
    response = client.get(make_place(**given).get_absolute_url())
    assert (response.context["map"] is not None) is has_map
    assert ("<svg" in response.content.decode()) is has_map


def test_place_shows_its_launches_in_order_and_which_no_source_supports(client):
    place = make_place()
    late, early = (make_mission(place=place, launched=date) for date in ("1975-07-15", "1957-10-04"))
    make_citation(mission=early, field="launch_site")
    make_mission()
    response = client.get(place.get_absolute_url())
    assert [(mission, mission.is_cited) for mission in response.context["missions"]] == [(early, True), (late, False)]
    assert response.content.decode().count("no source for the launch site yet") == 1


def test_place_shows_its_published_events_and_where_to_find_them_all(client):
    place = make_place(slug="baikonur")
    events = [make_event(place=place, date=str(1957 + number)) for number in range(51)]
    make_event(place=place, status=Status.DRAFT)
    make_event()
    response = client.get("/places/baikonur/")
    assert response.context["events"] == events[:50]
    assert 'href="/?place=baikonur">All of them on the timeline' in response.content.decode()


def test_place_shows_the_readings_that_put_a_published_event_there(client):
    place = make_place()
    for status in (Status.PUBLISHED, Status.DRAFT):
        question = make_disagreement(make_event(status=status), [("over Metz", False), ("elsewhere", True)])
        Reading.objects.filter(disagreement=question, order=1).update(place=place)
    readings = client.get(place.get_absolute_url()).context["readings"]
    assert [(reading.value, reading.disagreement.event.status) for reading in readings] == [("over Metz", "published")]


def test_event_mission_and_source_lead_to_the_place(client):
    place = make_place(slug="baikonur", name="Baikonur")
    mission, source = make_mission(place=place), make_source()
    make_citation(place=place, source=source, field="lat")
    for row in (make_event(place=place, place_text="The steppe"), mission, source):
        assert 'href="/places/baikonur/"' in client.get(row.get_absolute_url()).content.decode()


def test_places_cost_the_same_queries_for_one_row_and_for_three(client, count_queries):
    place = make_place(latitude=1, longitude=2)

    def add():
        make_event(place=place, missions=[make_mission(place=place, crew=[make_person()])])
        make_citation(place=place, field="lat")
        question = make_disagreement(make_event())
        question.readings.update(place=place)
        make_place()

    paths = ["/places/", place.get_absolute_url()]
    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one


def test_pages_of_places_are_valid_html(client, history):
    for path in ("/places/", "/places/?q=x", "/places/gagarins-start/", "/places/metz/", "/places/earth-orbit/"):
        html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())
