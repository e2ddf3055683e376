"""The first and the last that a date of a row may mean, so that what is only approximate is never called wrong.

A date that is empty, or open at an end, may mean any day on that side.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from timeline.choices import Precision

REST_OF_A_MINUTE = timedelta(seconds=59)


def first_day(row: Any, name: str) -> date:
    """The earliest day that the date `name` of `row` may mean."""
    return getattr(row, f"{name}_earliest") or date.min


def last_day(row: Any, name: str) -> date:
    """The latest day that it may mean."""
    return getattr(row, f"{name}_latest") or date.max


def first_moment(row: Any, name: str) -> datetime:
    """The earliest moment that it may mean."""
    return getattr(row, f"{name}_instant") or datetime.combine(first_day(row, name), time.min, UTC)


def last_moment(row: Any, name: str) -> datetime:
    """The latest moment that it may mean. A time to the minute may mean any second of it."""
    if instant := getattr(row, f"{name}_instant"):
        return instant + REST_OF_A_MINUTE if getattr(row, f"{name}_precision") == Precision.MINUTE else instant
    return datetime.combine(last_day(row, name), time.max, UTC)
