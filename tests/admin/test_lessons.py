"""The desk of the lesson sets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.forms import errors, filled_in, new_rows, told
from tests.factories import make_event, make_lesson_set
from timeline import merging
from timeline.lessons import code
from timeline.lessons.contents import Contents, Entry
from timeline.models import LessonItem, LessonSet
from timeline.revisions import By
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db
ADD = "/admin/timeline/lessonset/add/"


def link(*entries: Entry, title: str = "Mine") -> str:
    text = code.encode(Contents(title, "One.\n\nTwo.", entries))
    return f"https://a.example/set/{text}/"


def held(lesson_set) -> list[tuple[str, str]]:
    return list(lesson_set.items.order_by("order").values_list("event__slug", "question"))


def test_form_is_filled_from_the_link_of_a_set_and_saved(signed_in):
    one, other = make_event(slug="one"), make_event(slug="other")
    desk = signed_in(EDITOR)
    response = desk.get(ADD, {"link": link(Entry(other.key, "First?"), Entry(one.key, "Second?"))})
    sent = filled_in(response.content)
    assert (sent["title"], sent["slug"], sent["introduction"]) == ("Mine", "mine", "One.\r\n\r\nTwo.")
    saved = desk.post(ADD, sent | {"status": "published", "_continue": "Save"}, follow=True)
    assert errors(saved) == {}
    lesson_set = LessonSet.objects.published().get()
    assert (lesson_set.title, lesson_set.introduction) == ("Mine", "One.\n\nTwo.")
    assert held(lesson_set) == [("other", "First?"), ("one", "Second?")]


def test_address_of_a_filled_form_is_one_that_is_free(desk):
    make_lesson_set(slug="mine")
    assert filled_in(desk.get(ADD, {"link": link()}).content)["slug"] == "mine-2"


def test_link_that_cannot_be_read_is_answered_with_a_sentence_and_an_empty_form(desk):
    response = desk.get(ADD, {"link": "https://a.example/set/1abc/"})
    assert told(response) == [code.INCOMPLETE]
    assert filled_in(response.content)["title"] == ""
    assert 'value="https://a.example/set/1abc/"' in response.content.decode()


def test_event_that_is_not_here_is_left_out_with_a_word_and_a_merged_one_is_what_it_became(desk):
    gone, kept = make_event(), make_event()
    merging.merge(gone, kept, By("They are one.", "merge"), [])
    response = desk.get(ADD, {"link": link(Entry("bbbbbbbb", "x"), Entry(gone.key, "Why?"))})
    sent = filled_in(response.content)
    assert told(response) == ["One event of the link cannot be found here: left out."]
    assert (sent["items-TOTAL_FORMS"], sent["items-0-event"], sent["items-0-question"]) == ("1", str(kept.pk), "Why?")


def test_two_events_swap_places_in_one_save(send):
    lesson_set = make_lesson_set([(make_event(slug="one"), "One?"), (make_event(slug="other"), "Other?")])
    assert errors(send(lesson_set, **{"items-0-order": 2, "items-1-order": 1})) == {}
    assert held(lesson_set) == [("other", "Other?"), ("one", "One?")]


def test_events_of_two_places_are_exchanged_in_one_save(send):
    one, other = make_event(slug="one"), make_event(slug="other")
    lesson_set = make_lesson_set([(one, "First?"), (other, "Second?")])
    assert errors(send(lesson_set, **{"items-0-event": other.pk, "items-1-event": one.pk})) == {}
    assert held(lesson_set) == [("other", "First?"), ("one", "Second?")]


def test_event_that_is_in_the_set_already_is_refused_at_its_row(send):
    event = make_event()
    lesson_set = make_lesson_set([event])
    response = send(lesson_set, **new_rows("items", {"event": event.pk, "order": 2, "question": "Again?"}, after=1))
    said = "The event is in this set already: ask both questions at one place."
    assert errors(response) == {"items-1-event": [said]}
    assert LessonItem.objects.count() == 1


def test_set_without_an_event_stays_a_draft(send):
    response = send(make_lesson_set(status="draft"), status="published")
    assert errors(response) == {"items": ["A published set needs an event: add one below, or keep the set a draft."]}
    assert LessonSet.objects.get().status == "draft"


def test_set_that_readers_saw_stays_before_them(send, desk):
    lesson_set = make_lesson_set([make_event()], status="published")
    assert errors(send(lesson_set, status="draft")) == {
        "status": ["Its link is in use: a set that was published stays published."]
    }
    address = reverse("admin:timeline_lessonset_delete", args=[lesson_set.pk])
    [sentence] = told(desk.post(address, {"post": "yes"}, follow=True))
    assert sentence.startswith(f"Readers know “{lesson_set}”, so its address goes on answering.")
    assert LessonSet.objects.published().get() == lesson_set


def test_draft_is_looked_at_by_the_link_that_holds_it(desk, client):
    lesson_set = make_lesson_set([make_event(title="Docking")], status="draft")
    page = desk.get(f"/admin/timeline/lessonset/{lesson_set.pk}/change/").content.decode()
    address = page.partition('<a href="/set/')[2].partition('"')[0]
    assert "Docking" in client.get(f"/set/{address}").content.decode()


def test_contributor_reads_sets_and_changes_none(signed_in):
    lesson_set = make_lesson_set([make_event()])
    desk = signed_in(CONTRIBUTOR)
    assert desk.get(f"/admin/timeline/lessonset/{lesson_set.pk}/change/").status_code == 200
    assert desk.get(ADD).status_code == 403


def test_list_of_sets_costs_the_same_queries_for_one_and_for_three(desk, django_assert_num_queries):
    make_lesson_set([make_event()])
    desk.get("/admin/timeline/lessonset/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/admin/timeline/lessonset/")
    make_lesson_set([make_event()])
    make_lesson_set([make_event(), make_event()])
    with django_assert_num_queries(len(one)):
        desk.get("/admin/timeline/lessonset/")
