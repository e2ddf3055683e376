"""Reports as readers make them and read of them: the form, the page after it, and what is public."""

import html5lib
import pytest
from django.test import Client
from django.utils.html import escape

from tests.factories import (
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from tests.reporting.sending import address, decided, send
from timeline import fixtures, merging, revisions
from timeline.models import Event, Report, ReportOutcome
from timeline.reporting.forms import UNSEEN
from timeline.revisions import By

pytestmark = pytest.mark.django_db

NOUNS = {
    "event": (lambda: make_event(), "date"),
    "mission": (make_mission, "launched"),
    "person": (make_person, "born"),
    "place": (make_place, "lat"),
    "spacecraft": (make_spacecraft, "length"),
}


def text(response, status=200):
    assert response.status_code == status
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert dict(response.cookies) == {}
    return html


@pytest.fixture
def citation():
    """A claim of an event that has one revision."""
    event = make_event(slug="handshake", title="Handshake", sources=[make_source(title="CNN")])
    event.citations.update(as_printed="on <Thursday>", locator="p. 3")
    revisions.keep([event], By("First."))
    return event.citations.get()


@pytest.mark.parametrize("noun", NOUNS)
def test_every_claim_on_the_page_of_a_noun_leads_to_its_form(client, noun):
    make, field = NOUNS[noun]
    subject = make()
    claim = make_citation(**{noun: subject}, field=field, value="7")
    page = text(client.get(subject.get_absolute_url()))
    assert f'class="report" rel="nofollow" href="/report/{claim.key}/"' in page
    form = text(client.get(address(claim)))
    assert (str(subject) in form, claim.source.title in form) == (True, True)


def test_the_link_carries_the_revision_that_was_read_and_no_draft_has_one(client, admin_client, citation):
    assert f"/report/{citation.key}/?revision=1" in text(client.get("/events/handshake/"))
    make_event(slug="sketch", status="draft")
    assert 'class="report"' not in admin_client.get("/events/sketch/preview/").content.decode()


def test_the_form_shows_the_claim_and_is_kept_by_nobody(client, citation):
    response = client.get(address(citation, "?revision=1"))
    page = text(response)
    for part in ("17 July 1975", "on &lt;Thursday&gt;", "CNN", "p. 3", "Handshake", "Leave this empty"):
        assert part in page, part
    assert (response["Cache-Control"], "ETag" in response) == ("no-store", False)
    assert "has changed since" not in page
    assert client.head(address(citation)).content == b""


def test_the_form_says_what_changed_since_the_page_was_read(client, citation):
    event = citation.event
    event.summary = "Another."
    event.save()
    revisions.keep([event], By("Words."))
    page = text(client.get(address(citation, "?revision=1")))
    assert ("in revision 2. This fact has not." in page, 'href="/events/handshake/history/"' in page) == (True, True)
    citation.value = "1975-07-18"
    citation.save()
    revisions.keep([event], By("A day later."))
    assert "This fact has too; you read: When: 17 July 1975" in text(client.get(address(citation, "?revision=1")))
    assert "has changed since" not in text(client.get(address(citation, "?revision=3")))


def test_the_form_says_what_changed_on_the_page_of_a_mission(client):
    mission = make_mission(slug="soyuz-19")
    citation = make_citation(mission=mission, field="launched", value="1975-07-15")
    revisions.keep_entries([mission], By("As it came."))
    citation.value = "1975-07-16"
    citation.save()
    revisions.keep_entries([mission], By("A day later."))
    page = text(client.get(address(citation, "?revision=1")))
    assert "in revision 2. This fact has too; you read: Launched: 15 July 1975" in page
    assert 'href="/missions/soyuz-19/history/"' in page


def test_the_form_costs_the_same_however_much_is_cited(client, citation, count_queries):
    few = count_queries(address(citation, "?revision=1"))
    for _ in range(4):
        make_citation(event=citation.event)
    assert count_queries(address(citation, "?revision=1")) == few


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "99999999999999999999", "²", "1&revision=x"])
def test_a_revision_that_is_none_does_no_harm(client, citation, number):
    text(client.get(address(citation, f"?revision={number}")))


def test_what_readers_may_not_see_cannot_be_reported(client, citation):
    sketch = make_event(status="draft").citations.get()
    assert [client.get(f"/report/{key}/").status_code for key in (sketch.key, "nokey", "sent")] == [404, 404, 404]
    Event.objects.filter(slug="handshake").update(status="withdrawn", withdrawn_reason="A hoax.")
    assert "A hoax." in text(client.get(address(citation)), 410)


def test_a_report_is_kept_with_the_claim_as_it_stood(citation):
    response = send(citation, wrong="It was\r\na Friday.", source="Time", name="Ada", email="ada@a.example")
    report = Report.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/report/sent/{report.key}/")
    assert (report.claim, report.noun, report.subject, report.revision) == (
        *(citation.key, "event", citation.event.key),
        1,
    )
    assert report.said == "When: 17 July 1975 “on <Thursday>” (CNN, p. 3)"
    assert (report.wrong, report.source, report.name, report.email) == (
        *("It was\na Friday.", "Time"),
        *("Ada", "ada@a.example"),
    )
    page = text(Client().get(response["Location"]))
    assert (f"/reports/{report.key}/" in page, "Friday" in page, "Ada" in page) == (True, False, False)


