"""Which texts give a date away."""

import pytest

from timeline.text.undated import blanked, is_undated, opening


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It flew. It fell in 1958. Nobody saw it.", "It flew."),
        ("It flew in 1957. Nobody saw it.", ""),
        (
            "It carried Dr. A. P. J. Abdul Kalam’s sounder over St. John’s.",
            "It carried Dr. A. P. J. Abdul Kalam’s sounder over St. John’s.",
        ),
        ("“Let’s go!” he said. The rest was silence, and it went on for very long.", "“Let’s go!” he said."),
        ("A text without a single full stop that is far too long for any card", ""),
        ("", ""),
    ],
)
def test_a_card_has_the_sentences_that_come_before_the_first_date_and_find_room(text, kept):
    assert opening(text, 62) == kept
