"""Dated events without a database: an event has a title, a date, and what others say of it."""

from datetime import date, timedelta

from hypothesis import strategies

from timeline.models import Event
from timeline.ordering import Dated, Dating, Span

FIRST_DAY = date(1957, 10, 4)


def make_span(start: int | None, end: int | None) -> Span:
    """A span between two days, counted from the first day of space flight; both are included."""
    earliest, latest = (None if day is None else FIRST_DAY + timedelta(days=day) for day in (start, end))
    return Span.of_days(earliest, latest)


def make_dated(start: int | None, end: int | None = None, *others: int, title: str = "An event") -> Dated:
    """An event from one day to another, which `others` put at other days."""
    span = make_span(start, start if end is None else end)
    readings = tuple(Dating(f"reading {day}", make_span(day, day)) for day in others)
    return Dated(Event(title=title, date="date"), Dating("date", span), readings)


days = strategies.integers(0, 40)
spans = strategies.tuples(days, strategies.integers(0, 15)).map(lambda given: (given[0], given[0] + given[1]))
events = spans.map(lambda span: make_dated(*span))
disputed_events = strategies.builds(
    lambda span, others: make_dated(*span, *others), spans, strategies.lists(days, max_size=2)
)
