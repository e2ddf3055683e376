"""The editors' desk: every noun in Django admin, one module to a family of them."""

from timeline.admin import (
    addresses,
    events,
    evidence,
    lessons,
    merges,
    missions,
    people,
    places,
    reports,
    review,
    sources,
    spacecraft,
    successions,
)

__all__ = [
    "addresses",
    "events",
    "evidence",
    "lessons",
    "merges",
    "missions",
    "people",
    "places",
    "reports",
    "review",
    "sources",
    "spacecraft",
    "successions",
]
