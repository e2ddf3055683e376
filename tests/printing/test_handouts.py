"""What stands on a handout, and its footnotes under one numbering."""

import pytest

from tests.factories import make_citation, make_disagreement, make_event, make_source
from timeline.models import Event
from timeline.printing.footnotes import MOST, Footnotes
from timeline.printing.handouts import Handout
from timeline.printing.options import Options
from timeline.selections import Item, Selection, of_event, whole

pytestmark = pytest.mark.django_db


def selection_of(*events: Event, questions: tuple[str, ...] = ()) -> Selection:
    rows = {event.pk: event for event in whole(Event.objects.all())}
    asked = [*questions, *[""] * len(events)]
    items = tuple(Item(rows[event.pk], asked[number]) for number, event in enumerate(events))
    return Selection("A selection", "/", "/", items)


def numbers(references) -> list[int]:
    return [reference.number for reference in references]


def test_a_source_of_two_events_is_one_footnote():
    shared, other = make_source(), make_source()
    first, second = make_event(sources=[shared]), make_event(sources=[other, shared])
    handout = Handout.of(selection_of(first, second), Options())
    assert [numbers(entry.date_notes) for entry in handout.entries] == [[1], [1, 2]]
    assert [cited.source for cited in handout.footnotes.sources] == [shared, other]


def test_a_fact_names_the_strongest_few_of_its_sources():
    sources = [make_source(standing=standing) for standing in ("copy", "primary", "press", "scholarly", "reference")]
    handout = Handout.of(of_event(whole(Event.objects.all()).get(pk=make_event(sources=sources).pk)), Options())
    named = [cited.source.standing for cited in handout.footnotes.sources]
    assert (named, MOST) == (["primary", "scholarly", "press"], 3)


def test_the_body_is_told_of_one_event_alone_with_its_markers_as_footnotes():
    event = make_event()
    citation = make_citation(event=event, field="detail")
    event.body = f"The hatch opened.[@{citation.key}]"
    event.save()
    alone = Handout.of(selection_of(event), Options())
    assert '<a href="#note-2" aria-label="Source 2: ' in alone.entries[0].body
    assert Handout.of(selection_of(event, make_event()), Options()).entries[0].body == ""


def test_disagreements_have_the_footnotes_of_each_reading():
    event = make_event()
    make_disagreement(event, [("one", True), ("other", False)])
    (asked,) = Handout.of(selection_of(event), Options()).entries[0].asked
    assert [(side.reading.value, numbers(notes)) for side, notes in asked.sides] == [("one", [2]), ("other", [3])]


def test_a_question_has_lines_to_answer_on_and_other_events_those_that_are_asked_for():
    selection = selection_of(make_event(), make_event(), questions=("Why?",))
    entries = Handout.of(selection, Options()).entries
    assert [(entry.question, len(entry.lines)) for entry in entries] == [("Why?", 4), ("", 0)]
    assert [len(entry.lines) for entry in Handout.of(selection, Options(lines="2")).entries] == [2, 2]


def test_a_footnote_holds_each_citation_once():
    notes, event = Footnotes(), make_event()
    citation = event.citations.get()
    assert numbers(notes.name([citation, citation])) == numbers(notes.name([citation])) == [1]
    assert (notes.sources[0].citations, notes.sources[0].locators) == ([citation], ["p. 1"])
