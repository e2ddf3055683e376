"""Rows in: made, changed, renamed, linked and refused; all of it or nothing."""

import pytest

from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from tests.imports.packs import stored
from tests.tables.sheets import BY, carried, exported, faults, tried
from tests.tables.sheets import told as changes
from timeline import revisions, tables
from timeline.models import Citation, CrewMember, Event, FormerSlug, Person, Reading, Revision, Source
from timeline.models.base import KEY_ALPHABET
from timeline.publishing import GOES_ON_ANSWERING
from timeline.tables.faults import said_once

pytestmark = pytest.mark.django_db

NEW = {"slug": "leonov", "name": "Leonov", "country": "SU"}
EVENT = {"slug": "e", "title": "E", "date": "1975", "kind": "docking", "summary": "It happened."}


def test_row_without_a_key_is_made_and_given_one():
    outcome = carried("person", NEW | {"born": "1934-05-30", "other_names": ["Leonow"]})
    person = Person.objects.get()
    assert (outcome.is_done, len(outcome.new), faults(outcome)) == (True, 1, [])
    assert (person.name, person.born_precision, person.other_names, len(person.key)) == ("Leonov", "day", ["Leonow"], 8)


def test_row_with_a_key_is_changed_in_the_columns_that_the_file_has():
    person = make_person(name="Leonov", born="1934", other_names=["Leonow"])
    outcome = carried("person", {"key": person.key, "born": "1934-05-30"})
    person.refresh_from_db()
    assert changes(outcome) == [("born", "1934", "1934-05-30")]
    assert (person.name, person.born, person.other_names) == ("Leonov", "1934-05-30", ["Leonow"])
    assert "name" in outcome.left


def test_same_file_twice_changes_nothing_the_second_time():
    row = {"key": make_person().key, "name": "A", "other_names": [" B ", ""]}
    carried("person", row)
    outcome = carried("person", row)
    assert (outcome.edits, outcome.unchanged) == ([], 1)


def test_white_space_and_the_ends_of_lines_are_no_change():
    event = make_event(summary="One.\nTwo.")
    outcome = tried("event", {"key": event.key, "summary": " One.\r\nTwo. \n", "title": f"{event.title} "})
    assert changes(outcome) == []


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_what_readers_have_seen_is_not_hidden_by_a_table(status):
    event = make_event()
    outcome = carried("event", {"key": event.key, "status": status})
    assert (outcome.is_done, faults(outcome)) == (False, [f"row 1, status: {GOES_ON_ANSWERING}"])
    assert Event.objects.get().status == "published"
    withdrawn = {"key": event.key, "status": "withdrawn", "withdrawn_on": "2026-01-02", "withdrawn_reason": "A hoax."}
    assert carried("event", withdrawn).is_done
    assert carried("event", {"key": event.key, "status": "published"}).is_done


def test_trial_changes_nothing_and_says_what_would_come():
    person, before = make_person(name="A"), stored()
    outcome = tried("person", {"key": person.key, "name": "B"}, NEW)
    assert (outcome.is_done, len(outcome.new), len(outcome.changed)) == (False, 1, 1)
    assert ("name", "A", "B") in changes(outcome)
    assert stored() == before


def test_one_bad_row_keeps_all_from_being_done_and_all_that_is_bad_is_said_at_once():
    person = make_person(name="A", slug="a")
    rows = [
        {"key": person.key, "name": "B"},
        {"slug": "b", "name": "", "country": "usa", "born": "soon"},
        {"key": "zzzzzzzz", "name": "C"},
        {"slug": "a", "name": "D", "country": "US"},
        {"slug": "e", "name": "E", "country": "US", "born": "1990", "died": "1980"},
        {"key": person.key, "name": "F"},
    ]
    outcome = carried("person", *rows)
    assert [fault.split(":")[0] for fault in faults(outcome)[:3]] == ["row 2, name", "row 2, country", "row 2, born"]
    assert [fault.split(":")[0] for fault in faults(outcome)[3:]] == [
        "row 3, key",
        "row 4, slug",
        "row 5",
        "row 6, key",
    ]
    assert faults(outcome)[4:] == [
        f"row 4, slug: There is a person “a” already: write its key, {person.key}, into this row to change it.",
        "row 5: Nobody dies before being born: mend one of the two dates.",
        f"row 6, key: Row 1 has the key “{person.key}” too: keep one of the two.",
    ]
    assert not outcome.is_done
    assert list(Person.objects.values_list("name", flat=True)) == ["A"]


