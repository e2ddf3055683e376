"""Merging a pack: by key, again and again, and without undoing what editors did."""

import pytest

from tests.factories import make_event, make_person
from tests.imports.packs import bring_in, pack, record, stored, totals
from timeline.imports.pack import PackError
from timeline.models import Agency, Citation, CrewMember, Disagreement, Event, Mission, Person, Place, Programme, Source
from timeline.models.base import key_for

pytestmark = pytest.mark.django_db

NOTHING = {"made": 0, "changed": 0, "removed": 0}


@pytest.fixture
def data():
    """The small pack, which the database holds already."""
    bring_in(pack())
    return pack()


def handshake():
    return Event.objects.get(key=key_for("event", "first-handshake"))


def claims(event):
    return list(event.citations.values_list("field", "value", "source__slug", "locator"))


def test_import_brings_in_every_noun():
    report = bring_in(pack())
    assert dict(report.made) == {
        **{"agencies": 2, "programmes": 1, "sources": 2, "places": 2, "people": 2, "missions": 1, "events": 2},
        **{"claims": 10, "disagreements": 1},
    }
    assert report.made == report.read
    assert report.notes == []


def test_import_fills_an_event_with_all_that_belongs_to_it(data):
    event = handshake()
    assert (event.slug, event.title, event.date, event.kind) == (
        *("first-handshake", "First handshake in orbit", "1975-07-17", "docking"),
    )
    assert (event.status, event.significance, event.place_text) == ("published", 5, "above the Elbe")
    assert (event.place, event.latitude, event.longitude) == (Place.objects.get(slug="earth-orbit"), None, None)
    assert list(event.missions.all()) == [Mission.objects.get()]
    assert set(event.people.all()) == set(Person.objects.all())
    assert list(event.agencies.all()) == [Agency.objects.get(slug="nasa")]
    assert (event.countries, event.citation_count) == ("SU US", 3)
    assert claims(event) == [
        ("date", "1975-07-17", "article-handshake", "para. 1"),
        ("place", "over West Germany", "article-handshake", "para. 2"),
        ("place", "above the Elbe", "nasa-history", "p. 320"),
    ]


def test_import_fills_a_mission_with_all_that_belongs_to_it(data):
    mission = Mission.objects.get()
    assert (mission.programme, mission.place) == (Programme.objects.get(), Place.objects.get(slug="baikonur"))
    assert (mission.launched, mission.ended, mission.crewed) == ("1975-07-15T12:20:00Z", "1975-07-21", True)
    assert [str(member) for member in mission.crew_members.all()] == ["Alexei Leonov, Commander"]
    assert list(mission.citations.values_list("field", "locator")) == [("launched", "p. 9"), ("crew", "p. 9")]


def test_import_joins_sources_that_draw_on_one_another(data):
    assert len(set(Source.objects.values_list("witness", flat=True))) == 1


def test_import_groups_the_claims_of_each_reading(data):
    disagreement = Disagreement.objects.get()
    assert (disagreement.event, disagreement.verdict) == (handshake(), "The sources do not decide it.")
    assert [
        (reading.value, reading.accepted, [citation.value for citation in reading.citations.all()])
        for reading in disagreement.readings.all()
    ] == [
        ("over West Germany", False, ["over West Germany"]),
        ("above the Elbe", False, ["above the Elbe"]),
    ]


def test_import_of_the_same_pack_again_changes_nothing(data):
    before = stored()
    report = bring_in(data)
    assert stored() == before
    assert totals(report) == NOTHING
    assert report.unchanged == report.read


def test_import_into_two_databases_gives_the_same_keys(data):
    keys = {name: [row["fields"].get("key") for row in rows] for name, rows in stored().items()}
    Event.objects.all().delete()
    for model in (Mission, Person, Place, Programme, Agency, Source):
        model.objects.all().delete()
    bring_in(data)
    assert {name: [row["fields"].get("key") for row in rows] for name, rows in stored().items()} == keys


