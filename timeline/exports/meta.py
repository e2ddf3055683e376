"""The `citation_*` elements in the head of a page, by which Zotero and Google Scholar know what it is (Highwire Press tags)."""

from typing import Any

from timeline.exports.coins import date
from timeline.text import csl


def tags(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and contents, for one `meta` element each.

    An agency of more than one word is left out: Zotero would make a person of it, "Office, NASA History". COinS has it whole.
    """
    pairs = [
        ("title", record["title"]),
        *(("author", csl.family_first(author)) for author in record.get("author", []) if not _is_parted(author)),
        ("publication_date", date(record).replace("-", "/")),
        ("publisher", record.get("publisher") or record.get("container-title", "")),
        ("language", record.get("language", "")),
        ("public_url", record.get("URL", "")),
    ]
    return [(f"citation_{name}", content) for name, content in pairs if content]


def _is_parted(author: csl.Name) -> bool:
    """Whether programs would make given names and a family of a name that is of no person."""
    return " " in author.get("literal", "")
