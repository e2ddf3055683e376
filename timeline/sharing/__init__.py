"""Share pictures: what other sites show beside a link, drawn as SVG from the parts of our pages and sent as PNG."""

import hashlib
import textwrap
from pathlib import Path
from typing import Any

import resvg_py
from django.core.cache import cache
from django.template.loader import render_to_string

from timeline.axis import Axis
from timeline.models import Event
from timeline.models.events import day_of
from timeline.text import edtf

FONT = Path(__file__).parent / "flight-plan-mono.ttf"
LINE_LETTERS, MOST_LINES = 28, 4  # of a title, whose letters are all of one width
BASES, TOUCH, LENGTH = (20.0, 100.0), 3.0, 1060  # of the two lines, in pixels


def svg_of_event(event: Event) -> str:
    """The picture of one event: when, what, and where it stands on the two lines."""
    lines = textwrap.wrap(event.title, LINE_LETTERS, max_lines=MOST_LINES, placeholder=" …")
    return _svg(
        lines=lines,
        when=edtf.words(event.date),
        kind=event.get_kind_display(),
        side=event.side,
        day=day_of(event.position),
    )


def svg_of_site() -> str:
    """The picture of the whole site."""
    return _svg(
        lines=["From Sputnik to the", "International Space Station"], when="", kind="Every date names its source"
    )


def _svg(day: Any = None, **words: Any) -> str:
    axis = Axis.of_all()
    braid, middle = axis.sides.braid, sum(BASES) / 2
    x = axis.scale.within(day) if day else None
    context = words | {
        "paths": {
            "soviet": braid.path(BASES[0], middle - TOUCH, LENGTH),
            "american": braid.path(BASES[1], middle + TOUCH, LENGTH),
            "joint": "".join(
                f"M{start * LENGTH / 100:.1f} {middle:g}H{end * LENGTH / 100:.1f}" for start, end in braid.together
            ),
        },
        "years": (axis.scale.first, axis.scale.last),
        "needle": round(x * LENGTH / 100, 1) if x is not None else None,
        "top": 230 if len(words["lines"]) > 2 else 270,
    }
    return render_to_string("sharing/picture.svg", context)


def tag(svg: str) -> str:
    """What tells one picture from another: the ETag of the answer, and its name in the cache."""
    return hashlib.sha256(svg.encode()).hexdigest()[:32]


def png(svg: str) -> bytes:
    """The picture as PNG, rendered when it is first asked for and kept in the cache."""
    name = f"share-picture-{tag(svg)}"
    found = cache.get(name)
    if found is None:
        found = bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(FONT)], skip_system_fonts=True))
        cache.set(name, found, timeout=None)
    return bytes(found)
