"""An event with all that belongs to it as plain values, and back again.

A state names other rows by their permanent key and, for whoever reads it when they are gone, by what they were called on
the day: {"key": "sbncd8kv", "name": "Alexei Leonov"}. Two states are the same when all but these names is.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from timeline.choices import Status
from timeline.models import Agency, Citation, Disagreement, Event, Mission, Person, Place, Reading, Source
from timeline.models.base import leading_to
from timeline.models.events import EventQuerySet

State = dict[str, Any]

TEXTS = (
    *("slug", "title", "date", "kind", "significance", "summary", "body"),
    *("place_text", "latitude", "longitude", "status", "withdrawn_reason"),
)
LINKS: dict[str, type[models.Model]] = {"missions": Mission, "people": Person, "agencies": Agency}
OF_CITATION = ("field", "value", "as_printed", "language", "locator", "note", "order")
OF_DISAGREEMENT = ("slug", "field", "question", "kind", "verdict", "order", "featured")
OF_READING = ("order", "value", "accepted")


def states_of(events: EventQuerySet) -> dict[int, State]:
    """The state of each of `events` by primary key, in a fixed number of queries."""
    whole: Any = events.select_related("place").prefetch_related(
        *("missions__crew_members__person", "people", "agencies", "citations__source"),
        *("disagreements__readings__citations", "disagreements__readings__place"),
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
    """A state, or a part of one, without what other rows were called on the day."""
    if isinstance(value, dict):
        return {name: essence(each) for name, each in value.items() if not (name == "name" and "key" in value)}
    return [essence(each) for each in value] if isinstance(value, list) else value


def ref(row: Any) -> dict[str, str] | None:
    """How a state names another row."""
    return {"key": row.key, "name": str(row)} if row else None


def refs(rows: Iterable[Any]) -> list[Any]:
    """How a state names several, in an order that no change of theirs disturbs."""
    return [ref(row) for row in sorted(rows, key=lambda row: row.key)]


def cited(entry: Any) -> list[dict[str, Any]]:
    """The citations of an entry, whose sources are fetched."""
    return [
        {"id": each.key, "source": ref(each.source), **{name: getattr(each, name) for name in OF_CITATION}}
        for each in entry.citations.all()
    ]


def _state(event: Event) -> State:
    disagreements = sorted(event.disagreements.all(), key=lambda each: (each.order, each.slug))
    return {
        **{name: getattr(event, name) for name in TEXTS},
        "withdrawn_on": event.withdrawn_on and event.withdrawn_on.isoformat(),
        "place": ref(event.place),
        **{name: refs(getattr(event, name).all()) for name in LINKS},
        "crews": [_crew(mission) for mission in sorted(event.missions.all(), key=lambda each: each.key)],
        "citations": cited(event),
        "disagreements": [
            {"id": each.key, **{name: getattr(each, name) for name in OF_DISAGREEMENT}, "readings": _readings(each)}
            for each in disagreements
        ],
    }


def _crew(mission: Mission) -> dict[str, Any]:
    members = mission.crew_members.all()
    return {"mission": ref(mission), "members": [[ref(each.person), each.role] for each in members]}


def _readings(disagreement: Disagreement) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(each, name) for name in OF_READING},
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
    for name in TEXTS:
        setattr(event, name, state[name])
    event.withdrawn_on = date.fromisoformat(state["withdrawn_on"]) if state["withdrawn_on"] else None
    event.place = row_of(Place, state["place"])
    apply_citations(state, event)
    for name, model in LINKS.items():
        getattr(event, name).set([row_of(model, ref) for ref in state[name]])
    _apply_disagreements(state, event)
    event.derive()
    event.full_clean()
    event.save()


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
    for key, each in wanted.items():
        citation = standing.get(key) or Citation(key=key, **{entry.noun(): entry})
        citation.source = row_of(Source, each["source"])
        for name in OF_CITATION:
            setattr(citation, name, each[name])
        citation.full_clean()
        citation.save()
    for key, citation in standing.items():
        if key not in wanted:
            citation.delete()


def _apply_disagreements(state: State, event: Event) -> None:
    standing = {each.key: each for each in event.disagreements.all()}
    wanted = {each["id"]: each for each in state["disagreements"]}
    for key, disagreement in standing.items():
        if key not in wanted:
            disagreement.delete()
    cited = {each.key: each for each in event.citations.all()}
    for key, each in wanted.items():
        disagreement = standing.get(key) or Disagreement(key=key, event=event)
        for name in OF_DISAGREEMENT:
            setattr(disagreement, name, each[name])
        disagreement.full_clean()
        disagreement.save()
        disagreement.readings.all().delete()
        for row in each["readings"]:
            reading = Reading(disagreement=disagreement, place=row_of(Place, row["place"]))
            for name in OF_READING:
                setattr(reading, name, row[name])
            reading.full_clean()
            reading.save()
            if missing := set(row["citations"]) - cited.keys():
                raise Unrestorable(
                    f"The reading “{row['value']}” rests on {len(missing)} of its citations that are no longer here."
                )
            reading.citations.set([cited[key] for key in row["citations"]])
