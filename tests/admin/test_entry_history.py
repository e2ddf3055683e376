"""Missions, people, places and spacecraft at the desk: every way of changing one keeps a revision with who and why."""

import pytest
from django.urls import reverse

from tests.admin.forms import filled_in, page
from tests.factories import make_citation, make_mission, make_person, make_place, make_spacecraft
from timeline.models import EntryRevision, Person, Place
from timeline.models.revisions import public_of

pytestmark = pytest.mark.django_db


def told(entry) -> list[tuple[str, str]]:
    return [(each.kind, each.reason) for each in public_of(entry).order_by("number")]


@pytest.mark.parametrize("make", [make_mission, make_person, make_place, make_spacecraft])
def test_saving_keeps_it_as_it_was_found_and_as_it_is_with_who_and_why(send, admin_user, make):
    entry = make(name="Before")
    send(entry, name="After", reason="Better said.", is_signed="on")
    assert told(entry) == [("found", "Loaded or changed outside the editors’ desk."), ("edit", "Better said.")]
    last = public_of(entry).get(number=2)
    assert (last.author, last.signed, last.state["name"]) == (admin_user, "admin", "After")
    send(entry)
    assert len(told(entry)) == 2
    send(entry, name="Once more")
    assert told(entry)[2:] == [("edit", "No reason was given.")]


def test_a_form_with_a_fault_keeps_nothing(send):
    person = make_person()
    send(person, born="tomorrow", reason="Guessed.")
    assert told(person) == []


def test_a_new_one_has_its_first_revision(desk):
    fields = filled_in(desk.get(page(Person)).content)
    desk.post(page(Person), fields | {"name": "Leonov", "slug": "leonov", "country": "SU", "reason": "New."})
    assert told(Person.objects.get()) == [("edit", "New.")]


def test_a_citation_changed_or_deleted_on_its_own_page_is_a_revision_of_its_entry(send, desk):
    place = make_place()
    first, second = (make_citation(place=place, field="name", value=value) for value in "12")
    send(first, locator="p. 9", reason="The page was wrong.")
    desk.post(reverse("admin:timeline_citation_delete", args=[first.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"}
    desk.post(reverse("admin:timeline_citation_changelist"), chosen)
    kinds = [kind for kind, _ in told(place)]
    assert kinds == ["found", "edit", "edit", "bulk"]
    assert told(place)[1][1] == "The page was wrong."
    assert told(place)[2][1].startswith("Deleted: ")


def test_what_is_deleted_leaves_what_was_known_of_it(desk):
    place, other = make_place(name="Metz"), make_place(name="Bognor Regis")
    desk.post(reverse("admin:timeline_place_delete", args=[place.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    desk.post(reverse("admin:timeline_place_changelist"), chosen)
    assert not Place.objects.exists()
    assert [each.state["name"] for each in EntryRevision.objects.order_by("pk")] == ["Metz", "Bognor Regis"]


@pytest.mark.parametrize("make", [make_mission, make_person, make_place, make_spacecraft])
def test_any_two_revisions_stand_side_by_side_and_none_is_restored_by_itself(desk, send, make):
    entry = make(name="One")
    for name in ("Two", "Three"):
        send(entry, name=name, reason=f"Now {name}")
    address = reverse(f"admin:timeline_{entry.noun()}_history", args=[entry.pk])
    html = desk.get(address).content.decode()
    assert "From revision 2 to revision 3" in html
    assert "<del>Two</del>" in html
    assert "<del>One</del>" in desk.get(f"{address}?before=3&after=1").content.decode()
    assert "Restore revision" not in html
