"""A selection as sheets of cards, and the answer key to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.text import get_text_list

from timeline.cards import Card, shuffled
from timeline.evidence import Reference
from timeline.ordering import Dated, Order, Relation, relations
from timeline.printing.footnotes import Footnotes
from timeline.selections import Selection

A_SHEET = 8  # cards


@dataclass(frozen=True)
class Remark:
    """Cards that may come on either side of another, by their letters, why, and the footnotes of what contradicts a date."""

    letters: str
    reason: str
    notes: list[Reference]


@dataclass(frozen=True)
class Answer:
    """A line of the answer key: a card, its date with its footnotes, and with which of the later cards it may change places."""

    card: Card
    dated: Dated
    notes: list[Reference]
    remarks: list[Remark]


class Sheets:
    """A selection as sheets of cards, and the key to them."""

    def __init__(self, selection: Selection) -> None:
        prefetch_related_objects(selection.events, "missions__spacecraft")
        self.cards = shuffled(selection)
        self.footnotes = Footnotes()

    def __iter__(self) -> Iterator[list[Card]]:
        return (self.cards[start : start + A_SHEET] for start in range(0, len(self.cards), A_SHEET))

    @cached_property
    def key(self) -> list[Answer]:
        """The answers in the order of time."""
        in_order = sorted(self.cards, key=lambda card: card.event.position)
        dated = Dated.all_of(card.event for card in in_order)
        pairs = relations(dated)
        answers = []
        for place, card in enumerate(in_order):
            notes = self.footnotes.name(dated[place].date.citations)
            later = [(in_order[other], pairs[place, other]) for other in range(place + 1, len(dated))]
            remarks = list(self._remarks([each for each in later if each[1].is_open]))
            answers.append(Answer(card, dated[place], notes, remarks))
        return answers

    def _remarks(self, opened: list[tuple[Card, Relation]]) -> Iterator[Remark]:
        if overlapping := [card.letter for card, each in opened if each.order is Order.OVERLAP]:
            yield Remark(get_text_list(overlapping, "and"), "the dates overlap.", [])
        by_reason: dict[str, list[tuple[Card, Relation]]] = {}
        for card, each in opened:
            if each.order is Order.DISPUTED:
                by_reason.setdefault(each.reason, []).append((card, each))
        for reason, alike in by_reason.items():
            contrary = (citation for _, each in alike for _, dating in each.by for citation in dating.citations)
            yield Remark(
                get_text_list([card.letter for card, _ in alike], "and"), reason, self.footnotes.name(contrary)
            )
