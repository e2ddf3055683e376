"""Events: what happened, when, where and with whom."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Count, Exists, F, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Concat, Substr
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse

from timeline.choices import EventKind, Precision, Side, Status
from timeline.models.agencies import Agency, Place
from timeline.models.base import Addressable, AddressableQuerySet, Searchable
from timeline.models.fields import (
    EDTFField,
    bounds_in_order,
    derive_date,
    earliest_field,
    instant_field,
    latest_field,
    on_the_globe,
    precision_field,
)
from timeline.models.missions import Mission
from timeline.models.people import Person
from timeline.models.texts import MAX_TEXT_LENGTH, MAX_WORDS_LENGTH, LengthLimit
from timeline.text import edtf, markdown


class EventQuerySet(AddressableQuerySet):
    """Events by what readers and editors ask of them."""

    def published(self) -> Self:
        """What readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def in_order(self, *, newest_first: bool = False) -> Self:
        """The timeline's order, total and stable: see Event.position."""
        return self.order_by("-position" if newest_first else "position")

    def lines(self) -> list["Event"]:
        """What lines of the timeline show, in two queries: the events with `is_disputed`, and with `flights`, the names of
        their missions in the order of launch.
        """
        rows: Any = self.with_dispute().defer("body", "body_html", "words")
        events = {event.pk: event for event in rows}
        for event in rows:
            event.flights = []
        links = Event.missions.through.objects.filter(event__in=events).order_by("mission")  # as missions are
        for event, name in links.values_list("event", "mission__name"):
            events[event].flights.append(name)
        return list(events.values())

    def with_dispute(self) -> Self:
        """Each with `is_disputed`: whether sources disagree on it."""
        return self.annotate(is_disputed=disputed_rule())

    def uncited(self) -> Self:
        """Those whose date no source supports."""
        return self.exclude(Exists(_citations().filter(field="date")))

    def by_witnesses(self, least: int, most: int | None = None) -> Self:
        """Those whose date, as it stands, at least `least` independent witnesses give to the day, and at most `most`."""
        rows = self.with_date_witnesses().filter(date_witnesses__gte=least)
        return rows if most is None else rows.filter(date_witnesses__lte=most)

    def with_date_witnesses(self) -> Self:
        """Each with `date_witnesses`: how many independent witnesses give its date to the day, as Citation.gives has it."""
        agrees = Q(value="") | Q(day=Substr(OuterRef("date"), 1, 10))
        dated = _citations().filter(field="date").alias(day=Substr("value_edtf", 1, 10)).filter(agrees)
        number = dated.order_by().values("event").annotate(number=Count("source__witness", distinct=True))
        return self.annotate(date_witnesses=Coalesce(Subquery(number.values("number")), 0))

    def without_alt_text(self) -> Self:
        """Those with a picture that says nothing to whoever cannot see it: nothing at all, or no more than its credit."""
        return self.filter(Q(picture__isnull=False), Q(picture__alt="") | Q(picture__alt=F("picture__credit")))

    def exact(self) -> Self:
        """Those that are dated to one day or better, and without a doubt."""
        to_the_day = Q(date_precision__in=[Precision.DAY, Precision.MINUTE, Precision.SECOND])
        return self.filter(to_the_day, date_earliest=F("date_latest")).exclude(date__contains="?")

    def with_sources(self) -> Self:
        """Each with `source_count`: how many sources are cited for it."""
        numbers = _citations().order_by().values("event").annotate(number=Count("source", distinct=True))
        return self.annotate(source_count=Coalesce(Subquery(numbers.values("number")), 0))

    def in_decade(self, first_year: int) -> Self:
        """Those listed under the ten years from `first_year` on."""
        return self.filter(position__gte=f"{first_year:04}", position__lt=f"{first_year + 10:04}")

    def by_cell(self, digits: int, lane: str) -> Any:
        """How many there are for each (cell, value of `lane`), and the rank of the foremost, in one pass of the database.

        A cell is a year, a month or a day: the first 4, 6 or 8 `digits` of the position. A rank is one digit, lower for
        a more significant event, and its position, so the least rank is that of the first of the most significant.
        """
        rank = Concat(Cast(6 - F("significance"), CharField()), "position")
        cells = self.order_by().annotate(cell=Substr("position", 1, digits)).values_list("cell", lane)
        return cells.annotate(number=Count("pk", distinct=lane != "countries"), foremost=Min(rank))

    def by_year(self) -> Any:
        """How many begin in each year, in order; years without any are left out."""
        years = self.order_by().annotate(begins=Cast(Substr("position", 1, 4), IntegerField())).values_list("begins")
        return years.annotate(number=Count("pk")).order_by("begins")


