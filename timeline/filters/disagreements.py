"""DisagreementFilter: the query string of the page of all questions on which sources differ."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict

from timeline.choices import DisagreementKind
from timeline.filters.query import MOST_NAMED, Address, Choice, Link, Rejected, said
from timeline.models import Disagreement

STATES = {"settled": "Settled", "open": "Open"}


class DisagreementFilter:
    """Which disagreements a visitor asked for, by kind and by whether they are settled."""

    def __init__(self, query: QueryDict, path: str) -> None:
        self.address = Address(path, query, ("kind", "state", "page"))
        self.rejected: list[Rejected] = []
        self.kinds = self._read("kind", dict(DisagreementKind.choices))
        self.states = self._read("state", STATES)
        self.rejected += self.address.reject_misnamed()

    def _read(self, name: str, allowed: dict[str, Any]) -> dict[str, str]:
        given = self.address.values.get(name, [])
        unknown = [value for value in given if value not in allowed]
        for value in unknown[:MOST_NAMED]:
            sentence = f"{said(value)} is not one of: {', '.join(allowed)}. It was left out."
            self.rejected.append(Rejected(name, sentence, self.address.without(name, value)))
        self.rejected += self.address.reject_others(name, unknown[MOST_NAMED:])
        return {value: str(allowed[value]) for value in given if value in allowed}

    @property
    def kind_and_state(self) -> str:
        """What is in force, in words; empty for all questions."""
        return ", ".join([*self.kinds.values(), *self.states.values()]).lower()

    @property
    def canonical_url(self) -> str:
        """This very view, with nothing in its address but what is in force."""
        return self.address.url(kind=list(self.kinds), state=list(self.states))

    @property
    def query(self) -> str:
        """The query string of this very view, with its question mark; empty for all questions."""
        return self.canonical_url[len(self.address.path) :]

    def disagreements(self, without: str = "") -> Any:
        """The public disagreements that are asked for, but for the condition on `without`; in the order of the timeline."""
        rule = Q()
        if self.kinds and without != "kind":
            rule &= Q(kind__in=self.kinds)
        if len(self.states) == 1 and without != "state":
            rule &= Q(is_settled="settled" in self.states)
        return Disagreement.objects.public().with_settled().filter(rule).order_by("event__position", "order", "slug")

    @cached_property
    def kind_choices(self) -> list[Choice]:
        """The kinds, each with its count by the other condition."""
        rows = self.disagreements(without="kind").order_by().values_list("kind").annotate(number=Count("pk"))
        counts = dict(rows)
        return [
            Choice(value, str(label), counts.get(value, 0), value in self.kinds)
            for value, label in DisagreementKind.choices
        ]

    @cached_property
    def state_choices(self) -> list[Choice]:
        """Settled and open, each with its count by the other condition."""
        rows = self.disagreements(without="state").order_by().values_list("is_settled").annotate(number=Count("pk"))
        counts = {"settled" if is_settled else "open": number for is_settled, number in rows}
        return [Choice(value, label, counts.get(value, 0), value in self.states) for value, label in STATES.items()]

    def status(self, number: int) -> str:
        """One short phrase for a status line."""
        counted = "1 question" if number == 1 else f"{number:,} questions" if number else "No question matches"
        left_out = sum(rejected.number for rejected in self.rejected)
        return f"{counted}; {left_out} left out" if left_out else counted

    @cached_property
    def pills(self) -> list[Link]:
        """What is in force, each with the address without it."""
        address = self.address.dropping("page")
        chosen = [("kind", self.kinds), ("state", self.states)]
        return [Link(label, address.without(name, value)) for name, values in chosen for value, label in values.items()]
