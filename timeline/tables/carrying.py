"""Doing what a file says, all of it or nothing; or trying it out, which does the same and takes it back."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from timeline import publishing, revisions
from timeline.logs import log_after_commit
from timeline.models import Citation, Disagreement, Event
from timeline.proposals import contradictions, differing_keys
from timeline.tables.aside import aside
from timeline.tables.columns import One
from timeline.tables.drafts import Draft, Drafter, Edit
from timeline.tables.faults import Fault, Unfit, of_database, of_validation
from timeline.tables.files import Sheet
from timeline.tables.nouns import Table
from timeline.text import markdown

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a file did, or would do."""

    table: Table
    new: list[Edit] = field(default_factory=list)
    changed: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # columns that the file does not have, which stay as they are
    is_done: bool = False

    @property
    def edits(self) -> list[Edit]:
        """All that is made or changed."""
        return [*self.new, *self.changed]

    @property
    def fingerprint(self) -> str:
        """A short text that two outcomes have in common when they do the same, row by row."""
        told = [
            [edit.number, edit.is_new, edit.row.pk, [[each.label, each.before, each.after] for each in edit.changes]]
            for edit in self.edits
        ]
        told_of = json.dumps([self.table.name, told, self.unchanged], ensure_ascii=False)
        return hashlib.sha256(told_of.encode()).hexdigest()[:32]


class Mistaken(Exception):
    """There are faults, or it was a trial: everything is taken back."""


class TooManyError(Exception):
    """A file changes more rows than it may, and nothing was done; the message says so."""

    def __init__(self, number: int, most: int) -> None:
        super().__init__(
            f"This file makes or changes {number:,} rows, {number - most:,} more than fit at once, since nobody else can save "
            f"meanwhile: part it in files that change at most {most:,}, or have it brought in with “manage.py import_table”."
        )


def _anybody_may(row: Any) -> bool:
    return True


def try_out(
    table: Table,
    sheet: Sheet,
    *,
    keeps_keys: bool = False,
    may_change: Callable[[Any], bool] = _anybody_may,
    most: int | None = None,
) -> Outcome:
    """What `sheet` would do to the rows of a noun, with every fault that keeps it from being done; `most` as in carry_out."""
    return _run(table, Drafter(table, sheet, keeps_keys=keeps_keys), None, may_change, None, most)


def carry_out(
    table: Table,
    sheet: Sheet,
    by: revisions.By,
    *,
    keeps_keys: bool = False,
    may_change: Callable[[Any], bool] = _anybody_may,
    expected: str | None = None,
    most: int | None = None,
) -> Outcome:
    """Do what `sheet` says, and keep revisions of all events that it changes.

    Where there is a fault, such as a row that is not theirs to change, or where it would do other than the outcome whose
    fingerprint was `expected`, nothing is done (`is_done` says so). Where it would make or change more than `most` rows, that
    is its one fault.
    """
    outcome = _run(table, Drafter(table, sheet, keeps_keys=keeps_keys), by, may_change, expected, most)
    _log(outcome)
    return outcome


def _log(outcome: Outcome) -> None:
    """A line for whoever runs the site: how much of which noun, and nothing of what the file says."""
    name = outcome.table.name
    if outcome.is_done:
        counts = len(outcome.new), len(outcome.changed), outcome.unchanged
        log_after_commit(logger, "Table of %s imported: %d new, %d changed, %d unchanged.", name, *counts)
    elif outcome.faults:
        logger.warning("Table of %s refused: %d faults. Nothing was changed.", name, len(outcome.faults))
    else:
        logger.warning("Table of %s refused: it would do other than was looked at. Nothing was changed.", name)


