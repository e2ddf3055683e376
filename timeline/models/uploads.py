"""Tables that editors sent, kept for a day between the look at what they would change and the word to do it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

KEPT_FOR = timedelta(days=1)


class UploadQuerySet(models.QuerySet):
    """Uploads by whether they still count."""

    def standing(self) -> Any:
        """Those that are not too old yet."""
        return self.filter(made__gt=timezone.now() - KEPT_FOR)

    def keep(self, user: Any, noun: str, **values: Any) -> Any:
        """Keep a file in the place of the one that the same editor sent before, and forget all that are too old."""
        self.filter(Q(user=user, noun=noun) | Q(made__lte=timezone.now() - KEPT_FOR)).delete()
        return self.create(user=user, noun=noun, **values)


class Upload(models.Model):
    """One file as it was sent, by one editor, for one noun."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    noun = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    keeps_keys = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    only_at_the_desk = True  # readers see nothing of it (versions.py)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-made"]

    def __str__(self) -> str:
        return self.name