def test_key_that_is_unknown_is_a_mistake_unless_the_file_comes_from_another_installation():
    row = {"key": "bcdfghjk"} | NEW
    assert faults(carried("person", row)) == [
        "row 1, key: There is no person with the key “bcdfghjk”: leave the cell empty for a new one, or say that the file "
        "comes from another installation, so that its keys are kept."
    ]
    assert carried("person", row, keeps_keys=True).is_done
    assert Person.objects.get().key == "bcdfghjk"


@pytest.mark.parametrize("key", ["short", "AEIOUAEI", "bcdfghj1", "' OR 1=1", "x" * 500])
def test_key_that_can_be_none_is_refused_from_anywhere(key):
    [fault] = faults(tried("person", {"key": key} | NEW, keeps_keys=True))
    assert fault.startswith("row 1, key: “")
    assert fault.endswith(f"is no key: it has 8 characters of {KEY_ALPHABET}.")


def test_renaming_keeps_the_old_address():
    person = make_person(slug="leonow")
    carried("person", {"key": person.key, "slug": "leonov"})
    assert Person.objects.by_address("leonow").slug == "leonov"
    assert FormerSlug.objects.get().slug == "leonow"


def test_rows_that_want_one_slug_are_refused():
    first, second = make_person(slug="a"), make_person(slug="b")
    outcome = tried("person", {"key": first.key, "slug": "b"}, {"key": second.key, "slug": "b"})
    assert faults(outcome) == [
        "row 1, slug: Person with this Slug already exists.",
        "row 2, slug: Row 1 has the slug “b” too: keep one of the two.",
    ]


def test_row_may_name_one_that_stands_below_it():
    carried(
        "source",
        {"slug": "copy", "title": "Copy", "kind": "report", "standing": "copy", "draws_on": ["whole"]},
        {"slug": "whole", "title": "Whole", "kind": "report", "standing": "primary"},
    )
    copy, whole = Source.objects.get(slug="copy"), Source.objects.get(slug="whole")
    assert list(copy.draws_on.all()) == [whole]
    assert copy.witness == whole.witness


def test_row_may_be_named_by_an_address_that_it_had():
    place = make_place(slug="leninsk")
    place.slug = "baikonur"
    place.save()
    mission = make_mission(place=place)
    assert changes(tried("mission", {"key": mission.key, "place": "leninsk"})) == []


