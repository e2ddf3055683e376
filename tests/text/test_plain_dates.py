"""Dates in plain choices become EDTF, and what cannot be read is said in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("1950’s", "195X"),
        ("the 20th century", "19XX"),
        ("the decade 1900–1909", "190X"),
        ("12th April 1961", "1961-04-12"),
        ("April 12th, 1961", "1961-04-12"),
        ("the 12th of April, 1961", "1961-04-12"),
        ("on Wednesday, 12 April 1961", "1961-04-12"),
        ("Wed 12 Apr 1961", "1961-04-12"),
        ("1957 Oct 4", "1957-10-04"),
        ("1957 Oct  4?", "1957-10-04?"),
        ("4-Oct-1957", "1957-10-04"),
        ("1957-Oct-04", "1957-10-04"),
        ("4th Oct. 1957", "1957-10-04"),
        ("abt 1957", "1957~"),
        ("1957 Oct", "1957-10"),
        ("1957 Oct  4 1928:34", "1957-10-04T19:28:34Z"),
        ("1957 Oct 4 1928", "1957-10-04T19:28Z"),
        ("2000s?", "200X?"),
        ("c. 1957", "1957~"),
        ("c.1957", "1957~"),
        ("ca. October 1957", "1957-10~"),
        ("circa 4 October 1957", "1957-10-04~"),
        ("about the 1950s", "195X~"),
        ("possibly 1957", "1957?"),
        ("possibly about 1957", "1957%"),
        ("4.10.1957", "1957-10-04"),
        ("04. 10. 1957", "1957-10-04"),
        ("17/07/1975", "1975-07-17"),
        ("07/17/1975", "1975-07-17"),
        ("5/5/1961", "1961-05-05"),
        ("1961/4/12", "1961-04-12"),
        ("19611004", "1961-10-04"),
        ("10/1957", "1957-10"),
        ("Q3 1975", "1975-35"),
        ("1975-Q3", "1975-35"),
        ("the third quarter of 1975", "1975-35"),
        ("H2 1975", "1975-41"),
        ("first half of 1975", "1975-40"),
        ("the winter of 1975", "1975-24"),
        ("4 octobre 1957", "1957-10-04"),
        ("1er mai 1960", "1960-05-01"),
        ("4. Oktober 1957", "1957-10-04"),
        ("Juli 1975", "1975-07"),
        ("4 октября 1957 г.", "1957-10-04"),
        ("октябрь 1957", "1957-10"),
        ("12 January 1907 (N.S.)", "1907-01-12"),
        ("17 July 1975, 16:09 UTC", "1975-07-17T16:09Z"),
        ("17 July 1975, 16:09:09 UTC", "1975-07-17T16:09:09Z"),
        ("9:07 GMT on 12 April 1961", "1961-04-12T09:07Z"),
        ("1957~", "1957~"),
        ("195x", "195X"),
        ("1975-07-17t16:09z", "1975-07-17T16:09Z"),
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
        ("between", ["the 1950s", "the 1960s"], "[1950..1969]", "once between 1950 and 1969"),
        ("after", ["31 December 1961"], "[1962-01-01..]", "1 January 1962 or later"),
        ("after", ["1961"], "[1962..]", "1962 or later"),
        ("on", ["12th April 1961"], "1961-04-12", "12 April 1961"),
        ("on", ["17 July 1975, 19:19 UTC"], "1975-07-17T19:19Z", "17 July 1975, 19:19 UTC"),
        ("about", ["c. 1957"], "1957~", "about 1957"),
        ("about", ["1957?"], "1957%", "possibly about 1957"),
        ("before", ["Q2 1975"], "[..1975-03]", "March 1975 or earlier"),
        ("after", ["the first half of 1975"], "[1975-07..]", "July 1975 or later"),
        ("between", ["c. 1957", "4 Oct 1960"], "[1957~..1960-10-04]", "once between about 1957 and 4 October 1960"),
        ("from", ["c. 1957", "4 Oct 1960"], "1957~/1960-10-04", "about 1957 – 4 October 1960"),
        ("in", ["July 1975"], "1975-07", "July 1975"),
        ("in", ["the 1950s"], "195X", "the 1950s"),
        ("between", ["April 1961", "June 1961"], "[1961-04..1961-06]", "once between April and June 1961"),
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
        ("on", ["30 February 1975"], f"“30 February 1975” is not a date we can read. Write {EXAMPLES}."),
        ("in", ["Jully 1975"], f"“Jully 1975” is not a date we can read. Write {EXAMPLES}."),
        ("in", ["1957-58"], f"“1957-58” is not a date we can read. Write {EXAMPLES}."),
        (
            "in",
            ["early 1957"],
            "“early 1957” is no date by itself: say how early it was, e.g. “once between” January 1957 and April 1957. "
            "The words as printed go into the citation.",
        ),
        (
            "in",
            ["mid-October 1957"],
            "“mid-October 1957” is no date by itself: say what the middle of it is, e.g. “once between” 11 October 1957 and "
            "20 October 1957. The words as printed go into the citation.",
        ),
        (
            "in",
            ["the late 1950s"],
            "“the late 1950s” is no date by itself: say how late it was, e.g. “once between” 1957 and 1959. "
            "The words as printed go into the citation.",
        ),
        (
            "on",
            ["30 December 1906 (O.S.)"],
            "Dates here are Gregorian: write 12 January 1907 for “30 December 1906 (O.S.)”. "
            "The old date goes into the words as printed.",
        ),
        (
            "on",
            ["29 February 1900, old style"],
            "Dates here are Gregorian: write 13 March 1900 for “29 February 1900, old style”. "
            "The old date goes into the words as printed.",
        ),
        (
            "on",
            ["30 декабря 1906 (ст. ст.)"],
            "Dates here are Gregorian: write 12 January 1907 for “30 декабря 1906 (ст. ст.)”. "
            "The old date goes into the words as printed.",
        ),
        (
            "in",
            ["December 1906 (O.S.)"],
            "Dates here are Gregorian: “December 1906 (O.S.)” can only be turned into one where it is a whole day.",
        ),
        (
            "on",
            ["12/04/1961"],
            "“12/04/1961” may be 12 April 1961 or 4 December 1961: write the month as a word.",
        ),
        ("on", ["4/10/57"], "“4/10/57” may lie in more than one century: write the year with four digits."),
        ("on", ["4 Oct 57"], "“4 Oct 57” may lie in more than one century: write the year with four digits."),
        (
            "on",
            ["12 April 1961, 09:07 Moscow time"],
            "Times here are in UTC: turn this one into UTC and write it like 17 July 1975, 16:09 UTC. "
            "What a local clock said goes into the words as printed.",
        ),
        (
            "before",
            ["17 July 1975, 16:09 UTC"],
            f"“before” takes dates without a time of day: write {EXAMPLES}.",
        ),
        ("after", ["c. 1957"], "What is only about 1957 has no clear edge: write the date without the doubt."),
        ("before", ["summer 1975"], "A season has no clear edge: write a month instead."),
        ("from", ["1975", "1961"], "“1975/1961” ends before it begins: put the earlier date first."),
        ("between", ["1975", "1961"], "“[1975..1961]” ends before it begins: put the earlier date first."),
    ],
)
def test_what_is_no_date_is_said_in_a_sentence(how, dates, sentence):
    with pytest.raises(EDTFError) as refused:
        compose(how, *dates)
    assert str(refused.value).startswith(sentence)


@given(
    st.text(max_size=60)
    | st.from_regex(r"(early |c\. |12/)?\d{1,4}[ ./-]\w{1,9}[ ./-]\d{2,4}( \(O\.S\.\))?", fullmatch=True)
)
def test_whatever_is_typed_is_a_date_or_a_sentence(text):
    try:
        assert edtf.parse(point(text))
    except EDTFError as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - any text may be refused or not
