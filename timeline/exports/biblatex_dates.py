"""Dates for biblatex, which reads EDTF of the levels 0 and 1: what is of level 2 becomes the range that it spans."""

import re

from timeline.text import csl
from timeline.text.edtf.grammar import Interval, read
from timeline.text.edtf.points import Point

DECADE_OR_CENTURY = re.compile(r"\d\d(\dX|XX)", re.ASCII)
MARKS = {frozenset(): "", frozenset("~"): "~", frozenset("?"): "?", frozenset("~?"): "%"}


def date(edtf: str) -> str:
    """A date as biblatex reads it. Open ends are left empty, which pandoc reads as well.

    >>> date("195X"), date("1957-XX"), date("2004-06~-11"), date("[1957,1960]"), date("1998/..")
    ('195X', '1957', '2004-06-11~', '1957/1960', '1998/')
    """
    expression = read(edtf)
    if isinstance(expression, Point):
        return _of_point(expression)
    if isinstance(expression, Interval):
        return f"{_end(expression.start, 0)}/{_end(expression.end, 1)}"
    return "/".join(csl.dashed(end) for end in csl.date(edtf).get("date-parts", []))


def _of_point(point: Point) -> str:
    if DECADE_OR_CENTURY.fullmatch(point.year):
        return point.year + _mark(point)
    if (part := point.part_of_year) and part.is_season:
        return f"{point.year}-{(int(point.month) - 21) % 4 + 21}{_mark(point)}"  # it knows seasons of no hemisphere
    start, end = _end(point, 0), _end(point, 1)
    return start if start == end else f"{start}/{end}"


def _end(point: Point | None, which: int) -> str:
    """The first (0) or the last (1) that is meant, with its mark; nothing for what is open or unknown."""
    if not point:
        return ""
    if point.part_of_year:
        day = (point.first, point.last)[which]
        return csl.dashed([day.year, day.month]) + _mark(point)
    return csl.dashed(csl.span(point)[which]) + _mark(point)


def _mark(point: Point) -> str:
    """One mark for a whole date: of those that its parts have, or "~" for an estimate."""
    return MARKS[frozenset("".join(point.marks).replace("%", "~?"))] or ("~" if point.estimate else "")
