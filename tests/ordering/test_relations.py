"""Which of two events came first, and where the evidence leaves that open."""

import pytest
from hypothesis import given, settings

from tests.factories import make_citation, make_event, make_source
from tests.ordering.rows import disputed_events, events, make_dated
from timeline.ordering import Dated, Order, relation

TURNED = {
    Order.BEFORE: Order.AFTER,
    Order.AFTER: Order.BEFORE,
    Order.OVERLAP: Order.OVERLAP,
    Order.DISPUTED: Order.DISPUTED,
}


@settings(deadline=None)
@given(disputed_events, disputed_events)
def test_the_other_way_round_it_is_the_other_order_for_the_same_reason(one, other):
    there, back = relation(one, other), relation(other, one)
    assert (back.order, back.by) == (TURNED[there.order], there.by)


@settings(deadline=None)
@given(disputed_events, disputed_events)
def test_what_is_certain_is_certain_by_every_dating(one, other):
    certain = relation(one, other).order is Order.BEFORE
    assert certain == all(mine.span.is_before(theirs.span) for mine in one.datings for theirs in other.datings)


@settings(deadline=None)
@given(events, events)
def test_without_other_dates_nothing_is_disputed_and_overlapping_is_common_time(one, other):
    found, mine, theirs = relation(one, other), one.date.span, other.date.span
    assert found.order is not Order.DISPUTED
    assert (found.order is Order.OVERLAP) == (max(mine.start, theirs.start) < min(mine.end, theirs.end))


@settings(deadline=None)
@given(disputed_events, disputed_events)
def test_a_dispute_names_the_fewest_datings_that_open_it(one, other):
    found = relation(one, other)
    if found.order is Order.DISPUTED:
        replaced = {id(dated): dating.span for dated, dating in found.by}
        mine, theirs = (replaced.get(id(each), each.date.span) for each in (one, other))
        first, second = (mine, theirs) if one.date.span.is_before(other.date.span) else (theirs, mine)
        assert 1 <= len(found.by) <= 2
        assert not first.is_before(second)


def test_two_datings_that_only_together_open_an_order_are_both_named():
    assert len(relation(make_dated(0, 0, 2), make_dated(4, 4, 2)).by) == 2
    assert len(relation(make_dated(0, 0, 5), make_dated(4, 4, 2)).by) == 1


@pytest.mark.django_db
def test_each_reason_is_a_sentence_that_names_the_dates_and_who_contradicts_them():
    source = make_source(publisher="A newspaper")
    first, second, flight = (make_event(date=date) for date in ("1975-07-15", "1975-07-17", "1975-07-15/1975-07-24"))
    late = make_citation(event=first, value="1975-07-18", source=source)
    docking, handshake, whole = Dated.of(first), Dated.of(second), Dated.of(flight)
    assert relation(handshake, whole).reason == ("17 July 1975 and 15–24 July 1975 overlap, so either order is right.")
    assert relation(whole, whole).reason == "Both are dated 15–24 July 1975, so either order is right."
    disputed = relation(docking, handshake)
    assert disputed.reason == (
        f"A newspaper dates “{first.title}” 18 July 1975 instead of 15 July 1975, so either order is accepted."
    )
    assert late in disputed.citations
    assert len(disputed.citations) == 3
    later = Dated.of(make_event(date="1976"))
    assert relation(handshake, later).reason == "17 July 1975 is before 1976."
    assert relation(later, handshake).reason == "1976 is after 17 July 1975."