def _citations() -> Any:
    """The citations of the event that an outer query looks at."""
    model: Any = Event._meta.get_field("citations").related_model
    return model.objects.filter(event=OuterRef("pk"))


def position_of(parsed: edtf.ParsedDate, key: str, *, before: int | None = None) -> str:
    """The place in the timeline of what is dated so: start, end, time of day, key. What is not known comes last: 9s.

    `before` is the time of day in the position of what is known to have come after it within the same bounds.
    """
    last = parsed.latest or date(edtf.LAST_YEAR, 12, 31)
    time = f"{parsed.instant:%H%M%S}" if parsed.instant else "999999"
    if parsed.precision == Precision.MINUTE:
        time = f"{time[:4]}99"
    if before is not None:
        time = f"{max(min(int(time), before - 1), 0):06}"
    return f"{parsed.start:%Y%m%d}{last:%Y%m%d}{time}{key}"


def day_of(position: str) -> date:
    """The first day of an event by its position in the timeline."""
    return date(int(position[:4]), int(position[4:6]), int(position[6:8]))


def years_rule(first: int | None, last: int | None, *, certainly: bool) -> Q:
    """The events whose date lies in the years `first` to `last`, both included.

    Certainly: whatever the date exactly is. Otherwise: as far as one knows, so that an approximate date does not vanish
    at a boundary.
    """
    opening = first and date(first, 1, 1)
    closing = last and date(last, 12, 31)
    rule = Q()
    if certainly:
        rule &= Q(date_earliest__gte=opening) if opening else Q()
        rule &= Q(date_latest__lte=closing) if closing else Q()
    else:
        rule &= Q(date_latest__gte=opening) | Q(date_latest__isnull=True) if opening else Q()
        rule &= Q(date_earliest__lte=closing) | Q(date_earliest__isnull=True) if closing else Q()
    return rule


def disputed_rule() -> Exists:
    """The events on which sources disagree."""
    return Exists(Event.objects.filter(pk=OuterRef("pk"), disagreements__isnull=False))


