"""What sources give as dates: read from EDTF and from words, and compared by one rule."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import edtf
from timeline.text.date_values import agree, as_edtf, day_or_date, read, says_less


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1975-07-17", "1975-07-17"),
        (" 1957~ ", "1957~"),
        ("17 July 1975", "1975-07-17"),
        ("July 17th, 1975", "1975-07-17"),
        ("c. 1957", "1957~"),
        ("the 1950s", "195X"),
        ("17 July 1975, 16:09 UTC", "1975-07-17T16:09Z"),
        ("16:09:09 GMT on 17 July 1975", "1975-07-17T16:09:09Z"),
        ("26–28 October 1970", "1970-10-26/1970-10-28"),
        ("26 to 28 October 1970", "1970-10-26/1970-10-28"),
        ("from 26 September to 28 October 1970", "1970-09-26/1970-10-28"),
        ("26 December 1970 – 2 January 1971", "1970-12-26/1971-01-02"),
        ("1975–1981", "1975/1981"),
        ("once between 4 and 6 October 1962", "[1962-10-04..1962-10-06]"),
        *(
            (words, "")
            for words in ("", "in the evening", "17 July", "16:09 UTC", "17 July 1975 (in Houston)", "12/04/1961")
        ),
        *(
            (words, "")
            for words in ("28 October – 26 October 1970", "17 July 1975, 19:09 Moscow time", "x to y", "early 1957")
        ),
    ],
)
def test_a_date_is_read_from_edtf_and_from_words(value, written):
    assert as_edtf(value) == written
    assert (read(value) is None) == (written == "")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1975-07-17",
            "1975-07",
            "1975",
            "195X",
            "190X",
            "19XX",
            "1957~",
            "1957?",
            "1957%",
            "1975-22",
            "1975-35",
            "1975-41",
        ),
        *(
            "1970-10-26/1970-10-28",
            "1970-09-26/1970-10-28",
            "1975/1981",
            "[1962-10-04..1962-10-06]",
            "1975-07-17T16:09Z",
        ),
    ],
)
def test_what_pages_say_of_a_date_is_read_as_that_date(text):
    assert as_edtf(edtf.words(text)) == text


LESS_EXACTLY = [
    ("1975", "1975-07-17"),
    ("1975-07", "1975-07-17"),
    ("July 1975", "1975-07-17"),
    ("17 July 1975", "1975-07-17T16:09Z"),
    ("1975-07-17", "1975-07-17T16:09:09Z"),
    ("1975-07-17T16:09Z", "1975-07-17T16:09:09Z"),
    ("1975-07-17T16:09:00Z", "1975-07-17T16:09:09Z"),
    ("1963-06-16T09:30Z", "1963-06-16T09:29:52Z"),
    ("1963-06-16T09:30:00Z", "1963-06-16T09:29:52Z"),
    ("1963-06-16T09:29Z", "1963-06-16T09:29:52Z"),
    ("1957-12-31T00:00Z", "1957-12-30T23:59:30Z"),
    ("1957~", "1958-12-31"),
    ("1957~", "1957"),
    ("[..1963]", "1957-10-04"),
    ("1998/..", "2000-05"),
    ("[1957,1959]", "1959-10-04"),
    ("1970-10-26/1970-10-28", "27 October 1970"),
]
CONTRARY = [
    ("1975-07-17", "1975-07-18"),
    ("1975-07-17", "1975-07-18T00:00Z"),
    ("1963-06-16T09:30Z", "1963-06-16T09:29:22Z"),
    ("1963-06-16T09:30Z", "1963-06-16T09:31Z"),
    ("1963-06-16T09:29:52Z", "1963-06-16T09:29:53Z"),
    ("1957~", "1959-01-01"),
    ("[1957,1959]", "1958"),
    ("[..1963]", "1963/.."),
    ("1975-07-17", "in the evening"),
    ("in the morning", "in the evening"),
]


@pytest.mark.parametrize(("coarse", "fine"), LESS_EXACTLY)
def test_what_only_says_less_exactly_contradicts_nothing(coarse, fine):
    assert says_less(coarse, fine)
    assert agree(coarse, fine)
    assert agree(fine, coarse)


@pytest.mark.parametrize(("one", "other"), CONTRARY)
def test_what_cannot_both_be_so_does_not_agree(one, other):
    assert not agree(one, other)
    assert not agree(other, one)


@given(st.datetimes(datetime(1957, 1, 1), datetime(2030, 1, 1)))
def test_a_moment_agrees_with_its_minute_its_day_its_month_and_its_year(moment):
    exact = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    for coarse in (f"{moment:%Y-%m-%dT%H:%MZ}", f"{moment:%Y-%m-%d}", f"{moment:%Y-%m}", f"{moment:%Y}"):
        assert says_less(coarse, exact)
        assert agree(edtf.words(coarse), edtf.words(exact))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("17 July 1975", "1975-07-17"),
        ("1975-07-17T16:09Z", "1975-07-17"),
        ("1975-07", "1975-07"),
        ("1957~", "1957~"),
        ("in the evening of that day", "in the eve"),
    ],
)
def test_a_witness_of_a_date_gives_its_day(value, day):
    assert day_or_date(value) == day
