"""The facets of the timeline: what an event can be narrowed by, how it is selected, and how its choices are counted."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from timeline import search
from timeline.choices import COUNTRIES, EventKind, country_name
from timeline.filters import sets
from timeline.filters.query import LONGEST_VALUE, Choice
from timeline.filters.sets import Condition
from timeline.models import Agency, Event, FormerSlug, Mission, Person, Place, Programme, Source
from timeline.models.base import leading_to

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

    def members(self) -> dict[Any, int] | None:
        """For each value the set of the events that have it, where these sets are there without asking for them."""
        return None

    def condition(self, values: list[str]) -> Condition:
        """The same as `selecting`, with the set of these events from `members` where there are any."""
        members = self.members()
        find = None if members is None else lambda: sets.union(members.get(value, 0) for value in values)
        return Condition(f"{self.name} {values}", self.selecting(values), find)

    def choices(self, events: int, chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """The choices for a set of events, those in force always among them, and how many more there are."""
        raise NotImplementedError

    def meant_by(self, value: str) -> list[tuple[str, str]]:
        """The values and words that somebody may have meant who wrote an unknown one."""
        return []


def counted(members: dict[Any, int], events: int) -> dict[Any, int]:
    """How many of a set of events are members under each value; values without any are left out."""
    numbers = {value: (having & events).bit_count() for value, having in members.items()}
    return {value: number for value, number in numbers.items() if number}


class KindFacet(Facet):
    """What sort of thing happened."""

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        return {value: (value, str(EventKind(value).label)) for value in values if value in EventKind.values}

    def selecting(self, values: list[str]) -> Q:
        return Q(kind__in=values)

    def members(self) -> dict[Any, int]:
        return sets.by_value("kind")

    def choices(self, events: int, chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """All of them: there are few, and each is a word that a visitor knows."""
        numbers = counted(self.members(), events)
        return [
            Choice(value, str(label), numbers.get(value, 0), value in chosen)
            for value, label in EventKind.choices
            if value in numbers or value in chosen
        ], 0


class CountryFacet(Facet):
    """The country of a mission or an agency that took part."""

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        """Codes with a name, and codes that stand in the data without one."""
        nameless = {value for value in values if value not in COUNTRIES and len(value) == 2 and value.isalpha()}
        used = self.members() if nameless else {}
        return {value: (value, country_name(value)) for value in values if value in COUNTRIES or value in used}

    def selecting(self, values: list[str]) -> Q:
        rule = Q()
        for code in values:
            rule |= Q(countries__contains=code)
        return rule

    def choices(self, events: int, chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """The most frequent, and those that are chosen."""
        numbers = counted(self.members(), events)
        frequent = sorted(numbers, key=lambda code: (-numbers[code], country_name(code)))
        shown = [code for place, code in enumerate(frequent) if place < MOST_CHOICES or code in chosen]
        missing = [code for code in chosen if code not in numbers]
        choices = [
            Choice(code, country_name(code), numbers.get(code, 0), code in chosen) for code in [*shown, *missing]
        ]
        return choices, len(numbers) - len(shown)

    def members(self) -> dict[Any, int]:
        found: dict[str, int] = defaultdict(int)
        for countries, events in sets.by_value("countries").items():
            for code in countries.split():
                found[code] |= events  # of which an event may have several
        return found


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
    ) -> None:
        super().__init__(name, label, plural, index)
        self.model = model
        self.path = path
        self.text = text

    def entries(self) -> Any:
        """The rows that readers see."""
        return self.model.objects.public() if self.model is Source else self.model.objects.all()

    def rows(self, values: list[str]) -> dict[str, Any]:
        """The row for each value that leads to one."""
        found = {row.slug: row for row in self.entries().filter(slug__in=values)}
        missing = set(values) - found.keys()
        noun = self.model.noun()
        former = dict(FormerSlug.objects.filter(noun=noun, slug__in=missing).values_list("slug", "key"))
        ends = leading_to(noun, former.values())
        by_key = {row.key: row for row in self.entries().filter(key__in=ends.values())}
        return found | {slug: by_key[ends[key]] for slug, key in former.items() if ends[key] in by_key}

    def known(self, values: list[str]) -> dict[str, tuple[str, str]]:
        return {value: (row.slug, str(row)) for value, row in self.rows(values).items()}

    def selecting(self, values: list[str]) -> Q:
        return Q(pk__in=Event.objects.filter(**{f"{self.path}__slug__in": values}).values("pk"))

    def choices(self, events: int, chosen: dict[str, str]) -> tuple[list[Choice], int]:
        """Counted by primary key; only the rows that are shown are looked at."""
        numbers = counted(sets.by_value(self.path), events)
        frequent = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:MOST_CHOICES]
        rows = self.model.objects.filter(Q(pk__in=frequent) | Q(slug__in=chosen))
        named = [(numbers.get(pk, 0), text, slug) for pk, text, slug in rows.values_list("pk", self.text, "slug")]
        choices = [
            Choice(slug, text, number, slug in chosen)
            for number, text, slug in sorted(named, key=lambda row: (-row[0], row[1], row[2]))
        ]
        return choices, len(numbers) - sum(number > 0 for number, _, _ in named)

    def meant_by(self, value: str) -> list[tuple[str, str]]:
        found = self.entries().filter(search.matching(self.model, value[:LONGEST_VALUE]))
        return [(row.slug, str(row)) for row in found.order_by("pk")[:3]]


FACETS: tuple[Facet, ...] = (
    KindFacet("kind", "Kind", "kinds"),
    RowFacet("programme", "Programme", "programmes", Programme, "missions__programme"),
    RowFacet("mission", "Mission", "missions", Mission, "missions", index="missions"),
    RowFacet("person", "Person", "people", Person, "people", index="people"),
    RowFacet("agency", "Agency", "agencies", Agency, "agencies"),
    CountryFacet("country", "Country", "countries"),
    RowFacet("place", "Place", "places", Place, "place"),
    RowFacet("source", "Source", "sources", Source, "citations__source", index="sources", text="title"),
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
