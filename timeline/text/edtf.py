"""EDTF dates (ISO 8601-2): their bounds and precision when saved, their words when read.

`parse` uses the edtf library and costs milliseconds: call it when a date is saved. `words` and `time_parts` only look at
the characters and may be called in a list.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

FIRST_YEAR, LAST_YEAR = 1000, 2999
LONGEST = 80
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
QUALIFIERS = {"~": "about ", "?": "possibly ", "%": "possibly about "}

INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?Z", re.ASCII)
POINT = re.compile(
    r"(?P<date>\d{3}X|\d{2}XX|\d{4}(?:-XX(?:-XX)?|-\d{2}(?:-(?:\d{2}|XX))?)?)(?P<qualifier>[~?%]?)", re.ASCII
)
SET = re.compile(r"\[(?P<one>[^\[\]{}]+)\]|\{(?P<all>[^\[\]{}]+)\}")

# "About" has no width in EDTF. Ours is one unit of what was written, on each side, so that an event dated "about 1957"
# is still found by a reader who asks for 1958.
MARGIN_DAYS = {"day": 1, "month": 31, "season": 92, "year": 366, "decade": 3653, "century": 36525}


class EDTFError(ValueError):
    """A text that is not a date we can keep; the message tells an editor how to write it."""


@dataclass(frozen=True)
class ParsedDate:
    """A date with what is derived from it.

    `earliest` and `latest` are days, both included; None is an open or unknown end. `start` is the day under which the
    date is listed: `earliest` without the margin of an "about". `precision` is one of choices.Precision. `instant` is
    set only where a time in UTC was written.
    """

    text: str
    earliest: date | None
    latest: date | None
    start: date
    precision: str
    instant: datetime | None = None


@lru_cache(maxsize=4096)
def parse(text: str) -> ParsedDate:
    """Read EDTF, or an instant such as 1975-07-17T16:09:09Z; raise EDTFError with a sentence for the editor.

    Of EDTF we take what `words` can say: a reader should never meet the notation itself.

    >>> parse("1957-10").latest
    datetime.date(1957, 10, 31)
    """
    text = text.strip()
    if re.match(r"[\d-]+T", text):
        return _parse_instant(text)
    try:
        if len(text) > LONGEST or not (_said(text) or text == "../.."):
            raise ValueError(text)
        bounds = _plain_bounds(text) or _bounds(text)
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError) as error:
        raise EDTFError(
            f"“{text[:LONGEST]}” is not a date we can read. Write 1975-07-17, 1975-07, 1975, 1957~ (about), 1957? (uncertain), "
            "195X (the 1950s), 1975-07-15/1975-07-24 (from–to), 1998/.. (from then on) "
            "or, with a time in UTC, 1975-07-17T16:09:09Z."
        ) from error
    if text.endswith("/"):  # an unknown end, for which the library makes up a day ten years on
        bounds[1] = None
    if text.startswith("/"):
        bounds[0] = None
    earliest, latest = bounds
    if earliest and latest and earliest > latest:
        raise EDTFError(f"“{text}” ends before it begins: put the earlier date first.")
    start = earliest or latest
    if start is None:
        raise EDTFError(f"“{text}” is open at both ends: give at least one date.")
    if re.search(r"[~%]", text):
        margin = timedelta(days=MARGIN_DAYS[_finest(text)])
        earliest = earliest and earliest - margin
        latest = latest and latest + margin
    return ParsedDate(text, earliest, latest, start, _precision(text))


def _plain_bounds(text: str) -> list[date | None] | None:
    """The bounds of a plain year, month or day (EDTF level 0), which are most dates; None for anything else."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text, re.ASCII)
    if not match or match[2] in SEASONS:
        return None
    year = int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is out of range")
    last_month = 12 if month is None else month
    last_day = calendar.monthrange(year, last_month)[1] if day is None else day
    return [date(year, 1 if month is None else month, 1 if day is None else day), date(year, last_month, last_day)]


def _bounds(text: str) -> list[date | None]:
    parsed = parse_edtf(re.sub(r"(-2[1-4])[~?%]", r"\1", text))  # the library knows no doubtful season
    return [_day(parsed.lower_strict()), _day(parsed.upper_strict())]


def _parse_instant(text: str) -> ParsedDate:
    match = INSTANT.fullmatch(text)
    try:
        if not match:
            raise ValueError(text)
        instant = datetime.strptime(f"{match[1]} {match[2]}{match[3] or ':00'}", "%Y-%m-%d %H:%M:%S").replace(
            tzinfo=UTC
        )
        if not FIRST_YEAR <= instant.year <= LAST_YEAR:
            raise ValueError(f"the year {instant.year} is out of range")
    except ValueError as error:
        raise EDTFError(
            f"“{text[:LONGEST]}” is not a moment we can read. Write date and time in UTC, closed by Z: 1975-07-17T16:09:09Z."
        ) from error
    day = instant.date()
    return ParsedDate(text, day, day, day, "second" if match[3] else "minute", instant)


def _day(moment: object) -> date | None:
    """A day of the library's struct_time; None for its infinities."""
    year = getattr(moment, "tm_year", None)
    if year is None:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is out of range")
    return date(*moment[:3])  # type: ignore[index]


def _precision(text: str) -> str:
    if "/" in text:
        return "range"
    if text[:1] in "[{":
        return "set"
    return _finest(text)


