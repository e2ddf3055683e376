"""The line drawings of spacecraft: files of one scale, in which a unit is a centimetre, and the sheet that each is drawn on."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "spacecraft"
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
LINES_ACROSS = 460  # a drawing by itself is as wide as this many of its lines
# Drawings that share a row on a narrow screen, by the longer side of the largest of them in centimetres.
RANKS = (2400, 4000, 20000)


@dataclass(frozen=True)
class Sheet:
    """What a drawing is drawn on: its file among the static files, and its width and height in centimetres."""

    path: str
    width: int
    height: int

    @property
    def view_box(self) -> str:
        """The whole of it, for the viewBox of an <svg> that uses the drawing."""
        return f"0 0 {self.width} {self.height}"

    @property
    def width_in_metres(self) -> str:
        """The width as a length, where the page makes an em a metre."""
        return f"{self.width / 100:g}em"

    @property
    def height_in_metres(self) -> str:
        """The height as a length, where the page makes an em a metre."""
        return f"{self.height / 100:g}em"

    @property
    def line(self) -> str:
        """How wide a line is when the drawing stands by itself, so that small craft and large are drawn alike."""
        return f"{max(self.width, 1.4 * self.height) / LINES_ACROSS:.1f}"

    @property
    def beside_a_person(self) -> "Beside":
        """The same with a person standing to the left of it."""
        person = sheet("figure") or Sheet("", 0, 0)
        height = max(self.height, person.height)
        left = person.width + max(40, self.width // 20)
        return Beside(f"0 0 {left + self.width} {height}", height - person.height, left, height - self.height)

    @property
    def rank(self) -> int:
        """The row on a narrow screen: 1 for small craft, 3 for the largest."""
        longer = max(self.width, self.height)
        return next((rank for rank, most in enumerate(RANKS, start=1) if longer <= most), len(RANKS))


@dataclass(frozen=True)
class Beside:
    """A sheet large enough for a person and a spacecraft on one ground, and where on it each of them stands."""

    view_box: str
    person_top: int
    left: int
    top: int


@cache
def sheet(name: str) -> Sheet | None:
    """The sheet of the drawing called `name`; None where there is no such file."""
    path = FOLDER / f"{name}.svg"
    found = VIEW_BOX.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return Sheet(f"spacecraft/{name}.svg", int(found[1]), int(found[2])) if found else None
