"""The rule that finds columns that are not what they are worked out from."""

from datetime import UTC, date, datetime

import pytest

from tests.checks.rows import against, found
from tests.factories import (
    make_agency,
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_source,
)
from timeline.models import Event, Mission, Person, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """A row of each noun with columns that its dates and links give; every date is known to the day."""
    mission = make_mission(launched="1975-07-15", ended="1975-07-21", country="SU", agencies=[make_agency()])
    person = make_person(born="1934-05-30", died="2019-10-11")
    event = make_event(date="1975-07-17", missions=[mission], agencies=[make_agency(country="US")], key="bcdfghjk")
    return {"mission": mission, "person": person, "event": event}


WRONG = {"earliest": date(1900, 1, 1), "latest": date(2100, 1, 1), "precision": "year"} | {
    "instant": datetime(1975, 7, 17, 12, 0, tzinfo=UTC),
    "countries": "FR",
    "citation_count": 7,
    "position": "1975010119750101999999bcdfghjk",
}
RIGHT = {
    "date_earliest": "“1975-07-17”",
    "date_latest": "“1975-07-17”",
    "position": "“1975071719750717999999bcdfghjk”",
    "countries": "“SU US”",
    "citation_count": "“1”",
    "launched_earliest": "“1975-07-15”",
    "launched_latest": "“1975-07-15”",
    "ended_earliest": "“1975-07-21”",
    "ended_latest": "“1975-07-21”",
    "born_earliest": "“1934-05-30”",
    "born_latest": "“1934-05-30”",
    "died_earliest": "“2019-10-11”",
    "died_latest": "“2019-10-11”",
}
COLUMNS = [
    (noun, column)
    for noun in (Event, Mission, Person)
    for column in noun.derived_fields
    if column not in {"words", "body_html", "body_digest"}
]


@pytest.mark.parametrize(("noun", "column"), COLUMNS)
def test_each_stale_column_is_found(rows, noun, column):
    assert found("stale-column") == []
    row = rows[noun.noun()]
    part = column.rsplit("_", 1)[-1]
    wrong = WRONG.get(column) or WRONG[part]
    right = RIGHT.get(column) or {"precision": "“day”", "instant": "nothing"}[part]
    noun.objects.filter(pk=row.pk).update(**{column: wrong})
    said = f"The column {column} holds “{wrong}”, and should hold {right}: save the entry again."
    assert found("stale-column") == against(row, said)
    noun.objects.get(pk=row.pk).save()
    assert found("stale-column") == []


def test_columns_emptied_of_what_they_held_are_found(rows):
    person = rows["person"]
    Person.objects.update(born_earliest=None, born_precision="")
    assert found("stale-column") == against(
        person,
        "The column born_earliest holds nothing, and should hold “1934-05-30”: save the entry again.",
        "The column born_precision holds nothing, and should hold “day”: save the entry again.",
    )


def test_looking_changes_no_row(rows):
    before = list(Event.objects.values()) + list(Mission.objects.values()) + list(Person.objects.values())
    found("stale-column")
    after = list(Event.objects.values()) + list(Mission.objects.values()) + list(Person.objects.values())
    assert after == before


def test_date_changed_past_its_columns_is_found_in_each(rows):
    event = rows["event"]
    Event.objects.update(date="1975-07-18")
    held = {
        "date_earliest": ("1975-07-17", "1975-07-18"),
        "date_latest": ("1975-07-17", "1975-07-18"),
        "position": ("1975071719750717999999bcdfghjk", "1975071819750718999999bcdfghjk"),
    }
    said = [
        f"The column {name} holds “{wrong}”, and should hold “{right}”: save the entry again."
        for name, (wrong, right) in held.items()
    ]
    assert found("stale-column") == against(event, *said)


def test_value_of_a_citation_changed_past_its_column_is_found(rows):
    citation = rows["event"].citations.get()
    type(citation).objects.update(value="18 July 1975")
    said = "The column value_edtf holds “1975-07-17”, and should hold “1975-07-18”: save the entry again."
    assert found("stale-column") == against(citation, said)


def test_date_that_cannot_be_read_is_found(rows):
    person = rows["person"]
    Person.objects.update(born="1934-05-30/1934-05-29")
    said = "Its date cannot be read: “1934-05-30/1934-05-29” ends before it begins: put the earlier date first."
    assert found("stale-column") == against(person, said)


def test_country_of_a_mission_changed_past_its_event_is_found(rows):
    Mission.objects.update(country="RU")
    said = "The column countries holds “SU US”, and should hold “RU US”: save the entry again."
    assert found("stale-column") == against(rows["event"], said)


def test_citation_moved_past_its_events_is_found_in_both(rows):
    event, other = rows["event"], make_event(date="1975-07-18")
    make_citation(event=event)
    event.citations.update(event=other)
    assert found("stale-column") == [
        *against(event, "The column citation_count holds “2”, and should hold “0”: save the entry again."),
        *against(other, "The column citation_count holds “1”, and should hold “3”: save the entry again."),
    ]


def make_group():
    """Three sources of which the second draws on the first and the third on the second; the second has the least key."""
    first = make_source(key="gggggggg")
    second = make_source(key="bbbbbbbb", draws_on=[first])
    third = make_source(key="cccccccc", draws_on=[second])
    return first, second, third


def stale(source, wrong, right):
    return against(source, f"It is stored as the witness {wrong}, and what it draws on makes it {right}.")


def test_sources_joined_over_several_steps_are_sound():
    make_group()
    assert set(Source.objects.values_list("witness", flat=True)) == {"bbbbbbbb"}
    make_source(draws_on=[make_source(), make_source()])
    assert found("stale-column") == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_stale_witness_within_a_group_is_found_once(place):
    source = make_group()[place]
    source.drawn_on_by.add(make_source(key="dddddddd"), make_source(key="ffffffff"))
    Source.objects.filter(pk=source.pk).update(witness="hhhhhhhh")
    assert found("stale-column") == stale(source, "hhhhhhhh", "bbbbbbbb")


def test_stale_witness_of_a_source_that_draws_on_nothing_is_found():
    source = make_source(key="gggggggg")
    Source.objects.update(witness="bbbbbbbb")
    assert found("stale-column") == stale(source, "bbbbbbbb", "gggggggg")


def test_sources_parted_past_their_columns_are_found():
    first, _, third = make_group()
    Source.draws_on.through.objects.all().delete()
    assert sorted(found("stale-column"), key=lambda finding: finding[0].pk) == [
        *stale(first, "bbbbbbbb", "gggggggg"),
        *stale(third, "bbbbbbbb", "cccccccc"),
    ]


def test_sources_that_draw_on_each_other_in_a_ring_are_sound():
    first, second, third = make_group()
    first.draws_on.add(third)
    second.draws_on.add(second)
    assert found("stale-column") == []
