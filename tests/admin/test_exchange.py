"""Tables at the desk: exported as the list shows them, imported after a look, by those who may."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client

from tests.admin.forms import told
from tests.factories import make_event, make_mission, make_person, make_source
from tests.tables.sheets import as_json, exported
from timeline import tables, versions
from timeline.admin import exchange
from timeline.admin.people import PersonAdmin
from timeline.choices import RevisionKind
from timeline.models import Event, Person, Revision, Upload
from timeline.tables import carrying

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/timeline/person/"


def send(desk, data, noun="person", name="people.json", **more):
    """Send a file to the desk of a noun, and follow."""
    address = f"/admin/timeline/{noun}/import/"
    return desk.post(address, {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def agree(desk, response, reason="A better source.", **changes):
    """Say yes to the page of what a file would change."""
    fields = {"reason": reason, "expected": response.context["outcome"].fingerprint}
    return desk.post(response.request["PATH_INFO"], fields | changes, follow=True)


def refusals(response):
    return [str(fault) for fault in response.context["outcome"].faults]


@pytest.fixture
def leonov():
    return make_person(slug="leonov", name="Alexei Leonov", country="SU")


@pytest.mark.parametrize("noun", list(tables.TABLES))
def test_list_offers_its_rows_as_files_and_takes_a_file(desk, noun):
    page = desk.get(f"/admin/timeline/{noun}/?q=x").content.decode()
    for form in tables.FORMATS:
        assert f'href="/admin/timeline/{noun}/export/{form}/?q=x"' in page
    assert f'href="/admin/timeline/{noun}/import/"' in page
    assert desk.get(f"/admin/timeline/{noun}/import/").status_code == 200


def test_list_of_what_is_no_noun_offers_no_file(desk):
    assert "/export/" not in desk.get("/admin/timeline/formerslug/").content.decode()


def test_export_holds_what_the_list_shows_under_its_search_and_filters(desk, leonov):
    make_person(name="Alexei Yeliseyev", country="RU")
    make_person(name="Tom Stafford", country="SU")
    response = desk.get(f"{PEOPLE}export/json/?q=Alexei&country=SU")
    assert [row["key"] for row in json.loads(response.content)] == [leonov.key]
    assert response["Content-Disposition"] == 'attachment; filename="person.json"'


def test_export_of_a_filter_that_is_none_is_refused(desk, leonov):
    response = desk.get(f"{PEOPLE}export/csv/?born__nonsense=1", follow=True)
    assert told(response) == ["The list has no such filter: choose again, then export."]


def test_export_holds_the_rows_that_were_chosen(desk, leonov):
    make_person()
    response = desk.post(PEOPLE, {"action": "export_csv", "_selected_action": [leonov.pk]})
    assert response.content.decode("utf-8-sig").count("\r\n") == 2
    assert leonov.key in response.content.decode()


def test_file_is_shown_first_and_changes_nothing(desk, leonov):
    response = send(desk, as_json({"key": leonov.key, "name": "Alexei Arkhipovich Leonov"}, {"slug": "b", "name": "B"}))
    assert refusals(response) == ["row 2, country: This field cannot be blank."]
    response = send(desk, as_json({"key": leonov.key, "name": "Alexei Arkhipovich Leonov"}))
    page = response.content.decode()
    assert "<ins>Arkhipovich </ins>" in page
    assert "0 new, 1 changed, 0 unchanged, 0 faults" in page
    assert Person.objects.get().name == "Alexei Leonov"


def test_file_is_brought_in_with_a_reason_and_is_then_forgotten(desk, leonov):
    response = send(
        desk, as_json({"key": leonov.key, "name": "A. Leonov"}, {"slug": "b", "name": "B", "country": "US"})
    )
    assert told(agree(desk, response)) == ["“people.json” was imported: 1 new, 1 changed, 0 unchanged."]
    assert set(Person.objects.values_list("name", flat=True)) == {"A. Leonov", "B"}
    assert {entry.change_message for entry in LogEntry.objects.all()} == {"Imported: A better source."}
    assert not Upload.objects.exists()


def test_file_is_not_brought_in_without_a_reason(desk, leonov):
    response = agree(desk, send(desk, as_json({"key": leonov.key, "name": "A. Leonov"})), reason=" ")
    assert response.context["consent"].errors == {"reason": ["This field is required."]}
    assert Person.objects.get().name == "Alexei Leonov"


def test_imported_event_is_a_revision_with_author_and_reason(desk, admin_user):
    event = make_event(title="Handshake")
    response = send(desk, as_json({"key": event.key, "title": "The handshake"}), "event")
    agree(desk, response)
    found, imported = Revision.objects.order_by("number")
    assert (found.kind, found.state["title"]) == (RevisionKind.FOUND, "Handshake")
    assert (imported.kind, imported.author, imported.reason) == (RevisionKind.IMPORT, admin_user, "A better source.")
    assert imported.state["title"] == "The handshake"


def test_file_is_shown_again_when_the_data_have_changed_meanwhile(desk, leonov):
    response = send(desk, as_json({"key": leonov.key, "name": "A. Leonov"}))
    Person.objects.update(name="Alexej Leonow")
    again = agree(desk, response)
    assert told(again) == [
        "The data have changed since this page was made, or another file was sent. Nothing was done: look at it again below."
    ]
    assert Person.objects.get().name == "Alexej Leonow"
    [edit] = again.context["outcome"].changed
    assert [(each.before, each.after) for each in edit.changes] == [("Alexej Leonow", "A. Leonov")]
    assert told(agree(desk, again)) == ["“people.json” was imported: 0 new, 1 changed, 0 unchanged."]


def test_file_that_says_what_is_there_offers_nothing_to_do(desk, leonov):
    page = send(desk, exported("person"), name="people.csv").content.decode()
    assert "there is nothing to import" in page
    assert 'name="expected"' not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty: send a table with a line of column names, as an export has it."),
        (b"a,b\n1,2\n", "No column of this table is called “a”, “b”."),
        ("key,name\n,Léonov".encode("cp1252"), "The file is not in UTF-8 (line 2 shows it)"),
    ],
)
def test_file_that_cannot_be_read_is_refused_at_once(desk, data, sentence):
    response = send(desk, data, name="people.csv")
    [error] = response.context["form"].errors["file"]
    assert error.startswith(sentence)
    assert not Upload.objects.exists()


def test_file_that_is_too_large_is_refused_unread(desk, monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    response = send(desk, b"x" * 11)
    assert response.context["form"].errors["file"] == ["This file has 0 MB: part it in several of at most 20."]


def test_file_is_kept_for_a_day_and_for_its_editor_alone(desk, leonov, django_user_model):
    response = send(desk, as_json({"key": leonov.key, "name": "A. Leonov"}))
    address = response.request["PATH_INFO"]
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("other"))
    assert told(other.get(address, follow=True)) == ["This file is no longer kept: send it again."]
    assert desk.get(address).status_code == 200
    Upload.objects.update(made=F("made") - timedelta(days=1))
    assert told(desk.get(address, follow=True)) == ["This file is no longer kept: send it again."]


def test_only_the_last_file_of_an_editor_is_kept(desk, leonov):
    for name in ("A", "B"):
        send(desk, as_json({"key": leonov.key, "name": name}))
    [upload] = Upload.objects.all()
    assert b'"B"' in bytes(upload.data)


def test_kept_file_leaves_the_version_of_the_data_alone(desk, leonov):
    before = versions.current()
    send(desk, as_json({"key": leonov.key, "name": "A. Leonov"}))
    assert versions.current() == before


def test_names_in_a_file_are_shown_as_text(desk):
    page = send(desk, as_json({"slug": "x", "name": "<script>alert(1)</script>", "country": "US"})).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.fixture
def helper(django_user_model):
    """A browser of somebody with a few permissions, which the test names."""

    def signed_in(*rights):
        user = django_user_model.objects.create_user("helper", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        browser = Client()
        browser.force_login(user)
        return browser

    return signed_in


def test_who_may_only_look_exports_and_does_not_import(helper, leonov):
    browser = helper("view_person")
    chosen = {"action": "export_json", "_selected_action": [leonov.pk]}
    assert [row["key"] for row in json.loads(browser.post(PEOPLE, chosen).content)] == [leonov.key]
    assert browser.get(f"{PEOPLE}export/csv/").status_code == 200
    assert browser.get(f"{PEOPLE}import/").status_code == 403
    assert f"{PEOPLE}import/" not in browser.get(PEOPLE).content.decode()
    assert browser.get("/admin/timeline/event/export/csv/").status_code == 403


def test_who_may_change_missions_but_no_crews_imports_none(helper):
    make_mission()
    rights = ["view_mission", "add_mission", "change_mission"]
    assert helper(*rights).get("/admin/timeline/mission/import/").status_code == 403


def test_row_that_somebody_may_not_change_is_refused(desk, leonov, monkeypatch):
    monkeypatch.setattr(PersonAdmin, "has_change_permission", lambda self, request, obj=None: obj is None)
    response = send(desk, as_json({"key": leonov.key, "name": "A. Leonov"}))
    assert refusals(response) == ["row 1: It is not yours to change: take the row out, or ask an editor."]


def test_event_is_not_published_without_a_source(desk):
    event = make_event(status="draft")
    event.citations.all().delete()
    response = send(desk, as_json({"key": event.key, "status": "published"}), "event")
    assert refusals(response) == ["row 1: A published event needs a source: add a citation first, or keep it a draft."]
    assert Event.objects.get().status == "draft"


def test_pages_of_an_import_hold_no_script_and_no_style_of_their_own(desk, leonov):
    make_source()
    for page in (desk.get(f"{PEOPLE}import/"), send(desk, as_json({"key": leonov.key, "name": "A. Leonov"}))):
        text = page.content.decode()
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text
        assert "<style>" not in text


def test_file_that_changes_more_than_fits_is_refused_before_it_is_tried(desk, leonov, monkeypatch):
    monkeypatch.setattr(exchange, "MAX_CHANGED_ROWS", 2)
    monkeypatch.setattr(carrying, "_save", lambda draft: pytest.fail("It was tried."))
    rows = [{"slug": f"p-{number}", "name": "P", "country": "US"} for number in range(3)]
    response = send(desk, as_json({"key": leonov.key}, *rows))
    assert refusals(response) == [
        "the whole: This file makes or changes 3 rows, 1 more than fit at once, since nobody else can save meanwhile: part it "
        "in files that change at most 2, or have it brought in with “manage.py import_table”."
    ]
    assert "Import these rows" not in response.content.decode()


def test_file_may_have_any_number_of_rows_that_say_what_is_there(desk, leonov, monkeypatch):
    monkeypatch.setattr(exchange, "MAX_CHANGED_ROWS", 1)
    people = [leonov, *(make_person() for _ in range(3))]
    response = send(desk, as_json({"key": leonov.key, "name": "A"}, *({"key": each.key} for each in people[1:])))
    agree(desk, response)
    assert (response.context["outcome"].unchanged, Person.objects.get(pk=leonov.pk).name) == (3, "A")


def test_the_page_of_imports_offers_an_empty_table(desk):
    make_event()
    page = desk.get("/admin/timeline/event/import/").content.decode()
    assert '<a href="/admin/timeline/event/empty/csv/">An empty table to fill in</a>' in page
    response = desk.get("/admin/timeline/event/empty/csv/")
    assert (response.status_code, len(response.content.decode().splitlines())) == (200, 1)
    assert desk.get("/admin/timeline/event/empty/xlsx/").status_code == 302
