"""Citations of one entry → facts with numbered references, readings, and independent witnesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Aggregate, Prefetch, QuerySet, TextField

from timeline.choices import Body, Standing
from timeline.models import Citation, Disagreement, Event, Place, Reading, Source
from timeline.models.citations import CITED_FIELDS

STANDING_ORDER = {standing: place for place, standing in enumerate(Standing.values)}
FIELD_ORDER = list(dict.fromkeys(name for fields in CITED_FIELDS.values() for name in fields))


class Keys(Aggregate):
    """The primary keys of all rows at the other end of a relation as one text, with commas between; None where there are none."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same as PostgreSQL calls it."""
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **context)


def with_evidence(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with all rows that their evidence is made of, in a fixed number of queries.

    Of the citations of a reading the keys are enough: they are the event's own, which are read once.
    """
    cited = Citation.objects.select_related("source")
    readings = Reading.objects.select_related("place").annotate(cited_keys=Keys("citations"))
    readings = readings.order_by("disagreement", "order")  # Django drops the model's own order from a query that groups
    return events.prefetch_related(Prefetch("citations", cited), Prefetch("disagreements__readings", readings))


def witnesses(citations: Iterable[Citation]) -> int:
    """How many independent sources stand behind `citations`: those that draw on one another count once."""
    return len({citation.source.witness for citation in citations})


@dataclass
class CitedSource:
    """A source with its number on the page and all that it says there."""

    number: int
    source: Source
    citations: list[Citation]


@dataclass(frozen=True)
class Reference:
    """A numbered link from a fact to the citation that supports it."""

    number: int
    citation: Citation

    @property
    def as_list(self) -> list["Reference"]:
        """Itself alone, for a template that shows a list of references."""
        return [self]


@dataclass
class Fact:
    """One value of one field, with the references that support it."""

    field: str
    value: str
    references: list[Reference]
    witnesses: int
    is_doubted: bool = False  # the verdict of some disagreement went against it
    anchor: str = ""


@dataclass
class FactGroup:
    """The facts of one field."""

    field: str
    label: str
    facts: list[Fact]


class Evidence:
    """Everything that is cited for one event, mission, person, place or spacecraft.

    Sources are numbered with the strongest first, and a fact carries the numbers of those that support it. Give it
    citations with their source, and for an event the disagreements with their readings and which citations these rest on.
    """

    def __init__(self, citations: Iterable[Citation], disagreements: Iterable[Disagreement] = ()) -> None:
        self.citations = list(citations)
        self.disagreements = list(disagreements)

    @classmethod
    def of(cls, event: Event) -> "Evidence":
        """What is cited for an event, best read by `with_evidence`."""
        return cls(event.citations.all(), event.disagreements.all())

    @cached_property
    def sources(self) -> list[CitedSource]:
        """The sources in the order of their numbers."""
        by_source: dict[int, list[Citation]] = {}
        for citation in self.citations:
            by_source.setdefault(citation.source_id, []).append(citation)
        groups = sorted(by_source.values(), key=lambda group: STANDING_ORDER.get(group[0].source.standing, 99))
        return [CitedSource(number, group[0].source, group) for number, group in enumerate(groups, start=1)]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {cited.source.pk: cited.number for cited in self.sources}

    @property
    def witnesses(self) -> int:
        """How many independent sources there are for the entry as a whole."""
        return witnesses(self.citations)

    def references(self, citations: Iterable[Citation]) -> list[Reference]:
        """Numbered links to `citations`, in the order of their numbers; one for each source."""
        first: dict[int, Citation] = {}
        for citation in citations:
            first.setdefault(self._numbers[citation.source_id], citation)
        return [Reference(number, first[number]) for number in sorted(first)]

    def of_reading(self, reading: Reading) -> list[Citation]:
        """Those of the citations that a reading rests on."""
        if hasattr(reading, "cited_keys"):  # as with_evidence reads it
            rested_on = {int(key) for key in (reading.cited_keys or "").split(",") if key}
        else:
            rested_on = {each.pk for each in reading.citations.all()}
        return [citation for citation in self.citations if citation.pk in rested_on]

    def by_key(self, key: str) -> Reference | None:
        """The reference to the citation with a permanent key; None where the entry has no such citation."""
        found = next((citation for citation in self.citations if citation.key == key), None)
        return Reference(self._numbers[found.source_id], found) if found else None

    def for_field(self, name: str) -> list[Reference]:
        """References to all that support one field and that no verdict went against."""
        return self.references(
            citation for citation in self.citations if citation.field == name and citation.pk not in self.doubted
        )

    def for_date(self, value: str) -> list[Reference]:
        """References to what dates the entry as `value` does, to the day or exactly."""
        return self.references(each for each in self.citations if each.field == "date" and each.gives(value))

    def for_measure(self, name: str, value: str) -> list[Reference]:
        """References to what gives a dimension as the entry does, in words such as "4.4 m"."""
        return self.references(
            citation
            for citation in self.citations
            if citation.field == name and (not citation.value or citation.value.startswith(value))
        )

    @cached_property
    def facts(self) -> list[FactGroup]:
        """The facts by field; within a field those with most witnesses first, the doubted last.

        Every citation stands behind one of them, so that each source on the page leads back to what it supports. Those
        without a value of their own support what the entry says, which is one fact.
        """
        by_field: dict[str, dict[str, list[Citation]]] = {}
        for citation in self.citations:
            by_field.setdefault(citation.field, {}).setdefault(citation.folded_value, []).append(citation)
        groups = []
        for name in sorted(by_field, key=FIELD_ORDER.index):
            facts = [self._fact(name, cited) for cited in by_field[name].values()]
            facts.sort(key=lambda fact: (fact.is_doubted, -fact.witnesses))
            label = next(iter(by_field[name].values()))[0].field_label
            groups.append(FactGroup(name, label, facts))
        return groups

    def _fact(self, name: str, cited: list[Citation]) -> Fact:
        is_doubted = all(citation.pk in self.doubted for citation in cited)
        return Fact(
            name, cited[0].value, self.references(cited), witnesses(cited), is_doubted, self.fact_anchors[cited[0].pk]
        )

    @cached_property
    def doubted(self) -> set[int]:
        """Citations that stand only in readings which a settled verdict did not accept."""
        accepted: set[int] = set()
        refused: set[int] = set()
        for question in self.questions:
            for side in question.sides if question.is_settled else ():
                (accepted if side.reading.accepted else refused).update(citation.pk for citation in side.citations)
        return refused - accepted

    @cached_property
    def fact_anchors(self) -> dict[int, str]:
        """For each citation, the id of the fact that it supports, for the way back from a source to the fact."""
        first: dict[tuple[str, str], str] = {}
        for citation in self.citations:
            first.setdefault((citation.field, citation.folded_value), f"fact-{citation.key}")
        return {citation.pk: first[citation.field, citation.folded_value] for citation in self.citations}

    @cached_property
    def questions(self) -> list["Question"]:
        """The disagreements with their readings side by side."""
        return [Question(disagreement, self) for disagreement in self.disagreements]

    @cached_property
    def sightings(self) -> list["Sighting"]:
        """The readings that put the event at a point on Earth, numbered for a map. Needs the readings' places."""
        placed = [
            (question, side, side.reading.place)
            for question in self.questions
            for side in question.sides
            if side.reading.place and has_point_on_earth(side.reading.place)
        ]
        return [Sighting(number, *each) for number, each in enumerate(placed, start=1)]


def has_point_on_earth(place: Place) -> bool:
    """Whether a map of the Earth can show the place."""
    return place.body == Body.EARTH and place.latitude is not None and place.longitude is not None


class Question:
    """A disagreement as a page shows it: on the page of its event, whose evidence numbers the sources, or elsewhere."""

    def __init__(self, disagreement: Disagreement, evidence: Evidence | None = None) -> None:
        self.disagreement = disagreement
        self.is_at_home = evidence is not None
        self.sides = [Side(reading, evidence) for reading in disagreement.readings.all()]

    @property
    def is_settled(self) -> bool:
        """Whether some reading is accepted."""
        return any(side.reading.accepted for side in self.sides)


class Side:
    """One reading, who says it, and how many independent witnesses that makes."""

    def __init__(self, reading: Reading, evidence: Evidence | None = None) -> None:
        self.reading = reading
        self.citations = evidence.of_reading(reading) if evidence else list(reading.citations.all())
        self.references = (
            evidence.references(self.citations) if evidence else [Reference(0, each) for each in self.citations]
        )
        self.witnesses = witnesses(self.citations)


@dataclass(frozen=True)
class Sighting:
    """One reading that says where on Earth the event was, and its number on the map."""

    number: int
    question: Question
    side: Side
    place: Place


@dataclass(frozen=True)
class Stand:
    """Where one source stands in a disagreement."""

    question: Question
    source: Source

    @property
    def sides(self) -> list[tuple[Side, bool, int]]:
        """Each side, whether the source is on it, and how many other sources are."""
        found = []
        for side in self.question.sides:
            sources = {citation.source_id for citation in side.citations}
            found.append((side, self.source.pk in sources, len(sources - {self.source.pk})))
        return found
