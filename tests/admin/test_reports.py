"""The desk of reports: what an editor sees, the answer that is asked for, and who may give it."""

import pytest

from tests.admin.forms import told
from tests.factories import make_citation, make_event, make_mission
from tests.reporting.sending import send
from timeline import revisions
from timeline.models import Event, Report, ReportOutcome
from timeline.revisions import By
from timeline.roles import CONTRIBUTOR, EDITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """A report on the second claim of an event."""
    event = make_event()
    claim = make_citation(event=event, value="1975-07-18", order=2000)
    revisions.keep([event], By("First."))
    send(claim, wrong="A day too late.", email="ada@a.example")
    return Report.objects.get()


def page(report):
    return f"/admin/timeline/report/{report.pk}/change/"


def test_the_claim_stands_as_it_was_reported_beside_what_it_is_now(signed_in, report):
    desk = signed_in(EDITOR)
    html = desk.get(page(report)).content.decode()
    event = Event.objects.get()
    for part in ("18 July 1975", "The same.", "A day too late.", "ada@a.example"):
        assert part in html, part
    assert f'href="/admin/timeline/event/{event.pk}/change/#citations-1"' in html
    assert 'id="citations-1"' in desk.get(f"/admin/timeline/event/{event.pk}/change/").content.decode()
    event.citations.filter(key=report.claim).update(value="1975-07-17")
    html = desk.get(page(report)).content.decode()
    assert ("18 July 1975" in html, "17 July 1975" in html, "The same." in html) == (True, True, False)
    event.citations.filter(key=report.claim).delete()
    assert "It is no longer here." in desk.get(page(report)).content.decode()


def test_the_claim_of_another_noun_leads_to_its_own_form(signed_in):
    claim = make_citation(mission=make_mission(), field="launched", value="1975")
    send(claim)
    html = signed_in(EDITOR).get(page(Report.objects.get())).content.decode()
    assert f'href="/admin/timeline/citation/{claim.pk}/change/"' in html


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"status": "accepted", "answer": " "}, "__all__"),
        ({"status": "declined", "answer": ""}, "__all__"),
        ({"status": "duplicate", "same_as": ""}, "__all__"),
        ({"status": "duplicate", "same_as": "nowhere"}, "same_as"),
        ({"status": "open", "answer": "Later."}, "status"),
        ({"answer": "x" * 1001, "status": "declined"}, "answer"),
        ({"status": "accepted", "answer": "Yes.", "corrected_in": "7"}, "corrected_in"),
        ({"status": "accepted", "answer": "Yes.", "corrected_in": "-1"}, "corrected_in"),
    ],
)
def test_a_decision_without_its_reason_is_none(signed_in, report, sent, field):
    response = signed_in(EDITOR).post(page(report), sent)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert (ReportOutcome.objects.count(), Report.objects.get().status) == (0, "open")


def test_a_decision_is_public_with_who_and_when_kept_and_can_be_put_in_better_words(signed_in, report):
    desk, event = signed_in(EDITOR), Event.objects.get()
    event.citations.filter(key=report.claim).update(value="1975-07-17")
    revisions.keep([event], By("The day was a slip."))
    assert desk.get(page(report)).context["form"]["corrected_in"].value() == 2
    answer = {"status": "accepted", "answer": "It was the 17th.", "corrected_in": "2"}
    assert told(desk.post(page(report), answer, follow=True)) == ["Decided, and public at its address."]
    report.refresh_from_db()
    assert (report.status, report.decided_by.username, report.decided is None) == ("accepted", "editor", False)
    first = ReportOutcome.objects.get()
    assert (first.key, first.answer, first.corrected_in, first.said) == (report.key, "It was the 17th.", 2, report.said)
    desk.post(page(report), answer | {"answer": "It was the 17th of July."})
    again = ReportOutcome.objects.get()
    assert (again.answer, again.decided) == ("It was the 17th of July.", first.decided)
    desk.post(page(report), answer | {"status": "declined"})
    assert ReportOutcome.objects.get().corrected_in is None


def test_a_contributor_reads_reports_and_decides_on_none(signed_in, report):
    desk = signed_in(CONTRIBUTOR)
    html = desk.get(page(report)).content.decode()
    assert ("A day too late." in html, "Make it public" in html) == (True, False)
    assert desk.post(page(report), {"status": "declined", "answer": "No."}).status_code == 403
    assert signed_in("").get(page(report)).status_code == 403
    for path in ("/admin/timeline/report/add/", f"/admin/timeline/report/{report.pk}/delete/"):
        assert signed_in(EDITOR).get(path).status_code == 403, path


def test_reports_are_listed_by_what_became_of_them_and_by_noun(signed_in, report):
    desk = signed_in(EDITOR)
    for query, number in (
        ("status__exact=open", 1),
        ("status__exact=declined", 0),
        ("noun=event", 1),
        ("noun=person", 0),
    ):
        assert desk.get(f"/admin/timeline/report/?{query}").context["cl"].result_count == number, query
