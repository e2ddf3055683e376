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
    ("1975-24", "1975-12-01", "1976-02-29", "1975-12-01", "season"),
    ("1957-XX", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-XX-XX", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-10-XX", "1957-10-01", "1957-10-31", "1957-10-01", "month"),
    ("1957?", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("1957-10-04?", "1957-10-04", "1957-10-04", "1957-10-04", "day"),
    ("195X?", "1950-01-01", "1959-12-31", "1950-01-01", "decade"),
    ("1957~", "1956-01-01", "1958-12-31", "1957-01-01", "year"),
    ("1957%", "1956-01-01", "1958-12-31", "1957-01-01", "year"),
    ("1957-10~", "1957-09-01", "1957-11-30", "1957-10-01", "month"),
    ("1957-10-04~", "1957-10-03", "1957-10-05", "1957-10-04", "day"),
    ("1975-23~", "1975-06-01", "1976-02-29", "1975-09-01", "season"),
    ("195X~", "1940-01-01", "1969-12-31", "1950-01-01", "decade"),
    ("19XX~", "1800-01-01", "2099-12-31", "1900-01-01", "century"),
    ("1000~", "0999-01-01", "1001-12-31", "1000-01-01", "year"),
    ("2999~", "2998-01-01", "3000-12-31", "2999-01-01", "year"),
    ("1975-07-15/1975-07-24", "1975-07-15", "1975-07-24", "1975-07-15", "range"),
    ("1975/1981", "1975-01-01", "1981-12-31", "1975-01-01", "range"),
    ("1998/1999~", "1998-01-01", "2000-12-31", "1998-01-01", "range"),
    ("1998/..", "1998-01-01", None, "1998-01-01", "range"),
    ("1972-02-29/..", "1972-02-29", None, "1972-02-29", "range"),
    ("../1998", None, "1998-12-31", "1998-12-31", "range"),
    ("1998/", "1998-01-01", None, "1998-01-01", "range"),
    ("/1998", None, "1998-12-31", "1998-12-31", "range"),
    ("1998~/", "1997-01-01", None, "1998-01-01", "range"),
    ("../1998~", None, "1999-12-31", "1998-12-31", "range"),
    ("[1957,1958]", "1957-01-01", "1958-12-31", "1957-01-01", "set"),
    ("{1957, 1958-03}", "1957-01-01", "1958-03-31", "1957-01-01", "set"),
    ("[1957..]", "1957-01-01", None, "1957-01-01", "set"),
    ("[..1957]", None, "1957-12-31", "1957-12-31", "set"),
    ("[1957..1960]", "1957-01-01", "1960-12-31", "1957-01-01", "set"),
    ("1975-25", "1975-03-01", "1975-05-31", "1975-03-01", "season"),
    ("1975-28", "1975-12-01", "1976-02-29", "1975-12-01", "season"),
    ("1975-30", "1975-12-01", "1976-02-29", "1975-12-01", "season"),
    ("1975-32", "1975-06-01", "1975-08-31", "1975-06-01", "season"),
    ("1975-33", "1975-01-01", "1975-03-31", "1975-01-01", "season"),
    ("1975-36~", "1975-07-01", "1976-03-31", "1975-10-01", "season"),
    ("1975-38", "1975-05-01", "1975-08-31", "1975-05-01", "season"),
    ("1975-41", "1975-07-01", "1975-12-31", "1975-07-01", "season"),
    ("1957-10-31~", "1957-10-30", "1957-11-01", "1957-10-31", "day"),
    ("1957-01~", "1956-12-01", "1957-02-28", "1957-01-01", "month"),
    ("1957-XX~", "1956-01-01", "1958-12-31", "1957-01-01", "year"),
    ("1946/1950~", "1946-01-01", "1951-12-31", "1946-01-01", "range"),
    ("1984?/2004-06~", "1984-01-01", "2004-07-31", "1984-01-01", "range"),
    ("1957~/1960-10-04", "1956-01-01", "1960-10-04", "1957-01-01", "range"),
    ("1957~/1958-01-05", "1956-01-01", "1958-01-05", "1957-01-01", "range"),
    ("1921/197X~", "1921-01-01", "1989-12-31", "1921-01-01", "range"),
    ("195X/..", "1950-01-01", None, "1950-01-01", "range"),
    ("1957-XX/1958", "1957-01-01", "1958-12-31", "1957-01-01", "range"),
    ("1965/1965", "1965-01-01", "1965-12-31", "1965-01-01", "year"),
    ("1965-04-12/1965-04-12", "1965-04-12", "1965-04-12", "1965-04-12", "day"),
    ("[1957~,1958]", "1956-01-01", "1958-12-31", "1957-01-01", "set"),
    ("[1957,1958~]", "1957-01-01", "1959-12-31", "1957-01-01", "set"),
    ("[1957~..1960-10-04]", "1956-01-01", "1960-10-04", "1957-01-01", "set"),
    ("[1957-21,1957-24]", "1957-03-01", "1958-02-28", "1957-03-01", "set"),
    ("[1957..1957]", "1957-01-01", "1957-12-31", "1957-01-01", "year"),
    ("{..1963}", None, "1963-12-31", "1963-12-31", "set"),
    ("[..1957,1960]", None, "1960-12-31", "1960-12-31", "set"),
    ("~1957", "1956-01-01", "1958-12-31", "1957-01-01", "year"),
    ("2004-06~-11", "2004-05-11", "2004-07-11", "2004-06-11", "day"),
    ("?2004-06-~11", "2004-06-10", "2004-06-12", "2004-06-11", "day"),
    ("~1972-02-29", "1971-02-28", "1973-02-28", "1972-02-29", "day"),
    ("1957-~10-31", "1957-09-30", "1957-11-30", "1957-10-31", "day"),
    ("156X-12-25", "1560-12-25", "1569-12-25", "1560-12-25", "set"),
    ("195X-02-29", "1952-02-29", "1956-02-29", "1952-02-29", "set"),
    ("1957-1X", "1957-10-01", "1957-12-31", "1957-10-01", "set"),
    ("1957-XX-12", "1957-01-12", "1957-12-12", "1957-01-12", "set"),
    ("1XXX", "1000-01-01", "1999-12-31", "1000-01-01", "set"),
    ("19X5", "1905-01-01", "1995-12-31", "1905-01-01", "set"),
    ("1950S2", "1900-01-01", "1999-12-31", "1900-01-01", "century"),
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
    ("19XX", "the 20th century", [None]),
    ("20XX", "the 21st century", [None]),
    ("10XX", "the 11th century", [None]),
    ("190X", "the decade 1900–1909", [None]),
    ("200X~", "about the decade 2000–2009", [None]),
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
    ("[1957, 1958~, 1960..1962]", "1957, about 1958 or once between 1960 and 1962", [None]),
    ("[1962-10-04..1962-10-06]", "once between 4 and 6 October 1962", [None]),
    ("[1962-10-04..1962-11-06]", "once between 4 October and 6 November 1962", [None]),
    ("[1962-10..1963-02]", "once between October 1962 and February 1963", [None]),
    ("[1957~..1960]", "once between about 1957 and 1960", [None]),
    ("{1957-10-04..1957-10-06}", "each day from 4 to 6 October 1957", [None]),
    ("{1957..1960}", "each year from 1957 to 1960", [None]),
    ("{1957..1960-10}", "all from 1957 to October 1960", [None]),
    ("{..1963}", "1963 and earlier", [None]),
    ("{1957..}", "1957 and later", [None]),
    ("[..1957,1960]", "1957 or earlier, or 1960", [None]),
    ("{..1957,1960}", "1957 and earlier, and 1960", [None]),
    ("[1957]", "1957", ["1957"]),
    ("{1957,1957}", "1957", ["1957"]),
    ("[1957..1957]", "1957", ["1957"]),
    ("1965/1965", "1965", ["1965"]),
    ("1965~/1965~", "about 1965", ["1965"]),
    ("1965/1965~", "1965 – about 1965", ["1965", None, "1965"]),
    ("1965-04-12/1965-04-12", "12 April 1965", ["1965-04-12"]),
    ("195X/195X", "the 1950s", [None]),
    ("1921/197X~", "1921 – about the 1970s", ["1921", None, None]),
    ("195X/..", "from the 1950s on", [None, None, None]),
    ("1957-XX/1958", "1957, month unknown – 1958", [None, None, "1958"]),
    ("1975-25", "northern spring 1975", [None]),
    ("1975-32", "southern winter 1975", [None]),
    ("1975-33", "the first quarter of 1975", [None]),
    ("1975-36~", "about the last quarter of 1975", [None]),
    ("1975-38", "the second third of 1975", [None]),
    ("1975-41", "the second half of 1975", [None]),
    ("195X-33", "the first quarter of some year of the 1950s", [None]),
    ("156X-12-25", "25 December of some year of the 1560s", [None]),
    ("15XX-12", "December of some year of the 16th century", [None]),
    ("1957-1X", "October, November or December 1957", [None]),
    ("1957-0X", "a month from January to September 1957", [None]),
    ("1957-10-0X", "a day from 1 to 9 October 1957", [None]),
    ("1957-10-X5", "5, 15 or 25 October 1957", [None]),
    ("1957-XX-12", "day 12 of an unknown month of 1957", [None]),
    ("1XXX", "a year from 1000 to 1999", [None]),
    ("19X5", "1905, 1915, … or 1995", [None]),
    ("1950S2", "1950 (estimated; 1900–1999)", [None]),
    ("2004-06~-11", "11 June 2004 (year and month approximate)", ["2004-06-11"]),
    ("?2004-06-~11", "11 June 2004 (year uncertain; day approximate)", ["2004-06-11"]),
    ("2004?-06-11~", "11 June 2004 (year uncertain and approximate; month and day approximate)", ["2004-06-11"]),
    ("[1957..]", "1957 or later", [None]),
    ("[..1957]", "1957 or earlier", [None]),
    ("1975-07-17T16:09:09Z", "17 July 1975, 16:09:09 UTC", ["1975-07-17T16:09:09Z"]),
    ("1975-07-17T16:09:00Z", "17 July 1975, 16:09 UTC", ["1975-07-17T16:09:00Z"]),
    ("1975-07-17T16:09Z", "17 July 1975, 16:09 UTC", ["1975-07-17T16:09Z"]),
]

