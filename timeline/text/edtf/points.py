"""One date of EDTF (ISO 8601-2): what is written of its year, month and day, and the days that it may mean.

All of levels 0 to 2 within our years: unspecified digits anywhere (156X-12-25), seasons and the other parts of a year, marks
behind the date, behind a part or before it (2004-06~-11, ?2004-06-11), and how many digits of a year are significant (1950S2).
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

FIRST_YEAR, LAST_YEAR = 1000, 2999
MARK = r"[~?%]?"
POINT = re.compile(
    rf"({MARK})([\dX]{{4}})(?:S([1-4]))?({MARK})"
    rf"(?:-({MARK})([\dX]{{2}})({MARK})(?:-({MARK})([\dX]{{2}})({MARK}))?)?",
    re.ASCII,
)
ABOUT = ("~", "%")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class PartOfYear:
    """A season, a quarter, … in words, with its first month (1 is January of the year that is written) and its length."""

    words: str
    first_month: int
    months: int

    @property
    def is_season(self) -> bool:
        """Whether it is a season, whose edges are where one draws them."""
        return not self.words.endswith(" of")


NORTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the first month; winter ends with the next February
SOUTH = {"spring": 9, "summer": 12, "autumn": 3, "winter": 6}
DIVISIONS = {
    "quarter": ("first", "second", "third", "last"),
    "third": ("first", "second", "last"),
    "half": ("first", "second"),
}


def _parts_of_year() -> dict[str, PartOfYear]:
    """What the codes 21 to 41 mean, in the order of the standard."""
    parts = [PartOfYear(name, month, 3) for name, month in NORTH.items()]
    parts += [PartOfYear(f"northern {name}", month, 3) for name, month in NORTH.items()]
    parts += [PartOfYear(f"southern {name}", month, 3) for name, month in SOUTH.items()]
    for noun, places in DIVISIONS.items():
        months = 12 // len(places)
        parts += [PartOfYear(f"the {name} {noun} of", at * months + 1, months) for at, name in enumerate(places)]
    return {str(code): part for code, part in enumerate(parts, start=21)}


PARTS_OF_YEAR = _parts_of_year()


@dataclass(frozen=True)
class Point:
    """A date with no more of it than is written; `marks` are those of year, month and day, each "", "~", "?" or "%".

    `estimate` is the year that stands before an S, whose insignificant digits are X in `year`.
    """

    year: str
    month: str = ""
    day: str = ""
    marks: tuple[str, ...] = ("",)
    estimate: str = ""

    @classmethod
    def read(cls, text: str) -> "Point":
        """The date that `text` writes; raise ValueError where it writes none, or one that is on no calendar of ours."""
        if not (match := POINT.fullmatch(text)):
            raise ValueError(text)
        before_year, year, digits, after_year, before_month, month, after_month, before_day, day, after_day = (
            match.groups(default="")
        )
        marks = (
            _joined(before_year, after_year, after_month, after_day),  # a mark counts for all that stands before it
            _joined(before_month, after_month, after_day),
            _joined(before_day, after_day),
        )[: 1 + bool(month) + bool(day)]
        point = cls(year[: int(digits or 4)].ljust(4, "X"), month, day, marks, estimate=year if digits else "")
        if (digits and (month or "X" in year)) or not point._is_on_calendar:
            raise ValueError(text)
        return point

    @property
    def _is_on_calendar(self) -> bool:
        if self.month in PARTS_OF_YEAR and self.day:
            return False
        return self.years[0] >= FIRST_YEAR and self.years[-1] <= LAST_YEAR and self._first is not None

    @cached_property
    def years(self) -> Sequence[int]:
        """The years that it may mean, in order."""
        return _fitting(self.year, range(int(self.year.replace("X", "0")), int(self.year.replace("X", "9")) + 1))

    @cached_property
    def months(self) -> Sequence[int]:
        """The months that it may mean; those of a season are no choice, so there the first alone."""
        if part := self.part_of_year:
            return [part.first_month]
        return _fitting(self.month or "XX", range(1, 13))

    @cached_property
    def days(self) -> Sequence[int]:
        """The days of a month that it may mean."""
        return _fitting(self.day or "XX", range(1, 32))

    @property
    def part_of_year(self) -> PartOfYear | None:
        """The season, quarter, … of the year that it means."""
        return PARTS_OF_YEAR.get(self.month)

    @property
    def mark(self) -> str:
        """The mark of the whole date; none where its parts differ."""
        return self.marks[0] if len(set(self.marks)) == 1 else ""

    @property
    def plain(self) -> str:
        """What is written without its marks: "1957-10", "195X"."""
        return "-".join(part for part in (self.estimate or self.year, self.month, self.day) if part)

    @property
    def text(self) -> str:
        """What is written, with the mark of the whole date behind it."""
        return self.plain + self.mark

    @property
    def is_exact(self) -> bool:
        """Whether it is a year, a month or a day with all of its digits."""
        return "X" not in self.year + self.month + self.day and not self.part_of_year

    @property
    def unit(self) -> str:
        """How exactly it is known, as one of choices.Precision."""
        if self.year.isdigit():
            if self.day.isdigit() and self.month.isdigit():
                return "day"
            if self.day in ("", "XX") and self.month.isdigit():
                return "season" if self.part_of_year else "month"
            if self.day in ("", "XX") and self.month in ("", "XX"):
                return "year"
        elif self.month in ("", "XX") and self.day in ("", "XX") and re.fullmatch(r"\d\d(\dX|XX)", self.year):
            return "decade" if self.year[2].isdigit() else "century"
        return "set"

    @cached_property
    def _first(self) -> date | None:
        return _first_that_exists(self.years, self.months, self.days)

    @property
    def first(self) -> date:
        """The first day that it may mean, without the width of an "about"."""
        assert self._first is not None  # read() gives no point without one
        return self._first

    @property
    def last(self) -> date:
        """The last day that it may mean, without the width of an "about"."""
        if part := self.part_of_year:
            return moved(date(self.years[-1], part.first_month, 1), part.months) - DAY
        last = _first_that_exists(self.years[::-1], self.months[::-1], self.days[::-1])
        assert last is not None
        return last

    @property
    def earliest(self) -> date:
        """The first day that it may mean: where it is "about", one unit of what is marked so before the first day."""
        return self.first - DAY if self._width == "day" else moved(self.first, -self._months_wide)

    @property
    def latest(self) -> date:
        """The last day that it may mean: where it is "about", one unit of what is marked so after the last day."""
        return self.last + DAY if self._width == "day" else moved(self.last + DAY, self._months_wide) - DAY

    @property
    def _width(self) -> str:
        """The finest part that is known and marked as "about"; EDTF gives no width to it, and ours is one unit of that."""
        parts = list(zip(("year", "month", "day"), (self.year, self.month, self.day), self.marks, strict=False))
        known = [(name, mark) for name, part, mark in parts if name == "year" or "X" not in part]
        return next((name for name, mark in reversed(known) if mark in ABOUT), "")

    @property
    def _months_wide(self) -> int:
        if self._width == "month":
            return self.part_of_year.months if self.part_of_year else 1
        if self._width == "year":
            return 12 * 10 ** (4 - len(self.year.rstrip("X")))
        return 0


def moved(day: date, months: int) -> date:
    """The same day of a month so many months later; the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _fitting(pattern: str, numbers: range) -> list[int]:
    """The numbers that are written as `pattern`, in which X stands for any digit."""
    if pattern.isdigit():
        return [int(pattern)] if int(pattern) in numbers else []
    wanted = re.compile(pattern.replace("X", r"\d"))
    return [number for number in numbers if wanted.fullmatch(f"{number:0{len(pattern)}}")]


def _first_that_exists(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> date | None:
    """The first day on the calendar, of years, months and days in the order in which they are tried."""
    for year in years:
        for month in months:
            number = calendar.monthrange(year, month)[1]
            if found := next((day for day in days if day <= number), None):
                return date(year, month, found)
    return None


def _joined(*marks: str) -> str:
    """Several marks as one: what is both uncertain and approximate is "%"."""
    found = set("".join(marks).replace("%", "~?"))
    return "%" if len(found) == 2 else "".join(found)
