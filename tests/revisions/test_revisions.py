"""Revisions: kept when something differs, compared in words, restored whole."""

import secrets

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
)
from timeline import revisions
from timeline.models import Citation, Event, Reading, Revision
from timeline.revisions import By, Unrestorable
from timeline.revisions.compare import Change, compare

pytestmark = pytest.mark.django_db

EDITED = By("A better source.")


def keep(event: Event, reason: str = "Why not.") -> Revision:
    revisions.keep([event], By(reason))
    last = revisions.latest(event)
    assert last
    return last


def changes(before: Revision, after: Revision) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in compare(before.state, after.state)]


@pytest.fixture
def handshake() -> Event:
    """An event that has something of everything."""
    leonov = make_person(name="Alexei Leonov")
    event = make_event(
        title="Handshake",
        missions=[make_mission(name="Soyuz 19", crew=[leonov])],
        people=[leonov],
        place=make_place(name="Metz"),
        sources=[make_source(title="CNN"), make_source(title="Time")],
    )
    citations = list(event.citations.all())
    make_disagreement(
        event, [("17 July", True, citations[:1]), ("11 December", False, citations[1:])], question="When?"
    )
    return event


def test_a_revision_is_kept_only_where_something_differs(handshake):
    first = keep(handshake, "Made.")
    assert (first.number, first.reason) == (1, "Made.")
    assert revisions.keep([handshake], EDITED) == 0
    Event.objects.filter(pk=handshake.pk).update(summary="They met.")
    assert revisions.keep([handshake], EDITED) == 1
    assert [each.number for each in handshake.revisions.all()] == [2, 1]


def test_another_name_of_a_person_is_no_change_of_the_event(handshake):
    keep(handshake)
    person = handshake.people.get()
    person.name = "Alexey Leonov"
    person.save()
    assert revisions.keep([handshake], EDITED) == 0


def test_every_part_of_an_event_is_compared_in_words(handshake):
    before = keep(handshake)
    citation = handshake.citations.get(source__title="CNN")
    citation.locator, citation.as_printed = "p. 7", "they shook hands"
    citation.save()
    added = make_citation(event=handshake, source=make_source(title="Pravda"), value="1975-07-17", locator="page 1")
    question = handshake.disagreements.get()
    question.verdict = "Plainly July."
    question.save()
    question.readings.filter(order=2).update(value="12 December")
    mission = handshake.missions.get()
    mission.crew_members.update(role="commander of the ship")
    handshake.date, handshake.place = "1975-07", None
    handshake.save()
    assert set(changes(before, keep(handshake))) == {
        ("Date", "17 July 1975 (1975-07-17)", "July 1975 (1975-07)"),
        ("Place", "Metz", ""),
        (
            "Crew of Soyuz 19",
            f"Alexei Leonov, {before.state['crews'][0]['members'][0]['role']}",
            "Alexei Leonov, commander of the ship",
        ),
        ("Citation: CNN: locator", "p. 1", "p. 7"),
        ("Citation: CNN: as printed", "", "they shook hands"),
        ("Citation: Pravda", "", "Fact: When\nValue: 1975-07-17\nLocator: page 1"),
        ("“When?”: verdict", "The first.", "Plainly July."),
        (
            "“When?”: reading 2",
            f"11 December\nresting on 1: {before.state['citations'][1]['id']}",
            f"12 December\nresting on 1: {before.state['citations'][1]['id']}",
        ),
    }
    assert added.key in {each["id"] for each in revisions.state_of(handshake)["citations"]}


def test_the_first_revision_compared_with_nothing_says_all_there_is(handshake):
    found = {each.label: each for each in compare(None, keep(handshake).state)}
    assert found["Title"] == Change("Title", "", "Handshake")
    assert found["Status"].after == "published"
    assert found["People"].after == "Alexei Leonov"


