"""Places on Earth → a map of the world, or a close-up of a part of it, with marks that do not crowd one another.

The map is drawn in units of its own, 1000 wide, on the Natural Earth projection: B. Šavrič, B. Jenny, T. Patterson,
D. Petrovič, L. Hurni, "A Polynomial Equation for the Natural Earth Projection", Cartography and Geographic Information
Science 38 (2011) 4, 363-372. The land beneath is static/maps/world.svg, which `manage.py draw_world` draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import pi, radians, sqrt
from typing import Any

Point = tuple[float, float]


def _length_of_parallel(latitude: float) -> float:
    square = latitude * latitude
    return 0.870700 + square * (-0.131979 + square * (-0.013791 + square**3 * (0.003971 - 0.001529 * square)))


def _distance_from_equator(latitude: float) -> float:
    square = latitude * latitude
    return latitude * (
        1.007226 + square * (0.015085 + square**2 * (-0.044475 + square * (0.028874 - 0.005916 * square)))
    )


WIDTH = 1000.0
SCALE = WIDTH / (2 * pi * _length_of_parallel(0))
HEIGHT = round(2 * SCALE * _distance_from_equator(pi / 2), 1)


def project(longitude: float, latitude: float) -> Point:
    """Where on the map a point of the globe lies; both in degrees, east and north positive."""
    angle = radians(latitude)
    across = SCALE * radians(longitude) * _length_of_parallel(angle)
    return WIDTH / 2 + across, HEIGHT / 2 - SCALE * _distance_from_equator(angle)


# What a map of the world shows at least: all but the Antarctic, where nothing here has happened yet.
NORTH, SOUTH = project(0, 84)[1], project(0, -57)[1]


@dataclass(frozen=True)
class Sheet:
    """The part of the map that is shown, from `left` and `top` on, at `scale` pixels to a unit of the map."""

    left: float
    top: float
    width: float
    height: float
    scale: float = 1.0

    def at(self, longitude: float, latitude: float) -> Point:
        """Where on the sheet a point of the globe lies, in pixels."""
        x, y = project(longitude, latitude)
        return round((x - self.left) * self.scale, 1), round((y - self.top) * self.scale, 1)

    @property
    def view_box(self) -> str:
        """The sheet as SVG has it."""
        return f"0 0 {self.width * self.scale:.0f} {self.height * self.scale:.0f}"

    @property
    def land(self) -> dict[str, str]:
        """Where the picture of all the land has to lie so that the right part of it shows."""
        placed = {"x": -self.left, "y": -self.top, "width": WIDTH, "height": HEIGHT}
        return {name: f"{value * self.scale:.1f}" for name, value in placed.items()}


def world(places: Iterable[Point]) -> Sheet:
    """The whole width of the world, with the polar regions only as far as a place (longitude, latitude) lies there."""
    heights = [project(*place)[1] for place in places]
    top, bottom = min([NORTH, *(y - 10 for y in heights)]), max([SOUTH, *(y + 10 for y in heights)])
    return Sheet(0, max(top, 0), WIDTH, min(bottom, HEIGHT) - max(top, 0))


CLOSEST = 76.0  # units across the closest close-up: any closer, and the simplified coast means nothing
CLOSE_UP_WIDTH, CLOSE_UP_HEIGHT = 480.0, 340.0
MARGIN = 2.2  # how much wider than what it holds a close-up is


def close_up(places: Sequence[Point]) -> Sheet:
    """The part of the world that holds `places`, with a margin, in the proportions of a close-up."""
    points = [project(*place) for place in places]
    (left, right), (top, bottom) = ((min(numbers), max(numbers)) for numbers in zip(*points, strict=True))
    shape = CLOSE_UP_WIDTH / CLOSE_UP_HEIGHT
    width = min(max(CLOSEST, (right - left) * MARGIN, (bottom - top) * MARGIN * shape), WIDTH)
    height = width / shape
    x, y = ((left + right) / 2 - width / 2, (top + bottom) / 2 - height / 2)
    return Sheet(_within(x, WIDTH - width), _within(y, HEIGHT - height), width, height, CLOSE_UP_WIDTH / width)


def _within(value: float, greatest: float) -> float:
    return max(0.0, min(value, greatest))


@dataclass(frozen=True)
class Spot:
    """Something to be marked: where it is, how much it weighs, what it is called, and the thing itself."""

    longitude: float
    latitude: float
    name: str = ""
    weight: float = 1.0
    item: Any = None


PIN_HEIGHT = 28.0  # of a numbered pin, in pixels of a close-up


@dataclass
class Label:
    """A name beside a mark: `anchor` is the end at which `x` and `y` hold it."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass
