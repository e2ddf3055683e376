"""From draft to readers: what an event must be to be published, and how a pending revision of it is."""

import logging
import re
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from timeline import revisions
from timeline.checks import Finding, Level, findings_of
from timeline.choices import Outcome, RevisionKind, Status
from timeline.logs import refusal_logged
from timeline.models import Event, PendingRevision, Revision
from timeline.models.citations import CITED_FIELDS
from timeline.proposals import Contradiction, contradictions
from timeline.revisions import By, Unrestorable, kept_around
from timeline.revisions.pending import Overtaken, decide, rebased
from timeline.revisions.state import apply, state_of
from timeline.text import markdown

logger = logging.getLogger(__name__)

UNDER_WAY = (Status.DRAFT, Status.IN_REVIEW)  # what no reader has seen, and contributors may edit
SEEN = (Status.PUBLISHED, Status.WITHDRAWN)  # what goes on answering at its address for ever
MAY_PUBLISH = "timeline.publish_event"
GOES_ON_ANSWERING = "Readers have seen it, so its address goes on answering: withdraw it instead, with the reason."


class Refused(Exception):
    """Something may not be shown to readers as it stands; `sentences` say why, one for each reason."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))

    @property
    def rules(self) -> str:
        """The names of the rules that were broken; empty where it was refused for another reason."""
        found = [re.search(r"\(([a-z]+(?:-[a-z]+)*)\)$", sentence) for sentence in self.sentences]
        return ", ".join(sorted({rule[1] for rule in found if rule}))


NOT_RESTORED = (Refused, Unrestorable, ValidationError)


def may_publish(user: Any) -> bool:
    """Whether what a user saves may go to readers at once."""
    return bool(user.has_perm(MAY_PUBLISH))


def ways_from(status: str) -> tuple[Status, ...]:
    """What an event may become: once before readers, it is published or withdrawn and never anything else."""
    return SEEN if status in SEEN else tuple(Status)


def judge_way(before: str, after: str) -> None:
    """Raise Refused where an event may not go from one status to the other."""
    if before and after not in ways_from(before):
        raise Refused([GOES_ON_ANSWERING])


def faults(events: Iterable[Event]) -> list[str]:
    """Why `events` may not be before readers: a sentence with the name of its rule for each rule that one breaks."""
    return _said(events, Level.ERROR)


def weaknesses(events: Iterable[Event]) -> list[str]:
    """What readers may see of `events` and an editor might mend, in such sentences."""
    return _said(events, Level.WARNING)


def _said(events: Iterable[Event], level: Level) -> list[str]:
    judged = list(events)
    return [_about(each, len(judged) > 1) for each in findings_of(judged, level)] if judged else []


def _about(finding: Finding, is_one_of_several: bool) -> str:
    """The sentence of a finding with its rule and, where that does not go without saying, what it is about."""
    subject: Any = finding.subject
    event = subject if isinstance(subject, Event) else subject.event
    names = [f"{event}: "] if is_one_of_several else []
    names += [f"{subject}: "] if subject is not event and str(subject) not in finding.sentence else []
    return f"{''.join(names)}{finding.sentence} ({finding.rule.name})"


Before = Mapping[int, set[Contradiction]]  # what contradictions() said of events before they were changed


def judge(events: Iterable[Event], before: Before) -> None:
    """Raise Refused where one of those of `events` that are published breaks a rule, or has come to contradict itself unasked."""
    shown = [event for event in events if event.status == Status.PUBLISHED]
    if broken := [*faults(shown), *new_contradictions(shown, before)]:
        raise Refused(broken)


def new_contradictions(events: Iterable[Event], before: Before) -> list[str]:
    """What citations of published events differ in that nobody asked and that did not stand before readers so already."""
    rows = {event.pk: event for event in events}
    found = contradictions(Event.objects.filter(pk__in=rows)) if rows else {}
    return [
        f"{f'{rows[pk]}: ' if len(rows) > 1 else ''}{_to_be_settled(field)}"
        for pk, now in found.items()
        for field in sorted({field for field, _ in now - before.get(pk, set())})
    ]


def _to_be_settled(field: str) -> str:
    return (
        f"Its citations differ on “{CITED_FIELDS['event'][field]}”: ask readers the question, mend the value that is a slip, or say at "
        "one of these citations under “No conflict, because” why both can be so. (unasked-difference)"
    )


def move(event: Event, status: Status, by: By) -> None:
    """Give an event another status, as a revision. Raises Refused, changing nothing, where it may not be published."""
    with refusal_logged(logger, Refused, "Refused to make event %s %s", event.key, status), transaction.atomic():
        event = Event.objects.select_for_update().get(pk=event.pk)
        if event.status not in UNDER_WAY:
            raise Refused([f"It is {event.get_status_display()} already."])
        with kept_around([event], by):
            _give(event, status)
        judge([event], before={})


def _give(event: Event, status: Status) -> None:
    event.status = status
    try:
        event.full_clean()
    except ValidationError as error:
        raise Refused(error.messages) from error
    event.save()


def restore(revision: Revision, by: By) -> Revision:
    """Make an event what a revision says, as a new revision; what readers have seen keeps its status where the revision was a draft.

    Raises Refused, Unrestorable or ValidationError, changing nothing.
    """
    refused = refusal_logged(logger, NOT_RESTORED, "Refused to restore revision %d of an event", revision.number)
    with refused, markdown.prepared([str(revision.state.get("body", ""))]), transaction.atomic():
        event = Event.objects.select_for_update().get(revisions=revision)
        now, before = state_of(event), contradictions(Event.objects.filter(pk=event.pk))
        is_way = revision.state["status"] in ways_from(event.status)
        stays = {} if is_way else {name: now[name] for name in ("status", "withdrawn_on", "withdrawn_reason")}
        restored = revisions.restore(revision, by, stays)
        judge([Event.objects.get(pk=event.pk)], before)
    return restored


def publish_pending(pending: PendingRevision, decided_by: Any) -> None:
    """Put an edit that waited before readers, on top of what the event has become since.

    Raises Refused, changing nothing, where that cannot be done soundly.
    """
    by = By(pending.reason, RevisionKind.REVIEWED, author=pending.author, signed=pending.signed)
    refused = refusal_logged(logger, Refused, "Refused to put edit %d before readers", pending.pk)
    with refused, prepared(pending), transaction.atomic():
        pending = _still_waiting(pending)
        event = Event.objects.select_for_update().get(pk=pending.event_id)
        if event.status != Status.PUBLISHED:
            raise Refused([f"The event is {event.get_status_display()} now: publish that first, or return the edit."])
        before = contradictions(Event.objects.filter(pk=event.pk))
        with kept_around([event], by):
            put_on_top(pending, event)
        judge_way(Status.PUBLISHED, event.status)
        judge([Event.objects.get(pk=event.pk)], before)
        decide(pending, Outcome.PUBLISHED, decided_by)


def return_pending(pending: PendingRevision, decided_by: Any, answer: str) -> None:
    """Give an edit that waited back to its author, with a sentence that says why. Raises Refused where it waits no more."""
    with transaction.atomic():
        decide(_still_waiting(pending), Outcome.RETURNED, decided_by, answer)


def _still_waiting(pending: PendingRevision) -> PendingRevision:
    """The edit as it is now, which nobody else can decide on meanwhile. Raises Refused where it waits no more."""
    standing: PendingRevision | None = PendingRevision.objects.select_for_update().filter(pk=pending.pk).first()
    if standing is None:
        raise Refused(["It is no longer here: its event was deleted."])
    if standing.outcome != Outcome.WAITING:
        raise Refused([f"Somebody decided on it already: {standing.get_outcome_display()}."])
    return standing


def prepared(pending: PendingRevision) -> AbstractContextManager[None]:
    """Set the text that an edit brings, before a transaction puts it on top of its event."""
    return markdown.prepared([str(pending.state.get("body", ""))])


def put_on_top(pending: PendingRevision, event: Event) -> None:
    """Make `event` what an edit that waited makes of it today. Raises Refused where that cannot be done soundly.

    To be called within a transaction, which the caller rolls back then.
    """
    try:
        apply(rebased(pending, state_of(event)), event)
    except Overtaken as overtaken:
        names = ", ".join(name.replace("_", " ") for name in overtaken.names)
        raise Refused(
            [f"The event has changed meanwhile in the same things: {names}. Open its form and make the change there."]
        ) from overtaken
    except Unrestorable as error:
        raise Refused([str(error)]) from error
    except ValidationError as error:
        raise Refused(error.messages) from error
