"""Whatever is merged and parted again is as it was, row for row; whatever is merged leaves nothing pointing nowhere."""

from random import Random
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from tests.merging.rows import all_rows
from timeline import merging
from timeline.merging import Refused
from timeline.models import Agency, Event, Merge, Mission, Person, Place, Programme, Reading, Source, Spacecraft
from timeline.models.base import Addressable
from timeline.models.sources import joined_to, least_key
from timeline.revisions import By

NOUNS: list[type[Addressable]] = [Agency, Event, Mission, Person, Place, Programme, Source, Spacecraft]
BY = By("They are one.")


def make_history(random: Random) -> None:
    """A small history in which much is said twice."""

    def some(rows: list[Any], most: int = 2) -> list[Any]:
        return random.sample(rows, random.randint(0, most))

    people = [make_person(born=random.choice(["", "1934"]), other_names=some(["A", "B"])) for _ in range(3)]
    agencies = [make_agency(country=random.choice(["US", "SU"])) for _ in range(2)]
    programmes = [make_programme() for _ in range(2)]
    places = [make_place() for _ in range(2)]
    missions = [
        make_mission(
            crew=[(person, random.choice(["Commander", "Pilot"])) for person in some(people)],
            agencies=some(agencies),
            programme=random.choice([None, *programmes]),
            place=random.choice([None, *places]),
            country=random.choice(["US", "SU"]),
        )
        for _ in range(2)
    ]
    crafts = [make_spacecraft(missions=some(missions)) for _ in range(2)]
    sources: list[Source] = []
    for _ in range(4):
        sources.append(make_source(draws_on=some(sources, min(len(sources), 2))))
    for number in range(2):
        programmes[number].agencies.set(some(agencies))
    events = []
    for _ in range(3):
        event = make_event(
            missions=some(missions),
            people=some(people),
            agencies=some(agencies),
            place=random.choice([None, *places]),
            sources=random.sample(sources, 2),
            status=random.choice(["draft", "published"]),
            body=random.choice(["", "It happened."]),
        )
        events.append(event)
        cited = list(event.citations.all())
        make_disagreement(event, [("one", True, cited[:1]), ("other", False, cited)])
        Reading.objects.filter(disagreement__event=event, order=2).update(place=random.choice([None, *places]))
    for _ in range(2):
        make_lesson_set([(event, f"Why {event}?") for event in some(events, 3)])
    for name, rows in (("mission", missions), ("person", people), ("place", places), ("spacecraft", crafts)):
        for row in some(rows):
            make_citation(**{name: row}, source=random.choice(sources), field="name")


def broken() -> list[Any]:
    """What points nowhere, and what is derived and not as it would be derived now."""
    connection.check_constraints()
    wrong: list[Any] = []
    for event in Event.objects.all():
        if (event.citation_count, event.countries) != (event.citations.count(), event.countries_now()):
            wrong.append(event)
    wrong += [source for source in Source.objects.all() if source.witness != least_key(joined_to([source.pk]))]
    return wrong


def merge_two(random: Random) -> Merge | None:
    """Merge two entries of some noun; None where that is refused."""
    model: Any = random.choice(NOUNS)
    rows = list(model.objects.order_by("pk"))
    if len(rows) < 2:
        return None
    gone, kept = random.sample(rows, 2)
    taken = random.sample(["name", "summary", "body", "title", "country", "born"], 3)
    before = all_rows()
    try:
        return merging.merge(gone, kept, BY, taken)
    except Refused:
        assert all_rows() == before
        return None


@pytest.mark.filterwarnings("ignore:.*differing_executors")
@pytest.mark.whole
@pytest.mark.django_db  # it is so by its class already; this is for who asks by marker
class RoundTrip(TestCase):
    """Hypothesis with a database that is empty for each example."""

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**9))
    def test_what_was_merged_and_parted_is_as_it_was_row_for_row(self, seed: int) -> None:
        random = Random(seed)
        make_history(random)
        before = all_rows()
        if made := merge_two(random):
            assert broken() == []
            assert merging.undo(made, BY) == []
            assert broken() == []
        assert all_rows() == before

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**9))
    @example(3913164)  # what was numbered within a mission was numbered anew when its person went back
    @example(817)  # one name was taken on top of another, and the first taken back before it
    def test_several_merges_undone_in_any_order_that_is_not_refused_leave_all_as_it_was(self, seed: int) -> None:
        random = Random(seed)
        make_history(random)
        before = all_rows()
        merges = [made for made in (merge_two(random) for _ in range(4)) if made]
        assert broken() == []
        while merges:
            made = random.choice(merges)
            at_hand = all_rows()
            try:
                merging.undo(made, BY)
            except Refused:
                assert all_rows() == at_hand
                assert made != merges[-1], "the last merge can always be undone"
                continue
            merges.remove(made)
            assert broken() == []
        assert all_rows() == before