def _run(
    table: Table,
    drafter: Drafter,
    by: revisions.By | None,
    may_change: Callable[[Any], bool],
    expected: str | None,
    most: int | None,
) -> Outcome:
    outcome = Outcome(table, left=[name for name in table.by_name if name not in drafter.sheet.columns])
    try:
        with (
            markdown.prepared(drafter.texts("body")),
            nullcontext() if by else aside(),
            revisions.recorded(by) if by else transaction.atomic() as recording,
        ):
            draft = drafter.compare()
            if most is not None and len(draft.edits) > most:
                raise TooManyError(len(draft.edits), most)
            outcome.new = [edit for edit in draft.edits if edit.is_new]
            outcome.changed = [edit for edit in draft.edits if not edit.is_new]
            outcome.unchanged = draft.unchanged
            for edit in outcome.changed:
                if not may_change(edit.row):
                    draft.note(Fault(edit.number, "", "It is not yours to change: take the row out, or ask an editor."))
                if fault := _hiding(table, edit):
                    draft.note(fault)
            is_expected = expected in (None, outcome.fingerprint)
            touched = {event.pk for event in _events(table, draft.edits)}
            if recording:
                revisions.keep(Event.objects.filter(pk__in=touched), revisions.AS_FOUND)
                recording.touch_rows(edit.row for edit in outcome.changed)
            is_evidence = table.model in (Event, Citation, Disagreement)
            before = (
                contradictions(Event.objects.filter(pk__in=differing_keys(Event)))
                if is_evidence and draft.edits
                else {}
            )
            _save(draft)
            touched |= {event.pk for event in _events(table, draft.edits)}
            shown = list(Event.objects.published().filter(pk__in=touched))
            unasked = publishing.new_contradictions(shown, before) if is_evidence else []
            for sentence in [*publishing.faults(shown), *unasked]:
                draft.note(Fault(0, "", sentence))
            outcome.faults = sorted(draft.faults, key=lambda fault: fault.row)
            if by is None or outcome.faults or not is_expected:
                raise Mistaken
            revisions.keep(Event.objects.filter(pk__in=touched), by)
            outcome.is_done = True
    except TooManyError as error:
        outcome.faults = [Fault(0, "", str(error))]
    except Mistaken:
        for edit in outcome.new:
            edit.row.pk = None
    return outcome


def _hiding(table: Table, edit: Edit) -> Fault | None:
    """What is wrong where a row would take from readers what they have seen; None where it does not."""
    if table.model is not Event or "status" not in edit.after:
        return None
    try:
        publishing.judge_way(edit.before["status"], edit.after["status"])
    except publishing.Refused as refused:
        return Fault(edit.number, "status", str(refused))
    return None


def _events(table: Table, edits: Iterable[Edit]) -> list[Event]:
    return table.events_of([edit.row for edit in edits if edit.row.pk])


def _save(draft: Draft) -> None:
    """Save every row, then what links rows to one another: a row may name one that stands below it in the file."""
    saved = [edit for edit in draft.edits if _is_taken(draft, edit, _put)]
    for edit in saved:
        if any(draft.table.by_name[name].is_linked_after for name in edit.after):
            _is_taken(draft, edit, _link)


def _is_taken(draft: Draft, edit: Edit, step: Callable[[Draft, Edit], None]) -> bool:
    """Whether one step for one row went well; where it did not, it is taken back and all that is wrong is noted."""
    try:
        with transaction.atomic():
            step(draft, edit)
    except Unfit as error:
        draft.note(Fault(edit.number, "", str(error)))
    except (ValidationError, IntegrityError) as error:
        for fault in _all_wrong(draft, edit, error):
            draft.note(fault)
    else:
        return True
    return False


def _all_wrong(draft: Draft, edit: Edit, error: ValidationError | IntegrityError) -> Iterable[Fault]:
    """What is wrong with a row that was refused for one reason."""
    if edit.is_new and not type(edit.row)._base_manager.filter(pk=edit.row.pk).exists():
        edit.row.pk, edit.row._state.adding = None, True
    try:
        edit.row.full_clean()
    except ValidationError as whole:
        return of_validation(edit.number, whole, draft.table.by_name)
    if isinstance(error, ValidationError):
        return of_validation(edit.number, error, draft.table.by_name)
    return [of_database(edit.number, error)]


def _put(draft: Draft, edit: Edit) -> None:
    """Save one row. The database keeps the rules about a row as a whole: to ask it for each beforehand takes thrice as long."""
    for name, value in edit.after.items():
        draft.table.by_name[name].put(edit.row, value, draft.known)
    found = [name for name, value in edit.after.items() if value and isinstance(draft.table.by_name[name], One)]
    is_renamed = not edit.is_new and "slug" in edit.after  # the names of new rows were compared with all others
    edit.row.full_clean(exclude=found, validate_unique=is_renamed, validate_constraints=False)
    edit.row.save()
    draft.known.add(edit.row)


def _link(draft: Draft, edit: Edit) -> None:
    for name, value in edit.after.items():
        column = draft.table.by_name[name]
        if column.is_linked_after:
            column.link(edit.row, value, draft.known)
