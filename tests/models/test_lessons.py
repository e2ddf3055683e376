"""Lesson sets: an order without doubles, events that stay, addresses that lead on."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import make_event, make_lesson_set
from tests.models.rules import sentences
from timeline import versions
from timeline.models import LessonItem, LessonSet

pytestmark = pytest.mark.django_db


def test_two_events_cannot_have_one_place():
    lesson_set = make_lesson_set([make_event()])
    item = LessonItem(lesson_set=lesson_set, event=make_event(), order=1)
    assert sentences(item) == {"__all__": ["Two events have the same place in the set: number them 1, 2, 3."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_an_event_stands_in_a_set_once():
    event = make_event()
    item = LessonItem(lesson_set=make_lesson_set([event]), event=event, order=2)
    assert sentences(item) == {"__all__": ["The event is in this set already: ask both questions at one place."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_event_of_a_set_cannot_be_deleted():
    event = make_event()
    make_lesson_set([event])
    with pytest.raises(ProtectedError), transaction.atomic():
        event.delete()
    assert LessonItem.objects.get().event == event


def test_introduction_fits_into_a_link():
    assert sentences(LessonSet(slug="a", title="T", introduction="x" * 1501)) == {
        "introduction": ["This text has 1,501 characters, 1 more than fit: shorten it to 1,500."]
    }


def test_counts_hold_what_readers_see():
    make_lesson_set([make_event(), make_event(), make_event(status="draft")])
    make_lesson_set(status="draft")
    assert [row.event_count for row in LessonSet.objects.published().with_counts()] == [2]


def test_opening_is_the_first_paragraph():
    assert LessonSet(introduction="One. Two.\n\nThree.").opening == "One. Two."


def test_set_is_found_at_an_address_it_had():
    lesson_set = make_lesson_set(slug="old")
    lesson_set.slug = "new"
    lesson_set.save()
    assert LessonSet.objects.by_address("old") == lesson_set


def test_a_changed_question_is_another_version_of_the_data():
    make_lesson_set([make_event()])
    before = versions.current()
    LessonItem.objects.update(question="Who?")
    assert versions.current() != before
