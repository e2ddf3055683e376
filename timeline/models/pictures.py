"""Pictures: an uploaded one beside an event, which nobody publishes without saying whose it is and what it shows."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from PIL import Image

from timeline.models.events import Event
from timeline.models.fields import WebAddressField

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
MOST_BYTES = 5 * 1024 * 1024


def validate_picture(file: UploadedFile) -> None:
    """Raise a ValidationError for a file that is too large, or whose content is not what its name says it might be."""
    if file.size is not None and file.size > MOST_BYTES:
        raise ValidationError(f"This picture has {file.size / 1024 / 1024:.1f} MB; send one of at most 5 MB.")
    try:
        file.seek(0)
        with Image.open(file) as image:
            image.verify()
            found = image.format
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError("This file cannot be read as a picture: send a JPEG, a PNG or a WebP.") from error
    finally:
        file.seek(0)
    if found not in FORMATS:
        raise ValidationError(f"This is a picture of the kind {found}: send a JPEG, a PNG or a WebP.")


class Picture(models.Model):
    """The picture of an event, with its credit, its licence and a text for those who cannot see it: all three required."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="picture")
    file = models.ImageField(
        upload_to="pictures/",
        width_field="width",
        height_field="height",
        validators=[FileExtensionValidator(EXTENSIONS), validate_picture],
        help_text="A JPEG, PNG or WebP of at most 5 MB.",
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

    def get_absolute_url(self) -> str:
        return reverse("event-upload", args=[self.event.slug])

    @property
    def content_type(self) -> str:
        """The media type by the end of its name, which was checked with its content."""
        extension = str(self.file.name).rsplit(".", 1)[-1].lower()
        return FORMATS["JPEG" if extension in ("jpg", "jpeg") else extension.upper()]
