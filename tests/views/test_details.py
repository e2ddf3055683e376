"""Pages of one event, mission, person or source, and the lists of them."""

import re

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
    make_succession,
)
from timeline.choices import Status

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_event_that_is_not_published_is_not_found(client, status):
    event = make_event(status=status)
    assert client.get(f"/events/{event.slug}/").status_code == 404
    assert client.get(f"/e/{event.key}").status_code == 404
    event.status = Status.PUBLISHED
    event.save()
    assert client.get(f"/events/{event.slug}/").status_code == 200


def test_withdrawn_event_is_gone_and_says_why(client):
    event = make_event()
    event.status, event.withdrawn_on, event.withdrawn_reason = Status.WITHDRAWN, "2026-01-02", "It never happened."
    event.save()
    response = client.get(f"/events/{event.slug}/")
    assert response.status_code == 410
    assert "It never happened." in response.content.decode()
    assert "2 January 2026" in response.content.decode()


def test_permanent_link_leads_to_the_address_of_today(client):
    event = make_event(slug="first-name")
    event.slug = "second-name"
    event.save()
    assert client.get(f"/e/{event.key}")["Location"] == "/events/second-name/"
    assert client.get("/e/nokey").status_code == 404


@pytest.mark.parametrize(
    ("folder", "make"),
    [("events", make_event), ("missions", make_mission), ("people", make_person), ("sources", make_source)],
)
def test_old_address_leads_to_the_new_one_for_ever(client, folder, make):
    row = make(slug="old")
    row.slug = "new"
    row.save()
    response = client.get(f"/{folder}/old/")
    assert (response.status_code, response["Location"]) == (301, f"/{folder}/new/")
    assert client.get(f"/{folder}/never-was/").status_code == 404


def test_event_page_names_before_and_after(client):
    events = [make_event(date=date) for date in ("1955", "1957", "1959", "1961", "1969", "1970", "1971")]
    make_event(date="1963", status=Status.DRAFT)
    context = client.get(events[3].get_absolute_url()).context
    assert (context["before"], context["after"]) == (events[1:3], events[4:6])
    text = client.get(events[3].get_absolute_url()).content.decode()
    assert f'rel="prev" href="{events[2].get_absolute_url()}"' in text
    assert f'rel="next" href="{events[4].get_absolute_url()}"' in text


def test_event_page_says_what_other_sites_need_to_show_it(client):
    event = make_event(title="A “quoted” <title>", summary="It happened.")
    text = client.get(event.get_absolute_url()).content.decode()
    assert '<meta property="og:title" content="A “quoted” &lt;title&gt;">' in text
    assert f'<meta property="og:image" content="http://testserver/events/{event.slug}/share.png">' in text


def test_event_page_shows_where_it_happened_when_no_source_disagrees(client):
    here = make_event(place=make_place(name="Baikonur", latitude=46, longitude=63))
    nowhere = make_event(place=make_place(body="orbit"))
    assert "A map of the world with a mark at Baikonur" in client.get(here.get_absolute_url()).content.decode()
    assert "A map of the world" not in client.get(nowhere.get_absolute_url()).content.decode()


def test_event_page_counts_sources_that_draw_on_one_another_once(client):
    original = make_source()
    mirrors = [make_source(draws_on=[original]), make_source(draws_on=[original])]
    event = make_event(date="1975-07-17", sources=[*mirrors, make_source()])
    evidence = client.get(event.get_absolute_url()).context["evidence"]
    assert (len(evidence.sources), evidence.witnesses) == (3, 2)


def test_event_page_shows_both_readings_and_doubts_the_refused_one(client):
    event = make_event(date="1975-07-17")
    right, wrong = (make_citation(event=event, value=value) for value in ("1975-07-17", "1975-12-11"))
    make_disagreement(event, [("1975-07-17", True, [right]), ("1975-12-11", False, [wrong])])
    response = client.get(event.get_absolute_url())
    (group,) = response.context["evidence"].facts
    assert [(fact.value, fact.is_doubted, fact.witnesses) for fact in group.facts] == [
        ("1975-07-17", False, 2),
        ("1975-12-11", True, 1),
    ]
    (question,) = response.context["evidence"].questions
    assert [(side.reading.value, side.witnesses) for side in question.sides] == [("1975-07-17", 1), ("1975-12-11", 1)]


def test_event_page_shows_readings_in_the_order_of_the_editors_whatever_was_written_first(client):
    event = make_event(date="1975-07-17")
    question = make_disagreement(event, [("over France", False), ("over Germany", False), ("over England", False)])
    for order, value in (5, "over France"), (4, "over Germany"):
        question.readings.filter(value=value).update(order=order)
    (shown,) = client.get(event.get_absolute_url()).context["evidence"].questions
    assert [side.reading.value for side in shown.sides] == ["over England", "over Germany", "over France"]


