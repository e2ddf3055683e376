"""How two events stand to each other in time, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations, product

from timeline.models import Citation, Succession
from timeline.ordering.chains import Chain
from timeline.ordering.dating import Dated, Dating


class Order(Enum):
    """In which order two events come."""

    BEFORE = "before"  # the first of the two is certainly the earlier
    AFTER = "after"
    OVERLAP = "overlap"  # their dates leave it open
    DISPUTED = "disputed"  # by the dates of the entries it is certain, but some source dates one of them otherwise


@dataclass(frozen=True)
class Relation:
    """Two events, their order, and where it is disputed the datings by which it would not be so.

    An order that the dates leave open may be certain all the same: by a chain of orders that sources give in so many words,
    or by two steps over a third event.
    """

    one: Dated
    other: Dated
    order: Order
    by: tuple[tuple[Dated, Dating], ...] = ()
    chain: Chain = ()
    steps: tuple["Relation", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether either order of the two is right."""
        return self.order in (Order.OVERLAP, Order.DISPUTED)

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        one, other = self.one.date.words, self.other.date.words
        if self.steps:
            return " ".join(step.reason for step in self.steps)
        if self.chain and not self.is_open:
            return " ".join(_said(each) for each in self.chain)
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
    def said(self) -> list[Succession]:
        """The orders given in so many words that it rests on."""
        return [*self.chain, *(each for step in self.steps for each in step.said)]

    @property
    def citations(self) -> list[Citation]:
        """The first that stands behind each date the reason names."""
        datings = [self.one.date, self.other.date, *(dating for _, dating in self.by)]
        dated = [dating.citations[0] for dating in datings if dating.citations]
        said = [each.citation for each in self.chain] + [each for step in self.steps for each in step.citations]
        return list(dict.fromkeys(said + dated if self.is_open or not said else said))


def _said(order: Succession) -> str:
    """An order as its source gives it."""
    who = order.citation.source.publisher or order.citation.source.title
    words = f"“{order.citation.as_printed}”" if order.citation.as_printed else "so"
    return f"“{order.later}” came after “{order.earlier}”: {who} says {words}."


def relations(given: Sequence[Dated]) -> dict[tuple[int, int], Relation]:
    """How each of some events stands to each that is given behind it, by their places.

    What came after something that came after a third came after that third, whatever its own date leaves open.
    """
    pairs = {pair: relation(given[pair[0]], given[pair[1]]) for pair in combinations(range(len(given)), 2)}
    if not any(each.chain for each in pairs.values()):
        return pairs
    certain = {pair: each for pair, each in pairs.items() if each.order is Order.BEFORE}
    certain |= {pair[::-1]: turned(each) for pair, each in pairs.items() if each.order is Order.AFTER}
    for middle, first, last in product(range(len(given)), repeat=3):
        steps = certain.get((first, middle)), certain.get((middle, last))
        if first != last and steps[0] and steps[1] and not {(first, last), (last, first)} & certain.keys():
            found = Relation(given[first], given[last], Order.BEFORE, steps=(steps[0], steps[1]))
            certain[first, last] = found
            pairs[min(first, last), max(first, last)] = found if first < last else turned(found)
    return pairs


def turned(given: Relation) -> Relation:
    """The same relation from the other event's side."""
    order = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}.get(given.order, given.order)
    return replace(given, one=given.other, other=given.one, order=order)


def relation(one: Dated, other: Dated) -> Relation:
    """How `one` stands to `other`, by what is said of their order or else by their dates."""
    if chain := other.after.get(one.event.pk or 0):
        return _by_chain(one, other, chain)
    if chain := one.after.get(other.event.pk or 0):
        return turned(_by_chain(other, one, chain))
    if one.date.span.is_before(other.date.span):
        by = _contrary(one, other)
        return Relation(one, other, Order.DISPUTED if by else Order.BEFORE, by)
    if other.date.span.is_before(one.date.span):
        by = _contrary(other, one)
        return Relation(one, other, Order.DISPUTED if by else Order.AFTER, by)
    return Relation(one, other, Order.OVERLAP)


def _by_chain(earlier: Dated, later: Dated, chain: Chain) -> Relation:
    """An order that is said in so many words: certain, unless by some dating the later event was over before."""
    against = [
        tuple((dated, each) for dated, each in ((earlier, mine), (later, theirs)) if each is not dated.date)
        for mine, theirs in product(earlier.datings, later.datings)
        if theirs.span.is_before(mine.span)
    ]
    by = min(against, key=len, default=())
    return Relation(earlier, later, Order.DISPUTED if by else Order.BEFORE, by, chain)


def _contrary(first: Dated, second: Dated) -> tuple[tuple[Dated, Dating], ...]:
    """The datings, as few as will do, by which `first` would not certainly come before `second`; none where all agree."""

    def others(pair: tuple[Dating, Dating]) -> tuple[tuple[Dated, Dating], ...]:
        return tuple((dated, each) for dated, each in zip((first, second), pair, strict=True) if each is not dated.date)

    pairs = product(first.datings, second.datings)
    contrary = [others(pair) for pair in pairs if not pair[0].span.is_before(pair[1].span)]
    return min(contrary, key=len, default=())
