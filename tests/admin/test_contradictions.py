"""Citations that differ: nothing comes to readers so unless a question is asked or a sentence says why both can be so."""

import pytest

from tests.admin.forms import errors, new_rows, refusals, save, told
from tests.factories import make_citation, make_disagreement, make_event, make_mission, make_person, make_source
from timeline import publishing, revisions
from timeline.choices import RevisionKind, Status
from timeline.models import Citation, Event, Mission, Person
from timeline.proposals import differing_keys
from timeline.publishing import Refused
from timeline.revisions import By
from timeline.tables.carrying import carry_out
from timeline.tables.files import read
from timeline.tables.nouns import TABLES

pytestmark = pytest.mark.django_db

REFUSAL = (
    "Its citations differ on “When”: ask readers the question, mend the value that is a slip, or say at one of these citations "
    "under “No conflict, because” why both can be so. (unasked-difference)"
)
REASON = "the later day is that of the announcement."


def cited(status="draft", *values):
    """An event, cited for its date with each of `values` as well."""
    event = make_event(status=status, date="1975-07-17")
    for value in values:
        make_citation(event=event, value=value)
    return event


def test_a_new_event_that_cites_two_days_is_not_published_until_a_sentence_says_why(desk):
    new = {"title": "Handshake", "slug": "handshake", "date": "1975-07-17", "kind": "docking", "summary": "They met."}
    row = {"source": make_source().pk, "field": "date", "order": 1}
    rows = [row | {"value": "1975-07-17"}, row | {"value": "1975-07-19", "no_conflict": ""}]
    refused = save(desk, Event, **new, **new_rows("citations", *rows), status="published")
    assert (refusals(refused), Event.objects.count()) == ([REFUSAL], 0)
    rows[1]["no_conflict"] = REASON
    assert errors(save(desk, Event, **new, **new_rows("citations", *rows), status="published")) == {}
    assert f"No conflict, because {REASON}" in desk.get("/events/handshake/").content.decode()


def test_a_draft_is_published_once_the_question_is_asked(desk):
    event = cited("draft", "1975-07-19")
    assert refusals(save(desk, event, status="published")) == [REFUSAL]
    asked = {
        "asks_date": "on",
        "kind_date": "slip",
        "verdict_date": "The record of the day.",
        "accepted_date": "1975-07-17",
    }
    assert errors(save(desk, event, status="published", **asked)) == {}
    event.refresh_from_db()
    assert (event.status, event.disagreements.count()) == ("published", 1)


def test_the_action_publishes_nothing_that_differs_unasked(desk):
    event = cited("draft", "1975-07-19")
    chosen = {"action": "publish", "_selected_action": [event.pk]}
    response = desk.post("/admin/timeline/event/", chosen, follow=True)
    assert told(response) == [f"“{event}” stays as it was: {REFUSAL}"]
    event.refresh_from_db()
    assert event.status == "draft"


def test_what_stood_before_readers_so_is_edited_as_ever(desk):
    event = cited("published", "1975-07-19")
    assert errors(save(desk, event, summary="They met in orbit.")) == {}
    locator = {"citations-0-locator": "p. 12"}
    assert errors(save(desk, event, **locator)) == {}
    event.refresh_from_db()
    assert (event.summary, event.citations.filter(locator="p. 12").count()) == ("They met in orbit.", 1)


@pytest.mark.parametrize("settled", ["agrees", "sentence"])
def test_an_edit_that_makes_citations_differ_is_refused_and_one_that_does_not_is_kept(desk, settled):
    event = cited("published")
    row = {"source": make_source().pk, "field": "date", "order": 9, "value": "1975-07-19"}
    assert refusals(save(desk, event, **new_rows("citations", row, after=1))) == [REFUSAL]
    row |= {"value": "July 1975"} if settled == "agrees" else {"no_conflict": REASON}
    assert errors(save(desk, event, **new_rows("citations", row, after=1))) == {}
    assert event.citations.count() == 2


def test_a_third_value_beside_two_that_differ_is_refused(desk):
    event = cited("published", "1975-07-19")
    row = {"source": make_source().pk, "field": "date", "order": 9, "value": "1975-07-21"}
    assert refusals(save(desk, event, **new_rows("citations", row, after=2))) == [REFUSAL]


def test_the_forms_of_a_citation_and_of_a_question_keep_the_same_rule(desk):
    event = cited("published")
    values = {"source": make_source().pk, "field": "date", "event": event.pk, "value": "1975-07-19", "order": 3}
    assert refusals(save(desk, Citation, **values)) == [REFUSAL]
    assert errors(save(desk, Citation, **values, no_conflict=REASON)) == {}
    question = make_disagreement(cited("published", "1975-07-19"))
    desk.post(f"/admin/timeline/disagreement/{question.pk}/delete/", {"post": "yes"})
    assert type(question).objects.filter(pk=question.pk).exists()


def test_an_older_revision_without_the_sentence_is_not_restored():
    event = cited("draft")
    by = By("Why not.", RevisionKind.EDIT)
    revisions.keep(Event.objects.filter(pk=event.pk), by)
    make_citation(event=event, value="1975-07-19")
    revisions.keep(Event.objects.filter(pk=event.pk), by)
    event.citations.filter(value="1975-07-19").update(no_conflict=REASON)
    Event.objects.filter(pk=event.pk).update(status=Status.PUBLISHED)
    revisions.keep(Event.objects.filter(pk=event.pk), by)
    with pytest.raises(Refused, match="Its citations differ"):
        publishing.restore(event.revisions.order_by("number")[1], by)
    assert event.citations.filter(no_conflict=REASON).count() == 1


def test_a_table_that_publishes_what_differs_is_refused():
    event = cited("draft", "1975-07-19")
    sheet = read(TABLES["event"], f"key,status\n{event.key},published\n".encode())
    outcome = carry_out(TABLES["event"], sheet, By("All at once.", RevisionKind.BULK))
    assert ([fault.sentence for fault in outcome.faults], outcome.is_done) == ([REFUSAL], False)
    event.citations.filter(value="1975-07-19").update(no_conflict=REASON)
    assert carry_out(TABLES["event"], sheet, By("All at once.", RevisionKind.BULK)).is_done


def test_missions_and_people_whose_citations_differ_are_listed(desk):
    mission, person = make_mission(launched="1975-07-15"), make_person(born="1934-05-30")
    for row, field, value in ((mission, "launched", "1975-07-16"), (person, "born", "1934-05-31")):
        make_citation(**{row.noun(): row}, field=field)
        make_citation(**{row.noun(): row}, field=field, value=value)
    make_mission(launched="1975")
    assert [differing_keys(noun) for noun in (Event, Mission, Person)] == [[], [mission.pk], [person.pk]]
    listed = desk.get("/admin/timeline/mission/?differs=yes").context["cl"].result_list
    assert [each.pk for each in listed] == [mission.pk]
    Citation.objects.filter(value="1975-07-16").update(no_conflict="it is the day in Moscow.")
    assert differing_keys(Mission) == []
