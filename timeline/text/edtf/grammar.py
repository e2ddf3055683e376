"""A whole expression of EDTF: a date, a moment, an interval, or several dates of which one is meant or all are."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from timeline.text.edtf.points import Point

LONGEST = 80
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?Z", re.ASCII)
SET = re.compile(r"(\[[^\[\]{}]+\]|\{[^\[\]{}]+\})")
FIRST_CHARACTERS = frozenset("0123456789X[{./?~%")
OPEN = ("..", "")  # an end that is open, and one that is unknown


@dataclass(frozen=True)
class Moment:
    """A time of day in UTC, to the minute or to the second as it is written."""

    day: Point
    clock: str
    seconds: str

    @property
    def instant(self) -> datetime:
        """The moment; of a minute its first one."""
        return datetime.fromisoformat(f"{self.day.plain}T{self.clock}{self.seconds}").replace(tzinfo=UTC)


@dataclass(frozen=True)
class Stretch:
    """From one date to another; None is an end that is open or unknown. In a set, the dates between, of which one is meant or all are."""

    start: Point | None
    end: Point | None

    @property
    def is_backwards(self) -> bool:
        """Whether it certainly ends before it begins."""
        return bool(self.start and self.end and self.start.first > self.end.last)


@dataclass(frozen=True)
class Interval(Stretch):
    """What lasts from one date to another."""

    has_unknown_start: bool = False
    has_unknown_end: bool = False


@dataclass(frozen=True)
class Several:
    """A set: some dates and stretches, of which one is meant, or all are."""

    members: tuple[Point | Stretch, ...]
    is_one: bool


Expression = Moment | Point | Interval | Several


@lru_cache(maxsize=4096)
def read(text: str) -> Expression | None:
    """What `text` writes in EDTF; None for anything else, and for a date that is on no calendar of ours.

    An interval or a set with one date in it is that date.
    """
    if len(text) > LONGEST or text[:1] not in FIRST_CHARACTERS:
        return None
    try:
        return _expression(text)
    except ValueError:
        return None


def _expression(text: str) -> Expression:
    if SET.fullmatch(text):
        return _several(text)
    if text.count("/") == 1:
        return _interval(*text.split("/"))
    return _moment(text) if "T" in text else Point.read(text)


def _moment(text: str) -> Moment:
    if not (match := MOMENT.fullmatch(text)):
        raise ValueError(text)
    return Moment(Point.read(match[1]), match[2], match[3] or "")


def _interval(start: str, end: str) -> Interval | Point:
    first, last = _end(start), _end(end)
    return first if first and first == last else Interval(first, last, not start, not end)


def _several(text: str) -> Several | Point:
    members = tuple(dict.fromkeys(_member(piece.strip()) for piece in text[1:-1].split(",")))
    if len(members) == 1 and isinstance(members[0], Point):
        return members[0]
    return Several(members, is_one=text.startswith("["))


def _member(text: str) -> Point | Stretch:
    start, dots, end = text.partition("..")
    if not dots or text == "..":
        return Point.read(text)
    first, last = _end(start), _end(end)
    return first if first and first == last else Stretch(first, last)


def _end(text: str) -> Point | None:
    """One end of a stretch; None where it is open or unknown."""
    return None if text in OPEN else Point.read(text)


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that something may mean; None where that is open or unknown."""

    earliest: date | None
    latest: date | None


def bounds(part: Point | Stretch) -> Bounds:
    """What a date or a stretch spans: "about" has its width at the end at which it stands."""
    if isinstance(part, Point):
        return Bounds(part.earliest, part.latest)
    return Bounds(part.start.earliest if part.start else None, part.end.latest if part.end else None)


def bare(part: Point | Stretch) -> Bounds:
    """The same without the width of any "about"."""
    if isinstance(part, Point):
        return Bounds(part.first, part.last)
    return Bounds(part.start.first if part.start else None, part.end.last if part.end else None)


def parts(read: Expression) -> tuple[Point | Stretch, ...]:
    """The dates and stretches of an expression, each of which is meant or may be."""
    if isinstance(read, Several):
        return read.members
    return (read.day,) if isinstance(read, Moment) else (read,)
