"""Revisions: an event with its citations at a moment. Keep one after each change, compare two, restore any.

`keep` notes what an event has become. What was changed by other ways since the revision before (plain SQL, another tool) is
noted first, as a revision of its own, so that nothing is ever attributed to somebody who did not do it. Of the other entries
that have citations entries.py keeps revisions and brings them back, and recording.py notices what changes them.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max, Q

from timeline.logs import log_after_commit
from timeline.models import EntryRevision, Event, Revision
from timeline.models.states import FORMAT, State, as_stored, upgrade
from timeline.revisions.by import AS_FOUND, By
from timeline.revisions.entries import KINDS, keep_entries, keep_every_entry
from timeline.revisions.recording import Recording, recorded
from timeline.revisions.state import Unrestorable, apply, same, state_of, states_of

__all__ = [
    "AS_FOUND",
    "By",
    "Recording",
    "Unrestorable",
    "keep",
    "keep_all",
    "keep_entries",
    "kept_around",
    "latest",
    "recorded",
    "restore",
    "restore_entry",
    "same",
    "state_of",
]
logger = logging.getLogger(__name__)

AT_ONCE = 50  # events looked at together


def latest(event: Event) -> Revision | None:
    """The last revision of an event; None where none was kept yet."""
    return Revision.objects.filter(event=event).order_by("-number").first()


def keep(events: Iterable[Event], by: By, found: Mapping[int, State] | None = None) -> int:
    """Keep a revision of each of `events` that is not as its last revision says; give how many were kept.

    `found` are the states of these events as they are now, by primary key, where somebody has just read them.
    """
    number = 0
    for some in _batched([event.pk for event in events]):
        last = _last_of(some)
        states = {key: found[key] for key in some} if found else states_of(Event.objects.filter(pk__in=some))
        made = [
            Revision(event_id=key, number=_number(last, key) + 1, state=state, **vars(by))
            for key, state in states.items()
            if not same(state, _state(last, key))
        ]
        Revision.objects.bulk_create(made)
        number += len(made)
    return number


def keep_all(by: By) -> int:
    """Keep a revision of every event and every other entry that is not as its last one says; give how many were kept."""
    return keep(Event.objects.all(), by) + keep_every_entry(by)


@contextmanager
def kept_around(events: Iterable[Event], by: By) -> Iterator[None]:
    """Keep `events` as they were found, then as what is done within leaves them. Both or neither are kept."""
    with transaction.atomic():
        known = [event for event in events if event.pk]
        keep(known, AS_FOUND)
        yield
        keep(known, by)


def restore(revision: Revision, by: By, stays: State | None = None) -> Revision:
    """Make an event what a revision says, but for what `stays`, as a new revision.

    Raises Unrestorable or ValidationError, changing nothing. Whether readers may see that, publishing.restore judges.
    """
    with transaction.atomic():
        event = Event.objects.select_for_update().get(revisions=revision)
        with kept_around([event], by):
            apply({**put_on(revision, state_of(event)), **(stays or {})}, event)
    restored = latest(event)
    assert restored is not None
    log_after_commit(logger, "Restored revision %d of event %s.", revision.number, event.key)
    return restored


def restore_entry(revision: EntryRevision, by: By) -> EntryRevision:
    """Make a mission, person, place or spacecraft what a revision says, as a new revision.

    Raises Unrestorable or ValidationError, changing nothing.
    """
    kind = KINDS[revision.noun]
    with recorded(by):
        entry = kind.model.objects.select_for_update().get(key=revision.entry)
        [standing] = kind.states_of(kind.model.objects.filter(pk=entry.pk)).values()
        kind.apply(put_on(revision, standing), entry)
    restored: EntryRevision = EntryRevision.objects.of(revision.noun, [revision.entry]).newest().get()
    log_after_commit(logger, "Restored revision %d of %s %s.", revision.number, revision.noun, revision.entry)
    return restored


def put_on(revision: Revision | EntryRevision, standing: State) -> State:
    """What an entry becomes that is to be as a revision says: of what that does not speak, it keeps what it has.

    Raises Unrestorable where a newer version of the site kept the revision, which may say what this one cannot read.
    """
    stored = as_stored(revision.state)
    if stored.get("format", 1) > FORMAT:
        raise Unrestorable("A newer version of this site kept this revision: restore it there.")
    return upgrade(stored, standing)


def _batched(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _last_of(keys: list[int]) -> dict[int, Revision]:
    """The last revision of each event by the event's primary key."""
    numbers = Revision.objects.filter(event__in=keys).order_by().values_list("event").annotate(last=Max("number"))
    rule = Q(pk__in=[])
    for event, number in numbers:
        rule |= Q(event=event, number=number)
    return {each.event_id: each for each in Revision.objects.filter(rule) if each.event_id}


def _number(last: dict[int, Revision], key: int) -> int:
    return last[key].number if key in last else 0


def _state(last: dict[int, Revision], key: int) -> State | None:
    return last[key].state if key in last else None
