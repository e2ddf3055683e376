"""`manage.py load_fixtures`: the committed timeline into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import fixtures, revisions
from timeline.models import Event, Revision


class Command(BaseCommand):
    help = "Load every file of fixtures/ in order, as `loaddata fixtures/*.json` does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="another folder than fixtures/")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where the timeline holds events already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Event.objects.exists():
            self.stdout.write("The timeline holds events already; the fixtures were not loaded again.")
            if not Revision.objects.exists():  # an older version could be interrupted between its two halves
                revisions.keep_all(revisions.AS_FOUND)
                self.stderr.write("No revision of them was kept; there is a first one of each entry now.")
            return
        folder = options["folder"]
        if folder and not list(folder.glob("*.json")):
            raise CommandError(f"There is no fixture in {folder}.")
        fixtures.load(folder, verbosity=options["verbosity"])
