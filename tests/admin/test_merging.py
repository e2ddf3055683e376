"""Merging at the desk: two entries found, set side by side, merged for a reason, and parted again; all without JavaScript."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.admin.forms import filled_in, page, told
from tests.factories import (
    make_agency,
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from timeline.models import Merge, Person, Place

pytestmark = pytest.mark.django_db
MAKERS = [make_agency, make_mission, make_person, make_place, make_programme, make_source, make_spacecraft]


def beside(kept, gone):
    """The page of two entries."""
    return reverse(f"admin:timeline_{kept.noun()}_merge_with", args=[kept.pk, gone.pk])


def merge(desk, kept, gone, **changes):
    """Open the page of two entries, change some of it, send it and follow."""
    fields = filled_in(desk.get(beside(kept, gone)).content)
    return desk.post(beside(kept, gone), fields | {"reason": "One man."} | changes, follow=True)


def undo(desk, made, reason="Two men."):
    return desk.post(reverse("admin:timeline_merge_undo", args=[made.pk]), {"reason": reason}, follow=True)


@pytest.fixture
def leonovs():
    """One man under two names: the one that stays flew, the other was there."""
    kept = make_person(name="Alexei Leonov", slug="alexei-leonov", born="1934-05-30", country="SU")
    gone = make_person(name="Aleksei Leonov", slug="leonov-2", native_name="Алексей Леонов", born="1934", country="SU")
    make_event(people=[gone], title="Handshake")
    make_citation(person=gone, field="born")
    return kept, gone


def test_two_chosen_in_the_list_are_set_side_by_side(desk, leonovs):
    kept, gone = leonovs
    chosen = {"action": "merge_two", "_selected_action": [gone.pk, kept.pk]}
    response = desk.post(reverse("admin:timeline_person_changelist"), chosen)
    assert (response.status_code, response.url) == (302, beside(kept, gone))


@pytest.mark.parametrize("number", [1, 3])
def test_any_other_number_is_refused_in_a_sentence(desk, number):
    people = [make_person() for _ in range(3)]
    chosen = {"action": "merge_two", "_selected_action": [person.pk for person in people[:number]]}
    response = desk.post(reverse("admin:timeline_person_changelist"), chosen, follow=True)
    assert told(response) == [f"Choose exactly two entries to merge: these are {number}."]


def test_the_form_of_an_entry_leads_to_those_that_are_called_alike(desk, leonovs):
    kept, gone = leonovs
    make_person(name="Thomas Stafford")
    choosing = reverse("admin:timeline_person_merge", args=[gone.pk])
    assert f'<a href="{choosing}">Merge into another…</a>' in desk.get(page(gone)).content.decode()
    assert [row for row, _ in desk.get(choosing).context["found"]] == [kept]
    html = desk.get(choosing, {"q": "Stafford"}).content.decode()
    assert "Thomas Stafford" in html
    assert beside(kept, gone) not in html
    assert "Nothing else is called so" in desk.get(choosing, {"q": "Gagarin"}).content.decode()


def test_the_page_says_what_differs_and_what_comes_along(desk, leonovs):
    kept, gone = leonovs
    response = desk.get(beside(kept, gone))
    differing = [(each.label, each.kept, each.gone) for each, _ in response.context["form"].rows()]
    assert differing == [
        ("Name", "Alexei Leonov", "Aleksei Leonov"),
        ("Native name", "", "Алексей Леонов"),
        ("Born", "30 May 1934 (1934-05-30)", "1934 (1934)"),
    ]
    assert response.context["moving"] == ["1 citation", "1 event"]
    assert response.context["falling_away"] == []
    assert f'<a href="{beside(gone, kept)}">Let “Aleksei Leonov” stay instead</a>' in response.content.decode()


def test_two_are_merged_with_what_was_chosen_and_parted_again(desk, admin_user, leonovs):
    kept, gone = leonovs
    response = merge(desk, kept, gone, **{"take-native_name": "gone"})
    assert "“Aleksei Leonov” into “Alexei Leonov” was merged. It can be undone" in told(response)[0]
    person = Person.objects.get()
    assert (person.key, person.name, person.native_name) == (kept.key, "Alexei Leonov", "Алексей Леонов")
    assert (person.born, person.other_names) == ("1934-05-30", ["Aleksei Leonov"])
    assert (person.events.count(), person.citations.count()) == (1, 1)
    made = Merge.objects.get()
    assert (made.author, made.reason, made.noun) == (admin_user, "One man.", "person")
    last = person.events.get().revisions.first()
    assert (last.kind, last.reason, last.author) == ("merge", "One man.", admin_user)
    assert last.state["people"] == [{"key": kept.key, "name": "Alexei Leonov"}]

    assert "“Aleksei Leonov” is an entry of its own again." in told(undo(desk, made))
    back = Person.objects.get(key=gone.key)
    assert (back.pk, back.slug, back.events.count(), back.citations.count()) == (gone.pk, "leonov-2", 1, 1)
    kept.refresh_from_db()
    assert (kept.native_name, kept.other_names, kept.events.count()) == ("", [], 0)
    assert back.events.get().revisions.first().reason == "Two men."
    made.refresh_from_db()
    assert made.undone_by == admin_user
    assert told(undo(desk, made)) == ["This merge was undone already. Nothing was changed."]


def test_two_events_are_merged_field_by_field_and_parted_again(desk):
    kept = make_event(title="Handshake", slug="handshake", summary="They met.")
    gone = make_event(title="Docking", slug="docking", summary="The hatch opened.", date="1975-07")
    response = desk.get(beside(kept, gone))
    assert [each.label for each, _ in response.context["form"].rows()] == ["Title", "Date", "Summary"]
    assert response.context["moving"] == ["1 citation"]
    merge(desk, kept, gone, **{"take-summary": "gone"})
    kept.refresh_from_db()
    assert (kept.title, kept.summary, kept.date) == ("Handshake", "The hatch opened.", "1975-07-17")
    assert kept.revisions.all()[0].reason == "One man."
    assert desk.get("/events/docking/").url == "/events/handshake/"
    assert "They met." in desk.get(reverse("admin:timeline_event_history", args=[kept.pk])).content.decode()
    undo(desk, Merge.objects.get())
    kept.refresh_from_db()
    assert (kept.summary, kept.citations.count()) == ("They met.", 1)
    assert desk.get("/events/docking/").status_code == 200


def test_a_published_event_is_not_merged_into_a_draft(desk):
    kept, gone = make_event(status="draft"), make_event()
    html = desk.get(beside(kept, gone)).content.decode()
    assert f"“{gone}” is published and “{kept}” is not" in html
    assert 'id="merge_form"' not in html
    fields = {"reason": "One."}
    assert f"“{gone}” is published" in desk.post(beside(kept, gone), fields).content.decode()
    assert Merge.objects.count() == 0


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__.removeprefix("make_"))
def test_every_noun_is_merged_and_parted_at_its_desk(desk, make):
    kept, gone = make(), make()
    merge(desk, kept, gone)
    assert list(type(kept).objects.values_list("key", flat=True)) == [kept.key]
    undo(desk, Merge.objects.get())
    assert set(type(kept).objects.values_list("key", "slug")) == {(kept.key, kept.slug), (gone.key, gone.slug)}


def test_without_a_reason_nothing_is_merged_and_what_was_chosen_is_kept(desk, leonovs):
    kept, gone = leonovs
    response = merge(desk, kept, gone, **{"reason": " ", "take-born": "gone"})
    assert filled_in(response.content)["take-born"] == "gone"
    assert response.context["form"].errors == {"reason": ["This field is required."]}
    assert Person.objects.count() == 2


def test_what_no_rule_allows_is_said_with_the_form_as_it_was_sent(desk):
    kept, gone = make_place(latitude=1, longitude=2), make_place(name="Nowhere")
    response = merge(desk, kept, gone, **{"take-latitude": "gone"})
    [refusal] = response.context["form"].non_field_errors()
    assert refusal.startswith("Give both coordinates or neither")
    assert refusal.endswith("Nothing was changed.")
    assert filled_in(response.content)["reason"] == "One man."
    assert Place.objects.count() == 2


def test_two_sources_of_which_one_rests_on_the_other_by_a_third_are_not_merged(desk):
    last = make_source(title="Last")
    first = make_source(title="First", draws_on=[make_source(title="Middle", draws_on=[last])])
    for one, other in ((first, last), (last, first)):
        html = desk.get(beside(one, other)).content.decode()
        assert "“First” draws on “Middle”, which draws on “Last”" in html
        assert '<form method="post" action="" id="merge_form">' not in html


def test_an_entry_is_not_merged_into_itself_nor_one_that_is_gone(desk):
    person = make_person()
    assert "cannot be merged into itself" in desk.get(beside(person, person)).content.decode()
    assert desk.get(reverse("admin:timeline_person_merge_with", args=[person.pk, 0])).status_code == 404
    assert desk.get(reverse("admin:timeline_person_merge", args=[0])).status_code == 404


def test_undoing_asks_for_a_reason_and_says_what_it_left(desk, leonovs):
    kept, gone = leonovs
    event = gone.events.get()
    merge(desk, kept, gone)
    made = Merge.objects.get()
    assert told(undo(desk, made, " ")) == ["Say in a sentence why you undo it. Nothing was changed."]
    event.people.clear()
    assert "One event that came with the merge has been taken away since, and stays away." in told(undo(desk, made))
    assert Person.objects.get(key=gone.key).events.count() == 0


def test_the_list_of_merges_is_read_and_never_changed(desk, leonovs):
    merge(desk, *leonovs)
    made = Merge.objects.get()
    assert "Aleksei Leonov" in desk.get(reverse("admin:timeline_merge_changelist")).content.decode()
    html = desk.get(page(made)).content.decode()
    assert 'id="undo_form"' in html
    assert desk.post(page(made), {"reason": "x"}).status_code == 403
    assert desk.post(reverse("admin:timeline_merge_delete", args=[made.pk]), {"post": "yes"}).status_code == 403
    assert desk.get(reverse("admin:timeline_merge_add")).status_code == 403
    undoing = reverse("admin:timeline_merge_undo", args=[made.pk])
    assert desk.get(undoing).status_code == 405
    assert desk.post(reverse("admin:timeline_merge_undo", args=[0]), {"reason": "x"}).status_code == 404
    undo(desk, made)
    assert 'id="undo_form"' not in desk.get(page(made)).content.decode()


def test_merging_is_for_those_who_may_change_and_delete(client, leonovs):
    kept, gone = leonovs
    editor = User.objects.create_user("editor", password="x", is_staff=True)
    client.force_login(editor)

    def grant(*names):
        editor.user_permissions.add(*Permission.objects.filter(codename__in=names))

    grant("change_person", "view_merge")
    choosing = reverse("admin:timeline_person_merge", args=[kept.pk])
    assert client.get(beside(kept, gone)).status_code == 403
    assert client.get(choosing).status_code == 403
    assert client.post(beside(kept, gone), {"reason": "Mine."}).status_code == 403
    assert choosing not in client.get(page(kept)).content.decode()
    assert "merge_two" not in client.get(reverse("admin:timeline_person_changelist")).content.decode()
    grant("delete_person")
    assert choosing in client.get(page(kept)).content.decode()
    assert "merge_two" in client.get(reverse("admin:timeline_person_changelist")).content.decode()
    merge(client, kept, gone)
    made = Merge.objects.get()
    editor.user_permissions.remove(Permission.objects.get(codename="delete_person"))
    assert client.get(page(made)).status_code == 200
    assert client.post(reverse("admin:timeline_merge_undo", args=[made.pk]), {"reason": "x"}).status_code == 403
    assert Person.objects.count() == 1
