"""What readers know is deleted by nobody at the desk, in no way: its page, short link and history go on answering."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.forms import told
from tests.factories import (
    make_agency,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline.admin import permanence
from timeline.admin.permanence import PermanentDesk
from timeline.models import Event
from timeline.models.base import Addressable
from timeline.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db

MAKERS = (
    *(make_agency, make_event, make_mission, make_person, make_place, make_programme, make_source, make_spacecraft),
    lambda: make_event(status="withdrawn", withdrawn_on="2026-01-01", withdrawn_reason="A hoax."),
    lambda: make_lesson_set([make_event()]),
)
NOUNS = [model for model in apps.get_app_config("timeline").get_models() if issubclass(model, Addressable)]


@pytest.fixture(params=[EDITOR, ADMINISTRATOR, "superuser"])
def desk(request, signed_in, django_user_model):
    """A browser of everybody who may delete anything at all."""
    browser = signed_in(EDITOR if request.param == "superuser" else request.param)
    if request.param == "superuser":
        django_user_model.objects.update(is_superuser=True)
    return browser


def addresses(entry):
    """Each address of an entry with how it is answered; an agency has none, but for filters, and a set a short link of its own."""
    if entry.noun() == "agency":
        paths = [f"/?agency={entry.slug}"]
    else:
        short = reverse("set-permanent", args=[entry.key]) if entry.noun() == "lessonset" else entry.permanent_url
        paths = [short, entry.get_absolute_url()]
    return {path: Client().get(path).status_code for path in paths}


def refusal(entry):
    return f"Readers know “{entry}”, so its address goes on answering."


def test_every_noun_with_addresses_has_such_a_desk():
    assert len(NOUNS) >= 9
    assert {type(make()) for make in MAKERS} == set(NOUNS)
    assert [noun for noun in NOUNS if not isinstance(admin.site.get_model_admin(noun), PermanentDesk)] == []


@pytest.mark.parametrize("make", MAKERS)
def test_no_form_deletes_it(desk, make):
    entry = make()
    before = addresses(entry)
    assert set(before.values()) <= {200, 302, 410}
    form = reverse(f"admin:timeline_{entry.noun()}_change", args=[entry.pk])
    address = reverse(f"admin:timeline_{entry.noun()}_delete", args=[entry.pk])
    assert f'href="{address}"' not in desk.get(form).content.decode()
    for method in (desk.get, desk.post):
        answer = method(address, {"post": "yes"}, follow=True)
        assert answer.redirect_chain[0][0] == form
        [sentence] = told(answer)
        assert sentence.startswith(refusal(entry))
        assert sentence.endswith("Nothing was deleted.")
    assert type(entry).objects.filter(pk=entry.pk).exists()
    assert addresses(entry) == before


@pytest.mark.parametrize("make", MAKERS)
def test_no_action_on_a_list_deletes_it(desk, make):
    entry, other = make(), make()
    before = addresses(entry)
    for across in ("0", "1"):
        chosen = {
            "action": "delete_selected",
            "_selected_action": [entry.pk, other.pk],
            "post": "yes",
            "select_across": across,
        }
        answer = desk.post(reverse(f"admin:timeline_{entry.noun()}_changelist"), chosen, follow=True)
        sentences = told(answer)
        assert len(sentences) >= 2
        assert all(sentence.startswith("Readers know “") for sentence in sentences)
        assert {refusal(entry), refusal(other)} <= {
            each.partition(" answering.")[0] + " answering." for each in sentences
        }
    assert type(entry).objects.filter(pk__in=[entry.pk, other.pk]).count() == 2
    assert addresses(entry) == before


@pytest.mark.parametrize("make", MAKERS)
def test_a_contributor_is_not_even_told_how(signed_in, make):
    entry, desk = make(), signed_in(CONTRIBUTOR)
    assert (
        desk.post(reverse(f"admin:timeline_{entry.noun()}_delete", args=[entry.pk]), {"post": "yes"}).status_code == 403
    )
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("make", [lambda: make_event(status="draft"), lambda: make_lesson_set(status="draft")])
def test_what_no_reader_has_seen_is_deleted(desk, make):
    entry, other = make(), make()
    desk.post(reverse(f"admin:timeline_{entry.noun()}_delete", args=[entry.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    desk.post(reverse(f"admin:timeline_{entry.noun()}_changelist"), chosen)
    assert not type(entry).objects.exists()


def ways_to_delete(entry):
    """The two forms by which an entry is deleted: its own, and that of its list."""
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    return {
        reverse(f"admin:timeline_{entry.noun()}_delete", args=[entry.pk]): {"post": "yes"},
        reverse(f"admin:timeline_{entry.noun()}_changelist"): chosen,
    }


@pytest.mark.parametrize("way", [0, 1])
@pytest.mark.parametrize("make", [lambda: make_event(status="draft"), lambda: make_lesson_set(status="draft")])
def test_what_is_published_at_the_last_moment_is_not_deleted(admin_client, monkeypatch, make, way):
    """Whoever asks for a lock has waited for the other to publish."""
    entry, asked = make(), []

    def publish(rows):
        asked.append(rows.update(status="published"))

    monkeypatch.setattr(permanence, "lock", publish)
    told(admin_client.post(*list(ways_to_delete(entry).items())[way], follow=True))
    assert (asked, type(entry).objects.filter(pk=entry.pk).exists()) == ([1], True)


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="this database locks no rows")
@pytest.mark.parametrize("way", [0, 1])
def test_what_is_deleted_is_locked_before(admin_client, way):
    entry = make_event(status="draft")
    with CaptureQueriesContext(connection) as captured:
        admin_client.post(*list(ways_to_delete(entry).items())[way])
    of_events = [query["sql"] for query in captured if '"timeline_event"' in query["sql"]]
    deleting = next(place for place, sql in enumerate(of_events) if sql.startswith('DELETE FROM "timeline_event"'))
    assert any(sql.endswith("FOR UPDATE") for sql in of_events[:deleting])
    assert not Event.objects.exists()


def test_no_entry_with_addresses_goes_with_a_row_that_can_be_deleted():
    fields = [field for noun in NOUNS for field in noun._meta.concrete_fields if field.is_relation]
    assert len(fields) >= 3
    assert [str(field) for field in fields if field.remote_field.on_delete is models.CASCADE] == []
