"""Which texts give a date away."""

import pytest

from timeline.text.undated import blanked, is_undated


@pytest.mark.parametrize(
    "text",
    [
        "It flew in 1957.",
        "In the 1960s",
        "on 4 October",
        "In May it flew",
        "July 20, at night",
        "1975-07-17",
        "17.07.1975",
        "the flight of ’69",
        "(2028)",
    ],
)
def test_a_text_with_a_date_gives_it_away(text):
    assert not is_undated(text)


@pytest.mark.parametrize(
    "text",
    [
        "It weighed 84 kilograms and may fly again.",
        "Soyuz 19 and Kosmos 186",
        "At 15:26 UTC",
        "some 1,500 kilometres",
        "19575 metres",
        "3.1957 degrees",
        "A mayor marched",
    ],
)
def test_a_text_without_a_date_gives_none_away(text):
    assert is_undated(text)


def test_a_title_keeps_all_but_its_dates():
    assert blanked("Russia stays until 2028") == "Russia stays until ____"
    assert blanked("Apollo 11 lands on 20 July 1969") == "Apollo 11 lands on ____ ____"
    assert is_undated(blanked("From 12 April 1961 to the 1970s"))
