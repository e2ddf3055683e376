"""Missions, people, places and spacecraft at the desk: every way of changing one keeps a revision with who and why."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.admin.forms import filled_in, page
from tests.factories import (
    make_agency,
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_spacecraft,
)
from timeline import merging, revisions
from timeline.models import EntryRevision, Mission, Person, Place, Revision
from timeline.models.base import FormerSlug
from timeline.models.revisions import public_of
from timeline.revisions import By, keep_entries, recorded

pytestmark = pytest.mark.django_db


MAKERS = [make_mission, make_person, make_place, make_spacecraft]


def history(entry) -> str:
    return reverse(f"admin:timeline_{entry.noun()}_history", args=[entry.pk])


def restoring(entry, number=1) -> str:
    return reverse(f"admin:timeline_{entry.noun()}_restore", args=[entry.pk, number])


def told(entry) -> list[tuple[str, str]]:
    return [(each.kind, each.reason) for each in public_of(entry).order_by("number")]


@pytest.mark.parametrize("make", MAKERS)
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


def test_what_is_deleted_leaves_what_was_known_of_it():
    """The desk deletes no entry that readers know; a program may."""
    for place in (make_place(name="Metz"), make_place(name="Bognor Regis")):
        with recorded(By("Made for a test.")):
            place.delete()
    assert not Place.objects.exists()
    assert [each.state["name"] for each in EntryRevision.objects.order_by("pk")] == ["Metz", "Bognor Regis"]


@pytest.mark.parametrize("make", MAKERS)
def test_any_two_revisions_stand_side_by_side(desk, send, make):
    entry = make(name="One")
    for name in ("Two", "Three"):
        send(entry, name=name, reason=f"Now {name}")
    html = desk.get(history(entry)).content.decode()
    assert "From revision 2 to revision 3" in html
    assert "<del>Two</del>" in html
    html = desk.get(f"{history(entry)}?before=3&after=1").content.decode()
    assert "<del>One</del>" in html
    assert f"The {entry._meta.verbose_name} becomes what it was then" in html
    assert f'action="{restoring(entry)}"' in html


@pytest.mark.parametrize("make", MAKERS)
def test_any_revision_is_restored_as_a_new_one_for_a_reason_and_not_without(desk, send, admin_user, make):
    entry = make(name="One", slug="one")
    citation = make_citation(**{entry.noun(): entry, "field": "name", "as_printed": "One"})
    send(entry, name="Two", slug="two", reason="Better.")
    entry.citations.all().delete()
    assert "Say in a sentence why you restore it." in desk.post(restoring(entry), follow=True).content.decode()
    done = desk.post(restoring(entry), {"reason": "The first was right."}, follow=True).content.decode()
    assert "Revision 1 was restored as revision 4." in done  # the third is of the citation that went unnoticed
    entry.refresh_from_db()
    assert (entry.name, entry.slug) == ("One", "one")
    assert [(each.key, each.as_printed) for each in entry.citations.all()] == [(citation.key, "One")]
    last = public_of(entry).get(number=4)
    assert (last.kind, last.reason, last.author) == ("restored", "The first was right.", admin_user)
    assert last.state == public_of(entry).get(number=1).state
    assert desk.get("/" + "/".join([*entry.get_absolute_url().split("/")[1:2], "two", ""])).status_code == 301
    again = desk.post(restoring(entry), {"reason": "Once more."}, follow=True).content.decode()
    assert "It is as revision 1 says already. Nothing was changed." in again
    assert len(told(entry)) == 4


def test_crew_links_and_measures_come_back_and_the_people_have_their_flights_again(desk, send):
    agency, people = make_agency(), [make_person(), make_person()]
    mission = make_mission(crew=people, agencies=[agency], programme=make_programme(), place=make_place())
    craft = make_spacecraft([mission], length="4.40")
    send(mission, reason="As it is.", summary="It flew.")
    send(craft, reason="As it is.", summary="It flew.")
    programme = mission.programme
    with recorded(By("A mistake.")):
        mission.crew_members.all().delete()
        mission.agencies.clear()
        craft.missions.clear()
        mission.programme = mission.place = None
        mission.save()
        craft.length = None
        craft.save()
    for entry in (mission, craft):
        desk.post(restoring(entry, 2), {"reason": "Back."})
        entry.refresh_from_db()
    assert [(each.person, each.role, each.order) for each in mission.crew_members.all()] == [
        (people[0], "Commander", 1),
        (people[1], "Commander", 2),
    ]
    assert (mission.programme, list(mission.agencies.all()), list(craft.missions.all())) == (
        programme,
        [agency],
        [mission],
    )
    assert (mission.place, str(craft.length)) == (Place.objects.get(), "4.40")
    assert [kind for kind, _ in told(people[0])] == ["found", "edit", "restored"]


def test_events_of_a_mission_have_the_change_in_their_history_and_go_on_keeping_the_rules(desk, send, admin_user):
    people = [make_person(), make_person()]
    mission = make_mission(crew=people, launched="1975-07-18", ended="1975-07-21")
    make_citation(mission=mission, field="launched")
    event = make_event(date="1975-07-18", missions=[mission])
    send(mission, reason="Earlier.", launched="1975-07-15")
    with recorded(By("A mistake.")):
        mission.crew_members.first().delete()
    revisions.keep([event], By("A mistake."))
    desk.post(restoring(mission), {"reason": "Back."})
    last = Revision.objects.filter(event=event).first()
    assert (last.kind, last.reason, last.author, len(last.state["crews"][0]["members"])) == (
        "restored",
        "Back.",
        admin_user,
        2,
    )
    mission.refresh_from_db()
    assert mission.launched == "1975-07-18"
    send(mission, reason="Earlier.", launched="1975-07-15")
    send(event, date="1975-07-17", reason="A day before.")
    refused = desk.post(restoring(mission), {"reason": "Back."}, follow=True).content.decode()
    assert "lies outside" in refused
    assert "Nothing was changed." in refused
    mission.refresh_from_db()
    assert mission.launched == "1975-07-15"


def test_two_of_a_crew_who_were_merged_since_come_back_as_one(desk, send):
    people = [make_person(), make_person()]
    mission = make_mission(crew=people)
    send(mission, summary="It flew.", reason="Said.")
    merging.merge(people[1], people[0], By("The same."))
    desk.post(restoring(mission), {"reason": "Back."})
    mission.refresh_from_db()
    assert (mission.summary, [each.person for each in mission.crew_members.all()]) == ("", [people[0]])


def test_flights_of_a_person_stay_as_they_are(desk, send):
    person = make_person(name="One")
    send(person, name="Two", reason="Better.")
    make_mission(crew=[person])
    page_of = desk.get(f"{history(person)}?before=1").content.decode()
    assert "Flights stay as they are: they belong to the crews of the missions." in page_of
    desk.post(restoring(person), {"reason": "Back."})
    assert (Person.objects.get().name, person.crew_places.count()) == ("One", 1)


def test_what_cannot_be_restored_is_said_in_a_sentence_and_changes_nothing(desk, send):
    mission = make_mission(name="One", crew=[make_person(name="Nobody")])
    send(mission, name="Two", reason="Better.")
    mission.crew_members.all().delete()
    Person.objects.get().delete()
    html = desk.post(restoring(mission), {"reason": "Back."}, follow=True).content.decode()
    assert "The person “Nobody” is no longer here: make it again first. Nothing was changed." in html
    other = make_place(slug="there")
    place = make_place(slug="here")
    send(place, slug="elsewhere", reason="Moved.")
    FormerSlug.objects.all().delete()
    send(other, slug="here", reason="Taken.")
    html = desk.post(restoring(place), {"reason": "Back."}, follow=True).content.decode()
    assert "Nothing was changed." in html
    assert (Mission.objects.get().name, Place.objects.get(pk=place.pk).slug) == ("Two", "elsewhere")


def test_restoring_is_for_those_who_may_change_the_entry(client):
    place = make_place()
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_place"))
    client.force_login(viewer)
    assert client.post(restoring(place), {"reason": "Mine."}).status_code == 404
    keep_entries([place], By("Made."))
    assert client.post(restoring(place), {"reason": "Mine."}).status_code == 403
    assert client.get(restoring(place)).status_code == 405
    assert client.post(restoring(place, 10**20), {"reason": "Mine."}).status_code == 404
