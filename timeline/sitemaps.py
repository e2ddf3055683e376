"""What crawlers are told to read: every page of every noun, as sitemaps.org has it, in parts of at most 10,000 addresses."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse

from timeline.models import (
    EntryRevision,
    Event,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Revision,
    Source,
    Spacecraft,
)
from timeline.models.base import Addressable
from timeline.models.sources import SourceQuerySet

MOST_IN_A_PART = 10_000
PAGES = (
    *("timeline", "disagreements", "missions", "programmes", "all-spacecraft", "people", "places", "map", "sources"),
    *("sets", "today", "days", "reports", "about", "certainty", "keyboard"),
)


class Section(Sitemap):
    """One part of the site; `urls` gives a page of it under the address of the site."""

    limit = MOST_IN_A_PART

    def urls(self, home: str, page: str) -> list[dict[str, Any]]:
        """The addresses on a page; raise InvalidPage where there is none so numbered."""
        parts = urlsplit(home)
        here: Any = SimpleNamespace(domain=parts.netloc)
        return list(self.get_urls(page, here, parts.scheme))


class Dated(Section):
    """A part whose items carry the moment of their last revision as `changed`, where they have one."""

    def lastmod(self, item: Any) -> datetime | None:
        return item.changed


class OfPages(Section):
    """The lists, and the pages about the site."""

    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class OfEvents(Dated):
    """The published events, each with the moment of its last revision."""

    def items(self) -> Any:
        made = Revision.objects.public().filter(event=OuterRef("pk")).order_by("-number").values("made")[:1]
        return Event.objects.published().order_by("pk").only("slug").annotate(changed=Subquery(made))

    def get_latest_lastmod(self) -> datetime | None:
        published = Event.objects.published().values("pk")
        return Revision.objects.public().filter(event__in=published).aggregate(last=Max("made"))["last"]


class OfSets(Section):
    """The published lesson sets."""

    def items(self) -> Any:
        return LessonSet.objects.published().order_by("pk").only("slug")


class OfNoun(Dated):
    """The entries of a noun of which all are public (but for sources that wait), each with the moment of its last revision where such are kept."""

    def __init__(self, model: type[Addressable]) -> None:
        self.model = model

    def rows(self) -> Any:
        """The entries that readers see."""
        rows = self.model._default_manager.all()
        return rows.public() if isinstance(rows, SourceQuerySet) else rows

    def items(self) -> Any:
        kept = EntryRevision.objects.filter(noun=self.model.noun(), entry=OuterRef("key")).order_by("-number")
        rows = self.rows().order_by("pk").only("slug")
        return rows.annotate(changed=Subquery(kept.values("made")[:1]))

    def get_latest_lastmod(self) -> datetime | None:
        kept = EntryRevision.objects.filter(noun=self.model.noun(), entry__in=self.rows().values("key"))
        return kept.aggregate(last=Max("made"))["last"]


SECTIONS: dict[str, Section] = {
    "pages": OfPages(),
    "events": OfEvents(),
    "sets": OfSets(),
    "missions": OfNoun(Mission),
    "programmes": OfNoun(Programme),
    "spacecraft": OfNoun(Spacecraft),
    "people": OfNoun(Person),
    "places": OfNoun(Place),
    "sources": OfNoun(Source),
}
