"""Days of the year without a year: "07-17" in an address, "17 July" in words; and the days that words name."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

LEAP_YEAR = 2000  # in which every day of the year exists
WRITTEN = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
NAMED = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}}))",
    re.ASCII,
)


class UnknownDay(ValueError):
    """A text that is no day of the year; the message is a sentence for whoever wrote it."""


@dataclass(frozen=True, order=True)
class Day:
    """A day of the year, 29 February among them."""

    month: int
    number: int

    @classmethod
    def of(cls, moment: date) -> "Day":
        """The day of the year on which a date falls."""
        return cls(moment.month, moment.day)

    @classmethod
    def read(cls, text: str) -> "Day":
        """A day written as month and day; raises UnknownDay.

        >>> str(Day.read("07-17"))
        '17 July'
        """
        match = WRITTEN.fullmatch(text)
        if not match:
            raise UnknownDay("A day of the year is written as month and day, each with two digits: 07-17 is 17 July.")
        month, number = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            raise UnknownDay(f"There is no month {match[1]}: the month comes first, and the day follows.")
        last = calendar.monthrange(LEAP_YEAR, month)[1]
        if not 1 <= number <= last:
            raise UnknownDay(f"{calendar.month_name[month]} has no day {match[2]}: its days go from 1 to {last}.")
        return cls(month, number)

    def __str__(self) -> str:
        return f"{self.number} {self.month_name}"

    @property
    def text(self) -> str:
        """As it stands in an address."""
        return f"{self.month:02}-{self.number:02}"

    @property
    def month_name(self) -> str:
        return calendar.month_name[self.month]

    @cached_property
    def place(self) -> int:
        """Its place in a leap year, from 1 to 366."""
        return date(LEAP_YEAR, self.month, self.number).timetuple().tm_yday

    def beside(self, step: int) -> "Day":
        """The day so many days later; before 1 January comes 31 December."""
        return Day.of(date(LEAP_YEAR, 1, 1) + timedelta(days=(self.place - 1 + step) % 366))

    @property
    def previous(self) -> "Day":
        return self.beside(-1)

    @property
    def next(self) -> "Day":
        return self.beside(1)

    def until(self, other: "Day") -> int:
        """How many days later `other` comes for the next time, 29 February counted among them; 0 for the same day."""
        return (other.place - self.place) % 366


def whole_year() -> list[Day]:
    """All 366 of them in order."""
    return [Day(1, 1).beside(step) for step in range(366)]


def named(text: str) -> list[date]:
    """The dates of a whole day that a text names, be it "1966-04-04 (in Moscow)" or "evening of 13 April 1970"."""
    found = []
    for match in NAMED.finditer(text):
        written = match["iso"] or f"{match['year']}-{MONTHS[match['month']]:02}-{int(match['day']):02}"
        try:
            found.append(date.fromisoformat(written))
        except ValueError:  # 30 February is no date, whoever writes it
            continue
    return found
