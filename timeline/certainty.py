"""How sure are we? The whole of the evidence in a few numbers, counted by the database."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count

from timeline.choices import DisagreementKind, Standing, Status
from timeline.models import Citation, Disagreement, Event, Source
from timeline.models.citations import CITED_IN_PUBLIC

MANY = 5
WEAKEST = 20


@dataclass(frozen=True)
class Share:
    """A number of things, and what part of all of them that is (0 to 1)."""

    label: str
    number: int
    part: float


def facts_by_witnesses() -> list[Share]:
    """How many facts rest on one independent witness, on two, …, on five or more.

    A fact is one value of one field of one entry, as far as it is public; sources that draw on one another are one witness.
    """
    citation, source, event = (model._meta.db_table for model in (Citation, Source, Event))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT witnesses, COUNT(*) FROM (
                  SELECT COUNT(DISTINCT {source}.witness) AS witnesses
                  FROM {citation} JOIN {source} ON {source}.id = {citation}.source_id
                  LEFT JOIN {event} ON {event}.id = {citation}.event_id
                  WHERE {event}.id IS NULL OR {event}.status = %s
                  GROUP BY {citation}.event_id, {citation}.mission_id, {citation}.person_id, {citation}.place_id,
                           {citation}.spacecraft_id, {citation}.field, COALESCE(NULLIF({citation}.value_edtf, ''), LOWER({citation}.value))
                ) AS facts GROUP BY witnesses""",
            [Status.PUBLISHED],
        )
        counted = dict(cursor.fetchall())
    total = sum(counted.values())
    numbers = {number: counted.get(number, 0) for number in range(1, MANY)}
    numbers[MANY] = total - sum(numbers.values())
    return [Share(_witnesses(number), found, found / total if total else 0) for number, found in numbers.items()]


def _witnesses(number: int) -> str:
    if number == 1:
        return "one witness"
    return f"{number} or more" if number == MANY else f"{number} witnesses"


@dataclass(frozen=True)
class KindOfDisagreement:
    """The disagreements of one kind."""

    kind: DisagreementKind
    settled: int
    open: int


def disagreements_by_kind() -> list[KindOfDisagreement]:
    """The public disagreements by kind, settled and open."""
    rows = (
        Disagreement.objects.public()
        .with_settled()
        .order_by()
        .values_list("kind", "is_settled")
        .annotate(number=Count("pk"))
    )
    counts = {(kind, is_settled): number for kind, is_settled, number in rows}
    return [
        KindOfDisagreement(kind, counts.get((kind, True), 0), counts.get((kind, False), 0))
        for kind in DisagreementKind
        if (kind, True) in counts or (kind, False) in counts
    ]


@dataclass(frozen=True)
class StandingOfSources:
    """The sources of one standing, and the citations that rest on them."""

    label: str
    sources: int
    citations: int


def sources_by_standing() -> list[StandingOfSources]:
    """The sources by standing, the strongest first."""
    rows = Source.objects.public().order_by().values_list("standing")
    counts = {
        standing: (sources, citations)
        for standing, sources, citations in rows.annotate(
            number=Count("pk", distinct=True), citations=Count("citations", filter=CITED_IN_PUBLIC)
        )
    }
    return [StandingOfSources(str(standing.label), *counts[standing]) for standing in Standing if standing in counts]


def weakest_events() -> list[Event]:
    """The events whose date has the fewest independent witnesses, with `date_witnesses`; the earliest first among equals.

    A witness of the date is one who agrees with it to the day.
    """
    rows: Any = Event.objects.published().with_date_witnesses()
    return list(rows.order_by("date_witnesses", "position")[:WEAKEST])
