"""Pictures: an uploaded one beside an event, which nobody publishes without saying whose it is and what it shows.

A file is named by its content and its event, so that a form that is tried out and rolled back writes the same file as the
one that is saved after it. What a transaction that came to nothing leaves in the folder, `sweep` takes away.
"""

import hashlib
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile, ImageFieldFile
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from timeline import imaging
from timeline.models.events import Event
from timeline.models.fields import WebAddressField
from timeline.models.texts import MAX_WORDS_LENGTH, LengthLimit

FOLDER = "pictures/"
MOST_BYTES = 5 * 1024 * 1024
A_FORM_TAKES = timedelta(days=1)  # at most, from the first trial of it to the last


class MadeFile(SimpleUploadedFile):
    """A picture that was made our own when it was sent, with the name that its sender gave it."""

    def __init__(self, name: str, made: imaging.Made) -> None:
        super().__init__(name, made.content, made.content_type)
        self.made = made


def made_of(file: Any) -> imaging.Made:
    """What is kept of a file that was sent. Raises imaging.Refused, and a second time without looking at the file again."""
    sent = file.file if isinstance(file, FieldFile) else file
    if isinstance(sent, MadeFile):
        return sent.made
    if refused := getattr(sent, "refused", None):
        raise refused
    try:
        if sent.size is not None and sent.size > MOST_BYTES:
            raise imaging.Refused(f"This picture has {sent.size / 1024 / 1024:.1f} MB; send one of at most 5 MB.")
        return imaging.made_our_own(sent)
    except imaging.Refused as error:
        sent.refused = error
        raise


def validate_picture(file: Any) -> None:
    """Raise a ValidationError for a file that is too large or that no picture is made of."""
    if getattr(file, "_committed", False):  # one of ours, which was looked at when it was sent
        return
    try:
        made_of(file)
    except imaging.Refused as error:
        raise ValidationError(str(error)) from error


class PictureFile(ImageFieldFile):
    """A file that is made our own before it is kept."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Keep what is made of `content` under a name of ours; `name`, which the uploader chose, says nothing."""
        made = made_of(content)
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
        return super().formfield(**{"form_class": forms.FileField, **options})


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
        "alternative text",
        validators=[LengthLimit(MAX_WORDS_LENGTH)],
        help_text="What it shows, for those who cannot see it: one or two sentences.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="picture_has_credit_licence_and_alternative_text",
                condition=~Q(credit="") & ~Q(licence="") & ~Q(alt=""),
                violation_error_message="A picture needs a credit, a licence and an alternative text: fill in all three.",
            )
        ]

    preview_url = ""  # where the desk shows it while it is not what readers see

    def __str__(self) -> str:
        return f"Picture of {self.event}"

    def save(self, **options: Any) -> None:
        before = type(self).objects.filter(pk=self.pk).values_list("file", flat=True).first()
        super().save(**options)
        if before and before != self.file.name:
            transaction.on_commit(partial(discard, self.file.storage, before), robust=True)
        transaction.on_commit(sweep, robust=True)

    def get_absolute_url(self) -> str:
        return self.preview_url or reverse("event-upload", args=[self.event.slug])

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
