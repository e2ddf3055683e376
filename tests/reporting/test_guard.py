"""Machines kept out: the token, the field to leave empty, the rate, and what is kept of an address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_citation, make_event, make_person
from tests.reporting.sending import opened, send
from timeline.models import Report, Sending
from timeline.reporting import guard
from timeline.reporting.forms import NOT_EMPTY

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation():
    return make_event().citations.get()


def told(response):
    """What the form says is wrong with it as a whole, and with the field that people leave empty."""
    form = response.context["form"]
    return [*form.non_field_errors(), *form.errors.get("website", [])]


@pytest.mark.parametrize(
    ("after", "sentence"),
    [(0, guard.TOO_FAST), (2, guard.TOO_FAST), (24 * 3600 + 60, guard.TOO_OLD)],
)
def test_a_form_sent_too_fast_or_too_late_comes_back_with_all_that_was_typed(citation, after, sentence):
    response = send(citation, after, wrong="It rained.", source="Pravda", name="Ada", email="ada@a.example")
    assert (response.status_code, told(response)) == (422, [sentence])
    html = response.content.decode()
    assert [typed in html for typed in ("It rained.", "Pravda", 'value="Ada"', "ada@a.example")] == [True] * 4
    assert Report.objects.count() == 0


def test_a_form_between_is_taken(citation):
    assert [send(citation, after, wrong=f"{after}").status_code for after in (4, 23 * 3600)] == [303, 303]


@pytest.mark.parametrize("forge", ["", "x", "a:b:c", "é\x00", "{key}", "{key}:1sXyZz:AAAAAAAAAAAA"])
def test_a_forged_token_is_refused(citation, forge):
    response = send(citation, token=forge.format(key=citation.key))
    assert (response.status_code, told(response)) == (422, [guard.TOO_OLD])


def test_the_token_of_another_claim_is_refused(citation):
    other = make_citation(person=make_person(), field="born")
    response = send(citation, token=opened(Client(), f"/report/{other.key}/"))
    assert told(response) == [guard.TOO_OLD]


def test_the_field_to_leave_empty_is_left_empty_by_people(citation):
    response = send(citation, website="http://buy.example/", wrong="Buy this.")
    assert (response.status_code, told(response), Report.objects.count()) == (422, [NOT_EMPTY], 0)


def test_only_so_many_reports_come_from_one_address_within_an_hour(citation):
    answers = [send(citation, wrong=f"{number}").status_code for number in range(guard.MOST_FROM_ONE + 1)]
    assert answers == [303] * guard.MOST_FROM_ONE + [429]
    refused = send(citation, wrong="Once more.")
    assert (told(refused), "Once more." in refused.content.decode()) == ([guard.TOO_MANY], True)
    assert send(citation, client=Client(REMOTE_ADDR="192.0.2.7")).status_code == 303
    Sending.objects.update(made=timezone.now() - timedelta(minutes=61))
    assert send(citation, wrong="An hour later.").status_code == 303


def test_only_so_many_come_in_from_everywhere_and_what_is_a_day_old_is_forgotten(citation):
    now = timezone.now()
    Sending.objects.bulk_create(Sending(sender=str(number), made=now) for number in range(guard.MOST_OF_ALL))
    assert told(send(citation)) == [guard.TOO_MANY_OF_ALL]
    Sending.objects.update(made=now - timedelta(hours=25))
    assert send(citation).status_code == 303
    assert Sending.objects.count() == 1


def test_an_address_is_kept_as_a_hash_that_is_another_tomorrow(citation, monkeypatch):
    today = guard.sender("192.0.2.7")
    assert (len(today), "192" in today) == (32, False)
    assert guard.sender("2001:db8::1") == guard.sender("2001:db8::ffff") != guard.sender("2001:db8:0:1::1")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(guard.timezone, "now", lambda: tomorrow)
    assert guard.sender("192.0.2.7") != today
