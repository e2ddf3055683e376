"""Dates in plain choices become EDTF, and what cannot be read is said in a sentence."""

import pytest

from timeline.text import edtf
from timeline.text.edtf import EDTFError
from timeline.text.plain_dates import EXAMPLES, HOW, compose, point


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1975-07-17", "1975-07-17"),
        ("17 July 1975", "1975-07-17"),
        ("July 17, 1975", "1975-07-17"),
        ("  jul  1975 ", "1975-07"),
        ("Sept. 1959", "1959-09"),
        ("Summer 1975", "1975-22"),
        ("1975", "1975"),
        ("the 1950s", "195X"),
        ("1950s", "195X"),
    ],
)
def test_a_date_is_read_as_people_write_it(text, written):
    assert point(text) == written


@pytest.mark.parametrize(
    ("how", "dates", "written", "words"),
    [
        ("on", ["17 July 1975"], "1975-07-17", "17 July 1975"),
        ("about", ["1957"], "1957~", "about 1957"),
        ("before", ["1 March 1961"], "[..1961-02-28]", "28 February 1961 or earlier"),
        ("before", ["January 1961"], "[..1960-12]", "December 1960 or earlier"),
        ("before", ["the 1960s"], "[..1959]", "1959 or earlier"),
        ("after", ["the 1960s"], "[1970..]", "1970 or later"),
        ("between", ["the 1950s", "the 1960s"], "[1950..1969]", "1950 to 1969"),
        ("after", ["31 December 1961"], "[1962-01-01..]", "1 January 1962 or later"),
        ("after", ["1961"], "[1962..]", "1962 or later"),
        ("in", ["July 1975"], "1975-07", "July 1975"),
        ("in", ["the 1950s"], "195X", "the 1950s"),
        ("between", ["April 1961", "June 1961"], "[1961-04..1961-06]", "April 1961 to June 1961"),
        ("from", ["26 October 1970", "28 October 1970"], "1970-10-26/1970-10-28", "26–28 October 1970"),
    ],
)
def test_a_choice_becomes_edtf(how, dates, written, words):
    assert compose(how, *dates) == written
    assert edtf.words(written) == words


def test_every_choice_can_be_made():
    assert [how for how in HOW if not edtf.parse(compose(how, "17 July 1975", "18 July 1975"))] == []


@pytest.mark.parametrize(
    ("how", "dates", "sentence"),
    [
        ("on", ["1975"], "“on” takes a whole day: write one, or choose “some time in” for 1975."),
        ("about", [""], f"“about” takes a date: write {EXAMPLES}."),
        ("from", ["1975"], f"“from … to …” takes two dates: write {EXAMPLES}."),
        ("on", ["30 February 1975"], "“1975-02-30” is not a date we can read."),
        ("in", ["Juli 1975"], f"“Juli 1975” is not a date we can read. Write {EXAMPLES}."),
        ("before", ["summer 1975"], "A season has no clear edge: write a month instead."),
        ("from", ["1975", "1961"], "“1975/1961” ends before it begins: put the earlier date first."),
        ("between", ["1975", "1961"], "“[1975..1961]” ends before it begins: put the earlier date first."),
    ],
)
def test_what_is_no_date_is_said_in_a_sentence(how, dates, sentence):
    with pytest.raises(EDTFError) as refused:
        compose(how, *dates)
    assert str(refused.value).startswith(sentence)
