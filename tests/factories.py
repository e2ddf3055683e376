"""Rows for tests, each made with as little as its noun allows; whatever a test is about is named by the test."""

from itertools import count
from typing import Any

from timeline.choices import Status
from timeline.models import (
    Agency,
    Citation,
    CrewMember,
    Disagreement,
    Event,
    LessonItem,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Reading,
    Source,
    Spacecraft,
    Succession,
)

_numbers = count(1)


def make_source(**given: Any) -> Source:
    number = next(_numbers)
    values = {"slug": f"source-{number}", "title": f"Source {number}", "kind": "report", "standing": "primary"}
    draws_on = given.pop("draws_on", [])
    source = Source.objects.create(**values | given)
    source.draws_on.set(draws_on)
    source.refresh_from_db()
    return source


def make_agency(**given: Any) -> Agency:
    number = next(_numbers)
    return Agency.objects.create(**{"slug": f"agency-{number}", "name": f"Agency {number}", "country": "US"} | given)


def make_programme(**given: Any) -> Programme:
    number = next(_numbers)
    return Programme.objects.create(**{"slug": f"programme-{number}", "name": f"Programme {number}"} | given)


def make_place(**given: Any) -> Place:
    number = next(_numbers)
    return Place.objects.create(**{"slug": f"place-{number}", "name": f"Place {number}", "body": "earth"} | given)


def make_person(**given: Any) -> Person:
    number = next(_numbers)
    return Person.objects.create(**{"slug": f"person-{number}", "name": f"Person {number}", "country": "US"} | given)


def make_mission(crew: Any = (), agencies: Any = (), **given: Any) -> Mission:
    """A mission; `crew` is a list of people, or of (person, role)."""
    number = next(_numbers)
    mission = Mission.objects.create(
        **{"slug": f"mission-{number}", "name": f"Mission {number}", "country": "US"} | given
    )
    mission.agencies.set(agencies)
    for order, member in enumerate(crew, start=1):
        person, role = member if isinstance(member, tuple) else (member, "Commander")
        CrewMember.objects.create(mission=mission, person=person, role=role, order=order)
    return mission


def make_spacecraft(missions: Any = (), **given: Any) -> Spacecraft:
    number = next(_numbers)
    values = {
        "slug": f"spacecraft-{number}",
        "name": f"Spacecraft {number}",
        "country": "SU",
        "drawing": "vostok",
        "description": "Line drawing of Vostok.",
        "order": number,
    }
    spacecraft = Spacecraft.objects.create(**values | given)
    spacecraft.missions.set(missions)
    return spacecraft


def make_citation(**given: Any) -> Citation:
    """A citation; name its subject as event=, mission=, person=, place= or spacecraft=."""
    source = given.pop("source", None) or make_source()
    return Citation.objects.create(**{"source": source, "field": "date", "locator": "p. 1"} | given)


def make_event(missions: Any = (), people: Any = (), agencies: Any = (), sources: Any = (), **given: Any) -> Event:
    """An event, published with one citation unless another status is given; `sources` cite its date."""
    number = next(_numbers)
    status = given.pop("status", Status.PUBLISHED)
    values = {
        "slug": f"event-{number}",
        "title": f"Event {number}",
        "date": "1975-07-17",
        "kind": "docking",
        "summary": "It happened.",
    }
    event = Event.objects.create(**values | given)
    event.missions.set(missions)
    event.people.set(people)
    event.agencies.set(agencies)
    for source in sources or [make_source()]:
        make_citation(event=event, source=source, value=event.date)
    event.status = status
    event.save()
    return event


def make_disagreement(
    event: Event, readings: Any = (("one thing", True), ("another", False)), **given: Any
) -> Disagreement:
    """A question about `event`; each reading is (value, accepted) or (value, accepted, citations)."""
    number = next(_numbers)
    values = {
        "slug": f"question-{number}",
        "question": f"Question {number}?",
        "field": "date",
        "kind": "slip",
        "verdict": "The first.",
    }
    disagreement = Disagreement.objects.create(event=event, **values | given)
    for order, (value, accepted, *citations) in enumerate(readings, start=1):
        reading = Reading.objects.create(disagreement=disagreement, order=order, value=value, accepted=accepted)
        reading.citations.set(citations[0] if citations else [make_citation(event=event, value=value)])
    return disagreement


def make_lesson_set(events: Any = (), **given: Any) -> LessonSet:
    """A published set; `events` is a list of events, or of (event, question)."""
    number = next(_numbers)
    values = {
        "slug": f"set-{number}",
        "title": f"Set {number}",
        "introduction": "Look closely.",
        "status": Status.PUBLISHED,
    }
    lesson_set = LessonSet.objects.create(**values | given)
    for order, item in enumerate(events, start=1):
        event, question = item if isinstance(item, tuple) else (item, "Why?")
        LessonItem.objects.create(lesson_set=lesson_set, event=event, question=question, order=order)
    return lesson_set


def make_succession(later: Event, earlier: Event, **given: Any) -> Succession:
    """That one event came after another, as a citation of the later one says."""
    citation = given.pop("citation", None) or make_citation(event=later, field="detail", as_printed="hours later")
    return Succession.objects.create(later=later, earlier=earlier, citation=citation, **given)
