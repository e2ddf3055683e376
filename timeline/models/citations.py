"""Evidence: citations, and the disagreements in which they are weighed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.urls import reverse

from timeline.choices import DisagreementKind, Status
from timeline.models.agencies import Place
from timeline.models.base import Keyed, remembered
from timeline.models.events import Event
from timeline.models.missions import Mission
from timeline.models.people import Person
from timeline.models.sources import Source
from timeline.models.spacecraft import MEASURES, Spacecraft
from timeline.models.texts import MAX_TEXT_LENGTH, MAX_WORDS_LENGTH, LengthLimit
from timeline.text import date_values, edtf
from timeline.text.language import language_of

SUBJECTS = ("event", "mission", "person", "place", "spacecraft")

# What a citation of each noun may support, and how a page names it.
CITED_FIELDS = {
    "event": {"date": "When", "place": "Where", "people": "Who", "title": "What", "detail": "More"},
    "mission": {
        "launched": "Launched",
        "ended": "Ended",
        "launch_site": "Launched from",
        "vehicle": "Vehicle",
        "crew": "Crew",
        "roles": "Roles in the crew",
        "summary": "Summary",
        "name": "Name",
    },
    "person": {
        "name": "Name",
        "native_name": "Own name",
        "also_known_as": "Other spellings",
        "born": "Born",
        "died": "Died",
        "flight": "Flew",
        "country": "Country",
    },
    "place": {"name": "Name", "lat": "Latitude", "lon": "Longitude"},
    "spacecraft": {**MEASURES, "summary": "Summary", "name": "Name"},
}
DATED_FIELDS = frozenset({"date", "launched", "ended", "born", "died"})  # those whose value is a date
FIELD_CHOICES = sorted({name: label for fields in CITED_FIELDS.values() for name, label in fields.items()}.items())


class KeyedManager(models.Manager):
    """Rows that a fixture names by their permanent key."""

    def get_by_natural_key(self, key: str) -> Any:
        known = remembered(self.model, lambda: dict(self.values_list("key", "pk")))
        if known is None:
            return self.only("pk").get(key=key)
        if key not in known:
            raise self.model.DoesNotExist(key)  # type: ignore[attr-defined]
        return self.model(pk=known[key])


def _exactly_one_subject() -> Q:
    """A condition that one of the subjects is set and the others are not."""
    rule = Q()
    for chosen in SUBJECTS:
        rule |= Q(*[(f"{subject}__isnull", subject != chosen) for subject in SUBJECTS])
    return rule


# What readers see of citations, and of citations as sources have them.
PUBLIC = Q(event__isnull=True) | Q(event__status=Status.PUBLISHED)
CITED_IN_PUBLIC = Q(citations__isnull=False) & (
    Q(citations__event__isnull=True) | Q(citations__event__status=Status.PUBLISHED)
)


class Citation(Keyed):
    """What one source says of one field of one event, mission, person, place or spacecraft, and where it says it."""

    derived_fields = ("value_edtf",)

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="citations")
    mission = models.ForeignKey(Mission, models.CASCADE, null=True, blank=True, related_name="citations")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="citations")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="citations")
    spacecraft = models.ForeignKey(Spacecraft, models.CASCADE, null=True, blank=True, related_name="citations")
    field = models.CharField("fact", max_length=20, choices=FIELD_CHOICES, help_text="What the source supports.")
    value = models.TextField(
        blank=True,
        validators=[LengthLimit(MAX_WORDS_LENGTH)],
        help_text="What it says, in our words or as EDTF. Empty: what the entry says.",
    )
    # The date that the value gives, be it in words ("17 July 1975"), for what the database counts; never shown.
    value_edtf = models.CharField(max_length=edtf.LONGEST, blank=True, editable=False)
    as_printed = models.TextField(
        blank=True,
        validators=[LengthLimit(MAX_WORDS_LENGTH)],
        help_text="The few words that carry the fact, exactly as printed.",
    )
    language = models.CharField(
        "language of these words",
        max_length=12,
        blank=True,
        help_text="Where it is not that of the source: BCP 47, e.g. es.",
    )
    locator = models.CharField(
        max_length=300,
        blank=True,
        help_text="Where in the source: a page, a paragraph, a heading. Empty only where nobody noted it.",
    )
    note = models.TextField(blank=True, validators=[LengthLimit(MAX_TEXT_LENGTH)])
    no_conflict = models.TextField(
        "no conflict, because",
        blank=True,
        validators=[LengthLimit(MAX_WORDS_LENGTH)],
        help_text="Where it says other than another citation of the same fact, and both can be so: why. Readers see it.",
    )
    order = models.PositiveIntegerField(default=1000)

    objects = KeyedManager()

    class Meta:
        ordering = ["order", "key"]
        constraints = [
            models.CheckConstraint(
                name="citation_has_exactly_one_subject",
                condition=_exactly_one_subject(),
                violation_error_message=(
                    "A citation belongs to exactly one event, mission, person, place or spacecraft: choose one."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}: {self.value or self.get_field_display()}"

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    def clean(self) -> None:
        super().clean()
        subjects = [name for name in SUBJECTS if getattr(self, f"{name}_id")]
        if len(subjects) == 1 and self.field and self.field not in CITED_FIELDS[subjects[0]]:
            allowed = ", ".join(CITED_FIELDS[subjects[0]])
            raise ValidationError({"field": f"A citation of {_a(subjects[0])} supports one of: {allowed}."})

    def derive(self) -> None:
        self.value_edtf = date_values.as_edtf(self.value) if self.field in DATED_FIELDS else ""

    @property
    def folded_value(self) -> str:
        """Its value as it is compared: a date as EDTF, words without a difference of capitals and spaces."""
        fold = date_values.folded if self.field in DATED_FIELDS else date_values.folded_words
        return fold(self.value)

    def gives(self, date: str) -> bool:
        """Whether it dates its entry as `date` does, to the day or exactly; without a value it says what the entry says."""
        return not self.value or date_values.day_or_date(self.value) == date_values.day_or_date(date)

    @property
    def subject(self) -> Any:
        """The event, mission, person, place or spacecraft that it is about."""
        return next(getattr(self, name) for name in SUBJECTS if getattr(self, f"{name}_id"))

    @property
    def field_label(self) -> str:
        """The field as a page names it, which depends on the noun."""
        noun = next(name for name in SUBJECTS if getattr(self, f"{name}_id"))
        return CITED_FIELDS[noun].get(self.field, self.field)

    @property
    def claim(self) -> str:
        """What it supports in few words, for a link that has no words of its own: "Date, 17 July 1975"."""
        return f"{self.field_label}, {edtf.words(self.value)}" if self.value else self.field_label

    @property
    def printed_language(self) -> str:
        """The language of the words as printed."""
        return self.language or language_of(self.as_printed, self.source.language)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@receiver(pre_save, sender=Citation)
def remember_event(instance: Citation, raw: bool = False, **_: Any) -> None:
    """Note the event that a citation may be moved away from; derive what a fixture leaves out."""
    if raw:
        instance.derive()
        return
    before = Citation.objects.filter(key=instance.key).values_list("event", flat=True)
    instance._event_before = before.first() if instance.pk else None  # type: ignore[attr-defined]


@receiver(post_save, sender=Citation)
@receiver(post_delete, sender=Citation)
def recount(instance: Citation, raw: bool = False, origin: Any = None, **_: Any) -> None:
    """Keep the event's number of citations, on which the rule rests that what is published has one."""
    if raw or _is_deletion_of_events(origin):
        return
    affected: list[Any] = [instance.event_id, getattr(instance, "_event_before", None)]
    counts = Citation.objects.filter(event=OuterRef("pk")).order_by().values("event").annotate(count=Count("pk"))
    Event.objects.filter(pk__in=affected).update(citation_count=Coalesce(Subquery(counts.values("count")), 0))


