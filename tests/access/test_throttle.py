"""Signing in is throttled by name and address together, and by the names of an address; a page of its own says so."""

from datetime import timedelta

import html5lib
import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.access.doors import CODE, DESK, LOGIN, give_password, is_in, make_app, make_editor
from tests.admin.forms import HTML
from timeline.access.throttle import MAX_NAMES

pytestmark = pytest.mark.django_db

SCHOOL, HOME = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.9"}


def fail(client: Client, times: int, username: str = "anna", **headers: str) -> list[int]:
    return [give_password(client, username, f"wrong {number}", **headers).status_code for number in range(times)]


def test_the_eighth_failure_closes_the_door_to_the_right_password_too(client):
    make_editor()
    assert fail(client, 8, **SCHOOL) == [200] * 7 + [429]
    assert give_password(client, **SCHOOL).status_code == 429
    assert not is_in(client)


def test_another_name_at_the_same_address_and_the_same_name_elsewhere_come_in():
    make_editor()
    make_editor("boris")
    fail(Client(), 9, **SCHOOL)
    for username, where in (("boris", SCHOOL), ("anna", HOME)):
        browser = Client()
        assert give_password(browser, username, **where).status_code == 302
        assert is_in(browser)


def test_another_browser_at_the_same_address_is_no_way_round():
    make_editor()
    for number in range(8):
        give_password(Client(), password="wrong", HTTP_USER_AGENT=f"Browser {number}", **SCHOOL)
    assert give_password(Client(), HTTP_USER_AGENT="Browser 9", **SCHOOL).status_code == 429


def test_a_right_password_forgets_the_wrong_ones_before_it(client):
    make_editor()
    fail(client, 7)
    assert give_password(client).status_code == 302
    assert AccessAttempt.objects.count() == 0
    assert fail(Client(), 7) == [200] * 7


def test_the_door_opens_after_a_quarter_of_an_hour_whoever_went_on_trying(client):
    make_editor()
    fail(client, 8)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert fail(client, 3) == [429] * 3
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert give_password(client).status_code == 302


def test_the_page_says_how_long_to_wait_and_is_kept_by_nobody(client):
    make_editor()
    fail(client, 8)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=5, seconds=10))
    response = give_password(client)
    text = response.content.decode()
    assert response.status_code == 429
    assert "Wait <strong>10 minutes</strong>" in text
    assert 580 <= int(response["Retry-After"]) <= 590
    assert "no-store" in response["Cache-Control"]
    assert f'href="{LOGIN}"' in text
    tree = html5lib.HTMLParser(strict=True).parse(text)
    assert [each.get("style") for each in tree.iter() if each.get("style")] == []
    assert [each for each in tree.iter(f"{HTML}script") if not each.get("src")] == []


def try_names(number: int, start: int = 0, **headers: str) -> set[int]:
    """How so many tries are answered, each by another name that nobody has."""
    names = range(start, start + number)
    return {give_password(Client(), f"name-{name}", "wrong", **headers).status_code for name in names}


def test_one_address_tries_no_more_names_than_a_school_signs_in_by():
    make_editor()
    assert try_names(MAX_NAMES - 1, **SCHOOL) == {200}
    assert give_password(Client(), **SCHOOL).status_code == 302
    assert try_names(1, start=MAX_NAMES, **SCHOOL) == {200}
    assert try_names(3, start=MAX_NAMES + 1, **SCHOOL) == {429}
    assert give_password(Client(), **SCHOOL).status_code == 429
    assert give_password(Client(), **HOME).status_code == 302


def test_who_is_signed_in_at_such_an_address_goes_on():
    make_editor()
    browser = Client()
    give_password(browser, **SCHOOL)
    try_names(MAX_NAMES + 1, **SCHOOL)
    assert browser.get(DESK, **SCHOOL).status_code == 200


def test_an_address_opens_again_whoever_went_on_trying():
    make_editor()
    try_names(MAX_NAMES, **SCHOOL)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert try_names(5, start=100, **SCHOOL) == {429}
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert give_password(Client(), **SCHOOL).status_code == 302


def test_the_page_of_an_address_says_how_long_to_wait():
    try_names(MAX_NAMES, **SCHOOL)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=5, seconds=10))
    response = give_password(Client(), **SCHOOL)
    assert "many names were tried with wrong passwords" in response.content.decode()
    assert "Wait <strong>10 minutes</strong>" in response.content.decode()
    assert 580 <= int(response["Retry-After"]) <= 590


def test_a_network_of_ipv6_is_one_address():
    make_editor()
    for number in range(MAX_NAMES):
        give_password(Client(), f"name-{number}", "wrong", REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    assert give_password(Client(), REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert give_password(Client(), REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_a_code_is_not_asked_for_at_an_address_that_waits():
    make_app(make_editor())
    browser = Client()
    assert give_password(browser, **SCHOOL).status_code == 302
    try_names(MAX_NAMES, **SCHOOL)
    assert browser.post(CODE, {"code": "000000"}, **SCHOOL).status_code == 429


def test_no_password_is_kept_with_the_failures(client):
    make_editor()
    client.post(LOGIN, {"username": "anna", "password": "my other password", "next": "/admin/"})
    [attempt] = AccessAttempt.objects.all()
    assert "my other password" not in str(vars(attempt))
    assert "csrfmiddlewaretoken=" not in attempt.post_data or "***" in attempt.post_data
