"""The work queue, and the filters behind it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_programme,
    make_source,
)
from timeline.admin.queue import QUEUE
from timeline.checks import findings
from timeline.models import LinkCheck, PendingRevision
from timeline.reporting.claims import Claim
from timeline.reporting.deciding import take_in

pytestmark = pytest.mark.django_db


def listed(desk, query, noun="event"):
    return {str(row) for row in desk.get(f"/admin/timeline/{noun}/?{query}").context["cl"].result_list}


def wanting_everything():
    """Two rows for each task of the queue, and what wants nothing."""
    for number in (1, 2):
        make_event(title=f"Reviewed {number}", status="in-review")
        bare = make_event(title=f"Bare {number}", status="draft")
        bare.citations.all().delete()
        event = make_event(
            title=f"Judged {number}",
            sources=[make_source(url="https://a.example/", archive_url="https://b.example/")] * 2,
        )
        make_disagreement(event, question=f"Open {number}?", verdict="")
        PendingRevision.objects.create(event=event, reason="Why not.", opened={}, state={"title": "Better"})
        source = make_source(title=f"Dead {number}", url="https://dead.example/", archive_url="https://b.example/")
        LinkCheck.objects.create(
            source=source, field="url", address=source.url, outcome="gone", checked=timezone.now(), is_dead=True
        )
        take_in(
            Claim(event.citations.first()), {"wrong": f"Not {number}.", "source": "", "name": "", "email": ""}, None
        )
        gone = make_event(status="withdrawn", withdrawn_on="2026-01-02", withdrawn_reason="It was another flight.")
        make_lesson_set([event, gone], title=f"Gappy {number}")
        make_lesson_set([event])
        make_lesson_set([gone], status="draft")
        make_source(title=f"Copied nowhere {number}", url="https://c.example/")


def test_the_front_page_counts_what_wants_doing_and_each_count_is_that_of_its_list(desk):
    wanting_everything()
    with CaptureQueriesContext(connection) as captured:
        response = desk.get("/admin/")
    html = response.content.decode()
    for task in QUEUE:
        number = desk.get(task.address).context["cl"].result_count
        assert number == task.rows().count(), task.name
        assert (
            f'<a href="{task.address.replace("&", "&amp;")}"><span class="number">{number}</span> {task.name}</a>'
            in html
        )
    assert listed(desk, "gap=yes", "lessonset") == {"Gappy 1", "Gappy 2"}
    assert len(listed(desk, "gap=no", "lessonset")) == 4
    counts = {task.name: task.rows().count() for task in QUEUE}
    assert counts | {"one witness": 2, "no archive copy": 2} == counts | {
        **dict.fromkeys(
            ("in review", "edit that waits", "uncited", "conflict without verdict", "dead link", "reported"), 2
        ),
        "lesson set with a gap": 2,
        "no alt text": 0,
    } | {"one witness": 2, "no archive copy": 2}
    assert len(captured) < 26


def test_only_the_work_of_nouns_that_a_user_may_see_is_shown(client, django_user_model):
    viewer = django_user_model.objects.create_user("v", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_source"))
    client.force_login(viewer)
    html = client.get("/admin/").content.decode()
    assert ("dead link" in html, "one witness" in html) == (True, False)


def test_events_are_listed_by_what_an_editor_asks(desk):
    apollo = make_programme(slug="apollo")
    make_event(title="Moon", date="1969-07-20", kind="lunar", missions=[make_mission(programme=apollo)])
    old = make_event(title="Old", date="1957-10-04", status="draft")
    make_citation(event=old)
    disputed = make_event(title="Disputed", date="1975-07-17")
    make_disagreement(disputed, [("one", True, [disputed.citations.get()])])
    make_disagreement(make_event(title="Open", date="1975"), [], verdict="")
    bare = make_event(title="Bare", date="1980", status="draft")
    bare.citations.all().delete()
    assert listed(desk, "programme=apollo") == {"Moon"}
    assert listed(desk, "decade=1970") == {"Disputed", "Open"}
    assert listed(desk, "witnesses=1") == {"Moon", "Disputed", "Open"}
    assert listed(desk, "witnesses=2") == {"Old"}
    assert listed(desk, "disputed=yes") == {"Disputed", "Open"}
    assert listed(desk, "disputed=open") == {"Open"}
    assert listed(desk, "cited=no") == {"Bare"}
    assert listed(desk, "cited=yes&status__exact=draft") == {"Old"}
    assert listed(desk, "kind__exact=lunar&significance__exact=3") == {"Moon"}


@pytest.mark.parametrize("query", ["decade=x", "decade=99", "witnesses=9", "programme=nowhere", "disputed=perhaps"])
def test_a_filter_that_is_not_known_does_no_harm(desk, query):
    make_event()
    assert desk.get(f"/admin/timeline/event/?{query}").status_code in (200, 302)


def test_one_witness_is_what_the_rule_of_that_name_finds(desk):
    source = make_source()
    for title, values in {
        "Said once": ["1975-07-17"],
        "Said once, denied once": ["1975-07-17", "1975-12"],
        "Said twice": ["1975-07-17", "1975-07-17T16:09:09Z"],
        "As it stands": [""],
        "Said in words": ["17 July 1975"],
        "Said twice, in words": ["July 17th, 1975", "17 July 1975, 16:09 UTC"],
        "Denied in words": ["18 July 1975"],
        "Denied": ["1975-12"],
    }.items():
        event = make_event(title=title, date="1975-07-17", sources=[source], status="draft")
        event.citations.all().delete()
        for value in values:
            make_citation(event=event, value=value)
    found = {str(each.subject) for each in findings({"one-witness"}) if "one independent witness" in each.sentence}
    assert (
        listed(desk, "witnesses=1")
        == found
        == {
            *("Said once", "Said once, denied once", "As it stands", "Said in words"),
        }
    )
    assert listed(desk, "witnesses=2") == {"Said twice", "Said twice, in words"}


def test_sources_that_draw_on_one_another_are_one_witness(desk):
    original = make_source()
    make_event(title="Copied", sources=[original, make_source(draws_on=[original])])
    assert listed(desk, "witnesses=1") == {"Copied"}