@receiver(post_save, sender=Citation)
def show_source(instance: Citation, raw: bool = False, **_: Any) -> None:
    """Put the source of what readers see before them."""
    if not raw:
        show_sources_of(Citation.objects.filter(pk=instance.pk))


@receiver(post_save, sender=Event)
def show_sources(instance: Event, raw: bool = False, **_: Any) -> None:
    """With an event its sources go before readers."""
    if not raw and instance.status == Status.PUBLISHED:
        show_sources_of(Citation.objects.filter(event=instance))


def show_sources_of(citations: models.QuerySet[Citation]) -> None:
    """Put the sources of those of `citations` that readers see before them, for ever."""
    cited = citations.filter(PUBLIC).order_by().values("source")
    Source.objects.waiting().filter(pk__in=cited).update(waits=False)


def _is_deletion_of_events(origin: Any) -> bool:
    return isinstance(origin, Event) or getattr(origin, "model", None) is Event


class DisagreementQuerySet(models.QuerySet):
    """Disagreements by their state."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def public(self) -> Any:
        """Those of events that readers may see."""
        return self.filter(event__in=Event.objects.published())

    def without_verdict(self) -> Any:
        """Those that nobody has judged, nor said why they are open."""
        return self.filter(verdict="")

    def featured(self) -> Any:
        """The public ones that the front page asks, at most three, with their readings."""
        return self.public().filter(featured=True).select_related("event").prefetch_related("readings")[:3]

    def with_settled(self) -> Any:
        """Each with `is_settled`: whether some reading is accepted."""
        return self.annotate(is_settled=Exists(Reading.objects.filter(disagreement=OuterRef("pk"), accepted=True)))


class Disagreement(Keyed):
    """One question about one event on which sources differ, and the verdict."""

    slug = models.SlugField(max_length=120, unique=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="disagreements")
    field = models.CharField("about", max_length=20, choices=list(CITED_FIELDS["event"].items()))
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=DisagreementKind.choices)
    verdict = models.TextField(
        blank=True,
        validators=[LengthLimit(MAX_TEXT_LENGTH)],
        help_text="Which reading the evidence supports and why, or why it is open.",
    )
    order = models.PositiveIntegerField(default=1000)
    featured = models.BooleanField(
        "on the front page", default=False, help_text="Whether the front page invites readers to it."
    )

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ["event", "order", "slug"]

    def __str__(self) -> str:
        return self.question

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return f"{reverse('event', args=[self.event.slug])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its id on the page of its event."""
        return f"disagreement-{self.slug}"

    @property
    def explanation(self) -> str:
        """What its kind means."""
        return DisagreementKind(self.kind).explanation


