"""One cell of a CSV file: texts that no spreadsheet takes for a formula, lists, and what people type for yes and no."""

import re

# What a spreadsheet may calculate instead of showing (OWASP, "CSV injection"), the wide forms of East Asian keyboards too.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
BETWEEN = re.compile(r"[\s,;|]+")  # none of these can stand in a slug or a key

YES, NO = "yes", "no"
YESES, NOES = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


def neutral(text: str) -> str:
    """A text as a cell holds it: before one that a spreadsheet might calculate stands an apostrophe."""
    return f"'{text}" if FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text of such a cell again: exactly the apostrophe that `neutral` sets is taken off."""
    return cell[1:] if QUOTED_FORMULA.match(cell) else cell


def joined(names: list[str]) -> str:
    """Slugs or keys in one cell."""
    return "; ".join(names)


def parted(cell: str) -> list[str]:
    """The slugs or keys in a cell, whatever stands between them."""
    return [name for name in BETWEEN.split(cell) if name]


def lines(cell: str) -> list[str]:
    """The names in a cell, one to a line."""
    return [line.strip() for line in cell.splitlines() if line.strip()]
