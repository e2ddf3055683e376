"""Cards: what they say, and an order that says nothing."""

from dataclasses import replace

import pytest

from tests.factories import make_event, make_mission, make_person, make_place, make_spacecraft
from tests.printing.test_handouts import selection_of
from timeline.cards import Card, shuffled

pytestmark = pytest.mark.django_db


def test_a_card_has_of_the_summary_what_gives_no_date_away_and_has_room():
    texts = [
        "It docked.",
        "It docked in July.",
        "It docked. It flew in July. It fell.",
        "It docked again. " * 40,
        "It docked " * 40,
    ]
    shown = ["It docked.", "", "It docked.", ("It docked again. " * 19).strip(), ""]
    assert [Card("A", make_event(summary=text)).text for text in texts] == shown


def test_a_title_with_a_year_has_a_blank_in_its_place():
    assert Card("A", make_event(title="Russia stays until 2028")).title == "Russia stays until ____"


def test_a_card_says_where_in_words_of_the_event_or_by_the_name_of_the_place():
    place = make_place(name="Star City")
    events = make_event(place_text="In orbit", place=place), make_event(place=place), make_event()
    assert [Card("A", event).where for event in events] == ["In orbit", "Star City", ""]


def test_a_card_names_a_few_of_its_people_and_draws_what_flew_most_of_its_missions():
    soyuz, apollo = make_mission(), make_mission()
    make_spacecraft([apollo], order=1)
    craft = make_spacecraft([soyuz, apollo], order=2)
    card = Card("A", make_event(missions=[soyuz, apollo], people=[make_person(name=f"Person {n}") for n in range(6)]))
    assert (card.craft, len(card.people)) == (craft, 4)
    assert Card("A", make_event()).craft is None


def test_the_same_selection_is_always_shuffled_alike_and_another_otherwise():
    events = [make_event(date=f"19{year}") for year in range(57, 87)]
    selection = selection_of(*events)
    other = replace(selection, path="/?kind=docking")
    order = [card.event for card in shuffled(selection)]
    assert order == [card.event for card in shuffled(replace(selection, items=selection.items[::-1]))]
    assert sorted(order, key=lambda event: event.position) == events
    assert len({tuple(order), tuple(events), tuple(card.event for card in shuffled(other))}) == 3
    letters = [card.letter for card in shuffled(selection)]
    assert (letters[0], letters[25:]) == ("A", ["Z", "AA", "AB", "AC", "AD"])
