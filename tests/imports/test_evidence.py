"""Merging citations: a mended claim keeps its key, a dropped one goes, an edited one stays."""

import pytest

from tests.imports.packs import bring_in, pack, record, totals
from timeline.imports.evidence import claims_of, fingerprint
from timeline.models import Citation, Event, Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    """The small pack, which the database holds already."""
    bring_in(pack())
    return pack()


@pytest.fixture
def event(data):
    """The record of the event whose claims are changed."""
    return record(data, "events", "first-handshake")


def keys():
    """The permanent key of each citation of the event by what it says."""
    rows = Event.objects.get(slug="first-handshake").citations.order_by("order")
    return {(row.field, row.value, row.locator): row.key for row in rows}


def read_in(reading):
    """What the citations of a reading say."""
    return sorted(Reading.objects.get(value=reading).citations.values_list("value", "note"))


def test_fingerprint_is_the_same_for_the_same_content_in_any_order():
    assert fingerprint({"a": 1, "b": ["é"]}) == fingerprint({"b": ["é"], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})


def test_fingerprint_of_half_a_character_is_made():
    assert fingerprint("\ud800") != fingerprint("\ud801")


def test_claims_of_a_cite_are_one_for_each_field_that_it_supports():
    cite = {"source": "a", "supports": ["born", "died"], "locator": "p. 1"}
    assert [(claim["field"], claim["locator"]) for claim in claims_of({"cites": [cite]})] == [
        ("born", "p. 1"),
        ("died", "p. 1"),
    ]
    assert claims_of({"cites": None}) == []


@pytest.mark.parametrize(
    "mended",
    [
        {"value": "over East Germany"},
        {"locator": "para. 7"},
        {"as_printed": "over West Germany, "},
        {"note": "Seen again."},
        {"language": "es"},
    ],
)
def test_mended_claim_keeps_its_key(data, event, mended):
    before = list(keys().values())
    claim = event["claims"][1]
    claim |= mended
    reading = data["disagreements"][0]["readings"][0]["claims"][0]
    reading |= {name: value for name, value in mended.items() if name in reading}
    report = bring_in(data)
    assert list(keys().values()) == before
    assert dict(report.made) == {}
    assert report.changed["claims"] == 1
    row = Citation.objects.get(key=before[1])
    assert {name: getattr(row, name) for name in mended} == mended


def test_mended_claim_keeps_its_key_beside_a_new_one_that_is_listed_before_it(data, event):
    before = keys()
    mended = event["claims"][1] | {"note": "Seen again."}
    event["claims"][1:2] = [event["claims"][1] | {"value": "over France", "locator": "para. 9"}, mended]
    bring_in(data)
    after = keys()
    assert list(after) == [
        ("date", "1975-07-17", "para. 1"),
        ("place", "over France", "para. 9"),
        ("place", "over West Germany", "para. 2"),
        ("place", "above the Elbe", "p. 320"),
    ]
    assert {what: key for what, key in after.items() if what in before} == before
    assert read_in("over West Germany") == [("over West Germany", "Seen again.")]


def test_claim_that_returns_beside_its_mended_form_gets_a_key_of_its_own(data, event):
    original = dict(event["claims"][0])
    event["claims"][0] |= {"value": "1975-07-16", "as_printed": "July 16, 1975"}
    bring_in(data)
    event["claims"].append(original)
    report = bring_in(data)
    assert dict(report.made) == {"claims": 1}
    assert len(set(keys().values())) == 4
    assert totals(bring_in(data)) == {"made": 0, "changed": 0, "removed": 0}


def test_claim_that_the_file_drops_goes(data, event):
    before = keys()
    del event["claims"][0]
    report = bring_in(data)
    assert list(keys().items()) == list(before.items())[1:]
    assert dict(report.removed) == {"claims": 1}
    assert Event.objects.get(slug="first-handshake").citation_count == 2


def test_claim_that_the_file_drops_stays_where_an_editor_changed_it(data, event):
    before = keys()
    Citation.objects.filter(key=before["date", "1975-07-17", "para. 1"]).update(note="An editor's note")
    del event["claims"][0]
    report = bring_in(data)
    assert keys() == before
    assert dict(report.removed) == {}
    assert report.notes == [
        "The citation “The handshake, para. 1: 1975-07-17” of “First handshake in orbit” is gone from the file; "
        "an editor has changed it, so it stays."
    ]


def test_citation_that_an_editor_added_stays(data, event):
    row = Event.objects.get(slug="first-handshake").citations.first()
    Citation.objects.create(event=row.event, source=row.source, field="detail", value="An editor's", locator="p. 5")
    report = bring_in(data)
    assert totals(report) == {"made": 0, "changed": 0, "removed": 0}
    assert ("detail", "An editor's", "p. 5") in keys()


def test_edited_claim_that_the_file_mends_is_taken_from_the_file_and_told(data, event):
    Citation.objects.filter(value="1975-07-17").update(note="An editor's note")
    event["claims"][0]["note"] = "The file's note"
    report = bring_in(data)
    assert Citation.objects.get(value="1975-07-17").note == "The file's note"
    assert report.notes == [
        "The citation “The handshake, para. 1: 1975-07-17” of “First handshake in orbit”, which an editor had changed, "
        "was taken from the file."
    ]


def test_claims_follow_the_order_of_the_file(data, event):
    before = keys()
    event["claims"].reverse()
    bring_in(data)
    assert list(keys().items()) == list(before.items())[::-1]


def test_claims_of_one_event_are_left_alone_by_those_of_another(data):
    before = keys()
    record(data, "events", "soyuz-19-launch")["claims"][0]["locator"] = "p. 311"
    report = bring_in(data)
    assert keys() == before
    assert dict(report.changed) == {"claims": 1}


def test_cite_that_supports_less_loses_that_citation(data):
    record(data, "people", "alexei-leonov")["cites"][0]["supports"] = ["born"]
    report = bring_in(data)
    assert dict(report.removed) == {"claims": 1}
    assert list(Citation.objects.filter(person__isnull=False).values_list("field", flat=True)) == ["born"]
