"""A date as people read it, in parts of which those that HTML has a value for carry it."""

import calendar
from collections.abc import Sequence
from functools import lru_cache

from timeline.text.edtf.grammar import Expression, Interval, Moment, Several, Stretch, read
from timeline.text.edtf.points import Point

# The words of some date, and the value of `<time datetime>` for them, or None where HTML has no such value.
Part = tuple[str, str | None]

BEFORE = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}
BEHIND = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}
MONTHS = tuple(calendar.month_name)
FEW = 3  # choices that are named one by one


def words(text: str) -> str:
    """The date as people read it: "about 1957", "26–28 October 1970", "17 July 1975, 16:09:09 UTC".

    A text that is no EDTF comes back as it is, so that it may be used on any value a source gives.
    """
    return "".join(part for part, _ in time_parts(text))


def without_time(text: str) -> str:
    """A moment as its day; any other text as it is.

    >>> without_time("1975-07-17T16:09:09Z"), without_time("1957~")
    ('1975-07-17', '1957~')
    """
    moment = read(text.strip())
    return moment.day.plain if isinstance(moment, Moment) else text


@lru_cache(maxsize=4096)
def time_parts(text: str) -> tuple[Part, ...]:
    """The words of `text` in parts, each with its value for `<time datetime>`, or None where HTML has no such value."""
    expression = read(text.strip())
    return tuple(_parts(expression)) if expression and _is_dated(expression) else ((text.strip(), None),)


def _is_dated(expression: Expression) -> bool:
    return not isinstance(expression, Stretch) or bool(expression.start or expression.end)


def _parts(expression: Expression) -> Sequence[Part]:
    if isinstance(expression, Moment):
        return [_moment(expression)]
    if isinstance(expression, Point):
        return [_point(expression)]
    if isinstance(expression, Interval):
        return _interval(expression)
    return [(_several(expression), None)]


def _moment(moment: Moment) -> Part:
    seconds = "" if moment.seconds == ":00" else moment.seconds
    value = f"{moment.day.plain}T{moment.clock}{moment.seconds}Z"
    return f"{_plain(moment.day)}, {moment.clock}{seconds} UTC", value


def _point(point: Point) -> Part:
    said = BEFORE[point.mark] + _plain(point)
    if not point.mark and any(point.marks):
        said += f" ({'; '.join(_parts_marked(point))})"
    return said, point.plain if point.is_exact and not point.estimate else None


def _parts_marked(point: Point) -> list[str]:
    """Which parts of a date are uncertain or approximate, where it is not all of it."""
    names: dict[str, list[str]] = {}
    for name, mark in zip(("year", "month", "day"), point.marks, strict=False):
        if mark:
            names.setdefault(BEHIND[mark], []).append(name)
    return [f"{' and '.join(marked)} {how}" for how, marked in names.items()]


def _plain(point: Point) -> str:
    """A date without its marks."""
    if point.estimate:
        return f"{point.estimate} (estimated; {point.years[0]}–{point.years[-1]})"
    if part := point.part_of_year:
        return _of_year(part.words, point)
    if point.month in ("", "XX") and point.day in ("", "XX"):
        return _year(point) + (", month unknown" if point.month else "")
    if point.month == "XX":
        return _of_year(f"day {_choice(point.days, 'day').removeprefix('a day ')} of an unknown month of", point)
    month = _of_year(_choice(point.months, "month", MONTHS), point)
    if point.day == "XX":
        return f"{month}, day unknown"
    return f"{_choice(point.days, 'day')} {month}" if point.day else month


def _year(point: Point) -> str:
    """The year, decade or century of a date."""
    first, last = point.years[0], point.years[-1]
    if point.year[:3].isdigit():
        if first == last:
            return point.year
        return f"the decade {first}–{last}" if point.year[2] == "0" else f"the {first}s"  # "the 1900s" may be a century
    if point.year[:2].isdigit() and point.year.endswith("XX"):
        return f"the {_ordinal(first // 100 + 1)} century"
    return _choice(point.years, "year")


def _of_year(said: str, point: Point) -> str:
    """Words that a year follows: "October 1957", "October of some year of the 1950s"."""
    if point.year.isdigit():
        return f"{said} {point.year}"
    year = _year(point)
    return f"{said.removesuffix(' of')} of {f'some year of {year}' if year.startswith('the ') else year}"


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number // 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _choice(numbers: Sequence[int], noun: str, names: Sequence[str] = ()) -> str:
    """One of some numbers, by their names where they have any: "5, 15 or 25", "a day from 1 to 9"."""
    said = [names[number] if names else str(number) for number in numbers]
    if len(said) <= FEW:
        return _listed(said, " or ")
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"a {noun} from {said[0]} to {said[-1]}"
    return f"{said[0]}, {said[1]}, … or {said[-1]}"


def _interval(interval: Interval) -> Sequence[Part]:
    start, end = interval.start, interval.end
    if start and end:
        return [_first_of_two(start, end), ("–" if _is_short(start, end) else " – ", None), _point(end)]
    if start:
        return [("from ", None), _point(start), (" to an unknown date" if interval.has_unknown_end else " on", None)]
    assert end  # what is open at both ends has no words
    return [("from an unknown date to " if interval.has_unknown_start else "until ", None), _point(end)]


def _is_short(start: Point, end: Point) -> bool:
    """Whether the start is said by one word ("26–28 October", "1975–1981"), so that the dash stands close."""
    if not (_is_bare(start) and _is_bare(end)):
        return False
    are_days_of_a_month = bool(start.day and end.day) and (start.year, start.month) == (end.year, end.month)
    return are_days_of_a_month or not (start.month or end.month)


def _is_bare(point: Point) -> bool:
    return point.is_exact and not any(point.marks) and not point.estimate


def _first_of_two(start: Point, end: Point) -> Part:
    """The start of two, without the month and year that it shares with the end."""
    said, value = _point(start)
    is_alike = _is_bare(start) and _is_bare(end) and start.year == end.year and start.unit == end.unit
    if not is_alike or start.unit == "year":
        return said, value
    if start.unit == "day" and start.month == end.month:
        return said.split()[0], value
    return said.rsplit(" ", 1)[0], value


def _several(several: Several) -> str:
    """The words of a set, of which one member is meant or all are."""
    joint = "or" if several.is_one else "and"
    said = [_point(each)[0] if isinstance(each, Point) else _between(each, joint) for each in several.members]
    is_nested = len(said) > 1 and any(f" {joint} " in each for each in said)
    return _listed(said, f", {joint} " if is_nested else f" {joint} ")


def _between(stretch: Stretch, joint: str) -> str:
    start, end = stretch.start, stretch.end
    if not (start and end):
        return f"{_point(start)[0]} {joint} later" if start else f"{_point(end)[0]} {joint} earlier" if end else ""
    first, last = _first_of_two(start, end)[0], _point(end)[0]
    if joint == "or":
        return f"once between {first} and {last}"
    return (
        f"each {start.unit} from {first} to {last}"
        if _is_bare(start) and start.unit == end.unit
        else f"all from {first} to {last}"
    )


def _listed(said: Sequence[str], joint: str) -> str:
    return joint.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