class Mark:
    """One mark for all the spots that lie about it, the heaviest of which it stands on."""

    x: float
    y: float
    spots: list[Spot] = field(default_factory=list)
    radius: float = 0.0
    label: Label | None = None

    @property
    def weight(self) -> float:
        """What its spots weigh together."""
        return sum(spot.weight for spot in self.spots)

    @property
    def name(self) -> str:
        """The shortest name among its weightier spots, without what follows a comma: it says the whole best."""
        heaviest = max(spot.weight for spot in self.spots)
        names = [spot.name for spot in self.spots if spot.weight * 4 >= heaviest]
        return min(names, key=len).split(",")[0]

    @property
    def pin_width(self) -> float:
        """How wide a pin has to be that shows the number of each of its spots."""
        return PIN_HEIGHT + 16 * (len(self.spots) - 1)

    @property
    def pin_left(self) -> float:
        """Where it begins, seen from the middle of it."""
        return -self.pin_width / 2

    @property
    def items(self) -> list[Any]:
        """What it stands for."""
        return [spot.item for spot in self.spots]


NEAR = 6.0
MOST_MARKS = 60


def gather(spots: Iterable[Spot], sheet: Sheet, *, near: float = NEAR, most: int = MOST_MARKS) -> list[Mark]:
    """Marks for `spots`, the heaviest first: spots that lie closer than `near` pixels share one, and where that leaves
    more than `most` marks, so do those that lie further apart."""
    in_order = sorted(spots, key=lambda spot: (-spot.weight, spot.name, spot.longitude, spot.latitude))
    while True:
        marks: list[Mark] = []
        for spot in in_order:
            x, y = sheet.at(spot.longitude, spot.latitude)
            closest = min(marks, key=lambda mark: (mark.x - x) ** 2 + (mark.y - y) ** 2, default=None)
            if closest is None or (closest.x - x) ** 2 + (closest.y - y) ** 2 >= near * near:
                closest = Mark(x, y)
                marks.append(closest)
                if len(marks) > most:
                    break
            closest.spots.append(spot)
        if len(marks) <= most:
            return sorted(marks, key=lambda mark: -mark.weight)
        near *= 1.5


LEAST_RADIUS, GREATEST_RADIUS = 4.0, 22.0


def size(marks: Sequence[Mark]) -> None:
    """Give each mark the radius that makes its area proportional to its weight, though none too small to be hit."""
    heaviest = max((mark.weight for mark in marks), default=1.0) or 1.0
    for mark in marks:
        mark.radius = round(max(LEAST_RADIUS, GREATEST_RADIUS * sqrt(mark.weight / heaviest)), 1)


LETTER, LINE = 8.0, 16.0  # about what one letter and one line of a label take
MOST_LABELS = 12


def label(marks: Sequence[Mark], sheet: Sheet) -> None:
    """Name the heaviest marks, each on a side where its name meets no other mark, no other name and no edge."""
    taken = [(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius) for mark in marks]
    for number, mark in enumerate(marks[:MOST_LABELS]):
        length, gap = len(mark.name) * LETTER, mark.radius + 5
        for x, y, anchor, start in (
            (mark.x + gap, mark.y, "start", mark.x + gap),
            (mark.x - gap, mark.y, "end", mark.x - gap - length),
            (mark.x, mark.y + gap + LINE / 2, "middle", mark.x - length / 2),
            (mark.x, mark.y - gap - LINE / 2, "middle", mark.x - length / 2),
        ):
            box = (start, y - LINE / 2, start + length, y + LINE / 2)
            others = [other for index, other in enumerate(taken) if index != number]
            if box[0] > 0 and box[2] < sheet.width * sheet.scale and not any(_meet(box, other) for other in others):
                mark.label = Label(mark.name, round(x, 1), round(y, 1), anchor)
                taken.append(box)
                break


Box = tuple[float, float, float, float]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
