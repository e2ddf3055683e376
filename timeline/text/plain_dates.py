"""Dates in plain choices: "about 1957", "between May 1961 and June 1961" → EDTF, for those who do not know it."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from timeline.text import edtf
from timeline.text.edtf import EDTFError

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
EXAMPLES = "17 July 1975, July 1975, summer 1975, 1975, the 1970s or 1975-07-17"
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {name: number for number, name in edtf.SEASONS.items()} | {"fall": "23"}

FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII), lambda found: found[0]),
    (re.compile(r"(?:the )?(\d{3})0s", re.ASCII), lambda found: f"{found[1]}X"),
    (re.compile(r"(\d{1,2})\.? ([a-z]+)\.?,? (\d{4})", re.ASCII), lambda found: _day(found[3], found[2], found[1])),
    (re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})", re.ASCII), lambda found: _day(found[3], found[1], found[2])),
    (re.compile(r"([a-z]+)\.?,? (\d{4})", re.ASCII), lambda found: _month(found[2], found[1])),
]


def point(text: str) -> str:
    """One date as people write it → EDTF; raises EDTFError with a sentence for the editor.

    >>> point("17 July 1975")
    '1975-07-17'
    """
    wanted = " ".join(text.lower().split())
    for pattern, write in FORMS:
        if (found := pattern.fullmatch(wanted)) and (written := write(found)):
            return edtf.parse(written).text
    raise EDTFError(f"“{text[: edtf.LONGEST]}” is not a date we can read. Write {EXAMPLES}.")


def compose(how: str, first: str, last: str = "") -> str:
    """What an editor means by one of HOW and one or two dates → EDTF; raises EDTFError with a sentence for the editor.

    >>> compose("before", "May 1961")
    '[..1961-04]'
    """
    if not first.strip() or (how in TAKES_TWO and not last.strip()):
        raise EDTFError(f"“{HOW[how]}” takes {'two dates' if how in TAKES_TWO else 'a date'}: write {EXAMPLES}.")
    one = point(first)
    if how == "on" and len(one) < len("1975-07-17"):
        raise EDTFError(f"“on” takes a whole day: write one, or choose “some time in” for {edtf.words(one)}.")
    written = {
        "about": lambda: f"{one}~",
        "before": lambda: f"[..{_beside(one, -1)}]",
        "after": lambda: f"[{_beside(one, 1)}..]",
        "between": lambda: f"[{one.replace('X', '0')}..{point(last).replace('X', '9')}]",
        "from": lambda: f"{one}/{point(last)}",
    }.get(how, lambda: one)()
    return edtf.parse(written).text


def _beside(point: str, step: int) -> str:
    """The day, month or year right before (-1) or after (1) that which is written."""
    if "X" in point:
        point = point.replace("X", "0" if step < 0 else "9")
    year, *rest = map(int, point.split("-"))
    if not rest:
        return f"{year + step}"
    if len(rest) == 2:
        return (date(year, *rest) + timedelta(days=step)).isoformat()
    if str(rest[0]) in edtf.SEASONS:
        raise EDTFError("A season has no clear edge: write a month instead.")
    month = year * 12 + rest[0] - 1 + step
    return f"{month // 12}-{month % 12 + 1:02}"


def _month(year: str, name: str) -> str:
    if name in SEASONS:
        return f"{year}-{SEASONS[name]}"
    return f"{year}-{MONTHS[name]:02}" if name in MONTHS else ""


def _day(year: str, name: str, day: str) -> str:
    return f"{year}-{MONTHS[name]:02}-{int(day):02}" if name in MONTHS else ""
