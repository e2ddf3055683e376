"""RIS, in UTF-8 (Research Information Systems, “RIS Format Specifications”, 2011).

Each line is a tag of two letters, two spaces, a hyphen, a space and a value; lines end with CR and LF.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.text import csl

TYPES = {"report": "RPRT", "book": "BOOK", "article-newspaper": "NEWS", "entry-encyclopedia": "ENCYC"}


def write(records: Iterable[dict[str, Any]]) -> str:
    """A file of entries."""
    return "".join(_line(tag, value) for record in records for tag, value in _lines(record) if value or tag == "ER")


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}\r\n"


def _lines(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(record["type"], "ELEC")
    yield "ID", f"sh-{record['id']}"
    yield "TI", record["title"]
    for author in record.get("author", []):
        yield "AU", csl.family_first(author)
    yield "T2", record.get("container-title", "")
    yield "PB", record.get("publisher", "")
    yield from _date(record.get("issued", {}))
    yield "ET", str(record.get("version", ""))
    yield "UR", record.get("URL", "")
    yield "Y2", _day(record["accessed"]["date-parts"][0]) if "accessed" in record else ""
    yield "LA", record.get("language", "")
    yield "ER", ""


def _date(when: csl.Date) -> Iterator[tuple[str, str]]:
    """Year and date; what the form YYYY/MM/DD/ cannot say stands in words behind its last stroke, as the format has it."""
    if not when:
        return
    if "date-parts" not in when:
        yield "DA", f"///{csl.in_words(when)}"
        return
    first, *others = when["date-parts"]
    is_more = others or "circa" in when or "season" in when
    yield "PY", str(first[0])
    yield "DA", _day(first) + (csl.in_words(when) if is_more else "")


def _day(parts: list[int]) -> str:
    year, month, day = [*parts, 0, 0][:3]
    return f"{year}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"