@pytest.mark.parametrize(
    ("noun", "row", "fault"),
    [
        ("event", {"place": "nowhere"}, "place: There is no place “nowhere”: look up its slug, or add it first."),
        (
            "event",
            {"people": ["x", "y"]},
            "people: There is no person “x”: look up its slug, or add it first. There is no person “y”: look up its slug, or "
            "add it first.",
        ),
        ("event", {"kind": "party"}, "kind: “party” is none of: launch, landing, "),
        ("event", {"significance": "many"}, "significance: “many” is no number: write it like 5."),
        ("event", {"significance": 9}, "Significance goes from 1, a detail, to 5, a turning point."),
        ("event", {"significance": 10**30}, "significance: Ensure this value is less than or equal to"),
        ("event", {"latitude": "4,4"}, "latitude: “4,4” is no number: write it like 4.4, with a point."),
        ("event", {"latitude": "nan"}, "latitude: “nan” is no number: write it like 4.4, with a point."),
        ("event", {"latitude": "1e999"}, "latitude: “1e999” is no number: write it like 4.4, with a point."),
        ("event", {"latitude": 91, "longitude": 0}, "Give both coordinates or neither:"),
        ("event", {"latitude": True}, "latitude: Write a number, not True."),
        ("event", {"withdrawn_on": "17.7.1975"}, "withdrawn_on: “17.7.1975” is no day: write it like 1975-07-17."),
        ("event", {"title": "x\x00"}, "title: There is a character in it that no text has: type the text anew."),
        ("event", {"title": "\ud800"}, "title: There is a character in it that no text has: type the text anew."),
        ("event", {"title": ["a"]}, "title: Write a text, not ['a']."),
        ("event", {"title": "x" * 201}, "title: Ensure this value has at most 200 characters (it has 201)."),
        ("event", {"slug": "no slug"}, "slug: Enter a valid “slug”"),
        ("event", {"date": "soon"}, "date: "),
        ("event", {"people": "leonov"}, "people: Write a list of people by their slugs or keys."),
        ("event", {"place": 5}, "place: Write the slug of one place, not 5."),
        ("mission", {"crewed": "perhaps"}, "crewed: “perhaps” is neither yes nor no: write one of the two."),
        ("mission", {"other_names": [1]}, "other_names: Write a list of texts: one name to a line, in JSON as a list."),
        ("mission", {"crew": ["a"]}, "crew: Write a list of objects with order, person, role."),
        ("mission", {"crew": [{"order": 1, "rank": 2}]}, "crew: “rank” has no place in it: write order, person, role."),
        ("mission", {"crew": [{"order": -1}]}, "crew: -1 is no place in an order: number them 1, 2, 3."),
        ("mission", {"crew": [{"order": 1, "person": "x", "role": "y"}]}, "crew: There is no person “x”"),
        ("spacecraft", {"length": "0"}, "length: Ensure this value is greater than or equal to 0.01."),
        ("spacecraft", {"drawing": "../x"}, "drawing: "),
    ],
)
def test_value_that_cannot_be_meant_is_a_fault_at_its_column(noun, row, fault):
    made = {"event": make_event, "mission": make_mission, "spacecraft": make_spacecraft}[noun]()
    [told] = faults(tried(noun, {"key": made.key} | row))
    assert told.removeprefix("row 1, ").removeprefix("row 1: ").startswith(fault)


def test_withdrawing_asks_for_the_day_and_the_reason():
    event = make_event()
    outcome = tried("event", {"key": event.key, "status": "withdrawn"})
    assert faults(outcome) == [
        "row 1, withdrawn_on: Give the day on which the event was withdrawn.",
        "row 1: Readers who follow an old link need to know why: write the reason for the withdrawal.",
    ]
    told = {"status": "withdrawn", "withdrawn_on": "2026-01-01", "withdrawn_reason": "It did not happen."}
    assert carried("event", {"key": event.key} | told).is_done


def test_new_event_is_a_draft_until_it_has_a_source():
    assert faults(tried("event", EVENT | {"status": "published"})) == [
        "row 1: A published event needs a source: add a citation first, or keep it a draft."
    ]
    assert carried("event", EVENT).is_done
    source = make_source(slug="s")
    assert carried("citation", {"source": source.slug, "event": "e", "field": "date"}).is_done
    assert carried("event", {"key": Event.objects.get().key, "status": "published"}).is_done
    assert Event.objects.get().status == "published"


def test_published_event_keeps_its_last_citation():
    event, other = make_event(), make_event()
    citation = event.citations.get()
    outcome = carried("citation", {"key": citation.key, "event": other.slug})
    assert faults(outcome) == ["row 1: A published event needs a source: add a citation first, or keep it a draft."]
    assert Citation.objects.get(pk=citation.pk).event == event


