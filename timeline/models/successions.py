"""Which event came after which, where a source says so and their dates do not."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from timeline.models.base import Keyed
from timeline.models.citations import Citation, KeyedManager
from timeline.models.events import Event
from timeline.text import edtf


class Succession(Keyed):
    """That one event came after another, as a citation of the later one says."""

    later = models.ForeignKey(Event, models.CASCADE, related_name="successions")
    earlier = models.ForeignKey(
        Event, models.CASCADE, related_name="followed_by", verbose_name="came after", help_text="The earlier event."
    )
    citation = models.ForeignKey(
        Citation,
        models.CASCADE,
        related_name="successions",
        verbose_name="as it is said by",
        help_text="The citation of the later event whose words say so: “three hours after the docking”.",
    )

    objects = KeyedManager()

    class Meta:
        ordering = ["later", "earlier", "key"]
        verbose_name = "order of two events"
        verbose_name_plural = "orders of two events"
        constraints = [
            models.UniqueConstraint(
                fields=["later", "earlier", "citation"],
                name="succession_is_said_once_by_a_citation",
                violation_error_message="This citation stands for this order already: keep one of the two lines.",
            ),
            models.CheckConstraint(
                name="succession_of_two_events",
                condition=~Q(later=F("earlier")),
                violation_error_message="An event does not come after itself: choose another.",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.later}” after “{self.earlier}”"

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    natural_key.dependencies = ["timeline.event", "timeline.citation"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if not (self.later_id and self.earlier_id):
            return
        if self.citation_id and self.citation.event_id != self.later_id:
            raise ValidationError({"citation": f"Choose a citation of “{self.later}”: it is its source that says so."})
        if self.later_id == self.earlier_id:
            return  # the rule of the database says it
        if self.later_id in {self.earlier_id, *all_earlier([self.earlier_id])}:
            raise ValidationError(
                {"earlier": f"“{self.earlier}” is said to come after “{self.later}” already: take that out first."}
            )
        if self.contradicts_the_dates:
            raise ValidationError({"earlier": self.contradiction})

    @property
    def contradicts_the_dates(self) -> bool:
        """Whether by their dates the later event was over before the earlier one began."""
        return self.later.is_before(self.earlier)

    @property
    def contradiction(self) -> str:
        """What is wrong where the dates say otherwise, and what to mend."""
        return (
            f"“{self.later}” ({edtf.words(self.later.date)}) is dated before “{self.earlier}” "
            f"({edtf.words(self.earlier.date)}) and said to come after it: mend one of the dates, or take out the order."
        )


def all_earlier(events: Iterable[int]) -> set[int]:
    """The primary keys of all events that some of `events` are said to come after, over any number of steps."""
    found: set[int] = set()
    ahead = set(events)
    while ahead:
        step = set(Succession.objects.filter(later__in=ahead).order_by().values_list("earlier", flat=True))
        ahead = step - found
        found |= step
    return found


def settle_positions(events: Iterable[int]) -> None:
    """Store the positions of events anew, and of those before them, after an order or the date of a later one changed."""
    affected = set(events)
    affected |= all_earlier(affected)
    for _ in affected:  # at most one step further back each time, be there a circle that something else let in
        if not sum(_settled(event) for event in Event.objects.filter(pk__in=affected)):
            return


def _settled(event: Event) -> bool:
    """Store the position of an event; whether it is another one."""
    position = event.position_now()
    return position != event.position and bool(Event.objects.filter(pk=event.pk).update(position=position))


@receiver(post_save, sender=Succession)
@receiver(post_delete, sender=Succession)
def settle_the_earlier(instance: Succession, raw: bool = False, **_: Any) -> None:
    """Keep positions right when an order is said, or no longer."""
    if not raw:
        settle_positions([instance.earlier_id])


@receiver(post_save, sender=Event)
def settle_those_before(instance: Event, created: bool, raw: bool = False, **_: Any) -> None:
    """Keep the positions of earlier events right when a later one gets another date."""
    if not (raw or created):
        settle_positions(instance.successions.order_by().values_list("earlier", flat=True))
