"""The second step: set up, asked for, lost, turned off; and no way round it."""

import re
import time
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.access.doors import (
    CODE,
    DESK,
    LOGIN,
    PASSWORD,
    STATUS,
    code_of,
    give_password,
    is_in,
    make_app,
    make_editor,
    pass_patience,
    recovery_codes,
    wrong_code_of,
)
from tests.factories import make_event
from timeline.access.models import SignIn

pytestmark = pytest.mark.django_db

SET_UP = "/admin/two-step/set-up/"


@pytest.fixture
def anna():
    return make_editor()


def set_up(client: Client) -> tuple[TOTPDevice, list[str]]:
    """Set it up as an editor does who is signed in; the recovery codes that the page shows."""
    client.post("/admin/two-step/start/")
    device = TOTPDevice.objects.get(confirmed=False)
    text = client.post(SET_UP, {"code": code_of(device)}).content.decode()
    device.refresh_from_db()
    return device, re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", text)


def test_setting_it_up_shows_the_secret_and_ten_codes_once(client, anna):
    give_password(client)
    assert "It is off" in client.get(STATUS).content.decode()
    client.post("/admin/two-step/start/")
    page, picture = client.get(SET_UP).content.decode(), client.get("/admin/two-step/qr-code.svg")
    secret = re.search(r'<code class="secret">([A-Z2-7 ]{39})</code>', page)
    assert secret
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"style" not in picture.content
    device = TOTPDevice.objects.get()
    refused = client.post(SET_UP, {"code": wrong_code_of(device)}).content.decode()
    assert "The app does not show this code now" in refused
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    pass_patience(device)
    done = client.post(SET_UP, {"code": code_of(device)})
    codes = re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", done.content.decode())
    assert len(set(codes)) == 10
    assert is_in(client)  # this very session has shown a code
    for path in (STATUS, DESK):
        assert not any(code in client.get(path).content.decode() for code in codes)
    assert client.get(SET_UP).status_code == 302
    assert client.get("/admin/two-step/qr-code.svg").status_code == 404
    assert "10 recovery codes left" in client.get(STATUS).content.decode()
    assert SignIn.objects.first().outcome == "on"


