"""Many references in one style, as a list in the order of the alphabet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timeline.citing import wording
from timeline.citing.record import Record
from timeline.citing.styles import Style

# What the alphabet passes over: marks, and an article in front of a title.
PASSED_OVER = re.compile(r"^\W*(?:(?:the|an?)\s+)?\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Bibliography:
    """The entries in their order; `left_out` counts what the style cites in the text or in notes alone."""

    entries: list[SafeString]
    left_out: int


def bibliography(records: Iterable[Record], style: Style) -> Bibliography:
    """The records in the form that `style` has for a list."""
    written = [style.in_a_list.write(record) for record in records]
    kept = sorted(filter(None, written), key=_in_the_alphabet)
    return Bibliography([wording.html(entry) for entry in kept], len(written) - len(kept))


def _in_the_alphabet(entry: str) -> str:
    return PASSED_OVER.sub("", wording.plain(entry).casefold())
