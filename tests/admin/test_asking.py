"""Citations that differ raise a question; ticked, it is asked, with its readings by value."""

import pytest

from tests.admin.forms import errors, new_rows, page, told
from tests.factories import make_citation, make_disagreement, make_event, make_source
from timeline.models import Source
from timeline.proposals import differ, grouped, proposals

pytestmark = pytest.mark.django_db


def cited(**values):
    """A draft whose date is cited by one source for each of `values`, named so."""
    event = make_event(status="draft")
    event.citations.all().delete()
    for order, (title, value) in enumerate(values.items()):
        make_citation(event=event, source=make_source(title=title), value=value, order=order)
    return event


def readings(groups):
    return [(each.value, each.witnesses) for each in groups]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1975-07-17", "1975-07-17", False),
        ("1975-07-17", "1975-12", True),
        ("1975-07-17", "1975-07", False),
        ("1975-07-17T16:09:09Z", "1975-07-17", False),
        ("1975-07-17T16:09:09Z", "1975-07-17T16:09Z", False),
        ("1975-07-17T16:09:09Z", "1975-07-17T16:12:00Z", True),
        ("1975-07-17", "in the evening", True),
        ("1975-07-17", "17 July 1975", False),
        ("1975-07-17T16:09Z", "17 July 1975", False),
        ("1975-07-19", "17 July 1975", True),
        ("1963-06-16T09:29:52Z", "1963-06-16T09:30:00Z", False),
    ],
)
def test_dates_differ_unless_one_only_says_the_other_less_exactly(one, other, expected):
    assert (differ("date", one, other), differ("date", other, one)) == (expected, expected)


def test_other_values_differ_by_their_letters_but_not_by_case_and_space():
    assert differ("place", "over France", "over  france") is False
    assert differ("place", "over France", "over Germany") is True


def test_readings_group_themselves_by_value():
    event = cited(A="1975-07-17", B="1975-07", C="", D="1975-12", E="1975-12")
    assert readings(grouped(event, event.citations.all())) == [("1975-07-17", "A, C, B"), ("1975-12", "D, E")]


def test_readings_gather_what_is_said_less_exactly_at_the_finest():
    event = cited(A="17 July 1975", B="1975-07-17T16:09:09Z", C="1975-07", D="1975-07-17T16:09Z")
    assert readings(grouped(event, event.citations.all())) == [("1975-07-17T16:09:09Z", "B, A, C, D")]
    event = cited(A="17 July 1975", B="1975-07-17T16:09:09Z", C="1975-07-17T16:12:09Z")
    assert [value for value, _ in readings(grouped(event, event.citations.all()))] == [
        *("17 July 1975", "1975-07-17T16:09:09Z", "1975-07-17T16:12:09Z"),
    ]


def test_no_question_is_proposed_where_one_was_asked_or_nothing_differs():
    assert proposals(cited(A="1975-07-17", B="1975-07")) == []
    event = cited(A="1975-07-17", B="1975-12")
    assert [each.field for each in proposals(event)] == ["date"]
    make_disagreement(event)
    assert proposals(event) == []


def test_a_question_is_proposed_and_asked_with_its_readings(send):
    event = cited(A="1975-07-17", B="1975-12", C="")
    response = send(event)
    assert "Its citations differ: When did it happen?" in response.content.decode()
    verdict = "The record of the day; the other is a slip."
    sent = {"asks_date": "on", "kind_date": "slip", "verdict_date": verdict, "accepted_date": "1975-07-17"}
    assert errors(send(event, **sent, status="published")) == {}
    question = event.disagreements.get()
    assert (question.question, question.kind, question.verdict) == ("When did it happen?", "slip", verdict)
    found = [
        (each.value, each.accepted, [str(citation.source) for citation in each.citations.all()])
        for each in question.readings.all()
    ]
    assert found == [("1975-07-17", True, ["A", "C"]), ("1975-12", False, ["B"])]
    assert "Its citations differ" not in send(event).content.decode()


