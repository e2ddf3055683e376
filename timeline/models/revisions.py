"""Revisions: what an event was, each time that it was saved."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from timeline.choices import RevisionKind, Status
from timeline.models.base import KEY_LENGTH
from timeline.models.events import Event


class RevisionQuerySet(models.QuerySet):
    """Revisions by who may see them."""

    def public(self) -> Any:
        """What readers could see on the day."""
        return self.filter(state__status__in=[Status.PUBLISHED, Status.WITHDRAWN])


class Revision(models.Model):
    """An event with its citations, readings and crews as it stood after one change (see revisions/state.py).

    It holds all that it tells, names and titles too, so that its page never changes. It is never changed itself.
    """

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="revisions")
    merged = models.CharField(
        max_length=KEY_LENGTH, blank=True, db_index=True
    )  # the key of the event, once it was merged
    number = models.PositiveIntegerField()
    made = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=RevisionKind.choices, default=RevisionKind.EDIT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="revisions"
    )
    signed = models.CharField(max_length=100, blank=True)  # the name that the author chose to show readers
    reason = models.CharField(max_length=300)
    state = models.JSONField()

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
        return reverse("revision", args=[self.event.slug if self.event else self.state["slug"], self.number])
