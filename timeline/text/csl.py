"""Names and dates of a source as CSL-JSON wants them (CSL 1.0.2, csl-data.json), and back into the words of our pages."""

import re
from functools import lru_cache
from itertools import chain
from typing import Any

from timeline.text import edtf
from timeline.text.edtf.grammar import Expression, Interval, Several, Stretch, parts, read
from timeline.text.edtf.points import Point

Name = dict[str, str]
Date = dict[str, Any]

PARTICLES = frozenset(
    "af al bin da dal de del della den der di do dos du el ibn la le lo ten ter van vom von zu zum zur".split()
)
SUFFIXES = frozenset(["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"])
ARTICLES = frozenset(["The", "the", "Das", "Der", "Die", "El", "Il", "La", "Le", "Les", "Los"])
# Words by which an author is known to be no single person. Whoever has one of them in the family is written "Family, Given".
OF_A_BODY = frozenset(
    """academy administration agency archive archives association board bureau center centre chronicles college commission
    committee company corporation council department embassy federation foundation government group history house inc
    institute institution laboratory library magazine ministry museum nations network news observatory office
    organisation organization press programme program project research school services society space staff state states
    team times today union university агентство академия архив издательство институт комиссия музей общество редакция
    центр""".split()
)
MOST_WORDS = 5  # of a person's name
TIME_OF_DAY = re.compile(r"T[\d:]+Z(?=/|$)", re.ASCII)
UNKNOWN = re.compile(r"(-XX)+$")  # a month or a day of which no digit is known says nothing
OPEN = [0]  # the end of a range that has none, as citeproc and pandoc have it
OF_CSL = ("date-parts", "circa", "literal")  # what other programs are given of a date


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[tuple[str, str], ...]:
    words, after = name.split(), ""
    if len(words) > 1 and words[-1] in SUFFIXES:
        after = words.pop()
        words[-1] = words[-1].removesuffix(",")
    plain = " ".join(words)
    family, _, given = (part.strip() for part in plain.partition(","))
    if family and given and "," not in given and not _is_body(words):
        parts = {"family": family, "given": given, "suffix": after}
        return tuple((key, part) for key, part in parts.items() if part)
    if len(words) < 2 or "," in plain or _is_body(words):
        return (("literal", name),)
    start = next((place for place, word in enumerate(words) if word in PARTICLES), len(words) - 1)
    end = next((place for place in range(start, len(words)) if words[place] not in PARTICLES), len(words) - 1)
    parts = {
        "family": " ".join(words[end:]),
        "given": " ".join(words[:start]),
        "non-dropping-particle": " ".join(words[start:end]),
        "suffix": after,
    }
    return tuple((key, part) for key, part in parts.items() if part)


def _is_body(words: list[str]) -> bool:
    """Whether these are the words of an agency, a paper or an account, and not of a person."""
    plain = [word.strip(",.").casefold() for word in words]
    return (
        len(words) > MOST_WORDS
        or words[0] in ARTICLES
        or not OF_A_BODY.isdisjoint(plain)
        or any(word.islower() and word not in PARTICLES for word in words)
        or any(len(word) > 2 and word.isupper() and "." not in word and word not in SUFFIXES for word in words)
        or any(not (letter.isalpha() or letter in " .,'’-") for letter in " ".join(words))
    )


def name(written: str) -> Name:
    """An author as one line of `Source.authors` has it, in the parts by which styles turn and shorten it.

    "Given Family" and "Family, Given" are people; agencies, papers, accounts and whatever else is no such name stay whole.

    >>> name("Edward Clinton Ezell")
    {'family': 'Ezell', 'given': 'Edward Clinton'}
    >>> name("German Aerospace Center (DLR)")
    {'literal': 'German Aerospace Center (DLR)'}
    """
    return dict(_parts(written))


def in_full(author: Name) -> str:
    """An author in the order in which a name is said: "Wernher von Braun", "Delbert R. Terrill Jr."."""
    if "literal" in author:
        return author["literal"]
    parts = (author.get(part, "") for part in ("given", "non-dropping-particle", "family", "suffix"))
    return " ".join(part for part in parts if part)


def family(author: Name) -> str:
    """The name of the family with its particle: "von Braun"."""
    return " ".join(part for part in (author.get("non-dropping-particle", ""), author["family"]) if part)


def family_first(author: Name) -> str:
    """An author as programs tell the parts of a name: "von Braun, Wernher", "Terrill, Delbert R., Jr."."""
    if "literal" in author:
        return author["literal"]
    return ", ".join(part for part in (family(author), author.get("given", ""), author.get("suffix", "")) if part)