def test_what_is_required_or_too_long_is_said_and_nothing_is_lost(citation):
    response = send(citation, wrong=" ", source="s" * 501, email="no address", name="Ada")
    assert sorted(response.context["form"].errors) == ["email", "source", "wrong"]
    page = text(response, 422)
    assert ("s" * 501 in page, "no address" in page, 'value="Ada"' in page) == (True, True, True)


def test_a_huge_body_is_refused(citation):
    assert send(citation, wrong="x" * 3_000_000).status_code == 413
    assert Report.objects.count() == 0


def test_what_nobody_can_see_is_taken_out_and_markup_is_text(citation, admin_client):
    send(citation, wrong="<script>alert(1)</script>\x00\x07\u202e end", name="<b>")
    report = Report.objects.get()
    assert (report.wrong, UNSEEN.search(report.wrong)) == ("<script>alert(1)</script> end", None)
    page = admin_client.get(f"/admin/timeline/report/{report.pk}/change/").content.decode()
    assert (escape(report.wrong) in page, "<script>alert" in page) == (True, False)


def test_the_same_words_of_the_same_claim_are_one_report(citation):
    first = send(citation, wrong="It was a Friday.")["Location"]
    assert send(citation, wrong=" it was  a FRIDAY.")["Location"] == first
    assert send(citation, wrong="It was a Friday.", source="Time")["Location"] != first
    other = make_citation(event=citation.event, field="title")
    assert send(other, wrong="It was a Friday.")["Location"] != first
    assert [report.times for report in Report.objects.order_by("pk")] == [2, 1, 1]


def test_whoever_repeats_what_was_answered_is_led_to_the_answer(citation):
    report = decided(citation)
    page = text(Client().get(send(citation, wrong=report.wrong)["Location"]))
    assert ("Somebody reported the same before" in page, f'href="/reports/{report.key}/"' in page) == (True, True)


def test_an_open_report_says_since_when_and_is_seen_in_no_list(client, citation):
    send(citation, wrong="Nobody shall read this.", name="Ada")
    report = Report.objects.get()
    response = client.get(report.get_absolute_url())
    page = text(response)
    assert ("Open since" in page, "Nobody shall read" in page, "Ada" in page) == (True, False, False)
    assert response["Cache-Control"] == "no-store"
    listed = text(client.get("/reports/"))
    assert ("1 open, 0 answered" in listed, report.key in listed) == (True, False)
    assert client.get("/reports/nokey/").status_code == 404


def test_a_decided_report_is_public_with_the_answer_and_never_with_the_words(client, citation):
    assert "0 open" in text(client.get("/reports/"))
    report = decided(citation, "accepted", "CNN says Thursday.", corrected_in=1)
    Report.objects.update(wrong="Nobody shall read this.")
    for path in ("/reports/", report.get_absolute_url(), "/events/handshake/history/"):
        page = text(client.get(path))
        for part in ("CNN says Thursday.", "Corrected in", "revision 1", "on &lt;Thursday&gt;"):
            assert part in page, (path, part)
        assert "Nobody shall read this." not in page
    assert "ETag" in client.get("/reports/")
    assert "ETag" in client.get(report.get_absolute_url())


def test_a_duplicate_leads_to_the_earlier_report_and_its_answer(client, citation):
    first = decided(citation, answer="It was a Thursday.")
    second = decided(citation, "duplicate", "", same_as=first.key)
    page = text(client.get(second.get_absolute_url()))
    assert (f'href="/reports/{first.key}/"' in page, "It was a Thursday." in page) == (True, True)


def test_the_reports_of_a_merged_event_stand_in_the_history_of_the_one_that_stayed(client, citation):
    report = decided(citation)
    kept = make_event(slug="kept")
    merging.merge(citation.event, kept, By("They are one.", "merge"))
    assert report.get_absolute_url() in text(client.get("/events/kept/history/"))
    assert client.get(report.subject_url)["Location"] == "/events/kept/"


def test_the_list_of_reports_costs_the_same_for_one_and_for_several(client, citation, count_queries):
    decided(citation)
    one = count_queries("/reports/")
    history = count_queries("/events/handshake/history/")
    for _ in range(3):
        decided(citation)
    assert (count_queries("/reports/"), count_queries("/events/handshake/history/")) == (one, history)
    assert count_queries("/reports/") == 2  # the version of the data, and how many are open


def test_outcomes_are_written_into_the_fixtures_and_loaded_again(tmp_path, client, citation):
    report = decided(citation, answer="It was a Thursday.")
    fixtures.write(tmp_path)
    assert "It was a Thursday." in (tmp_path / "13_report_outcomes.json").read_text()
    ReportOutcome.objects.all().delete()
    Report.objects.all().delete()
    fixtures.load(tmp_path, verbosity=0)
    assert "It was a Thursday." in text(client.get(report.get_absolute_url()))
