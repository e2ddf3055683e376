"""Pictures: an uploaded one beside an event, which nobody publishes without saying whose it is and what it shows.

A file is named by its content and its event, so that a form that is tried out and rolled back writes the same file as the
one that is saved after it. What a transaction that came to nothing leaves in the folder, `sweep` takes away.
"""

import hashlib
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import ImageFieldFile
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from timeline import imaging
from timeline.models.events import Event
from timeline.models.fields import WebAddressField

FOLDER = "pictures/"
MOST_BYTES = 5 * 1024 * 1024
A_FORM_TAKES = timedelta(days=1)  # at most, from the first trial of it to the last


def validate_picture(file: File) -> None:
    """Raise a ValidationError for a file that is too large or that no picture is made of."""
    if getattr(file, "_committed", False):  # one of ours, which was looked at when it was sent
        return
    if file.size is not None and file.size > MOST_BYTES:
        raise ValidationError(f"This picture has {file.size / 1024 / 1024:.1f} MB; send one of at most 5 MB.")
    try:
        imaging.made_our_own(file)
    except imaging.Refused as error:
        raise ValidationError(str(error)) from error


class PictureFile(ImageFieldFile):
    """A file that is made our own before it is kept."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Keep what is made of `content` under a name of ours; `name`, which the uploader chose, says nothing."""
        made = imaging.made_our_own(content)
        picture: Any = self.instance
        told = picture.event.key.encode() + made.content
        ours = f"{hashlib.sha256(told).hexdigest()[:32]}.{made.extension}"
        super().save(ours, ContentFile(made.content, ours), save)  # its name, since Django measures no nameless file

    def _get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Width and height; none of a file that cannot be read, which Django measures before anybody has judged it."""
        try:
            measured: tuple[int | None, int | None] = super()._get_image_dimensions()  # type: ignore[misc]
        except (*imaging.TOO_MUCH, *imaging.BROKEN):
            return None, None
        return measured


class PictureField(models.ImageField):
    """A picture of which only the pixels are kept."""

    attr_class = PictureFile

    def formfield(self, **options: Any) -> Any:
        """A plain file: what it is, the content decides, and validate_picture says what is wrong in one sentence."""
        widget = AdminFileWidget(attrs={"accept": ",".join(imaging.MEDIA_TYPES.values())})
        return super().formfield(**{**options, "form_class": forms.FileField, "widget": widget})


class Picture(models.Model):
    """The picture of an event, with its credit, its licence and a text for those who cannot see it: all three required."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="picture")
    file = PictureField(
        upload_to=FOLDER,
        width_field="width",
        height_field="height",
        validators=[validate_picture],
        help_text=(
            "A JPEG, PNG or WebP of at most 5 MB. It is set upright and sized down; "
            "where and with what it was taken is removed."
        ),
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    credit = models.CharField(max_length=200, help_text="Who made it: NASA/Neil Armstrong.")
    licence = models.CharField(max_length=100, help_text="On what terms it may be shown: public domain, CC BY 4.0.")
    licence_url = WebAddressField("address of the licence", blank=True, help_text="Where the terms are printed.")
    alt = models.TextField(
        "alternative text", help_text="What it shows, for those who cannot see it: one or two sentences."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="picture_has_credit_licence_and_alternative_text",
                condition=~Q(credit="") & ~Q(licence="") & ~Q(alt=""),
                violation_error_message="A picture needs a credit, a licence and an alternative text: fill in all three.",
            )
        ]

    def __str__(self) -> str:
        return f"Picture of {self.event}"

    def save(self, **options: Any) -> None:
        before = type(self).objects.filter(pk=self.pk).values_list("file", flat=True).first()
        super().save(**options)
        if before and before != self.file.name:
            transaction.on_commit(partial(discard, self.file.storage, before), robust=True)
        transaction.on_commit(sweep, robust=True)

    def get_absolute_url(self) -> str:
        return reverse("event-upload", args=[self.event.slug])

    @property
    def content_type(self) -> str:
        """The media type by the end of its name, which its content gave it."""
        return imaging.MEDIA_TYPES[str(self.file.name).rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")]


@receiver(post_delete, sender=Picture)
def discard_with_its_row(sender: type[Picture], instance: Picture, **_: Any) -> None:
    """Once its row is gone for good, a file goes too."""
    transaction.on_commit(partial(discard, instance.file.storage, str(instance.file.name)), robust=True)


def discard(storage: Storage, name: str) -> None:
    """Delete a file, unless a row needs it. (Revisions hold no pictures.)"""
    if not Picture.objects.filter(file=name).exists():
        storage.delete(name)


def sweep(older_than: timedelta = A_FORM_TAKES) -> list[str]:
    """Delete the files that no row names and that nobody can still be about to save; give their names."""
    storage = Picture._meta.get_field("file").storage
    if not storage.exists(FOLDER):
        return []
    needed = set(Picture.objects.values_list("file", flat=True))
    latest = timezone.now() - older_than
    found = (f"{FOLDER}{name}" for name in storage.listdir(FOLDER)[1])
    gone = [name for name in found if name not in needed and storage.get_modified_time(name) <= latest]
    for name in gone:
        storage.delete(name)
    return gone
