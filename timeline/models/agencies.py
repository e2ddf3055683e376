"""Agencies, programmes and places: what missions and events refer to."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from timeline.choices import Body, country_name
from timeline.models.base import Addressable, AddressableManager, Searchable
from timeline.models.fields import CountryField, LinesField, on_the_globe
from timeline.models.texts import MAX_TEXT_LENGTH, LengthLimit


class Agency(Addressable, Searchable):
    """A body that flies, pays or signs."""

    derived_fields = ("words",)

    name = models.CharField(max_length=200)
    full_name = models.CharField(max_length=300, blank=True)
    other_names = LinesField(help_text="One to a line; the agency is found by any of them.")
    country = CountryField(help_text="ISO 3166 code of the time: SU until 25 December 1991, RU after.")

    objects = AddressableManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    def search_texts(self) -> Iterable[str]:
        return [self.name, self.full_name, *self.other_names]

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class Programme(Addressable, Searchable):
    """Missions that belong together: Vostok, Apollo, the Apollo-Soyuz Test Project."""

    derived_fields = ("words",)

    name = models.CharField(max_length=200)
    other_names = LinesField(help_text="One to a line; the programme is found by any of them.")
    agencies = models.ManyToManyField(Agency, blank=True, related_name="programmes")
    summary = models.TextField(blank=True, validators=[LengthLimit(MAX_TEXT_LENGTH)])

    objects = AddressableManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.slug])

    def search_texts(self) -> Iterable[str]:
        return [self.name, *self.other_names]


class Place(Addressable, Searchable):
    """A place that recurs, on Earth or off it."""

    derived_fields = ("words",)

    name = models.CharField(max_length=200)
    other_names = LinesField(help_text="One to a line; the place is found by any of them.")
    body = models.CharField(max_length=10, choices=Body.choices, default=Body.EARTH)
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees, north positive.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees, east positive.")

    objects = AddressableManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="place_coordinates_whole_and_on_the_globe",
                condition=on_the_globe(),
                violation_error_message="Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    def search_texts(self) -> Iterable[str]:
        return [self.name, *self.other_names]