NO_DATES = [
    *("", "..", "July 1957", "unknown", "open", "Tuesday", "-1957", "1957-", "57", "19570", "0999", "3000"),
    *("1957-00", "1957-13", "1957-20", "1957-42", "1957-02-29", "1957-02-30", "1957-10-00", "1957-21-01", "1957-33-01"),
    *(
        "1957-2X",
        "1957-10-4X",
        "195X-02-30",
        "XXXX",
        "0XXX",
        "3XXX",
        "Y17000",
        "1950S0",
        "1950S5",
        "195XS2",
        "1950-10S2",
    ),
    *("1957?~", "1957~~", "1957x", "1957-10-04-05", "~", "1957/-1958"),
    *("[]", "[..]", "[1957}", "{1957", "[sic]", "[1957,]", "[1957,x]", "[1957..1958..1959]", "[1957/1958]"),
    *("1957/unknown", "1957/1958/1959", "1957/x", "x/1957"),
    *("١٩٥٧", "１９５７", "1957\x00", "1957-10-04T", "1957-10-04T25:00Z"),
    *("1975-07-15T12:20:00Z/1975-07-24", "1975-07-17T16:09Z~"),
]

levels_0 = st.one_of(
    st.dates(date(edtf.FIRST_YEAR, 1, 1), date(edtf.LAST_YEAR, 12, 31)).map(date.isoformat),
    st.builds("{:04}-{:02}".format, st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR), st.integers(1, 12)),
    st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR).map(str),
)
# What the library reads as we do: no "about", no season, no part that is unknown but the last ones, both ends known.
as_the_library = st.one_of(
    levels_0,
    st.builds("{}?".format, levels_0),
    st.builds("{:03}X".format, st.integers(100, 299)),
    st.builds("{:02}XX".format, st.integers(10, 29)),
    st.builds("{:04}-{:02}-XX".format, st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR), st.integers(1, 12)),
    st.builds("{:04}-XX".format, st.integers(edtf.FIRST_YEAR, edtf.LAST_YEAR)),
    st.lists(levels_0, min_size=2, max_size=2).map(lambda ends: "/".join(sorted(ends))),
    st.lists(levels_0, min_size=2, max_size=4).map(lambda members: f"[{','.join(sorted(members))}]"),
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


