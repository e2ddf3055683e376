"""Missions and their crews."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.urls import reverse

from timeline.choices import country_name
from timeline.models.agencies import Agency, Place, Programme
from timeline.models.base import Addressable, AddressableQuerySet, Searchable
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
from timeline.models.people import Person
from timeline.models.texts import MAX_TEXT_LENGTH, LengthLimit


class MissionQuerySet(AddressableQuerySet):
    """Missions in the order of their launches."""

    def in_order(self) -> Any:
        """The first launched first; a mission without a launch date comes last."""
        launched = [models.F(name).asc(nulls_last=True) for name in ("launched_earliest", "launched_instant")]
        return self.order_by(*launched, "key")

    def with_crew(self) -> Any:
        """Each with its crew and who that is, in one query more.

        The people are joined to the places in the crew: Django 5.2 asks SQLite for rows at the other end of a foreign key by a
        condition for each, and SQLite takes a thousand of them.
        """
        return self.prefetch_related(models.Prefetch("crew_members", CrewMember.objects.select_related("person")))


class Mission(Addressable, Searchable):
    """One flight, with or without a crew."""

    derived_fields = (
        "words",
        *(
            f"{name}_{column}"
            for name in ("launched", "ended")
            for column in ("earliest", "latest", "precision", "instant")
        ),
    )

    name = models.CharField(max_length=200)
    other_names = LinesField(help_text="One to a line; the mission is found by any of them.")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="missions")
    agencies = models.ManyToManyField(Agency, blank=True, related_name="missions")
    country = CountryField(help_text="ISO 3166 code of the time; XI for an international programme.")
    crewed = models.BooleanField(default=False)
    vehicle = models.CharField(max_length=200, blank=True)
    launch_site = models.CharField(max_length=300, blank=True, help_text="In words, as exactly as the sources have it.")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="missions", verbose_name="launch place"
    )
    launched = EDTFField(blank=True, help_text="EDTF, or the moment in UTC: 1975-07-15T12:20:00Z.")
    launched_earliest = earliest_field()
    launched_latest = latest_field()
    launched_precision = precision_field()
    launched_instant = instant_field()
    ended = EDTFField(blank=True, help_text="Landing, splashdown or loss; EDTF, or the moment in UTC.")
    ended_earliest = earliest_field()
    ended_latest = latest_field()
    ended_precision = precision_field()
    ended_instant = instant_field()
    summary = models.TextField(blank=True, validators=[LengthLimit(MAX_TEXT_LENGTH)])
    crew: models.ManyToManyField = models.ManyToManyField(Person, through="CrewMember", related_name="missions")

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["launched_earliest", "launched_instant", "key"]
        indexes = [models.Index(fields=["launched_earliest", "launched_instant", "key"], name="mission_by_launch")]
        constraints = [
            bounds_in_order(
                "mission", "launched_earliest", "launched_latest", "The launch date ends before it begins."
            ),
            bounds_in_order("mission", "ended_earliest", "ended_latest", "The end date ends before it begins."),
            bounds_in_order(
                "mission",
                "launched_earliest",
                "ended_latest",
                "The mission ends before it is launched: mend one of the two dates.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mission", args=[self.slug])

    def derive(self) -> None:
        derive_date(self, "launched")
        derive_date(self, "ended")

    def search_texts(self) -> Iterable[str]:
        return [self.name, *self.other_names]

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class CrewMemberManager(models.Manager):
    """Crew members by mission and place in the crew, which is how a fixture names them."""

    def get_by_natural_key(self, mission: str, order: int) -> Any:
        return self.get(mission=Mission.objects.by_address(mission), order=order)


class CrewMember(models.Model):
    """A person's place in the crew of a mission."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="crew_members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="crew_places")
    role = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(help_text="1 for the first named, usually the commander.")

    objects = CrewMemberManager()

    class Meta:
        ordering = ["mission", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "order"],
                name="crew_order_is_unique",
                violation_error_message="Two crew members of this mission have the same order: give each its own number.",
            ),
            models.UniqueConstraint(
                fields=["mission", "person"],
                name="person_is_once_in_a_crew",
                violation_error_message="This person is in the crew already: keep one of the two lines.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.mission.natural_key(), self.order)

    natural_key.dependencies = ["timeline.mission"]  # type: ignore[attr-defined]
