"""`manage.py write_fixtures`: the whole timeline as files, as it stands now."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from timeline import fixtures


class Command(BaseCommand):
    help = "Write every noun to fixtures/, sorted and with natural keys, so that a diff shows what editors changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="another folder than fixtures/")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, rows in fixtures.write(options["folder"]).items():
            self.stdout.write(f"{name}: {rows}")
