"""When an event was, at the desk: written in EDTF or chosen in plain words, and said before and after it is saved."""

import pytest

from tests.admin.forms import errors
from tests.factories import make_event
from timeline.models import Event

pytestmark = pytest.mark.django_db


def test_a_date_is_chosen_in_plain_words(send):
    event = make_event()
    response = send(event, date_how="between", date_first="April 1961", date_last="June 1961")
    assert errors(response) == {}
    event.refresh_from_db()
    assert event.date == "[1961-04..1961-06]"
    form = response.context["adminform"].form
    assert [form[name].value() for name in ("date", "date_how", "date_first")] == [event.date, None, None]
    assert "once between April and June 1961" in response.content.decode()


def test_a_new_event_may_have_its_date_chosen(send):
    new = {"title": "Launch", "slug": "launch", "kind": "launch", "summary": "It flew."}
    assert errors(send(Event, **new, date_how="about", date_first="1957")) == {}
    assert Event.objects.get().date == "1957~"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"date": ""}, {"date": ["Say when it was: write EDTF here, or choose below."]}),
        (
            {"date_first": "1961"},
            {"date_how": ["Choose how this date is meant, or leave it empty."]},
        ),
        (
            {"date_how": "on", "date_first": "1961"},
            {"date_how": ["“on” takes a whole day: write one, or choose “some time in” for 1961."]},
        ),
        (
            {"date": "1962", "date_how": "in", "date_first": "1961"},
            {"date": ["This is another date than the one chosen below (1961): keep one of them."]},
        ),
    ],
)
def test_a_date_that_is_not_clear_is_asked_for_in_a_sentence(send, sent, expected):
    event = make_event(date="1975-07-17")
    assert errors(send(event, **sent)) == expected
    event.refresh_from_db()
    assert event.date == "1975-07-17"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("date=1957~", {"edtf": "1957~", "words": "about 1957", "bounds": "1956-01-01 to 1958-12-31"}),
        ("date=1998/..", {"edtf": "1998/..", "words": "from 1998 on", "bounds": "1998-01-01 to open"}),
        (
            "date=1975&date_how=in&date_first=July+1961",
            {"edtf": "1961-07", "words": "July 1961", "bounds": "1961-07-01 to 1961-07-31"},
        ),
        (
            "date_how=on&date_first=1961",
            {"error": "“on” takes a whole day: write one, or choose “some time in” for 1961."},
        ),
    ],
)
def test_the_desk_says_what_a_date_means_while_it_is_typed(desk, asked, said):
    assert desk.get(f"/admin/timeline/event/date/?{asked}").json() == said


def test_nobody_is_told_who_is_not_signed_in(client):
    assert client.get("/admin/timeline/event/date/?date=1957").status_code == 302
