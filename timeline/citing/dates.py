"""Dates of a CSL record in the orders in which the styles say them, a range with whatever both ends share said once."""

import calendar
from typing import NamedTuple

from timeline.text.csl import Date

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
MONTHS = tuple(calendar.month_name)
SHORT_MONTHS = ("", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


class Point(NamedTuple):
    """A day, or no more of it than is known."""

    year: str
    month: str = ""
    day: str = ""


def points(when: Date, months: tuple[str, ...] = MONTHS) -> list[Point]:
    """The one or two ends of a date; an open one is empty."""
    found = []
    for year, *rest in when["date-parts"]:
        month = months[rest[0]] if rest else SEASONS[when["season"] - 1] if "season" in when else ""
        found.append(Point(str(year or ""), month, str(rest[1]) if len(rest) > 1 else ""))
    return found


def year(when: Date) -> str:
    """The year alone: "1975", "1957–1975"."""
    if "date-parts" not in when:
        return str(when.get("literal", ""))
    first, *last = points(when)
    if last and not last[0].year and first.month:
        return first.year  # the month that follows has the dash
    return "–".join(dict.fromkeys(point.year for point in (first, *last)))


def month_and_day(when: Date) -> str:
    """What stands after the year has been said elsewhere: "July 17"; nothing where only the year is known."""
    if "date-parts" not in when:
        return ""
    first, *last = points(when)
    start = _joined(first.month, first.day)
    if not last or not first.month:
        return start
    if first[:2] == last[0][:2]:
        return f"{start}–{last[0].day}"
    return f"{start}–{_joined(last[0].month, last[0].day)}"


def month_first(when: Date) -> str:
    """As Americans say it: "July 17, 1975", "July 15–24, 1975"."""
    if "date-parts" not in when:
        return str(when.get("literal", ""))
    first, *last = points(when)
    if last and first.year != last[0].year:
        return "–".join(_us(_joined(point.month, point.day), point) for point in (first, *last))
    return _us(month_and_day(when), first)


def _us(month_and_day: str, point: Point) -> str:
    return f"{month_and_day}, {point.year}" if point.day else _joined(month_and_day, point.year)


def day_first(when: Date) -> str:
    """As MLA has it: "17 July 1975", "15–24 July 1975", "26 Nov. 2026"."""
    if "date-parts" not in when:
        return str(when.get("literal", ""))
    first, *last = points(when, SHORT_MONTHS)
    if not last:
        return _joined(first.day, first.month, first.year)
    if first.year != last[0].year:
        start = _joined(first.day, first.month, first.year)
    elif first.month == last[0].month:
        start = first.day
    else:
        start = _joined(first.day, first.month)
    return f"{start}–{_joined(last[0].day, last[0].month, last[0].year)}"


def year_first(when: Date) -> str:
    """As APA has it: "1975, July 17", "1975, July 15–24"."""
    return ", ".join(part for part in (year(when), month_and_day(when)) if part)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
