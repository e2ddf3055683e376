"""A selection as cards without dates, shuffled, and the answer key to them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from string import ascii_uppercase

from django.db.models import prefetch_related_objects
from django.utils.text import get_text_list

from timeline.evidence import Reference
from timeline.models import Event, Spacecraft
from timeline.ordering import Dated, Order, Relation, relation
from timeline.printing.footnotes import Footnotes
from timeline.selections import Selection
from timeline.text.undated import blanked, is_undated

A_SHEET = 8  # cards
LONGEST_TEXT = 330  # characters that a card has room for
MOST_PEOPLE = 4


@dataclass(frozen=True)
class Card:
    """An event as a card: the letter by which the key finds it, and nothing that says when it was."""

    letter: str
    event: Event

    @property
    def title(self) -> str:
        """The title, with a blank where it names a year."""
        return blanked(self.event.title)

    @property
    def text(self) -> str:
        """The summary where it has room and names no date; nothing otherwise, for half a summary may mislead."""
        summary = self.event.summary
        return summary if len(summary) <= LONGEST_TEXT and is_undated(summary) else ""

    @property
    def where(self) -> str:
        """Where it was."""
        place = self.event.place_text or (self.event.place.name if self.event.place else "")
        return place if is_undated(place) else ""

    @property
    def people(self) -> list[str]:
        """The names of those who were there, as many as a card has room for beside a drawing."""
        return [person.name for person in self.event.people.all()][:MOST_PEOPLE]

    @property
    def craft(self) -> Spacecraft | None:
        """What flew most of its missions, to be drawn where there is no text."""
        flew = Counter(craft for mission in self.event.missions.all() for craft in mission.spacecraft.all())
        return min(flew, key=lambda craft: (-flew[craft], craft.order, craft.key), default=None)


def shuffled(selection: Selection) -> list[Card]:
    """The events of a selection as cards in an order that says nothing: always the same one for the same selection."""

    def place(event: Event) -> str:
        return sha256(f"{selection.path} {event.key}".encode()).hexdigest()

    return [Card(_letter(number), event) for number, event in enumerate(sorted(selection.events, key=place))]


def _letter(number: int) -> str:
    """A to Z, then AA to AZ and so on."""
    before, last = divmod(number, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]


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

    def __len__(self) -> int:
        return -(-len(self.cards) // A_SHEET)

    @cached_property
    def key(self) -> list[Answer]:
        """The answers in the order of time."""
        in_order = sorted(self.cards, key=lambda card: card.event.position)
        dated = [Dated.of(card.event) for card in in_order]
        answers = []
        for place, card in enumerate(in_order):
            notes = self.footnotes.name(dated[place].date.citations)
            later = [(in_order[other], relation(dated[place], dated[other])) for other in range(place + 1, len(dated))]
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
