"""Work on an event that readers do not see yet: edits that wait for review, and who has its form open."""

from typing import Any

from django.conf import settings
from django.db import models

from timeline.choices import Outcome
from timeline.models.events import Event
from timeline.models.states import StateField


class PendingRevisionQuerySet(models.QuerySet):
    """Edits that wait, and those that were decided on."""

    def waiting(self) -> Any:
        """Those that nobody has decided on yet, the oldest first."""
        return self.filter(outcome=Outcome.WAITING).order_by("made")


class PendingRevision(models.Model):
    """An edit of a published event that waits for review: what the event was, and what it is to become.

    Both are states as revisions hold them (revisions/state.py). Readers see nothing of it before it is published.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="pending_revisions")
    made = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="pending_revisions"
    )
    signed = models.CharField(max_length=100, blank=True)  # as Revision.signed
    reason = models.CharField(max_length=300)
    opened = StateField()
    state = StateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=300, blank=True)  # what the author is told

    only_at_the_desk = True  # readers see nothing of it (versions.py)

    objects = PendingRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-made"]
        indexes = [models.Index(fields=["outcome", "made"], name="pending_revision_waiting")]

    def __str__(self) -> str:
        return f"{self.state['title']}: {self.reason}"


class OpenForm(models.Model):
    """That an editor has the form of an event open, as of the last sign of life."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="open_forms")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_forms")
    opened = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()

    only_at_the_desk = True

    class Meta:
        ordering = ["opened"]
        constraints = [models.UniqueConstraint(fields=["event", "editor"], name="open_form_once_per_editor")]

    def __str__(self) -> str:
        return f"{self.editor}: {self.event}"
