"""EDTF dates (ISO 8601-2): their bounds and precision when saved, their words when read.

`points` reads one date, `grammar` what is made of several, `words` says it. We take EDTF of the levels 0 to 2 from the year
1000 to 2999, and as an addition of ours moments in UTC to the minute or the second.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from timeline.text.edtf.grammar import (
    LONGEST,
    Bounds,
    Expression,
    Interval,
    Moment,
    Point,
    Stretch,
    bare,
    bounds,
    parts,
    read,
)
from timeline.text.edtf.points import FIRST_YEAR, LAST_YEAR, PARTS_OF_YEAR
from timeline.text.edtf.words import time_parts, without_time, words

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONGEST",
    "PARTS_OF_YEAR",
    "EDTFError",
    "ParsedDate",
    "parse",
    "time_parts",
    "without_time",
    "words",
]


class EDTFError(ValueError):
    """A text that is not a date we can keep; the message tells an editor how to write it."""


@dataclass(frozen=True)
class ParsedDate:
    """A date with what is derived from it.

    `earliest` and `latest` are days, both included; None is an open or unknown end. `start` is the day under which the
    date is listed: `earliest` without the margin of an "about". `precision` is one of choices.Precision. `instant` is
    set only where a time in UTC was written. `parts` are the bounds of each member of a set; elsewhere there is one.
    """

    text: str
    earliest: date | None
    latest: date | None
    start: date
    precision: str
    instant: datetime | None = None
    parts: tuple[Bounds, ...] = ()

    @property
    def last_instant(self) -> datetime | None:
        """The last second that is meant: of a time to the minute that of the minute."""
        if self.instant and self.precision == "minute":
            return self.instant + timedelta(seconds=59)
        return self.instant


@lru_cache(maxsize=4096)
def parse(text: str) -> ParsedDate:
    """Read EDTF, or an instant such as 1975-07-17T16:09:09Z; raise EDTFError with a sentence for the editor.

    >>> parse("1957-10").latest
    datetime.date(1957, 10, 31)
    """
    text = text.strip()
    if (expression := read(text)) is None:
        raise EDTFError(_refusal(text))
    members = parts(expression)
    if any(isinstance(each, Stretch) and each.is_backwards for each in members):
        raise EDTFError(f"“{text}” ends before it begins: put the earlier date first.")
    widest = tuple(bounds(each) for each in members)
    exact = _hull(bare(each) for each in members)
    start = exact.earliest or exact.latest
    if start is None:
        raise EDTFError(f"“{text}” is open at both ends: give at least one date.")
    whole = _hull(widest)
    instant = expression.instant if isinstance(expression, Moment) else None
    return ParsedDate(text, whole.earliest, whole.latest, start, _precision(expression), instant, widest)


def _hull(each: Iterable[Bounds]) -> Bounds:
    """From the first of all these days to the last one; open where one of them is."""
    ends = [(one.earliest, one.latest) for one in each]
    earliest, latest = zip(*ends, strict=True)
    return Bounds(
        None if None in earliest else min(earliest),
        None if None in latest else max(latest),
    )


def _precision(expression: Expression) -> str:
    if isinstance(expression, Moment):
        return "second" if expression.seconds else "minute"
    if isinstance(expression, Point):
        return expression.unit
    return "range" if isinstance(expression, Interval) else "set"


def _refusal(text: str) -> str:
    if re.match(r"[\d-]+T", text):
        return (
            f"“{text[:LONGEST]}” is not a moment we can read. Write date and time in UTC, closed by Z: "
            "1975-07-17T16:09:09Z, or 1975-07-17T16:09Z where the second is not known."
        )
    return (
        f"“{text[:LONGEST]}” is not a date we can read. Write 1975-07-17, 1975-07, 1975, 1957~ (about), 1957? (uncertain), "
        "195X (the 1950s), 1975-07-15/1975-07-24 (from–to), 1998/.. (from then on) "
        "or, with a time in UTC, 1975-07-17T16:09:09Z."
    )
