"""Signing in is throttled by name and address together, and says so on a page of its own."""

from datetime import timedelta

import html5lib
import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.access.doors import LOGIN, give_password, is_in, make_editor
from tests.admin.forms import HTML

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


def test_no_password_is_kept_with_the_failures(client):
    make_editor()
    client.post(LOGIN, {"username": "anna", "password": "my other password", "next": "/admin/"})
    [attempt] = AccessAttempt.objects.all()
    assert "my other password" not in str(vars(attempt))
    assert "csrfmiddlewaretoken=" not in attempt.post_data or "***" in attempt.post_data
