"""Two editors at one event: the second save is refused, both versions are shown, nothing typed is lost."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User

from tests.admin.forms import Followed, filled_in, page
from tests.factories import make_citation, make_disagreement, make_event, make_source
from timeline.admin.events import EventAdmin
from timeline.models import Citation, Event
from timeline.revisions.state import fingerprint, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(client):
    """A second browser, in which another editor is signed in."""
    client.force_login(User.objects.create_superuser("ada"))
    return client


@pytest.fixture
def event() -> Event:
    """An event that both have open."""
    event = make_event(summary="It happened.", title="Handshake", sources=[make_source(title="CNN")])
    make_citation(event=event, source=make_source(title="Time"), as_printed="glad to see you")
    return event


def save(browser, event, fields, **changes):
    return Followed(browser, browser.post(page(event), fields | {"_continue": "Save"} | changes))


def test_the_second_save_is_refused_and_both_versions_are_shown(desk, other, event):
    mine, theirs = (filled_in(browser.get(page(event)).content) for browser in (desk, other))
    save(other, event, theirs, summary="They met.", reason="Better said.")
    response = save(desk, event, mine, summary="It happened in orbit.", place_text="over the Elbe")
    html = response.content.decode()
    assert "Somebody saved this event after you had opened it." in html
    assert "ada: Better said." in html
    conflict = response.context["conflict"]
    assert [(each.label, each.before, each.after) for each in conflict.theirs] == [
        ("Summary", "It happened.", "They met.")
    ]
    assert [(each.label, each.before, each.after) for each in conflict.mine] == [
        ("Summary", "They met.", "It happened in orbit."),
        ("Where, in words", "", "over the Elbe"),
    ]
    assert Event.objects.get(pk=event.pk).summary == "They met."
    assert event.revisions.count() == 2

    typed = filled_in(response.content)
    assert (typed["summary"], typed["place_text"]) == ("It happened in orbit.", "over the Elbe")
    save(desk, event, typed, reason="I have seen it.")
    saved = Event.objects.get(pk=event.pk)
    assert (saved.summary, saved.place_text) == ("It happened in orbit.", "over the Elbe")
    assert [each.reason for each in event.revisions.all()][:2] == ["I have seen it.", "Better said."]


def test_forms_opened_at_the_same_time_know_each_its_own_event(rf, admin_user, event):
    """Django makes a class of form for each request, but its declared fields are those of all."""
    desk = site.get_model_admin(Event)
    events = [event, make_event(title="Docking")]
    classes = []
    for each in events:
        request = rf.get("/")
        request.user = admin_user
        request.opened_as = fingerprint(state_of(each))
        classes.append(desk.get_form(request, each, change=True))
    forms = [form(instance=each) for form, each in zip(classes, events, strict=True)]
    assert [form["seen"].value() for form in forms] == [fingerprint(state_of(each)) for each in events]


def test_a_save_while_a_form_is_being_read_is_a_conflict_and_not_overwritten(desk, other, event, monkeypatch):
    """The event is another once its fingerprint was taken and before the form reads it."""
    theirs = filled_in(other.get(page(event)).content)
    read = EventAdmin.get_object

    def interrupted(self, request, object_id, from_field=None):
        if hasattr(request, "opened_as") and theirs:
            Event.objects.filter(pk=event.pk).update(summary="They met.")
            theirs.clear()
        return read(self, request, object_id, from_field)

    monkeypatch.setattr(EventAdmin, "get_object", interrupted)
    mine = filled_in(desk.get(page(event)).content)
    assert mine["summary"] == "They met."
    response = save(desk, event, mine, place_text="over the Elbe")
    assert "Somebody saved this event after you had opened it." in response.content.decode()


def test_a_citation_or_a_question_changed_meanwhile_is_a_conflict_too(desk, other, event, send):
    question = make_disagreement(event)
    mine = filled_in(desk.get(page(event)).content)
    fields = filled_in(other.get(page(question)).content)
    other.post(page(question), fields | {"verdict": "Plainly the second."})
    response = save(desk, event, mine, summary="They met.")
    assert [each.label for each in response.context["conflict"].theirs] == [f"“{question}”: verdict"]


def test_words_typed_into_a_citation_that_somebody_deleted_come_back_as_a_new_one(desk, other, event):
    mine = filled_in(desk.get(page(event)).content)
    for number, citation in enumerate(Citation.objects.filter(event=event)):
        if citation.source.title == "Time":
            mine[f"citations-{number}-as_printed"] = "very, very glad to see you"
            citation.delete()
    response = save(desk, event, mine)
    assert "Somebody saved this event after you had opened it." in response.content.decode()
    save(desk, event, filled_in(response.content))
    assert sorted(each.as_printed for each in event.citations.all()) == ["", "very, very glad to see you"]


def test_a_form_with_an_error_and_a_conflict_shows_both_and_keeps_what_was_typed(desk, other, event):
    mine, theirs = (filled_in(browser.get(page(event)).content) for browser in (desk, other))
    save(other, event, theirs, summary="They met.")
    response = save(desk, event, mine, date="soon", summary="Mine.")
    assert response.context["conflict"].mine is None
    assert "There are errors in the form below" in response.content.decode()
    typed = filled_in(response.content)
    assert (typed["date"], typed["summary"]) == ("soon", "Mine.")


def test_a_save_of_what_nobody_else_touched_goes_through_and_so_does_the_next(desk, event):
    opened = desk.get(page(event))
    saved = save(desk, event, filled_in(opened.content), summary="They met.")
    save(desk, event, filled_in(saved.content), summary="They met in orbit.")
    assert Event.objects.get(pk=event.pk).summary == "They met in orbit."


def test_the_name_of_a_person_changed_meanwhile_is_no_conflict(desk, event):
    mine = filled_in(desk.get(page(event)).content)
    source = event.citations.first().source
    source.title = "Another title"
    source.save()
    save(desk, event, mine, summary="They met.")
    assert Event.objects.get(pk=event.pk).summary == "They met."
