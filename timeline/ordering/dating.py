"""When an event was, by its entry and by each source that dates it otherwise, as stretches of time that can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from timeline.choices import Precision
from timeline.evidence import Evidence
from timeline.models import Citation, Event
from timeline.ordering.chains import Chain, chains_of
from timeline.text import date_values, edtf


@dataclass(frozen=True)
class Span:
    """A stretch of time in UTC, from `start` to just before `end`; None is an end that is open or unknown."""

    start: datetime | None
    end: datetime | None

    @classmethod
    def of_days(cls, earliest: date | None, latest: date | None) -> "Span":
        """From the first moment of a day to the last one of another."""
        start = datetime.combine(earliest, time.min, UTC) if earliest else None
        end = datetime.combine(latest + timedelta(days=1), time.min, UTC) if latest else None
        return cls(start, end)

    @classmethod
    def of_moment(cls, instant: datetime, precision: str) -> "Span":
        """The minute or the second that was written."""
        return cls(instant, instant + timedelta(seconds=60 if precision == Precision.MINUTE else 1))

    def is_before(self, other: "Span") -> bool:
        """Whether it certainly ends before the other begins."""
        return self.end is not None and other.start is not None and self.end <= other.start


@dataclass(frozen=True)
class Dating:
    """One date of an event as EDTF, what it spans, and the citations that give it."""

    text: str
    span: Span
    citations: tuple[Citation, ...] = ()

    @property
    def words(self) -> str:
        """The date as people read it."""
        return edtf.words(self.text)

    @property
    def who(self) -> str:
        """Who gives it, in a few words: at most two publishers or titles."""
        names = list(dict.fromkeys(each.source.publisher or each.source.title for each in self.citations))
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        return (", ".join(names[:2]) if more else " and ".join(names)) + more


@dataclass(frozen=True)
class Dated:
    """An event with its date, and with the other dates that sources give it.

    What says the date less exactly, or more so, is no other date (`date_values.agree`): 1957-10 does not contradict 1957-10-04.
    """

    event: Event
    date: Dating
    others: tuple[Dating, ...] = ()
    after: Mapping[int, Chain] = field(default_factory=dict)  # by primary key, the events that it is said to come after

    @classmethod
    def all_of(cls, events: Iterable[Event]) -> list["Dated"]:
        """Events with what is said of their dates and of their order."""
        rows = list(events)
        after = chains_of(rows)
        return [replace(cls.of(event), after=after[event.pk]) for event in rows]

    @classmethod
    def of(cls, event: Event, evidence: Evidence | None = None) -> "Dated":
        """What an event and its evidence say of its date alone; `evidence` is given where it was read already."""
        evidence = evidence or Evidence.of(event)
        given = [each.citation for each in evidence.for_date(event.date) or evidence.for_field("date")]
        if event.date_instant:
            span = Span.of_moment(event.date_instant, event.date_precision)
        else:
            span = Span.of_days(event.date_earliest, event.date_latest)
        others = (each for each in _datings(evidence) if not date_values.agree(each.text, event.date))
        return cls(event, Dating(event.date, span, tuple(given)), tuple(others))

    @property
    def datings(self) -> tuple[Dating, ...]:
        """All its dates, the one of the entry first."""
        return (self.date, *self.others)


def _datings(evidence: Evidence) -> Iterable[Dating]:
    """Every date that the evidence leaves standing: of a reading or a citation, unless a settled verdict went against it."""
    by_date: dict[str, list[Citation]] = {}
    for question in evidence.questions:
        for side in question.sides if question.disagreement.field == "date" else ():
            if side.reading.accepted or not question.is_settled:
                by_date.setdefault(date_values.as_edtf(side.reading.value), []).extend(side.citations)
    for citation in evidence.citations:
        if citation.field == "date" and citation.pk not in evidence.doubted:
            by_date.setdefault(date_values.as_edtf(citation.value), []).append(citation)
    for text, citations in by_date.items():
        if text:
            yield Dating(text, _span(edtf.parse(text)), tuple(dict.fromkeys(citations)))


def _span(parsed: edtf.ParsedDate) -> Span:
    if parsed.instant:
        return Span.of_moment(parsed.instant, parsed.precision)
    return Span.of_days(parsed.earliest, parsed.latest)
