"""The journal of signing in: who, when, from where, and how it ended; read by administrators, changed by nobody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.doors import CODE, PASSWORD, code_of, give_password, make_app, make_editor, wrong_code_of
from timeline.access.models import SignIn
from timeline.models import DataVersion

pytestmark = pytest.mark.django_db

JOURNAL = "/admin/access/signin/"
WHERE = {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Mozilla/5.0 (a browser)"}


def lines() -> list[tuple[str, str]]:
    return list(SignIn.objects.order_by("pk").values_list("username", "outcome"))


def test_each_way_that_signing_in_ends_is_a_line(client):
    app = make_app(make_editor())
    give_password(client, password="wrong", **WHERE)
    give_password(client, **WHERE)
    client.post(CODE, {"code": wrong_code_of(app)}, **WHERE)
    app.refresh_from_db()
    app.throttle_reset()
    client.post(CODE, {"code": code_of(app)}, **WHERE)
    client.post("/admin/logout/", **WHERE)
    assert lines() == [("anna", "refused"), ("anna", "code"), ("anna", "in"), ("anna", "out")]
    assert set(SignIn.objects.values_list("address", "agent")) == {("192.0.2.7", "Mozilla/5.0 (a browser)")}


def test_being_locked_out_is_one_line_however_often_it_is_tried():
    make_editor()
    for _ in range(12):
        give_password(Client(), password="wrong", **WHERE)
    assert lines() == [("anna", "refused")] * 7 + [("anna", "locked")]


def test_a_name_that_nobody_has_is_not_kept_since_it_may_be_a_password(client):
    give_password(client, "my secret in the wrong field", "anything")
    assert lines() == [("", "refused")]


def test_who_goes_through_many_names_does_not_fill_the_journal(client):
    for number in range(15):
        give_password(client, f"nobody-{number}", "anything", **WHERE)
    give_password(client, "nobody", "anything", REMOTE_ADDR="198.51.100.9")
    addresses = list(SignIn.objects.order_by("pk").values_list("address", flat=True))
    assert addresses == ["192.0.2.7"] * 10 + ["198.51.100.9"]


def test_no_password_is_in_any_line(client):
    make_editor()
    give_password(client, password="my other password")
    give_password(client)
    held = str(list(SignIn.objects.values()))
    assert "my other password" not in held
    assert PASSWORD not in held


def test_a_line_is_kept_for_a_year(client):
    make_editor()
    for days in (366, 364):
        line = SignIn.objects.create(username=f"{days}", outcome="in")
        SignIn.objects.filter(pk=line.pk).update(when=timezone.now() - timedelta(days=days))
    give_password(client)
    assert lines() == [("364", "in"), ("anna", "in")]


def test_signing_in_leaves_what_is_kept_of_the_public_pages_alone(client):
    call_command("migrate", verbosity=0)
    make_editor()
    before = list(DataVersion.objects.values())
    give_password(client, password="wrong")
    give_password(client)
    assert list(DataVersion.objects.values()) == before


def test_an_administrator_reads_filters_and_searches_it_at_a_fixed_cost(admin_client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(JOURNAL).status_code == 200
        return len(captured)

    SignIn.objects.create(username="anna", outcome="refused", address="192.0.2.7")
    admin_client.get(JOURNAL)
    before = cost()
    SignIn.objects.bulk_create(SignIn(username="boris", outcome="in", address="198.51.100.9") for _ in range(30))
    assert cost() == before
    found = admin_client.get(JOURNAL, {"outcome__exact": "refused"}).context["cl"].result_list
    assert [line.username for line in found] == ["anna"]
    found = admin_client.get(JOURNAL, {"q": "192.0.2"}).context["cl"].result_list
    assert {line.username for line in found} == {"anna"}
    assert "wrong name or password" in admin_client.get(JOURNAL).content.decode()


def test_nobody_adds_changes_or_deletes_a_line(admin_client):
    line = SignIn.objects.create(username="anna", outcome="in")
    one = f"{JOURNAL}{line.pk}/"
    assert admin_client.get(f"{one}change/").status_code == 200
    for path in (f"{JOURNAL}add/", f"{one}delete/"):
        assert admin_client.post(path, {"username": "x"}).status_code == 403
    assert admin_client.post(f"{one}change/", {"username": "x"}).status_code == 403
    admin_client.post(JOURNAL, {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert SignIn.objects.filter(pk=line.pk, username="anna").exists()


def test_an_editor_who_is_no_administrator_does_not_see_it(client):
    editor = User.objects.create_user("boris", password=PASSWORD, is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(content_type__app_label="timeline"))
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200
    assert client.get(JOURNAL).status_code == 403
