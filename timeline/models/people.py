"""People who flew, spoke or signed."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from timeline.choices import country_name
from timeline.models.base import Addressable, AddressableManager, Searchable
from timeline.models.fields import (
    CountryField,
    EDTFField,
    LinesField,
    bounds_in_order,
    derive_date,
    earliest_field,
    instant_field,
    latest_field,
    precision_field,
)


class Person(Addressable, Searchable):
    """Someone who took part in an event or flew on a mission."""

    derived_fields = (
        "words",
        *(f"{name}_{column}" for name in ("born", "died") for column in ("earliest", "latest", "precision", "instant")),
    )

    name = models.CharField(max_length=200, help_text="As most English sources write it.")
    native_name = models.CharField(
        max_length=200, blank=True, help_text="In the person's own script, where that is not ours."
    )
    other_names = LinesField(help_text="Other spellings, one to a line; the person is found by any of them.")
    country = CountryField(help_text="ISO 3166 code at the first flight or in the office held.")
    born = EDTFField(blank=True, help_text="EDTF: 1934-05-30, 1934, 1934~ (about).")
    born_earliest = earliest_field()
    born_latest = latest_field()
    born_precision = precision_field()
    born_instant = instant_field()
    died = EDTFField(blank=True, help_text="Empty says only that no death was read of.")
    died_earliest = earliest_field()
    died_latest = latest_field()
    died_precision = precision_field()
    died_instant = instant_field()

    objects = AddressableManager()

    class Meta:
        ordering = ["name", "key"]
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["name", "key"], name="person_by_name")]
        constraints = [
            bounds_in_order("person", "born_earliest", "born_latest", "The date of birth ends before it begins."),
            bounds_in_order("person", "died_earliest", "died_latest", "The date of death ends before it begins."),
            bounds_in_order(
                "person", "born_earliest", "died_latest", "Nobody dies before being born: mend one of the two dates."
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])

    def derive(self) -> None:
        derive_date(self, "born")
        derive_date(self, "died")

    def search_texts(self) -> Iterable[str]:
        return [self.name, self.native_name, *self.other_names]

    @property
    def country_name(self) -> str:
        return country_name(self.country)
