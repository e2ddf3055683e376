"""What a merge would do, found out by reading alone: which rows move, and which fall away since they say the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import models

from timeline.merging.records import Drop, Move, Step, columns_of, name_of
from timeline.merging.relations import NUMBERED, called, kind_of, number_within, pointing_at, unique_sets


class Plan:
    """The steps by which `gone` is merged into `kept`, children before what they hang on, `gone` itself last."""

    def __init__(self, gone: models.Model, kept: models.Model) -> None:
        self.steps: list[Step] = []
        self._seen: set[tuple[str, int]] = set()
        self._taken: dict[
            Any, int
        ] = {}  # by model, columns and values: the rows that moves of this plan will have put there
        self._absorb(gone, kept.pk)

    @property
    def moves(self) -> list[Move]:
        return [each for each in self.steps if isinstance(each, Move)]

    @property
    def drops(self) -> list[Drop]:
        return [each for each in self.steps if isinstance(each, Drop)]

    def moving(self) -> list[str]:
        """How many rows of each kind move: "3 citations", "1 event"."""
        numbers = Counter(each.kind for each in self.moves)
        return [f"{number} {one if number == 1 else many}" for (one, many), number in sorted(numbers.items())]

    def falling_away(self) -> list[str]:
        """The rows of their own that fall away, in words; of links there is nothing to tell."""
        return [each.said for each in self.drops[:-1] if each.said]

    def _absorb(self, gone: models.Model, kept: int | None) -> None:
        """Plan that all that points at `gone` points at the row `kept` of its model, and that `gone` falls away."""
        for field in pointing_at(type(gone)):
            for row in field.model._base_manager.filter(**{field.name: gone.pk}).order_by("pk"):
                place = name_of(field.model), row.pk
                if place not in self._seen:
                    self._seen.add(place)
                    self._take_along(row, field, gone.pk, kept)
        said = "" if gone._meta.auto_created else called(gone)
        self.steps.append(Drop(name_of(type(gone)), gone.pk, columns_of(gone), kept, said))

    def _take_along(self, row: Any, field: Any, before: int, after: int | None) -> None:
        """Plan for one row that points by `field`: it moves, or falls away where its like is there."""
        values = {each.name: getattr(row, each.attname) for each in field.model._meta.concrete_fields}
        for each in field.model._meta.concrete_fields:
            if each.is_relation and each.related_model is field.related_model and values[each.name] == before:
                values[each.name] = after
        to_itself = field.model._meta.auto_created and _ends_are_one(field, values)
        twin = None if to_itself else self._twin(row, field, values)
        if to_itself or twin:
            self._absorb(row, twin)
            return
        assert after is not None  # only what nothing points at falls away without a twin
        numbers = self._numbered(row, field, values)
        self.steps.append(Move(name_of(type(row)), row.pk, field.attname, before, after, numbers, kind_of(field)))
        for names, mark in self._marks(type(row), field, values):
            self._taken[type(row), names, mark] = row.pk

    def _twin(self, row: Any, field: Any, values: dict[str, Any]) -> int | None:
        """The row that there would be no telling from `row` once it has moved."""
        for names, mark in self._marks(type(row), field, values):
            if NUMBERED.get(type(row)) in names:
                continue
            if found := self._taken.get((type(row), names, mark)):
                return found
            rows = type(row)._base_manager.filter(**_lookups(names, values)).exclude(pk=row.pk).order_by("pk")
            if other := rows.values_list("pk", flat=True).first():
                return int(other)
        return None

    def _numbered(self, row: Any, field: Any, values: dict[str, Any]) -> dict[str, list[Any]]:
        """The number that a row is given where its own is taken already."""
        model = type(row)
        if not (rule := number_within(model, field.name)):
            return {}
        name, columns = rule
        others = {each: values[each] for each in columns if each != name}
        taken = set(model._base_manager.filter(**others).values_list(name, flat=True))
        taken |= {mark[columns.index(name)] for (of, names, mark) in self._taken if of is model and names == columns}
        before = values[name]
        values[name] = before if before not in taken else next(number for number in count(1) if number not in taken)
        return {name: [before, values[name]]} if values[name] != before else {}

    @staticmethod
    def _marks(model: Any, field: Any, values: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
        """The sets of columns that hold `field` and in which rows may not agree, and what they hold."""
        for names in unique_sets(model):
            if field.name in names:
                yield names, tuple(values[name] for name in names)


def _ends_are_one(field: Any, values: dict[str, Any]) -> bool:
    """Whether a link of a noun to its like would lead from an entry to itself."""
    ends = [each for each in field.model._meta.concrete_fields if each.is_relation]
    return ends[0].related_model is ends[1].related_model and values[ends[0].name] == values[ends[1].name]


def _lookups(names: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    known = {name: values[name] for name in names if values[name] is not None}
    return known | {f"{name}__isnull": True for name in names if name not in known}
