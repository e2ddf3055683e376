"""Doing a merge: the steps of the plan, the fields that were chosen, and where the old address leads."""

import logging
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from timeline import publishing, revisions
from timeline.choices import Status
from timeline.logs import log_after_commit, refusal_logged
from timeline.merging.fields import choose
from timeline.merging.plan import Plan
from timeline.merging.records import FORMAT, Drop, model_of
from timeline.merging.refusals import Refused, refuse_to_merge
from timeline.merging.relations import events_showing, pointing_at
from timeline.models import Citation, Event, FormerKey, FormerSlug, Merge, Revision, Source
from timeline.models.base import Addressable
from timeline.models.citations import show_sources_of
from timeline.models.sources import joined_to, regroup
from timeline.models.successions import settle_positions
from timeline.revisions.entries import entries_showing
from timeline.text import markdown

logger = logging.getLogger(__name__)


def merge(gone: Addressable, kept: Addressable, by: revisions.By, taken: Iterable[str] = ()) -> Merge:
    """Merge `gone` into `kept`, which gets the fields `taken` of it. Raises Refused, changing nothing."""
    with refusal_logged(logger, Refused, "Refused to merge %s %s into %s", gone.noun(), gone.key, kept.key):
        merged = _merged(gone, kept, by, list(taken))
    log_after_commit(logger, "Merged %s %s into %s.", merged.noun, merged.gone, merged.kept)
    return merged


def _merged(gone: Addressable, kept: Addressable, by: revisions.By, taken: list[str]) -> Merge:
    model: Any = type(kept)
    with markdown.prepared([getattr(gone, "body", "")] if "body" in taken else []), transaction.atomic():
        rows = {row.pk: row for row in model.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk])}
        if not {gone.pk, kept.pk} <= rows.keys():
            raise Refused("One of the two was merged or deleted meanwhile: look at the list again.")
        gone, kept = rows[gone.pk], rows[kept.pk]
        refuse_to_merge(gone, kept)
        plan = Plan(gone, kept)
        events = list(events_showing(model, [gone.pk, kept.pk] if model is Event else [gone.pk]))
        joined = joined_to([gone.pk, kept.pk]) if model is Source else set()
        names = {"gone_name": str(gone)[:300], "kept_name": str(kept)[:300]}
        shown = Event.objects.filter(pk__in=[each.pk for each in events_showing(model, [gone.pk, kept.pk])]).published()
        before = set(publishing.faults(shown))
        with revisions.kept_around(events, by), revisions.recorded(by) as recording:
            recording.touch(entries_showing(model, [gone.pk, kept.pk]))
            fields = _do(plan, gone, kept, taken)
            settle(events, joined)
        if broken := [fault for fault in publishing.faults(shown.all()) if fault not in before]:
            raise Refused(f"Readers would see what may not stand: {' '.join(broken)}")
        steps = [asdict(step) for step in plan.steps]
        record = {"format": FORMAT, "steps": steps, "fields": fields}
        return Merge.objects.create(
            **names, noun=gone.noun(), gone=gone.key, kept=kept.key, author=by.author, reason=by.reason, record=record
        )


def _do(plan: Plan, gone: Any, kept: Any, taken: Iterable[str]) -> dict[str, list[Any]]:
    """All of a merge but its record; give what became of the fields of the one that stays."""
    replaced = _replaced(plan.drops)
    for move in plan.moves:
        numbers = {name: after for name, (_, after) in move.numbers.items()}
        model_of(move.model)._base_manager.filter(pk=move.pk).update(**{move.column: move.after}, **numbers)
    if isinstance(gone, Event):
        Revision.objects.filter(event=gone).update(event=None, merged=gone.key)
        # Its citations leave it one by one, which the database refuses to what is published.
        Event.objects.filter(pk=gone.pk).update(status=Status.DRAFT)
    for drop in plan.drops:
        take_away(drop)
    FormerKey.objects.create(noun=gone.noun(), key=gone.key, leads_to=kept.key)
    FormerSlug.objects.update_or_create(noun=gone.noun(), slug=gone.slug, defaults={"key": gone.key})
    fields = choose(gone, kept, taken, replaced)
    with said_plainly():
        kept.full_clean()
    kept.save()
    return fields


def take_away(drop: Drop) -> None:
    """Delete a row that nothing points at any more; it must take nothing along."""
    row = model_of(drop.model)._base_manager.get(pk=drop.pk)
    for field in pointing_at(type(row)):
        assert not field.model._base_manager.filter(**{field.name: drop.pk}).exists(), f"{field} was left out of a plan"
    row.delete()


def settle(events: Iterable[Event], joined: set[int]) -> None:
    """Work out anew what is derived from rows that moved: numbers and countries of events, witnesses among sources."""
    for event in Event.objects.filter(pk__in=[event.pk for event in events]):
        derived = {"citation_count": event.citations.count(), "countries": event.countries_now()}
        Event.objects.filter(pk=event.pk).update(**derived)
        settle_positions([event.pk])
    regroup(Source.objects.filter(pk__in=joined).values_list("pk", flat=True))
    show_sources_of(Citation.objects.all())  # a citation that moved may be before readers now


def _replaced(drops: list[Drop]) -> dict[str, str]:
    """For the key of each citation that falls away the key of the one that says the same."""
    twins = {drop.columns["key"]: drop.twin or 0 for drop in drops if drop.model == Citation._meta.label_lower}
    keys = dict(Citation.objects.filter(pk__in=twins.values()).values_list("pk", "key"))
    return {key: keys[twin] for key, twin in twins.items() if twin in keys}


@contextmanager
def said_plainly() -> Any:
    """Turn the errors of a form into a refusal."""
    try:
        yield
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
