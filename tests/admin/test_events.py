"""The desk of the events: publishing in one go, and never without a source."""

import re

import pytest
from django.contrib.auth.models import Permission

from tests.admin.forms import errors, new_rows, page, told
from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_source,
)
from timeline.models import Citation, Event

pytestmark = pytest.mark.django_db

HANDSHAKE = {
    "title": "First handshake in orbit",
    "slug": "first-handshake-in-orbit",
    "date": "1975-07-17",
    "kind": "docking",
    "summary": "Stafford and Leonov shake hands.",
}
NEEDS_A_SOURCE = "A published event needs a source: keep or add a citation here, or set the status to draft."


def cited(*sources, after=0):
    """What a browser sends for new citations of the date, one of each source."""
    rows = [{"source": source.pk, "field": "date", "order": 1000} for source in sources]
    return new_rows("citations", *rows, after=after)


def test_new_event_with_a_citation_is_published_in_one_go(send):
    missions = [make_mission(country="SU"), make_mission(country="US")]
    agencies, people = [make_agency(country="US")], [make_person()]
    picked = {"missions": missions, "agencies": agencies, "people": people}
    response = send(
        Event,
        **HANDSHAKE,
        **{name: [row.pk for row in rows] for name, rows in picked.items()},
        **cited(make_source(), make_source()),
        status="published",
    )
    event = Event.objects.get()
    assert errors(response) == {}
    assert (event.status, event.citation_count, event.countries) == ("published", 2, "SU US")
    assert {name: set(getattr(event, name).all()) for name in picked} == {
        name: set(rows) for name, rows in picked.items()
    }


def test_new_event_without_a_citation_is_not_published_and_loses_nothing(send):
    response = send(Event, **HANDSHAKE, status="published")
    assert errors(response) == {"citations": [NEEDS_A_SOURCE]}
    assert NEEDS_A_SOURCE in response.content.decode()
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in (*HANDSHAKE, "status")} == {**HANDSHAKE, "status": "published"}
    assert not Event.objects.exists()


def test_new_event_whose_only_citation_is_taken_back_is_not_published(send):
    response = send(Event, **HANDSHAKE, **cited(make_source()), **{"citations-0-DELETE": "on"}, status="published")
    assert errors(response) == {"citations": [NEEDS_A_SOURCE]}


def test_new_event_without_a_citation_is_kept_as_a_draft(send):
    response = send(Event, **HANDSHAKE, status="draft")
    assert errors(response) == {}
    event = Event.objects.get()
    assert (event.status, event.citation_count, event.countries) == ("draft", 0, "")


def test_draft_with_a_citation_is_published(send):
    event = make_event(status="draft")
    send(event, status="published")
    event.refresh_from_db()
    assert (event.status, event.citation_count) == ("published", 1)


def test_draft_is_published_while_its_citations_are_replaced(send):
    event = make_event(status="draft")
    send(event, status="published", **cited(make_source(slug="better"), after=1), **{"citations-0-DELETE": "on"})
    event.refresh_from_db()
    assert (event.status, event.citation_count, event.citations.get().source.slug) == ("published", 1, "better")


def test_published_event_may_have_its_only_citation_replaced(send):
    event = make_event()
    send(event, **cited(make_source(slug="better"), after=1), **{"citations-0-DELETE": "on"})
    event.refresh_from_db()
    assert (event.status, event.citation_count, event.citations.get().source.slug) == ("published", 1, "better")


def test_published_event_keeps_its_last_citation(send):
    event = make_event()
    response = send(event, summary="Typed anew.", **{"citations-0-DELETE": "on"})
    assert errors(response) == {"citations": [NEEDS_A_SOURCE]}
    assert response.context["adminform"].form["summary"].value() == "Typed anew."
    assert event.citations.count() == 1


def test_published_event_may_lose_one_of_two_citations(send):
    event = make_event(sources=[make_source(), make_source()])
    send(event, **{"citations-0-DELETE": "on"})
    event.refresh_from_db()
    assert (event.status, event.citation_count) == ("published", 1)


def test_event_is_withdrawn_as_its_last_citation_goes(send):
    event = make_event()
    send(event, status="withdrawn", withdrawn_reason="Nobody says so.", **{"citations-0-DELETE": "on"})
    event.refresh_from_db()
    assert (event.status, event.citation_count) == ("withdrawn", 0)


def test_event_sent_unchanged_stays_as_it_was(send):
    event = make_event(missions=[make_mission()], people=[make_person()], date="1975-07-17T16:09:09Z")
    event.body = f"*Text.* [@{event.citations.get().key}]"
    event.save()
    make_disagreement(event)
    before = Event.objects.filter(pk=event.pk).values().get()
    response = send(event)
    assert errors(response) == {}
    assert Event.objects.filter(pk=event.pk).values().get() == before
    [entry] = response.wsgi_request.user.logentry_set.all()
    assert entry.get_change_message() == "No fields changed."


def test_event_follows_its_new_missions(send):
    event = make_event(missions=[make_mission(country="SU")])
    send(event, missions=[make_mission(country="FR").pk])
    event.refresh_from_db()
    assert event.countries == "FR"


