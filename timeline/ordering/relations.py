"""How two events stand to each other in time, and why."""

from dataclasses import dataclass
from enum import Enum
from itertools import product

from timeline.models import Citation
from timeline.ordering.dating import Dated, Dating


class Order(Enum):
    """In which order two events come."""

    BEFORE = "before"  # the first of the two is certainly the earlier
    AFTER = "after"
    OVERLAP = "overlap"  # their dates leave it open
    DISPUTED = "disputed"  # by the dates of the entries it is certain, but some source dates one of them otherwise


@dataclass(frozen=True)
class Relation:
    """Two events, their order, and where it is disputed the datings by which it would not be so."""

    one: Dated
    other: Dated
    order: Order
    by: tuple[tuple[Dated, Dating], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether either order of the two is right."""
        return self.order in (Order.OVERLAP, Order.DISPUTED)

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        one, other = self.one.date.words, self.other.date.words
        if self.order is Order.BEFORE:
            return f"{one} is before {other}."
        if self.order is Order.AFTER:
            return f"{one} is after {other}."
        if self.order is Order.OVERLAP and one == other:
            return f"Both are dated {one}, so either order is right."
        if self.order is Order.OVERLAP:
            return f"{one} and {other} overlap, so either order is right."
        said = " and ".join(
            f"{dating.who or 'another reading'} dates “{dated.event}” {dating.words} instead of {dated.date.words}"
            for dated, dating in self.by
        )
        return f"{said}, so either order is accepted."

    @property
    def citations(self) -> list[Citation]:
        """The first that stands behind each date the reason names."""
        datings = [self.one.date, self.other.date, *(dating for _, dating in self.by)]
        return list(dict.fromkeys(dating.citations[0] for dating in datings if dating.citations))


def relation(one: Dated, other: Dated) -> Relation:
    """How `one` stands to `other`."""
    if one.date.span.is_before(other.date.span):
        by = _contrary(one, other)
        return Relation(one, other, Order.DISPUTED if by else Order.BEFORE, by)
    if other.date.span.is_before(one.date.span):
        by = _contrary(other, one)
        return Relation(one, other, Order.DISPUTED if by else Order.AFTER, by)
    return Relation(one, other, Order.OVERLAP)


def _contrary(first: Dated, second: Dated) -> tuple[tuple[Dated, Dating], ...]:
    """The datings, as few as will do, by which `first` would not certainly come before `second`; none where all agree."""

    def others(pair: tuple[Dating, Dating]) -> tuple[tuple[Dated, Dating], ...]:
        return tuple((dated, each) for dated, each in zip((first, second), pair, strict=True) if each is not dated.date)

    pairs = product(first.datings, second.datings)
    contrary = [others(pair) for pair in pairs if not pair[0].span.is_before(pair[1].span)]
    return min(contrary, key=len, default=())
