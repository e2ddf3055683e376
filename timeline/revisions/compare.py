"""Two states of an event side by side: only what differs, in the words that an editor or a reader knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from timeline.choices import DisagreementKind, EventKind, Status
from timeline.models import Citation, Disagreement, Event
from timeline.models.citations import CITED_FIELDS
from timeline.revisions.state import LINKS, OF_CITATION, OF_DISAGREEMENT, TEXTS, State
from timeline.text import edtf

CHOICES: dict[str, dict[str, Any]] = {"status": dict(Status.choices), "kind": dict(EventKind.choices)}
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
    return [change for change in _changes(before or {}, after) if change.before != change.after]


def _changes(before: State, after: State) -> Iterator[Change]:
    for name in (*TEXTS, "withdrawn_on"):
        yield Change(_label(Event, name), _said(name, before.get(name)), _said(name, after.get(name)))
    yield Change("Place", _name(before.get("place")), _name(after.get("place")))
    for name in LINKS:
        yield Change(name.capitalize(), _names(before, after, name), _names(after, before, name))
    yield from _crews(before, after)
    yield from _citations(before, after)
    yield from _disagreements(before, after)


def _names(state: State, other: State, name: str) -> str:
    """What is linked, but for what is called otherwise today and is still the same."""
    known = {each["key"]: each["name"] for each in other.get(name, [])}
    return ", ".join(sorted(known.get(each["key"], each["name"]) for each in state.get(name, [])))


def _crews(before: State, after: State) -> Iterator[Change]:
    sides = [{crew["mission"]["key"]: crew for crew in state.get("crews", [])} for state in (before, after)]
    for key in {**sides[0], **sides[1]}:
        texts = [_crew(side[key]) if key in side else "" for side in sides]
        name = (sides[1].get(key) or sides[0][key])["mission"]["name"]
        if key in sides[0] and key in sides[1]:
            yield Change(f"Crew of {name}", *texts)


def _crew(crew: dict[str, Any]) -> str:
    return "\n".join(f"{person['name']}, {role}" for person, role in crew["members"])


def _citations(before: State, after: State) -> Iterator[Change]:
    sides = [{each["id"]: each for each in state.get("citations", [])} for state in (before, after)]
    for key in {**sides[0], **sides[1]}:
        old, new = (side.get(key) for side in sides)
        source = _name((new or old or {})["source"])
        if old and new:
            yield Change(f"Citation: {source}: source", _renamed(old, new), _name(new["source"]))
            for name in OF_CITATION:
                label = f"Citation: {source}: {_label(Citation, name).lower()}"
                yield Change(label, _cited(name, old[name]), _cited(name, new[name]))
        else:
            yield Change(f"Citation: {source}", _citation(old), _citation(new))


def _renamed(old: dict[str, Any], new: dict[str, Any]) -> str:
    return _name(new["source"] if old["source"]["key"] == new["source"]["key"] else old["source"])


def _citation(citation: dict[str, Any] | None) -> str:
    if not citation:
        return ""
    lines = [(name, _cited(name, citation[name])) for name in OF_CITATION if name != "order"]
    return "\n".join(f"{_label(Citation, name)}: {value}" for name, value in lines if value)


def _cited(name: str, value: Any) -> str:
    return CITED_FIELDS["event"].get(value, str(value)) if name == "field" else str(value)


def _disagreements(before: State, after: State) -> Iterator[Change]:
    sides = [{each["id"]: each for each in state.get("disagreements", [])} for state in (before, after)]
    for key in {**sides[0], **sides[1]}:
        old, new = (side.get(key, {}) for side in sides)
        question = (new or old)["question"]
        for name in OF_DISAGREEMENT:
            yield Change(f"“{question}”: {_label(Disagreement, name).lower()}", _asked(name, old), _asked(name, new))
        answers = [{each["order"]: each for each in side.get("readings", [])} for side in (old, new)]
        for order in sorted({*answers[0], *answers[1]}):
            texts = [_reading(side[order]) if order in side else "" for side in answers]
            yield Change(f"“{question}”: reading {order}", *texts)


def _asked(name: str, question: dict[str, Any]) -> str:
    value = question.get(name, "")
    if name == "kind" and value:
        return str(DisagreementKind(value).label)
    return _cited(name, value) if name == "field" else _plain(value)


def _reading(reading: dict[str, Any]) -> str:
    lines = [reading["value"], *(["accepted"] if reading["accepted"] else [])]
    lines += [f"at {_name(reading['place'])}"] if reading["place"] else []
    return "\n".join([*lines, f"resting on {len(reading['citations'])}: {', '.join(reading['citations'])}"])


def _said(name: str, value: Any) -> str:
    if name == "date" and value:
        return f"{edtf.words(value)} ({value})"
    return str(CHOICES.get(name, {}).get(value, _plain(value)))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _name(ref: dict[str, str] | None) -> str:
    return ref["name"] if ref else ""


def _label(model: Any, name: str) -> str:
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
