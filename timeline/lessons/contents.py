"""What a lesson set holds, as a plain value without a row in the database."""

import re
from dataclasses import dataclass

MOST_EVENTS = 30
LONGEST_TITLE = 120
LONGEST_INTRODUCTION = 1500
LONGEST_QUESTION = 300

# No page shows them and no database keeps them all; a tab or a line break is a space in a line.
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class Entry:
    """An event by its permanent key, and the question to it."""

    key: str
    question: str = ""


@dataclass(frozen=True)
class Contents:
    """A title, an introduction, and events in an order."""

    title: str = ""
    introduction: str = ""
    entries: tuple[Entry, ...] = ()


def one_line(text: str) -> str:
    """A text as one line, without what nobody sees."""
    return " ".join(UNSEEN.sub(" ", text).split())


def paragraphs(text: str) -> str:
    """A text as its lines, without what nobody sees; an empty line, however many there were, begins a paragraph."""
    lines = map(one_line, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
