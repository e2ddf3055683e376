"""The version of the data: every change is noticed, and what was kept goes with it."""

import pytest
from django.db import transaction
from django.utils import timezone

from tests.factories import make_event, make_mission, make_person
from timeline import versions
from timeline.models import Event, OpenForm, PendingRevision, Person, Report
from timeline.reporting.claims import Claim
from timeline.reporting.deciding import decide, outcome_of, take_in

pytestmark = pytest.mark.django_db


def changes(act) -> bool:
    """Whether `act` gives the data another version."""
    before = versions.current()
    act()
    return versions.current() != before


def test_every_way_to_change_a_row_gives_another_version():
    event, person, mission = make_event(), make_person(), make_mission()
    assert changes(lambda: make_event())
    assert changes(lambda: event.save())
    assert changes(lambda: Event.objects.filter(pk=event.pk).update(title="Changed"))
    assert changes(lambda: event.people.add(person))
    assert changes(lambda: event.people.add(person, make_person()))
    assert changes(lambda: event.missions.set([mission]))
    assert changes(lambda: Person.objects.bulk_create([Person(slug="bulk", name="Bulk", country="US")]))
    assert changes(lambda: event.people.clear())
    assert changes(lambda: event.delete())


def test_reading_leaves_the_version_alone(client):
    make_event()
    assert not changes(lambda: client.get("/"))
    assert len(versions.current()) == 32


def test_what_readers_never_see_leaves_the_version_alone(admin_user):
    event = make_event()
    seen = {"event": event, "editor": admin_user, "seen": timezone.now()}
    assert not changes(lambda: OpenForm.objects.create(**seen))
    state = {"title": event.title}
    claim = Claim(event.citations.get())
    sent = {"wrong": "No.", "source": "", "name": "", "email": ""}
    assert not changes(lambda: take_in(claim, sent, None))
    report = Report.objects.get()
    outcome = outcome_of(report)
    outcome.status, outcome.answer = "declined", "The source says so."
    assert changes(lambda: decide(report, outcome, admin_user))
    assert not changes(lambda: PendingRevision.objects.create(event=event, reason="Why", opened=state, state=state))


def test_what_is_rolled_back_takes_its_version_with_it():
    make_event()

    def change_and_take_back() -> None:
        with transaction.atomic():
            make_event()
            transaction.set_rollback(True)

    assert not changes(change_and_take_back)


def test_a_result_is_computed_once_for_each_version():
    make_event()
    asked = []

    def compute() -> int:
        asked.append(1)
        return len(asked)

    assert [versions.kept("a test", compute), versions.kept("a test", compute)] == [1, 1]
    make_event()
    assert [versions.kept("a test", compute), versions.kept("another", compute)] == [2, 3]


def test_only_so_many_results_are_kept(monkeypatch):
    make_event()
    monkeypatch.setattr(versions, "MOST_KEPT", 3)
    for number in range(10):
        versions.kept(f"number {number}", lambda: number)  # noqa: B023
    assert len(versions._memory) <= 3
    assert versions.kept("number 9", lambda: "computed again") == 9
    assert versions.kept("number 1", lambda: "computed again") == "computed again"
