"""Undoing a merge: what it took away comes back, and what it moved goes back where it still stands as it was put."""

import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst

from timeline import revisions
from timeline.choices import Status
from timeline.logs import log_after_commit, refusal_logged
from timeline.merging.doing import said_plainly, settle
from timeline.merging.fields import give_back
from timeline.merging.records import Drop, Move, model_of, name_of, row_from, steps_of
from timeline.merging.refusals import Refused, refuse_to_undo, what_is_missing
from timeline.merging.relations import called, events_showing, number_within
from timeline.models import Event, FormerKey, FormerSlug, Merge, Revision, Source
from timeline.models.sources import joined_to
from timeline.revisions.entries import entries_showing
from timeline.text import markdown

logger = logging.getLogger(__name__)


def undo(merge: Merge, by: revisions.By) -> list[str]:
    """Part what was merged; say in sentences what editors have changed since, which stays as they left it.

    Raises Refused, changing nothing, where the two cannot be parted.
    """
    named = merge.noun, merge.gone, merge.kept
    with refusal_logged(logger, Refused, "Refused to part %s %s from %s", *named):
        told = _parted(merge, by)
    log_after_commit(logger, "Parted %s %s from %s.", *named)
    return told


def _parted(merge: Merge, by: revisions.By) -> list[str]:
    moves, drops = steps_of(merge)
    try:
        with markdown.prepared(merge.record["fields"].get("body", [])), transaction.atomic():
            merge = Merge.objects.select_for_update().get(pk=merge.pk)
            kept = refuse_to_undo(merge, moves, drops)
            with revisions.recorded(by) as recording:
                recording.touch(entries_showing(type(kept), [kept.pk]))
                told = _undo(merge, kept, moves, drops, by)
                recording.add(entries_showing(type(kept), [drops[-1].pk]))
            Merge.objects.filter(pk=merge.pk).update(undone=timezone.now(), undone_by=by.author)
    except IntegrityError as error:
        raise Refused("What was changed since does not allow it: the two cannot be parted any more.") from error
    return told


def _undo(merge: Merge, kept: Any, moves: list[Move], drops: list[Drop], by: revisions.By) -> list[str]:
    model = type(kept)
    joined = joined_to([kept.pk]) if model is Source else set()
    events = {event.pk for event in events_showing(model, [kept.pk])}
    revisions.keep(Event.objects.filter(pk__in=events), revisions.AS_FOUND)
    told, left = _bring_back(drops)
    for move in reversed(moves):
        if (name_of(_field(move).related_model), move.before) not in left:
            told += _move_back(move)
    gone_pk = drops[-1].pk
    if model is Event:
        Revision.objects.filter(merged=merge.gone).update(event=gone_pk, merged="")
    FormerKey.objects.filter(noun=merge.noun, key=merge.gone).delete()
    FormerSlug.objects.filter(noun=merge.noun, slug=drops[-1].columns["slug"], key=merge.gone).delete()
    changed = give_back(kept, merge.record["fields"])
    told += [f"“{label}” of “{kept}” has been changed since and stays as it is." for label in changed]
    _refuse_without_source(kept, gone_pk)
    with said_plainly():
        kept.full_clean()
    kept.save()
    touched = Event.objects.filter(pk__in=events | {event.pk for event in events_showing(model, [kept.pk, gone_pk])})
    settle(touched, joined | {gone_pk} if joined else set())
    revisions.keep(touched, by)
    return told


def _bring_back(drops: list[Drop]) -> tuple[list[str], set[tuple[str, int]]]:
    """Put the rows back that fell away, but for those whose other end is gone; say which, and give them."""
    told: list[str] = []
    left: set[tuple[str, int]] = set()
    for drop in reversed(drops):
        if missing := what_is_missing(drop, left):
            left.add((drop.model, drop.pk))
            told.append(f"{capfirst(drop.said or 'a link')} does not come back, since its {missing} is no longer here.")
        else:
            row_from(model_of(drop.model), drop.pk, drop.columns).save_base(raw=True, force_insert=True)
    return told, left


def _field(move: Move) -> Any:
    """The foreign key by which a moved row points at its entry."""
    return next(each for each in model_of(move.model)._meta.concrete_fields if each.attname == move.column)


def _move_back(move: Move) -> list[str]:
    """Point a row at the one that comes back; say so where it has gone or gone elsewhere since."""
    model = model_of(move.model)
    row = model._base_manager.filter(pk=move.pk).first()
    if row is None:
        one, _ = move.kind
        return [f"One {one} that came with the merge has been taken away since, and stays away."]
    if getattr(row, move.column) != move.after:
        return [f"{capfirst(called(row))} has been moved since and stays where it is."]
    numbers = {name: before for name, (before, after) in move.numbers.items() if getattr(row, name) == after}
    if (rule := number_within(model, _field(move).name)) and rule[0] not in numbers:
        numbers |= _free(row, rule[0], move)
    model._base_manager.filter(pk=row.pk).update(**{move.column: move.before}, **numbers)
    return []


def _free(row: Any, name: str, move: Move) -> dict[str, int]:
    """A number for a row whose own is taken where it goes back to."""
    rows = type(row)._base_manager.filter(**{move.column: move.before})
    taken = set(rows.values_list(name, flat=True))
    return {name: max(taken) + 1} if getattr(row, name) in taken else {}


def _refuse_without_source(kept: Any, gone_pk: int) -> None:
    """Raise Refused where a published event would be left without a citation."""
    if isinstance(kept, Event):
        published = Event.objects.filter(pk__in=[kept.pk, gone_pk], status=Status.PUBLISHED)
        if bare := published.filter(citations=None).first():
            raise Refused(
                f"“{bare}” is published and would be left without a source, since its citations were taken away or moved "
                "meanwhile: add a citation to it first, or withdraw it."
            )
