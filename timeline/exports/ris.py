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
        yield "AU", _name(author)
    yield "T2", record.get("container-title", "")
    yield "PB", record.get("publisher", "")
    yield from _date(record.get("issued", {}))
    yield "ET", str(record.get("version", ""))
    yield "UR", record.get("URL", "")
    yield "Y2", _day(record["accessed"]["date-parts"][0]) if "accessed" in record else ""
    yield "LA", record.get("language", "")
    yield "ER", ""


def _name(author: csl.Name) -> str:
    """A name with the family first. A comma behind the name of an agency keeps readers from parting it, as EndNote has it."""
    name = csl.family_first(author)
    return f"{name}," if "literal" in author and "," not in name else name


def _date(when: csl.Date) -> Iterator[tuple[str, str]]:
    """Year and date in numbers, of a range the first; what they cannot say whole stands in a note, in EDTF and never in words."""
    first = csl.first_day(when)
    yield "PY", str(first[0]) if first else ""
    yield "DA", _day(first) if first else ""
    if when and csl.as_edtf(when) != csl.dashed(first):
        yield "N1", f"Date: {csl.as_edtf(when)} (EDTF)"


def _day(parts: list[int]) -> str:
    year, month, day = [*parts, 0, 0][:3]
    return f"{year}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"