def test_event_page_of_an_open_question_doubts_nothing(client):
    event = make_event(date="1975-07-17")
    make_disagreement(event, [("over France", False), ("over Germany", False)], kind="open")
    response = client.get(event.get_absolute_url())
    assert [fact.is_doubted for group in response.context["evidence"].facts for fact in group.facts] == [
        False,
        False,
        False,
    ]
    assert "Still open." in response.content.decode()


def test_mission_page_shows_no_date_that_no_source_supports(client):
    mission = make_mission(launched="1975-07-15")
    assert "15 July 1975" not in client.get(mission.get_absolute_url()).content.decode()
    make_citation(mission=mission, field="launched")
    assert "15 July 1975" in client.get(mission.get_absolute_url()).content.decode()


def test_mission_page_lists_crew_in_order_and_events_in_order(client):
    crew = [(make_person(name="Leonov"), "Commander"), (make_person(name="Kubasov"), "Flight Engineer")]
    mission = make_mission(crew=crew)
    late, early = make_event(missions=[mission], date="1975-07-17"), make_event(missions=[mission], date="1975-07-15")
    make_event(missions=[mission], status=Status.DRAFT)
    context = client.get(mission.get_absolute_url()).context
    assert [(member.person.name, member.role) for member in context["crew"]] == [
        ("Leonov", "Commander"),
        ("Kubasov", "Flight Engineer"),
    ]
    assert list(context["events"]) == [early, late]


def test_person_with_very_many_events_shows_the_first_and_a_link_to_all(client):
    person = make_person(slug="leonov")
    events = [make_event(people=[person], date=str(1957 + number)) for number in range(51)]
    response = client.get("/people/leonov/")
    assert response.context["events"] == events[:50]
    assert 'href="/?person=leonov">All of them on the timeline' in response.content.decode()


def test_person_page_lists_flights_and_events(client):
    person = make_person(native_name="Алексей Леонов")
    second, first = (make_mission(crew=[person], launched=date) for date in ("1975-07-15", "1965-03-18"))
    event = make_event(people=[person])
    response = client.get(person.get_absolute_url())
    assert [flight.mission for flight in response.context["flights"]] == [first, second]
    assert list(response.context["events"]) == [event]
    assert '<p class="native" lang="ru">Алексей Леонов</p>' in response.content.decode()


def test_person_page_says_as_what_somebody_flew(client):
    person = make_person()
    for role, launched in (("Pilot", "1965-03-18"), ("Commander", "1975-07-15")):
        make_mission(crew=[(person, role)], launched=launched)
    page = client.get(person.get_absolute_url()).content.decode()
    assert re.findall(r'<span class="role">(.*?)</span>', page) == ["Pilot", "Commander"]


def test_source_page_shows_what_it_supports_and_where_it_stands(client):
    source = make_source(title="Ours")
    event = make_event(date="1975-07-17", sources=[source])
    draft = make_event(status=Status.DRAFT, sources=[source])
    make_citation(source=source, place=make_place(), field="lat")
    make_disagreement(event, [("a", True, [event.citations.get()]), ("b", False)])
    response = client.get(source.get_absolute_url())
    assert [citation.event for citation in response.context["page"]] == [event, None]
    assert draft.title not in response.content.decode()
    (stand,) = response.context["stands"]
    assert [(is_ours, others) for _, is_ours, others in stand.sides] == [(True, 0), (False, 1)]


@pytest.mark.parametrize(
    ("folder", "make"), [("missions", make_mission), ("people", make_person), ("sources", make_source)]
)
def test_list_is_paged_and_survives_any_page_number(client, folder, make):
    for _ in range(51):
        make()
    pages = {
        number: client.get(f"/{folder}/?page={number}").context["list"].page.number
        for number in ("1", "2", "99", "-1", "x", "")
    }
    assert pages == {"1": 1, "2": 2, "99": 2, "-1": 2, "x": 1, "": 1}


def test_list_of_people_finds_any_spelling(client):
    person = make_person(name="Alexei Leonov", native_name="Алексей Леонов")
    make_person(name="Valery Kubasov")
    for text in ("Leonow", "леонов", "ALEXEY", "léon"):
        assert list(client.get("/people/", {"q": text}).context["list"].page) == [person]


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_event(
            missions=[make_mission(crew=[make_person()])], people=[make_person()], sources=[make_source()]
        ).get_absolute_url(),
        lambda: "/missions/",
        lambda: "/people/",
        lambda: "/sources/",
        lambda: "/disagreements/",
    ],
)
def test_list_costs_the_same_queries_for_one_row_and_for_three(client, count_queries, make):
    event = make_event(missions=[make_mission(crew=[make_person()])], people=[make_person()])
    make_disagreement(event)
    path = make()
    one = count_queries(path)
    for _ in range(2):
        again = make_event(missions=[make_mission(crew=[make_person()])], people=[make_person()])
        make_disagreement(again)
    assert count_queries(path) == one


