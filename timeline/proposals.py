"""Where the citations of one field of an event differ and no question was asked yet: the question, and its readings by value."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from timeline.models import Citation, Disagreement, Event, Reading
from timeline.models.base import free_slug
from timeline.text import edtf
from timeline.text.edtf import EDTFError

QUESTIONS = {
    "date": "When did it happen?",
    "place": "Where did it happen?",
    "people": "Who took part?",
    "title": "What was it?",
}  # what several citations support as "More" are several facts


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
    citations = list(event.citations.select_related("source"))
    found = []
    for field in QUESTIONS:
        groups = grouped(event, [each for each in citations if each.field == field])
        if field not in asked and any(differ(field, one.value, other.value) for one, other in combinations(groups, 2)):
            found.append(Proposal(field, groups))
    return found


def grouped(event: Event, citations: Iterable[Citation]) -> list[Grouped]:
    """The citations of one field by the value that they give; one without a value says what the event says.

    A date that only says less exactly what one other date says, and no third, counts as that one.
    """
    groups: dict[str, Grouped] = {}
    for citation in citations:
        value = citation.value.strip() or (event.date if citation.field == "date" else "")
        if value:
            groups.setdefault(_folded(value), Grouped(value, [])).citations.append(citation)
    for key, group in list(groups.items()):
        finer = [other for other in groups.values() if other is not group and _is_within(other.value, group.value)]
        if len(finer) == 1 and group.citations[0].field == "date":
            finer[0].citations.extend(group.citations)
            del groups[key]
    return list(groups.values())


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
        answer(disagreement, grouped(event, event.citations.filter(field=disagreement.field)))


def join(event: Event, citations: Iterable[Citation]) -> None:
    """Let citations that were just entered join the readings whose value they give, where they support none yet."""
    bare = event.citations.filter(pk__in=[each.pk for each in citations], readings__isnull=True)
    readings = Reading.objects.filter(disagreement__event=event).select_related("disagreement")
    by_value = {(each.disagreement.field, _folded(each.value)): each for each in readings}
    for citation in bare:
        if reading := by_value.get((citation.field, _folded(citation.value))):
            reading.citations.add(citation)


def differ(field: str, one: str, other: str) -> bool:
    """Whether two values cannot both be so: two dates where neither only says less exactly what the other says."""
    if field == "date":
        return not (_is_within(one, other) or _is_within(other, one))
    return _folded(one) != _folded(other)


def _is_within(finer: str, coarser: str) -> bool:
    """Whether a date says what another says, and more exactly; never so for what is no date."""
    try:
        one, other = edtf.parse(finer), edtf.parse(coarser)
    except EDTFError:
        return False
    if one.instant and other.instant:
        return one.instant.replace(second=0) == other.instant and other.precision == "minute"
    if other.instant or not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return other.earliest <= one.earliest and one.latest <= other.latest


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
