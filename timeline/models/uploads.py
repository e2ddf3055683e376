"""What editors sent and have not saved yet, kept for a day and for them alone.

A table waits between the look at what it would change and the word to do it. A picture waits while the form in which it was chosen
comes back, with a mistake elsewhere or for any other reason: a browser sends a file once.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timeline import imaging

KEPT_FOR = timedelta(days=1)
MAX_CHOSEN_PICTURES = 20  # of one editor; the oldest goes first


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


def new_token() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(24)


class ChosenPictureQuerySet(models.QuerySet):
    """Chosen pictures by whose they are and whether they still count."""

    def of(self, user: Any, token: str) -> Any:
        """The picture that an editor chose, by its token; None where it is too old, gone or somebody else's."""
        if "\x00" in token:  # PostgreSQL takes no such text, not even to find nothing by it
            return None
        return self.filter(user=user, token=token, made__gt=timezone.now() - KEPT_FOR).first()

    def keep(self, user: Any, name: str, made: imaging.Made) -> Any:
        """Keep a picture for an editor; the same once more is kept for longer. Those that no longer count go."""
        self.sweep()
        values = {"name": name[:200], "extension": made.extension, "data": made.content, "made": timezone.now()}
        row, _ = self.update_or_create(user=user, digest=made.digest, defaults=values)
        many = self.filter(user=user).order_by("-made", "-pk").values_list("pk", flat=True)[MAX_CHOSEN_PICTURES:]
        self.filter(pk__in=list(many)).delete()
        return row

    def sweep(self) -> int:
        """Forget those that are too old; give how many."""
        number, _ = self.filter(made__lte=timezone.now() - KEPT_FOR).delete()
        return number


class ChosenPicture(models.Model):
    """A picture, made our own, that an editor chose in a form; the form that comes back finds it by its token."""

    token = models.CharField(max_length=40, unique=True, default=new_token)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chosen_pictures")
    name = models.CharField(max_length=200)
    extension = models.CharField(max_length=4)
    digest = models.CharField(max_length=32)
    data = models.BinaryField()
    made = models.DateTimeField()

    only_at_the_desk = True  # readers see nothing of it (versions.py)

    objects = ChosenPictureQuerySet.as_manager()

    class Meta:
        ordering = ["-made"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="picture_kept_once_for_an_editor")]

    def __str__(self) -> str:
        return self.name

    @property
    def picture(self) -> imaging.Made:
        """What it is."""
        return imaging.Made(bytes(self.data), self.extension)
