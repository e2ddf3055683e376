"""The desk of the former addresses, which are read and never changed."""

import pytest

from tests.admin.forms import page
from tests.factories import make_person
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