def test_import_of_a_larger_pack_adds_only_what_is_new(data):
    before = stored()
    data["people"].append({"key": "vance-brand", "name": "Vance Brand", "country": "US"})
    data["events"].append(
        record(pack(), "events", "soyuz-19-launch") | {"key": "apollo-launch", "title": "Apollo rises"}
    )
    report = bring_in(data)
    assert dict(report.made) == {"people": 1, "events": 1, "claims": 1}
    assert (report.changed.total(), report.removed.total()) == (0, 0)
    for name, rows in stored().items():
        assert [row for row in rows if row in before[name]] == before[name]


def test_import_of_a_smaller_pack_leaves_the_rest_and_says_so(data):
    before = stored()
    data["events"] = data["events"][:1]
    report = bring_in(data)
    assert stored() == before
    assert report.notes == ["events: 1 that the file does not hold were left as they are"]


def test_import_follows_a_changed_event(data):
    event = record(data, "events", "first-handshake")
    event |= {
        "title": "The handshake",
        "summary": "It was seen by many.",
        "significance": 4,
        "people": ["alexei-leonov"],
    }
    report = bring_in(data)
    row = handshake()
    assert (row.title, row.summary, row.significance) == ("The handshake", "It was seen by many.", 4)
    assert [person.slug for person in row.people.all()] == ["alexei-leonov"]
    assert (dict(report.made), dict(report.changed)) == ({}, {"events": 1})
    assert report.notes == [
        "events “first-handshake”: taken from the file: title, summary, significance",
        "events “first-handshake”: people not in the file: Thomas P. Stafford",
    ]


def test_import_follows_a_value_that_is_taken_back(data):
    record(data, "people", "alexei-leonov")["died"] = None
    bring_in(data)
    leonov = Person.objects.get(slug="alexei-leonov")
    assert (leonov.died, leonov.died_earliest, leonov.died_precision) == ("", None, "")


def test_import_follows_a_changed_crew(data):
    record(data, "missions", "soyuz-19")["crew"] = [
        {"person": "thomas-stafford", "role": "Guest"},
        {"person": "alexei-leonov", "role": "Commander"},
    ]
    report = bring_in(data)
    assert [(member.person.slug, member.role, member.order) for member in CrewMember.objects.order_by("order")] == [
        ("thomas-stafford", "Guest", 1),
        ("alexei-leonov", "Commander", 2),
    ]
    assert report.notes == ["missions “soyuz-19”: taken from the file: crew"]


def test_import_of_a_changed_mission_leaves_its_crew_rows_where_they_are(data):
    before = CrewMember.objects.get().pk
    record(data, "missions", "soyuz-19")["summary"] = "The other half."
    bring_in(data)
    assert CrewMember.objects.get().pk == before


def test_import_follows_sources_that_no_longer_draw_on_one_another(data):
    record(data, "sources", "article-handshake")["draws_on"] = []
    bring_in(data)
    assert len(set(Source.objects.values_list("witness", flat=True))) == 2


def test_import_follows_changed_readings(data):
    disagreement = record(data, "disagreements", "handshake-country")
    disagreement |= {"settled": True, "assessment": "The Elbe."}
    disagreement["readings"][1]["accepted"] = True
    disagreement["readings"].append(disagreement["readings"][0] | {"value": "over Germany"})
    report = bring_in(data)
    assert dict(report.changed) == {"disagreements": 1}
    row = Disagreement.objects.with_settled().get()
    assert (row.is_settled, row.verdict) == (True, "The Elbe.")
    assert [(reading.order, reading.value, reading.accepted) for reading in row.readings.all()] == [
        (1, "over West Germany", False),
        (2, "above the Elbe", True),
        (3, "over Germany", False),
    ]
    bring_in(pack())
    assert [reading.value for reading in row.readings.all()] == ["over West Germany", "above the Elbe"]


