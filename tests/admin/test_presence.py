"""Who else has the form of an event open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin.forms import filled_in, page
from tests.factories import make_event
from timeline.models import OpenForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def mary(django_user_model) -> Client:
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("mary"))
    return client


def notice(desk, event):
    """What an open form says of others at its next sign of life."""
    return desk.post(f"/admin/timeline/event/{event.pk}/open/").content.decode()


def test_whoever_opens_a_form_is_told_who_else_has_it_open(desk, mary):
    event = make_event()
    assert "has this form open too" not in desk.get(page(event)).content.decode()
    assert "<strong>admin</strong> has this form open too" in mary.get(page(event)).content.decode()
    assert "<strong>mary</strong> has this form open too" in notice(desk, event)
    assert "open too" not in notice(desk, make_event())


def test_a_form_that_is_closed_or_saved_is_no_longer_open(desk, mary):
    event = make_event()
    mary.get(page(event))
    assert mary.post(f"/admin/timeline/event/{event.pk}/open/", {"closed": "1"}).status_code == 204
    assert notice(desk, event).strip() == ""
    fields = filled_in(mary.get(page(event)).content)
    assert "mary" in notice(desk, event)
    mary.post(page(event), fields | {"_save": "Save"})
    assert notice(desk, event).strip() == ""


def test_a_form_that_gave_no_sign_of_life_is_forgotten(desk, mary):
    event = make_event()
    mary.get(page(event))
    OpenForm.objects.update(seen=timezone.now() - timedelta(minutes=16))
    assert notice(desk, event).strip() == ""
    assert [str(each.editor) for each in OpenForm.objects.all()] == ["admin"]


def test_only_those_who_may_edit_are_noted(client, desk, django_user_model):
    event = make_event()
    assert client.post(f"/admin/timeline/event/{event.pk}/open/").status_code == 302
    client.force_login(django_user_model.objects.create_user("v", is_staff=True))
    assert client.post(f"/admin/timeline/event/{event.pk}/open/").status_code == 403
    assert desk.get(f"/admin/timeline/event/{event.pk}/open/").status_code == 405
    assert OpenForm.objects.count() == 0
