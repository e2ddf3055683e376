"""Edits of published events that wait: kept, put on top of what has changed since, published or returned."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.forms import new_rows, page, refusals, save, title_for_readers, told
from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_source,
)
from timeline import previews
from timeline.models import PendingRevision
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db


def review(pending) -> str:
    return reverse("admin:timeline_pendingrevision_change", args=[pending.pk])


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


def test_an_edit_of_what_was_withdrawn_meanwhile_is_neither_shown_nor_published(signed_in):
    event = make_event(title="As it was")
    save(signed_in(CONTRIBUTOR), event, title="Mine")
    pending, desk = PendingRevision.objects.get(), signed_in(EDITOR)
    save(desk, event, status="withdrawn", withdrawn_reason="A hoax.")
    assert Client().get(previews.link(pending)).url == event.get_absolute_url()
    assert told(desk.post(review(pending), follow=True))[-1] == (
        "The event is withdrawn now: publish that first, or return the edit. Nothing was changed."
    )


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
