"""One field of a noun as a column: its value in Python, in JSON and in a cell, and what it may hold.

A value is what JSON would hold, but for dates and decimals. `of` reads it from a row, `said` makes the text of a cell of
it and `read` the value again, `settled` refuses what cannot be meant, and `put` or `link` brings it into a row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from django.db import models

from timeline.models.fields import LinesField
from timeline.tables import cells
from timeline.tables.addresses import Known
from timeline.tables.faults import Unfit

# A text holds neither of these: no database can keep a null character, and half a pair is no character at all.
NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """A text, as it is. The other kinds of columns say where they differ."""

    name: str
    field: Any = None
    is_linked_after = False  # whether the row has to be there first

    @property
    def fetches(self) -> tuple[str | models.Prefetch, ...]:
        """What is to be fetched along with many rows."""
        return ()

    def of(self, row: Any) -> Any:
        """The value in a row."""
        return getattr(row, self.name)

    def said(self, value: Any) -> str:
        """The value in words, as a cell without protection and a difference show it."""
        return str(value)

    def cell(self, value: Any) -> str:
        """The value as a cell of a CSV file."""
        return cells.neutral(self.said(value))

    def read(self, cell: str) -> Any:
        """The value of a cell; raise Unfit where there is none."""
        return cells.plain(cell)

    def settled(self, value: Any, known: Known) -> Any:
        """The value as a row would give it; raise Unfit with a sentence that says what to write."""
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Unfit(f"Write a text, not {value!r}.")
        if NO_TEXT.search(value):
            raise Unfit("There is a character in it that no text has: type the text anew.")
        text = trimmed(value)
        choices = [choice for choice, _ in self.field.choices or ()]
        if choices and text not in choices and (text or not self.field.blank):
            raise Unfit(f"“{shortened(text)}” is none of: {', '.join(choices)}.")
        return text

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same: white space at the ends and the kind of line ends say nothing."""
        return bool(one == other) or (isinstance(one, str) and isinstance(other, str) and trimmed(one) == other)

    def put(self, row: Any, value: Any, known: Known) -> None:
        """Bring the value into a row that is yet to be saved."""
        setattr(row, self.name, value)

    def link(self, row: Any, value: Any, known: Known) -> None:
        """Bring the value into a row that is saved."""


