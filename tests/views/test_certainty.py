"""How sure are we: the numbers are those of the evidence, and the page says them."""

import html5lib
import pytest

from tests.factories import make_citation, make_disagreement, make_event, make_mission, make_source
from timeline import certainty
from timeline.choices import Status
from timeline.drawing.plots import bar_plot

pytestmark = pytest.mark.django_db


def shares() -> dict[str, int]:
    return {share.label: share.number for share in certainty.facts_by_witnesses() if share.number}


def test_facts_are_counted_by_independent_witnesses():
    original = make_source()
    mirror = make_source(draws_on=[original])
    make_event(date="1975-07-17", sources=[original, mirror])
    make_event(date="1975-07-18", sources=[make_source(), make_source()])
    mission = make_mission()
    for _ in range(6):
        make_citation(mission=mission, field="launched")
    assert shares() == {"one witness": 1, "2 witnesses": 1, "5 or more": 1}
    assert sum(share.part for share in certainty.facts_by_witnesses()) == pytest.approx(1)


def test_a_date_in_words_is_the_fact_that_it_is_in_edtf():
    event = make_event(date="1975-07-17")
    make_citation(event=event, value="17 July 1975")
    make_citation(event=event, value="17 JULY 1975", field="detail")
    make_citation(event=event, value="17 July 1975", field="detail")
    assert shares() == {"2 witnesses": 2}
    weakest = {each.title: each.date_witnesses for each in certainty.weakest_events()}
    assert weakest == {event.title: 2}


def test_facts_of_a_draft_are_not_counted_and_two_values_are_two_facts():
    make_event(status=Status.DRAFT)
    event = make_event(date="1975-07-17")
    make_citation(event=event, value="1975-12-11")
    make_citation(event=event, value="In orbit", field="place")
    make_citation(event=event, value="in orbit", field="place")
    assert shares() == {"one witness": 2, "2 witnesses": 1}


def test_disagreements_are_counted_by_kind_and_state():
    event = make_event()
    make_disagreement(event, kind="slip")
    make_disagreement(event, [("a", False), ("b", False)], kind="open")
    make_disagreement(make_event(status=Status.DRAFT), kind="clock")
    assert [(row.kind, row.settled, row.open) for row in certainty.disagreements_by_kind()] == [
        ("slip", 1, 0),
        ("open", 0, 1),
    ]


def test_sources_are_counted_by_standing_strongest_first():
    press, primary = make_source(standing="press"), make_source(standing="primary")
    make_event(sources=[press, primary])
    make_citation(mission=make_mission(), source=press, field="launched")
    assert [(row.label, row.sources, row.citations) for row in certainty.sources_by_standing()] == [
        ("Primary or official record", 1, 1),
        ("Press", 1, 2),
    ]


def test_weakest_events_have_the_fewest_witnesses_of_their_date():
    strong = make_event(sources=[make_source(), make_source()])
    late, early = make_event(date="1998"), make_event(date="1957")
    make_citation(event=late, value="1999-01-01")
    assert [(event, event.date_witnesses) for event in certainty.weakest_events()] == [
        (early, 1),
        (late, 1),
        (strong, 2),
    ]


def test_page_says_the_numbers_and_costs_the_same_for_one_event_and_for_many(client, count_queries):
    make_disagreement(make_event())
    few = count_queries("/about/certainty/")
    for _ in range(25):
        make_event()
    assert count_queries("/about/certainty/") == few
    response = client.get("/about/certainty/?anew")  # not kept under this address, so its context is at hand
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    assert len(response.context["weakest"]) == 20
    assert response.content.decode().count("<rect ") == 5


def test_page_of_an_empty_timeline_is_a_page(client):
    assert client.get("/about/certainty/").status_code == 200


def test_bars_are_as_long_as_their_numbers():
    plot = bar_plot([("a", 2, "two"), ("b", 1, "one"), ("c", 0, "none")])
    assert [bar.width for bar in plot.bars] == [410, 205, 0]
    assert (plot.width, plot.height) == (640, 90)
    assert [bar.y for bar in plot.bars] == [6, 36, 66]
    assert bar_plot([]).height == 0
