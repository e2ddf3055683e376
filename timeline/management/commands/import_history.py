"""`manage.py import_history FILE`: bring a research pack in, all of it or nothing."""

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from timeline import fixtures
from timeline.imports import faults, mends, pack
from timeline.imports.merge import merge
from timeline.text import markdown

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Check a research pack and bring it in by key. Every fault is reported with its place, and while there is one "
        "nothing changes. The same file again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the pack, one JSON object (docs/data.md)")
        parser.add_argument(
            "--resting-on",
            metavar="PREFIX",
            help="bring in only the events with a claim from a source whose key begins so, and what they refer to",
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would change, and change nothing")
        parser.add_argument("--write-fixtures", action="store_true", help="then write the whole timeline to fixtures/")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sound = faults.check(pack.read(options["file"]))
            remarks = list(faults.unknown_fields(sound))
            mended, stale = mends.apply(sound)
            faults.check(mended)
            if options["resting_on"]:
                mended = pack.resting_on(mended, options["resting_on"])
                if not mended["events"]:
                    raise pack.PackError(
                        [f"no event rests on a source whose key begins with “{options['resting_on']}”"]
                    )
            bodies = [event.get("body") or "" for event in mended["events"]]
            with markdown.prepared(bodies), transaction.atomic():
                report = merge(mended)
                transaction.set_rollback(options["dry_run"])
        except pack.PackError as error:
            count = len(error.faults)
            logger.warning("Pack refused: %d faults. Nothing was changed.", count)
            lines = "\n".join(f"  {fault}" for fault in error.faults)
            raise CommandError(f"{count} fault{'s' if count > 1 else ''}; nothing was changed.\n{lines}") from error
        for line in [*report.lines(), *stale, *remarks]:
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was changed.")
        elif options["write_fixtures"]:
            for name, rows in fixtures.write().items():
                self.stdout.write(f"fixtures/{name}: {rows}")
