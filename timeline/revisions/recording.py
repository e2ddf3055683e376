"""Noticing which entries are changed, by whatever saves or deletes them, so that each change is kept as a revision.

Within `recorded` every entry that a save is about to change is kept as it was found, where it is not as its last revision
says, and once more as it is in the end. Outside it nothing is noticed: the next that records finds the entry changed, and
says so.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver

from timeline.models import Citation, CrewMember, Mission, Spacecraft
from timeline.models.base import Addressable
from timeline.revisions.by import AS_FOUND, By
from timeline.revisions.entries import KINDS, keep_entries

# The columns by which rows belong to entries, whose change is one of those.
BELONGING: dict[type[models.Model], tuple[str, ...]] = {
    Citation: tuple(KINDS),
    CrewMember: ("mission", "person"),
}
LINKS = (Mission.agencies.through, Spacecraft.missions.through)


@dataclass
class Recording:
    """What has been changed so far, and by whom, who may be known only when it is done."""

    by: By
    touched: dict[tuple[str, str], Addressable] = field(default_factory=dict)

    def touch(self, entries: Iterable[Addressable]) -> None:
        """Say that `entries` are about to be changed."""
        known = {(each.noun(), each.key): each for each in entries}
        new = [each for name, each in known.items() if name not in self.touched]
        keep_entries(new, AS_FOUND)
        self.add(new)

    def touch_rows(self, rows: Iterable[Any]) -> None:
        """Say that `rows` are about to be saved: together, which costs less than to notice one after the other."""
        self.touch(each for row in rows for each in _entries_of(type(row), row))

    def add(self, entries: Iterable[Addressable]) -> None:
        """Say that `entries` have been changed or made, of which nothing is to be kept as they were found."""
        self.touched |= {(each.noun(), each.key): each for each in entries}


_recording: ContextVar[Recording | None] = ContextVar("_recording", default=None)


@contextmanager
def recorded(by: By) -> Iterator[Recording]:
    """Keep what is changed within, as it was found and as it is in the end: all of it, or where an error ends it nothing."""
    recording = Recording(by)
    before = _recording.set(recording)
    try:
        with transaction.atomic():
            yield recording
            keep_entries(recording.touched.values(), recording.by)
    finally:
        _recording.reset(before)


@receiver([pre_save, pre_delete])
def notice_row(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    """Note the entries that a row is or belongs to, before it is changed."""
    if (recording := _recording.get()) and not raw:
        recording.touch(_entries_of(sender, instance))


@receiver(m2m_changed)
def notice_link(sender: Any, instance: Any, action: str, pk_set: set[int] | None, model: Any, **_: Any) -> None:
    """Note the entries at either end of a link, before it is changed."""
    recording = _recording.get()
    if recording and sender in LINKS and action.startswith("pre_"):
        ends = model.objects.filter(pk__in=pk_set or ())
        recording.touch(each for each in (instance, *ends) if each.noun() in KINDS)


def _entries_of(sender: Any, instance: Any) -> list[Addressable]:
    """The entries that a row is or belongs to, and those that it belonged to as it was last saved."""
    if isinstance(instance, Addressable):
        return [instance] if instance.noun() in KINDS else []
    names = BELONGING.get(sender, ())
    if not names:
        return []
    stored = sender.objects.filter(pk=instance.pk).select_related(*names) if instance.pk else ()
    found = (getattr(row, name) for row in (instance, *stored) for name in names if getattr(row, f"{name}_id"))
    return list(found)
