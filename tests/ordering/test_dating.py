"""When an event was: what its date spans, and which other dates contradict it."""

import pytest

from tests.factories import make_citation, make_disagreement, make_event, make_source
from tests.ordering.rows import make_span
from timeline.ordering import Dated, Dating

pytestmark = pytest.mark.django_db


def test_a_day_spans_from_midnight_to_midnight_and_a_moment_its_second_or_minute():
    day, second, minute = (
        Dated.of(make_event(date=date)).date.span
        for date in ("1975-07-17", "1975-07-17T16:09:09Z", "1975-07-17T16:10Z")
    )
    assert (day.end - day.start).total_seconds() == 24 * 3600
    assert (second.end - second.start).total_seconds() == 1
    assert (minute.end - minute.start).total_seconds() == 60
    assert (second.is_before(minute), minute.is_before(second)) == (True, False)


def test_a_span_with_an_open_end_comes_before_nothing():
    open_end, later = Dated.of(make_event(date="1998/..")).date.span, make_span(20_000, 20_000)
    assert (open_end.end, open_end.is_before(later)) == (None, False)


def test_only_what_contradicts_the_date_is_another_date():
    event = make_event(date="1975-07-17")
    for value in ("1975-07", "1975-07-17T19:19Z", "in the evening", "1975-12-11", "17 July 1975", "11 December 1975"):
        make_citation(event=event, value=value)
    (other,) = Dated.of(event).others
    assert (other.text, other.words, len(other.citations)) == ("1975-12-11", "11 December 1975", 2)


def test_what_only_rounds_the_date_is_no_other_date():
    event = make_event(date="1963-06-16T09:29:52Z")
    for value in ("1963-06-16T09:30:00Z", "1963-06-16T09:30Z", "16 June 1963, 09:29 UTC", "1963-06-16T09:31Z"):
        make_citation(event=event, value=value)
    assert [other.text for other in Dated.of(event).others] == ["1963-06-16T09:31Z"]


def test_a_reading_counts_as_long_as_no_verdict_went_against_it_and_only_if_it_is_of_the_date():
    event = make_event(date="1957-10-04")
    slip = make_citation(event=event, value="1957-10-03")
    make_disagreement(event, [("1957-10-04", True), ("1957-10-03", False, [slip])])
    assert Dated.of(event).others == ()
    event = make_event(date="1957-10-04")
    wrong = make_citation(event=event, value="words alone", source=make_source(publisher="A newspaper"))
    make_disagreement(event, [("1957-10-04", False), ("1957-10-05", False, [wrong])])
    make_disagreement(event, [("1960", True), ("1961", False)], field="place")
    (other,) = (each for each in Dated.of(event).others if each.text == "1957-10-05")
    assert (other.words, other.who, other.citations) == ("5 October 1957", "A newspaper", (wrong,))


def test_the_date_is_given_by_those_who_cite_it():
    event = make_event(sources=[make_source(publisher="One")])
    make_citation(event=event, value="1975", source=make_source(publisher="Another"))
    assert Dated.of(event).date.who == "One"


def test_of_many_who_give_a_date_two_are_named():
    event = make_event()
    citations = [make_citation(event=event, source=make_source(publisher=name)) for name in ("A", "B", "C", "A")]
    said = [Dating("1975", make_span(0, 0), tuple(citations[:number])).who for number in range(5)]
    assert said == ["", "A", "A and B", "A, B and 1 more", "A, B and 1 more"]
