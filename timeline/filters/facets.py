"""The facets of the timeline: what an event can be narrowed by, how it is selected, and how its choices are counted."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from timeline import search
from timeline.choices import COUNTRIES, EventKind, country_name
from timeline.filters.query import LONGEST_VALUE, Choice
from timeline.models import Agency, Event, FormerSlug, Mission, Person, Place, Programme, Source

MOST_CHOICES = 5


class Facet:
    """One property of an event with a choice of values, any of which it may have."""

    def __init__(self, name: str, label: str, plural: str, index: str = "") -> None:
        self.name = name
        self.label = label
        self.plural = plural  # as a page of all of them is called
        self.index = index  # the name of that page's address, where there is one

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        """For those of `values` that are known, what each is called today and in words; one missing here is unknown."""
        raise NotImplementedError

    def selecting(self, values: list[str]) -> Q:
        """The events that have any of `values`, all of them known."""
        raise NotImplementedError

    def counts(self, events: QuerySet[Event]) -> list[tuple[str, str, int]]:
        """The value, the words and the number of `events` for each choice, the most frequent first."""
        raise NotImplementedError

    def meant_by(self, value: str) -> list[tuple[str, str]]:
        """The values and words that somebody may have meant who wrote an unknown one."""
        return []

    def choices(self, events: QuerySet[Event], chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """The choices to show, those in force always among them, and how many more there are."""
        counted = self.counts(events)
        shown = [row for place, row in enumerate(counted) if place < MOST_CHOICES or row[0] in chosen]
        missing = [(value, label, 0) for value, label in chosen.items() if value not in {row[0] for row in counted}]
        choices = [Choice(value, label, count, value in chosen) for value, label, count in [*shown, *missing]]
        return choices, len(counted) - len(shown)


class KindFacet(Facet):
    """What sort of thing happened."""

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        return {value: (value, str(EventKind(value).label)) for value in values if value in EventKind.values}

    def selecting(self, values: list[str]) -> Q:
        return Q(kind__in=values)

    def counts(self, events: QuerySet[Event]) -> list[tuple[str, str, int]]:
        rows = events.order_by().values_list("kind").annotate(number=Count("pk")).order_by("-number", "kind")
        return [(kind, str(EventKind(kind).label), number) for kind, number in rows]

    def choices(self, events: QuerySet[Event], chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """All of them: there are few, and each is a word that a visitor knows."""
        counts = {value: number for value, _, number in self.counts(events)}
        return [
            Choice(value, str(label), counts.get(value, 0), value in chosen)
            for value, label in EventKind.choices
            if value in counts or value in chosen
        ], 0


class CountryFacet(Facet):
    """The country of a mission or an agency that took part."""

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        """Codes with a name, and codes that stand in the data without one."""
        nameless = {value for value in values if value not in COUNTRIES and len(value) == 2 and value.isalpha()}
        used = {code for code, _, _ in self.counts(Event.objects.published())} if nameless else set()
        return {value: (value, country_name(value)) for value in values if value in COUNTRIES or value in used}

    def selecting(self, values: list[str]) -> Q:
        rule = Q()
        for code in values:
            rule |= Q(countries__contains=code)
        return rule

    def counts(self, events: QuerySet[Event]) -> list[tuple[str, str, int]]:
        found: Counter[str] = Counter()
        for countries, number in events.order_by().values_list("countries").annotate(number=Count("pk")):
            for code in countries.split():
                found[code] += number
        rows = [(code, country_name(code), number) for code, number in found.items()]
        return sorted(rows, key=lambda row: (-row[2], row[1]))


class RowFacet(Facet):
    """A row of another noun that takes part in an event; its values are the last parts of addresses, old ones too."""

    def __init__(
        self,
        name: str,
        label: str,
        plural: str,
        model: Any,
        path: str,
        index: str = "",
        text: str = "name",
        is_repeated: bool = False,
    ) -> None:
        super().__init__(name, label, plural, index)
        self.model = model
        self.path = path
        self.text = text
        self.is_repeated = is_repeated  # whether one event may have the same row twice, by different ways

    def rows(self, values: list[str]) -> dict[str, Any]:
        """The row for each value that leads to one."""
        found = {row.slug: row for row in self.model.objects.filter(slug__in=values)}
        missing = set(values) - found.keys()
        former = FormerSlug.objects.filter(noun=self.model.noun(), slug__in=missing).values_list("slug", "key")
        by_key = {row.key: row for row in self.model.objects.filter(key__in=[key for _, key in former])}
        return found | {slug: by_key[key] for slug, key in former if key in by_key}

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        return {value: (row.slug, str(row)) for value, row in self.rows(values).items()}

    def selecting(self, values: list[str]) -> Q:
        return Q(pk__in=Event.objects.filter(**{f"{self.path}__slug__in": values}).values("pk"))

    def choices(self, events: QuerySet[Event], chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """Counted by primary key; only the rows that are shown are looked at."""
        numbers = dict(self._numbers(events))
        frequent = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:MOST_CHOICES]
        rows = self.model.objects.filter(Q(pk__in=frequent) | Q(slug__in=chosen))
        named = [(numbers.get(pk, 0), text, slug) for pk, text, slug in rows.values_list("pk", self.text, "slug")]
        choices = [
            Choice(slug, text, number, slug in chosen)
            for number, text, slug in sorted(named, key=lambda row: (-row[0], row[1], row[2]))
        ]
        return choices, len(numbers) - sum(number > 0 for number, _, _ in named)

    def _numbers(self, events: QuerySet[Event]) -> Any:
        """(primary key, number of `events`) for every row that takes part in any."""
        rows = events.order_by().filter(**{f"{self.path}__isnull": False}).values_list(self.path)
        return rows.annotate(number=Count("pk", distinct=self.is_repeated))

    def meant_by(self, value: str) -> list[tuple[str, str]]:
        found = self.model.objects.filter(search.matching(self.model, value[:LONGEST_VALUE]))
        return [(row.slug, str(row)) for row in found.order_by("pk")[:3]]


FACETS: tuple[Facet, ...] = (
    KindFacet("kind", "Kind", "kinds"),
    RowFacet("programme", "Programme", "programmes", Programme, "missions__programme", is_repeated=True),
    RowFacet("mission", "Mission", "missions", Mission, "missions", index="missions"),
    RowFacet("person", "Person", "people", Person, "people", index="people"),
    RowFacet("agency", "Agency", "agencies", Agency, "agencies"),
    CountryFacet("country", "Country", "countries"),
    RowFacet("place", "Place", "places", Place, "place"),
    RowFacet(
        "source", "Source", "sources", Source, "citations__source", index="sources", text="title", is_repeated=True
    ),
)


@dataclass(frozen=True)
class CountedFacet:
    """A facet as a page shows it."""

    name: str
    label: str
    plural: str
    index: str
    choices: list[Choice]
    more: int
    rejected: list[Any]
    is_open: bool  # in view from the start: the kinds always are, the others when something is chosen