def test_page_of_an_event_costs_the_same_queries_however_much_evidence_it_has(client, count_queries):
    event = make_event(missions=[make_mission()], people=[make_person()])
    make_disagreement(event)
    one = count_queries(event.get_absolute_url())
    for _ in range(5):
        make_disagreement(event)
    event.people.add(make_person())
    event.missions.add(make_mission())
    assert count_queries(event.get_absolute_url()) == one


def test_pages_of_a_mission_a_person_and_a_source_cost_the_same_however_much_they_have(client, count_queries):
    person, source = make_person(), make_source()
    mission = make_mission(crew=[person])

    def add() -> None:
        event = make_event(missions=[mission], people=[person], sources=[source])
        make_citation(mission=mission, source=source, field="launched")
        make_citation(person=person, field="born")
        make_disagreement(event, [("a", True, [event.citations.get()]), ("b", False)])
        make_mission(crew=[person])

    paths = [row.get_absolute_url() for row in (mission, person, source)]
    add()
    one = [count_queries(path) for path in paths]
    add()
    add()
    assert [count_queries(path) for path in paths] == one


def test_every_kind_of_page_is_valid_html_and_sets_no_cookie(client, history):
    paths = [
        "/events/first-handshake-in-orbit/",
        "/missions/",
        "/missions/soyuz-19/",
        "/people/",
        "/people/alexei-leonov/",
    ]
    paths += [
        "/sources/",
        "/sources/article-cnn-2015-handshake/",
        "/disagreements/",
        "/disagreements/?kind=x",
        "/about/",
    ]
    for path in paths:
        response = client.get(path)
        html5lib.HTMLParser(strict=True).parse(response.content.decode())
        assert (response.status_code, dict(response.cookies), response.get("Vary", "")) in (
            (200, {}, "Accept-Encoding"),
            (200, {}, "HX-Request, Accept-Encoding"),
        ), path


def test_body_names_its_citations_by_numbered_references(client):
    event = make_event(body="The hatch opened.[@33333333] It closed.[@99999999] <b>Bold</b>")
    make_citation(event=event, key="33333333", value="the hatch opened", field="detail")
    page = client.get(event.get_absolute_url()).content.decode()
    assert 'The hatch opened.<sup class="ref"><a href="#citation-33333333"' in page
    assert "[@" not in page
    assert "It closed. Bold" in page
    assert "33333333" not in event.words


def test_every_source_leads_back_to_the_fact_that_it_supports(client):
    event, mission, person = make_event(), make_mission(), make_person()
    for subject in ({"event": event}, {"mission": mission}, {"person": person}):
        (name,) = subject
        make_citation(field={"event": "place", "mission": "crew", "person": "born"}[name], value="", **subject)
        make_citation(field={"event": "detail", "mission": "launched", "person": "born"}[name], value="1969", **subject)
    for row in (event, mission, person):
        page = client.get(row.get_absolute_url()).content.decode()
        back = re.findall(r'class="back" href="#([^"]+)"', page)
        assert len(back) == row.citations.count()
        assert [page.count(f'id="{anchor}"') for anchor in back] == [1] * len(back)
        assert page.count("As this page says") == 1


def test_events_that_a_source_puts_in_order_name_one_another(client):
    docking, handshake = make_event(title="A docking"), make_event(title="A handshake")
    hidden = make_event(title="A secret", status=Status.DRAFT)
    said = make_citation(
        event=handshake, source=make_source(publisher="Time"), field="detail", as_printed="hours later"
    )
    make_succession(handshake, docking, citation=said)
    make_succession(handshake, hidden, citation=said)
    make_succession(hidden, docking)
    later = client.get(f"/events/{handshake.slug}/").content.decode()
    row = re.search(r"<div><dt>After</dt><dd>(.*?)</dd></div>", later)[1]
    assert row.startswith(f'<a href="/events/{docking.slug}/">A docking</a><sup')
    assert f"#citation-{said.key}" in row
    assert "<dt>Before</dt>" not in later
    earlier = client.get(f"/events/{docking.slug}/").content.decode()
    row = re.search(r"<div><dt>Before</dt><dd>(.*?)</dd></div>", earlier)[1]
    place = f"/events/{handshake.slug}/"
    assert row == f'<a href="{place}">A handshake</a>, according to <a href="{place}#citation-{said.key}">Time</a>'
    assert "<dt>After</dt>" not in earlier
    assert "A secret" not in earlier + later
