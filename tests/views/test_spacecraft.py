"""Spacecraft: all of them side by side, the page of one, and its drawing on the pages of missions and events."""

import html5lib
import pytest

from tests.factories import make_citation, make_event, make_mission, make_person, make_source, make_spacecraft

pytestmark = pytest.mark.django_db


def test_old_address_of_a_spacecraft_leads_to_the_new_one_for_ever(client):
    spacecraft = make_spacecraft(slug="wostok")
    spacecraft.slug = "vostok"
    spacecraft.save()
    response = client.get("/spacecraft/wostok/")
    assert (response.status_code, response["Location"]) == (301, "/spacecraft/vostok/")
    assert client.get("/spacecraft/never-was/").status_code == 404


def test_spacecraft_stand_in_ranks_by_size_and_within_them_in_order(client):
    station, second, first = (
        make_spacecraft(drawing=drawing, order=order) for drawing, order in (("iss", 1), ("gemini", 3), ("vostok", 2))
    )
    response = client.get("/spacecraft/")
    assert response.context["ranks"] == [(1, [first, second]), (3, [station])]
    assert [craft for craft, _ in response.context["entries"]] == [station, first, second]


def test_all_are_drawn_to_one_scale_in_which_an_em_is_a_metre(client):
    make_spacecraft(drawing="vostok", description="Line drawing of Vostok: a sphere.")
    page = client.get("/spacecraft/").content.decode()
    assert 'viewBox="0 0 456 300" width="4.56em" height="3em" role="img" aria-label="Line drawing of Vostok: a' in page
    assert 'viewBox="0 0 62 176" width="0.62em" height="1.76em" role="img" aria-label="A person 1.75 m tall"' in page


def test_list_finds_other_names(client):
    make_spacecraft(name="Vostok", other_names=["Восток"])
    make_spacecraft(name="Mercury")
    assert [row.name for row in client.get("/spacecraft/?q=восток").context["list"].page] == ["Vostok"]
    assert "No spacecraft is called so." in client.get("/spacecraft/?q=buran").content.decode()


@pytest.mark.parametrize("address", ["/spacecraft/", "/spacecraft/vostok/"])
def test_dimensions_carry_the_numbers_of_their_sources(client, address):
    spacecraft = make_spacecraft(slug="vostok", length="4.40", width="2.43", summary="A sphere.")
    record, copy = make_source(standing="primary"), make_source(standing="copy")
    length = make_citation(spacecraft=spacecraft, source=copy, field="length", value="4.4 m")
    width = make_citation(spacecraft=spacecraft, source=record, field="width", value="2.43 m")
    summary = make_citation(spacecraft=spacecraft, source=record, field="summary", value="a sphere")
    page = client.get(address).content.decode()
    assert f'<td>4.4 m<sup class="ref"><a href="#citation-{length.key}" aria-label="Source 2' in page
    assert f'<td>2.43 m<sup class="ref"><a href="#citation-{width.key}" aria-label="Source 1' in page
    assert f'A sphere.<sup class="ref"><a href="#citation-{summary.key}" aria-label="Source 1' in page
    for citation in (length, width, summary):
        assert page.count(f'id="citation-{citation.key}"') == 1


def test_source_that_gives_another_dimension_is_shown_but_not_named_for_this_one(client):
    spacecraft = make_spacecraft(length="25.6")
    agreeing = make_citation(spacecraft=spacecraft, field="length", value="25.6 m (84 feet)")
    differing = make_citation(spacecraft=spacecraft, field="length", value="36 m (118 feet)")
    page = client.get("/spacecraft/").content.decode()
    assert page.count(f'href="#citation-{agreeing.key}"') == 1
    assert page.count(f'href="#citation-{differing.key}"') == 0
    assert page.count(f'id="citation-{differing.key}"') == 1


def test_spacecraft_without_dimensions_or_sources_says_so(client):
    page = client.get(make_spacecraft().get_absolute_url()).content.decode()
    assert "No source that was read gives the dimensions of the whole." in page
    assert "Sources</h2>" not in page


def test_spacecraft_shows_its_flights_in_order_a_page_at_a_time(client):
    missions = [make_mission(launched=str(1961 + number)) for number in range(101)]
    spacecraft = make_spacecraft(missions)
    make_mission(launched="1960")
    assert list(client.get(spacecraft.get_absolute_url()).context["missions"]) == missions[:100]
    assert list(client.get(spacecraft.get_absolute_url() + "?page=2").context["missions"]) == missions[100:]


def test_mission_shows_all_that_flew_it_and_leads_to_them(client):
    mission = make_mission()
    module, lander = make_spacecraft([mission], order=1), make_spacecraft([mission], order=2)
    make_spacecraft()
    response = client.get(mission.get_absolute_url())
    assert list(response.context["spacecraft"]) == [module, lander]
    page = response.content.decode()
    assert [page.count(f'<a href="{each.get_absolute_url()}"') for each in (module, lander)] == [1, 1]


def test_event_shows_the_one_that_flew_most_of_its_missions(client):
    apollo, soyuz = make_mission(), make_mission()
    make_spacecraft([apollo], order=1)
    both = make_spacecraft([apollo, soyuz], order=2)
    response = client.get(make_event(missions=[apollo, soyuz]).get_absolute_url())
    assert response.context["craft"] == both
    assert f'<a href="{both.get_absolute_url()}"' in response.content.decode()
    assert "<svg" not in client.get(make_event().get_absolute_url()).content.decode()


def test_page_of_a_source_leads_to_the_spacecraft_it_measures(client):
    spacecraft, source = make_spacecraft(), make_source()
    make_citation(spacecraft=spacecraft, source=source, field="length", value="4.4 m")
    assert f'href="{spacecraft.get_absolute_url()}"' in client.get(source.get_absolute_url()).content.decode()


def test_drawing_that_has_gone_is_left_out(client):
    mission = make_mission()
    spacecraft = make_spacecraft([mission], drawing="buran")
    for address in ("/spacecraft/", spacecraft.get_absolute_url(), mission.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "buran.svg" not in page


def test_spacecraft_cost_the_same_queries_for_one_row_and_for_three(client, count_queries):
    mission = make_mission()
    event, spacecraft = make_event(missions=[mission]), make_spacecraft([mission])

    def add():
        make_citation(spacecraft=spacecraft, field="length")
        make_citation(spacecraft=make_spacecraft([mission]), field="length")
        spacecraft.missions.add(make_mission(crew=[make_person()]))

    paths = ["/spacecraft/", *(row.get_absolute_url() for row in (spacecraft, mission, event))]
    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one


def test_pages_of_spacecraft_are_valid_html(client, history):
    for path in ("/spacecraft/", "/spacecraft/?q=x", "/spacecraft/apollo-soyuz/", "/spacecraft/zarya-unity/"):
        html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())
