"""From draft to readers: who may publish, what may not be published, withdrawal."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.admin.forms import errors, filled_in, new_rows, page, refusals, save, title_for_readers, told
from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_source,
)
from timeline.models import Citation, Event, PendingRevision, Source
from timeline.publishing import GOES_ON_ANSWERING, Refused, publish_pending, weaknesses
from timeline.revisions.state import state_of
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db


def test_roles_are_there_after_the_migrations():
    assert set(Group.objects.values_list("name", flat=True)) == {"Contributor", "Editor", "Administrator"}


def test_a_contributor_writes_a_draft_and_asks_for_review_but_cannot_publish(signed_in):
    desk = signed_in(CONTRIBUTOR)
    source = make_source()
    new = {"title": "Handshake", "slug": "handshake", "date": "1975-07-17", "kind": "docking", "summary": "They met."}
    row = new_rows("citations", {"source": source.pk, "field": "date", "order": 1})
    refused = save(desk, Event, **new, **row, status="published")
    assert errors(refused) == {"status": ["Select a valid choice. published is not one of the available choices."]}
    save(desk, Event, **new, **row, status="in-review")
    assert Event.objects.get().status == "in-review"
    assert Client().get("/events/handshake/").status_code == 404


def test_an_editor_publishes_what_is_in_review(signed_in):
    event = make_event(status="in-review")
    assert errors(save(signed_in(EDITOR), event, status="published")) == {}
    assert title_for_readers(event) == event.title


def test_what_breaks_a_rule_is_not_published_and_each_rule_is_named(signed_in):
    event = make_event(status="draft", body="Nobody says so.", missions=[make_mission(launched="1980", ended="1981")])
    make_disagreement(event, [("one", True)], verdict="")
    response = save(signed_in(EDITOR), event, status="published", title="Typed")
    assert [sentence.rsplit("(")[-1] for sentence in refusals(response)] == [
        *("unmarked-statement)", "no-verdict)", "one-sided)", "outside-mission)")
    ]
    assert response.context["adminform"].form["title"].value() == "Typed"
    event.refresh_from_db()
    assert (event.status, event.title, event.revisions.count()) == ("draft", event.title, 0)


def test_what_is_published_is_told_of_its_weaknesses(signed_in):
    event = make_event(status="draft")
    response = save(signed_in(EDITOR), event, status="published")
    weak = weaknesses([event])
    assert weak != []
    assert all(sentence in told(response)[-1] for sentence in weak)


def test_a_published_event_cannot_come_to_break_a_rule_at_any_desk(signed_in):
    desk, event = signed_in(EDITOR), make_event()
    question = make_disagreement(event)
    response = save(desk, question, verdict="")
    assert refusals(response) == [
        f"The question “{question}” has neither a verdict nor a word on why it is open. (no-verdict)"
    ]
    reading = question.readings.first()
    only = reading.citations.get()
    answer = desk.post(f"/admin/timeline/citation/{only.pk}/delete/", {"post": "yes"}, follow=True)
    assert told(answer) == [
        f"{question}: The reading “{reading}” rests on no citation. (one-sided) Nothing was deleted."
    ]
    assert reading.citations.get() == only
    chosen = {"action": "delete_selected", "_selected_action": [only.pk], "post": "yes"}
    assert "(one-sided)" in told(desk.post("/admin/timeline/citation/", chosen, follow=True))[0]
    assert event.citations.count() == 3


def test_withdrawing_asks_for_the_reason_and_dates_itself(signed_in):
    event, desk = make_event(), signed_in(EDITOR)
    assert list(errors(save(desk, event, status="withdrawn"))) == ["__all__"]
    save(desk, event, status="withdrawn", withdrawn_reason="It was a hoax.")
    gone = Client().get(event.get_absolute_url())
    assert (gone.status_code, "It was a hoax." in gone.content.decode()) == (410, True)
    save(desk, event, status="published")
    event.refresh_from_db()
    assert (event.status, event.withdrawn_on, event.withdrawn_reason) == ("published", None, "")


def test_a_preview_shows_the_page_and_saves_nothing(signed_in):
    event = make_event(status="draft", title="As it was")
    desk = signed_in(CONTRIBUTOR)
    response = save(desk, event, title="As it would be", _preview="Preview")
    html = response.content.decode()
    assert ("<h1>As it would be</h1>" in html, "Readers do not see this yet." in html) == (True, True)
    assert Event.objects.get().title == "As it was"
    assert event.revisions.count() == 0
    assert list(errors(save(desk, event, title="", _preview="Preview"))) == ["title"]


def test_chosen_drafts_are_published_each_that_may_be(signed_in):
    sound, unsound = make_event(status="draft"), make_event(status="in-review", body="Nobody says so.")
    published = make_event()
    chosen = {"action": "publish", "_selected_action": [sound.pk, unsound.pk, published.pk]}
    response = signed_in(EDITOR).post("/admin/timeline/event/", chosen, follow=True)
    assert told(response) == [
        f"“{unsound}” stays as it was: Paragraph 1 of its body names no citation. (unmarked-statement)",
        f"Now published: “{sound}”.",
        "1 of the chosen were left as they are: from their status no way leads there.",
    ]
    assert [Event.objects.get(pk=each.pk).status for each in (sound, unsound)] == ["published", "in-review"]
    assert sound.revisions.first().kind == "bulk"


def test_the_actions_are_those_of_the_role(signed_in):
    make_event(status="draft")
    offered = [
        [
            name
            for name, _ in signed_in(role).get("/admin/timeline/event/").context["action_form"].fields["action"].choices
        ]
        for role in (CONTRIBUTOR, EDITOR)
    ]
    export = ["export_csv", "export_json"]
    assert offered == [
        ["", "ask_for_review", *export],
        ["", "delete_selected", "ask_for_review", "publish", *export, "merge_two"],
    ]


def test_a_contributor_restores_a_draft_and_nothing_that_readers_saw_or_would_see(signed_in):
    desk, event = signed_in(CONTRIBUTOR), make_event(status="draft", title="First")
    save(desk, event, title="Second")
    restore = reverse("admin:timeline_event_restore", args=[event.pk, 1])
    desk.post(restore, {"reason": "It was better."})
    event.refresh_from_db()
    assert event.title == "First"
    save(signed_in(EDITOR), event, status="published")
    assert desk.post(restore, {"reason": "It was better."}).status_code == 403
    published = event.revisions.first().number
    Event.objects.filter(pk=event.pk).update(status="draft")  # which no desk does
    again = reverse("admin:timeline_event_restore", args=[event.pk, published])
    assert desk.post(again, {"reason": "Let it be read."}).status_code == 403
    assert Event.objects.get().status == "draft"


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_what_readers_have_seen_cannot_be_hidden_from_them_by_its_form(signed_in, status):
    event = make_event()
    response = save(signed_in(EDITOR), event, status=status)
    assert errors(response)["status"] == [GOES_ON_ANSWERING]
    assert Client().get(event.get_absolute_url()).status_code == 200
    Event.objects.filter(pk=event.pk).update(status="withdrawn", withdrawn_reason="A hoax.", withdrawn_on="2026-01-02")
    assert errors(save(signed_in(EDITOR), event, status=status))["status"] == [GOES_ON_ANSWERING]
    assert Client().get(event.get_absolute_url()).status_code == 410


def test_no_action_hides_or_deletes_what_readers_have_seen(signed_in):
    event, desk = make_event(), signed_in(EDITOR)
    for action in ("ask_for_review", "publish", "delete_selected"):
        chosen = {"action": action, "_selected_action": [event.pk], "post": "yes"}
        desk.post("/admin/timeline/event/", chosen, follow=True)
        assert Event.objects.get().status == "published", action


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_a_revision_that_was_a_draft_is_restored_to_readers_all_the_same(signed_in, status):
    event, desk = make_event(status="draft", title="First"), signed_in(EDITOR)
    save(desk, event, title="Second", status="published")
    draft = event.revisions.get(number=1)
    assert draft.state["status"] == "draft"
    if status == "withdrawn":
        save(desk, event, status="withdrawn", withdrawn_reason="A hoax.")
    desk.post(reverse("admin:timeline_event_restore", args=[event.pk, 1]), {"reason": "It was better."})
    event.refresh_from_db()
    assert (event.title, event.status, event.withdrawn_reason) == (
        *("First", status),
        "A hoax." if status == "withdrawn" else "",
    )


def test_an_edit_that_waited_cannot_hide_what_readers_have_seen(admin_user):
    event = make_event()
    opened = state_of(event)
    pending = PendingRevision.objects.create(
        event=event, reason="Why not.", opened=opened, state={**opened, "status": "draft"}
    )
    with pytest.raises(Refused) as refused:
        publish_pending(pending, admin_user)
    assert refused.value.sentences == [GOES_ON_ANSWERING]
    assert Event.objects.get().status == "published"


def test_a_revision_that_breaks_a_rule_of_today_is_not_restored(signed_in):
    event, desk = make_event(), signed_in(EDITOR)
    question = make_disagreement(event)
    save(desk, event, title="Kept")
    first = event.revisions.last()
    first.state["disagreements"][0]["verdict"] = ""
    first.save()
    address = reverse("admin:timeline_event_restore", args=[event.pk, first.number])
    response = desk.post(address, {"reason": "Why not."}, follow=True)
    assert told(response)[-1] == (
        f"The question “{question}” has neither a verdict nor a word on why it is open. (no-verdict) Nothing was changed."
    )
    event.refresh_from_db()
    assert event.title == "Kept"


def test_a_contributor_cites_drafts_and_nothing_that_readers_see(signed_in):
    desk, source = signed_in(CONTRIBUTOR), make_source()
    person = make_person(born="1934-05-30")
    row = {"source": source.pk, "field": "born", "locator": "p. 1", "order": 1}
    assert refusals(save(desk, Citation, **row, person=person.pk)) == [
        "Your role cites the facts of drafts only: choose an event, and nothing else."
    ]
    cited = make_citation(person=person, field="born")
    assert desk.post(f"/admin/timeline/citation/{cited.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [cited.pk], "post": "yes"}
    desk.post("/admin/timeline/citation/", chosen)
    assert list(person.citations.all()) == [cited]
    save(desk, Source, title="New", slug="new", kind="blog", standing="personal", draws_on=[source.pk, cited.source.pk])
    assert Source.objects.get(slug="new").draws_on.count() == 0


def test_a_form_that_is_sent_as_somebody_publishes_does_not_go_live(signed_in):
    event = make_event(status="draft", title="As it was")
    desk = signed_in(CONTRIBUTOR)
    fields = filled_in(desk.get(page(event)).content) | {"title": "Mine", "seen": ""}
    save(signed_in(EDITOR), event, status="published")
    response = desk.post(page(event), fields, follow=True)
    assert title_for_readers(event) == "As it was"
    assert told(response) == ["Your edit waits for review; readers see the event as it was until then."]
    assert PendingRevision.objects.get().state["status"] == "published"
