"""`manage.py sweep_pictures`: files of pictures that belong to no event go, and pictures that were chosen and never saved."""

from typing import Any

from django.core.management.base import BaseCommand

from timeline.models import ChosenPicture, pictures


class Command(BaseCommand):
    help = "Delete files of pictures that belong to no event, and pictures chosen in forms that were never saved, after a day."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = pictures.sweep()
        self.stdout.write(f"{len(gone)} file{'' if len(gone) == 1 else 's'} deleted.")
        if forgotten := ChosenPicture.objects.sweep():
            self.stdout.write(f"{forgotten} picture{'' if forgotten == 1 else 's'} of unsaved forms forgotten.")
