"""Orders that sources give: what is refused, and what they do to the places of events on the timeline."""

from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_citation, make_event, make_succession
from tests.models.rules import sentences
from timeline.models import Event, Succession
from timeline.models.successions import all_earlier

pytestmark = pytest.mark.django_db


def order(later, earlier, citation=None):
    """An order that is not saved yet."""
    return Succession(later=later, earlier=earlier, citation=citation or make_citation(event=later, field="detail"))


def listed():
    return list(Event.objects.in_order().values_list("title", flat=True))


def test_an_order_that_a_citation_of_the_later_event_gives_is_taken():
    docking, handshake = make_event(), make_event()
    assert sentences(order(handshake, docking)) == {}


def test_a_citation_of_another_event_is_refused():
    docking, handshake = make_event(), make_event(title="A handshake")
    foreign = make_citation(event=docking, field="detail")
    said = "Choose a citation of “A handshake”: it is its source that says so."
    assert sentences(order(handshake, docking, foreign)) == {"citation": [said]}


def test_an_event_does_not_come_after_itself():
    event = make_event()
    assert sentences(order(event, event)) == {"__all__": ["An event does not come after itself: choose another."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        order(event, event).save()


def test_what_goes_round_in_a_circle_is_refused_over_any_number_of_steps():
    one, two, three = (make_event(title=title) for title in ("One", "Two", "Three"))
    make_succession(two, one)
    make_succession(three, two)
    assert all_earlier([three.pk]) == {one.pk, two.pk}
    said = "“Three” is said to come after “One” already: take that out first."
    assert sentences(order(one, three)) == {"earlier": [said]}
    assert sentences(order(three, one)) == {}


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        ("1975-07-16", "1975-07-17", ("16 July 1975", "17 July 1975")),
        ("1975-07-17T16:08Z", "1975-07-17T16:09:00Z", ("17 July 1975, 16:08 UTC", "17 July 1975, 16:09 UTC")),
        ("1957~", "1959", ("about 1957", "1959")),
    ],
)
def test_an_order_that_the_dates_contradict_is_refused(later, earlier, words):
    handshake, docking = make_event(title="A handshake", date=later), make_event(title="A docking", date=earlier)
    said = (
        f"“A handshake” ({words[0]}) is dated before “A docking” ({words[1]}) and said to come after it: "
        "mend one of the dates, or take out the order."
    )
    assert sentences(order(handshake, docking)) == {"earlier": [said]}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("1975-07-17", "1975-07-17T16:09:09Z"),
        ("1975-07-17T16:09Z", "1975-07-17T16:09:09Z"),
        ("1958", "1957~"),
        ("1975-07", "1975-07-17"),
        ("1998/..", "2001"),
    ],
)
def test_an_order_that_the_dates_leave_open_is_taken(later, earlier):
    assert sentences(order(make_event(date=later), make_event(date=earlier))) == {}


def test_a_date_that_contradicts_an_order_is_refused_at_both_ends():
    docking, handshake = make_event(title="A docking"), make_event(title="A handshake")
    make_succession(handshake, docking)
    docking.date, handshake.date = "1975-07-18", "1975-07-16"
    for event, dates in ((docking, ("17", "18")), (handshake, ("16", "17"))):
        assert sentences(event) == {
            "date": [
                f"“A handshake” ({dates[0]} July 1975) is dated before “A docking” ({dates[1]} July 1975) and said to come "
                "after it: mend one of the dates, or take out the order."
            ]
        }


@pytest.mark.parametrize("dates", [*permutations(["1975-07-17", "1975-07-17", "1975-07-17T16:09:09Z"])])
def test_the_timeline_lists_events_of_one_day_in_the_order_that_is_said(dates):
    one, two, three = (make_event(title=str(place), date=date) for place, date in enumerate(dates))
    make_succession(two, one)
    make_succession(three, two)
    assert listed() == ["0", "1", "2"]
    Succession.objects.all().delete()
    assert [event.position for event in Event.objects.all()] == [event.position_now() for event in Event.objects.all()]
    make_succession(one, three)
    make_succession(three, two)
    assert listed() == ["1", "2", "0"]


def test_a_later_date_of_the_later_event_gives_the_earlier_one_its_place_again():
    first = make_event(title="First", date="1975-07-17")
    between = make_event(title="Between", date="1975-07-17T18:00:00Z")
    last = make_event(title="Last", date="1975-07-17T16:09:09Z")
    make_succession(last, first)
    assert listed() == ["First", "Last", "Between"]
    last.date = "1975-07-17T20:00:00Z"
    last.save()
    assert listed() == ["Between", "First", "Last"]
    last.date = "1975-07-18"
    last.save()
    assert listed() == ["Between", "First", "Last"]
    first.refresh_from_db()
    assert first.position[16:22] == "999999"
    assert between.position == Event.objects.get(title="Between").position