class ReadingManager(models.Manager):
    """Readings by question and place in the answer, which is how a fixture names them."""

    def get_by_natural_key(self, disagreement: str, order: int) -> Any:
        return self.get(disagreement__slug=disagreement, order=order)


class Reading(models.Model):
    """One answer to the question of a disagreement, with the citations that agree on it."""

    disagreement = models.ForeignKey(Disagreement, models.CASCADE, related_name="readings")
    order = models.PositiveSmallIntegerField()
    value = models.TextField(
        validators=[LengthLimit(MAX_WORDS_LENGTH)], help_text="The answer, in our words or as EDTF."
    )
    accepted = models.BooleanField(
        default=False, help_text="Whether the verdict follows it. Several may be right at once."
    )
    citations = models.ManyToManyField(Citation, related_name="readings", blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
        help_text="Where it puts the event, for the map.",
    )

    objects = ReadingManager()

    class Meta:
        ordering = ["disagreement", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement", "order"],
                name="reading_order_is_unique",
                violation_error_message="Two readings of this question have the same order: give each its own number.",
            )
        ]

    def __str__(self) -> str:
        return self.value

    def natural_key(self) -> tuple[str, int]:
        return (self.disagreement.slug, self.order)

    natural_key.dependencies = ["timeline.disagreement"]  # type: ignore[attr-defined]
