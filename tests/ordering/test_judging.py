"""What is said of an order: laws of it for any events, and how few cards are blamed."""

from itertools import combinations

from hypothesis import given, settings, strategies

from tests.ordering.rows import disputed_events, events, make_dated
from timeline.ordering import Order, Verdict, judge, relation

lists = strategies.lists(disputed_events, max_size=7)


def is_accepted(order) -> bool:
    return all(each.verdict is not Verdict.WRONG for each in judge(order))


@settings(deadline=None)
@given(lists)
def test_the_order_of_time_is_always_right(given_events):
    assert is_accepted(sorted(given_events, key=lambda each: each.date.span.start))


@settings(deadline=None)
@given(lists)
def test_an_order_is_accepted_when_every_pair_of_it_is(given_events):
    wrong = [pair for pair in combinations(given_events, 2) if relation(*pair).order is Order.AFTER]
    assert is_accepted(given_events) == (wrong == [])


@settings(deadline=None)
@given(strategies.lists(strategies.integers(0, 400), unique=True, min_size=1, max_size=8))
def test_of_the_reverse_of_a_certain_order_one_card_stands(days):
    backwards = judge([make_dated(day) for day in sorted(days, reverse=True)])
    assert sum(each.verdict is Verdict.WRONG for each in backwards) == len(days) - 1


@settings(deadline=None)
@given(strategies.lists(events, min_size=1, max_size=6), strategies.randoms(use_true_random=False))
def test_every_linear_extension_of_what_is_certain_is_accepted(given_events, chance):
    left, extension = list(given_events), []
    while left:
        free = [each for each in left if not any(relation(other, each).order is Order.BEFORE for other in left)]
        extension.append(chance.choice(free))
        left.remove(extension[-1])
    assert is_accepted(extension)


@settings(deadline=None)
@given(lists)
def test_cards_that_are_not_blamed_stand_right_among_themselves(given_events):
    standing = [each.dated for each in judge(given_events) if each.verdict is not Verdict.WRONG]
    assert is_accepted(standing)


@settings(deadline=None)
@given(lists)
def test_no_fewer_cards_can_be_blamed(given_events):
    def stand_right(kept) -> bool:
        return all(relation(*pair).order is not Order.AFTER for pair in combinations(kept, 2))

    most = next(
        size
        for size in range(len(given_events), -1, -1)
        if any(stand_right(kept) for kept in combinations(given_events, size))
    )
    blamed = [each for each in judge(given_events) if each.verdict is Verdict.WRONG]
    assert len(blamed) == len(given_events) - most


@settings(deadline=None)
@given(lists)
def test_a_blamed_card_is_told_where_it_belongs(given_events):
    for each in judge(given_events):
        orders = [why.order for why in each.relations]
        if each.verdict is Verdict.WRONG:
            assert set(orders) <= {Order.BEFORE, Order.AFTER}
            assert 1 <= len(orders) <= 2
        elif each.verdict is Verdict.EITHER:
            assert orders in ([Order.OVERLAP], [Order.DISPUTED])
        else:
            assert orders == []


def test_one_card_too_far_is_the_only_one_blamed():
    first, second, third, last = (make_dated(day, title=str(day)) for day in (1, 2, 3, 4))
    judged = judge([last, first, second, third])
    assert [each.verdict.value for each in judged] == ["wrong", "right", "right", "right"]
    assert [(why.order, why.other) for why in judged[0].relations] == [(Order.AFTER, third)]
    assert [each.place for each in judged] == [1, 2, 3, 4]


def test_neighbours_that_may_change_places_are_told_so_once():
    flight, docking, landing = make_dated(1, 9), make_dated(3), make_dated(12)
    assert [each.verdict.value for each in judge([docking, flight, landing])] == ["either", "right", "right"]
