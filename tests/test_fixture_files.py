"""Writing and loading fixtures: what is written is loaded as it was, in one order on every database."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_lesson_set,
    make_mission,
    make_person,
    make_source,
)
from tests.imports.packs import clear, stored
from timeline import fixtures
from timeline.models import Citation, Event, Person, Revision, Source

pytestmark = pytest.mark.django_db


def test_written_timeline_with_everything_in_it_is_loaded_as_it_was(tmp_path):
    lesson_set = make_lesson_set([make_event(date="1961"), (make_event(date="1957~"), "Why?")], slug="old-set")
    person = make_person(slug="old", native_name="Леонов", other_names=["Leonow"], born="1934~")
    mission = make_mission(slug="m", crew=[person], launched="1975-07-15T12:20:00Z")
    root = make_source(slug="z-root")
    source = make_source(slug="a-copy", draws_on=[root])
    event = make_event(missions=[mission], people=[person], body="A *body*", sources=[source], date="1998/..")
    make_event(status="withdrawn", withdrawn_on="2026-01-01", withdrawn_reason="Another.", date="1957~")
    make_citation(person=person, field="born", source=root)
    make_disagreement(event)
    for row, slug in ((person, "new"), (mission, "renamed"), (lesson_set, "new-set")):
        row.slug = slug
        row.save()
    before = stored()
    fixtures.write(tmp_path)
    clear()
    fixtures.load(tmp_path, verbosity=0)
    assert stored() == before
    assert Event.objects.get(slug=event.slug).body_html == "<p>A <em>body</em></p>"
    assert Person.objects.by_address("old").words == person.words


def test_former_addresses_are_written_without_a_number_of_the_database(tmp_path):
    person = make_person(slug="old")
    person.slug = "new"
    person.save()
    fixtures.write(tmp_path)
    assert json.loads((tmp_path / "12_former_slugs.json").read_text()) == [
        {"model": "timeline.formerslug", "fields": {"noun": "person", "slug": "old", "key": person.key}}
    ]


def test_rows_are_written_in_one_order_on_every_database(tmp_path):
    for slug in ("b", "ab", "a-c", "a", "a2", "a-b"):
        make_person(slug=slug)
    assert [row["fields"]["slug"] for row in stored()["05_people"]] == ["a", "a-b", "a-c", "a2", "ab", "b"]


def test_citations_of_events_are_written_before_those_of_missions_and_people():
    make_citation(person=make_person(), field="born", locator="person")
    make_citation(mission=make_mission(), field="crew", locator="mission")
    event = make_event(date="1975")
    Citation.objects.filter(event=event).update(locator="late")
    Citation.objects.filter(event=make_event(date="1957")).update(locator="early")
    assert [row["fields"]["locator"] for row in stored()["09_citations"]] == ["early", "late", "mission", "person"]


def test_write_removes_the_file_of_a_noun_that_has_no_row(tmp_path):
    (tmp_path / "05_people.json").write_text("[]")
    make_source()
    counts = fixtures.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["04_sources.json"]
    assert (counts["04_sources.json"], counts["05_people.json"]) == (1, 0)


def test_write_fixtures_prints_the_rows_of_each_file(tmp_path, capsys):
    make_source()
    call_command("write_fixtures", folder=tmp_path / "new")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(fixtures.FILES)
    assert [line for line in lines if not line.endswith(": 0")] == ["04_sources.json: 1"]


def test_load_fixtures_fills_an_empty_database_and_again_changes_nothing(tmp_path):
    make_event(people=[make_person()], sources=[make_source(draws_on=[make_source()])])
    before = stored()
    fixtures.write(tmp_path)
    clear()
    call_command("load_fixtures", folder=tmp_path, verbosity=0)
    assert stored() == before
    call_command("load_fixtures", folder=tmp_path, verbosity=0)
    assert stored() == before


def test_load_fixtures_if_empty_leaves_a_timeline_alone(capsys):
    make_event(title="An editor's")
    call_command("load_fixtures", if_empty=True, verbosity=0)
    assert [event.title for event in Event.objects.all()] == ["An editor's"]
    assert capsys.readouterr().out == "The timeline holds events already; the fixtures were not loaded again.\n"


def test_load_fixtures_from_a_folder_without_any_is_refused(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("load_fixtures", folder=tmp_path)
    assert str(refusal.value) == f"There is no fixture in {tmp_path}."


def test_load_that_is_interrupted_leaves_nothing_behind(founding_folder, monkeypatch):
    def interrupted(_by):
        raise KeyboardInterrupt

    monkeypatch.setattr(fixtures.revisions, "keep_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fixtures.load(founding_folder, verbosity=0)
    assert (Event.objects.count(), Source.objects.count(), Revision.objects.count()) == (0, 0, 0)


def test_history_without_revisions_gets_a_first_one_of_each_entry(founding_folder, capsys):
    fixtures.load_rows(founding_folder, verbosity=0)
    call_command("load_fixtures", "--if-empty")
    told = "No revision of them was kept; there is a first one of each entry now.\n"
    assert capsys.readouterr().err == told
    assert Revision.objects.count() == Event.objects.count() > 0
    call_command("load_fixtures", "--if-empty")
    assert capsys.readouterr().err == ""
