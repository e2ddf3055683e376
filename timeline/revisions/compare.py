"""Two states of an event or another entry side by side: only what differs, in the words that an editor or a reader knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from timeline.choices import Body, DisagreementKind, EventKind, Status, country_name
from timeline.models import Citation, Disagreement, Event
from timeline.models.citations import CITED_FIELDS
from timeline.models.spacecraft import MEASURES
from timeline.models.states import CITATION, DISAGREEMENT, SHAPES, Shape, State
from timeline.revisions.entries import KINDS
from timeline.text import edtf

CHOICES: dict[str, dict[str, Any]] = {
    "status": dict(Status.choices),
    "kind": dict(EventKind.choices),
    "body": dict(Body.choices),
}
DATES = ("date", "launched", "ended", "born", "died")
UNITS = {**dict.fromkeys(MEASURES, " m"), "latitude": "°", "longitude": "°"}
MOST_WORDS = 3000  # of a text whose words are compared; the cost grows with their product
LEAST_LIKENESS = 0.4  # of two texts below which no reader would look for single words

Part = tuple[str, bool]  # some words, and whether they are on this side alone


@dataclass(frozen=True)
class Change:
    """One thing that differs: what it is called, and how it stands on either side; empty where it is not there."""

    label: str
    before: str
    after: str

    @cached_property
    def parts(self) -> tuple[list[Part], list[Part]]:
        """Either side in pieces, so that in two texts that are much alike the words that differ can be seen."""
        old, new = (re.findall(r"\s+|[^\s]+", text) for text in (self.before, self.after))
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        if max(len(old), len(new)) > MOST_WORDS or matcher.ratio() < LEAST_LIKENESS:
            return [(self.before, True)][: len(old)], [(self.after, True)][: len(new)]
        before, after = [], []
        for tag, start, end, start_after, end_after in matcher.get_opcodes():
            before.append(("".join(old[start:end]), tag != "equal"))
            after.append(("".join(new[start_after:end_after]), tag != "equal"))
        return [part for part in before if part[0]], [part for part in after if part[0]]


def compare(before: State | None, after: State) -> list[Change]:
    """What differs between two states, field by field and citation by citation; all of `after` where there is no other."""
    changes = _changes_of_entry if "noun" in after else _changes
    return [change for change in changes(before or {}, after) if change.before != change.after]


def _changes_of_entry(before: State, after: State) -> Iterator[Change]:
    """The same of a mission, person, place or spacecraft (see entries.py)."""
    kind = KINDS[after["noun"]]
    yield from _fields(kind.shape, before, after)
    if kind.members:
        yield Change(kind.members.capitalize(), *(_members(each.get(kind.members, [])) for each in (before, after)))
    yield from _citations(before, after)


def _changes(before: State, after: State) -> Iterator[Change]:
    yield from _fields(SHAPES["event"], before, after)
    yield from _crews(before, after)
    yield Change("Came after", *(_came_after(state) for state in (before, after)))
    yield from _citations(before, after)
    yield from _disagreements(before, after)


def _fields(shape: Shape, before: State, after: State) -> Iterator[Change]:
    """The plain fields of an entry, then what it links to one and to many rows by."""
    for name in shape.texts:
        yield Change(label(shape.model, name), said(name, before.get(name)), said(name, after.get(name)))
    for name in shape.one:
        yield Change(label(shape.model, name), _name(before.get(name)), _name(after.get(name)))
    for name in shape.many:
        yield Change(label(shape.model, name), _names(before, after, name), _names(after, before, name))


def _names(state: State, other: State, name: str) -> str:
    """What is linked, but for what is called otherwise today and is still the same."""
    known = {each["key"]: each["name"] for each in other.get(name, [])}
    return ", ".join(sorted(known.get(each["key"], each["name"]) for each in state.get(name, [])))


def _crews(before: State, after: State) -> Iterator[Change]:
    sides = [{crew["mission"]["key"]: crew for crew in state.get("crews", [])} for state in (before, after)]
    for key in {**sides[0], **sides[1]}:
        texts = [_members(side[key]["members"]) if key in side else "" for side in sides]
        name = (sides[1].get(key) or sides[0][key])["mission"]["name"]
        if key in sides[0] and key in sides[1]:
            yield Change(f"Crew of {name}", *texts)


def _came_after(state: State) -> str:
    """The events that an event came after, one to a line, each with the source that says so."""
    sources = {each["id"]: _name(each["source"]) for each in state.get("citations", [])}
    rows = state.get("successions", [])
    return "\n".join(f"{_name(each['earlier'])}, as in {sources.get(each['citation'], 'a citation')}" for each in rows)


def _members(members: list[Any]) -> str:
    """The members of a crew, or the flights of a person, one to a line."""
    return "\n".join(f"{_name(each.get('person') or each.get('mission'))}, {each['role']}" for each in members)


def _citations(before: State, after: State) -> Iterator[Change]:
    sides = [{each["id"]: each for each in state.get("citations", [])} for state in (before, after)]
    fields = cited_fields(after)
    for key in {**sides[0], **sides[1]}:
        old, new = (side.get(key) for side in sides)
        source = _name((new or old or {})["source"])
        if old and new:
            yield Change(f"Citation: {source}: source", _renamed(old, new), _name(new["source"]))
            for name in CITATION.texts:
                what = f"Citation: {source}: {label(Citation, name).lower()}"
                yield Change(what, _cited(fields, name, old[name]), _cited(fields, name, new[name]))
        else:
            yield Change(f"Citation: {source}", _citation(fields, old), _citation(fields, new))


def _renamed(old: dict[str, Any], new: dict[str, Any]) -> str:
    is_same = (old["source"] or {}).get("key") == (new["source"] or {}).get("key")
    return _name(new["source"] if is_same else old["source"])


def _citation(fields: dict[str, str], citation: dict[str, Any] | None) -> str:
    if not citation:
        return ""
    lines = [(name, _cited(fields, name, citation[name])) for name in CITATION.texts if name != "order"]
    return "\n".join(f"{label(Citation, name)}: {value}" for name, value in lines if value)


def cited_fields(state: State) -> dict[str, str]:
    """What citations of the noun of a state may support, and how a page names it."""
    return CITED_FIELDS[state.get("noun", Event.noun())]


def _cited(fields: dict[str, str], name: str, value: Any) -> str:
    return fields.get(value, str(value)) if name == "field" else str(value)


def _disagreements(before: State, after: State) -> Iterator[Change]:
    sides = [{each["id"]: each for each in state.get("disagreements", [])} for state in (before, after)]
    for key in {**sides[0], **sides[1]}:
        old, new = (side.get(key, {}) for side in sides)
        question = (new or old)["question"]
        for name in DISAGREEMENT.texts:
            yield Change(f"“{question}”: {label(Disagreement, name).lower()}", _asked(name, old), _asked(name, new))
        answers = [{each["order"]: each for each in side.get("readings", [])} for side in (old, new)]
        for order in sorted({*answers[0], *answers[1]}):
            texts = [_reading(side[order]) if order in side else "" for side in answers]
            yield Change(f"“{question}”: reading {order}", *texts)


def _asked(name: str, question: dict[str, Any]) -> str:
    value = question.get(name, "")
    if name == "kind" and value:
        return str(DisagreementKind(value).label)
    return _cited(CITED_FIELDS["event"], name, value) if name == "field" else _plain(value)


def _reading(reading: dict[str, Any]) -> str:
    lines = [reading["value"], *(["accepted"] if reading["accepted"] else [])]
    lines += [f"at {_name(reading['place'])}"] if reading["place"] else []
    return "\n".join([*lines, f"resting on {len(reading['citations'])}: {', '.join(reading['citations'])}"])


def said(name: str, value: Any) -> str:
    """The value of the field `name` in words."""
    if name in DATES and value:
        return f"{edtf.words(value)} ({value})"
    if name == "country":
        return country_name(value or "")
    if name in UNITS and value is not None:
        return f"{value}{UNITS[name]}"
    return str(CHOICES[name].get(value, value or "")) if name in CHOICES else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value)


def _name(ref: dict[str, str] | None) -> str:
    return ref["name"] if ref else ""


def label(model: Any, name: str) -> str:
    """What a form calls the field `name` of a model."""
    called = str(model._meta.get_field(name).verbose_name)
    return called[:1].upper() + called[1:]
