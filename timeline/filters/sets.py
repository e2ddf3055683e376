"""Sets of events as whole numbers, one bit for each: to intersect two is one operation, to count one is another.

The timeline says beside every choice how many events it would leave. Asked of the database, each such count is a pass over
all events for every facet; here a condition is asked of the database once, and what follows is arithmetic. All sets rest
on one order of the events and are kept until the data change.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from timeline import versions
from timeline.models import Event

FACTS = ("kind", "countries", "date_earliest", "date_latest")


@dataclass(frozen=True)
class Order:
    """The published events in the order of the timeline; the one at place n is bit n of every set."""

    keys: list[int]  # primary keys
    positions: list[str]
    places: dict[int, int]  # by primary key
    facts: dict[str, dict[Any, int]]  # for each column of FACTS the set of each value

    def set_of(self, keys: Iterable[int]) -> int:
        """The set of the events with these primary keys; those that are not published are left out."""
        return _set_at((self.places[key] for key in keys if key in self.places), len(self.keys))

    @property
    def everything(self) -> int:
        """The set of all."""
        return (1 << len(self.keys)) - 1

    def since(self, position: str) -> int:
        """The events at `position` and after it."""
        return self.everything >> (place := bisect_left(self.positions, position)) << place

    def until(self, position: str) -> int:
        """The events at `position` and before it."""
        return (1 << bisect_right(self.positions, position)) - 1


def order() -> Order:
    """The order that all sets rest on, read from one index with the columns that it holds beside."""

    def ask() -> Order:
        rows = list(Event.objects.published().in_order().values_list("pk", "position", *FACTS))
        keys = [row[0] for row in rows]
        facts = {name: _members([row[number] for row in rows]) for number, name in enumerate(FACTS, start=2)}
        return Order(keys, [row[1] for row in rows], {key: place for place, key in enumerate(keys)}, facts)

    return versions.kept("sets.order", ask)


def _members(values: list[Any]) -> dict[Any, int]:
    """For each value but none the set of the places at which it stands."""
    found: dict[Any, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        found[value.year if isinstance(value, date) else value].append(place)
    return {value: _set_at(places, len(values)) for value, places in found.items() if value is not None}


def _set_at(places: Iterable[int], number: int) -> int:
    """The set with these places of `number`."""
    flags = bytearray(number // 8 + 1)
    for place in places:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


@dataclass(frozen=True)
class Condition:
    """A rule that selects events, with a name that says the rule and nothing else."""

    name: str
    rule: Q
    find: Callable[[], int] | None = None  # how to have the set without asking the database for its rows

    @property
    def events(self) -> int:
        """The set of the events that it selects."""
        return versions.kept(f"sets.condition.{self.name}", self.find or self._ask)

    def _ask(self) -> int:
        return order().set_of(Event.objects.published().filter(self.rule).order_by().values_list("pk", flat=True))


def in_years(first: int | None, last: int | None, *, certainly: bool) -> int:
    """The set that `years_rule` selects, which may well be most of the events, by way of the sets of single years."""
    begins, ends = "date_earliest", "date_latest"
    found = order().everything
    if certainly:
        found &= _union(begins, lambda year: year >= first) if first else found
        found &= _union(ends, lambda year: year <= last) if last else found
    else:
        found &= ~_union(ends, lambda year: year < first) if first else found
        found &= ~_union(begins, lambda year: year > last) if last else found
    return found


def _union(path: str, is_meant: Callable[[Any], bool]) -> int:
    return union(events for value, events in by_value(path).items() if is_meant(value))


def union(all_sets: Iterable[int]) -> int:
    """The events that are in any of these sets."""
    return reduce(or_, all_sets, 0)


def by_value(path: str) -> dict[Any, int]:
    """For each value that stands at `path` of any event (of a date its year) the set of the events where it does."""
    if path in FACTS:
        return order().facts[path]

    def ask() -> dict[Any, int]:
        found: dict[Any, list[int]] = defaultdict(list)
        for key, value in Event.objects.published().order_by().values_list("pk", path):
            found[value].append(key)
        return {value: order().set_of(keys) for value, keys in found.items() if value is not None}

    return versions.kept(f"sets.by_value.{path}", ask)


def keys(events: int) -> list[int]:
    """The primary keys of a set, in the order of the timeline."""
    return [key for key, bit in zip(order().keys, reversed(bin(events)), strict=False) if bit == "1"]


def places(events: int, *, newest_first: bool = False) -> Iterator[int]:
    """The places of a set in the order of the timeline, or against it."""
    while events:
        place = (events if newest_first else events & -events).bit_length() - 1
        yield place
        events ^= 1 << place