def test_citation_of_two_nouns_is_refused():
    person = make_person(slug="p")
    citation = make_citation(person=person, field="born")
    outcome = tried("citation", {"key": citation.key, "place": make_place().slug})
    assert faults(outcome) == [
        "row 1: A citation belongs to exactly one event, mission, person, place or spacecraft: choose one."
    ]


def test_citation_needs_a_source():
    outcome = tried("citation", {"event": make_event().slug, "field": "date", "source": ""})
    assert faults(outcome) == ["row 1, source: This field cannot be null."]


def test_links_of_an_event_follow_the_file():
    event = make_event(people=[make_person(slug="a"), make_person(slug="b")], missions=[make_mission(country="SU")])
    make_agency(slug="nasa", country="US")
    carried("event", {"key": event.key, "people": ["b"], "missions": [], "agencies": ["nasa"]})
    event.refresh_from_db()
    assert [each.slug for each in event.people.all()] == ["b"]
    assert event.countries == "US"


def test_crew_follows_the_file_and_keeps_a_revision_of_each_event_of_the_flight():
    people = [make_person(slug="leonov"), make_person(slug="kubasov")]
    mission = make_mission(crew=[(people[0], "Commander"), (people[1], "Engineer")])
    event = make_event(missions=[mission])
    crew = [{"order": 1, "person": "kubasov", "role": "Commander"}, {"order": 2, "person": "leonov", "role": "Guest"}]
    outcome = carried("mission", {"key": mission.key, "crew": crew})
    assert changes(outcome) == [
        ("crew", "1 leonov Commander\n2 kubasov Engineer", "1 kubasov Commander\n2 leonov Guest")
    ]
    assert [str(each.person.slug) for each in CrewMember.objects.order_by("order")] == ["kubasov", "leonov"]
    assert [each.reason for each in Revision.objects.filter(event=event).order_by("number")] == [
        revisions.AS_FOUND.reason,
        BY.reason,
    ]


def test_crew_with_one_person_twice_is_refused():
    make_person(slug="leonov")
    mission = make_mission()
    crew = [{"order": number, "person": "leonov", "role": "Commander"} for number in (1, 2)]
    assert faults(tried("mission", {"key": mission.key, "crew": crew})) == [
        "row 1: This person is in the crew already: keep one of the two lines."
    ]


def test_readings_follow_the_file_and_those_that_stay_are_the_same_rows():
    event = make_event(sources=[make_source(), make_source()])
    one, other = event.citations.all()
    asked = make_disagreement(event, [("a", True, [one]), ("b", False, [other])])
    kept = asked.readings.get(order=1).pk
    make_place(slug="metz")
    readings = [
        {"order": 1, "value": "a, in words", "accepted": True, "citations": [one.key, other.key]},
        {"order": 3, "value": "c", "accepted": False, "place": "metz", "citations": [other.key]},
    ]
    assert carried("disagreement", {"key": asked.key, "readings": readings}).is_done
    assert list(asked.readings.values_list("order", "value", "place__slug")) == [
        (1, "a, in words", None),
        (3, "c", "metz"),
    ]
    assert asked.readings.get(order=1).pk == kept
    assert Reading.objects.get(pk=kept).citations.count() == 2
    assert Revision.objects.filter(event=event).count() == 2


def test_reading_rests_on_citations_of_its_own_event():
    asked, strange = make_disagreement(make_event()), make_event(sources=[make_source()]).citations.get()
    readings = [{"order": 1, "value": "a", "citations": [strange.key]}]
    [fault] = faults(tried("disagreement", {"key": asked.key, "readings": readings}))
    assert fault == (
        f"row 1: The citation {strange.key} is not one of “{asked.event}”: name citations of that event alone."
    )


