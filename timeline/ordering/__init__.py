"""Events in order: which came first, where the evidence leaves that open, and what to say of an order that somebody gives."""

from timeline.ordering.dating import Dated, Dating, Span
from timeline.ordering.judging import Judged, Verdict, judge
from timeline.ordering.relations import Order, Relation, relation, relations

__all__ = ["Dated", "Dating", "Judged", "Order", "Relation", "Span", "Verdict", "judge", "relation", "relations"]
