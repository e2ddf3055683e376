"""Renaming at the desk keeps every old address; the desk of the former ones is read and never changed."""

import pytest

from tests.admin.forms import page
from tests.factories import (
    make_agency,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline.models import FormerSlug

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    """The address that a person had before."""
    person = make_person(slug="old")
    person.slug = "new"
    person.save()
    return FormerSlug.objects.get()


def test_former_address_is_found(desk, former):
    assert list(desk.get("/admin/timeline/formerslug/", {"q": "old"}).context["cl"].result_list) == [former]
    assert list(desk.get("/admin/timeline/formerslug/", {"q": "new"}).context["cl"].result_list) == []


def test_former_address_is_not_changed_added_or_deleted(desk, former):
    assert desk.post(page(former), {"slug": "other", "noun": "person"}).status_code == 403
    assert desk.get(page(FormerSlug)).status_code == 403
    assert desk.post(f"/admin/timeline/formerslug/{former.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["old"]


@pytest.mark.parametrize(
    "make",
    [make_event, make_mission, make_person, make_place, make_programme, make_source, make_spacecraft],
    ids=lambda make: make.__name__.removeprefix("make_"),
)
def test_every_noun_renamed_at_its_desk_is_found_at_each_address_it_had(send, client, make):
    row = make(slug="first")
    first = row.get_absolute_url()
    for slug in ("second", "third"):
        send(row, slug=slug)
        row.refresh_from_db()
    for path in (first, first.replace("first", "second")):
        response = client.get(path)
        assert (response.status_code, response.url) == (301, first.replace("first", "third"))
    assert client.get(first.replace("first", "third")).status_code == 200


def test_an_agency_renamed_at_its_desk_is_found_by_its_old_address_in_a_selection(send, client):
    agency = make_agency(slug="first", name="Energia")
    event = make_event(agencies=[agency])
    send(agency, slug="second")
    assert event.get_absolute_url() in client.get("/?agency=first").content.decode()
