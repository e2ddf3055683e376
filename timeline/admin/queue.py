"""The work queue on the front page of the desk: what wants an editor, how much of it there is, and where it is listed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from timeline.choices import Status
from timeline.local_clocks import local_clock_keys
from timeline.models import (
    Citation,
    Disagreement,
    Event,
    LessonSet,
    Mission,
    PendingRevision,
    Person,
    Report,
    Source,
)
from timeline.proposals import differing_keys


@dataclass(frozen=True)
class Task:
    """One kind of work: what it is called, what is to be done, the rows that want it, and the filter that lists them."""

    name: str
    does: str
    rows: Callable[[], Any]
    query: str = ""

    @property
    def model(self) -> Any:
        """The noun of its rows."""
        return self.rows().model

    @property
    def address(self) -> str:
        """The list of its rows."""
        return reverse(f"admin:timeline_{self.model._meta.model_name}_changelist") + (
            f"?{self.query}" if self.query else ""
        )


def _kept() -> Any:
    """The events that are not withdrawn, on which work is worth while."""
    return Event.objects.exclude(status=Status.WITHDRAWN)


QUEUE = [
    Task(
        "in review",
        "Read it, and publish it or say what it lacks.",
        lambda: Event.objects.filter(status=Status.IN_REVIEW),
        "status__exact=in-review",
    ),
    Task(
        "edit that waits",
        "Publish the edit, or return it with a word to its author.",
        lambda: PendingRevision.objects.waiting(),
        "outcome__exact=waiting",
    ),
    Task(
        "reported",
        "Look the claim up, mend it or let it stand, and answer in public.",
        lambda: Report.objects.waiting(),
        "status__exact=open",
    ),
    Task(
        "new source",
        "A contributor added it: look it over and save it, and readers see it; or merge it into the one that it is.",
        lambda: Source.objects.waiting(),
        "waits=yes",
    ),
    Task("uncited", "Find a source for the date.", lambda: Event.objects.uncited(), "cited=no"),
    Task(
        "one witness",
        "Find a second, independent source for the date.",
        lambda: Event.objects.by_witnesses(1, 1),
        "witnesses=1",
    ),
    Task(
        "local clock taken for UTC",
        "Work out the moment in UTC: the words as printed give the figures of the value by another clock.",
        lambda: Citation.objects.filter(pk__in=local_clock_keys()),
        "clock=local",
    ),
    Task(
        "citations differ, nobody asked",
        "Ask readers the question, mend the value that is a slip, or say at a citation why both can be so.",
        lambda: Event.objects.filter(pk__in=differing_keys(Event)),
        "differs=yes",
    ),
    *(
        Task(
            f"{noun.noun()} whose citations differ",
            "Mend the value that is a slip, or say at a citation why both can be so.",
            lambda noun=noun: noun.objects.filter(pk__in=differing_keys(noun)),  # type: ignore[misc]
            "differs=yes",
        )
        for noun in (Mission, Person)
    ),
    Task(
        "conflict without verdict",
        "Judge the readings, or say why the question is open.",
        lambda: Disagreement.objects.without_verdict(),
        "judged=no",
    ),
    Task(
        "no alt text",
        "Say what the picture shows, for those who cannot see it.",
        lambda: Event.objects.without_alt_text(),
        "picture=silent",
    ),
    Task(
        "lesson set with a gap",
        "Put another event in the place of the one that readers no longer see, or take it out.",
        lambda: LessonSet.objects.with_gaps(),
        "gap=yes",
    ),
    Task(
        "dead link",
        "Find where it is read now, or take over an archived copy.",
        lambda: Source.objects.with_dead_link(),
        "link=dead",
    ),
    Task(
        "no archive copy",
        "Give the address of an archived copy, for the day when the link dies.",
        lambda: Source.objects.without_archive_copy(),
        "copy=none",
    ),
]


def work_for(user: Any) -> list[tuple[Task, int]]:
    """The tasks of which a user may see the rows, each with how many there are."""
    return [
        (task, task.rows().count()) for task in QUEUE if user.has_perm(f"timeline.view_{task.model._meta.model_name}")
    ]
