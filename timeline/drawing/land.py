"""A TopoJSON file of the Earth's land → the one path of static/maps/world.svg. For `manage.py draw_world` alone."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from timeline.drawing.world_map import HEIGHT, WIDTH, project

Point = tuple[float, float]
Ring = list[Point]

UNITS = 10  # whole numbers in the path to one unit of the map
TOLERANCE = 0.3  # how far, in those numbers, a simplified coast may stray
SMALLEST = 2.0  # the area, in square numbers, below which an island is left out


def path(topology: dict[str, Any]) -> str:
    """The outlines of everything in `topology`, projected, as the data of an SVG path in `UNITS` to one of the map."""
    drawn = []
    for ring in rings(topology):
        for piece in on_one_sheet(ring):
            outline = simplified([_in_units(*project(*point)) for point in piece], TOLERANCE)
            if abs(_area(outline)) >= SMALLEST:
                drawn.append(_path(outline))
    return "".join(drawn)


def svg(topology: dict[str, Any], comment: str) -> str:
    """The whole file: land in a grey that shows on paper and on a night sky, since an image sees no colour of its page."""
    size = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH * UNITS:g} {HEIGHT * UNITS:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<!-- {comment} -->\n'
        f'<path fill="#8a9099" fill-opacity=".45" fill-rule="evenodd" d="{path(topology)}"/>\n</svg>\n'
    )


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Every ring in degrees, decoded as the TopoJSON specification has it (sections 2.1.2 to 2.1.4).

    https://github.com/topojson/topojson-specification: an arc is a list of steps in whole numbers, which `transform`
    turns into degrees; a negative index is the one's complement of an arc that runs backwards; where two arcs of a ring
    meet, the point that they share is written twice.
    """
    (scale_x, scale_y), (left, bottom) = (topology["transform"][name] for name in ("scale", "translate"))
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    for shape in topology["objects"].values():
        for indexes in _rings_of(shape):
            ring: Ring = []
            for index in indexes:
                ring[-1:] = arcs[index] if index >= 0 else arcs[~index][::-1]
            yield ring


def _rings_of(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry, each as a list of indexes of arcs."""
    match shape["type"]:
        case "GeometryCollection":
            for each in shape["geometries"]:
                yield from _rings_of(each)
        case "MultiPolygon":
            for polygon in shape["arcs"]:
                yield from polygon
        case "Polygon":
            yield from shape["arcs"]


def on_one_sheet(ring: Ring) -> Iterator[Ring]:
    """A ring on the globe as rings on a sheet from 180° west to 180° east: cut where it crosses that meridian, and
    closed along the bottom where it goes round the South Pole."""
    whole = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((whole[-1][0] - longitude) / 360)
        whole.append((longitude + turns * 360, latitude))
    if abs(whole[-1][0] - whole[0][0]) > 180:
        whole += [(whole[-1][0], -90.0), (whole[0][0], -90.0)]
    least, greatest = min(x for x, _ in whole), max(x for x, _ in whole)
    for turns in (-1, 0, 1):
        if least + turns * 360 < 180 and greatest + turns * 360 > -180:
            moved = [(x + turns * 360, y) for x, y in whole]
            if piece := _cut(_cut(moved, -180, 1), 180, -1):
                yield piece


def _cut(ring: Ring, edge: float, side: int) -> Ring:
    """The part of a ring east of the meridian `edge` (side 1) or west of it (side -1), by Sutherland and Hodgman."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
        is_in, was_in = (x2 - edge) * side >= 0, (x1 - edge) * side >= 0
        if is_in != was_in:
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
        if is_in:
            kept.append((x2, y2))
    return kept


def simplified(points: Ring, tolerance: float) -> Ring:
    """The points that a line needs in order to stray nowhere further than `tolerance`, by Douglas and Peucker."""
    keep = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        distance, index = max(
            ((_distance(points[index], points[first], points[last]), index) for index in range(first + 1, last)),
            default=(0.0, 0),
        )
        if distance > tolerance:
            keep.add(index)
            parts += [(first, index), (index, last)]
    return [points[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others; from the first where they are one."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length)


def _in_units(x: float, y: float) -> Point:
    return round(x * UNITS), round(y * UNITS)


def _area(ring: Iterable[Point]) -> float:
    points = list(ring)
    following = [*points[1:], points[0]]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True)) / 2


def _path(ring: Ring) -> str:
    """One ring as a move and steps, in the fewest letters: a minus sign parts two numbers as well as a space does."""
    steps = [(f"{x2 - x1:g}", f"{y2 - y1:g}") for (x1, y1), (x2, y2) in pairwise(ring)]
    text = "".join(
        f"{'' if x.startswith('-') or not number else ' '}{x}{'' if y.startswith('-') else ' '}{y}"
        for number, (x, y) in enumerate(steps)
        if (x, y) != ("0", "0")
    )
    return f"M{ring[0][0]:g} {ring[0][1]:g}l{text}z"
