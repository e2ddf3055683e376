"""Rows as plain values, and the two things that a merge does to them: they move, or they fall away."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from timeline.models import Merge

Columns = dict[str, Any]

FORMAT = 1  # of what a merge keeps, which may be undone years later; none means 1


@dataclass
class Move:
    """A row that points at the one that stays from now on."""

    model: str
    pk: int
    column: str
    before: int
    after: int
    numbers: dict[str, list[Any]] = field(default_factory=dict)  # column → what it was and what it became
    kind: tuple[str, str] = ("", "")


@dataclass
class Drop:
    """A row that falls away, whole, and the row that says the same already; None for a link from an entry to itself."""

    model: str
    pk: int
    columns: Columns
    twin: int | None
    said: str = ""


Step = Move | Drop


def name_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


def model_of(name: str) -> Any:
    return apps.get_model(name)


def columns_of(row: models.Model) -> Columns:
    """All columns of a row but its primary key, as JSON can keep them."""
    fields = [each for each in row._meta.concrete_fields if not each.primary_key]
    return {each.attname: each.get_prep_value(getattr(row, each.attname)) for each in fields}


def row_from(model: type[models.Model], pk: int, columns: Columns) -> Any:
    """The row that `columns_of` was given, not yet saved; a column that it did not have then gets its default."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    values = {name: fields[name].to_python(value) for name, value in columns.items() if name in fields}
    return model(pk=pk, **values)


def steps_of(merge: Merge) -> tuple[list[Move], list[Drop]]:
    """The steps of a merge as they were kept."""
    steps = merge.record["steps"]
    moves = [Move(**{**each, "kind": tuple(each["kind"])}) for each in steps if "column" in each]
    return moves, [Drop(**each) for each in steps if "columns" in each]