def test_in_texts_that_are_alike_the_words_that_differ_are_set_apart():
    change = Change("Summary", "The two men met in orbit at noon.", "The two crews met in orbit.")
    assert change.parts == (
        [("The two ", False), ("men", True), (" met in ", False), ("orbit at noon.", True)],
        [("The two ", False), ("crews", True), (" met in ", False), ("orbit.", True)],
    )
    assert Change("Title", "Sputnik", "A handshake in orbit").parts == (
        [("Sputnik", True)],
        [("A handshake in orbit", True)],
    )
    assert Change("Place", "", "Metz").parts == ([], [("Metz", True)])


def test_any_revision_is_restored_whole_as_a_new_one(handshake):
    first = keep(handshake)
    gone = handshake.citations.first()
    handshake.disagreements.all().delete()
    gone.delete()
    make_citation(event=handshake, value="later")
    handshake.people.clear()
    handshake.title, handshake.slug = "Something else", "something-else"
    handshake.save()
    keep(handshake)

    restored = revisions.restore(first, By("It was right before.", "restored"))
    assert (restored.number, restored.kind, restored.reason) == (3, "restored", "It was right before.")
    assert revisions.same(restored.state, first.state)
    assert Citation.objects.filter(key=gone.key, event=handshake).exists()
    assert [reading.citations.get().key for reading in Reading.objects.order_by("order")] == [
        each["id"] for each in first.state["citations"]
    ]
    event = Event.objects.get(pk=handshake.pk)
    assert (event.title, event.citation_count, event.countries) == ("Handshake", 2, event.countries_now())


def test_restoring_keeps_first_what_nobody_had_kept(handshake):
    first = keep(handshake)
    Event.objects.filter(pk=handshake.pk).update(summary="Written by another program.")
    revisions.restore(first, By("Back."))
    assert [(each.kind, each.reason) for each in handshake.revisions.all()] == [
        ("edit", "Back."),
        ("found", "Loaded or changed outside the editors’ desk."),
        ("edit", "Why not."),
    ]
    assert handshake.revisions.get(number=2).state["summary"] == "Written by another program."


def test_what_cannot_be_restored_says_why_and_changes_nothing(handshake):
    first = keep(handshake)
    handshake.place = None
    handshake.save()
    make_place(name="Metz")  # another place of that name is not it
    handshake.disagreements.all().delete()
    first.state["place"]["key"] = "bbbbbbbb"
    first.save()
    second = keep(handshake)
    with pytest.raises(Unrestorable, match="The place “Metz” is no longer here"):
        revisions.restore(first, EDITED)
    assert revisions.latest(handshake) == second
    assert revisions.same(revisions.state_of(handshake), second.state)


def test_a_rule_of_today_is_not_broken_by_a_state_of_before(handshake):
    first = keep(handshake)
    first.state["significance"] = 9
    first.save()
    with pytest.raises(ValidationError, match="Significance goes from 1"):
        revisions.restore(first, EDITED)
    assert Event.objects.get(pk=handshake.pk).significance == 3


def test_a_failure_within_keeps_neither_the_change_nor_a_revision(handshake):
    keep(handshake)

    def change_and_fail() -> None:
        with revisions.kept_around([handshake], EDITED):
            Event.objects.filter(pk=handshake.pk).update(summary="Half done.")
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()
    assert handshake.revisions.count() == 1
    assert Event.objects.get(pk=handshake.pk).summary == "It happened."


def test_keeping_costs_the_same_queries_for_one_event_and_for_five(handshake):
    def queries(number: int) -> int:
        while Event.objects.count() < number:
            event = make_event(
                missions=[make_mission(crew=[make_person()])], people=[make_person()], place=make_place()
            )
            make_disagreement(event)
        Event.objects.update(summary=f"Saved by {secrets.token_hex(4)}.")
        with CaptureQueriesContext(connection) as captured:
            assert revisions.keep(Event.objects.all(), EDITED) == number
        return len(captured)

    queries(1)  # the first of all, which has nothing before it to look at
    assert queries(1) == queries(5)