def date(text: str) -> Date:
    """An EDTF date as a CSL date, in numbers alone and never in words; nothing for what is no date.

    What is no single year, month or day is a range, from the first that may be meant to the last: a decade ten years, one of
    several days all that lie between. `circa` is said of whatever is not certain, `season` of seasons. `edtf` is the date as it
    was written, where the rest does not say it whole: it is for our own writers, and `for_programs` takes it away.

    >>> date("1978-05~")
    {'date-parts': [[1978, 5]], 'circa': True}
    >>> date("195X")
    {'date-parts': [[1950], [1959]], 'edtf': '195X'}
    """
    written = UNKNOWN.sub("", TIME_OF_DAY.sub("", text.strip()))
    expression = read(written)
    if expression is None or not (ends := _ends(expression)):
        return {}
    if isinstance(expression, Point):
        written = written.partition("/")[0]  # an interval with equal ends is one date
    found: Date = {"date-parts": ends}
    if isinstance(expression, Point) and (part := expression.part_of_year) and part.is_season:
        found["season"] = (int(expression.month) - 21) % 4 + 1  # of either hemisphere
    if _is_uncertain(expression):
        found["circa"] = True
    return found if as_edtf(found) == written else found | {"edtf": written}


def _points(expression: Expression) -> list[Point]:
    """Every date that an expression names."""
    named = ((each.start, each.end) if isinstance(each, Stretch) else (each,) for each in parts(expression))
    return [point for point in chain.from_iterable(named) if point]


def _ends(expression: Expression) -> list[list[int]]:
    """The one or two ends of a date, of which the second may be OPEN; none where it names no date at all."""
    spans = [span(point) for point in _points(expression)]
    if not spans:
        return []
    if isinstance(expression, Interval) and not expression.end:
        return [spans[0][0], OPEN]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return [first] if first == last else [first, last]


def span(point: Point) -> tuple[list[int], list[int]]:
    """The first and the last that a date may mean, each by no more than is known of it: a year, a month or a day."""
    if not point.year.isdigit():
        return [point.years[0]], [point.years[-1]]
    year, first, last = int(point.year), point.first, point.last
    if point.month in ("", "XX") or point.part_of_year:
        return [year], [year]
    if point.day in ("", "XX") or not point.month.isdigit():
        return [year, first.month], [year, last.month]
    return [year, first.month, first.day], [year, last.month, last.day]


def _is_uncertain(expression: Expression) -> bool:
    points = _points(expression)
    is_one_of_several = isinstance(expression, Several) and expression.is_one
    has_no_start = isinstance(expression, Interval) and not expression.start
    return is_one_of_several or has_no_start or any(any(point.marks) or point.estimate for point in points)


def first_day(when: Date) -> list[int]:
    """The numbers of the day, the month or the year on which something appeared or began to; none where no number says it.

    >>> first_day(date("1975-07-15/1975-07-24")), first_day(date("195X"))
    ([1975, 7, 15], [])
    """
    first, *others = when.get("date-parts") or [[]]
    written = as_edtf(when) if others else ""
    return [] if others and ("/" not in written or "X" in written) else list(first)


def in_words(when: Date) -> str:
    """A CSL date of ours as people read it, and nothing for none: "about 1978", "17 July 1975"."""
    if "date-parts" not in when:
        return str(when.get("literal", ""))
    return edtf.words(as_edtf(when))


def as_edtf(when: Date) -> str:
    """A CSL date of ours with `date-parts` as EDTF again."""
    if "edtf" in when:
        return str(when["edtf"])
    ends = [".." if numbers == OPEN else dashed(numbers) for numbers in when["date-parts"]]
    season = f"-{when['season'] + 20}" if "season" in when else ""
    return "/".join(ends) + season + ("~" if when.get("circa") else "")


def dashed(numbers: list[int]) -> str:
    """Year, month and day with hyphens between, as far as they are given: "1975-07"."""
    return "-".join(f"{number:02}" for number in numbers)


def for_programs(record: dict[str, Any]) -> dict[str, Any]:
    """A record as it goes out to other programs: its dates without what only our own writers read.

    A season is left out with the rest: Zotero takes its number for that of a day ("2 1957"), and the year alone is true.
    """
    dates = {
        name: {key: record[name][key] for key in OF_CSL if key in record[name]}
        for name in ("issued", "accessed")
        if name in record
    }
    return record | dates
