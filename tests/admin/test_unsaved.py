"""What was typed and not saved: carried through signing in, or taken up from a draft; shown again and never saved by itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.doors import PASSWORD, code_of, make_app, make_editor
from tests.admin.forms import errors, filled_in, new_rows, page, told
from tests.cases.test_session_ended import fields_of
from tests.factories import make_citation, make_event, make_lesson_set, make_mission, make_person, make_source
from tests.reporting.sending import send
from timeline.access import carried
from timeline.admin.pictures import CHOOSE_AGAIN
from timeline.admin.unsaved import BROUGHT_BACK
from timeline.models import Event, Mission, Person, Report

pytestmark = pytest.mark.django_db

MAKERS = {
    "event": lambda: make_event(title="Before"),
    "mission": lambda: make_mission(name="Before"),
    "person": lambda: make_person(name="Before"),
    "source": lambda: make_source(title="Before"),
    "lesson set": lambda: make_lesson_set(title="Before", status="draft"),
}


def name_of(row):
    return "title" if hasattr(row, "title") else "name"


def sign_in(door, follow: bool = True, **given):
    """Fill in the sign-in page that a form was answered with, in a browser of its own."""
    return Client().post(
        "/admin/login/",
        fields_of(door, "login-form") | {"username": "anna", "password": PASSWORD} | given,
        follow=follow,
    )


@pytest.fixture
def anna():
    return make_editor()


@pytest.fixture
def browser(anna):
    """A browser in which she is signed in."""
    browser = Client()
    browser.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("noun", MAKERS)
def test_every_form_comes_back_after_signing_in_and_saves_nothing_by_itself(browser, noun):
    row = MAKERS[noun]()
    typed = filled_in(browser.get(page(row)).content) | {name_of(row): "Typed", "_save": "Save"}
    again = sign_in(Client().post(page(row), typed))
    assert again.request["PATH_INFO"] == page(row)
    assert errors(again) == {"__all__": [BROUGHT_BACK]}
    assert filled_in(again.content)[name_of(row)] == "Typed"
    row.refresh_from_db()
    assert getattr(row, name_of(row)) == "Before"


def test_a_new_entry_with_rows_of_its_own_comes_back_whole(browser):
    mission, person = make_mission(), make_person()
    fields = filled_in(browser.get(page(Mission)).content) | {"name": "Typed", "other_names": "One\r\nTwo"}
    fields |= new_rows("crew_members", {"person": str(person.pk), "role": "Commander", "order": "1"})
    again = sign_in(Client().post(page(Mission), fields))
    back = filled_in(again.content)
    assert {name: back[name] for name in ("name", "other_names", "crew_members-0-person", "crew_members-0-role")} == {
        "name": "Typed",
        "other_names": "One\r\nTwo",
        "crew_members-0-person": str(person.pk),
        "crew_members-0-role": "Commander",
    }
    assert list(Mission.objects.all()) == [mission]


def test_it_comes_back_after_a_wrong_password_and_a_code_too(browser, anna):
    app, event = make_app(anna), make_event(summary="Before.")
    door = Client().post(page(event), {"summary": "Typed."})
    visitor = Client()
    sent = fields_of(door, "login-form") | {"username": "anna"}
    wrong = visitor.post("/admin/login/", sent | {"password": "wrong"})
    assert "nothing was saved" in wrong.content.decode()
    visitor.post("/admin/login/", fields_of(wrong, "login-form") | {"username": "anna", "password": PASSWORD})
    again = visitor.post("/admin/two-step/code/", {"code": code_of(app)}, follow=True)
    assert again.context["adminform"].form["summary"].value() == "Typed."


def test_it_comes_back_where_the_account_asks_for_a_code_meanwhile(browser, anna):
    person = make_person(name="Before")
    typed = filled_in(browser.get(page(person)).content) | {"name": "Typed"}
    app = make_app(anna)
    door = browser.post(page(person), typed, follow=True)
    assert door.request["PATH_INFO"] == "/admin/two-step/code/"
    browser.post("/admin/two-step/code/", {"code": code_of(app)})
    again = browser.get(page(person))
    assert (errors(again), filled_in(again.content)["name"]) == ({"__all__": [BROUGHT_BACK]}, "Typed")


def test_a_sign_in_page_with_what_was_typed_is_kept_by_nobody(browser):
    door = Client().post(page(make_person()), {"name": "Typed"})
    assert "no-store" in door["Cache-Control"]


def test_it_comes_back_once(browser):
    person = make_person(name="Before")
    typed = filled_in(browser.get(page(person)).content) | {"name": "Typed"}
    visitor = Client()
    door = visitor.post(page(person), typed)
    visitor.post(
        "/admin/login/", fields_of(door, "login-form") | {"username": "anna", "password": PASSWORD}, follow=True
    )
    assert filled_in(visitor.get(page(person)).content)["name"] == "Before"


def test_it_comes_back_at_its_own_address_alone(browser):
    one, other = make_person(name="One"), make_person(name="Other")
    visitor = Client()
    door = visitor.post(page(one), filled_in(browser.get(page(one)).content) | {"name": "Typed"})
    visitor.post("/admin/login/", fields_of(door, "login-form") | {"username": "anna", "password": PASSWORD})
    assert filled_in(visitor.get(page(other)).content)["name"] == "Other"
    assert filled_in(visitor.get(page(one)).content)["name"] == "Typed"


@pytest.mark.parametrize("rubbish", ["rubbish", "a:b:c", "\x00"])
def test_what_we_did_not_sign_comes_back_nowhere(anna, rubbish):
    person = make_person(name="Before")
    sent = {"username": "anna", "password": PASSWORD, "next": page(person), "carried": rubbish}
    response = Client().post("/admin/login/", sent, follow=True)
    assert filled_in(response.content)["name"] == "Before"


def test_whoever_may_not_change_it_is_shown_nothing_of_it(browser, django_user_model):
    person = make_person(name="Before")
    door = Client().post(page(person), filled_in(browser.get(page(person)).content) | {"name": "Typed"})
    django_user_model.objects.create_user("boris", password=PASSWORD, is_staff=True)
    assert "Typed" not in sign_in(door, username="boris").content.decode()
    assert Person.objects.get().name == "Before"


def test_neither_a_password_nor_a_file_is_carried_and_the_file_is_asked_for(browser, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    event = make_event(status="draft")
    words = {"credit": "Typed", "licence": "CC BY 4.0", "alt": "Typed"}
    fields = filled_in(browser.get(page(event)).content) | {"password": "secret"}
    fields |= new_rows("picture", words | {"file": SimpleUploadedFile("a.png", b"a picture")})
    door = Client().post(page(event), fields)
    [_, sent] = carried.signing.loads(fields_of(door, "login-form")["carried"], salt=carried.SALT)
    names = {name for name, _ in sent}
    assert ("title" in names, names & {"password", "csrfmiddlewaretoken", "picture-0-file"}) == (True, set())
    assert errors(sign_in(door))["picture-0-file"] == [CHOOSE_AGAIN]


def test_what_is_too_long_to_be_carried_is_said_to_be(browser, monkeypatch):
    monkeypatch.setattr(carried, "MAX_LENGTH", 10)
    event = make_event()
    door = Client().post(page(event), {"summary": "Typed."})
    told_there = " ".join(door.content.decode().split())
    assert "What you sent is too long to be carried along. Go back with your browser’s Back button" in told_there
    assert "carried" not in fields_of(door, "login-form")


def test_what_else_is_sent_after_a_session_ended_is_told_not_to_have_been_done(client):
    person = make_person()
    for address in ("admin:timeline_person_delete", "admin:timeline_person_history"):
        response = client.post(reverse(address, args=[person.pk]), {"post": "yes"}, follow=True)
        assert "nothing of what you sent was saved or done." in response.content.decode()
    assert "not signed in any more" not in client.get(page(person), follow=True).content.decode()
    assert Person.objects.count() == 1


def test_a_form_without_our_token_is_carried_nowhere():
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(page(make_event()), {"summary": "An attacker’s."}).status_code == 403


@pytest.mark.parametrize("noun", MAKERS)
def test_a_draft_is_shown_and_not_saved(browser, noun):
    row = MAKERS[noun]()
    typed = filled_in(browser.get(page(row)).content) | {name_of(row): "Typed", "_draft": "1", "_save": "Save"}
    response = browser.post(page(row), typed)
    assert errors(response) == {"__all__": [BROUGHT_BACK]}
    assert filled_in(response.content)[name_of(row)] == "Typed"
    row.refresh_from_db()
    assert getattr(row, name_of(row)) == "Before"


def test_a_draft_of_an_event_that_is_another_by_now_shows_both(browser):
    event = make_event(summary="Before.")
    typed = filled_in(browser.get(page(event)).content) | {"summary": "Typed.", "_draft": "1"}
    Event.objects.filter(pk=event.pk).update(summary="Somebody else’s.")
    response = browser.post(page(event), typed)
    assert "Saved by somebody else meanwhile" in response.content.decode()
    assert filled_in(response.content)["summary"] == "Typed."
    saved = browser.post(page(event), filled_in(response.content) | {"_save": "Save"}, follow=True)
    assert "was changed successfully" in told(saved)[0]


def saved_on(response) -> list[str]:
    return response.context["saved_forms"]


def test_the_page_after_a_save_says_which_form_was_saved_and_no_other_page_does(browser):
    person = make_person()
    fields = filled_in(browser.get(page(person)).content)
    assert saved_on(browser.post(page(person), fields | {"name": ""})) == []
    assert saved_on(browser.post(page(person), fields | {"_continue": "Save"}, follow=True)) == [page(person)]
    assert saved_on(browser.get(page(person))) == []
    new = filled_in(browser.get(page(Person)).content) | {"name": "New", "slug": "new", "country": "US"}
    assert saved_on(browser.post(page(Person), new, follow=True)) == [page(Person)]


def test_an_edit_that_waits_for_review_counts_as_saved_and_a_preview_does_not(signed_in):
    contributor, event = signed_in("Contributor"), make_event()
    fields = filled_in(contributor.get(page(event)).content) | {"summary": "Better."}
    contributor.post(page(event), fields | {"_preview": "Preview"})
    assert saved_on(contributor.get(page(event))) == []
    assert saved_on(contributor.post(page(event), fields, follow=True)) == [page(event)]


def test_a_forms_version_is_another_once_somebody_saved_it(browser):
    person = make_person()
    versions = {browser.get(page(person)).context["version"] for _ in range(2)}
    Person.objects.filter(pk=person.pk).update(name="Another")
    versions.add(browser.get(page(person)).context["version"])
    assert (len(versions), browser.get(page(Person)).context["version"]) == (2, "")
    faulty = browser.post(page(person), filled_in(browser.get(page(person)).content) | {"name": ""})
    assert faulty.context["version"] in versions


def test_a_decision_on_a_report_comes_back_too(browser):

    event = make_event()
    citation = make_citation(event=event)
    send(citation, wrong="A day too late.")

    report = Report.objects.get()
    address = reverse("admin:timeline_report_change", args=[report.pk])
    again = sign_in(Client().post(address, {"status": "accepted", "answer": "Typed."}))
    assert again.context["form"]["answer"].value() == "Typed."
    assert again.context["form"].non_field_errors() == [BROUGHT_BACK]
    report.refresh_from_db()
    assert report.decided is None
