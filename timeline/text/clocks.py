"""Times of day in words as printed, and whether they go by universal time or by a clock on the spot."""

import re
from collections.abc import Iterator

from timeline.text import date_values
from timeline.text.date_values import HALF_A_MINUTE

Time = tuple[int, int]  # hour and minute

OFFSET = r"(?:\s?\+\s?\d|[−–-]\d{1,2}(?!\d|:(?!00)))"  # UTC+3 is a clock on the spot; "16:02 UTC - 12:02 EDT" names two
UNIVERSAL = re.compile(
    r"(?:(?<=\d)\s?Z\b|\b(?:UTC|GMT|UT1?|TUC?|U\.\s?T\.|G\.\s?M\.\s?T|Zulu|[Gg]reenwich|GREENWICH|[Uu]niversal|UNIVERSAL|Weltzeit)"
    rf"|temps universel|всемирн|[Гг]ринвич|мировому времени|мирового времени|世界[时時])(?!\w*\.?{OFFSET})"
)
PLACES = (
    r"Eastern|Central|Mountain|Pacific|Atlantic|Alaskan?|Hawaii\w*|Moscow|Houston|Cape|Canaveral|Kennedy|Ba[iy]konur|T[iy]uratam|"
    r"Leninsk|Kazakh\w*|Almaty|Alma-Ata|Florida|Washington|York|California|Texas|Vandenberg|Chicago|Wallops|Paris|London|"
    r"Berlin|Rome|Tokyo|Japan(?:ese)?|Tanegashima|Be[ij]+ing|Peking|China|Chinese|Jiuquan|Kourou|Guianan?|Indian?|Israeli?|"
    r"Plesetsk|Vostochny|Yakutsk|Europe(?:an)?|British|German|French|Soviet|Russian|decree|Decree"
)
KIND = r"(?:[’']s)?(?:[ -](?:standard|daylight|saving|savings|summer|winter|decree|local|war|legal))*"
ABBREVIATED = (
    r"[ECMP][SDW]T|AK[SD]T|HST|A[SD]T|MSK|MSD|DMT|JST|KST|IST|BST|CES?T|EES?T|WES?T|MES?Z|MET|A[ECW][SD]T|NZ[SD]T|HKT|SGT|SAST|"
    r"GFT|BRT|ART|ALMT|AQTT|YAKT|МСК|мск|ДМВ"
)
ON_THE_SPOT = re.compile(
    rf"\b(?:{ABBREVIATED})\b|(?i:\b[ecmp]\.\s?[sd]\.\s?t\b)|(?<=m\.)\s[ECMP]T\b|(?<=[ap]m)\s[ECMP]T\b"
    rf"|\b(?:{PLACES})(?i:{KIND}[ -]time)\b|\b(?:UTC|GMT|UT)(?=\s?{OFFSET})"
    r"|(?i:\blocal(?:\s\w+)?\stime|\blocal clock|\(local\)|(?<=\d)\slocal\b|\blocally\b|\bheures?\slocales?|\bOrtszeit|\bhora\slocal"
    r"|\bora\slocale|\bmoskauer\s+zeit|\bmoskauer\s+ortszeit|местн\w+\sвремен|московск\w+|\bпо\s(?:москве|байконуру)\b)"
    r"|\b[Hh](?:eures?|oras?) de [A-ZÀ-Þ]\w+|\b[Oo]ra di [A-Z]\w+|(?:北京|日本|莫斯科|东京|東京|当地|當地|現地)[时時]间?間?"
    r"|(?<=[\dm.)])[ ,]*\(?(?!Universal|Greenwich|Mean|Coordinated|Mission|Elapsed|Ground|Zulu|World)[A-Z][a-zé-]+ (?i:(?:standard |daylight |summer )?time)\b"
)
HALF_OF_THE_DAY = re.compile(r"(?::\d{2}(?:[.,]\d+)?)?\s?(?P<half>[ap])\.?\s?m\b", re.IGNORECASE)
SECONDS = re.compile(r"(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?\s?m\.?)?(?:\s?(?:hours|hrs?|h))?[\s(,]*", re.IGNORECASE)
FIGURES = [
    re.compile(r"(?<![\d.:])(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d{2})(?![.]?\d)"),
    re.compile(
        r"\b(?P<hour>\d{1,2})\s?(?:hours?|heures?|hrs?|h|Uhr|horas?|часов|часа|час|ч)\b\.?(?:\s(?:and|et|und|y|и))?\s(?P<minute>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"(?<![\d.:])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:hours|hrs?\b|h\b|\(?local|[A-Z]{3,4}\b|Z\b|[A-Z]\w+ time))"
    ),
    re.compile(
        r"(?<![\d.:])(?P<hour>\d{1,2})(?P<minute>)(?=\s?(?:[ap]\.?\s?m\b|o[’']clock|Uhr\b(?!\s\d)|heures?\b(?!\s(?:et\s)?\d)))",
        re.I,
    ),
    re.compile(r"(?P<minute>)\b(?P<hour>noon|midnight)\b", re.IGNORECASE),
]
NAMED_HOURS = {"noon": 12, "midnight": 0}


def times_of_day(words: str) -> set[Time]:
    """Every time of day that stands in words, to the minute.

    >>> sorted(times_of_day("4:19 p.m. in Moscow, 0907 EST"))
    [(9, 7), (16, 19)]
    """
    return {time for time, _ in _found(words)}


def is_local_clock_as_utc(value: str, printed: str) -> bool:
    """Whether a moment in UTC has the figures that the words as printed give by a clock on the spot.

    Never so where they give these figures by universal time as well, or name it without a time of its own.

    >>> is_local_clock_as_utc("1961-04-12T09:07Z", "at 09:07 Moscow time")
    True
    >>> is_local_clock_as_utc("1961-04-12T06:07Z", "at 09:07 Moscow time (06:07 UTC)")
    False
    """
    parsed = date_values.read(value)
    if parsed is None or parsed.instant is None or not ON_THE_SPOT.search(printed):
        return False
    instants = (parsed.instant, parsed.instant + HALF_A_MINUTE)
    wanted = {(instant.hour, instant.minute) for instant in instants}
    found = list(_found(printed))
    marks = UNIVERSAL.findall(printed)
    universal = [time for time, end in found if UNIVERSAL.match(printed, end) or _mark_follows(printed, end)]
    is_told_apart = not marks or len(universal) == len(marks)
    return is_told_apart and wanted.isdisjoint(universal) and not wanted.isdisjoint(time for time, _ in found)


def _mark_follows(printed: str, end: int) -> bool:
    """Whether universal time is named right behind a time that ends there, its seconds and its half of the day."""
    rest = SECONDS.match(printed, end)
    return bool(rest and UNIVERSAL.match(printed, rest.end()))


def _found(words: str) -> Iterator[tuple[Time, int]]:
    """Each time of day, and where its figures end."""
    for pattern in FIGURES:
        for match in pattern.finditer(words):
            hour = NAMED_HOURS.get(match["hour"].lower(), match["hour"])
            half = HALF_OF_THE_DAY.match(words, match.end())
            time = _on_24_hours(int(hour), half["half"].lower() if half else ""), int(match["minute"] or 0)
            if time[0] < 24 and time[1] < 60:
                yield time, match.end()


def _on_24_hours(hour: int, half: str) -> int:
    """The hour of a clock of 24 hours."""
    return hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour
