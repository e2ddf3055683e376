"""The marks of tests: what tests/conftest.py names is there."""

from tests.conftest import ROOT, SQL


def test_every_place_that_is_marked_sql_is_there():
    assert [place for place in SQL if not (ROOT / place).exists()] == []
