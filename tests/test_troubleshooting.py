"""docs/troubleshooting.md quotes the program: each sentence of ours stands in its code as it is quoted."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/troubleshooting.md"
CODE = ("Makefile", "spacehistory/*.py", "timeline/**/*.py", "templates/**/*.html", "tests/**/*.py")
JOINT = re.compile(r'"\s*\n\s*f?"')  # between two halves of a text in Python


def code() -> str:
    """All of the program in one text, with its sentences in one piece each."""
    paths = [path for pattern in CODE for path in ROOT.glob(pattern) if path != Path(__file__)]
    return "\n".join(JOINT.sub("", path.read_text(encoding="utf-8")) for path in paths)


def test_every_sentence_that_is_quoted_stands_in_the_code():
    quoted = re.findall(r"“([^”]{12,})”", PAGE.read_text(encoding="utf-8"))
    text = code().replace("{RECIPE}", "docs/adding-a-field.md")
    assert len(quoted) > 10
    assert [sentence for sentence in quoted if sentence not in text] == []


def test_every_row_says_what_is_seen_why_and_how_it_is_mended():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [row for row in rows if len(re.split(r"(?<!\\) \| ", row.strip("| "))) != 3] == []
