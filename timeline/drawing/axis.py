"""Events and missions → marks, counts and bars that do not crowd one another, and never more than a fixed number.

Along the axis everything is in percent of its length, across it in pixels: the picture is as wide as its page, while what
stands in it keeps its size.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from timeline.drawing.two_lines import Braid, joining

MOST_MARKS = 34
MOST_COUNTS = 32
MOST_BARS = 12

MARK_WIDTH, MARK_HEIGHT = 1.7, 15  # the room of a mark: percent along, pixels across
SIZES = {1: 9, 2: 11, 3: 13, 4: 16, 5: 20}
ROOM_ON_A_PHONE = 6.5  # percent between marks that are shown on a narrow page too
COUNT_WIDTH = 3.0  # percent that a number takes
BAR_HEIGHT, BAR_PITCH = 13, 15  # pixels
LEAST_BAR = 1.2  # percent; a shorter flight is a mark at most
LETTER = 0.62, 2.2  # percent that a letter of a bar takes, on a wide page and on a phone
LEAST_FADE = 0.8  # percent from which an uncertain date is drawn as a fade


@dataclass(frozen=True)
class Lane:
    """A strip of the picture: the rows at which its marks may stand, its counts and its bars."""

    name: str
    label: str
    tracks: Callable[[float], list[float]]
    count_y: float
    bar_rows: tuple[float, ...] = ()
    names_bars: bool = True
    label_y: float | None = None
    url: str = ""


@dataclass(frozen=True)
class Candidate:
    """An event that may get a mark: the more significant it is, the sooner."""

    x: float
    lane: str
    significance: int
    key: str


@dataclass
class Mark:
    """An event in the picture; `is_major` where it is shown on a narrow page too."""

    x: float
    y: float
    candidate: Candidate
    is_major: bool = False
    entry: Any = None
    fade: tuple[float, float] | None = None  # start and width of an uncertain date

    @property
    def size(self) -> int:
        """In pixels; the weightier the event, the larger."""
        return SIZES[self.candidate.significance]


@dataclass(frozen=True)
class Count:
    """Events that have gathered: how many of one lane from `start` to before `end`, both places of the axis."""

    x: float
    y: float
    lane: str
    number: int
    column: int


@dataclass(frozen=True)
class Span:
    """A mission that may get a bar."""

    start: float
    end: float
    lane: str
    label: str
    entry: Any = None
    fades: str = ""


@dataclass(frozen=True)
class Bar:
    """A mission in the picture; its name stands in it where there is room, on a phone or only on a wide page."""

    x: float
    width: float
    y: float
    span: Span
    label: str
    is_major: bool
    is_named: bool


def place(candidates: Iterable[Candidate], lanes: dict[str, Lane]) -> list[Mark]:
    """A mark for as many of `candidates` as there is room for, the most significant first."""
    marks: list[Mark] = []
    taken: dict[int, list[Mark]] = defaultdict(list)  # by the stretch of the axis, each as long as a mark is wide
    for each in _spread(candidates):
        if len(marks) == MOST_MARKS:
            break
        part = int(each.x / MARK_WIDTH)
        nearby = [*taken[part - 1], *taken[part], *taken[part + 1]]
        free = (y for y in lanes[each.lane].tracks(each.x) if not _crowded(each.x, y, nearby, MARK_WIDTH))
        if (y := next(free, None)) is not None:
            majors = [mark for mark in marks if mark.is_major]
            marks.append(Mark(each.x, y, each, not _crowded(each.x, y, majors, ROOM_ON_A_PHONE)))
            taken[part].append(marks[-1])
    return sorted(marks, key=lambda mark: mark.candidate.key)


def _spread(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The most significant first and, among equals, one of each tenth of the axis in turn."""
    turns: Counter[tuple[int, int]] = Counter()
    ordered = []
    for each in sorted(candidates, key=lambda each: (each.x, each.key)):
        part = each.significance, int(each.x // 10)
        ordered.append((-each.significance, turns[part], each.x, each.key, each))
        turns[part] += 1
    return [each for *_, each in sorted(ordered, key=lambda order: order[:4])]


def _crowded(x: float, y: float, marks: Iterable[Mark], room: float) -> bool:
    return any(abs(mark.x - x) < room and abs(mark.y - y) < MARK_HEIGHT for mark in marks)


def gather(
    numbers: dict[tuple[str, int], int], lanes: dict[str, Lane], widths: Iterable[int], at: Callable[[int], float]
) -> tuple[list[Count], int]:
    """The numbers of events by lane and column, in columns wide enough to hold a number and few enough to be drawn.

    `widths` are the widths to try, the narrowest first, in columns of `numbers`; the last is taken in any case. `at`
    gives the place of a column. Returns the counts and the width they were gathered by.
    """
    width = 1
    gathered: Counter[tuple[str, int]] = Counter()
    for width in widths:
        gathered = Counter()
        for (lane, column), number in numbers.items():
            if number > 0:
                gathered[lane, column // width * width] += number
        if len(gathered) <= MOST_COUNTS and at(width) - at(0) >= COUNT_WIDTH:
            break
    counts = []
    for (lane, column), number in sorted(gathered.items()):
        middle = (max(at(column), 0.0) + min(at(column + width), 100.0)) / 2
        counts.append(Count(round(middle, 2), lanes[lane].count_y, lane, number, column))
    return counts[: 2 * MOST_COUNTS], width


def stack(spans: Iterable[Span], lanes: dict[str, Lane]) -> list[Bar]:
    """A bar for as many of `spans` as there is room for in the rows of their lanes, the longest first."""
    bars: list[Bar] = []
    taken: list[tuple[float, float, float]] = []
    drawn = ((max(each.start, 0.0), min(each.end, 100.0), each) for each in spans)
    for start, end, each in sorted(drawn, key=lambda span: (span[0] - span[1], span[0], span[2].label)):
        if len(bars) == MOST_BARS or end - start < LEAST_BAR:
            continue
        for y in lanes[each.lane].bar_rows:
            if all(y != row or end + 0.3 <= first or start >= last + 0.3 for row, first, last in taken):
                taken.append((y, start, end))
                fits, fits_phone = ((end - start) > letter * len(each.label) for letter in LETTER)
                label = each.label if fits and lanes[each.lane].names_bars else ""
                bars.append(
                    Bar(round(start, 2), round(end - start, 2), y, each, label, fits_phone, lanes[each.lane].names_bars)
                )
                break
    return sorted(bars, key=lambda bar: (bar.x, bar.y))


@dataclass(frozen=True)
class Partner:
    """A country beside the two sides: when it first flies, and when it joins them or was last heard of."""

    label: str
    start: float
    end: float
    joins: bool
    y: float = 0.0

    @property
    def path(self) -> str:
        """Its line, as the data of an SVG path."""
        return joining(self.start, self.end, self.y, MIDDLE, joins=self.joins)


# The picture of the two sides, from top to bottom.
SOVIET_COUNTS, SOVIET_LINE, MIDDLE, AMERICAN_LINE, AMERICAN_COUNTS = 22.0, 94.0, 156.0, 218.0, 298.0
SOVIET_BARS, AMERICAN_BARS = (30.0, 45.0), (254.0, 269.0)
TOUCH = 2.5  # from the middle of the picture to the middle of a line that touches the other
SLOTS = (-15.0, 15.0, -29.0, 29.0, -43.0, 43.0)  # where other countries run, from the middle
SIDES_HEIGHT = 306

LANE_TOP, LANE_HEIGHT = 4.0, 48.0


@dataclass
class TwoSides:
    """The picture of two lines that meet, with a lane for each side, one for both and one for all others."""

    braid: Braid
    partners: list[Partner] = field(default_factory=list)
    height: int = SIDES_HEIGHT

    @property
    def soviet_path(self) -> str:
        return self.braid.path(SOVIET_LINE, MIDDLE - TOUCH)

    @property
    def american_path(self) -> str:
        return self.braid.path(AMERICAN_LINE, MIDDLE + TOUCH)

    @property
    def joint_path(self) -> str:
        """Where they run as one."""
        return "".join(f"M{start:.2f} {MIDDLE:g}H{end:.2f}" for start, end in self.braid.together)

    def lanes(self, labels: dict[str, str]) -> dict[str, Lane]:
        """A lane for each side, named as in `labels`."""
        return {
            "soviet": Lane("soviet", labels["soviet"], self._above, SOVIET_COUNTS, SOVIET_BARS),
            "joint": Lane("joint", labels["joint"], self._amid, MIDDLE + 34, (MIDDLE - BAR_HEIGHT / 2,), False),
            "other": Lane("other", labels["other"], self._between, MIDDLE - 30, ()),
            "american": Lane(
                "american",
                labels["american"],
                self._below,
                AMERICAN_COUNTS,
                AMERICAN_BARS,
            ),
        }

    def _above(self, x: float) -> list[float]:
        return [self.braid.y(x, SOVIET_LINE, MIDDLE - TOUCH) - step for step in (0, 16)]

    def _amid(self, x: float) -> list[float]:
        return [MIDDLE, MIDDLE - 16, MIDDLE + 16]

    def _below(self, x: float) -> list[float]:
        return [self.braid.y(x, AMERICAN_LINE, MIDDLE + TOUCH) + step for step in (0, 16)]

    def _between(self, x: float) -> list[float]:
        return [MIDDLE + slot for slot in SLOTS]


def with_slots(partners: Iterable[Partner]) -> list[Partner]:
    """The partners, each given a row between the two lines, in the order in which they appear."""
    in_order = sorted(partners, key=lambda each: (each.start, each.label))
    return [
        Partner(each.label, each.start, each.end, each.joins, MIDDLE + slot)
        for each, slot in zip(in_order, SLOTS, strict=False)
    ]


def rows(names: list[tuple[str, str, str]]) -> tuple[dict[str, Lane], int]:
    """A lane under another for each (name, label, address), and the height of all of them."""
    lanes = {}
    for number, (name, label, url) in enumerate(names):
        top = LANE_TOP + number * LANE_HEIGHT
        line = top + 24
        bar_rows = (line - BAR_HEIGHT / 2,)
        lanes[name] = Lane(name, label, _always(line), top + 46, bar_rows, False, top + 10, url)
    return lanes, round(LANE_TOP + len(names) * LANE_HEIGHT + 4)


def _always(y: float) -> Callable[[float], list[float]]:
    """The tracks of a lane that is as straight as a ruler."""
    return lambda x: [y]