def test_events_of_a_set_follow_the_file_with_their_questions():
    events = [make_event(slug=slug) for slug in ("one", "other", "third")]
    lesson_set = make_lesson_set([(events[0], "One?"), (events[1], "Other?")])
    items = [{"order": 1, "event": "other", "question": "Why?"}, {"order": 2, "event": "third"}]
    outcome = carried("lessonset", {"key": lesson_set.key, "items": items})
    assert (outcome.is_done, changes(outcome)) == (
        True,
        [("items", "1 one One?\n2 other Other?", "1 other Why?\n2 third")],
    )
    assert list(lesson_set.items.values_list("event__slug", "question")) == [("other", "Why?"), ("third", "")]
    items.append({"order": 3, "event": "other"})
    assert faults(tried("lessonset", {"key": lesson_set.key, "items": items})) == [
        "row 1: The event is in this set already: ask both questions at one place."
    ]


def test_crew_and_readings_come_back_from_their_cells():
    person, event = make_person(slug="leonov"), make_event()
    mission = make_mission(crew=[(person, "Commander, first pilot")])
    asked = make_disagreement(event, [("=1\n  two | lines\n3 x | y", True), ("b", False)])
    for noun in ("mission", "disagreement"):
        outcome = tables.carry_out(tables.TABLES[noun], tables.read(tables.TABLES[noun], exported(noun)), BY)
        assert (outcome.edits, outcome.faults, outcome.unchanged) == ([], [], 1)
    assert mission.crew_members.get().role == "Commander, first pilot"
    assert asked.readings.get(order=1).value == "=1\n  two | lines\n3 x | y"


@pytest.mark.parametrize(
    ("noun", "column", "cell", "sentence"),
    [
        ("mission", "crew", "leonov Commander", "“leonov Commander” is no line of a crew:"),
        ("disagreement", "readings", "a reading", "“a reading” begins no reading:"),
        ("lessonset", "items", "first-spacewalk Why?", "“first-spacewalk Why?” is no line of a set:"),
    ],
)
def test_cell_of_a_crew_or_readings_that_is_no_list_is_a_fault(noun, column, cell, sentence):
    sheet = tables.read(tables.TABLES[noun], f"key,{column}\n,{cell}\n".encode())
    [fault] = sheet.faults
    assert str(fault).startswith(f"row 2, {column}: {sentence}")


def test_outcome_that_is_not_the_expected_one_is_not_done():
    person = make_person(name="A")
    seen = tried("person", {"key": person.key, "name": "B"})
    Person.objects.update(name="C")
    assert not carried("person", {"key": person.key, "name": "B"}, expected=seen.fingerprint).is_done
    Person.objects.update(name="A")
    assert carried("person", {"key": person.key, "name": "B"}, expected=seen.fingerprint).is_done


def test_what_readers_see_keeps_the_rules():
    asked = make_disagreement(make_event())
    bare = [{"order": 1, "value": "a", "accepted": True, "citations": []}]
    outcome = tried("disagreement", {"key": asked.key, "readings": bare})
    assert faults(outcome) == [
        f"the whole: The question “{asked}” has fewer than two readings. (one-sided)",
        f"the whole: {asked}: The reading “a” rests on no citation. (one-sided)",
    ]
    assert asked.readings.count() == 2


def test_rows_without_slugs_get_them_from_what_they_are_called():
    make_person(name="Old", slug="alexei-leonov")
    outcome = carried(
        "person", *({"name": "Alexei Leonov", "country": "SU"} for _ in range(2)), {"name": "Ада", "country": "SU"}
    )
    assert faults(outcome) == []
    assert [edit.row.slug for edit in outcome.new] == ["alexei-leonov-2", "alexei-leonov-3", "person"]


def test_the_same_fault_in_fifty_rows_is_said_once():
    rows = [{"key": "", "name": f"Person {number}", "country": "Soviet"} for number in range(50)]
    outcome = tried("person", *rows, {"key": "", "name": "Right", "country": "SU"}, *rows[:1])
    assert len(outcome.faults) == 51
    [said] = said_once(outcome.faults)
    assert str(said).startswith("rows 1–50, 52, country: ")
