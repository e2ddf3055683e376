"""Lengths in words."""

from decimal import Decimal

import pytest

from timeline.text.measures import metres


@pytest.mark.parametrize(
    ("value", "words"), [("4.40", "4.4 m"), ("0.58", "0.58 m"), ("109.00", "109 m"), ("20", "20 m"), ("100", "100 m")]
)
def test_metres_say_no_zero_too_many(value, words):
    assert metres(Decimal(value)) == words
