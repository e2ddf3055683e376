"""Sets of events as whole numbers."""

import pytest

from tests.factories import make_event
from timeline.filters import sets
from timeline.models import Event

pytestmark = pytest.mark.django_db


def test_stretches_take_in_their_own_position():
    events = [make_event(date=date) for date in ("1957-10-04", "1961-04-12", "1975-07-17")]
    order = sets.order()
    position = events[1].position
    assert order.keys == [event.pk for event in events]
    assert order.since(position) == 0b110
    assert order.until(position) == 0b011
    assert (order.since("1969"), order.until("1969")) == (0b100, 0b011)
    assert (order.since("2"), order.until("1")) == (0, 0)
    assert order.everything == 0b111


def test_only_published_events_are_in_a_set():
    shown, draft = make_event(), make_event(status="draft")
    assert sets.order().set_of([shown.pk, draft.pk, 0]) == 1
    Event.objects.filter(pk=draft.pk).update(status="published", citation_count=1)
    assert sets.order().set_of([shown.pk, draft.pk]) == 0b11
