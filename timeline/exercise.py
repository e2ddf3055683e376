"""The exercise of putting events in order: its cards, the places that somebody gave them, and what these are worth.

The answer is a part of the address, ?place-<key>=3 for each card, and stands nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.text import get_text_list

from timeline.cards import Card, shuffled
from timeline.filters.query import LONGEST_VALUE, said
from timeline.ordering import Dated, Judged, Verdict, judge
from timeline.selections import Selection

LEAST, MOST = 2, 30  # events that can be put in order


@dataclass(frozen=True)
class Field:
    """A card with the field in which its place is entered, and what stands in it."""

    card: Card
    value: str

    @property
    def name(self) -> str:
        """The name of the field."""
        return field_name(self.card)


def field_name(card: Card) -> str:
    """The name of the field for the place of a card: a filter has none that begins so."""
    return f"place-{card.event.key}"


class Exercise:
    """The cards of a selection, of which the first few are taken, and an answer read from a query string."""

    def __init__(self, selection: Selection, query: QueryDict) -> None:
        taken = replace(selection, items=selection.items[:MOST])
        self.cards = shuffled(taken)
        self.left_out = selection.left_out + len(selection.items) - len(taken.items)
        self.given = {card: _legible(query.get(field_name(card), "")) for card in self.cards}
        self.is_answered = any(field_name(card) in query for card in self.cards)

    @property
    def is_possible(self) -> bool:
        """Whether there are enough events to have an order."""
        return len(self.cards) >= LEAST

    @cached_property
    def places(self) -> dict[Card, int]:
        """The place of each card to which one was given that exists."""
        known = {str(number): number for number in range(1, len(self.cards) + 1)}
        return {card: known[value] for card, value in self.given.items() if value in known}

    @cached_property
    def troubles(self) -> list[str]:
        """Why an answer cannot be judged, each in a sentence that says how to go on."""
        return list(self._troubles()) if self.is_answered else []

    def _troubles(self) -> Iterator[str]:
        number = len(self.cards)
        if missing := [card.letter for card, value in self.given.items() if not value]:
            yield f"Give a place to {_cards(missing)}."
        for card, value in self.given.items():
            if value and card not in self.places:
                yield f"Card {card.letter}: {said(value)} is not a place from 1 to {number}."
        by_place: dict[int, list[str]] = defaultdict(list)
        for card, place in self.places.items():
            by_place[place].append(card.letter)
        for place, letters in sorted(by_place.items()):
            if len(letters) > 1:
                yield f"Place {place} was given to {_cards(letters)}: leave it to one of them."

    @property
    def is_complete(self) -> bool:
        """Whether there is an answer that can be judged."""
        return self.is_possible and self.is_answered and not self.troubles

    @cached_property
    def judged(self) -> list[Judged]:
        """The cards in the order that was given, each with its verdict; nothing where there is no whole answer."""
        return judge(Dated.all_of(card.event for card in self._in_order)) if self.is_complete else []

    @property
    def number_standing(self) -> int:
        """How many cards stand where the evidence allows."""
        return sum(each.verdict is not Verdict.WRONG for each in self.judged)

    @property
    def fields(self) -> list[Field]:
        """The cards with their fields: as they were put in order, or shuffled where they were not."""
        cards = self._in_order if self.is_complete else self.cards
        return [Field(card, self.given[card]) for card in cards]

    @property
    def _in_order(self) -> list[Card]:
        return sorted(self.cards, key=lambda card: self.places[card])


def _legible(value: str) -> str:
    """What was entered, as far as a page can show it again."""
    return "".join(letter if letter.isprintable() else "�" for letter in value.strip()[:LONGEST_VALUE])


def _cards(letters: list[str]) -> str:
    return f"card{'s' if len(letters) > 1 else ''} {get_text_list(letters, 'and')}"
