"""`manage.py sweep_pictures`: files of pictures that belong to no event go."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.models import pictures


class Command(BaseCommand):
    help = "Delete files of pictures that belong to no event and are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = pictures.sweep()
        self.stdout.write(f"{len(gone)} file{'' if len(gone) == 1 else 's'} deleted.")
