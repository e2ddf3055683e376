"""A state as a reader sees it: the event, its citations numbered, its questions with their readings."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from timeline.choices import DisagreementKind, EventKind
from timeline.models.citations import CITED_FIELDS
from timeline.revisions.state import State
from timeline.text import markdown


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


class Reader:
    """What the page of a revision shows of its state."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.kind = str(EventKind(state["kind"]).label)

    @cached_property
    def citations(self) -> list[Cited]:
        """The citations in their order."""
        fields = CITED_FIELDS["event"]
        return [
            Cited(number, fields.get(each["field"], each["field"]), each)
            for number, each in enumerate(self.state["citations"], start=1)
        ]

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
