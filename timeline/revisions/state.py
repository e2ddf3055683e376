"""An event with all that belongs to it as plain values, and back again.

A state names other rows by their permanent key and, for whoever reads it when they are gone, by what they were called on
the day: {"key": "sbncd8kv", "name": "Alexei Leonov"}. Two states are the same when all but these names is. Which fields it
holds, and how one of an older format is read, says models/states.py.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from timeline.choices import Status
from timeline.models import Citation, CrewMember, Disagreement, Event, Mission, Reading, Succession
from timeline.models.base import leading_to
from timeline.models.events import EventQuerySet
from timeline.models.states import (
    CITATION,
    CREW_MEMBER,
    DISAGREEMENT,
    FORMAT,
    READING,
    SHAPES,
    SUCCESSION,
    Shape,
    State,
)

EVENT = SHAPES["event"]


def states_of(events: EventQuerySet) -> dict[int, State]:
    """The state of each of `events` by primary key, in a fixed number of queries."""
    whole: Any = events.select_related("place").prefetch_related(
        *(Prefetch("missions", Mission.objects.with_crew()), "people", "agencies"),
        Prefetch("citations", Citation.objects.select_related("source")),
        Prefetch("successions", Succession.objects.select_related("earlier", "citation")),
        Prefetch("disagreements__readings", Reading.objects.select_related("place").prefetch_related("citations")),
    )
    return {event.pk: _state(event) for event in whole}


def state_of(event: Event) -> State:
    """The state of one event as the database has it now."""
    return states_of(Event.objects.filter(pk=event.pk))[event.pk]


def same(one: State | None, other: State | None) -> bool:
    """Whether two states differ in nothing but what other rows are called."""
    return essence(one) == essence(other)


def fingerprint(state: State) -> str:
    """A short text that two states have in common when they are the same, and only then."""
    told = json.dumps(essence(state), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def essence(value: Any) -> Any:
    """A state, or a part of one, without the number of its format and what other rows were called on the day."""
    if isinstance(value, dict):
        passed_over = ("format", "name") if "key" in value else ("format",)
        return {name: essence(each) for name, each in value.items() if name not in passed_over}
    return [essence(each) for each in value] if isinstance(value, list) else value


def ref(row: Any) -> dict[str, str] | None:
    """How a state names another row."""
    return {"key": row.key, "name": str(row)} if row else None


def refs(rows: Iterable[Any]) -> list[Any]:
    """How a state names several, in an order that no change of theirs disturbs."""
    return [ref(row) for row in sorted(rows, key=lambda row: row.key)]


def cited(entry: Any) -> list[dict[str, Any]]:
    """The citations of an entry, whose sources are fetched."""
    return [{"id": each.key, "source": ref(each.source), **fields_of(CITATION, each)} for each in entry.citations.all()]


def fields_of(shape: Shape, row: Any) -> State:
    """The plain fields of a row as JSON has them: of a measure its digits, of a day its EDTF."""
    return {name: _plain(getattr(row, name)) for name in shape.texts}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value.isoformat() if isinstance(value, date) else value


def _state(event: Event) -> State:
    disagreements = sorted(event.disagreements.all(), key=lambda each: (each.order, each.slug))
    return {
        "format": FORMAT,
        **fields_of(EVENT, event),
        **{name: ref(getattr(event, name)) for name in EVENT.one},
        **{name: refs(getattr(event, name).all()) for name in EVENT.many},
        "crews": [_crew(mission) for mission in sorted(event.missions.all(), key=lambda each: each.key)],
        "citations": cited(event),
        "disagreements": [
            {"id": each.key, **fields_of(DISAGREEMENT, each), "readings": _readings(each)} for each in disagreements
        ],
        "successions": [
            {"id": each.key, "citation": each.citation.key, "earlier": ref(each.earlier)}
            for each in sorted(event.successions.all(), key=lambda each: each.key)
        ],
    }


def _crew(mission: Mission) -> State:
    return {"mission": ref(mission), "members": members(CREW_MEMBER, mission.crew_members.all())}


def members(shape: Shape, places: Iterable[CrewMember]) -> list[State]:
    """Places in crews, as those of a mission or those of a person name them: the entry at the other end, and the rest."""
    return [{**{end: ref(getattr(each, end)) for end in shape.one}, **fields_of(shape, each)} for each in places]


def _readings(disagreement: Disagreement) -> list[State]:
    return [
        {
            **fields_of(READING, each),
            "place": ref(each.place),
            "citations": sorted(citation.key for citation in each.citations.all()),
        }
        for each in disagreement.readings.all()
    ]


class Unrestorable(Exception):
    """A state refers to something that is gone; the message says to what."""


def apply(state: State, event: Event) -> None:
    """Make `event` what `state` says, but for the crews, which belong to their missions.

    Raises Unrestorable where a row is gone that the state refers to, and ValidationError where a rule of today
    refuses it. To be called within a transaction, which the caller rolls back then.
    """
    if state["status"] == Status.PUBLISHED and not state["citations"]:
        raise Unrestorable(
            "It would be before readers without a source: restore a revision with a citation, or withdraw it."
        )
    # What is published cannot be without a citation for a moment, and they come and go below.
    Event.objects.filter(pk=event.pk, status=Status.PUBLISHED).update(status=Status.DRAFT)
    apply_fields(EVENT, state, event)
    apply_citations(state, event)
    apply_links(EVENT, state, event)
    _apply_disagreements(state, event)
    event.derive()
    _apply_successions(state, event)
    event.full_clean()
    event.save()


def apply_fields(shape: Shape, state: State, row: Any) -> None:
    """Give a row the plain fields and foreign keys that a state has; full_clean makes of JSON what they are."""
    for name in shape.texts:
        setattr(row, name, state[name])
    for name in shape.one:
        setattr(row, name, row_of(row._meta.get_field(name).related_model, state[name]))


def apply_links(shape: Shape, state: State, row: Any) -> None:
    """Give a row the many-to-many relations that a state has."""
    for name in shape.many:
        model = row._meta.get_field(name).related_model
        getattr(row, name).set([row_of(model, ref) for ref in state[name]])


def row_of(model: Any, ref: dict[str, str] | None) -> Any:
    """The row that a state names; raise Unrestorable where it is gone."""
    if ref is None:
        return None
    keys = leading_to(model.noun(), [ref["key"]])  # what was merged since is what it was merged into
    if row := model.objects.filter(key__in=keys.values()).first():
        return row
    raise Unrestorable(f"The {model._meta.verbose_name} “{ref['name']}” is no longer here: make it again first.")


def apply_citations(state: State, entry: Any) -> None:
    """Give an entry the citations that `state` has, and no others."""
    standing = {each.key: each for each in entry.citations.all()}
    wanted = {each["id"]: each for each in state["citations"]}
    if elsewhere := Citation.objects.filter(key__in=wanted.keys() - standing.keys()).first():
        raise Unrestorable(
            f"One of its citations, “{elsewhere}”, stands at “{elsewhere.subject}” now: move it back first."
        )
    for key, each in wanted.items():
        citation = standing.get(key) or Citation(key=key, **{entry.noun(): entry})
        apply_fields(CITATION, each, citation)
        citation.full_clean()
        citation.save()
    for key, citation in standing.items():
        if key not in wanted:
            citation.delete()


def _apply_successions(state: State, event: Event) -> None:
    standing = {each.key: each for each in event.successions.all()}
    wanted = {each["id"]: each for each in state["successions"]}
    for key in standing.keys() - wanted.keys():
        standing[key].delete()
    cited = {each.key: each for each in event.citations.all()}
    for key, each in wanted.items():
        if each["citation"] not in cited:
            raise Unrestorable(
                f"That it came after “{each['earlier']['name']}” is said by a citation that is no longer here."
            )
        succession = standing.get(key) or Succession(key=key, later=event)
        succession.later, succession.citation = event, cited[each["citation"]]
        apply_fields(SUCCESSION, each, succession)
        succession.full_clean()
        succession.save()


def _apply_disagreements(state: State, event: Event) -> None:
    standing = {each.key: each for each in event.disagreements.all()}
    wanted = {each["id"]: each for each in state["disagreements"]}
    for key, disagreement in standing.items():
        if key not in wanted:
            disagreement.delete()
    cited = {each.key: each for each in event.citations.all()}
    for key, each in wanted.items():
        disagreement = standing.get(key) or Disagreement(key=key, event=event)
        apply_fields(DISAGREEMENT, each, disagreement)
        disagreement.full_clean()
        disagreement.save()
        disagreement.readings.all().delete()
        for row in each["readings"]:
            reading = Reading(disagreement=disagreement)
            apply_fields(READING, row, reading)
            reading.full_clean()
            reading.save()
            if missing := set(row["citations"]) - cited.keys():
                raise Unrestorable(
                    f"The reading “{row['value']}” rests on {len(missing)} of its citations that are no longer here."
                )
            reading.citations.set([cited[key] for key in row["citations"]])
