"""Cells: no spreadsheet calculates one, and whatever a text begins with comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.tables import cells

BEGINNINGS = st.text("'=+-@\t\r\n＝ a", max_size=5)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5 °C", "'-5 °C"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'Leonov", "'Leonov"),
        ("1975-07-17", "1975-07-17"),
        ("", ""),
    ],
)
def test_text_is_no_formula_in_its_cell(text, cell):
    assert cells.neutral(text) == cell
    assert cells.plain(cell) == text


@given(BEGINNINGS)
def test_text_comes_back_from_its_cell_whatever_it_begins_with(text):
    cell = cells.neutral(text)
    assert cells.plain(cell) == text
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝"}


def test_slugs_in_a_cell_are_parted_by_whatever_stands_between():
    assert cells.parted("apollo-11; soyuz-19 | vostok-1,voskhod-2\nx") == [
        *("apollo-11", "soyuz-19", "vostok-1", "voskhod-2", "x"),
    ]
    assert cells.parted(cells.joined(["a", "b"])) == ["a", "b"]