def test_a_minute_has_a_last_second_and_a_second_is_its_own():
    last = [edtf.parse(text).last_instant for text in ("1975-07-17T16:09Z", "1975-07-17T16:09:09Z", "1975-07-17")]
    assert last == [datetime(1975, 7, 17, 16, 9, 59, tzinfo=UTC), datetime(1975, 7, 17, 16, 9, 9, tzinfo=UTC), None]


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
        f"“{text}” is not a moment we can read. Write date and time in UTC, closed by Z: "
        "1975-07-17T16:09:09Z, or 1975-07-17T16:09Z where the second is not known."
    )


@pytest.mark.parametrize("text", ["1958/1957", "1975-07-24/1975-07-15", "1958-03/1957"])
def test_parse_refuses_an_interval_that_ends_before_it_begins(text):
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert str(refusal.value) == f"“{text}” ends before it begins: put the earlier date first."


@pytest.mark.parametrize("text", ["../..", "/", "../", "/.."])
def test_parse_refuses_an_interval_open_at_both_ends(text):
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert str(refusal.value) == f"“{text}” is open at both ends: give at least one date."


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


@pytest.mark.whole
@settings(deadline=None)
@given(as_the_library)
def test_parse_agrees_with_the_library_where_that_is_right(text):
    parsed, library = edtf.parse(text), parse_edtf(text)
    assert [parsed.earliest, parsed.latest] == [date(*library.lower_strict()[:3]), date(*library.upper_strict()[:3])]


