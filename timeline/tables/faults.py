"""What is wrong with a table: in words that say where, and how to mend it."""

from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True)
class SameFault:
    """One thing that is wrong in one row or, in the same words, in several."""

    rows: tuple[int, ...]
    column: str
    sentence: str

    @property
    def numbers(self) -> str:
        """The rows as a spreadsheet numbers them, runs of them as a range: "2–51, 60"; empty where the whole file is meant."""
        runs: list[list[int]] = []
        for row in self.rows:
            if runs and row == runs[-1][-1] + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs if run[0])

    def __str__(self) -> str:
        where = f"row{'s' if len(self.rows) > 1 else ''} {self.numbers}" if self.numbers else "the whole"
        return f"{', '.join([where, *([self.column] if self.column else [])])}: {self.sentence}"


def said_once(faults: Iterable[Fault]) -> list[SameFault]:
    """Faults in the order of their first rows, those that are the same in several rows said once."""
    rows: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        rows.setdefault((fault.column, fault.sentence), []).append(fault.row)
    return [SameFault(tuple(found), *what) for what, found in rows.items()]


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
