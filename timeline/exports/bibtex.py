"""BibTeX, in UTF-8 (Patashnik, “BibTeXing”, 1988; the fields `date`, `url`, `urldate` and `version` are those of biblatex).

Old styles read `year` and `month`, newer ones `date`. The key of an entry is the permanent key of what it cites.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.text import csl

TYPES = {
    "report": "techreport",
    "book": "book",
    "article-newspaper": "article",
    "entry-encyclopedia": "incollection",
}
# The field that names who published it or what it stands in.
HELD_BY = {
    "report": "institution",
    "book": "publisher",
    "article-newspaper": "journal",
    "entry-encyclopedia": "booktitle",
    "webpage": "howpublished",
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
NOT_IN_AN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(records: Iterable[dict[str, Any]]) -> str:
    """A file of entries."""
    return "\n".join(_entry(record) for record in records)


def _entry(record: dict[str, Any]) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record) if value)
    return f"@{TYPES.get(record['type'], 'misc')}{{sh-{record['id']},\n{fields}}}\n"


def _fields(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "author", _braced(" and ".join(_name(author) for author in record.get("author", [])))
    yield "title", _braced(_with_capitals_kept(record["title"]))
    holder = record.get("publisher") or record.get("container-title", "")
    yield HELD_BY.get(record["type"], "howpublished"), _braced(escaped(holder))
    yield from _date(record.get("issued", {}))
    yield "version", _braced(escaped(str(record.get("version", ""))))
    yield "url", _braced(record.get("URL", "").translate(NOT_IN_AN_ADDRESS))
    yield "urldate", _braced(csl.as_edtf(record["accessed"]) if "accessed" in record else "")
    yield "language", _braced(escaped(record.get("language", "")))


def _date(when: csl.Date) -> Iterator[tuple[str, str]]:
    if "date-parts" not in when:
        yield "year", _braced(escaped(csl.in_words(when)))
        return
    first, *others = when["date-parts"]
    yield "year", _braced(str(first[0]))
    yield "month", MONTHS[first[1] - 1] if len(first) > 1 and not others else ""
    yield "date", _braced(csl.as_edtf(when))


def _name(author: csl.Name) -> str:
    """A name as BibTeX parts it: "von Braun, Wernher", "Terrill, Jr., Delbert R."; what is no person in braces of its own."""
    if "literal" in author:
        return f"{{{escaped(author['literal'])}}}"
    parts = (csl.family(author), author.get("suffix", ""), author.get("given", ""))
    return ", ".join(escaped(part) for part in parts if part)


def _with_capitals_kept(title: str) -> str:
    """A title with braces around each word that has capitals to lose: styles may turn all others into small letters."""
    first, *others = title.split() or [""]
    return " ".join([_kept(first, first[:1] + first[1:].lower()), *(_kept(word, word.lower()) for word in others)])


def _kept(word: str, in_small_letters: str) -> str:
    return escaped(word) if word == in_small_letters else f"{{{escaped(word)}}}"


def escaped(text: str) -> str:
    """A text in which nothing is a command, and in which no two marks make one."""
    return LIGATURES.sub(r"\1{}", " ".join(text.split()).translate(ESCAPES))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""
