"""Dates in plain choices: "about 1957", "between May 1961 and June 1961" → EDTF, for those who do not know it."""

from datetime import timedelta

from timeline.text import edtf
from timeline.text.edtf import EDTFError
from timeline.text.edtf.grammar import Point, read
from timeline.text.spoken_dates import EXAMPLES, point

# How a date is meant, as an editor chooses it, and how many dates that takes.
HOW = {
    "on": "on",
    "about": "about",
    "before": "before",
    "after": "after",
    "in": "some time in",
    "between": "once between … and …",
    "from": "from … to …",
}
TAKES_TWO = {"between", "from"}


def compose(how: str, first: str, last: str = "") -> str:
    """What an editor means by one of HOW and one or two dates → EDTF; raises EDTFError with a sentence for the editor.

    >>> compose("before", "May 1961")
    '[..1961-04]'
    """
    if not first.strip() or (how in TAKES_TWO and not last.strip()):
        raise EDTFError(f"“{HOW[how]}” takes {'two dates' if how in TAKES_TWO else 'a date'}: write {EXAMPLES}.")
    one = point(first)
    if how == "on" and isinstance(whole := read(one), Point) and whole.unit != "day":
        raise EDTFError(f"“on” takes a whole day: write one, or choose “some time in” for {edtf.words(one)}.")
    written = {
        "about": lambda: _about(_day_or_more(how, one)),
        "before": lambda: f"[..{_beside(_day_or_more(how, one), -1)}]",
        "after": lambda: f"[{_beside(_day_or_more(how, one), 1)}..]",
        "between": lambda: f"[{_first(_day_or_more(how, one))}..{_last(_day_or_more(how, point(last)))}]",
        "from": lambda: f"{_day_or_more(how, one).text}/{_day_or_more(how, point(last)).text}",
    }.get(how, lambda: one)()
    return edtf.parse(written).text


def _day_or_more(how: str, text: str) -> Point:
    """A date without a time of day, which no choice but “on” and “some time in” takes."""
    if not isinstance(found := read(text), Point):
        raise EDTFError(f"“{HOW[how]}” takes dates without a time of day: write {EXAMPLES}.")
    return found


def _about(point: Point) -> str:
    return point.plain + ("%" if point.mark in ("?", "%") else "~")


def _first(point: Point) -> str:
    return point.text.replace("X", "0")


def _last(point: Point) -> str:
    return point.text.replace("X", "9")


def _beside(point: Point, step: int) -> str:
    """The day, month or year right before (-1) or after (1) that which is written."""
    part = point.part_of_year
    if point.unit == "set" or (part and part.is_season):
        raise EDTFError("A season has no clear edge: write a month instead.")
    if any(point.marks):
        raise EDTFError(f"What is only {edtf.words(point.text)} has no clear edge: write the date without the doubt.")
    day = point.first - timedelta(1) if step < 0 else point.last + timedelta(1)
    return day.isoformat()[: {"day": 10, "month": 7, "season": 7}.get(point.unit, 4)]
