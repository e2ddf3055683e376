"""What a source gives as a date, in EDTF or in words ("17 July 1975"), and whether two such values can both be so.

Here is the one rule for it: a value does not contradict another that only says the same less exactly, be it a longer stretch
of time that holds the other or the minute to which its seconds are cut off or rounded.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain

from timeline.text import edtf
from timeline.text.edtf import EDTFError, ParsedDate
from timeline.text.edtf.grammar import Bounds
from timeline.text.spoken_dates import point

LONGEST_WORDS = 80
HALF_A_MINUTE = timedelta(seconds=30)
STRETCH = re.compile(r"(?:from )?(?P<start>.+?)(?: ?[–—] ?| - | to | until )(?P<end>.+)", re.IGNORECASE)
ONCE = re.compile(r"(?:once )?between (?P<start>.+?) and (?P<end>.+)", re.IGNORECASE)
DAY = len("1975-07-17")


@lru_cache(maxsize=8192)
def read(value: str) -> ParsedDate | None:
    """The date that a value gives; None where it is no date, or more than a date.

    >>> read("17 July 1975, 16:09 UTC").text
    '1975-07-17T16:09Z'
    """
    for attempt in (str, point, _stretch):
        try:
            return edtf.parse(attempt(value.strip()))
        except EDTFError:
            continue
    return None


def as_edtf(value: str) -> str:
    """The date that a value gives as EDTF; empty where it gives none."""
    parsed = read(value)
    return parsed.text if parsed else ""


def day_or_date(value: str) -> str:
    """What a witness has to give to agree with a value: the day where it is dated to one, else exactly its date.

    A value that gives no date stands for itself.
    """
    return (as_edtf(value) or value.strip())[:DAY]


def agree(one: str, other: str) -> bool:
    """Whether two values can both be so: they are the same, or one of them only says less exactly what the other says."""
    return folded(one) == folded(other) or says_less(one, other) or says_less(other, one)


def says_less(coarse: str, fine: str) -> bool:
    """Whether a value only says less exactly, or as exactly, what the other says; never so for what is no date."""
    wide, narrow = read(coarse), read(fine)
    if not (wide and narrow):
        return False
    if wide.instant:
        return narrow.instant is not None and _is_minute_of(wide.instant, narrow.instant)
    return all(any(_holds(outer, inner) for outer in wide.parts) for inner in narrow.parts)


def folded(value: str) -> str:
    """A value as it is compared: dates as EDTF, however they are written, and words in small letters."""
    return as_edtf(value) or folded_words(value)


def folded_words(value: str) -> str:
    """Words as they are compared: "watched by millions" and "Watched  by millions" are one."""
    return " ".join(value.casefold().split())


def _is_minute_of(minute: datetime, instant: datetime) -> bool:
    """Whether a moment is the other one, or the minute to which that is cut off or rounded.

    Seconds of 00 count as a minute: sources and older entries write them where nobody counted seconds.
    """
    nearest = (instant + HALF_A_MINUTE).replace(second=0)
    return minute in (instant, instant.replace(second=0), nearest)


def _holds(outer: Bounds, inner: Bounds) -> bool:
    starts = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    return starts and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest))


def _stretch(value: str) -> str:
    """Two dates in words, of which the first may leave out what it shares: "26–28 October 1970"."""
    if len(value) <= LONGEST_WORDS:
        if match := ONCE.fullmatch(value):
            return "[{}..{}]".format(*_ends(match["start"], match["end"]))
        if match := STRETCH.fullmatch(value):
            return "/".join(_ends(match["start"], match["end"]))
    raise EDTFError(value)


def _ends(start: str, end: str) -> tuple[str, str]:
    words = end.split()
    wholes = chain([start], (" ".join([start, *words[shared:]]) for shared in range(1, len(words))))
    for whole in wholes:
        try:
            return point(whole), point(end)
        except EDTFError:
            continue
    raise EDTFError(f"{start} {end}")
