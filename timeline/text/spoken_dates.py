"""One date as people write it → EDTF: "12th April 1961", "1957 Oct 4", "c. 1957", "4.10.1957", "Q3 1975", "4 октября 1957".

What cannot be a date here, because it is vague, of two meanings or of another calendar, is answered by the sentence that helps.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date

from timeline.text import edtf
from timeline.text.edtf import PARTS_OF_YEAR, EDTFError
from timeline.text.edtf.grammar import Moment, Point, read

EXAMPLES = "17 July 1975, July 1975, summer 1975, 1975, the 1970s or 1975-07-17"
OTHER_MONTHS = """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    januar februar märz april mai juni juli august september oktober november dezember
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
"""
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
MONTHS |= {name: place % 12 + 1 for place, name in enumerate(OTHER_MONTHS.split())}
SEASONS = {part.words: code for code, part in PARTS_OF_YEAR.items()} | {"fall": "23"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
MARKS = [
    ("%", re.compile(r"(?:possibly about|%) ?")),
    ("~", re.compile(r"(?:circa|ca\.?|c\.?|about|approximately|approx\.?|around|abt\.?|um|gegen|vers|около|~) ?")),
    ("?", re.compile(r"(?:possibly|perhaps|probably) ")),
]
PREPOSITION = re.compile(r"^(?:on|in) ")
WEEKDAY = re.compile(rf"(?:{'|'.join(f'{name.lower()}|{name[:3].lower()}' for name in calendar.day_name)})[.,]? ")
CLOCK = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
UNIVERSAL = re.compile(r" ?(?:utc|ut|gmt|universal time|z)")
MOMENTS = [
    re.compile(r"(?P<day>\d{4} [a-z]{3} \d\d?) (?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"),
    re.compile(rf"(?P<day>.+?),? (?:at )?{CLOCK}(?P<zone>.*)"),
    re.compile(rf"(?:at )?{CLOCK}(?P<zone> [^,\d]+?)(?: on|,)? (?P<day>\d.+|[a-z]+ \d.+)"),
]  # the first as GCAT writes it, always in UTC
OLD_STYLE = re.compile(r",? ?\(?\b(?:o\. ?s\.|os\b|old style\b|julian(?: calendar)?\b|ст\. ?ст\.|по старому стилю)\)?")
NEW_STYLE = re.compile(r",? \(?(?:n\. ?s\.|new style|gregorian(?: calendar)?)\)?$")
VAGUE = re.compile(r"(?:the )?(early|beginning|start|mid|middle|late|end)(?:-| of | )(?:the )?(.+)")
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
HOW_VAGUE = ("how early it was", "what the middle of it is", "how late it was")
SHORT_YEAR = re.compile(r"(?:\d{1,2}[-/.]){2}\d\d|(?:\d{1,2}(?:st|nd|rd|th|\.)? )?[^\W\d_]+\.? ['’]?\d\d|['’]\d\d")

DAY_ZERO = 1721425  # Julian day number of the day before 1 January of the year 1

Found = re.Match[str]
M = r"([^\W\d_]+)\.?"
DAY = r"(\d{1,2})(?:st|nd|rd|th|er|\.)?"
YEAR = r"(\d{4})(?: ?г(?:\.|ода)?)?"

FORMS: list[tuple[str, Callable[[Found], str]]] = [
    (r"(\d{4})(\d{2})(\d{2})", lambda found: "-".join(found.groups())),
    (r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", lambda found: _numbers(*found.groups(default=""))),
    (r"(\d{1,2})[-/.](\d{4})", lambda found: _numbers(found[2], found[1])),
    (r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", lambda found: _numbers(found[3], found[2], found[1])),
    (r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", lambda found: _either(found[4], found[1], found[3])),
    (r"(?:the )?(\d{3})0['’]?s", lambda found: f"{found[1]}X"),
    (r"(?:the )?decade (\d{3})0[–-]\d{4}", lambda found: f"{found[1]}X"),
    (r"(?:the )?(\d{2})(?:st|nd|rd|th) century", lambda found: f"{int(found[1]) - 1}XX"),
    (rf"(?:the )?{DAY}[ -](?:of )?{M}(?:,? |-){YEAR}", lambda found: _day(found[3], found[2], found[1])),
    (rf"{M} (?:the )?{DAY},? {YEAR}", lambda found: _day(found[3], found[1], found[2])),
    (rf"(\d{{4}})(?:,? |-){M}[ -]{DAY}", lambda found: _day(found[1], found[2], found[3])),
    (rf"(?:the )?{M}(?: of)?,? {YEAR}", lambda found: _month(found[2], found[1])),
    (rf"(\d{{4}}),? {M}", lambda found: _month(found[1], found[2])),
    (r"(north|south)ern (\w+) (\d{4})", lambda found: _month(found[3], f"{found[1]}ern {found[2]}")),
    (r"([qh])([1-4])[ ,/-]*(\d{4})", lambda found: _part(found[3], found[1], int(found[2]))),
    (r"(\d{4})[ ,/-]*([qh])([1-4])", lambda found: _part(found[1], found[2], int(found[3]))),
    (
        r"(?:the )?(\w+)[ -](quarter|half|third)(?: of)?,? (\d{4})",
        lambda found: _part(found[3], found[2], ORDINALS.get(found[1], 0), is_last=found[1] == "last"),
    ),
]
PATTERNS = [(re.compile(pattern), write) for pattern, write in FORMS]


def point(text: str) -> str:
    """One date as people write it → EDTF; raises EDTFError with a sentence for the editor.

    >>> point("17 July 1975")
    '1975-07-17'
    """
    written = text.strip()
    wanted = NEW_STYLE.sub("", WEEKDAY.sub("", PREPOSITION.sub("", " ".join(written.lower().split())), count=1))
    found = _moment(wanted) or _marked(wanted) if len(wanted) <= edtf.LONGEST else ""
    if found and read(found):
        return found
    raise EDTFError(_advice(wanted, written[: edtf.LONGEST]))


def _marked(wanted: str) -> str:
    """A date with or without a word of doubt."""
    if found := _form(wanted):
        return found
    for mark, pattern in MARKS:
        if (match := pattern.match(wanted)) and (found := _form(wanted[match.end() :])):
            return found + mark
    return f"{found}?" if wanted.endswith("?") and (found := _form(wanted[:-1].rstrip())) else ""


def _form(wanted: str) -> str:
    """A date without a word of doubt; empty where it is none."""
    if isinstance(read(wanted.upper()), Point | Moment):
        return wanted.upper()
    found = (write(match) for pattern, write in PATTERNS if (match := pattern.fullmatch(wanted)))
    return next((text for text in found if text), "")


def _moment(wanted: str) -> str:
    for pattern in MOMENTS:
        if not (match := pattern.fullmatch(wanted)) or len(day := _form(WEEKDAY.sub("", match["day"]))) != len(
            "1975-07-17"
        ):
            continue
        if (zone := match.groupdict().get("zone")) is not None and not UNIVERSAL.fullmatch(zone):
            raise EDTFError(
                "Times here are in UTC: turn this one into UTC and write it like 17 July 1975, 16:09 UTC. "
                "What a local clock said goes into the words as printed."
            )
        second = f":{match['second']}" if match["second"] else ""
        return f"{day}T{match['hour']:0>2}:{match['minute']}{second}Z"
    return ""


def _advice(wanted: str, written: str) -> str:
    """Why a text is no date here, and what to write instead."""
    if (old := OLD_STYLE.sub("", wanted)) != wanted:
        return _gregorian(_form(old.strip()), written)
    if match := VAGUE.fullmatch(wanted):
        return (
            f"“{written}” is no date by itself: say {_third(*match.groups())}. "
            "The words as printed go into the citation."
        )
    if SHORT_YEAR.fullmatch(wanted):
        return f"“{written}” may lie in more than one century: write the year with four digits."
    return f"“{written}” is not a date we can read. Write {EXAMPLES}."


def _gregorian(julian: str, written: str) -> str:
    if not (match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", julian)):
        return f"Dates here are Gregorian: “{written}” can only be turned into one where it is a whole day."
    year, month, day = map(int, match.groups())
    early = month < 3
    years, months = year + 4800 - early, month + (9 if early else -3)
    julian_day = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    said = edtf.words(date.fromordinal(julian_day - DAY_ZERO).isoformat())
    return f"Dates here are Gregorian: write {said} for “{written}”. The old date goes into the words as printed."


def _third(word: str, period: str) -> str:
    """What to say instead of "early", "mid" or "late" in a year, a month or a decade, with an example."""
    place, whole = THIRDS[word], read(_form(period) or period)
    if not isinstance(whole, Point) or whole.unit not in ("year", "month", "decade"):
        return f"{HOW_VAGUE[place]}, with “once between” and two dates"
    if whole.unit == "decade":
        first, last = ((0, 3), (4, 6), (7, 9))[place]
        ends = [str(whole.years[first]), str(whole.years[last])]
    elif whole.unit == "year":
        ends = [f"{whole.year}-{month:02}" for month in (place * 4 + 1, place * 4 + 4)]
    else:
        ends = [
            f"{whole.plain}-{day:02}" for day in (place * 10 + 1, whole.last.day if place == 2 else place * 10 + 10)
        ]
    first_word, last_word = map(edtf.words, ends)
    return f"{HOW_VAGUE[place]}, e.g. “once between” {first_word} and {last_word}"


def _numbers(year: str, month: str, day: str = "") -> str:
    if not 1 <= int(month) <= 12:
        return ""
    return f"{year}-{int(month):02}-{int(day):02}" if day else f"{year}-{int(month):02}"


def _either(year: str, one: str, other: str) -> str:
    """A day and a month in the one order or the other."""
    readings = dict.fromkeys(_numbers(year, *order) for order in ((other, one), (one, other)))
    possible = [text for text in readings if text and read(text)]
    if len(possible) > 1:
        first, second = (edtf.words(text) for text in possible)
        raise EDTFError(f"“{one}/{other}/{year}” may be {first} or {second}: write the month as a word.")
    return "".join(possible)


def _day(year: str, name: str, day: str) -> str:
    return f"{year}-{MONTHS[name]:02}-{int(day):02}" if name in MONTHS else ""


def _month(year: str, name: str) -> str:
    if name in SEASONS:
        return f"{year}-{SEASONS[name]}"
    return f"{year}-{MONTHS[name]:02}" if name in MONTHS else ""


def _part(year: str, noun: str, number: int, *, is_last: bool = False) -> str:
    """A quarter, a third or a half of a year."""
    start, parts = {"q": (33, 4), "t": (37, 3), "h": (40, 2)}[noun[0]]
    number = parts if is_last else number
    return f"{year}-{start + number - 1}" if 1 <= number <= parts else ""
