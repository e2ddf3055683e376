"""`manage.py subset_font`: the typeface of the site, cut down to what its pages use."""

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

NAME = "Flight Plan Mono"  # the licence keeps the original name for the original
SIGNS = "\xa0·–—‘’“”…×→↩✓"  # what templates add to the texts


def used() -> list[int]:
    """The code points to keep: ASCII, our signs, and every other Latin letter or mark that the fixtures hold."""
    texts = "".join(path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "fixtures").glob("*.json"))
    return [
        *range(0x20, 0x7F),
        *sorted(ord(sign) for sign in {*SIGNS, *texts} if 0x7F < ord(sign) < 0x250 or sign in SIGNS),
    ]


class Command(BaseCommand):
    help = (
        "Make static/fonts/ and the font of the share pictures from IBMPlexMono-Medium.woff2 of @ibm/plex-mono 2.5.0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("font", type=Path, help="the unpacked IBMPlexMono-Medium.woff2")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from fontTools import subset
        except ImportError as error:
            raise CommandError("This needs fonttools: install requirements-dev.txt.") from error
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        for flavor, path in (
            ("woff2", settings.BASE_DIR / "static" / "fonts" / "flight-plan-mono.woff2"),
            (None, settings.BASE_DIR / "timeline" / "sharing" / "flight-plan-mono.ttf"),
        ):
            wanted = subset.Options(flavor=flavor, hinting=False, layout_features=[], name_IDs=["*"])
            try:
                font = subset.load_font(str(options["font"]), wanted)
            except (OSError, subset.Subsetter.SubsettingError) as error:
                raise CommandError(f"{options['font']} cannot be read: {error}") from error
            subsetter = subset.Subsetter(wanted)
            subsetter.populate(unicodes=used())
            subsetter.subset(font)
            for record in font["name"].names:
                if record.nameID in (1, 3, 4, 16, 18):
                    record.string = NAME
                elif record.nameID == 6:
                    record.string = NAME.replace(" ", "")
            subset.save_font(font, str(path), wanted)
            self.stdout.write(f"{path}: {path.stat().st_size} bytes")
