"""Sources, what they draw on, and which of them are one witness."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.signals import m2m_changed, post_delete, pre_delete
from django.dispatch import receiver
from django.urls import reverse

from timeline.choices import SourceKind, Standing
from timeline.models.base import KEY_LENGTH, Addressable, AddressableQuerySet, Searchable
from timeline.models.fields import EDTFField, LinesField, WebAddressField
from timeline.models.texts import MAX_TEXT_LENGTH, LengthLimit
from timeline.text import csl, references
from timeline.text.language import language_of


class SourceQuerySet(AddressableQuerySet):
    """Sources by whether readers see them, and can still get at them."""

    def public(self) -> Self:
        """Those that readers see: all but what a contributor added and nobody has put before them yet."""
        return self.filter(waits=False)

    def waiting(self) -> Self:
        """Those that wait for an editor, or for the publication of what cites them."""
        return self.filter(waits=True)

    def with_check(self, rule: Q) -> Self:
        """Those of which the last visit to an address that they still have is as `rule` says."""
        is_of_today = Q(field="url", address=F("source__url")) | Q(
            field="archive_url", address=F("source__archive_url")
        )
        checks: Any = self.model._meta.get_field("link_checks").related_model
        return self.filter(pk__in=checks.objects.filter(is_of_today, rule).order_by().values("source"))

    def with_dead_link(self) -> Self:
        """Those of which an address failed on two days, with no answer between (`manage.py check_links`)."""
        return self.with_check(Q(is_dead=True))

    def without_archive_copy(self) -> Self:
        """Those with an address but none of a copy in an archive."""
        return self.exclude(url="").filter(archive_url="")


class SourceManager(models.Manager.from_queryset(SourceQuerySet)):  # type: ignore[misc]
    """The manager of sources."""


class Source(Addressable, Searchable):
    """A text, page or data set in which a fact was read."""

    derived_fields = ("words", "witness")

    title = models.CharField(max_length=500)
    authors = LinesField(help_text="One to a line, in the order of the title page.")
    publisher = models.CharField(max_length=300, blank=True)
    published = EDTFField(blank=True, help_text="EDTF: 2015-07-15, 1978. Empty where no date is printed.")
    url = WebAddressField("address", blank=True)
    archive_url = WebAddressField("archive address", blank=True)
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    language = models.CharField(max_length=12, default="en", help_text="BCP 47 code: en, ru, fr, de, es, …")
    accessed = models.DateField(null=True, blank=True, help_text="The day on which it was read.")
    read_in = models.CharField(max_length=300, blank=True, help_text="How it was read, where not at its own address.")
    note = models.TextField(blank=True, validators=[LengthLimit(MAX_TEXT_LENGTH)])
    draws_on: models.ManyToManyField = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="drawn_on_by",
        help_text="The sources it was taken from or is a part of. All that are joined so count as one witness.",
    )
    # Added by a contributor; from the first public fact that cites it, or the first editor who saves it, it is before readers for ever.
    waits = models.BooleanField(default=False, editable=False)
    # The smallest key among all sources that draws_on joins to this one: two sources with the same are one witness.
    witness = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)

    objects = SourceManager()

    class Meta:
        ordering = ["title", "key"]
        indexes = [models.Index(fields=["title", "key"], name="source_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    def derive(self) -> None:
        self.witness = (least_key(joined_to([self.pk])) if self.pk else None) or self.key

    def search_texts(self) -> Iterable[str]:
        return [self.title, self.publisher, *self.authors, self.url]

    @property
    def title_language(self) -> str:
        """The language of the title, which for a Russian page may be an English one."""
        return language_of(self.title, self.language)

    def csl(self) -> dict[str, Any]:
        """The source as a CSL-JSON record (CSL 1.0.2), from which every reference and export is made."""
        record: dict[str, Any] = {
            "id": self.key,
            "type": SourceKind(self.kind).csl_type,
            "title": self.title,
            "language": self.language,
        }
        if authors := [csl.name(author) for author in self.authors if author.strip()]:
            record["author"] = authors
        if publisher := self.publisher.strip():
            record[SourceKind(self.kind).csl_publisher] = publisher
        if self.published:
            record["issued"] = csl.date(self.published)
        if address := self.url or self.archive_url:
            record["URL"] = address
        if self.accessed:
            record["accessed"] = {"date-parts": [[self.accessed.year, self.accessed.month, self.accessed.day]]}
        return record

    def reference(self) -> str:
        """The source as one line of a bibliography."""
        return references.line(self.csl())


def joined_to(ids: Iterable[int]) -> set[int]:
    """The ids of all sources that draws_on joins to any of `ids`, in either direction and over any number of steps."""
    link = Source.draws_on.through
    found, frontier = set(ids), set(ids)
    while frontier:
        pairs = link.objects.filter(Q(from_source__in=frontier) | Q(to_source__in=frontier))
        frontier = {end for pair in pairs.values_list("from_source", "to_source") for end in pair} - found
        found |= frontier
    return found


def least_key(ids: Iterable[int]) -> str | None:
    """The smallest key among the sources `ids`, by which they are known as one witness."""
    return Source.objects.filter(pk__in=ids).aggregate(least=models.Min("key"))["least"]


def regroup(ids: Iterable[int]) -> None:
    """Find out anew which of the sources `ids`, and of those joined to them, are one witness."""
    waiting = set(ids)
    while waiting:
        group = joined_to([waiting.pop()])
        waiting -= group
        Source.objects.filter(pk__in=group).update(witness=least_key(group) or "")


@receiver(pre_delete, sender=Source)
def remember_group(instance: Source, **_: Any) -> None:
    """Note what a source that is about to go, or to draw on nothing, was joined to."""
    instance._parted = joined_to([instance.pk])  # type: ignore[attr-defined]


@receiver(post_delete, sender=Source)
def part_witnesses(instance: Source, **_: Any) -> None:
    """Keep `witness` right when a source is deleted that joined others."""
    regroup(instance._parted)  # type: ignore[attr-defined]


@receiver(m2m_changed, sender=Source.draws_on.through)
def join_witnesses(instance: Source, action: str, pk_set: set[int] | None, **_: Any) -> None:
    """Keep `witness` right whenever draws_on changes: what is joined is one witness, what was parted is two."""
    if action == "pre_clear":
        remember_group(instance)
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    Source.objects.waiting().filter(pk__in={instance.pk, *(pk_set or ())}).update(waits=False)  # editors alone say so
    regroup({instance.pk, *(pk_set or ()), *getattr(instance, "_parted", ())})
    instance.refresh_from_db(fields=["witness"])
