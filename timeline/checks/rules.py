"""A rule looks through the rows of a noun and yields what breaks it; a finding is one such row, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.urls import reverse


class Level(Enum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


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
    """A rule with its name, its level, and the function that looks."""

    name: str
    level: Level
    look: Callable[[], Broken]

    @property
    def explanation(self) -> str:
        """What the rule asks, in a sentence."""
        return " ".join((self.look.__doc__ or "").split())


RULES: list[Rule] = []


def rule(name: str, level: Level) -> Callable[[Callable[[], Broken]], Callable[[], Broken]]:
    """Add a function that yields broken rows to the rules, under a name and a level."""

    def add(look: Callable[[], Broken]) -> Callable[[], Broken]:
        RULES.append(Rule(name, level, look))
        return look

    return add


def findings(only: set[str] | None = None) -> Iterator[Finding]:
    """Everything that breaks a rule, or one of the rules named in `only`; rule by rule."""
    for each in RULES:
        if only is None or each.name in only:
            for subject, sentence in each.look():
                yield Finding(each, subject, sentence)
