"""MLA style, 9th edition: an entry of the list of works cited (MLA Handbook, chapter 5)."""

from timeline.citing import dates
from timeline.citing.record import Record, inverted, said
from timeline.citing.wording import clauses, italic, quoted, sentences, with_marks
from timeline.text.csl import Name


def entry(record: Record) -> str:
    """The entry: author, title, and what holds it with all that says where in there."""
    title = quoted(record.headline) if record.is_article else italic(with_marks(record.headline))
    version = f"Version {record.version}" if record.version else ""
    date = record.doubted((dates.year if record.kind == "book" else dates.day_first)(record.issued))
    held = clauses([italic(record.container), version, record.publisher, date, record.url])
    accessed = dates.day_first(record.accessed)
    return sentences(_names(record.authors), title, held, f"Accessed {accessed}" if accessed else "")


def _names(names: list[Name]) -> str:
    """One name or two; of more the first alone."""
    if not names:
        return ""
    first, *others = names
    if len(others) > 1:
        return f"{inverted(first)}, et al."
    return ", and ".join([inverted(first), *(said(name) for name in others)])
