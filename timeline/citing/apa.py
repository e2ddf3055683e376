"""APA style, 7th edition: an entry of the list of references (Publication Manual, chapters 9 and 10)."""

from timeline.citing import dates
from timeline.citing.record import NO_DATE, Record, inverted
from timeline.citing.wording import italic, sentences, with_marks
from timeline.text.csl import Name

DATED_TO_THE_DAY = {"webpage", "article-newspaper"}
MOST_NAMES, NAMES_BEFORE_THE_LAST = 20, 19


def entry(record: Record) -> str:
    """The entry, without a full stop behind an address."""
    title = with_marks(record.title)
    if record.kind == "webpage" or not record.is_article:
        title = italic(title)
    names = _names(record.authors)
    container = record.container if record.kind == "webpage" else italic(record.container)
    if record.kind == "entry-encyclopedia" and container:
        container = f"In {italic(record.container_as_written)}"
    head = (names, _date(record), title) if names else (title, _date(record))
    return " ".join(part for part in (sentences(*head, container, record.publisher), _address(record)) if part)


def _names(names: list[Name]) -> str:
    """All names up to twenty; of more the first nineteen and the last."""
    spoken = [_name(name) for name in names]
    if len(spoken) > MOST_NAMES:
        return f"{', '.join(spoken[:NAMES_BEFORE_THE_LAST])}, … {spoken[-1]}"
    if len(spoken) < 2:
        return "".join(spoken)
    return f"{', '.join(spoken[:-1])}, & {spoken[-1]}"


def _name(name: Name) -> str:
    return inverted({**name, "given": _initials(name.get("given", ""))})


def _initials(given: str) -> str:
    """Given names as initials: "Edward Clinton" → "E. C.", "Jean-Luc" → "J.-L."."""
    words = given.replace(".", " ").split()
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def _date(record: Record) -> str:
    if not record.issued:
        return f"({NO_DATE})"
    when = (dates.year_first if record.kind in DATED_TO_THE_DAY else dates.year)(record.issued)
    return f"(ca. {when})" if record.issued.get("circa") else f"({when})"


def _address(record: Record) -> str:
    if record.accessed_at_an_address:
        return f"Retrieved {dates.month_first(record.accessed)}, from {record.url}"
    return record.url
