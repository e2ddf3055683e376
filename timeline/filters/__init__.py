"""Query strings read once: clean values, what they select, counts, words, and a link to remove each."""

from timeline.filters.disagreements import DisagreementFilter
from timeline.filters.events import EventFilter

__all__ = ["DisagreementFilter", "EventFilter"]
