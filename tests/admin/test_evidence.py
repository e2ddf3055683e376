"""The desk of the evidence: what a citation may be about, and what a published event cannot lose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.forms import errors, filled_in, new_rows, page, told
from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from timeline.models import Citation, Disagreement, Event, Reading
from timeline.models.citations import SUBJECTS

pytestmark = pytest.mark.django_db

LAST = "“Docking” is published and would be left without a source: add another citation to it first, or withdraw it."
LIST = "/admin/timeline/citation/"


def published():
    """A published event, “Docking”, and its only citation."""
    event = make_event(title="Docking")
    return event, event.citations.get()


def test_last_citation_of_a_published_event_is_not_deleted(desk):
    event, citation = published()
    for method in (desk.get, desk.post):
        response = method(f"{LIST}{citation.pk}/delete/", {"post": "yes"}, follow=True)
        assert response.redirect_chain == [(page(citation), 302)]
        assert told(response) == [f"{LAST} Nothing was deleted."]
    assert event.citations.get() == citation


def test_chosen_citations_are_not_deleted_where_a_published_event_needs_one(desk):
    _, citation = published()
    spare = make_citation(mission=make_mission(), field="crew")
    for confirmed in ({}, {"post": "yes"}):
        chosen = {"action": "delete_selected", "_selected_action": [citation.pk, spare.pk]}
        response = desk.post(LIST, chosen | confirmed, follow=True)
        assert told(response) == [f"{LAST} Nothing was deleted."]
    assert Citation.objects.count() == 2


def test_chosen_citations_are_not_deleted_where_they_are_all_that_an_event_has(desk):
    event, citation = published()
    other = make_citation(event=event)
    chosen = {"action": "delete_selected", "_selected_action": [citation.pk, other.pk], "post": "yes"}
    assert told(desk.post(LIST, chosen, follow=True)) == [f"{LAST} Nothing was deleted."]
    assert event.citations.count() == 2


def test_chosen_citations_are_deleted_where_another_stays(desk):
    event, citation = published()
    make_citation(event=event)
    chosen = {"action": "delete_selected", "_selected_action": [citation.pk], "post": "yes"}
    assert told(desk.post(LIST, chosen, follow=True)) == ["Successfully deleted 1 citation."]
    event.refresh_from_db()
    assert (event.citation_count, event.status) == (1, "published")


def test_citation_of_a_draft_is_deleted(desk):
    event = make_event(status="draft")
    desk.post(f"{LIST}{event.citations.get().pk}/delete/", {"post": "yes"})
    assert event.citations.count() == 0


def test_citation_that_does_not_exist_is_not_deleted(desk):
    for number in ("999", "x"):
        assert desk.get(f"{LIST}{number}/delete/", follow=True).status_code == 200


def test_last_citation_of_a_published_event_is_not_moved_away(send):
    event, citation = published()
    response = send(citation, event=make_event().pk)
    assert errors(response) == {"event": [LAST]}
    response = send(citation, event="", person=make_person().pk, field="born")
    assert errors(response) == {"event": [LAST]}
    assert event.citations.get() == citation


def test_citation_that_is_moved_counts_for_its_new_event(send):
    event, citation = published()
    make_citation(event=event)
    other = make_event(status="draft")
    assert errors(send(citation, event=other.pk)) == {}
    counts = Event.objects.in_bulk([event.pk, other.pk])
    assert (counts[event.pk].citation_count, counts[other.pk].citation_count) == (1, 2)


def test_citation_of_a_published_event_may_be_edited(send):
    event, citation = published()
    assert errors(send(citation, locator="p. 7")) == {}
    citation.refresh_from_db()
    assert (citation.locator, citation.event) == ("p. 7", event)


@pytest.mark.parametrize("subjects", [{}, {"event": make_event, "mission": make_mission}])
def test_citation_of_no_subject_or_of_two_is_refused(send, subjects):
    chosen = {name: make().pk for name, make in subjects.items()}
    response = send(Citation, source=make_source().pk, field="date", **chosen)
    sentence = "A citation belongs to exactly one event, mission, person, place or spacecraft: choose one."
    assert errors(response) == {"__all__": [sentence]}


def test_citation_of_a_field_that_its_subject_lacks_is_refused(send):
    response = send(Citation, source=make_source().pk, field="vehicle", place=make_place().pk)
    assert errors(response) == {"field": ["A citation of a place supports one of: name, lat, lon."]}


@pytest.mark.parametrize("text", ["Skylab", "plate LXXVII", "“about noon”", "sunrise", "Skylab sunrise"])
def test_citation_is_found_by_its_source_locator_words_and_subject(desk, text):
    published()
    source = make_source(title="Skylab: a chronology")
    place = make_place(name="Where the sunrise was seen")
    sought = make_citation(place=place, field="name", source=source, locator="plate LXXVII", as_printed="“about noon”")
    assert list(desk.get(LIST, {"q": text}).context["cl"].result_list) == [sought]


@pytest.mark.parametrize("about", SUBJECTS)
def test_citations_are_filtered_by_what_they_are_about(desk, about):
    _, citation = published()
    expected = {
        "event": citation,
        "mission": make_citation(mission=make_mission(), field="crew"),
        "person": make_citation(person=make_person(), field="born"),
        "place": make_citation(place=make_place(), field="lat"),
        "spacecraft": make_citation(spacecraft=make_spacecraft(), field="width"),
    }
    assert list(desk.get(LIST, {"about": about}).context["cl"].result_list) == [expected[about]]


def test_new_disagreement_is_saved_with_its_readings(send):
    event, citation = published()
    other = make_citation(event=event)
    readings = [
        {"order": 1, "value": "16:09", "accepted": "on", "citations": [citation.pk]},
        {"order": 2, "value": "16:12", "citations": [other.pk]},
    ]
    question = {"event": event.pk, "question": "When?", "slug": "when", "field": "date", "kind": "clock", "order": 1}
    question["verdict"] = "The first: its clock was on the spot."
    response = send(Disagreement, **question, **new_rows("readings", *readings))
    assert errors(response) == {}
    saved = [(row.order, row.value, row.accepted, list(row.citations.all())) for row in Reading.objects.all()]
    assert saved == [(1, "16:09", True, [citation]), (2, "16:12", False, [other])]


def test_disagreement_sent_unchanged_stays_as_it_was(send):
    disagreement = make_disagreement(make_event())
    before = [(row.pk, row.order, list(row.citations.all())) for row in disagreement.readings.all()]
    response = send(disagreement)
    assert [(row.pk, row.order, list(row.citations.all())) for row in disagreement.readings.all()] == before
    [entry] = response.wsgi_request.user.logentry_set.all()
    assert entry.get_change_message() == "No fields changed."


def test_readings_swap_their_numbers_and_keep_their_citations(send):
    disagreement = make_disagreement(make_event(), readings=[("one", True), ("two", False)])
    citations = {row.value: list(row.citations.all()) for row in disagreement.readings.all()}
    assert errors(send(disagreement, **{"readings-0-order": 2, "readings-1-order": 1})) == {}
    assert [(row.order, row.value) for row in disagreement.readings.all()] == [(1, "two"), (2, "one")]
    assert {row.value: list(row.citations.all()) for row in disagreement.readings.all()} == citations


def test_readings_with_one_number_are_refused(send):
    response = send(make_disagreement(make_event()), **{"readings-1-order": 1})
    sentence = "Two readings of this question have the same order: give each its own number."
    assert errors(response) == {"readings-1-order": [sentence]}


def test_reading_rests_on_citations_of_its_event_only(send):
    disagreement = make_disagreement(make_event(title="Docking"))
    strange = make_citation(event=make_event(), source=make_source(title="Elsewhere"), locator="p. 3", value="Other")
    response = send(disagreement, **{"readings-0-citations": [strange.pk]})
    sentence = "“Elsewhere, p. 3: Other” is not a citation of “Docking”: choose among those of that event, or add it there first."
    assert errors(response) == {"readings-0-citations": [sentence]}


def test_picker_of_a_reading_offers_the_citations_of_its_event(desk):
    event, citation = published()
    disagreement = make_disagreement(event, readings=[("one", True, [citation])])
    make_event()
    html = desk.get(page(disagreement)).content.decode()
    address = f"{reverse('admin:autocomplete')}?event={event.pk}"
    assert html.count(f'data-ajax--url="{address}"') == 2  # the reading, and the empty row that new ones are made of
    asked = {"app_label": "timeline", "model_name": "reading", "field_name": "citations", "term": ""}
    offered = desk.get(address, asked | {"event": event.pk}).json()["results"]
    assert offered == [{"id": str(citation.pk), "text": str(citation)}]


@pytest.mark.parametrize("number", ["x", "-1", "9" * 18, "9" * 40, "²", ""])
def test_picker_of_a_reading_survives_a_number_that_is_no_event(desk, number):
    published()
    asked = {"app_label": "timeline", "model_name": "reading", "field_name": "citations", "event": number}
    assert desk.get(reverse("admin:autocomplete"), asked).status_code == 200


@pytest.mark.parametrize(("status", "shown"), [("draft", None), ("published", "/events/it/#disagreement-when")])
def test_disagreement_links_to_the_page_that_readers_see(desk, status, shown):
    disagreement = make_disagreement(make_event(slug="it", status=status), slug="when")
    assert desk.get(page(disagreement)).context.get("absolute_url") == shown


def test_citations_on_the_page_of_an_entry_round_trip(desk):
    event, citation = published()
    sent = filled_in(desk.get(page(event)).content)
    assert {name: sent[f"citations-0-{name}"] for name in ("source", "field", "locator")} == {
        "source": str(citation.source.pk),
        "field": "date",
        "locator": "p. 1",
    }


@pytest.mark.parametrize("sent", ["0", "999999", ""])
def test_a_source_that_is_none_is_said_at_its_citation(desk, send, sent):
    event, citation = published()
    response = send(event, **{"citations-0-source": sent})
    assert list(errors(response)) == ["citations-0-source"]
    assert Citation.objects.get(pk=citation.pk).source == citation.source


def test_a_citation_of_another_event_is_not_taken_over(send):
    other = make_event().citations.get()
    send(published()[0], **{"citations-0-id": other.pk})
    assert Citation.objects.get(pk=other.pk).event == other.event


def test_saving_many_citations_costs_no_more_queries_than_few(desk):
    def cost(event):
        fields = filled_in(desk.get(page(event)).content) | {"title": "Otherwise"}
        with CaptureQueriesContext(connection) as queries:
            assert desk.post(page(event), fields).status_code == 302
        return len(queries)

    few, many = published()[0], published()[0]
    make_citation(event=few)
    for _ in range(7):
        make_citation(event=many)
    assert cost(many) == cost(few)


def test_a_form_with_forty_citations_opens_with_at_most_forty_queries(desk):
    event = make_event(sources=[make_source() for _ in range(40)])
    desk.get(page(event))
    with CaptureQueriesContext(connection) as queries:
        html = desk.get(page(event)).content.decode()
    assert html.count('class="inlinechangelink"') == 40
    assert len(queries) <= 40
