"""COinS: a reference within a page, which Zotero and others pick up (OpenURL ContextObject, ANSI/NISO Z39.88-2004, KEV).

Books and reports are told in the format for books; papers, works of reference and pages in Dublin Core, with the name of
the type that Zotero has for them. The address stands in `rft.identifier` in both: with `rft_id` Zotero forgets on which day it
was read.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from timeline.text import csl

BOOKS = {"book": "book", "report": "report"}
TYPES = {"article-newspaper": "newspaperArticle", "entry-encyclopedia": "encyclopediaArticle"}


def context_object(record: dict[str, Any]) -> str:
    """The reference as a query string, for the title of a `span` of the class Z3988."""
    pairs = [("ctx_ver", "Z39.88-2004"), *((key, value) for key, value in _pairs(record) if value)]
    return urlencode(pairs, safe=":/")  # so written an address compresses well beside its link


def _pairs(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    genre = BOOKS.get(record["type"], "")
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'book' if genre else 'dc'}"
    yield "rft.genre", genre
    yield "rft.type", "" if genre else TYPES.get(record["type"], "webpage")
    yield "rft.btitle" if genre else "rft.title", record["title"]
    yield "rft.source", record.get("container-title", "")
    yield "rft.pub" if genre else "rft.publisher", record.get("publisher", "")
    for author in record.get("author", []):
        yield "rft.aucorp" if "literal" in author else "rft.au", csl.family_first(author)
    yield "rft.date", date(record)
    yield "rft.identifier", record.get("URL", "")
    yield "rft.language", record.get("language", "")


def date(record: dict[str, Any]) -> str:
    """The day, month or year on which it was published (W3CDTF); of a range the first; nothing where no number says it."""
    return csl.dashed(csl.first_day(record.get("issued", {})))
