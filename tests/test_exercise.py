"""An answer in the address: read, refused with a sentence, or judged."""

import pytest
from django.http import QueryDict

from tests.factories import make_event
from tests.printing.test_handouts import selection_of
from timeline import exercise
from timeline.exercise import Exercise, field_name
from timeline.ordering import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return selection_of(*(make_event(date=date) for date in ("1957", "1961", "1969")))


def answer(selection, *places: str) -> Exercise:
    """The exercise with these places given to the cards in the order of their letters."""
    query = QueryDict(mutable=True)
    for card, place in zip(Exercise(selection, QueryDict()).cards, places, strict=False):
        query[field_name(card)] = place
    return Exercise(selection, query)


def test_without_an_answer_the_cards_are_shuffled_and_nothing_is_judged(selection):
    found = Exercise(selection, QueryDict("kind=docking"))
    assert (found.is_answered, found.troubles, found.judged) == (False, [], [])
    assert [field.card for field in found.fields] == found.cards
    assert {field.value for field in found.fields} == {""}


def test_a_whole_answer_is_judged_in_the_order_that_was_given(selection):
    cards = Exercise(selection, QueryDict()).cards
    right = {
        card: str(place) for place, card in enumerate(sorted(cards, key=lambda card: card.event.position), start=1)
    }
    found = answer(selection, *(right[card] for card in cards))
    assert [each.dated.event for each in found.judged] == selection.events
    assert [field.card.event for field in found.fields] == selection.events
    assert found.number_standing == 3
    backwards = answer(selection, *(str(4 - int(right[card])) for card in cards))
    assert [each.verdict for each in backwards.judged].count(Verdict.WRONG) == 2


def test_what_is_missing_given_twice_or_no_place_gets_a_sentence_and_stays(selection):
    found = answer(selection, "2", "2", "<b>")
    assert found.troubles == [
        "Card C: “<b>” is not a place from 1 to 3.",
        "Place 2 was given to cards A and B: leave it to one of them.",
    ]
    assert [field.value for field in found.fields] == ["2", "2", "<b>"]
    assert answer(selection, "1").troubles == ["Give a place to cards B and C."]
    assert (found.is_complete, found.judged) == (False, [])


@pytest.mark.parametrize("place", ["0", "4", "-1", "1.0", "٣", "9" * 5000, "\x00"])
def test_no_number_but_a_place_is_taken(selection, place):
    assert len(answer(selection, place, "1", "2").troubles) == 1


def test_more_events_than_can_be_put_in_order_are_left_out_and_counted(selection, monkeypatch):
    monkeypatch.setattr(exercise, "MOST", 2)
    found = Exercise(selection, QueryDict())
    assert ({card.event for card in found.cards}, found.left_out) == (set(selection.events[:2]), 1)


def test_one_event_has_no_order(selection):
    assert not Exercise(selection_of(selection.events[0]), QueryDict()).is_possible
