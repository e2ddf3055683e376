"""Over the whole history: no card shows when its event was, and every date of an event is before, after or open to another."""

import calendar
import re

import pytest

from timeline import selections
from timeline.cards import Card
from timeline.models import Event
from timeline.ordering import Dated, Verdict, judge

pytestmark = pytest.mark.django_db

MONTHS = [name for name in calendar.month_name if name]
SHORT = [name for name in calendar.month_abbr if name and name != "May"]


@pytest.fixture
def events(whole_history):
    return list(selections.whole(Event.objects.published().in_order()).prefetch_related("missions__spacecraft"))


def test_no_card_shows_a_year_a_month_or_a_day(events, whole_history_records):
    published = [event["slug"] for event in whole_history_records["event"] if event["status"] == "published"]
    assert sorted(event.slug for event in events) == sorted(published)
    for event in events:
        card = Card("A", event)
        shown = " ".join([card.title, card.text, card.where, *card.people])
        assert re.findall(r"\b(?:19|20)\d\d", shown) == [], event.slug
        assert re.findall(rf"\b(?:{'|'.join(MONTHS)})\b", shown) == [], event.slug
        assert re.findall(rf"\b(?:{'|'.join(SHORT)})\.? \d", shown) == [], event.slug


def test_many_cards_say_more_than_their_title(events):
    cards = [Card("A", event) for event in events]
    assert sum(bool(card.text) for card in cards) > len(cards) * 0.75
    assert sum(bool(card.text or card.people or card.craft) for card in cards) > len(cards) * 0.9


def test_the_order_of_the_timeline_is_right_from_end_to_end(events):
    for start in range(0, len(events), 30):
        judged = judge([Dated.of(event) for event in events[start : start + 30]])
        assert Verdict.WRONG not in {each.verdict for each in judged}


def test_every_date_has_somebody_who_gives_it(events):
    assert [event.slug for event in events if not Dated.of(event).date.citations] == []
