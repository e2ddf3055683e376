"""From draft to readers: who may publish, what may not be published, edits that wait, withdrawal."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.admin.forms import errors, filled_in, new_rows, page, told
from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_source,
)
from timeline import previews
from timeline.models import Citation, Event, PendingRevision, Source
from timeline.publishing import look_at
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, django_user_model):
    """A function that signs somebody in with a role."""

    def sign_in(role: str, name: str = "") -> Client:
        user, _ = django_user_model.objects.get_or_create(username=name or role.lower(), is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        desk = Client()
        desk.force_login(user)
        return desk

    return sign_in


def save(desk: Client, subject, **changes):
    """Open a form, change some of it, send it and follow."""
    fields = filled_in(desk.get(page(subject)).content)
    return desk.post(page(subject), fields | {"_continue": "Save"} | changes, follow=True)


def refusals(response) -> list[str]:
    return errors(response).get("__all__", [])[1:]


def title_for_readers(event) -> str:
    response = Client().get(event.get_absolute_url())
    return response.context["event"].title


def review(pending) -> str:
    return reverse("admin:timeline_pendingrevision_change", args=[pending.pk])


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
    weaknesses = look_at([event]).weaknesses
    assert weaknesses != []
    assert all(sentence in told(response)[0] for sentence in weaknesses)


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


def test_an_edit_by_a_contributor_waits_while_readers_see_what_was(signed_in):
    event = make_event(title="As it was")
    response = save(signed_in(CONTRIBUTOR), event, title="Better", reason="It reads better.")
    assert told(response) == ["Your edit waits for review; readers see the event as it was until then."]
    assert title_for_readers(event) == "As it was"
    pending = PendingRevision.objects.get()
    assert (pending.reason, str(pending.author), event.revisions.count()) == ("It reads better.", "contributor", 0)

    desk = signed_in(EDITOR)
    assert "It reads better." in desk.get(page(event)).content.decode()
    shown = desk.get(review(pending))
    assert [(each.label, each.before, each.after) for each in shown.context["changes"]] == [
        ("Title", "As it was", "Better")
    ]
    assert told(desk.post(review(pending), follow=True)) == ["Readers see the edit now."]
    assert title_for_readers(event) == "Better"
    last = event.revisions.first()
    assert (last.kind, last.reason, str(last.author)) == ("reviewed", "It reads better.", "contributor")
    pending.refresh_from_db()
    assert (pending.outcome, str(pending.decided_by)) == ("published", "editor")


def test_an_editor_may_let_an_edit_wait(signed_in):
    event = make_event(title="As it was")
    desk = signed_in(EDITOR)
    save(desk, event, title="Later", goes="review")
    assert title_for_readers(event) == "As it was"
    save(desk, event, title="Now", goes="now")
    assert title_for_readers(event) == "Now"


def test_an_edit_that_changes_nothing_does_not_wait(signed_in):
    event = make_event()
    assert told(save(signed_in(CONTRIBUTOR), event)) == ["Nothing was changed, so nothing waits for review."]
    assert PendingRevision.objects.count() == 0


def test_an_edit_that_breaks_a_rule_is_refused_before_it_waits(signed_in):
    response = save(signed_in(CONTRIBUTOR), make_event(), body="Nobody says so.")
    assert refusals(response) == ["Paragraph 1 of its body names no citation. (unmarked-statement)"]


def test_an_edit_that_waited_comes_on_top_of_what_has_changed_since(signed_in):
    event = make_event(title="As it was", summary="As it was.")
    event.citations.update(note="As it was.")
    save(signed_in(CONTRIBUTOR), event, title="Better", **{"citations-0-note": "Noted."})
    desk = signed_in(EDITOR)
    save(desk, event, summary="Changed since.")
    make_citation(event=event, value="1975-07-17")
    desk.post(review(PendingRevision.objects.get()))
    event.refresh_from_db()
    assert (event.title, event.summary, event.citations.count()) == ("Better", "Changed since.", 2)
    assert sorted(each.note for each in event.citations.all()) == ["", "Noted."]


def test_an_edit_of_what_has_changed_since_is_not_published_over_it(signed_in):
    event = make_event(title="As it was")
    save(signed_in(CONTRIBUTOR), event, title="Mine")
    desk = signed_in(EDITOR)
    save(desk, event, title="Theirs")
    pending = PendingRevision.objects.get()
    assert "Theirs" in desk.get(review(pending)).content.decode()
    assert told(desk.post(review(pending), follow=True)) == [
        "The event has changed meanwhile in the same things: title. Open its form and make the change there. Nothing was changed."
    ]
    assert title_for_readers(event) == "Theirs"


def test_an_edit_is_returned_with_a_word_to_its_author_and_only_once(signed_in):
    save(signed_in(CONTRIBUTOR), make_event(), title="Mine")
    desk, pending = signed_in(EDITOR), PendingRevision.objects.get()
    assert told(desk.post(review(pending), {"_return": "Return it", "answer": " "}, follow=True)) == [
        "Tell the author in a sentence why it is not published. Nothing was changed."
    ]
    desk.post(
        review(pending), {"_return": "Return it", "answer": "The old title is the name in the sources."}, follow=True
    )
    pending.refresh_from_db()
    assert (pending.outcome, pending.answer) == ("returned", "The old title is the name in the sources.")
    assert told(desk.post(review(pending), follow=True)) == [
        "Somebody decided on it already: returned to its author. Nothing was changed."
    ]


def test_a_contributor_decides_on_nothing_and_changes_nothing_published_by_another_desk(signed_in):
    event = make_event()
    question = make_disagreement(event)
    desk = signed_in(CONTRIBUTOR)
    save(desk, event, title="Mine")
    assert desk.post(review(PendingRevision.objects.get())).status_code == 403
    assert desk.post(page(question), {}).status_code == 403
    assert desk.post(f"/admin/timeline/citation/{event.citations.first().pk}/delete/").status_code == 403
    draft = make_event(status="draft")
    moved = save(desk, draft.citations.get(), event=event.pk)
    assert "is before readers, and your role may not change it here" in refusals(moved)[0]
    assert draft.citations.count() == 1
    withdrawn = make_event(status="withdrawn", withdrawn_reason="A hoax.", withdrawn_on="2026-01-01")
    assert desk.post(page(withdrawn), {}).status_code == 403


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
    save(signed_in(EDITOR), event, status="draft")
    again = reverse("admin:timeline_event_restore", args=[event.pk, published])
    assert desk.post(again, {"reason": "Let it be read."}).status_code == 403
    assert Event.objects.get().status == "draft"


def test_a_revision_that_breaks_a_rule_of_today_is_not_restored(signed_in):
    event, desk = make_event(), signed_in(EDITOR)
    question = make_disagreement(event)
    save(desk, event, title="Kept")
    first = event.revisions.last()
    first.state["disagreements"][0]["verdict"] = ""
    first.save()
    address = reverse("admin:timeline_event_restore", args=[event.pk, first.number])
    response = desk.post(address, {"reason": "Why not."}, follow=True)
    assert told(response) == [
        f"The question “{question}” has neither a verdict nor a word on why it is open. (no-verdict) Nothing was changed."
    ]
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


def test_an_edit_of_what_was_withdrawn_meanwhile_is_neither_shown_nor_published(signed_in):
    event = make_event(title="As it was")
    save(signed_in(CONTRIBUTOR), event, title="Mine")
    pending, desk = PendingRevision.objects.get(), signed_in(EDITOR)
    save(desk, event, status="withdrawn", withdrawn_reason="A hoax.")
    assert Client().get(previews.link(pending)).url == event.get_absolute_url()
    assert told(desk.post(review(pending), follow=True)) == [
        "The event is withdrawn now: publish that first, or return the edit. Nothing was changed."
    ]


def test_a_source_that_is_made_by_an_edit_that_waits_is_there_when_it_is_published(signed_in):
    event = make_event()
    row = {
        "new_address": "https://example.org/new",
        "new_title": "New",
        "field": "place",
        "locator": "p. 1",
        "order": 5,
    }
    save(signed_in(CONTRIBUTOR), event, place_text="Above the Elbe", **new_rows("citations", row, after=1))
    pending = PendingRevision.objects.get()
    assert told(signed_in(EDITOR).post(review(pending), follow=True)) == ["Readers see the edit now."]
    assert [str(each.source) for each in event.citations.filter(field="place")] == ["New"]


def test_edits_that_together_leave_an_event_without_a_source_are_not_both_published(signed_in):
    event = make_event(sources=[make_source(), make_source()])
    desk = signed_in(CONTRIBUTOR)
    for number in (0, 1):
        save(desk, event, **{f"citations-{number}-DELETE": "on"})
    first, second = PendingRevision.objects.order_by("pk")
    editor = signed_in(EDITOR)
    editor.post(review(first))
    assert "without a source" in told(editor.post(review(second), follow=True))[-1]
    assert Client().get(previews.link(second)).status_code == 409
    assert event.citations.count() == 1


def test_an_edit_whose_question_rests_on_what_is_gone_says_so(signed_in):
    event = make_event(sources=[make_source(), make_source(), make_source()])
    for citation, value in zip(event.citations.all(), ("1975-07-17", "1975-07-17", "1975-12"), strict=True):
        citation.value = value
        citation.save()
    sent = {"asks_date": "on", "kind_date": "slip", "verdict_date": "A slip.", "accepted_date": "1975-07-17"}
    save(signed_in(CONTRIBUTOR), event, **sent)
    pending, desk = PendingRevision.objects.get(), signed_in(EDITOR)
    event.citations.get(value="1975-12").delete()
    assert told(desk.post(review(pending), follow=True)) == [
        "The reading “1975-12” rests on 1 of its citations that are no longer here. Nothing was changed."
    ]


@pytest.mark.parametrize(
    "sent",
    [
        *({"place": value} for value in ("abc", "9" * 40, "\x00", "²")),
        {"missions": ["abc"]},
        {"citations-0-source": "abc"},
        {"citations-TOTAL_FORMS": "abc", "seen": "zz"},
        {"citations-TOTAL_FORMS": "300000", "seen": "zz"},
        {"date_how": "rubbish", "date_first": "x" * 10_000},
    ],
)
def test_rubbish_is_answered_with_the_form(signed_in, sent):
    event = make_event(status="draft")
    desk = signed_in(EDITOR)
    fields = filled_in(desk.get(page(event)).content)
    assert desk.post(page(event), fields | sent).status_code == 200


@pytest.mark.parametrize(
    "address", ["event/add/?place=abc&missions=abc", "citation/add/?event=abc", f"event/{'9' * 40}/change/"]
)
def test_rubbish_in_an_address_does_no_harm(signed_in, address):
    assert signed_in(EDITOR).get(f"/admin/timeline/{address}").status_code in (200, 302, 404)


def test_an_action_on_what_is_no_row_does_nothing(signed_in):
    chosen = {"action": "publish", "_selected_action": ["abc", "9" * 40]}
    assert signed_in(EDITOR).post("/admin/timeline/event/", chosen).status_code == 200
    restore = f"/admin/timeline/event/{'9' * 40}/history/1/restore/"
    assert signed_in(EDITOR).post(restore, {"reason": "Why."}).status_code == 404