# What editors did


def test_edit_survives_when_the_record_is_the_same(data):
    event, leonov, citation = handshake(), Person.objects.get(slug="alexei-leonov"), Citation.objects.first()
    event.title, leonov.born, citation.note = "An editor's title", "1934", "An editor's note"
    for row in (event, leonov, citation):
        row.save()
    Disagreement.objects.update(verdict="An editor's verdict")
    event.people.clear()
    before = stored()
    report = bring_in(data)
    assert stored() == before
    assert totals(report) == NOTHING


def test_edit_is_replaced_and_told_when_the_record_has_changed(data):
    event = handshake()
    event.title = "An editor's title"
    event.save()
    record(data, "events", "first-handshake")["summary"] = "Another."
    report = bring_in(data)
    assert handshake().title == "First handshake in orbit"
    assert report.notes == ["events “first-handshake”: taken from the file: title, summary"]


@pytest.mark.parametrize("status", ["draft", "in-review", "withdrawn"])
def test_status_that_an_editor_gave_survives_a_changed_record(data, status):
    event = handshake()
    event.status, event.withdrawn_on, event.withdrawn_reason = status, "2026-01-01", "A reason."
    event.save()
    record(data, "events", "first-handshake")["summary"] = "Another."
    bring_in(data)
    assert (handshake().status, handshake().summary) == (status, "Another.")


def test_renamed_entry_is_found_by_its_key_in_the_pack(data):
    event = handshake()
    event.slug = "the-handshake"
    event.save()
    record(data, "events", "first-handshake")["summary"] = "Another."
    report = bring_in(data)
    assert dict(report.changed) == {"events": 1}
    assert (handshake().slug, handshake().summary, Event.objects.count()) == ("the-handshake", "Another.", 2)
    assert totals(bring_in(data)) == NOTHING


def test_renamed_entry_is_found_even_when_its_old_address_is_forgotten(data):
    Event.objects.filter(slug="first-handshake").update(slug="the-handshake")
    assert totals(bring_in(data)) == NOTHING


def test_renamed_entry_is_not_taken_for_a_new_record_of_that_key(data):
    event = handshake()
    event.slug = "apollo-launch"
    event.save()
    data["events"].append(record(pack(), "events", "soyuz-19-launch") | {"key": "apollo-launch"})
    before = stored()
    with pytest.raises(PackError) as refusal:
        bring_in(data)
    assert refusal.value.faults == ["events[2] “apollo-launch”: slug: Event with this Slug already exists."]
    assert stored() == before


def test_record_at_a_former_address_of_another_entry_is_refused(data):
    person = make_person(slug="vance-brand")
    person.slug = "v-brand"
    person.save()
    other = make_person(slug="other")
    data["people"].append({"key": "other", "name": "Other", "country": "US"})
    bring_in(data)
    other.refresh_from_db()
    assert other.name == "Other"
    data["people"].append({"key": "vance-brand", "name": "Vance Brand", "country": "US"})
    bring_in(data)
    person.refresh_from_db()
    assert (person.name, person.slug) == ("Vance Brand", "v-brand")


def test_entry_that_an_editor_made_before_is_taken_up_and_keeps_its_key_and_status():
    event = make_event(slug="first-handshake", status="draft", title="My own")
    bring_in(pack())
    row = Event.objects.get(slug="first-handshake")
    assert (row.pk, row.key, row.title, row.status) == (event.pk, event.key, "First handshake in orbit", "draft")
    assert row.citation_count == 4
    assert totals(bring_in(pack())) == NOTHING


def test_renamed_disagreement_is_found_by_its_key_in_the_pack(data):
    Disagreement.objects.update(slug="which-country")
    record(data, "disagreements", "handshake-country")["question"] = "Over which land?"
    bring_in(data)
    assert [(row.slug, row.question) for row in Disagreement.objects.all()] == [("which-country", "Over which land?")]
