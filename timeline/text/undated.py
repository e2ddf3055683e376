"""Whether a text gives away when something was, for cards that are to be put in order."""

import calendar
import re

MONTHS = "|".join(calendar.month_name[1:])
DATE = re.compile(
    rf"(?<![\d.,])(?:1[5-9]|2[01])\d\d(?:s\b)?(?![\d.,]\d|\d)"  # a year, or a decade: 1957, 1960s
    r"|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"  # 17.7.1975
    r"|(?<!\w)[’'][2-9]\d\b"  # ’69
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTHS})\b(?: \d{{1,2}}\b)?"  # a day, or the name of a month
    r"|(?i:\b(?:month|year|decade)s? (?:after|before|later|earlier|ago)\b)"  # twenty years after
    r"|(?i:\b(?:spring|summer|autumn|winter|anniversary)\b)"
)
# After two small letters, for no sentence ends in “A. P. J.”
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”’][a-z0-9)”’][.!?]) (?=[A-Z“(0-9])")
BLANK = "____"


def is_undated(text: str) -> bool:
    """Whether a text names no year, no month and no day, nor how long before or after something else it was.

    >>> is_undated("It flew in July"), is_undated("In the 1960s"), is_undated("It weighed 84 kilograms")
    (False, False, True)
    """
    return not DATE.search(text)


def blanked(text: str) -> str:
    """A title with a blank to be filled in where it names a date.

    >>> blanked("Russia stays until 2028")
    'Russia stays until ____'
    """
    return DATE.sub(BLANK, text)


def opening(text: str, longest: int) -> str:
    """The sentences a text opens with, up to the first that names a date or has no room in `longest` characters.

    >>> opening("It weighed 84 kilograms. It fell in 1958. Nobody saw it.", 330)
    'It weighed 84 kilograms.'
    """
    kept = ""
    for sentence in SENTENCE_END.split(text):
        longer = f"{kept} {sentence}".lstrip()
        if len(longer) > longest or not is_undated(sentence):
            break
        kept = longer
    return kept
