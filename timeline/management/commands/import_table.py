"""`manage.py import_table NOUN FILE`: what a table would change, and with --apply, changing it."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import tables
from timeline.choices import RevisionKind
from timeline.revisions import By
from timeline.tables.faults import said_once

MOST_IN_A_LINE = 200  # characters of a value


class Command(BaseCommand):
    help = (
        "Compare a table (CSV or JSON, as export_table writes it) with the rows of a noun and say what would be new and "
        "what would change, column by column. Nothing is changed without --apply, and nothing while there is a fault: the "
        "exit status is 1 then, and every fault is listed with its row and how to mend it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("noun", choices=[*tables.TABLES], help=f"one of: {', '.join(tables.TABLES)}")
        parser.add_argument("file", help="the table; - reads standard input")
        parser.add_argument("--apply", action="store_true", help="do it, all or nothing")
        parser.add_argument("--reason", default="From a table.", help="why, for the history of the events that change")
        parser.add_argument(
            "--keep-keys",
            action="store_true",
            help="the table comes from another installation: rows with a key unknown here are new ones with that key",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        table = tables.TABLES[options["noun"]]
        try:
            data = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
            sheet = tables.read(table, data)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        except tables.Unreadable as error:
            raise CommandError(f"{options['file']}: {error}") from error
        if options["apply"]:
            by = By(options["reason"][:300], RevisionKind.IMPORT)
            outcome = tables.carry_out(table, sheet, by, keeps_keys=options["keep_keys"])
        else:
            outcome = tables.try_out(table, sheet, keeps_keys=options["keep_keys"])
        if outcome.faults:
            number = len(outcome.faults)
            faults = "\n".join(f"  {fault}" for fault in said_once(outcome.faults))
            raise CommandError(f"{number} fault{'s' if number > 1 else ''}; nothing was changed.\n{faults}")
        for line in self._lines(outcome):
            self.stdout.write(line)

    @staticmethod
    def _lines(outcome: tables.Outcome) -> Iterator[str]:
        for edit in outcome.edits:
            yield f"row {edit.number}: {'new' if edit.is_new else edit.row.key}: {edit.row}"
            for change in edit.changes:
                before, after = (_in_a_line(text) for text in (change.before, change.after))
                yield f"  {change.label}: {after}" if edit.is_new else f"  {change.label}: {before} → {after}"
        if outcome.left:
            yield f"Not in the file, and left as they are: {', '.join(outcome.left)}."
        yield f"{len(outcome.new)} new, {len(outcome.changed)} changed, {outcome.unchanged} unchanged."
        if not outcome.is_done:
            yield "A dry run: nothing was changed. --apply changes it."


def _in_a_line(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:MOST_IN_A_LINE]}…" if len(words) > MOST_IN_A_LINE else words or "(nothing)"
