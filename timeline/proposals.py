"""Where the citations of one field differ and nobody asked: the question, its readings by value, and all entries where that is so.

A citation whose `no_conflict` says why both can be so is at odds with none. Of a mission or a person no question can be asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from timeline import versions
from timeline.choices import Status
from timeline.models import Citation, Disagreement, Event, Mission, Person, Reading
from timeline.models.base import free_slug
from timeline.models.citations import DATED_FIELDS
from timeline.text.date_values import agree, folded, folded_words, says_less

QUESTIONS = {
    "date": "When did it happen?",
    "place": "Where did it happen?",
    "people": "Who took part?",
    "title": "What was it?",
}  # what several citations support as "More" are several facts
COMPARED: dict[Any, tuple[str, ...]] = {
    Event: tuple(QUESTIONS),
    Mission: ("launched", "ended"),
    Person: ("born", "died"),
}
AT_ONCE = 500  # entries whose citations are fetched together
Contradiction = tuple[str, frozenset[str]]  # a field, and two values of it that cannot both be so


@dataclass(frozen=True)
class Grouped:
    """What some citations of one field agree on: a value, and the citations that give it."""

    value: str
    citations: list[Citation]

    @property
    def witnesses(self) -> str:
        """Which sources say so."""
        return ", ".join(dict.fromkeys(str(citation.source) for citation in self.citations))


@dataclass(frozen=True)
class Proposal:
    """A question that the citations of one field of an event raise, with its readings in the order of first mention."""

    field: str
    readings: list[Grouped]

    @property
    def question(self) -> str:
        """The question in words, for an editor to reword."""
        return QUESTIONS[self.field]


def proposals(event: Event) -> list[Proposal]:
    """A question for each field on which the citations of an event differ, where none was asked yet."""
    asked = set(event.disagreements.values_list("field", flat=True))
    return _raised(event, list(event.citations.select_related("source")), asked)


def unasked(entry: Any) -> list[Proposal]:
    """The same for an event, a mission or a person as `with_compared` fetches it."""
    asked = {each.field for each in entry.disagreements.all()} if isinstance(entry, Event) else set()
    return _raised(entry, entry.citations.all(), asked)


def with_compared(entries: QuerySet) -> QuerySet:
    """Entries with what `unasked` compares, in a fixed number of queries; those alone of which two citations give two values."""
    noun = entries.model.noun()
    fields = _compared(entries.model).order_by().values(noun, "field")
    several = fields.annotate(number=Count("value", distinct=True)).filter(number__gt=1)
    return _with_citations(entries.filter(pk__in=several.values(noun)))


def _compared(noun: Any) -> QuerySet[Citation]:
    """The citations of a noun that are compared with one another."""
    is_about = {f"{noun.noun()}__isnull": False}
    return Citation.objects.filter(field__in=COMPARED[noun], no_conflict="", **is_about)


def _with_citations(entries: QuerySet) -> QuerySet:
    cited = Prefetch("citations", _compared(entries.model).select_related("source"))
    return entries.prefetch_related(cited, *(["disagreements"] if entries.model is Event else []))


def differing_keys(noun: Any) -> list[int]:
    """The primary keys of the entries of a noun with citations that differ while nobody asked; withdrawn events left out."""

    def look() -> list[int]:
        entries = Event.objects.exclude(status=Status.WITHDRAWN) if noun is Event else noun.objects.all()
        return [each.pk for each in with_compared(entries).iterator(AT_ONCE) if unasked(each)]

    return versions.kept(f"differing {noun.noun()}", look)


def contradictions(events: QuerySet[Event]) -> dict[int, set[Contradiction]]:
    """For each of the published ones of `events` what its citations contradict one another in while nobody asked."""
    published = _with_citations(events.filter(status=Status.PUBLISHED))
    return {
        event.pk: {
            (proposal.field, frozenset(_folded(proposal.field, each.value) for each in pair))
            for proposal in unasked(event)
            for pair in combinations(proposal.readings, 2)
            if differ(proposal.field, *(each.value for each in pair))
        }
        for event in published.iterator(AT_ONCE)
    }


def _raised(entry: Any, citations: Iterable[Citation], asked: set[str]) -> list[Proposal]:
    found = []
    for field in COMPARED[type(entry)]:
        groups = grouped(entry, [each for each in citations if each.field == field and not each.no_conflict])
        if field not in asked and any(differ(field, one.value, other.value) for one, other in combinations(groups, 2)):
            found.append(Proposal(field, groups))
    return found


def grouped(entry: Any, citations: Iterable[Citation]) -> list[Grouped]:
    """The citations of one field by the value that they give; one without a value says what the event says.

    A date that only says less exactly what another says counts as that one, unless others contradict it.
    """
    groups: dict[str, Grouped] = {}
    dated = False
    for citation in citations:
        dated = citation.field in DATED_FIELDS
        value = citation.value.strip() or (getattr(entry, citation.field) if dated else "")
        if value:
            groups.setdefault(_folded(citation.field, value), Grouped(value, [])).citations.append(citation)
    return _by_finest_date(list(groups.values())) if dated else list(groups.values())


def _by_finest_date(groups: list[Grouped]) -> list[Grouped]:
    """Groups of dates, of which each that only says less exactly what one of the others says is counted to that."""
    for group in groups:
        others = [each for each in groups if each is not group]
        finer = [each for each in others if says_less(group.value, each.value)]
        finest = (each for each in finer if all(says_less(other.value, each.value) for other in finer))
        if found := next(finest, None):
            found.citations.extend(group.citations)
            return _by_finest_date(others)
    return groups


def ask(event: Event, proposal: Proposal, kind: str, verdict: str, accepted: str) -> Disagreement:
    """Ask the proposed question, with a reading for each value; the one that gives `accepted` is supported, if any."""
    disagreement = Disagreement(
        event=event, field=proposal.field, question=proposal.question, kind=kind, verdict=verdict
    )
    disagreement.slug = free_slug(Disagreement, f"{event.slug}-{proposal.field}")
    disagreement.full_clean()
    disagreement.save()
    answer(disagreement, proposal.readings, accepted)
    return disagreement


def answer(disagreement: Disagreement, readings: Iterable[Grouped], accepted: str = "") -> None:
    """Give a question a reading for each value, resting on the citations that give it."""
    for order, group in enumerate(readings, start=1):
        reading = Reading.objects.create(
            disagreement=disagreement, order=order, value=group.value, accepted=group.value == accepted
        )
        reading.citations.set(group.citations)


def answer_bare(event: Event) -> None:
    """Give the questions of an event that have no reading yet those that its citations give."""
    for disagreement in event.disagreements.filter(readings__isnull=True):
        answer(disagreement, grouped(event, event.citations.filter(field=disagreement.field, no_conflict="")))


def join(event: Event, citations: Iterable[Citation]) -> None:
    """Let citations that were just entered join the readings whose value they give, where they support none yet."""
    bare = event.citations.filter(pk__in=[each.pk for each in citations], readings__isnull=True)
    readings = Reading.objects.filter(disagreement__event=event).select_related("disagreement")
    by_value = {(field := each.disagreement.field, _folded(field, each.value)): each for each in readings}
    for citation in bare:
        if reading := by_value.get((citation.field, _folded(citation.field, citation.value))):
            reading.citations.add(citation)


def differ(field: str, one: str, other: str) -> bool:
    """Whether two values cannot both be so: two dates where neither only says less exactly what the other says."""
    return not agree(one, other) if field in DATED_FIELDS else folded_words(one) != folded_words(other)


def _folded(field: str, value: str) -> str:
    return folded(value) if field in DATED_FIELDS else folded_words(value)
