"""Chicago style, 18th edition: notes with their bibliography, and author-date (The Chicago Manual of Style, chapters 13 and 14).

A work of reference that names no author is cited in the text or a note alone: `bibliography` and, where it has no address,
`author_date` give nothing for it.
"""

from timeline.citing import dates
from timeline.citing.record import NO_DATE, Record, inverted, said
from timeline.citing.wording import clauses, closed, italic, quoted, sentence_start, sentences, with_marks
from timeline.text.csl import Name

MOST_NAMES, NAMES_OF_MORE = 6, 3
MOST_NAMES_IN_A_NOTE = 2


def note(record: Record) -> str:
    """The first note."""
    names = _names_in_a_note(record.authors)
    if _is_looked_up(record) and not record.url:
        date = f" ({_day(record)})" if record.issued else ""
        return closed(f"{italic(record.container)}{date}, under {quoted(record.title)}")
    version = f"version {record.version}" if record.version else ""
    accessed = _accessed(record, "accessed")
    if _is_published(record):
        imprint = f"({', '.join(part for part in (record.publisher, _year(record)) if part)})"
        return closed(clauses([names, f"{_title(record)} {imprint}", accessed, record.url]))
    container = f"in {_container(record)}" if _is_in_a_work(record) else _container(record)
    return closed(clauses([names, _title(record), version, container, _day(record), accessed, record.url]))


def bibliography(record: Record) -> str:
    """The entry of the bibliography."""
    if _is_looked_up(record):
        return ""
    accessed, names = _accessed(record, "Accessed"), _names(record.authors)
    if _is_published(record):
        imprint = clauses([sentence_start(record.publisher), _year(record)])
        return sentences(names, _title(record), imprint, accessed, record.url)
    version = f"Version {record.version}" if record.version else ""
    if not names:
        return sentences(_container(record), _title(record), version, _day(record), accessed, record.url)
    if _is_in_a_work(record):
        return sentences(names, _title(record), f"In {_container(record)}", _day(record), accessed, record.url)
    return sentences(names, _title(record), version, clauses([_container(record), _day(record)]), accessed, record.url)


def author_date(record: Record) -> str:
    """The entry of the list of references in the author-date system."""
    if _is_looked_up(record) and not record.url:
        return ""
    accessed, names = _accessed(record, "Accessed"), _names(record.authors)
    year, title = _year(record), _title(record)
    if _is_published(record):
        head = (names, year, title) if names else (title, year)
        return sentences(*head, sentence_start(record.publisher), accessed, record.url)
    version = f"Version {record.version}" if record.version else ""
    day = dates.month_and_day(record.issued)
    container = _container(record)
    if _is_in_a_work(record):
        return sentences(names, year, title, f"In {container}", day, accessed, record.url)
    if names:
        return sentences(names, year, title, version, clauses([container, day]), accessed, record.url)
    head = (container, year, title) if container else (title, year)
    return sentences(*head, version, day, accessed, record.url)


def _is_published(record: Record) -> bool:
    return record.kind in {"book", "report"}


def _is_looked_up(record: Record) -> bool:
    """Whether it is an unsigned article of a work of reference."""
    return record.kind == "entry-encyclopedia" and record.is_article and not record.authors


def _is_in_a_work(record: Record) -> bool:
    return record.kind == "entry-encyclopedia" and bool(record.authors and record.container)


def _title(record: Record) -> str:
    if _is_looked_up(record):
        return quoted(record.title)
    if record.is_article or record.kind == "webpage":
        return quoted(record.headline)
    return italic(with_marks(record.headline))


def _container(record: Record) -> str:
    return record.container if record.kind == "webpage" else italic(record.container)


def _year(record: Record) -> str:
    return record.doubted(dates.year(record.issued)) or NO_DATE


def _day(record: Record) -> str:
    """The whole date; "n.d." is said of an article in a paper, and not of a page."""
    missing = NO_DATE if record.kind == "article-newspaper" else ""
    return record.doubted(dates.month_first(record.issued)) or missing


def _accessed(record: Record, word: str) -> str:
    when = dates.month_first(record.accessed_at_an_address)
    return f"{word} {when}" if when else ""


def _names(names: list[Name]) -> str:
    """All names up to six; of more the first three. Only the first is turned round."""
    if not names:
        return ""
    first = inverted(names[0], demotes_particle=True)
    spoken = [first, *(said(name) for name in names[1:])]
    if len(spoken) > MOST_NAMES:
        return f"{', '.join(spoken[:NAMES_OF_MORE])}, et al."
    return ", and ".join([", ".join(spoken[:-1]), spoken[-1]]) if names[1:] else first


def _names_in_a_note(names: list[Name]) -> str:
    spoken = [said(name) for name in names]
    if len(spoken) > MOST_NAMES_IN_A_NOTE:
        return f"{spoken[0]} et al."
    return " and ".join(spoken)
