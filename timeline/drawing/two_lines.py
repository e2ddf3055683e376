"""Two lines that meet: they run apart, bend to touch wherever the two sides fly together, and part again.

Along the axis everything is in percent of its length, across it in pixels. How far apart the lines are at a place is a
number from 0, where they touch, to 1, where each is on its own; it rises and falls by 3t² - 2t³, which a cubic Bézier
curve with its control points at the thirds draws exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[float, float]

REACH = 3.5  # percent over which a line bends
LEAST = 0.4  # percent that even a single day together takes
CLOSE = 0.25  # percent between two spans below which they are drawn as one


def joined(spans: Iterable[Span], *, least: float = LEAST, close: float = CLOSE) -> list[Span]:
    """The spans that lie within 0 to 100, in order, each of at least `least`, those that nearly touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        middle, half = (start + end) / 2, max(end - start, least) / 2
        start, end = max(min(start, middle - half), 0.0), min(max(end, middle + half), 100.0)
        if start >= end:
            continue
        if found and start - found[-1][1] < close:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _smooth(part: float) -> float:
    return part * part * (3 - 2 * part)


@dataclass(frozen=True)
class _Gap:
    """Where the lines are apart: from `start` to `end`, at most `peak`, reached `bend` after the one and before the other."""

    start: float
    end: float
    peak: float
    bend: float
    opens: bool  # whether the lines touch before it
    closes: bool  # whether they touch after it

    def apart(self, x: float) -> float:
        parts = [1.0]
        if self.opens:
            parts.append((x - self.start) / self.bend)
        if self.closes:
            parts.append((self.end - x) / self.bend)
        return self.peak * _smooth(min(parts))


@dataclass
class Braid:
    """The course of two lines that touch along `together`: spans in percent, in order and apart from one another."""

    together: list[Span]
    gaps: list[_Gap] = field(init=False)

    def __post_init__(self) -> None:
        ends = [0.0, *(end for _, end in self.together)]
        starts = [*(start for start, _ in self.together), 100.0]
        self.gaps = []
        for place, (start, end) in enumerate(zip(ends, starts, strict=True)):
            opens, closes = place > 0, place < len(self.together)
            room = (end - start) / (opens + closes) if opens or closes else end - start
            if end > start:
                bend = min(REACH, room)
                self.gaps.append(_Gap(start, end, min(1.0, room / REACH), bend, opens, closes))

    def apart(self, x: float) -> float:
        """How far apart the lines are at `x`, from 0 to 1."""
        return next((gap.apart(x) for gap in self.gaps if gap.start <= x <= gap.end), 0.0)

    def y(self, x: float, base: float, touch: float) -> float:
        """Where at `x` the line runs whose own place is `base` and which meets the other at `touch`."""
        return round(touch + (base - touch) * self.apart(x), 1)

    def path(self, base: float, touch: float, length: float = 100.0) -> str:
        """That line from end to end, as the data of an SVG path; `length` is what 100 percent are drawn as."""
        part = length / 100
        drawn = [f"M0 {self.y(0, base, touch):g}"]
        for gap in self.gaps:
            y, bend = round(touch + (base - touch) * gap.peak, 1), gap.bend * part
            start, end = gap.start * part, gap.end * part
            falls = end - bend
            if gap.opens:
                drawn += [f"H{start:.2f}", _curve(start, start + bend, touch, y)]
                falls = max(falls, start + bend)  # the same place where both bends meet, and once rounded another
            if gap.closes:
                drawn += [f"H{falls:.2f}", _curve(falls, end, y, touch)]
        return "".join([*drawn, f"H{length:g}"])


def _curve(start: float, end: float, before: float, after: float) -> str:
    third = (end - start) / 3
    return f"C{start + third:.2f} {before:g} {end - third:.2f} {after:g} {end:.2f} {after:g}"


def joining(start: float, end: float, base: float, touch: float, *, joins: bool) -> str:
    """A line from `start` to `end` at `base` which, if it `joins`, bends at its end to run into `touch`."""
    if not joins:
        return f"M{start:.2f} {base:g}H{end:.2f}"
    bend = max(min(REACH, end - start), 0.01)
    return f"M{start:.2f} {base:g}H{end - bend:.2f}{_curve(end - bend, end, base, touch)}"
