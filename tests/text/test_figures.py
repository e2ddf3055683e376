"""The figures of a text."""

import pytest

from timeline.text.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("none at all", []),
        ("some 35,000 kilometres", ["35000"]),
        ("35 000 km and 35\u202f000 km", ["35000"]),
        ("1,234,567", ["1234567"]),
        ("July 17, 1975", ["17", "1975"]),
        ("in 1975, 250 people", ["1975", "250"]),
        ("1975-07-17T06:07:00Z", ["1975", "7", "17", "6", "0"]),
        ("In April 1961 108 minutes", ["1961", "108"]),
        ("1957 184 pounds, 35 000 000", ["1957", "184", "35000000"]),
        ("mid-1975 and pre-1957", ["1975", "1957"]),
        ("83.6 kilograms", ["83", "6"]),
        ("the R-16, STS-71 and Tiangong-1", []),
        ("Apollo 11 and 11 others", ["11"]),
        ("007 and 000", ["7", "0"]),
        ("4.4m or 12th", ["4", "12"]),
    ],
)
def test_figures_are_read_without_separators_and_apart_from_names(text, found):
    assert figures(text) == found
