"""Spacecraft: what flew the missions, how large each is, and how it is drawn."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count
from django.urls import reverse

from timeline.choices import country_name
from timeline.drawing.spacecraft import Sheet, sheet
from timeline.models.base import Addressable, AddressableQuerySet, Searchable
from timeline.models.fields import CountryField, LinesField
from timeline.models.missions import Mission
from timeline.models.texts import MAX_TEXT_LENGTH, MAX_WORDS_LENGTH, LengthLimit

MEASURES = {"length": "Length", "width": "Diameter or span", "height": "Height"}


class SpacecraftQuerySet(AddressableQuerySet):
    """Spacecraft by what they flew."""

    def that_flew(self, missions: Iterable[Mission]) -> Self:
        """Those that flew any of `missions`: first the one that flew most of them, then by their order."""
        flew = self.filter(missions__in=missions).annotate(number_flown=Count("missions", distinct=True))
        return flew.order_by("-number_flown", "order", "key")


def validate_drawing(name: str) -> None:
    """Raise a ValidationError unless there is a drawing called `name`."""
    if sheet(name) is None:
        raise ValidationError(f"There is no drawing static/spacecraft/{name}.svg: name one that is there.")


def measure_field(help_text: str) -> models.DecimalField:
    """One dimension in metres, empty where no source gives it."""
    return models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=help_text,
    )


class Spacecraft(Addressable, Searchable):
    """A kind of craft that flew, or what several were once joined together."""

    derived_fields = ("words",)

    name = models.CharField(max_length=200)
    other_names = LinesField(help_text="One to a line; the spacecraft is found by any of them.")
    country = CountryField(help_text="ISO 3166 code of the time; XI where countries built it together.")
    summary = models.TextField(
        blank=True,
        validators=[LengthLimit(MAX_TEXT_LENGTH)],
        help_text="One or two sentences of our own that say only what a citation of this entry supports.",
    )
    drawing = models.SlugField(
        max_length=120, validators=[validate_drawing], help_text="Its file in static/spacecraft/, without .svg."
    )
    description = models.TextField(
        validators=[LengthLimit(MAX_WORDS_LENGTH)],
        help_text="What the drawing shows, for those who cannot see it: one sentence.",
    )
    length = measure_field("Metres, from end to end. Empty where no source gives it.")
    width = measure_field("Metres: the diameter, or the span of wings or legs. Empty where no source gives it.")
    height = measure_field("Metres. Empty where no source gives it.")
    missions = models.ManyToManyField(
        Mission, blank=True, related_name="spacecraft", help_text="The flights that such a craft made."
    )
    order = models.PositiveIntegerField(default=1000, help_text="Its place among the others, the earliest first.")

    objects = SpacecraftQuerySet.as_manager()

    class Meta:
        ordering = ["order", "key"]
        verbose_name_plural = "spacecraft"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("spacecraft", args=[self.slug])

    def search_texts(self) -> Iterable[str]:
        return [self.name, *self.other_names]

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def sheet(self) -> Sheet | None:
        """What it is drawn on; None where the drawing is not there."""
        return sheet(self.drawing)

    @property
    def measures(self) -> list[tuple[str, str, Any]]:
        """The dimensions that are known: name of the field, how a page calls it, metres."""
        known = ((name, label, getattr(self, name)) for name, label in MEASURES.items())
        return [measure for measure in known if measure[2] is not None]
