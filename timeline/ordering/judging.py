"""What to say of an order that somebody gives: which cards stand where the evidence allows, and where the others belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from timeline.ordering.dating import Dated
from timeline.ordering.relations import Order, Relation, relations, turned


class Verdict(Enum):
    """How an event stands in a given order."""

    RIGHT = "right"
    EITHER = "either"  # right, and so would be the other order of it and the next
    WRONG = "wrong"


@dataclass(frozen=True)
class Judged:
    """An event at its place in a given order, the verdict, and the relations that it rests on, each from this event's side."""

    dated: Dated
    place: int
    verdict: Verdict
    relations: tuple[Relation, ...] = ()


def judge(given: Sequence[Dated]) -> list[Judged]:
    """Every event of a given order with its verdict.

    An order is right when every pair in it is: when no event stands before one that is certainly earlier. Of a wrong order
    the fewest events are called wrong, for whoever put one card too far should not be told that all are wrong.
    """
    pairs = relations(given)
    wrong = [pair for pair, each in pairs.items() if each.order is Order.AFTER]
    misplaced = _fewest(wrong)
    judged = []
    for place, dated in enumerate(given):
        following = pairs.get((place, place + 1))
        if place in misplaced:
            why = [_from(place, other, pairs) for other in _neighbours(place, wrong, misplaced)]
            judged.append(Judged(dated, place + 1, Verdict.WRONG, tuple(why)))
        elif following and following.is_open and place + 1 not in misplaced:
            judged.append(Judged(dated, place + 1, Verdict.EITHER, (following,)))
        else:
            judged.append(Judged(dated, place + 1, Verdict.RIGHT))
    return judged


def _from(place: int, other: int, pairs: dict[tuple[int, int], Relation]) -> Relation:
    """The relation of the event at one place to that at another, from its side."""
    return pairs[place, other] if place < other else turned(pairs[other, place])


def _neighbours(place: int, wrong: Sequence[tuple[int, int]], misplaced: set[int]) -> list[int]:
    """Between which places a misplaced one belongs: the first ahead that it should come before, the last behind that it
    should come after, of those that stand where they may if there are any.
    """
    others = sorted(sum(pair) - place for pair in wrong if place in pair)
    named = [other for other in others if other not in misplaced] or others
    ahead, behind = [each for each in named if each < place], [each for each in named if each > place]
    return ahead[:1] + behind[-1:]


def _fewest(wrong: Sequence[tuple[int, int]]) -> set[int]:
    """The fewest places without which no pair is wrong.

    What is certainly earlier than something earlier is certainly earlier too, so the wrong pairs are a partial order, and the
    places that may stay are the most of which no two are in it. By Dilworth's theorem that many are left when each pair of a
    greatest matching, between places as the front and as the back of wrong pairs, loses one; Kőnig's theorem says which.
    """
    backs: dict[int, list[int]] = {}
    for front, back in wrong:
        backs.setdefault(front, []).append(back)
    front_of: dict[int, int] = {}

    def match(front: int, tried: set[int]) -> bool:
        for back in backs[front]:
            if back not in tried:
                tried.add(back)
                if back not in front_of or match(front_of[back], tried):
                    front_of[back] = front
                    return True
        return False

    alone = [front for front in backs if not match(front, set())]
    fronts, covered = set(alone), set[int]()
    while alone:
        for back in backs[alone.pop()]:
            if back not in covered:
                covered.add(back)
                if front_of[back] not in fronts:
                    fronts.add(front_of[back])
                    alone.append(front_of[back])
    return covered | (backs.keys() - fronts)
