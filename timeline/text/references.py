"""A source as one line of a bibliography, made from its CSL record."""

from typing import Any

from timeline.text import csl as names_and_dates


def authors(csl: dict[str, Any]) -> str:
    """The authors as one phrase: "A. Siddiqi and R. Launius", "Three Names, …, and Another"."""
    names = [names_and_dates.in_full(author) for author in csl.get("author", [])]
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def imprint(csl: dict[str, Any]) -> str:
    """Publisher and date, the part that follows the title: "CNN, 15 July 2015"."""
    publisher = csl.get("publisher") or csl.get("container-title", "")
    issued = names_and_dates.in_words(csl.get("issued", {})) or "no date"
    return ", ".join(part for part in (publisher, issued) if part)


def line(csl: dict[str, Any]) -> str:
    """The whole reference as plain text.

    >>> line({"title": "A report", "publisher": "NASA", "issued": {"date-parts": [[1975, 7]]}})
    '“A report”, NASA, July 1975'
    """
    return ", ".join(part for part in (authors(csl), f"“{csl['title']}”", imprint(csl)) if part)
