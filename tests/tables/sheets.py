"""Tables as tests write them: a few rows of a noun as a file, read, tried out or carried out."""

import json
from typing import Any

from timeline import tables
from timeline.choices import RevisionKind
from timeline.revisions import By

BY = By("From a table.", RevisionKind.IMPORT)


def as_json(*records: dict[str, Any]) -> bytes:
    """A JSON file with these rows; a row without a key is a new one."""
    return json.dumps([{"key": ""} | record for record in records]).encode()


def sheet(noun: str, *records: dict[str, Any]) -> Any:
    """The same, read."""
    return tables.read(tables.TABLES[noun], as_json(*records))


def tried(noun: str, *records: dict[str, Any], **options: Any) -> tables.Outcome:
    """What they would do."""
    return tables.try_out(tables.TABLES[noun], sheet(noun, *records), **options)


def carried(noun: str, *records: dict[str, Any], **options: Any) -> tables.Outcome:
    """What they do."""
    return tables.carry_out(tables.TABLES[noun], sheet(noun, *records), BY, **options)


def exported(noun: str, form: str = "csv") -> bytes:
    """All rows of a noun as a file."""
    table = tables.TABLES[noun]
    return tables.write(table, table.fetched(table.everything()), form)


def told(outcome: tables.Outcome) -> list[tuple[str, str, str]]:
    """What differs, column by column."""
    return [(each.label, each.before, each.after) for edit in outcome.edits for each in edit.changes]


def faults(outcome: tables.Outcome) -> list[str]:
    """Every fault as a sentence."""
    return [str(fault) for fault in outcome.faults]
