"""EDTF: what a date means, how it is said, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.choices import Precision
from timeline.text import edtf

# text, earliest, latest, day under which it is listed, precision; None is an open end.
BOUNDS = [
    ("1957-10-04", "1957-10-04", "1957-10-04", "1957-10-04", "day"),
    ("1972-02-29", "1972-02-29", "1972-02-29", "1972-02-29", "day"),
    ("1957-10", "1957-10-01", "1957-10-31", "1957-10-01", "month"),
    ("1972-02", "1972-02-01", "1972-02-29", "1972-02-01", "month"),
    ("1957", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1000", "1000-01-01", "1000-12-31", "1000-01-01", "year"),
    ("2999", "2999-01-01", "2999-12-31", "2999-01-01", "year"),
    ("195X", "1950-01-01", "1959-12-31", "1950-01-01", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "1900-01-01", "century"),
    ("1975-21", "1975-03-01", "1975-05-31", "1975-03-01", "season"),
    ("1975-22", "1975-06-01", "1975-08-31", "1975-06-01", "season"),
    ("1975-23", "1975-09-01", "1975-11-30", "1975-09-01", "season"),
    ("1975-24", "1975-12-01", "1975-12-31", "1975-12-01", "season"),
    ("1957-XX", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-XX-XX", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-10-XX", "1957-10-01", "1957-10-31", "1957-10-01", "month"),
    ("1957?", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-10-04?", "1957-10-04", "1957-10-04", "1957-10-04", "day"),
    ("195X?", "1950-01-01", "1959-12-31", "1950-01-01", "decade"),
    ("1957~", "1956-01-01", "1959-01-01", "1957-01-01", "year"),
    ("1957%", "1956-01-01", "1959-01-01", "1957-01-01", "year"),
    ("1957-10~", "1957-08-31", "1957-12-01", "1957-10-01", "month"),
    ("1957-10-04~", "1957-10-03", "1957-10-05", "1957-10-04", "day"),
    ("1975-23~", "1975-06-01", "1976-03-01", "1975-09-01", "season"),
    ("195X~", "1940-01-01", "1969-12-31", "1950-01-01", "decade"),
    ("19XX~", "1799-12-31", "2099-12-31", "1900-01-01", "century"),
    ("1000~", "0998-12-31", "1002-01-01", "1000-01-01", "year"),
    ("2999~", "2997-12-31", "3001-01-01", "2999-01-01", "year"),
    ("1975-07-15/1975-07-24", "1975-07-15", "1975-07-24", "1975-07-15", "range"),
    ("1975/1981", "1975-01-01", "1981-12-31", "1975-01-01", "range"),
    ("1998/1999~", "1996-12-31", "2000-12-31", "1998-01-01", "range"),
    ("1998/..", "1998-01-01", None, "1998-01-01", "range"),
    ("1972-02-29/..", "1972-02-29", None, "1972-02-29", "range"),
    ("../1998", None, "1998-12-31", "1998-12-31", "range"),
    ("1998/", "1998-01-01", None, "1998-01-01", "range"),
    ("/1998", None, "1998-12-31", "1998-12-31", "range"),
    ("1998~/", "1996-12-31", None, "1998-01-01", "range"),
    ("../1998~", None, "2000-01-01", "1998-12-31", "range"),
    ("[1957,1958]", "1957-01-01", "1958-12-31", "1957-01-01", "set"),
    ("{1957, 1958-03}", "1957-01-01", "1958-03-31", "1957-01-01", "set"),
    ("[1957..]", "1957-01-01", None, "1957-01-01", "set"),
    ("[..1957]", None, "1957-12-31", "1957-12-31", "set"),
    ("[1957..1960]", "1957-01-01", "1960-12-31", "1957-01-01", "set"),
    ("1975-07-17T16:09:09Z", "1975-07-17", "1975-07-17", "1975-07-17", "second"),
    ("1975-07-17T16:09Z", "1975-07-17", "1975-07-17", "1975-07-17", "minute"),
    (" 1957-10 ", "1957-10-01", "1957-10-31", "1957-10-01", "month"),
]

# text, its words, the value of `datetime` for each part of them.
WORDS = [
    ("1957-10-04", "4 October 1957", ["1957-10-04"]),
    ("1957-10", "October 1957", ["1957-10"]),
    ("1957", "1957", ["1957"]),
    ("195X", "the 1950s", [None]),
    ("19XX", "the 1900s", [None]),
    ("1975-21", "spring 1975", [None]),
    ("1975-22", "summer 1975", [None]),
    ("1975-23", "autumn 1975", [None]),
    ("1975-24", "winter 1975", [None]),
    ("1957-XX", "1957, month unknown", [None]),
    ("1957-XX-XX", "1957, month unknown", [None]),
    ("1957-10-XX", "October 1957, day unknown", [None]),
    ("1957~", "about 1957", ["1957"]),
    ("1957?", "possibly 1957", ["1957"]),
    ("1957%", "possibly about 1957", ["1957"]),
    ("1957-10-04~", "about 4 October 1957", ["1957-10-04"]),
    ("1975-23~", "about autumn 1975", [None]),
    ("1970-10-26/1970-10-28", "26–28 October 1970", ["1970-10-26", None, "1970-10-28"]),
    ("1970-09-26/1970-10-28", "26 September – 28 October 1970", ["1970-09-26", None, "1970-10-28"]),
    ("1970-12-26/1971-01-02", "26 December 1970 – 2 January 1971", ["1970-12-26", None, "1971-01-02"]),
    ("1975/1981", "1975–1981", ["1975", None, "1981"]),
    ("1957/195X", "1957 – the 1950s", ["1957", None, None]),
    ("1975-07/1975-09", "July – September 1975", ["1975-07", None, "1975-09"]),
    ("1975-21/1975-23", "spring 1975 – autumn 1975", [None, None, None]),
    ("1975-07/1976-09", "July 1975 – September 1976", ["1975-07", None, "1976-09"]),
    ("1998/1999~", "1998 – about 1999", ["1998", None, "1999"]),
    ("1998/..", "from 1998 on", [None, "1998", None]),
    ("1998/", "from 1998 to an unknown date", [None, "1998", None]),
    ("../1998", "until 1998", [None, "1998"]),
    ("/1998", "from an unknown date to 1998", [None, "1998"]),
    ("[1957,1958]", "1957 or 1958", [None]),
    ("{1957,1958}", "1957 and 1958", [None]),
    ("[1957, 1958~, 1960..1962]", "1957, about 1958 or 1960 to 1962", [None]),
    ("[1957..]", "1957 or later", [None]),
    ("[..1957]", "1957 or earlier", [None]),
    ("1975-07-17T16:09:09Z", "17 July 1975, 16:09:09 UTC", ["1975-07-17T16:09:09Z"]),
    ("1975-07-17T16:09:00Z", "17 July 1975, 16:09 UTC", ["1975-07-17T16:09:00Z"]),
    ("1975-07-17T16:09Z", "17 July 1975, 16:09 UTC", ["1975-07-17T16:09Z"]),
]

NO_DATES = [
    *("", "/", "..", "July 1957", "unknown", "open", "Tuesday", "-1957", "1957-", "57", "19570", "0999", "3000"),
    *("1957-00", "1957-13", "1957-25", "1957-02-29", "1957-02-30", "1957-10-00", "1957-21-01", "1957-1X", "1957-XX-12"),
    *("19X5", "1XXX", "XXXX", "156X-12-25", "Y17000", "1950S2", "~1957", "1957-~10", "1957?~", "1957x"),
    *("[]", "[..]", "[1957}", "{1957", "[sic]", "[1957,]", "[1957,x]", "1957/unknown", "1957/1958/1959"),
    *("١٩٥٧", "１９５７", "1957\x00", "1957-10-04T", "1957-10-04T25:00Z"),
    *("1975-07-15T12:20:00Z/1975-07-24"),
]

levels_0 = st.one_of(
    st.dates(date(edtf.FIRST_YEAR, 1, 1), date(edtf.LAST_YEAR, 12, 31)).map(date.isoformat),
    st.builds("{:04}-{:02}".format, st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR), st.integers(1, 12)),
    st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR).map(str),
)
near_dates = st.text("0123456789-/~?%XTZ:.,[]{} Y", max_size=24)


def day(text):
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(("text", "earliest", "latest", "start", "precision"), BOUNDS)
def test_parse_gives_bounds_and_precision(text, earliest, latest, start, precision):
    parsed = edtf.parse(text)
    assert (parsed.earliest, parsed.latest, parsed.start) == (day(earliest), day(latest), day(start))
    assert parsed.precision == precision
    assert parsed.precision in Precision.values
    assert parsed.text == text.strip()


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1975-07-17T16:09:09Z", datetime(1975, 7, 17, 16, 9, 9, tzinfo=UTC)),
        ("1975-07-17T16:09Z", datetime(1975, 7, 17, 16, 9, tzinfo=UTC)),
        ("1975-07-17T23:59:59Z", datetime(1975, 7, 17, 23, 59, 59, tzinfo=UTC)),
        ("1975-07-17", None),
        ("1975-07-15/1975-07-24", None),
    ],
)
def test_parse_gives_an_instant_only_where_a_time_is_written(text, instant):
    assert edtf.parse(text).instant == instant


@pytest.mark.parametrize("text", NO_DATES)
def test_parse_refuses_what_is_no_date_and_shows_how_to_write_one(text):
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert str(refusal.value).startswith(f"“{text.strip()[: edtf.LONGEST]}” is not a ")
    assert "1975-07-17" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        *("1975-07-17T16:09:09", "1975-07-17T16:09:09+03:00", "1975-07-17T24:00Z", "1975-07-17T16:60Z"),
        *("1975-07-17T16:09:60Z", "1975-02-30T16:09Z", "0999-01-01T00:00Z", "3000-01-01T00:00Z", "9999-12-31T23:59Z"),
    ],
)
def test_parse_refuses_a_bad_moment_and_says_that_it_wants_utc(text):
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert str(refusal.value) == (
        f"“{text}” is not a moment we can read. Write date and time in UTC, closed by Z: 1975-07-17T16:09:09Z."
    )


@pytest.mark.parametrize("text", ["1958/1957", "1975-07-24/1975-07-15", "1958-03/1957"])
def test_parse_refuses_an_interval_that_ends_before_it_begins(text):
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert str(refusal.value) == f"“{text}” ends before it begins: put the earlier date first."


def test_parse_refuses_an_interval_open_at_both_ends():
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse("../..")
    assert str(refusal.value) == "“../..” is open at both ends: give at least one date."


def test_parse_refuses_a_very_long_text_without_repeating_it():
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse("[" + "1957," * 50_000 + "1958]")
    assert len(str(refusal.value)) < 400


@settings(deadline=None)
@given(st.one_of(st.text(), near_dates))
def test_parse_of_any_text_raises_nothing_but_its_own_error(text):
    try:
        parsed = edtf.parse(text)
    except edtf.EDTFError as error:
        assert str(error)  # noqa: PT017 - any text may be refused or not; a refusal must speak
    else:
        assert parsed.precision in Precision.values


@settings(deadline=None)
@given(st.one_of(st.text(), near_dates))
def test_words_of_any_text_are_a_text(text):
    assert isinstance(edtf.words(text), str)
    assert "".join(part for part, _ in edtf.time_parts(text)) == edtf.words(text)


@settings(deadline=None)
@given(levels_0)
def test_parse_of_a_plain_date_lists_it_within_its_bounds(text):
    parsed = edtf.parse(text)
    assert parsed.earliest <= parsed.start <= parsed.latest


@settings(deadline=None)
@given(levels_0)
def test_parse_of_a_plain_date_agrees_with_the_library(text):
    library = parse_edtf(text)
    parsed = edtf.parse(text)
    assert [parsed.earliest, parsed.latest] == [date(*library.lower_strict()[:3]), date(*library.upper_strict()[:3])]


@settings(deadline=None)
@given(levels_0, st.sampled_from("~%"))
def test_parse_of_an_about_date_never_loses_its_own_days(text, qualifier):
    exact, about = edtf.parse(text), edtf.parse(text + qualifier)
    assert about.start == exact.start
    assert about.precision == exact.precision
    assert about.earliest < exact.earliest
    assert about.latest > exact.latest
    assert exact.earliest - about.earliest == about.latest - exact.latest >= timedelta(days=1)


@pytest.mark.parametrize(("text", "said", "values"), WORDS)
def test_words_and_time_parts_of_a_date(text, said, values):
    assert edtf.words(text) == said
    assert [value for _, value in edtf.time_parts(text)] == values


@pytest.mark.parametrize("text", [text for text, *_ in BOUNDS])
def test_words_never_show_the_notation_of_a_date_that_parse_takes(text):
    assert not set(edtf.words(text)) & set("~?%X/[]{}")


@pytest.mark.parametrize("text", [text for text in NO_DATES if text])
def test_words_of_no_date_are_the_text_itself_without_a_machine_value(text):
    assert edtf.time_parts(text) == ((text.strip(), None),)


@pytest.mark.parametrize(
    "text", ["[sic]", "[the crew, the ground]", "{x}", "24/7", "over West Germany", "7000", "30 February 1957"]
)
def test_words_leave_what_a_source_says_as_it_is(text):
    assert edtf.words(text) == text
