"""Which came first where the dates leave it open and a source says it in so many words."""

import pytest

from tests.factories import make_citation, make_disagreement, make_event, make_source, make_succession
from timeline.ordering import Dated, Order, Verdict, judge, relation, relations
from timeline.ordering.chains import chains

pytestmark = pytest.mark.django_db

DAY = "1975-07-17"


def said_by(later, publisher, words):
    return make_citation(event=later, source=make_source(publisher=publisher), field="detail", as_printed=words)


@pytest.fixture
def pair():
    """A docking, and a handshake of the same day after it."""
    docking = make_event(title="A docking", date="1975-07-17T16:09:09Z")
    handshake = make_event(title="A handshake", date=DAY)
    make_succession(handshake, docking, citation=said_by(handshake, "Time", "three hours after the docking"))
    return docking, handshake


def verdicts(*events):
    return [each.verdict for each in judge(Dated.all_of(events))]


def test_an_order_that_a_source_gives_is_certain_and_told_in_its_words(pair):
    docking, handshake = Dated.all_of(pair)
    found = relation(handshake, docking)
    assert found.order is Order.AFTER
    assert found.reason == "“A handshake” came after “A docking”: Time says “three hours after the docking”."
    assert [citation.as_printed for citation in found.citations] == ["three hours after the docking"]
    back = relation(docking, handshake)
    assert (back.order, back.reason, back.citations) == (Order.BEFORE, found.reason, found.citations)


def test_the_handshake_before_the_docking_is_wrong_and_not_either(pair):
    docking, handshake = pair
    assert verdicts(docking, handshake) == [Verdict.RIGHT, Verdict.RIGHT]
    assert Verdict.WRONG in verdicts(handshake, docking)


def test_without_the_order_either_is_right(pair):
    docking, handshake = pair
    handshake.successions.all().delete()
    assert verdicts(handshake, docking)[0] is Verdict.EITHER


def test_an_order_holds_over_two_steps(pair):
    docking, handshake = pair
    supper = make_event(title="A supper", date=DAY)
    make_succession(supper, handshake, citation=said_by(supper, "Energia", "after the handshake"))
    assert list(chains(supper)) == [handshake.pk, docking.pk]
    first, _, last = Dated.all_of([docking, handshake, supper])
    assert relation(first, last).reason == (
        "“A supper” came after “A handshake”: Energia says “after the handshake”. "
        "“A handshake” came after “A docking”: Time says “three hours after the docking”."
    )
    assert Verdict.WRONG in verdicts(supper, docking)


def test_what_came_after_something_later_than_a_third_came_after_that_third(pair):
    docking, handshake = pair
    launch = make_event(title="A launch", date="1975-07-17T12:20:00Z")
    found = relations(Dated.all_of([handshake, launch, docking]))
    assert [found[pair].order for pair in ((0, 1), (0, 2), (1, 2))] == [Order.AFTER, Order.AFTER, Order.BEFORE]
    assert found[0, 1].reason == (
        "17 July 1975, 12:20 UTC is before 17 July 1975, 16:09:09 UTC. "
        "“A handshake” came after “A docking”: Time says “three hours after the docking”."
    )
    assert found[0, 1].said == found[0, 2].said
    assert relations(Dated.all_of([handshake, launch]))[0, 1].order is Order.OVERLAP


def test_an_order_that_some_date_contradicts_is_disputed(pair):
    docking, handshake = pair
    make_citation(event=handshake, value="1975-07-16", source=make_source(publisher="A paper"))
    found = relation(*Dated.all_of([docking, handshake]))
    assert found.order is Order.DISPUTED
    assert found.reason == (
        "A paper dates “A handshake” 16 July 1975 instead of 17 July 1975, so either order is accepted."
    )


def test_another_date_that_leaves_the_order_as_it_is_changes_nothing(pair):
    docking, handshake = pair
    make_disagreement(handshake, [(DAY, False), ("1975-12-11", False)])
    assert relation(*Dated.all_of([docking, handshake])).order is Order.BEFORE


def test_an_order_with_what_readers_do_not_see_is_left_out(pair):
    docking, handshake = pair
    type(docking).objects.filter(pk=docking.pk).update(status="draft")
    assert chains(handshake) == {}


def test_orders_of_many_events_cost_two_queries(pair, django_assert_num_queries):
    docking, handshake = pair
    for _ in range(4):
        make_succession(make_event(date=DAY), handshake)
    rows = list(type(docking).objects.prefetch_related("citations__source", "disagreements__readings"))
    with django_assert_num_queries(2):  # the version of the data, and all orders
        Dated.all_of(rows)
