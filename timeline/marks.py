"""The raised numbers behind a fact, as HTML.

They are made here and in no template because a page may have three hundred, and a template takes its time over each.
"""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from timeline.evidence import Reference

MARK = '<sup class="ref"><a href="#{}" aria-label="Source {}: {}">{}</a></sup>'
MAY_BREAK = mark_safe("<wbr>")  # between two numbers; the first stays on the line of its word


def marks(references: Iterable[Reference]) -> SafeString:
    """Numbers that lead to the citations further down a page."""
    return _marks((f"citation-{reference.citation.key}", reference) for reference in references)


def notes(references: Iterable[Reference]) -> SafeString:
    """Numbers that lead to the footnotes of what is printed."""
    return _marks((f"note-{reference.number}", reference) for reference in references)


def _marks(references: Iterable[tuple[str, Reference]]) -> SafeString:
    pieces = ((to, each.number, each.citation.source.title, each.number) for to, each in references)
    return format_html_join(MAY_BREAK, MARK, pieces)
