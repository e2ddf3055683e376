"""A state as a reader sees it: the event or another entry, its citations numbered, its questions with their readings."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from timeline.choices import DisagreementKind, EventKind
from timeline.models.states import State
from timeline.revisions.compare import DATES, cited_fields, label, said
from timeline.revisions.entries import KINDS
from timeline.text import markdown

TOLD_APART = ("slug", "name", "summary", "drawing", "order")  # fields of which a page makes no line of its own


@dataclass(frozen=True)
class Cited:
    """A citation with its number, the name of the field it supports, and what it was."""

    number: int
    label: str
    citation: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A reading with the numbers of the citations that it rests on."""

    reading: dict[str, Any]
    numbers: list[int]


@dataclass(frozen=True)
class Fact:
    """A field with what a page calls it and what it says: words, or a date in EDTF."""

    name: str
    label: str
    value: str

    @property
    def is_date(self) -> bool:
        """Whether it is a date in EDTF."""
        return self.name in DATES


class Citations:
    """The citations of a state."""

    def __init__(self, state: State) -> None:
        self.state = state

    @cached_property
    def citations(self) -> list[Cited]:
        """The citations in their order."""
        fields = cited_fields(self.state)
        return [
            Cited(number, fields.get(each["field"], each["field"]), each)
            for number, each in enumerate(self.state["citations"], start=1)
        ]


class EntryReader(Citations):
    """What the page of a revision of a mission, person, place or spacecraft shows of its state."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.kind = KINDS[state["noun"]]

    @property
    def facts(self) -> list[Fact]:
        """What it says, but for fields that are empty."""
        linked = [(name, (self.state[name] or {}).get("name", "")) for name in self.kind.shape.one]
        linked += [(name, ", ".join(each["name"] for each in self.state[name])) for name in self.kind.shape.many]
        plain = [(name, self._value(name)) for name in self.kind.shape.texts if name not in TOLD_APART]
        return [Fact(name, label(self.kind.model, name), value) for name, value in (*plain, *linked) if value]

    def _value(self, name: str) -> str:
        value = self.state[name]
        return str(value) if name in DATES else said(name, value).replace("\n", ", ")

    @property
    def members(self) -> list[tuple[str, str]]:
        """The crew with their roles, or the flights with the role on each."""
        places = self.state.get(self.kind.members, [])
        return [((each.get("person") or each["mission"])["name"], each["role"]) for each in places]


class Reader(Citations):
    """What the page of a revision of an event shows of its state."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.kind = str(EventKind(state["kind"]).label)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {each.citation["id"]: each.number for each in self.citations}

    @property
    def body(self) -> SafeString:
        """The body with numbers in the place of its markers; a marker of what is not cited leaves nothing."""

        def reference(match: re.Match[str]) -> str:
            number = self._numbers.get(match[1])
            return format_html('<sup class="ref"><a href="#cited-{0}">{0}</a></sup>', number) if number else ""

        return mark_safe(markdown.MARKER.sub(reference, markdown.render(self.state["body"])))

    @property
    def questions(self) -> list[tuple[dict[str, Any], str, list[Answer]]]:
        """Each question with what its kind is called, and its answers."""
        return [
            (question, str(DisagreementKind(question["kind"]).label), self._answers(question))
            for question in self.state["disagreements"]
        ]

    def _answers(self, question: dict[str, Any]) -> list[Answer]:
        return [
            Answer(reading, sorted(self._numbers[key] for key in reading["citations"] if key in self._numbers))
            for reading in question["readings"]
        ]
