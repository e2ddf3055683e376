"""Case 10: a form sent after the session ended."""

import re
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.test import Client

from tests.access.doors import PASSWORD, make_editor
from tests.admin.forms import HTML, errors, filled_in, page
from tests.factories import make_event
from timeline.admin.unsaved import BROUGHT_BACK
from timeline.models import Event

pytestmark = pytest.mark.django_db

CASE = (Path(__file__).parent / "10-session-ended.txt").read_text("utf-8")
[TYPED] = re.findall(r'write "([^"]+)" into the summary', CASE)


def signed_in(browser: Client) -> Client:
    browser.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return browser


def fields_of(response, form: str) -> dict[str, str]:
    """What a browser would send of a form, with the fields elsewhere on the page that belong to it."""
    tree = html5lib.parse(response.content.decode())
    [found] = [each for each in tree.iter(f"{HTML}form") if each.get("id") == form]
    fields = [*found.iter(f"{HTML}input"), *(each for each in tree.iter(f"{HTML}input") if each.get("form") == form)]
    return {each.get("name"): each.get("value", "") for each in fields if each.get("name")}


def test_what_was_typed_is_in_the_form_again_after_signing_in():
    desk = signed_in(Client(enforce_csrf_checks=True))
    event = make_event(summary="The old summary.")
    form = filled_in(desk.get(page(event)).content) | {"summary": TYPED}
    del desk.cookies[settings.SESSION_COOKIE_NAME]

    door = desk.post(page(event), form | {"_save": "Save"})
    assert "You are not signed in any more, and nothing was saved." in door.content.decode()
    sent = fields_of(door, "login-form") | {"username": "anna", "password": PASSWORD}
    again = desk.post("/admin/login/", sent, follow=True)

    assert (again.request["PATH_INFO"], again.status_code) == (page(event), 200)
    assert errors(again) == {"__all__": [BROUGHT_BACK]}
    assert filled_in(again.content)["summary"] == TYPED
    assert Event.objects.get().summary == "The old summary."

    saved = desk.post(page(event), filled_in(again.content) | {"_save": "Save"}, follow=True)
    assert saved.redirect_chain == [("/admin/timeline/event/", 302)]
    assert Event.objects.get().summary == TYPED


def test_a_form_from_before_signing_in_again_elsewhere_is_answered_with_how_to_save_the_text():
    desk = signed_in(Client(enforce_csrf_checks=True))
    event = make_event(summary="The old summary.")
    form = filled_in(desk.get(page(event)).content) | {"summary": TYPED}
    desk.cookies[settings.CSRF_COOKIE_NAME] = "n" * 32  # what signing in anew does
    refused = desk.post(page(event), form)
    assert refused.status_code == 403
    told = " ".join(refused.content.decode().split())
    assert "<strong>Nothing was saved or changed.</strong>" in told
    assert (
        "Go back with your browser’s Back button: what you typed is still in the form. Copy your longer texts" in told
    )
    assert Event.objects.get().summary == "The old summary."