class Event(Addressable, Searchable):
    """Something that happened, dated and with sources."""

    derived_fields = (
        *("date_earliest", "date_latest", "date_precision", "date_instant", "position"),
        *("body_html", "body_digest", "countries", "citation_count", "words"),
    )

    title = models.CharField(max_length=200)
    date = EDTFField(
        help_text="EDTF: 1975-07-17, 1975-07, 1957~ (about), 1970-10-26/1970-10-28, or the moment in UTC: 1975-07-17T16:09:09Z."
    )
    date_earliest = earliest_field()
    date_latest = latest_field()
    date_precision = precision_field()
    date_instant = instant_field()
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    significance = models.PositiveSmallIntegerField(
        default=3, help_text="From 1, a detail, to 5, a turning point of the story."
    )
    summary = models.TextField(validators=[LengthLimit(MAX_TEXT_LENGTH)], help_text="Two to four sentences of our own.")
    body = models.TextField(
        blank=True,
        validators=[LengthLimit(markdown.MAX_LENGTH)],
        help_text="Markdown. Name the citation behind each statement by its key: The hatch opened.[@sbncd8kv]",
    )
    body_html = models.TextField(blank=True, editable=False)
    body_digest = models.CharField(
        max_length=32, blank=True, editable=False
    )  # of the body that body_html was made from
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    place_text = models.CharField("where, in words", max_length=300, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, help_text="Of the event itself, on Earth; degrees, north positive."
    )
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees, east positive.")
    missions = models.ManyToManyField(Mission, blank=True, related_name="events")
    people = models.ManyToManyField(Person, blank=True, related_name="events")
    agencies = models.ManyToManyField(Agency, blank=True, related_name="events")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(
        blank=True, validators=[LengthLimit(MAX_WORDS_LENGTH)], help_text="Readers who follow an old link see this."
    )
    # Digits and small letters only, so that every database sorts it alike: start, end, time of day (9s where it or its
    # second is not known, after all that are; less where another is said to have come after it) and, to make the order
    # total, the key.
    position = models.CharField(max_length=40, unique=True, editable=False)
    countries = models.CharField(max_length=120, blank=True, editable=False)  # codes of missions and agencies, sorted
    citation_count = models.PositiveIntegerField(default=0, editable=False)

    objects = EventQuerySet.as_manager()
    body_fault = ""  # why the body cannot be set, found by `derive`

    class Meta:
        ordering = ["position"]
        permissions = [("publish_event", "Can publish and withdraw events")]
        indexes = [
            # All that the timeline selects and counts by, in its order: no row has to be read but those that are shown.
            models.Index(
                fields=["status", "position", "kind", "countries", "significance", "date_earliest", "date_latest"],
                name="event_facts",
            ),
        ]
        constraints = [
            bounds_in_order(
                "event", "date_earliest", "date_latest", "The date ends before it begins: put the earlier day first."
            ),
            models.CheckConstraint(
                name="event_significance_from_1_to_5",
                condition=Q(significance__range=(1, 5)),
                violation_error_message="Significance goes from 1, a detail, to 5, a turning point.",
            ),
            models.CheckConstraint(
                name="published_event_has_a_citation",
                condition=~Q(status=Status.PUBLISHED) | Q(citation_count__gt=0),
                violation_error_message="A published event needs a source: add a citation first, or keep it a draft.",
            ),
            models.CheckConstraint(
                name="withdrawn_event_has_a_reason",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawn_reason=""),
                violation_error_message="Readers who follow an old link need to know why: write the reason for the withdrawal.",
            ),
            models.CheckConstraint(
                name="event_coordinates_whole_and_on_the_globe",
                condition=on_the_globe(),
                violation_error_message="Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.slug])

    def derive(self) -> None:
        if derive_date(self, "date"):
            self.position = self.position_now()
        self.set_body()
        if self.pk:
            self.citation_count = self.citations.count()
            self.countries = self.countries_now()

    def position_now(self) -> str:
        """Its position by its date and by those of the events that are said to have come after it."""
        return self.position_before(Event.objects.filter(successions__earlier=self) if self.pk else ())

    def position_before(self, later: Iterable["Event"]) -> str:
        """The same where these are the events that came after it: it stands before those that have the same bounds."""
        bounds = self.date_earliest, self.date_latest
        alike = (each.position for each in later if (each.date_earliest, each.date_latest) == bounds)
        before = min((int(position[16:22]) for position in alike), default=None)
        return position_of(edtf.parse(self.date), self.key, before=before)

    def is_before(self, other: "Event") -> bool:
        """Whether by their dates it was certainly over before the other began."""
        if self.date_instant and other.date_instant:
            width = timedelta(seconds=59) if self.date_precision == Precision.MINUTE else timedelta(0)
            return self.date_instant + width < other.date_instant
        return bool(self.date_latest and other.date_earliest and self.date_latest < other.date_earliest)

    def set_body(self) -> None:
        """Make HTML of the body, where it is not the one that the HTML was made from."""
        if self.body_digest == (digest := markdown.digest(self.body)):
            return
        try:
            self.body_html, self.body_digest = markdown.rendered(self.body), digest
        except markdown.RenderError as error:  # no form takes such a text; it is tried again with the next save
            self.body_fault = str(error) if isinstance(error, markdown.RenderTimeoutError) else ""
            self.body_html, self.body_digest = markdown.as_typed(self.body), ""

    def countries_now(self) -> str:
        """The countries of the event's missions and agencies, as sorted codes with spaces between."""
        missions = Mission.objects.filter(events=self).values_list("country", flat=True)
        agencies = Agency.objects.filter(events=self).values_list("country", flat=True)
        return " ".join(sorted({*missions, *agencies}))

    def refresh_countries(self) -> None:
        """Store `countries` after its missions or agencies have changed."""
        Event.objects.filter(pk=self.pk).update(countries=self.countries_now())

    def clean(self) -> None:
        self.body_fault = ""
        super().clean()
        if self.body_fault:
            raise ValidationError({"body": self.body_fault})
        if self.status == Status.WITHDRAWN and not self.withdrawn_on:
            raise ValidationError({"withdrawn_on": "Give the day on which the event was withdrawn."})
        if self.pk and (contradictions := self._contradicted_orders()):
            raise ValidationError({"date": contradictions})

    def _contradicted_orders(self) -> list[str]:
        """Of the orders in which it stands those that its date contradicts, each in a sentence."""
        orders = [*self.successions.select_related("earlier"), *self.followed_by.select_related("later")]
        for order in orders:  # by this date, which is not saved yet
            setattr(order, "later" if order.later_id == self.pk else "earlier", self)
        return [order.contradiction for order in orders if order.contradicts_the_dates]

    def search_texts(self) -> Iterable[str]:
        return [self.title, self.summary, markdown.without_markers(self.body), self.place_text, edtf.words(self.date)]

    @property
    def side(self) -> str:
        """Who acted: one of the two sides, both together, or others."""
        return Side.of(self.countries.split()).value

    @property
    def at(self) -> float:
        """Where it begins in years and parts of a year: 1975.54 is in the middle of July."""
        days = (day_of(self.position) - date(self.year, 1, 1)).days
        return round(self.year + days / 366, 2)

    @property
    def year(self) -> int:
        """The year under which the timeline lists it."""
        return int(self.position[:4])


@receiver(pre_save, sender=Event)
def render_body(instance: Event, raw: bool, **_: Any) -> None:
    """Render what a fixture brings, which is saved without being derived."""
    if raw:
        instance.set_body()


@receiver(post_save, sender=Mission)
@receiver(post_save, sender=Agency)
def follow_country(instance: Any, created: bool, **_: Any) -> None:
    """Keep `countries` right when a mission or an agency is given another country."""
    for event in () if created else instance.events.all():
        event.refresh_countries()


@receiver(pre_delete, sender=Mission)
@receiver(pre_delete, sender=Agency)
def remember_events(instance: Any, **_: Any) -> None:
    """Note the events of a mission or an agency that is about to leave them."""
    instance._events_left = list(instance.events.values_list("pk", flat=True))


@receiver(post_delete, sender=Mission)
@receiver(post_delete, sender=Agency)
def forget_country(instance: Any, **_: Any) -> None:
    """Keep `countries` right when a mission or an agency is deleted."""
    for event in Event.objects.filter(pk__in=instance._events_left):
        event.refresh_countries()


@receiver(m2m_changed, sender=Event.missions.through)
@receiver(m2m_changed, sender=Event.agencies.through)
def refresh_countries(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """Keep `countries` right whichever side of the relation was edited."""
    if action == "pre_clear" and reverse:
        remember_events(instance)
    if not action.startswith("post_"):
        return
    changed = instance._events_left if action == "post_clear" and reverse else pk_set or ()
    for event in Event.objects.filter(pk__in=changed) if reverse else [instance]:
        event.refresh_countries()
