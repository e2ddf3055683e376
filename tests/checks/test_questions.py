"""What the rules about questions find at their borders."""

import pytest

from tests.checks.rows import against, found, make_sound_source
from tests.factories import make_citation, make_disagreement, make_event

pytestmark = pytest.mark.django_db


def test_loss_is_not_answered_by_the_launch():
    event = make_event(date="1986-01-28")
    readings = [("launch at 16:38 GMT", True), ("explosion at 11:40 a.m. EST", False)]
    question = make_disagreement(event, readings, question="At what time was Challenger lost?")
    said = "“At what time was Challenger lost?” is answered by another happening, the launch: “launch at 16:38 GMT”."
    assert found("unanswered-question") == against(question, said)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("At what time was Soyuz 1 launched?", "launch 1967-04-23T00:35:00Z"),
        ("At what time did they dock?", "16:09:09 UTC"),
        ("At what time did they dock?", "1975-07-17T16:09Z"),
        ("At what time was Challenger lost?", "explosion at about 11:40 a.m. EST"),
        ("When was it?", "July 1975"),
    ],
)
def test_answer_to_what_is_asked_is_sound(question, value):
    make_disagreement(make_event(), [(value, True), ("1980-01-01", False)], question=question)
    assert found("unanswered-question") == []


def test_supported_day_that_the_event_cannot_have_is_found_unless_another_supported_one_fits():
    question = make_disagreement(make_event(), [("1975-07-18", True), ("x", False)], question="When?")
    said = "“When?” is answered with 18 July 1975, and the event is dated 17 July 1975."
    assert found("unanswered-question") == against(question, said)
    make_disagreement(make_event(), [("1975-07-18", True), ("17 July 1975", True)])
    assert len(found("unanswered-question")) == 1


def test_reading_may_be_coarser_or_rounded():
    event = make_event(date="1963-06-16T09:29:52Z")
    citations = [make_citation(event=event, value=value) for value in ("1963-06-16", "09:30 UTC, 16 June 1963", "")]
    make_disagreement(event, [("1963-06-16T09:29:52Z", True, citations), ("another", False)])
    assert found("reading-against-its-citation") == []


def test_verdict_may_name_what_a_reading_holds_and_what_is_no_source():
    held, name = make_sound_source(title="A log of the flight"), make_sound_source(title="Mars 3")
    event = make_event(sources=[held, name])
    verdict = "A log of the flight is right: Mars 3 had landed."
    question = make_disagreement(
        event,
        [("one", True, [event.citations.get(source=held)]), ("another", False)],
        verdict=verdict,
        question="When?",
    )
    assert found("verdict-beyond-its-readings") == []
    question.verdict = "“Mars 3” says so."
    question.save()
    said = "The verdict on “When?” names “Mars 3”, on which none of its readings rests."
    assert found("verdict-beyond-its-readings") == against(question, said)