def test_citation_offers_what_a_citation_of_an_event_may_support(send):
    response = send(make_event(), **{"citations-0-field": "vehicle"})
    assert errors(response) == {
        "citations-0-field": ["Select a valid choice. vehicle is not one of the available choices."]
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"latitude": "91", "longitude": "0"}, "__all__"),
        ({"latitude": "10", "longitude": ""}, "__all__"),
        ({"latitude": "nan", "longitude": "0"}, "latitude"),
        ({"significance": "6"}, "__all__"),
        ({"significance": "9" * 30}, "significance"),
        ({"withdrawn_reason": "A hoax."}, "withdrawn_reason"),
        ({"status": "withdrawn", "withdrawn_on": "2024-01-01"}, "__all__"),
        ({"status": "nonsense"}, "status"),
        ({"date": "next Tuesday"}, "date"),
        ({"date": "1975-07-24/1975-07-15"}, "date"),
        ({"date": ""}, "date"),
        ({"slug": ""}, "slug"),
        ({"place": "999"}, "place"),
        ({"missions": ["999"]}, "missions"),
        ({"title": "a\x00b"}, "title"),
    ],
)
@pytest.mark.parametrize("status", ["draft", "published"])
def test_event_with_a_mistake_is_refused_with_one_sentence(send, changes, expected, status):
    event = make_event(status=status)
    response = send(event, **changes)
    found = errors(response)
    assert (list(found), [len(sentences) for sentences in found.values()]) == ([expected], [1])


def test_event_with_a_bad_date_is_told_how_to_write_one(send):
    [sentence] = errors(send(make_event(), date="17.7.1975"))["date"]
    assert sentence.startswith("“17.7.1975” is not a date we can read. Write 1975-07-17,")


def test_event_with_wrong_coordinates_is_told_the_rule(send):
    response = send(make_event(), latitude="91", longitude="0")
    sentence = "Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180."
    assert errors(response) == {"__all__": [sentence]}


def test_withdrawn_event_needs_its_reason(send):
    response = send(make_event(), status="withdrawn", withdrawn_on="2024-01-01")
    sentence = "Readers who follow an old link need to know why: write the reason for the withdrawal."
    assert errors(response) == {"__all__": [sentence]}


def test_event_shows_its_date_in_words(send):
    event = make_event(date="1957~")
    response = send(event)
    shown = {str(field.field["label"]): str(field.contents()) for field in derived(response)}
    assert shown == {
        "key": event.key,
        "date, in words": "about 1957",
        "date earliest": "1 Jan 1956",
        "date latest": "31 Dec 1958",
        "date precision": "to the year",
        "date instant": "-",
        "countries": "-",
        "citation count": "1",
    }


def derived(response):
    """The fields that the last part of the main form shows."""
    [*_, last] = response.context["adminform"]
    return [field for line in last for field in line]


@pytest.mark.parametrize(("status", "shown"), [("draft", None), ("published", "/events/it/")])
def test_event_links_to_the_page_that_readers_see(send, status, shown):
    response = send(make_event(slug="it", status=status))
    assert response.context.get("absolute_url") == shown


def test_draft_with_its_citations_can_be_deleted(desk):
    event = make_event(status="draft")
    desk.post(f"/admin/timeline/event/{event.pk}/delete/", {"post": "yes"})
    assert (Event.objects.count(), Citation.objects.count()) == (0, 0)


@pytest.mark.parametrize(("status", "left"), [("draft", 1), ("published", 3)])
def test_chosen_events_can_be_deleted_unless_readers_have_seen_one(desk, status, left):
    chosen = [make_event(status="draft").pk, make_event(status=status).pk]
    make_event()
    desk.post("/admin/timeline/event/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert Event.objects.count() == left


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_readers_have_seen_is_not_deleted(desk, status):
    event = make_event(status=status, withdrawn_on="2026-01-01", withdrawn_reason="A hoax.")
    answer = desk.post(f"/admin/timeline/event/{event.pk}/delete/", {"post": "yes"}, follow=True)
    assert told(answer) == [
        f"Readers know “{event}”, so its address goes on answering. Withdraw it with the reason, or merge it into the event "
        "that it is the same as. Nothing was deleted."
    ]
    assert Event.objects.count() == 1


def test_editor_without_rights_on_citations_keeps_a_draft(client, django_user_model):
    editor = django_user_model.objects.create_user("e", password="e", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["add_event", "change_event", "publish_event"]))
    client.force_login(editor)
    response = client.post(
        "/admin/timeline/event/add/", {**HANDSHAKE, "significance": 3, "status": "published"}, follow=True
    )
    event = Event.objects.get()
    assert event.status == "draft"
    assert told(response)[0] == "“First handshake in orbit” was kept as a draft: it has no citation yet."


def test_disagreement_is_added_on_the_page_of_its_event(send):
    event = make_event(status="draft")
    make_citation(event=event)
    row = {"question": "When?", "slug": "when", "field": "date", "kind": "clock", "verdict": "", "order": 1000}
    response = send(event, **new_rows("disagreements", row))
    assert errors(response) == {}
    assert event.disagreements.get().question == "When?"


def test_each_citation_shows_the_marker_by_which_the_text_names_it(desk):
    event = make_event()
    make_citation(event=event)
    html = desk.get(page(event)).content.decode()
    shown = re.findall(r'<insert-marker for="id_body"><code>(.+?)</code></insert-marker>', html)
    assert shown == [f"[@{each.key}]" for each in event.citations.all()]
    assert html.count('id="id_body"') == 1
    person = make_person()
    key = make_citation(person=person, field="born").key
    html = desk.get(page(person)).content.decode()
    assert (f"Key: <code>{key}</code>" in html, "<insert-marker" in html) == (True, False)
