"""Sheets of cards, and the answer key to them."""

import pytest

from tests.factories import make_citation, make_event, make_source
from tests.printing.test_handouts import selection_of
from timeline.printing.sheets import Sheets

pytestmark = pytest.mark.django_db


def test_cards_stand_eight_to_a_sheet():
    sheets = Sheets(selection_of(*(make_event() for _ in range(9))))
    assert [len(sheet) for sheet in sheets] == [8, 1]


def test_the_key_has_the_cards_in_the_order_of_time_with_the_sources_of_their_dates():
    late, early = make_event(date="1969-07-20"), make_event(date="1957-10-04")
    sheets = Sheets(selection_of(late, early))
    assert [answer.card.event for answer in sheets.key] == [early, late]
    assert [[note.citation for note in answer.notes] for answer in sheets.key] == [
        list(early.citations.all()),
        list(late.citations.all()),
    ]
    assert [answer.remarks for answer in sheets.key] == [[], []]


def test_the_key_says_once_which_cards_may_change_places_and_why():
    flight, docking, landing = (make_event(date=date) for date in ("1975-07-15/1975-07-24", "1975-07-17", "1975-07-24"))
    make_citation(event=docking, value="1975-07-25", source=make_source(publisher="A newspaper"))
    sheets = Sheets(selection_of(flight, docking, landing))
    letters = {card.event: card.letter for card in sheets.cards}
    by_event = {answer.card.event: answer for answer in sheets.key}
    (overlap,), (dispute,) = by_event[flight].remarks, by_event[docking].remarks
    assert overlap.letters.split(" and ") == [letters[docking], letters[landing]]
    assert (dispute.letters, dispute.reason) == (
        letters[landing],
        f"A newspaper dates “{docking.title}” 25 July 1975 instead of 17 July 1975, so either order is accepted.",
    )
    assert [note.citation.source.publisher for note in dispute.notes] == ["A newspaper"]
    assert by_event[landing].remarks == []
