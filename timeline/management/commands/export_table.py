"""`manage.py export_table NOUN`: the rows of a noun as CSV or JSON, to read, to edit and to import again."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import tables


class Command(BaseCommand):
    help = (
        "Write the rows of a noun as CSV (for spreadsheets) or JSON, to standard output or to a file; with --all, those of "
        "every noun to a folder, one file each. Files that were edited come back by import_table."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("noun", nargs="?", choices=[*tables.TABLES], help=f"one of: {', '.join(tables.TABLES)}")
        parser.add_argument("--all", metavar="FOLDER", type=Path, help="write every noun to this folder")
        parser.add_argument("--format", choices=[*tables.FORMATS], default="csv", help="csv unless told")
        parser.add_argument("--empty", action="store_true", help="the names of the columns alone, to be filled in")
        parser.add_argument("--output", metavar="FILE", default="-", help="a file; standard output unless told")

    def handle(self, *args: Any, **options: Any) -> None:
        form, folder = options["format"], options["all"]
        if bool(folder) == bool(options["noun"]):
            raise CommandError("Name one noun, or --all and a folder.")
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                for name, table in tables.TABLES.items():
                    self._write(table, form, str(folder / f"{name}.{form}"))
            else:
                self._write(tables.TABLES[options["noun"]], form, options["output"], is_empty=options["empty"])
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name a file that can be written.") from error

    def _write(self, table: tables.Table, form: str, output: str, *, is_empty: bool = False) -> None:
        rows = [] if is_empty else list(table.fetched(table.everything()))
        data = tables.write(table, rows, form)
        if output == "-":
            stream: Any = self.stdout._out if hasattr(self.stdout._out, "buffer") else sys.stdout
            stream.buffer.write(data)
        else:
            Path(output).write_bytes(data)
            self.stdout.write(f"{output}: {len(rows)}")