def test_a_proposed_question_is_announced_with_a_way_to_it(desk, send):
    event = cited(A="1975-07-17", B="1975-12")
    link = 'The sources differ: <a href="{}#proposed-date">When did it happen?</a>'
    target = '<div class="proposed" id="proposed-date" tabindex="-1" role="group"'
    html = desk.get(page(event)).content.decode()
    assert (html.count(link.format("")), html.count(target)) == (1, 1)
    response = send(event)
    html = response.content.decode()
    assert [each for each in told(response) if "differ" in each] == [
        f"{link.format(page(event))} Ask readers there, or mend the citations."
    ]
    assert (html.count(link.format(page(event))), html.count("The sources differ"), html.count(target)) == (1, 1, 1)
    refused = send(event, asks_date="on").content.decode()
    assert (refused.count(link.format("")), refused.count(target)) == (1, 1)
    response = send(event, asks_date="on", kind_date="open", verdict_date="Nobody knows.")
    assert [each for each in told(response) if "differ" in each] == []
    assert "proposed-date" not in response.content.decode()


def test_a_question_is_not_half_asked(send):
    event = cited(A="1975-07-17", B="1975-12")
    assert errors(send(event, asks_date="on")) == {"kind_date": ["Say why the sources differ."]}
    assert errors(send(event, verdict_date="A slip.")) == {
        "asks_date": ["Tick this to ask the question, or leave its fields empty."]
    }
    assert event.disagreements.count() == 0


def test_a_question_without_readings_is_given_those_of_its_citations(send):
    event = cited(A="1975-07-17", B="1975-12")
    row = {"question": "Which day?", "slug": "which-day", "field": "date", "kind": "slip", "verdict": "A.", "order": 1}
    send(event, **new_rows("disagreements", row))
    assert [each.value for each in event.disagreements.get().readings.all()] == ["1975-07-17", "1975-12"]


def test_a_citation_that_is_entered_joins_the_reading_it_agrees_with(send):
    event = make_event(status="draft")
    question = make_disagreement(event, [("1975-12", False), ("1975-07-17", True)])
    row = {"source": make_source().pk, "field": "date", "value": "1975-12", "order": 9}
    send(event, **new_rows("citations", row, after=event.citations.count()))
    assert [each.citations.count() for each in question.readings.all()] == [2, 1]
    row = {"source": make_source().pk, "field": "date", "value": "17 July 1975", "order": 10}
    send(event, **new_rows("citations", row, after=event.citations.count()))
    assert [each.citations.count() for each in question.readings.all()] == [2, 2]


def test_a_source_is_made_from_its_address_and_title(send):
    event = make_event(status="draft")
    row = {"new_address": "https://www.nasa.gov/astp", "new_title": "The flight", "field": "date", "order": 1}
    other = row | {"new_address": "http://www.nasa.gov/astp/", "new_title": "", "field": "place"}
    response = send(event, **new_rows("citations", row, other | {"new_title": "The same"}, after=1))
    assert errors(response) == {}
    source = Source.objects.get(title="The flight")
    assert (source.slug, source.url, source.publisher) == ("the-flight", "https://www.nasa.gov/astp", "nasa.gov")
    assert source.citations.count() == 2
    assert errors(send(event, **new_rows("citations", other | {"field": "people"}, after=3))) == {}
    assert source.citations.count() == 3


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, {"source": ["Choose a source, or give the address and title of a new one beside it."]}),
        (
            {"new_address": "https://example.org/new"},
            {"new_title": ["No source here has this address yet: give its title as well."]},
        ),
        (
            {"new_address": "nasa.gov", "new_title": "The flight"},
            {"new_address": ["Write the whole address, beginning with http:// or https://."]},
        ),
    ],
)
def test_a_source_that_cannot_be_made_is_said_beside_its_address(send, row, expected):
    event = make_event(status="draft")
    sources = Source.objects.count()
    response = send(event, **new_rows("citations", {"field": "date", "order": 1} | row, after=1))
    assert errors(response) == {f"citations-1-{name}": said for name, said in expected.items()}
    assert (event.citations.count(), Source.objects.count()) == (1, sources)


def test_a_chosen_source_and_a_new_one_are_not_both_taken(send):
    event = make_event(status="draft")
    row = {"source": make_source().pk, "new_address": "https://example.org/", "field": "date", "order": 1}
    assert errors(send(event, **new_rows("citations", row, after=1))) == {
        "citations-1-new_address": ["Choose a source, or give the address of a new one: not both."]
    }
