"""Revisions at the desk: every way of changing an event keeps one, any two are compared, any is restored."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.admin.forms import filled_in, page
from tests.factories import make_citation, make_disagreement, make_event, make_mission, make_person
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db


def told(event: Event) -> list[tuple[str, str]]:
    """Why and how, the oldest revision first."""
    return [(each.kind, each.reason) for each in event.revisions.order_by("number")]


def history(event: Event) -> str:
    return reverse("admin:timeline_event_history", args=[event.pk])


def test_saving_an_event_keeps_it_as_it_was_found_and_as_it_is_with_who_and_why(send, admin_user):
    event = make_event(summary="It happened.")
    send(event, summary="They met.", reason="Better said.", is_signed="on")
    assert told(event) == [("found", "Loaded or changed outside the editors’ desk."), ("edit", "Better said.")]
    last = event.revisions.get(number=2)
    assert (last.author, last.signed, last.state["summary"]) == (admin_user, "admin", "They met.")
    assert event.revisions.get(number=1).author is None


def test_saving_without_a_change_keeps_nothing_and_without_a_reason_says_so(send):
    event = make_event()
    send(event)
    assert event.revisions.count() == 1
    send(event, summary="They met.")
    assert told(event)[1:] == [("edit", "No reason was given.")]
    assert event.revisions.get(number=2).signed == ""


def test_the_ends_of_lines_that_a_browser_sends_are_no_change(send):
    event = make_event(status="draft", body="One line.\n\nAnother.", summary="Two\nlines.")
    make_citation(event=event, note="Noted\nhere.")
    make_disagreement(event, verdict="This,\nand that.")
    send(event)
    assert [kind for kind, _ in told(event)] == ["found"]
    send(event, title="Handshake")
    assert event.revisions.get(number=2).state["body"] == "One line.\n\nAnother."


def test_a_new_event_has_its_first_revision_as_it_was_published(desk, send):
    fields = filled_in(desk.get(page(Event)).content)
    source = make_event().citations.get().source
    cited = {"citations-TOTAL_FORMS": "1", "citations-0-source": source.pk, "citations-0-field": "date"}
    new = {"title": "Handshake", "slug": "handshake", "date": "1975-07-17", "kind": "docking", "summary": "They met."}
    rest = {"significance": "3", "status": "published", "citations-0-order": "1000", "reason": "New."}
    desk.post(page(Event), fields | new | cited | rest)
    event = Event.objects.get(slug="handshake")
    assert told(event) == [("edit", "New.")]
    assert event.revisions.get().state["status"] == "published"
    assert len(event.revisions.get().state["citations"]) == 1


def test_a_citation_a_question_and_a_crew_changed_on_their_own_pages_are_revisions_of_the_event(send):
    mission = make_mission(crew=[make_person()])
    event = make_event(missions=[mission])
    citation = make_citation(event=event)
    question = make_disagreement(event)
    send(citation, locator="p. 9", reason="The page was wrong.")
    send(question, verdict="Plainly the second.", reason="Weighed again.")
    send(mission, **{"crew_members-0-role": "engineer"}, reason="As the roll says.")
    assert told(event)[1:] == [
        ("edit", "The page was wrong."),
        ("edit", "Weighed again."),
        ("edit", "As the roll says."),
    ]


def test_deleting_a_citation_alone_or_with_others_is_a_revision(desk):
    event = make_event()
    first, second, third = (make_citation(event=event, value=value) for value in ("1", "2", "3"))
    desk.post(reverse("admin:timeline_citation_delete", args=[first.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [second.pk, third.pk], "post": "yes"}
    desk.post(reverse("admin:timeline_citation_changelist"), chosen)
    assert Citation.objects.filter(event=event).count() == 1
    assert [kind for kind, _ in told(event)] == ["found", "edit", "bulk"]
    assert told(event)[1][1].startswith("Deleted: ")


def test_a_citation_moved_to_another_event_is_a_revision_of_both(send):
    one, other = make_event(), make_event()
    citation = make_citation(event=one)
    send(citation, event=str(other.pk), reason="It speaks of the other.")
    assert told(one)[-1] == told(other)[-1] == ("edit", "It speaks of the other.")


def test_any_two_revisions_stand_side_by_side(desk, send):
    event = make_event(summary="One.")
    for summary in ("Two.", "Three."):
        send(event, summary=summary, reason=f"Now {summary}")
    html = desk.get(history(event)).content.decode()
    assert "From revision 2 to revision 3" in html
    assert "<del>Two.</del>" in html
    assert "<ins>Three.</ins>" in html
    html = desk.get(f"{history(event)}?before=3&after=1").content.decode()
    assert "From revision 1 to revision 3" in html
    assert "<del>One.</del>" in html
    assert desk.get(f"{history(event)}?before=x&after=99").status_code == 200


def test_a_revision_is_restored_for_a_reason_and_not_without(desk, send):
    event = make_event(summary="One.")
    send(event, summary="Two.")
    restoring = reverse("admin:timeline_event_restore", args=[event.pk, 1])
    refused = desk.post(restoring, {"reason": " "}, follow=True).content.decode()
    assert "Say in a sentence why you restore it. Nothing was changed." in refused
    assert Event.objects.get(pk=event.pk).summary == "Two."
    done = desk.post(restoring, {"reason": "The first was right."}, follow=True).content.decode()
    assert "Revision 1 was restored as revision 3." in done
    assert Event.objects.get(pk=event.pk).summary == "One."
    assert told(event)[-1] == ("restored", "The first was right.")
    assert desk.get(restoring).status_code == 405


def test_what_cannot_be_restored_is_said_in_a_sentence(desk, send):
    event = make_event(people=[make_person(name="Nobody")])
    send(event, summary="Two.")
    person = event.people.get()
    event.people.clear()
    person.delete()
    restoring = reverse("admin:timeline_event_restore", args=[event.pk, 1])
    html = desk.post(restoring, {"reason": "Back."}, follow=True).content.decode()
    assert "The person “Nobody” is no longer here: make it again first. Nothing was changed." in html


def test_history_is_for_those_who_may_see_the_event_and_restoring_for_those_who_may_change_it(client):
    event = make_event()
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    client.force_login(viewer)
    assert client.get(history(event)).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="view_event"))
    assert client.get(history(event)).status_code == 200
    make = reverse("admin:timeline_event_restore", args=[event.pk, 1])
    assert client.post(make, {"reason": "Mine."}).status_code == 404
    event.revisions.create(number=1, reason="x", state={"title": "x"})
    assert client.post(make, {"reason": "Mine."}).status_code == 403
    assert client.get(reverse("admin:timeline_event_history", args=[0])).status_code == 404
