"""What is wrong with a table: in words that say where, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError


class Unreadable(Exception):
    """A file that cannot be read as a table at all; the message says why and how to mend it."""


class Unfit(ValueError):
    """A value that its column cannot hold; the message says what to write instead."""


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a file from being taken: the row as a spreadsheet numbers it, the column, and a sentence."""

    row: int  # 0 where no single row is meant
    column: str  # empty where the row as a whole is meant
    sentence: str

    def __str__(self) -> str:
        places = [f"row {self.row}" if self.row else "the whole", *([self.column] if self.column else [])]
        return f"{', '.join(places)}: {self.sentence}"


def of_validation(row: int, error: ValidationError, columns: Any) -> Iterator[Fault]:
    """The faults that a model found in one row, each at its column where the table has that."""
    if not hasattr(error, "error_dict"):
        yield Fault(row, "", " ".join(error.messages))
        return
    for name, messages in error.message_dict.items():
        for message in messages:
            if name in columns or name == NON_FIELD_ERRORS:
                yield Fault(row, name if name in columns else "", message)
            else:
                yield Fault(row, "", f"{name}: {message}")


def of_database(row: int, error: IntegrityError) -> Fault:
    """A rule that only the database saw broken, in the words of that rule."""
    text = str(error)
    for model in apps.get_app_config("timeline").get_models():
        for constraint in model._meta.constraints:
            if constraint.name in text:
                return Fault(row, "", str(constraint.violation_error_message))
    return Fault(row, "", f"The database refuses it ({text.splitlines()[0]}): compare the row with the others.")
