"""Names and dates of a source as CSL-JSON wants them (CSL 1.0.2, csl-data.json), and back into the words of our pages."""

import re
from functools import lru_cache
from typing import Any

from timeline.text import edtf

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
POINT = re.compile(r"(\d{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)", re.ASCII)
TIME_OF_DAY = re.compile(r"T[\d:]+Z$", re.ASCII)
SEASONS = {str(code): (code - 21) % 4 + 1 for code in range(21, 33)}  # of either hemisphere


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
    """An EDTF date as a CSL date.

    What CSL cannot hold in numbers (a decade, one of several days) it gets in words. `circa` holds the sign by which EDTF
    says how uncertain the date is, which any program takes for "yes".

    >>> date("1978-05~")
    {'date-parts': [[1978, 5]], 'circa': '~'}
    """
    ends = [POINT.fullmatch(end) for end in dict.fromkeys(TIME_OF_DAY.sub("", text).split("/"))]
    points = [end for end in ends if end and (end[2] not in edtf.PARTS_OF_YEAR or end[2] in SEASONS)]
    is_said = len(points) == len(ends) <= 2
    if (len(ends) == 2 and any(end[4] or end[2] in SEASONS for end in points)) or not is_said:
        return {"literal": edtf.words(text)}
    found: Date = {"date-parts": [_numbers(end) for end in points]}
    if (season := points[0][2]) in SEASONS:
        found["season"] = SEASONS[season]
    if sign := points[0][4]:
        found["circa"] = sign
    return found


def _numbers(point: re.Match[str]) -> list[int]:
    year, month, day = point.group(1, 2, 3)
    if month in (None, "XX") or month in SEASONS:
        return [int(year)]
    return [int(year), int(month)] if day in (None, "XX") else [int(year), int(month), int(day)]


def in_words(when: Date) -> str:
    """A CSL date of ours as people read it, and nothing for none: "about 1978", "17 July 1975"."""
    if "date-parts" not in when:
        return str(when.get("literal", ""))
    return edtf.words(as_edtf(when))


def as_edtf(when: Date) -> str:
    """A CSL date of ours with `date-parts` as EDTF again."""
    ends = ["-".join(f"{number:02}" for number in parts) for parts in when["date-parts"]]
    season = f"-{when['season'] + 20}" if "season" in when else ""
    return "/".join(ends) + season + str(when.get("circa", ""))
