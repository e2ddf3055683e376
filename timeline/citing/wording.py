"""What the styles of references share: italics, quotation marks, the stops between parts, and words in title case.

A reference under way is a plain string, in which two characters that no text holds say where italics begin and end.
"""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ITALIC, UPRIGHT = "\ue000", "\ue001"
MARKS = (("“", "”"), ("‘", "’"))  # by how deep a quotation stands in others
ENDS = ".?!…"
BEFORE_A_QUOTE = " ([{—–-/“‘"

# Words that keep a small letter within an English title (CSL 1.0.2, "Title Case Conversion", and the usage of its styles).
SMALL = frozenset(
    """a about above across afore after against al along alongside amid amidst among amongst an and apropos around as aside
    astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca circa d de despite
    down during et except for from given in inside into la le lest like modulo near next nor notwithstanding of off on onto
    or out over per plus pro qua sans since so than the through throughout thru till to toward towards under underneath
    until unto up upon v van versus via von vs with within without yet""".split()
)


def italic(text: str) -> str:
    """The text in italics; nothing for nothing."""
    return f"{ITALIC}{text}{UPRIGHT}" if text else ""


def html(reference: str) -> SafeString:
    """A reference as HTML, its italics as <i>."""
    return mark_safe(escape(reference).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>"))


def plain(reference: str) -> str:
    """A reference as text alone."""
    return reference.replace(ITALIC, "").replace(UPRIGHT, "")


def cleaned(text: str) -> str:
    """A text from outside without doubled spaces and without the two characters by which italics are marked."""
    return " ".join(plain(text).split())


def quoted(text: str) -> str:
    """The text between quotation marks, those within it one step further in; nothing for nothing."""
    return f"{MARKS[0][0]}{with_marks(text, depth=1)}{MARKS[0][1]}" if text else ""


def with_marks(text: str, depth: int = 0) -> str:
    """The text with typographic quotation marks and apostrophes, its outermost quotations standing `depth` deep.

    >>> with_marks("The 'Eagle' hasn't landed")
    'The “Eagle” hasn’t landed'
    """
    said: list[str] = []
    opened: list[str] = []  # the closing marks that are awaited, as they were written
    for place, letter in enumerate(text):
        before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2]
        if opened and letter == opened[-1] and not (letter in "'’" and after.isalnum()):
            opened.pop()
            said.append(MARKS[(depth + len(opened)) % 2][1])
        elif (closing := _awaited(letter)) and before in BEFORE_A_QUOTE and _closes(closing, text[place + 1 :]):
            said.append(MARKS[(depth + len(opened)) % 2][0])
            opened.append(closing)
        else:
            said.append("’" if letter == "'" else letter)
    return "".join(said)


def _awaited(letter: str) -> str:
    return {'"': '"', "'": "'", "“": "”", "‘": "’"}.get(letter, "")


def _closes(closing: str, rest: str) -> bool:
    """Whether `rest` holds the closing mark, where it is no apostrophe."""
    return re.search(rf"{re.escape(closing)}(?!\w)", rest) is not None


def closed(text: str, stop: str = ".") -> str:
    """The text with a stop at its end: within a closing quotation mark, and no full stop where a sentence has ended already.

    >>> closed("“Who was first?”"), closed("“We are go”"), closed("“Who was first?”", ",")
    ('“Who was first?”', '“We are go.”', '“Who was first?,”')
    """
    core = text.rstrip(f"{UPRIGHT}”’") if text.endswith((UPRIGHT, "”", "’")) else text
    tail = text[len(core) :]
    if stop == "." and core.endswith(tuple(ENDS)):
        return text
    is_quoted = "”" in tail or ("’" in tail and "‘" in core)  # and no apostrophe
    return core + stop + tail if is_quoted else text + stop


def sentences(*parts: str) -> str:
    """The parts that there are, each as a sentence."""
    return " ".join(closed(part) for part in parts if part)


def clauses(parts: Iterable[str]) -> str:
    """The parts that there are, with commas between them."""
    found = [part for part in parts if part]
    return " ".join([*(closed(part, ",") for part in found[:-1]), *found[-1:]])


def title_case(text: str, language: str) -> str:
    """An English title with capitals as publishers set them; any other as it is.

    A word with a capital of its own stays as it is, and so does an address ("rulit.me"). Small words stay small but at the
    ends, after a colon and where a compound begins.

    >>> title_case("the near-space flight: a story of the moon", "en")
    'The Near-Space Flight: A Story of the Moon'
    """
    if language.split("-")[0] != "en":
        return text
    words = re.split(r"([\s/–—-]+)", text)  # every other one is what parts two words
    spoken = [place for place in range(0, len(words), 2) if words[place]]
    for place in spoken:
        is_first = place in (spoken[0], spoken[-1]) or words[place - 2].endswith((":", "?", "!"))
        begins_a_compound = words[place + 1 : place + 2] == ["-"] and words[place - 1 : place] != ["-"]
        if is_first or begins_a_compound or not _is_small(words[place]):
            words[place] = _with_capital(words[place])
    return "".join(words)


def _is_small(word: str) -> bool:
    bare = re.sub(r"^\W+|\W+$", "", word)
    return bare in SMALL or re.match(r"[dl][’']\w", bare) is not None


def _with_capital(word: str) -> str:
    first = re.search(r"\w", word)
    if first is None or word != word.lower() or re.search(r"\w\.\w", word):
        return word
    return word[: first.start()] + first[0].upper() + word[first.end() :]


def sentence_start(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]
