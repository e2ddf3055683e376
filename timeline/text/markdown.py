"""Editors' Markdown made into safe HTML, once, when it is saved.

A statement in a body names the citation it rests on by a marker with the citation's key: `The hatch opened.[@sbncd8kv]`.
Markers stay in the HTML as they are; a page makes numbered references of them (timeline_tags.cited).

The library takes very long for some texts in which much is opened and nothing closed. So it works in a process that is ended
(workers.py), and whoever saves texts in a transaction has them set before it begins (`prepared`): on SQLite nobody else can
write while a transaction lasts.
"""

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

import markdown
import nh3

from timeline.text.workers import WorkerError, Workers

logger = logging.getLogger(__name__)

MARKER = re.compile(r"\[@([0-9a-z]{8})\]")

EXTENSIONS = ["footnotes", "tables", "sane_lists"]
TAGS = {
    *("p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br", "pre", "code", "div"),
    *("em", "strong", "a", "sup", "sub", "abbr", "cite", "q", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "class", "title"},
    "abbr": {"title"},
    "div": {"class"},
    "li": {"id"},
    "sup": {"id"},
    "*": {"lang"},
}

VERSION = 1  # of these rules: with another, all that was made by them is made anew
MAX_LENGTH = 100_000  # characters, some forty pages
MAX_CPU_S, MAX_WALL_S = 2, 15  # for one text; the longest, where it is prose, takes a tenth of a second
MAX_SLOW_TEXTS = 3  # of those that are set together, before the rest is given up
OPENS = re.compile(r"[\[(<{`*_~!|&\\]")  # what begins something in Markdown

workers = Workers("timeline.text.markdown:converted", cpu_s=MAX_CPU_S, wall_s=MAX_WALL_S)
_prepared: ContextVar[dict[str, "str | RenderError"] | None] = ContextVar("_prepared", default=None)


class RenderError(ValueError):
    """A text cannot be set; the message is a sentence for whoever wrote it."""


class RenderTimeoutError(RenderError):
    """A text was given up because it takes too long to be set; the message says where an editor might look."""

    def __init__(self, text: str) -> None:
        number, line = _likely_line(text)
        super().__init__(
            f"This text takes too long to be set: look for links, brackets or code that begin and do not end, "
            f"most likely in line {number:,}, “{line}”."
        )


class NotTriedError(RenderTimeoutError):
    """A text was not set, since too many of those before it took too long."""

    def __init__(self) -> None:
        ValueError.__init__(
            self, "This text was not tried, since others before it take too long to be set: mend those first."
        )


def render(text: str) -> str:
    """Markdown → HTML from which everything but plain text structure was taken: no script, style, form or image.

    A text that cannot be set is shown as it was typed; `rendered` refuses it.
    """
    try:
        return rendered(text)
    except RenderError:
        return as_typed(text)


def rendered(text: str) -> str:
    """The same; raise RenderError for a text that is too long, or takes too long to be set."""
    if not text.strip():
        return ""
    found = (_prepared.get() or {}).get(text)
    if isinstance(found, RenderError):
        raise found
    return _worked_out(text) if found is None else found


@contextmanager
def prepared(texts: Iterable[str]) -> Iterator[None]:
    """Set `texts` now, so that whoever asks for one of them within is answered at once. Call it before a transaction begins."""
    known = dict(_prepared.get() or {})
    slow = 0
    for text in texts:
        if text in known or not text.strip():
            continue
        try:
            known[text] = _worked_out(text) if slow < MAX_SLOW_TEXTS else NotTriedError()
        except RenderError as error:
            known[text] = error
            slow += isinstance(error, RenderTimeoutError)
    token = _prepared.set(known)
    try:
        yield
    finally:
        _prepared.reset(token)


def _worked_out(text: str) -> str:
    if (over := len(text) - MAX_LENGTH) > 0:
        raise RenderError(f"This text has {over:,} characters more than the {MAX_LENGTH:,} that can be set.")
    try:
        return workers.run(text)
    except WorkerError as error:
        logger.warning("A text of %d characters took too long to set, and its process was ended.", len(text))
        raise RenderTimeoutError(text) from error


def converted(text: str) -> str:
    """The HTML of a text, however long that takes: the work of a process that can be ended."""
    try:
        dirty = markdown.markdown(text, extensions=EXTENSIONS, output_format="html")
    except RecursionError:  # lists some hundreds deep in one another
        return as_typed(text)
    return nh3.clean(dirty, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def digest(text: str) -> str:
    """A short text that tells whether HTML was made from this text, by the rules of today."""
    return hashlib.blake2b(f"{VERSION}:{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def as_typed(text: str) -> str:
    """A text as it is, as HTML."""
    return f"<pre>{escape(text, quote=False)}</pre>"


def _likely_line(text: str) -> tuple[int, str]:
    """The number and the beginning of the line in which most is begun."""
    lines = text.splitlines() or [""]
    place = max(range(len(lines)), key=lambda number: len(OPENS.findall(lines[number])))
    line = lines[place].strip()
    return place + 1, line if len(line) <= 40 else f"{line[:39]}…"


def without_markers(text: str) -> str:
    """The text as it is read aloud or searched: without the markers of its citations."""
    return MARKER.sub("", text)