def test_who_has_it_gives_the_password_then_a_code_and_goes_where_they_were_going(client, anna):
    app, event = make_app(anna), make_event()
    wanted = reverse("admin:timeline_event_change", args=[event.pk])
    response = client.post(LOGIN, {"username": "anna", "password": PASSWORD, "next": wanted})
    assert response["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code_of(app)})["Location"] == wanted
    assert is_in(client)


def test_who_has_none_is_asked_for_none(client, anna):
    make_app(make_editor("boris"))
    assert give_password(client)["Location"] == DESK
    assert is_in(client)


def test_a_code_with_a_space_opens_and_opens_once(anna):
    app = make_app(anna)
    code = code_of(app)
    first, second = Client(), Client()
    give_password(first)
    first.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    give_password(second)
    second.post(CODE, {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_opens_once_however_it_is_typed(anna):
    make_app(anna)
    [code, *rest] = recovery_codes(anna)
    first, second = Client(), Client()
    give_password(first)
    first.post(CODE, {"code": code.upper().replace("-", " ")})
    give_password(second)
    second.post(CODE, {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)
    assert f"{len(rest)} recovery codes left" in first.get(STATUS).content.decode()


def test_a_wrong_code_is_refused_with_how_long_to_wait_and_the_right_one_waits_too(client, anna):
    app = make_app(anna)
    give_password(client)
    for _ in range(3):
        pass_patience(app)
        text = client.post(CODE, {"code": wrong_code_of(app)}).content.decode()
    assert "This code is wrong, or was used already." in text
    assert "After 3 wrong ones in a row, the next can be tried in 4 seconds." in text
    client.post(CODE, {"code": code_of(app)})
    assert not is_in(client)
    pass_patience(app)
    client.post(CODE, {"code": code_of(app)})
    assert is_in(client)


def test_eight_wrong_codes_lock_out_as_wrong_passwords_do(client, anna):
    app = make_app(anna)
    give_password(client)
    answers = [client.post(CODE, {"code": "234567ab"}).status_code for _ in range(8)]
    assert answers == [200] * 7 + [429]
    assert client.post(CODE, {"code": code_of(app)}).status_code == 429
    assert not is_in(client)


def test_a_password_without_its_code_is_forgotten_after_ten_minutes(client, anna, monkeypatch):
    app = make_app(anna)
    give_password(client)
    later = SimpleNamespace(time=lambda: time.time() + 10 * 60 + 1)
    monkeypatch.setattr("timeline.access.two_step.time", later)
    assert client.post(CODE, {"code": code_of(app)})["Location"] == LOGIN
    assert not is_in(client)


def test_a_password_that_was_changed_meanwhile_is_forgotten_too(client, anna):
    app = make_app(anna)
    give_password(client)
    anna.set_password("quite another password")
    anna.save()
    assert client.post(CODE, {"code": code_of(app)})["Location"] == LOGIN


def test_a_code_of_another_account_opens_nothing(client, anna):
    make_app(anna)
    other = make_app(make_editor("boris"))
    give_password(client)
    client.post(CODE, {"code": code_of(other)})
    assert not is_in(client)


@pytest.fixture
def everywhere(anna) -> list[str]:
    """Every address under /admin/, with a number for each thing that has to be named."""
    event = make_event()
    found = []
    for prefix in walk(get_resolver().url_patterns):
        if prefix.startswith("admin/"):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: value_of(match[1], event), prefix)
            found.append("/" + re.sub(r"[\^$\\]|\(\?P<\w+>.*\)", "", path))
    assert len(found) > 80
    return found


def value_of(name: str, event) -> str:
    return {"app_label": "timeline", "content_type_id": "1", "url": "x"}.get(name, str(event.pk))


def walk(patterns, prefix=""):
    for each in patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield path
        else:
            yield from walk(each.url_patterns, path)


BEFORE_THE_DOOR = {LOGIN, CODE, "/admin/logout/"}


@pytest.mark.parametrize("way", ["given the password", "signed in before it was set up", "signed in by other code"])
def test_no_address_under_admin_opens_without_the_code(client, anna, everywhere, way):
    if way == "signed in before it was set up":
        give_password(client)
        assert is_in(client)
    make_app(anna)
    if way == "given the password":
        give_password(client)
    elif way == "signed in by other code":
        client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    for path in sorted(set(everywhere) - BEFORE_THE_DOOR):
        for method in (client.get, client.post):
            response = method(path)
            assert response.status_code == 302, path
            assert response["Location"].startswith(LOGIN), path
    assert (User.objects.count(), TOTPDevice.objects.count()) == (1, 1)
    client.get(LOGIN)
    assert not is_in(client)
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": "x", "new_password2": "x"})
    assert not is_in(client)


def test_who_was_signed_in_before_goes_on_with_a_code_alone(client, anna):
    give_password(client)
    app = make_app(anna)
    assert client.get(LOGIN)["Location"] == CODE
    client.post(CODE, {"code": code_of(app)})
    assert is_in(client)


def test_a_session_whose_app_was_removed_and_set_up_anew_is_asked_again(anna):
    one, other = Client(), Client()
    give_password(one)
    set_up(one)
    TOTPDevice.objects.all().delete()
    give_password(other)
    set_up(other)
    assert (is_in(one), is_in(other)) == (False, True)


@pytest.mark.parametrize("proof", ["the password", "a code"])
def test_turning_it_off_takes_the_password_or_a_code(client, anna, proof):
    give_password(client)
    _, codes = set_up(client)
    refused = client.post("/admin/two-step/off/", {"off-proof": "neither"})
    assert "neither your password nor a code that opens. Nothing was changed." in refused.content.decode()
    assert TOTPDevice.objects.exists()
    client.post("/admin/two-step/off/", {"off-proof": PASSWORD if proof == "the password" else codes[0]})
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert is_in(client)
    assert is_in_anew()
    assert SignIn.objects.filter(outcome="off", username="anna").count() == 1


def is_in_anew() -> bool:
    browser = Client()
    give_password(browser)
    return is_in(browser)


def test_turning_it_off_is_throttled(client, anna):
    give_password(client)
    set_up(client)
    answers = [client.post("/admin/two-step/off/", {"off-proof": f"guess {n}"}).status_code for n in range(8)]
    assert answers[-1] == 429
    assert client.post("/admin/two-step/off/", {"off-proof": PASSWORD}).status_code == 429
    assert TOTPDevice.objects.exists()


def test_new_recovery_codes_take_the_place_of_the_old(client, anna):
    give_password(client)
    _, old = set_up(client)
    refused = client.post("/admin/two-step/recovery-codes/", {"codes-proof": "neither"})
    assert "Nothing was changed" in refused.content.decode()
    text = client.post("/admin/two-step/recovery-codes/", {"codes-proof": PASSWORD}).content.decode()
    new = re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", text)
    assert len(new) == 10
    assert set(new).isdisjoint(old)
    browser = Client()
    give_password(browser)
    browser.post(CODE, {"code": old[0]})
    assert not is_in(browser)


def test_where_it_is_required_only_its_own_pages_open_until_it_is_set_up(client, anna, everywhere, settings):
    settings.REQUIRE_TWO_STEP = True
    give_password(client)
    assert not is_in(client)
    assert client.get(LOGIN)["Location"] == STATUS
    assert "This site asks everybody at the desk for it" in client.get(STATUS).content.decode()
    own = {path for path in everywhere if path.startswith(STATUS)}
    for path in sorted(set(everywhere) - BEFORE_THE_DOOR - own):
        assert client.get(path).status_code == 302, path
    set_up(client)
    assert is_in(client)


def test_who_may_not_enter_yet_may_still_sign_out(client, anna, settings):
    settings.REQUIRE_TWO_STEP = True
    give_password(client)
    page = client.get(STATUS).content.decode()
    assert 'action="/admin/logout/"' in page
    assert 'id="nav-sidebar"' not in page
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_an_administrator_removes_the_app_of_somebody_who_lost_it_and_never_their_own(client, anna):
    boris = make_editor("boris")
    lost = make_app(boris)
    recovery_codes(boris)
    give_password(client)
    own, _ = set_up(client)
    desk = "/admin/access/authenticator/"
    shown = client.get(f"{desk}{lost.pk}/change/").content.decode()
    assert lost.key not in shown
    assert client.post(f"{desk}{own.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{desk}{lost.pk}/delete/", {"post": "yes"}).status_code == 302
    assert set(TOTPDevice.objects.values_list("user__username", flat=True)) == {"anna"}
    assert not StaticDevice.objects.filter(user=boris).exists()
    browser = Client()
    give_password(browser, "boris")
    assert is_in(browser)


def test_secrets_of_others_have_no_desk_and_plain_editors_no_list_of_apps(client):
    names = {model._meta.model_name for model in admin.site._registry}
    assert names.isdisjoint({"totpdevice", "staticdevice", "statictoken"})
    editor = User.objects.create_user("boris", password=PASSWORD, is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label="timeline"))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/access/authenticator/").status_code == 403


def test_where_one_is_going_is_never_another_site(client, anna):
    app = make_app(anna)
    client.post(LOGIN, {"username": "anna", "password": PASSWORD, "next": "https://evil.example/"})
    assert client.post(CODE, {"code": code_of(app)})["Location"] == reverse("admin:index")
