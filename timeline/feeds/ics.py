"""A calendar as iCalendar (RFC 5545; names and refreshing by RFC 7986)."""

import re
from collections.abc import Iterator

from timeline.feeds.yearly import Anniversary, Calendar

CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # octets, the end of the line not among them (RFC 5545, 3.1)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")  # no text may hold them (3.3.11); a new line is written as \n


def render(calendar: Calendar) -> bytes:
    """The calendar in bytes, the same for the same calendar."""
    return b"".join(folded(line) for line in _lines(calendar))


def _lines(calendar: Calendar) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Space History//Space History//EN", "CALSCALE:GREGORIAN")
    yield "METHOD:PUBLISH"
    for name, text in (("NAME", calendar.name), ("DESCRIPTION", calendar.description)):
        yield f"{name}:{escaped(text)}"
        yield f"X-WR-CAL{'DESC' if name == 'DESCRIPTION' else name}:{escaped(text)}"  # what most programs still read
    yield from (f"SOURCE;VALUE=URI:{calendar.url}", f"URL:{calendar.home}")
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")
    for anniversary in calendar.anniversaries:
        yield from _event(anniversary)
    yield "END:VCALENDAR"


def _event(anniversary: Anniversary) -> Iterator[str]:
    """A whole day that comes back each year; a 29 February in leap years alone, as 3.3.10 has it."""
    stamp = f"{anniversary.changed:%Y%m%dT%H%M%SZ}"
    yield from ("BEGIN:VEVENT", f"UID:{anniversary.uid}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}")
    yield from (f"DTSTART;VALUE=DATE:{anniversary.day:%Y%m%d}", f"RRULE:{_rule(anniversary)}")
    yield f"SUMMARY:{escaped(anniversary.title)}"
    yield f"DESCRIPTION:{escaped(anniversary.description)}"
    yield f"CATEGORIES:{escaped(anniversary.category)}"
    yield from (f"URL:{anniversary.url}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _rule(anniversary: Anniversary) -> str:
    """How it comes back. Of a 29 February the day is named: programs that read RFC 5545 loosely move it to 1 March otherwise."""
    is_leap_day = (anniversary.day.month, anniversary.day.day) == (2, 29)
    return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29" if is_leap_day else "FREQ=YEARLY"


def escaped(text: str) -> str:
    r"""A value of the type TEXT (RFC 5545, 3.3.11).

    >>> escaped("Apollo, Soyuz; 1975")
    'Apollo\\, Soyuz\\; 1975'
    """
    plain = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", r"\n")


def folded(line: str) -> bytes:
    """A line of content with its end, broken so that no piece is too long and no letter is cut in two (RFC 5545, 3.1)."""
    pieces: list[bytes] = []
    rest = line.encode()
    while len(rest) > (room := LONGEST_LINE - bool(pieces)):  # what goes on begins with a space
        while rest[room] & 0xC0 == 0x80:  # within a letter of several octets
            room -= 1
        pieces.append(rest[:room])
        rest = rest[room:]
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
