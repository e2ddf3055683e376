"""Numbers → the geometry of plots, for templates that draw them as SVG."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 640
LABEL_WIDTH = 120
NUMBER_WIDTH = 110
ROW_HEIGHT = 30
BAR_HEIGHT = 18


@dataclass(frozen=True)
class Bar:
    """One horizontal bar with its label before it and its number behind it; lengths in units of the viewBox."""

    label: str
    number: str
    x: int
    y: float
    width: float
    height: int
    middle: float
    number_x: float


@dataclass(frozen=True)
class BarPlot:
    """Bars under one another, and the viewBox that holds them."""

    bars: list[Bar]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return ROW_HEIGHT * len(self.bars)


def bar_plot(rows: Iterable[tuple[str, float, str]]) -> BarPlot:
    """A plot of rows (label, length of 0 or more, number in words): the longest bar fills the room there is."""
    given = list(rows)
    longest = max((length for _, length, _ in given), default=0) or 1
    bars = []
    for place, (label, length, number) in enumerate(given):
        width = round((WIDTH - LABEL_WIDTH - NUMBER_WIDTH) * length / longest, 1)
        top = place * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2
        middle = place * ROW_HEIGHT + ROW_HEIGHT / 2
        bars.append(Bar(label, number, LABEL_WIDTH, top, width, BAR_HEIGHT, middle, LABEL_WIDTH + width + 8))
    return BarPlot(bars)
