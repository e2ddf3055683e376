"""Templates can be read: no line of them is long. The formatter minds their tags (make format)."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "templates"
MAX_LINE = 200  # characters


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.html")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_line_is_long(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [(number, len(line)) for number, line in enumerate(lines, start=1) if len(line) > MAX_LINE] == []


def test_what_is_included_within_a_sentence_ends_without_a_space():
    pieces = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.inline.html")}
    assert set(pieces) == {"_citation.inline.html"}
    assert {name: text[-1:].isspace() for name, text in pieces.items()} == {"_citation.inline.html": False}