def test_parse_prints_nothing(capsys):
    for text, *_ in BOUNDS:
        edtf.parse(text)
    assert capsys.readouterr() == ("", "")


def one_unit_wider(parsed):
    """The bounds of a plain date with one unit of it on each side."""
    before, after = parsed.earliest - timedelta(1), parsed.latest + timedelta(1)
    length = {"year": 4, "month": 7, "day": 10}[parsed.precision]
    return edtf.parse(before.isoformat()[:length]).earliest, edtf.parse(after.isoformat()[:length]).latest


@settings(deadline=None)
@given(levels_0.filter(lambda text: "1001" < text < "2999"), st.sampled_from("~%"))
def test_about_is_one_unit_wider_on_each_side_and_not_a_day_more(text, mark):
    exact, about = edtf.parse(text), edtf.parse(text + mark)
    assert (about.earliest, about.latest) == one_unit_wider(exact)
    assert (about.start, about.precision) == (exact.start, exact.precision)


@settings(deadline=None)
@given(st.lists(levels_0, min_size=2, max_size=2, unique=True).map(sorted), st.sampled_from(["", "?", "~"]))
def test_an_end_of_an_interval_is_as_wide_as_it_is_by_itself(ends, mark):
    start, end = ends
    whole = edtf.parse(f"{start}{mark}/{end}")
    assert (whole.earliest, whole.latest) == (edtf.parse(start + mark).earliest, edtf.parse(end).latest)
    whole = edtf.parse(f"{start}/{end}{mark}")
    assert (whole.earliest, whole.latest) == (edtf.parse(start).earliest, edtf.parse(end + mark).latest)


@pytest.mark.parametrize("code", range(21, 42))
def test_every_part_of_the_year_has_words_and_a_length(code):
    parsed = edtf.parse(f"1975-{code}")
    assert edtf.words(f"1975-{code}").endswith("1975")
    assert 89 <= (parsed.latest - parsed.earliest).days <= 184
    assert parsed.start == parsed.earliest


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
