"""Events to be put in order: the form, and what an answer is worth."""

import re

import html5lib
import pytest

from tests.factories import make_citation, make_event, make_source, make_succession

pytestmark = pytest.mark.django_db


def read(client, path: str) -> str:
    response = client.get(path)
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert (response.status_code, response.cookies) == (200, {})
    return text


def address(*events, query: str = "") -> str:
    places = [f"place-{event.key}={place}" for place, event in enumerate(events, start=1)]
    return f"/order/?{'&'.join([*filter(None, [query]), *places])}"


def verdicts(text: str) -> list[str]:
    return re.findall(r'<li class="(right|either|wrong)">', text)


def told(text: str) -> str:
    """The words of the result, without markup."""
    result = text[text.index('id="result"') : text.index("<form")]
    return " ".join(re.sub(r"<[^>]+>", "", result).split())


def test_before_the_answer_no_date_is_shown_and_the_filter_goes_with_the_form(client):
    make_event(date="1961-04-12", title="A flight"), make_event(date="1969-07-20", title="A landing")
    text = read(client, "/order/?kind=docking&disputed=")
    main = text[text.index("<main") : text.index("</main")]
    assert re.findall(r"(?:19|20)\d\d|April|July", re.sub("<[^>]+>", "", main)) == []
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', text) == [("kind", "docking")]
    assert len(re.findall(r'<input type="text" inputmode="numeric" id="place-\w{8}"', text)) == 2


def test_a_right_order_is_said_to_be_right_with_dates_and_sources(client):
    source = make_source(publisher="An archive")
    first, second = make_event(date="1961-04-12", sources=[source]), make_event(date="1969-07-20")
    text = read(client, address(first, second))
    assert verdicts(text) == ["right", "right"]
    assert "Every card stands where the evidence allows" in told(text)
    assert "12 April 1961" in told(text)
    citation = first.citations.get()
    assert f'<a href="{first.get_absolute_url()}#citation-{citation.key}">An archive</a>' in text


def test_a_wrong_order_says_where_the_card_belongs_and_why(client):
    first, second, third = (make_event(date=date, title=date) for date in ("1957", "1961", "1969"))
    text = read(client, address(third, first, second))
    assert verdicts(text) == ["wrong", "right", "right"]
    assert "2 of 3 cards stand" in told(text)
    assert "Belongs after “1961”: 1969 is after 1961." in told(text)


def test_either_order_of_disputed_dates_is_accepted_with_who_disputes_it(client):
    first, second = make_event(date="1961-04-12", title="One"), make_event(date="1961-04-13")
    make_citation(event=first, value="1961-04-14", as_printed="on Friday", source=make_source(publisher="A newspaper"))
    for order in ((first, second), (second, first)):
        text = read(client, address(*order))
        assert verdicts(text) == ["either", "right"]
        assert "A newspaper dates “One” 14 April 1961 instead of 12 April 1961, so either order is accepted." in told(
            text
        )
        assert "on Friday" in told(text)


def test_rubbish_gets_a_sentence_and_keeps_what_was_entered(client):
    events = [make_event(date=str(year)) for year in (1957, 1961)]
    text = read(client, f"/order/?place-{events[0].key}=%22%3E%3Cb%3E&place-{events[1].key}=%00")
    assert "is not a place from 1 to 2." in told(text)
    assert 'value="&quot;&gt;&lt;b&gt;"' in text
    assert verdicts(text) == []


def test_one_event_has_no_order_and_the_page_says_how_to_go_on(client):
    event = make_event()
    text = read(client, f"/order/events/{event.slug}/")
    assert "To have an order takes at least two events, and here is one." in text
    assert "<form" not in text


def test_of_many_events_the_first_are_taken_and_the_page_says_how_many(client):
    for year in range(1957, 1989):
        make_event(date=str(year))
    text = read(client, "/order/")
    assert len(re.findall(r'<li data-title="', text)) == 30
    assert "30 events, the first of The whole timeline; 2 more would be too many." in text


def test_what_a_source_says_of_the_order_decides_where_the_dates_leave_it_open(client):
    docking = make_event(title="A docking", date="1975-07-17T16:09:09Z")
    handshake = make_event(
        title="A handshake", date="1975-07-17", summary="Three hours after the docking hands were shaken."
    )
    paper = make_source(publisher="Time")
    said = make_citation(event=handshake, source=paper, field="detail", as_printed="three hours after the docking")
    make_succession(handshake, docking, citation=said)
    assert verdicts(read(client, address(docking, handshake))) == ["right", "right"]
    text = read(client, address(handshake, docking))
    assert sorted(verdicts(text)) == ["right", "wrong"]
    assert "“A handshake” came after “A docking”: Time says “three hours after the docking”." in told(text)
    assert f'<a href="/events/{handshake.slug}/#citation-{said.key}">Time</a>' in text
    key = read(client, "/cards/")
    assert "the dates overlap" not in key
