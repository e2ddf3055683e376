"""`manage.py draw_world`: the land of the maps, from a TopoJSON file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.drawing import land

COMMENT = (
    "Land: Natural Earth, 1:110 million, public domain (naturalearthdata.com), as packed in land-110m.json of the npm "
    "package world-atlas 2.0.2 (ISC, Mike Bostock). Natural Earth projection. Drawn by manage.py draw_world."
)


class Command(BaseCommand):
    help = "Draw static/maps/world.svg from land-110m.json of the npm package world-atlas 2.0.2."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("topojson", type=Path, help="the unpacked land-110m.json")
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / "static" / "maps" / "world.svg")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            topology = json.loads(options["topojson"].read_text(encoding="utf-8"))
            drawn = land.svg(topology, COMMENT)
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CommandError(f"{options['topojson']} cannot be drawn: {error}") from error
        options["output"].parent.mkdir(parents=True, exist_ok=True)
        options["output"].write_text(drawn, encoding="utf-8")
        self.stdout.write(f"{options['output']}: {len(drawn.encode())} bytes")
