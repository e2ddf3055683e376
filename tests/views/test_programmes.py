"""Programmes: the list of them, and the page of one."""

import html5lib
import pytest

from tests.factories import make_agency, make_citation, make_event, make_mission, make_person, make_programme
from timeline.choices import Status

pytestmark = pytest.mark.django_db


def test_old_address_of_a_programme_leads_to_the_new_one_for_ever(client):
    programme = make_programme(slug="old")
    programme.slug = "new"
    programme.save()
    response = client.get("/programmes/old/")
    assert (response.status_code, response["Location"]) == (301, "/programmes/new/")
    assert client.get("/programmes/never-was/").status_code == 404


def test_list_is_in_the_order_of_the_first_launches_that_a_source_dates(client):
    apollo, vostok, plan = make_programme(name="Apollo"), make_programme(name="Vostok"), make_programme(name="A plan")
    for programme, date in ((apollo, "1968-10-11"), (apollo, "1972-12-07"), (vostok, "1961-04-12")):
        make_citation(mission=make_mission(programme=programme, launched=date), field="launched")
    make_mission(programme=apollo, launched="1955")
    rows = client.get("/programmes/").context["list"].page.object_list
    assert [(row, row.mission_count, row.first and (row.first.year, row.last.year)) for row in rows] == [
        (vostok, 1, (1961, 1961)),
        (apollo, 3, (1968, 1972)),
        (plan, 0, None),
    ]


def test_list_finds_a_programme_by_another_name(client):
    make_programme(name="Apollo-Soyuz Test Project", other_names=["ASTP"])
    make_programme()
    rows = client.get("/programmes/?q=astp").context["list"].page
    assert [row.name for row in rows] == ["Apollo-Soyuz Test Project"]


def test_programme_shows_names_agencies_and_missions_in_order_with_crews(client):
    programme = make_programme(name="Voskhod", other_names=["Rise"], summary="Two flights.")
    programme.agencies.add(make_agency(slug="okb-1", name="OKB-1"))
    late = make_mission(programme=programme, launched="1965-03-18", crew=[make_person(name="Alexei Leonov")])
    early = make_mission(programme=programme, launched="1964-10-12")
    make_mission()
    response = client.get(programme.get_absolute_url())
    page = response.content.decode()
    assert list(response.context["missions"]) == [early, late]
    assert [text in page for text in ("also Rise", "Two flights.", 'href="/?agency=okb-1"', "Alexei Leonov")] == [
        True
    ] * 4


def test_programme_shows_each_published_event_once_and_where_to_find_them_all(client):
    programme = make_programme(slug="apollo")
    missions = [make_mission(programme=programme), make_mission(programme=programme)]
    events = [make_event(missions=missions, date=str(1957 + number)) for number in range(51)]
    make_event(missions=missions, status=Status.DRAFT)
    make_event(missions=[make_mission()])
    response = client.get("/programmes/apollo/")
    assert response.context["events"] == events[:50]
    assert 'href="/?programme=apollo">All of them on the timeline' in response.content.decode()


def test_missions_lead_to_their_programme_and_back(client):
    programme = make_programme(slug="apollo")
    mission = make_mission(programme=programme)
    assert 'href="/programmes/apollo/"' in client.get(mission.get_absolute_url()).content.decode()
    assert f'href="{mission.get_absolute_url()}"' in client.get("/programmes/apollo/").content.decode()
    assert 'href="/programmes/"' in client.get("/missions/").content.decode()


def test_programme_with_very_many_missions_is_paged(client):
    programme = make_programme(slug="starlink")
    for _ in range(101):
        make_mission(programme=programme)
    pages = {number: len(client.get(f"/programmes/starlink/?page={number}").context["missions"]) for number in "12x"}
    assert pages == {"1": 100, "2": 1, "x": 100}


def test_programmes_cost_the_same_queries_for_one_row_and_for_three(client, count_queries):
    programme = make_programme()

    def add():
        programme.agencies.add(make_agency())
        mission = make_mission(programme=programme, crew=[make_person()])
        make_citation(mission=mission, field="launched")
        make_event(missions=[mission])
        make_programme().agencies.add(make_agency())

    paths = ["/programmes/", programme.get_absolute_url()]
    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one


def test_pages_of_programmes_are_valid_html(client, history):
    for path in ("/programmes/", "/programmes/?q=x", "/programmes/apollo-soyuz-test-project/"):
        html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())
