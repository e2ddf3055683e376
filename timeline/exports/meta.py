"""The `citation_*` elements in the head of a page, by which Zotero and Google Scholar know what it is (Highwire Press tags)."""

from typing import Any

from timeline.exports.coins import date
from timeline.text import csl


def tags(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and contents, for one `meta` element each."""
    pairs = [
        ("title", record["title"]),
        *(("author", csl.family_first(author)) for author in record.get("author", [])),
        ("publication_date", date(record).replace("-", "/")),
        ("publisher", record.get("publisher") or record.get("container-title", "")),
        ("language", record.get("language", "")),
        ("public_url", record.get("URL", "")),
    ]
    return [(f"citation_{name}", content) for name, content in pairs if content]