def trimmed(text: str) -> str:
    """A text as a row holds it: the same ends of lines everywhere, and nothing unseen around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def shortened(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:59]}…"


class Number(Column):
    """A number, empty where it may be. Its cell is never taken for a formula: a western longitude stays a number."""

    def said(self, value: Any) -> str:
        return "" if value is None else str(value)

    def cell(self, value: Any) -> str:
        return self.said(value)

    def read(self, cell: str) -> Any:
        return cells.plain(cell).strip() or None

    def settled(self, value: Any, known: Known) -> Any:
        if value is None or value == "":
            return None if self.field.null else self.field.get_default()
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise Unfit(f"Write a number, not {value!r}.")
        wanted = {"FloatField": float, "DecimalField": Decimal}.get(self.field.get_internal_type(), int)
        example = "5" if wanted is int else "4.4, with a point"
        try:
            number: Any = wanted(str(value).replace("−", "-"))
        except (ValueError, InvalidOperation) as error:
            raise Unfit(f"“{shortened(str(value))}” is no number: write it like {example}.") from error
        if not isfinite(number):
            raise Unfit(f"“{value}” is no number: write it like {example}.")
        return number


class Flag(Column):
    """A yes or a no."""

    def said(self, value: Any) -> str:
        return cells.YES if value else cells.NO

    def read(self, cell: str) -> Any:
        word = cells.plain(cell).strip().lower()
        return True if word in cells.YESES else False if word in cells.NOES else cell

    def settled(self, value: Any, known: Known) -> Any:
        if value is None or isinstance(value, bool):
            return bool(value)
        raise Unfit(f"“{shortened(str(value))}” is neither yes nor no: write one of the two.")


class Day(Column):
    """A day of the calendar, not a date in history."""

    def said(self, value: Any) -> str:
        return "" if value is None else str(value)

    def read(self, cell: str) -> Any:
        return cells.plain(cell).strip() or None

    def settled(self, value: Any, known: Known) -> Any:
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise Unfit(f"“{shortened(str(value))}” is no day: write it like 1975-07-17.") from error


class Lines(Column):
    """A list of names, one to a line."""

    def said(self, value: Any) -> str:
        return "\n".join(value)

    def read(self, cell: str) -> Any:
        return cells.lines(cells.plain(cell))

    def settled(self, value: Any, known: Known) -> Any:
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise Unfit("Write a list of texts: one name to a line, in JSON as a list.")
        names = [name.strip() for name in value if name.strip()]
        if any(NO_TEXT.search(name) for name in names):
            raise Unfit("There is a character in it that no text has: type the names anew.")
        return names


class One(Column):
    """Another row, by its slug or permanent key; any slug that it ever had will do."""

    @property
    def model(self) -> type[models.Model]:
        """What the other row is."""
        model: type[models.Model] = self.field.related_model
        return model

    @property
    def fetches(self) -> tuple[str, ...]:
        return (self.name,)

    def of(self, row: Any) -> Any:
        other = getattr(row, self.name)
        return other.natural_key()[0] if other else ""

    def read(self, cell: str) -> Any:
        return cells.plain(cell).strip()

    def settled(self, value: Any, known: Known) -> Any:
        if value is None or value == "":
            return ""
        if not isinstance(value, str):
            raise Unfit(f"Write the slug of one {self.model._meta.verbose_name}, not {value!r}.")
        return known.name_of(self.model, value)

    def put(self, row: Any, value: Any, known: Known) -> None:
        setattr(row, self.field.attname, known.pk_of(self.model, value) if value else None)


class Many(One):
    """Any number of other rows, in no order."""

    is_linked_after = True

    def of(self, row: Any) -> Any:
        return sorted(other.natural_key()[0] for other in getattr(row, self.name).all())

    def said(self, value: Any) -> str:
        return cells.joined(value)

    def read(self, cell: str) -> Any:
        return cells.parted(cells.plain(cell))

    def settled(self, value: Any, known: Known) -> Any:
        return settled_names(value, self.model, known)

    def put(self, row: Any, value: Any, known: Known) -> None:
        """It waits until the row is there."""

    def link(self, row: Any, value: Any, known: Known) -> None:
        getattr(row, self.name).set([known.pk_of(self.model, name) for name in value])


def settled_names(value: Any, model: type[models.Model], known: Known) -> list[str]:
    """A list of slugs or keys of `model` as the rows have them now; every one that is not there is named."""
    if not isinstance(value or [], list) or not all(isinstance(name, str) for name in value or []):
        raise Unfit(f"Write a list of {model._meta.verbose_name_plural} by their slugs or keys.")
    found, unknown = set(), []
    for name in value or []:
        try:
            found.add(known.name_of(model, name))
        except Unfit as error:
            unknown.append(str(error))
    if unknown:
        raise Unfit(" ".join(unknown))
    return sorted(found)


def columns_of(model: type[models.Model], names: Iterable[str]) -> tuple[Column, ...]:
    """The columns for the fields `names` of a model, each of the kind that its field asks for."""
    return tuple(_kind(model._meta.get_field(name))(name, model._meta.get_field(name)) for name in names)


def _kind(field: Any) -> type[Column]:
    kinds: list[tuple[Any, type[Column]]] = [
        (LinesField, Lines),
        (models.BooleanField, Flag),
        (models.DateField, Day),
        ((models.FloatField, models.DecimalField, models.IntegerField), Number),
        (models.ManyToManyField, Many),
        (models.ForeignKey, One),
    ]
    return next((kind for types, kind in kinds if isinstance(field, types)), Column)
