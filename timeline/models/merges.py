"""Merges: two entries that were one, and all that is needed to part them again."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from timeline.models.base import KEY_LENGTH


class Merge(models.Model):
    """One entry that was merged into another of its noun (see merging/): who did it, why, and what it changed."""

    noun = models.CharField(max_length=20)
    gone = models.CharField("key of the one that went", max_length=KEY_LENGTH)
    kept = models.CharField("key of the one that stayed", max_length=KEY_LENGTH)
    gone_name = models.CharField("merged", max_length=300)
    kept_name = models.CharField("into", max_length=300)
    made = models.DateTimeField("when", auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="merges")
    reason = models.CharField("why", max_length=300)
    record = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="merges_undone"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"“{self.gone_name}” into “{self.kept_name}”"
