"""Sessions of the desk: how long they last, what their cookie says, and that no page of the desk is kept anywhere."""

import time

import pytest
from django.conf import settings as configured
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.doors import LOGIN, STATUS, give_password, make_editor
from tests.factories import make_event

pytestmark = pytest.mark.django_db

DAY = 24 * 3600


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(client):
    make_editor()
    give_password(client)
    cookie = client.cookies[configured.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == DAY


def test_a_session_is_renewed_by_a_page_of_the_desk_but_not_by_each(client):
    make_editor()
    give_password(client)
    assert configured.SESSION_COOKIE_NAME not in client.get("/admin/").cookies
    session = client.session
    session["renewed"] = int(time.time()) - 11 * 60
    session.save()
    assert client.get("/admin/").cookies[configured.SESSION_COOKIE_NAME]["max-age"] == DAY
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/")
    assert [query["sql"] for query in captured if "UPDATE" in query["sql"]] == []


def test_a_public_page_gives_somebody_who_is_signed_in_no_cookie_either(client):
    make_editor()
    event = make_event()
    give_password(client)
    for path in ("/", event.get_absolute_url()):
        assert dict(client.get(path).cookies) == {}


def test_signing_in_changes_the_key_of_the_session(client):
    make_editor()
    client.get(LOGIN)
    session = client.session
    session["here"] = "before"
    session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = session.session_key
    give_password(client)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    "path", ["/admin/", STATUS, "/admin/timeline/event/", "/admin/timeline/event/add/", "/admin/password_change/"]
)
def test_no_page_of_the_desk_is_kept_by_a_browser_or_a_proxy(admin_client, path):
    for browser, where in ((admin_client, path), (Client(), LOGIN)):
        response = browser.get(where)
        assert response.status_code == 200
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_what_the_pickers_answer_is_not_kept_either(admin_client):
    query = {"app_label": "timeline", "model_name": "citation", "field_name": "source", "term": "a"}
    response = admin_client.get("/admin/autocomplete/", query)
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)


def test_a_password_has_twelve_characters_at_least():
    password_validation.validate_password("brave-otter9")
    with pytest.raises(ValidationError, match="at least 12 characters"):
        password_validation.validate_password("brave-otter")
