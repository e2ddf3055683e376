"""Lesson sets: events that an editor put in an order, with an introduction and a question to each."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.urls import reverse

from timeline.choices import Status
from timeline.lessons.contents import LONGEST_INTRODUCTION, LONGEST_QUESTION, LONGEST_TITLE
from timeline.models.base import Addressable, AddressableQuerySet
from timeline.models.events import Event
from timeline.models.texts import LengthLimit


class LessonSetQuerySet(AddressableQuerySet):
    """Lesson sets by what readers ask of them."""

    def published(self) -> Self:
        """What readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def in_order(self) -> Self:
        """As editors put them."""
        return self.order_by("order", "key")

    def with_gaps(self) -> Self:
        """The published ones that hold an event which readers do not see, as one that was withdrawn since."""
        gaps = LessonItem.objects.exclude(event__status=Status.PUBLISHED)
        return self.published().filter(pk__in=gaps.values("lesson_set"))

    def with_counts(self) -> Self:
        """Each with `event_count`: how many of its events readers may see."""
        seen = models.Q(items__event__status=Status.PUBLISHED)
        return self.annotate(event_count=Count("items", filter=seen))


class LessonSet(Addressable):
    """Events in an order for a lesson, under a title that editors gave it."""

    title = models.CharField(max_length=LONGEST_TITLE)
    introduction = models.TextField(
        validators=[LengthLimit(LONGEST_INTRODUCTION)],
        help_text="Three to five sentences that say only what the events' citations support; an empty line begins a paragraph.",
    )
    for_whom = models.CharField(
        "for whom", max_length=120, blank=True, help_text="Ages 13 to 16, one lesson. Empty where it is for anybody."
    )
    status = models.CharField(
        max_length=10,
        choices=[(each.value, each.label) for each in (Status.DRAFT, Status.PUBLISHED)],
        default=Status.DRAFT,
    )
    order = models.PositiveIntegerField(default=1000, help_text="Its place in the list of sets, the lowest first.")

    objects = LessonSetQuerySet.as_manager()

    class Meta:
        ordering = ["order", "key"]
        verbose_name = "lesson set"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("set", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.status != Status.PUBLISHED and LessonSet.objects.published().filter(pk=self.pk).exists():
            raise ValidationError({"status": "Its link is in use: a set that was published stays published."})

    @property
    def opening(self) -> str:
        """The first paragraph of the introduction."""
        return self.introduction.partition("\n\n")[0]


class LessonItemManager(models.Manager):
    """Events of sets by the set and their place in it, which is how a fixture names them."""

    def get_by_natural_key(self, lesson_set: str, order: int) -> Any:
        return self.get(lesson_set=LessonSet.objects.by_address(lesson_set), order=order)


class LessonItem(models.Model):
    """An event's place in a lesson set, and what is asked about it.

    It stays when the event is withdrawn, so that the set says what is missing. An event in a set cannot be deleted.
    """

    lesson_set = models.ForeignKey(LessonSet, models.CASCADE, related_name="items")
    event = models.ForeignKey(Event, models.PROTECT, related_name="lesson_items")
    question = models.CharField(
        max_length=LONGEST_QUESTION,
        blank=True,
        help_text="One question that a pupil can answer from the page of the event.",
    )
    order = models.PositiveSmallIntegerField()

    objects = LessonItemManager()

    class Meta:
        ordering = ["lesson_set", "order"]
        verbose_name = "event of a lesson set"
        verbose_name_plural = "events of lesson sets"
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_set", "order"],
                name="places_in_a_lesson_set_are_unique",
                violation_error_message="Two events have the same place in the set: number them 1, 2, 3.",
            ),
            models.UniqueConstraint(
                fields=["lesson_set", "event"],
                name="event_is_in_a_lesson_set_once",
                violation_error_message="The event is in this set already: ask both questions at one place.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} in “{self.lesson_set}”"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.lesson_set.natural_key(), self.order)

    natural_key.dependencies = ["timeline.lessonset", "timeline.event"]  # type: ignore[attr-defined]
