"""Edits that wait for review: what an event is to become, put on top of what it has become since."""

from typing import Any

from django.utils import timezone

from timeline.choices import Outcome
from timeline.models import Event, PendingRevision
from timeline.models.states import State
from timeline.revisions import By
from timeline.revisions.state import essence


class Overtaken(Exception):
    """The event has changed meanwhile in the very things that a pending revision changes; `names` says in which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def wait(event: Event, opened: State, state: State, by: By) -> PendingRevision:
    """Keep an edit of a published event for review."""
    return PendingRevision.objects.create(
        event=event, opened=opened, state=state, reason=by.reason, author=by.author, signed=by.signed
    )


def decide(pending: PendingRevision, outcome: Outcome, decided_by: Any, answer: str = "") -> None:
    """Note what became of an edit that waited, who decided, and what its author is told."""
    pending.outcome, pending.decided, pending.decided_by, pending.answer = outcome, timezone.now(), decided_by, answer
    pending.save(update_fields=["outcome", "decided", "decided_by", "answer"])


def rebased(pending: PendingRevision, now: State) -> State:
    """What the event becomes when a pending revision is put on top of `now`; raises Overtaken where both changed one thing."""
    clashes: list[str] = []
    wanted = {**pending.state, "crews": now["crews"]}  # which belong to their missions, and no edit of an event changes
    merged = _merged(pending.opened, now, wanted, "", clashes)
    if clashes:
        raise Overtaken(clashes)
    return merged


def _merged(opened: State, now: State, wanted: State, name: str, clashes: list[str]) -> State:
    """One level of a state: whatever only one side changed is as that side has it."""
    result: State = {}
    for key in {**now, **wanted}:
        before, theirs, ours = opened.get(key), now.get(key), wanted.get(key)
        if essence(ours) == essence(before) or essence(ours) == essence(theirs):
            chosen = theirs
        elif essence(theirs) == essence(before):
            chosen = ours
        elif all(_is_list_of_rows(side) for side in (before, theirs, ours)):
            chosen = list(_merged(_by_id(before), _by_id(theirs), _by_id(ours), key, clashes).values())
        else:
            clashes.append(name or key)
            chosen = theirs
        if chosen is not None or not name:  # a row that one side took away is None on that side
            result[key] = chosen
    return result


def _by_id(rows: Any) -> State:
    return {row["id"]: row for row in rows}


def _is_list_of_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) and "id" in row for row in value)