def _finest(text: str) -> str:
    """The unit of the most exact date in `text`."""
    units = [_unit(piece) for piece in re.split(r"[/,\[\]{}]|\.\.", text) if piece.strip()]
    return min(units, key=list(MARGIN_DAYS).index)


def _unit(piece: str) -> str:
    piece = re.sub(r"[~?%\s]", "", piece)
    known = piece.replace("-XX", "")
    if len(known) == 7:
        return "season" if known[-2:] in SEASONS else "month"
    if len(known) > 7:
        return "day"
    return {0: "year", 1: "decade"}.get(known.count("X"), "century")


def words(text: str) -> str:
    """The date as people read it: "about 1957", "26–28 October 1970", "17 July 1975, 16:09:09 UTC".

    A text that is no EDTF comes back as it is, so that it may be used on any value a source gives.
    """
    return "".join(part for part, _ in time_parts(text))


@lru_cache(maxsize=4096)
def time_parts(text: str) -> tuple[tuple[str, str | None], ...]:
    """The words of `text` in parts, each with its value for `<time datetime>`, or None where HTML has no such value."""
    return _said(text.strip()) or ((text.strip(), None),)


def _said(text: str) -> tuple[tuple[str, str | None], ...]:
    """The parts of a date's words; none for a text that is no date, as far as its characters tell."""
    if (match := INSTANT.fullmatch(text)) and _is_on_calendar(match[1]):
        seconds = match[3] if match[3] not in (None, ":00") else ""
        return ((f"{_point_words(match[1])}, {match[2]}{seconds} UTC", text),)
    if match := _match_point(text):
        return (_point(match),)
    if text.count("/") == 1:
        return _interval_parts(*text.split("/"))
    if (match := SET.fullmatch(text)) and (said := _set_words(match["one"], match["all"])):
        return ((said, None),)
    return ()


def _match_point(text: str) -> re.Match[str] | None:
    match = POINT.fullmatch(text)
    return match if match and _is_on_calendar(match["date"]) else None


def _is_on_calendar(point: str) -> bool:
    """Whether the year of `point` is one of ours, and its month (or season) and day exist where they are given."""
    year, month, day = [*point.split("-"), "", ""][:3]
    if not FIRST_YEAR <= int(year.replace("X", "0")) <= LAST_YEAR:
        return False
    if month in ("", "XX"):
        return True
    if month in SEASONS:
        return not day
    if not 1 <= int(month) <= 12:
        return False
    return day in ("", "XX") or 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]


def _point(match: re.Match[str]) -> tuple[str, str | None]:
    exact = "X" not in match["date"] and match["date"][5:7] not in SEASONS
    return QUALIFIERS.get(match["qualifier"], "") + _point_words(match["date"]), match["date"] if exact else None


def _point_words(point: str) -> str:
    year, _, rest = point.partition("-")
    month, _, day = rest.partition("-")
    if "X" in year:
        return f"the {year.replace('X', '0')}s"
    if not month:
        return year
    if month == "XX":
        return f"{year}, month unknown"
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    name = calendar.month_name[int(month)]
    if not day:
        return f"{name} {year}"
    return f"{name} {year}, day unknown" if day == "XX" else f"{int(day)} {name} {year}"


def _interval_parts(start: str, end: str) -> tuple[tuple[str, str | None], ...]:
    first, last = _match_point(start), _match_point(end)
    if first and last:
        return (
            _shared_start(start, end) or _point(first),
            ("–" if _is_short(start, end) else " – ", None),
            _point(last),
        )
    if first and end in ("..", ""):
        return (("from ", None), _point(first), (" on" if end else " to an unknown date", None))
    if last and start in ("..", ""):
        return (("until " if start else "from an unknown date to ", None), _point(last))
    return ()


def _is_short(start: str, end: str) -> bool:
    """Whether the start is said by one word ("26–28 October", "1975–1981"), so that the dash stands close."""
    same_month = len(start) == len(end) == 10 and start[:7] == end[:7]
    return same_month or (len(start) == len(end) == 4 and (start + end).isdigit())


def _shared_start(start: str, end: str) -> tuple[str, str] | None:
    """The start without the month and year that it shares with the end."""
    if not (start.replace("-", "") + end.replace("-", "")).isdigit() or len(start) != len(end) or start[:4] != end[:4]:
        return None
    spoken = _point_words(start)
    if len(start) == 10:
        return (spoken.split()[0] if start[:7] == end[:7] else spoken.rsplit(" ", 1)[0]), start
    if len(start) == 7 and start[5:] not in SEASONS:
        return spoken.rsplit(" ", 1)[0], start
    return None


def _set_words(one: str | None, every: str | None) -> str:
    """The words of a set, of which one member is meant or all are; nothing where a member is no date."""
    said = []
    for member in (piece.strip() for piece in (one or every or "").split(",")):
        start, dots, end = member.partition("..")
        if not all(_match_point(point) for point in (start, end) if point) or not (start or end):
            return ""
        if not dots:
            said.append(words(member))
        elif not start or not end:
            said.append(f"{words(start)} or later" if start else f"{words(end)} or earlier")
        else:
            said.append(f"{words(start)} to {words(end)}")
    joint = " or " if one else " and "
    return joint.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
