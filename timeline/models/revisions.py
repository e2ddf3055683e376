"""Revisions: what an event, a mission, a person, a place or a spacecraft was, each time that it was saved."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from timeline.choices import RevisionKind, Status
from timeline.models.base import KEY_LENGTH, Addressable
from timeline.models.events import Event
from timeline.models.states import StateField


class Kept(models.Model):
    """What something was after one change: all that its page tells, names and titles too, so that it never changes."""

    number = models.PositiveIntegerField()
    made = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=RevisionKind.choices, default=RevisionKind.EDIT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="%(class)ss"
    )
    signed = models.CharField(max_length=100, blank=True)  # the name that the author chose to show readers
    reason = models.CharField(max_length=300)
    state = StateField()

    class Meta:
        abstract = True


class RevisionQuerySet(models.QuerySet):
    """Revisions by who may see them."""

    def public(self) -> Any:
        """What readers could see on the day."""
        return self.filter(state__status__in=[Status.PUBLISHED, Status.WITHDRAWN])


class Revision(Kept):
    """An event with its citations, readings and crews as it stood after one change (see revisions/state.py)."""

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="revisions")
    merged = models.CharField(
        max_length=KEY_LENGTH, blank=True, db_index=True
    )  # the key of the event, once it was merged

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["event", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="revision_number_is_unique"),
            models.UniqueConstraint(
                fields=["merged", "number"], condition=~Q(merged=""), name="revision_number_of_a_merged_event_is_unique"
            ),
            models.CheckConstraint(
                name="revision_is_of_an_event_or_of_a_merged_one",
                condition=Q(event__isnull=False, merged="") | Q(event__isnull=True) & ~Q(merged=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state['title']}, revision {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("event-revision", args=[self.event.slug if self.event else self.state["slug"], self.number])


class EntryRevisionQuerySet(models.QuerySet):
    """Revisions by the entry that they are of."""

    def of(self, noun: str, keys: Any) -> Any:
        """Those of the entries of one noun with the permanent `keys`."""
        return self.filter(noun=noun, entry__in=keys)

    def newest(self) -> Any:
        """The last of each entry."""
        others = EntryRevision.objects.filter(noun=OuterRef("noun"), entry=OuterRef("entry")).order_by("-number")
        return self.filter(number=Subquery(others.values("number")[:1]))


class EntryRevision(Kept):
    """A mission, person, place or spacecraft as it stood after one change (see revisions/entries.py).

    It knows its entry by the permanent key alone: it stays what it is when that is merged into another or deleted.
    """

    noun = models.CharField(max_length=20)
    entry = models.CharField(max_length=KEY_LENGTH)

    objects = EntryRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["noun", "entry", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["noun", "entry", "number"], name="entry_revision_number_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.state['name']}, revision {self.number}"

    def get_absolute_url(self) -> str:
        return reverse(f"{self.noun}-revision", args=[self.state["slug"], self.number])


def public_of(entry: Addressable) -> Any:
    """The revisions of an entry of any noun that readers may see; none of a noun that keeps none."""
    if isinstance(entry, Event):
        return Revision.objects.public().filter(event=entry)
    return EntryRevision.objects.of(entry.noun(), [entry.key])


def last_of(entry: Addressable) -> tuple[int, datetime | None]:
    """The number and the moment of the last revision of an entry that readers may see; 0 where there is none."""
    return public_of(entry).order_by("-number").values_list("number", "made").first() or (0, None)
