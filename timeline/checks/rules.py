"""A rule looks through the rows of a noun and yields what breaks it; a finding is one such row, in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models
from django.urls import reverse

from timeline.models import Citation, Disagreement, Event, Succession


class Level(Enum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


# Gives the rows of a noun that are to be looked through: all, or those of one event.
Rows = Callable[[Any], Any]


def everything(noun: Any) -> Any:
    """All rows of a noun."""
    return noun.objects.all()


def of_events(events: Iterable[Event]) -> Rows:
    """The rows by which these events are judged: themselves, their citations and their questions."""
    keys = [event.pk for event in events]
    names = {Event: "pk", Citation: "event", Disagreement: "event", Succession: "later"}

    def rows(noun: Any) -> Any:
        return noun.objects.filter(**{f"{names[noun]}__in": keys}) if noun in names else noun.objects.none()

    return rows


# What a rule yields: the row that breaks it (a model where no single row does), and a sentence that says how.
Broken = Iterator[tuple[models.Model | type[models.Model], str]]


@dataclass(frozen=True)
class Finding:
    """One row that breaks a rule."""

    rule: "Rule"
    subject: models.Model | type[models.Model]
    sentence: str

    @property
    def address(self) -> str:
        """Where an editor mends it: the row's page in the admin, or the list of its noun."""
        meta = self.subject._meta
        if isinstance(self.subject, models.Model):
            return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.subject.pk])
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")


@dataclass(frozen=True)
class Rule:
    """A rule with its name, its level, the function that looks, and whether it looks at each row by itself."""

    name: str
    level: Level
    look: Callable[[Rows], Broken]
    of_rows: bool

    @property
    def explanation(self) -> str:
        """What the rule asks, in a sentence."""
        return " ".join((self.look.__doc__ or "").split())


RULES: list[Rule] = []
AT_ONCE = 500  # rows looked at together: what is fetched beside them is asked for by their numbers


def rule(
    name: str, level: Level, *, of_rows: bool = True
) -> Callable[[Callable[[Rows], Broken]], Callable[[Rows], Broken]]:
    """Add a function that yields broken rows to the rules, under a name and a level."""

    def add(look: Callable[[Rows], Broken]) -> Callable[[Rows], Broken]:
        RULES.append(Rule(name, level, look, of_rows))
        return look

    return add


def findings(only: set[str] | None = None) -> Iterator[Finding]:
    """Everything that breaks a rule, or one of the rules named in `only`; rule by rule."""
    for each in RULES:
        if only is None or each.name in only:
            yield from _found(each, everything)


def findings_of(events: Iterable[Event], level: Level) -> Iterator[Finding]:
    """Everything that breaks a rule of one level in these events with their citations and questions; rule by rule."""
    rows = of_events(events)
    for each in RULES:
        if each.of_rows and each.level is level:
            yield from _found(each, rows)


def _found(rule: Rule, rows: Rows) -> Iterator[Finding]:
    return (Finding(rule, subject, sentence) for subject, sentence in rule.look(rows))
