"""BibTeX, in UTF-8, as biblatex has it (“The biblatex Package”, 3.18; what only BibTeX reads: Patashnik, “BibTeXing”, 1988).

`date` is EDTF of the levels 0 and 1 (biblatex_dates); styles of BibTeX read `year` and `month`, which stand there where they are
numbers, since some programs refuse a file with words in them. The key of an entry is the permanent key of what it cites.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.exports import biblatex_dates
from timeline.exports.languages import langid
from timeline.text import csl

TYPES = {
    "report": "techreport",
    "book": "book",
    "article-newspaper": "article",
    "entry-encyclopedia": "inreference",
}
SUBTYPES = {"article-newspaper": "newspaper"}
# The field that names who published it or what it stands in.
HELD_BY = {
    "report": "institution",
    "book": "publisher",
    "article-newspaper": "journal",
    "entry-encyclopedia": "booktitle",
    "webpage": "organization",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ESCAPES = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
LIGATURES = re.compile(r"([-`'])(?=\1)")  # "--" would be set as a dash, two apostrophes as a quotation mark
ENDS_OF_A_CLAUSE = (":", "?", "!", ".")
NOT_IN_AN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(records: Iterable[dict[str, Any]]) -> str:
    """A file of entries."""
    return "\n".join(_entry(record) for record in records)


def _entry(record: dict[str, Any]) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record) if value)
    return f"@{TYPES.get(record['type'], 'online')}{{sh-{record['id']},\n{fields}}}\n"


def _fields(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "author", _braced(" and ".join(_name(author) for author in record.get("author", [])))
    yield "title", _braced(_with_capitals_kept(record["title"]))
    holder = record.get("publisher") or record.get("container-title", "")
    yield HELD_BY.get(record["type"], "organization"), _in_one_piece(holder)
    yield "entrysubtype", _braced(SUBTYPES.get(record["type"], ""))
    yield from _date(record.get("issued", {}))
    yield "version", _braced(escaped(str(record.get("version", ""))))
    yield "url", _braced(record.get("URL", "").translate(NOT_IN_AN_ADDRESS))
    yield "urldate", _braced(csl.as_edtf(record["accessed"]) if "accessed" in record else "")
    yield "langid", _braced(langid(record.get("language", "")))


def _date(when: csl.Date) -> Iterator[tuple[str, str]]:
    first = csl.first_day(when)
    yield "year", _braced(str(first[0]) if first else "")
    yield "month", MONTHS[first[1] - 1] if len(first) > 1 and len(when["date-parts"]) == 1 else ""
    yield "date", _braced(biblatex_dates.date(csl.as_edtf(when)) if when.get("date-parts") else "")


def _name(author: csl.Name) -> str:
    """A name as BibTeX parts it: "von Braun, Wernher", "Terrill, Jr., Delbert R."; what is no person in braces of its own."""
    if "literal" in author:
        return _braced(escaped(author["literal"]))
    parts = (csl.family(author), author.get("suffix", ""), author.get("given", ""))
    return ", ".join(escaped(part) for part in parts if part)


def _with_capitals_kept(title: str) -> str:
    """A title with braces around each word that has capitals to lose: styles may turn all others into small letters.

    A small letter behind a colon stands in braces too: pandoc gives it a capital.
    """
    words = title.split()
    return " ".join(_kept(word, before) for word, before in zip(words, ["", *words], strict=False))


def _kept(word: str, before: str) -> str:
    """A word behind the word `before`, in braces where a program would change its letters."""
    if not before:
        is_plain = word == word[:1].upper() + word[1:].lower()
    else:
        is_plain = word == word.lower() and not before.endswith(ENDS_OF_A_CLAUSE)
    return escaped(word) if is_plain else f"{{{escaped(word)}}}"


def escaped(text: str) -> str:
    """A text in which nothing is a command, and in which no two marks make one."""
    return LIGATURES.sub(r"\1{}", " ".join(text.split()).translate(ESCAPES))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _in_one_piece(name: str) -> str:
    """A name in which "and" parts nothing and every capital stays."""
    return _braced(_braced(escaped(name)))
