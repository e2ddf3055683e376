"""Revisions of missions, people, places and spacecraft, and what notices that one of them is changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import (
    make_agency,
    make_citation,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from tests.tables.sheets import carried
from timeline import merging
from timeline.models import EntryRevision, FormerSlug, Mission
from timeline.models.revisions import last_of, public_of
from timeline.revisions import By, keep_all, keep_entries, recorded
from timeline.revisions.compare import compare
from timeline.revisions.entries import KINDS

pytestmark = pytest.mark.django_db

BY = By("As the roll says.")


def told(entry) -> list[tuple[str, str]]:
    """How and why it was changed, the oldest revision first."""
    return [(each.kind, each.reason) for each in public_of(entry).order_by("number")]


def states(entry) -> list[dict]:
    """Its states, the oldest first."""
    return [each.state for each in public_of(entry).order_by("number")]


FOUND, EDIT = ("found", "Loaded or changed outside the editors’ desk."), ("edit", "As the roll says.")


@pytest.fixture
def flight():
    """A mission with a crew of one, all that it can name, and a citation."""
    person = make_person(name="Alexei Leonov", born="1934-05-30", other_names=["Leonow"])
    mission = make_mission(
        **{"crew": [person], "agencies": [make_agency(name="Soviet programme")], "name": "Soyuz 19"},
        **{
            "programme": make_programme(name="ASTP"),
            "place": make_place(name="Baikonur", latitude=45.9, longitude=63.3),
        },
        **{"launched": "1975-07-15T12:20:00Z", "ended": "1975-07-21", "crewed": True, "country": "SU"},
    )
    make_citation(mission=mission, field="launched", value="1975-07-15", source=make_source(title="NASA"))
    return mission


def test_every_entry_is_kept_once_and_only_again_when_it_has_changed(flight):
    make_spacecraft([flight], length="7.48")
    assert keep_all(BY) == 4
    assert keep_all(BY) == 0
    flight.name = "Soyuz-19"
    flight.save()
    assert keep_all(BY) == 1
    assert [state["name"] for state in states(flight)] == ["Soyuz 19", "Soyuz-19"]
    assert last_of(flight)[0] == 2


def test_what_another_row_is_called_is_no_change_of_the_entry_that_names_it(flight):
    keep_all(BY)
    flight.programme.name = "Apollo–Soyuz"
    flight.programme.save()
    assert keep_all(BY) == 0


def test_a_state_holds_all_that_a_page_tells(flight):
    keep_all(BY)
    [state] = states(flight)
    assert state["crew"] == [{"person": {"key": flight.crew.get().key, "name": "Alexei Leonov"}, "role": "Commander"}]
    assert (state["programme"]["name"], state["place"]["name"]) == ("ASTP", "Baikonur")
    assert [each["name"] for each in state["agencies"]] == ["Soviet programme"]
    assert [each["source"]["name"] for each in state["citations"]] == ["NASA"]
    [person] = states(flight.crew.get())
    assert [(each["mission"]["name"], each["role"]) for each in person["flights"]] == [("Soyuz 19", "Commander")]


@pytest.mark.parametrize("noun", KINDS)
def test_every_field_that_a_form_has_is_in_the_state(noun):
    kind = KINDS[noun]
    fields = {each.name for each in (*kind.model._meta.fields, *kind.model._meta.many_to_many) if each.editable}
    columns = ("earliest", "latest", "precision", "instant")
    derived = {name for name in fields if name.rpartition("_")[2] in columns} | {"id", "crew"}
    assert fields - derived == {*kind.shape.texts, *kind.shape.one, *kind.shape.many}


def test_what_is_changed_within_a_recording_is_kept_as_it_was_found_and_as_it_is(flight):
    with recorded(BY):
        flight.vehicle = "Soyuz-U"
        flight.save()
        flight.save()
    assert told(flight) == [FOUND, EDIT]
    assert [state["vehicle"] for state in states(flight)] == ["", "Soyuz-U"]
    with recorded(By("Nothing.")):
        flight.save()
    assert told(flight) == [FOUND, EDIT]


def test_what_is_changed_outside_any_is_told_as_found(flight):
    with recorded(BY):
        flight.save()
    Mission.objects.filter(pk=flight.pk).update(vehicle="Soyuz-U")
    with recorded(BY):
        flight.refresh_from_db()
        flight.ended = "1975-07-21T10:51:00Z"
        flight.save()
    assert told(flight) == [FOUND, FOUND, EDIT]


def test_a_crew_a_citation_and_a_link_are_changes_of_all_that_they_join(flight):
    person, other = flight.crew.get(), make_person()
    craft = make_spacecraft()
    keep_all(By("First."))
    with recorded(BY):
        member = flight.crew_members.get()
        member.person = other
        member.save()
        craft.missions.add(flight)
        flight.agencies.clear()
        flight.citations.get().delete()
    assert [told(entry)[1:] for entry in (flight, person, other, craft)] == [[EDIT]] * 4
    assert states(person)[-1]["flights"] == []
    assert (states(flight)[-1]["agencies"], states(flight)[-1]["citations"]) == ([], [])


def test_a_citation_that_moves_changes_what_it_leaves_and_where_it_goes(flight):
    place = make_place()
    keep_all(By("First."))
    citation = flight.citations.get()
    with recorded(BY):
        citation.mission, citation.place, citation.field = None, place, "name"
        citation.save()
    assert (told(flight)[1:], told(place)[1:]) == ([EDIT], [EDIT])


def test_an_error_takes_all_of_it_back(flight):
    @recorded(BY)
    def fail():
        flight.name = "Soyuz-19"
        flight.save()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert told(flight) == []
    assert Mission.objects.get().name == "Soyuz 19"


def test_a_new_entry_has_its_first_revision_as_it_was_made():
    with recorded(BY):
        place = make_place()
    assert told(place) == [EDIT]


def test_what_is_deleted_keeps_what_was_known_of_it():
    place = make_place(name="Metz")
    with recorded(BY):
        key = place.key
        place.delete()
    assert [each.state["name"] for each in EntryRevision.objects.of("place", [key])] == ["Metz"]


def test_a_merge_is_kept_of_what_stays_and_of_all_that_named_the_other(flight):
    person, twin = flight.crew.get(), make_person(name="Alexey Leonov")
    keep_all(By("First."))
    merge = merging.merge(person, twin, By("They are one.", "merge"))
    assert told(flight)[1:] == told(twin)[1:] == [("merge", "They are one.")]
    assert len(told(person)) == 1
    assert states(flight)[-1]["crew"][0]["person"]["key"] == twin.key
    merging.undo(merge, By("They are two."))
    assert told(flight)[2:] == told(twin)[2:] == [("edit", "They are two.")]
    assert states(flight)[-1] == states(flight)[0]
    assert len(told(person)) == 1  # it came back as its last revision says


@pytest.mark.parametrize("make", [make_agency, make_programme, make_place, make_source])
def test_a_merge_of_what_entries_name_is_kept_of_these(flight, make):
    ends = {
        make_agency: flight.agencies.get,
        make_programme: lambda: flight.programme,
        make_place: lambda: flight.place,
        make_source: lambda: flight.citations.get().source,
    }
    keep_all(By("First."))
    merging.merge(ends[make](), make(), By("They are one.", "merge"))
    assert told(flight)[1:] == [("merge", "They are one.")]


def test_rows_of_a_file_are_kept_as_they_were_and_as_it_makes_them(flight):
    carried("mission", {"key": flight.key, "vehicle": "Soyuz-U"})
    assert [kind for kind, _ in told(flight)] == ["found", "import"]
    assert states(flight)[-1]["vehicle"] == "Soyuz-U"
    carried("citation", {"key": flight.citations.get().key, "locator": "p. 9"})
    assert states(flight)[-1]["citations"][0]["locator"] == "p. 9"


def test_two_states_are_compared_in_words(flight):
    keep_entries([flight], BY)
    flight.launched, flight.crewed, flight.country, flight.other_names = "1975-07", False, "US", ["One", "Two"]
    flight.place = None
    flight.save()
    flight.crew_members.update(role="Commander of the crew")
    flight.citations.update(value="1975-07")
    keep_entries([flight], BY)
    changes = {each.label: (each.before, each.after) for each in compare(*states(flight))}
    assert changes == {
        "Launched": ("15 July 1975, 12:20 UTC (1975-07-15T12:20:00Z)", "July 1975 (1975-07)"),
        "Crewed": ("yes", "no"),
        "Country": ("Soviet Union", "United States"),
        "Other names": ("", "One\nTwo"),
        "Launch place": ("Baikonur", ""),
        "Crew": ("Alexei Leonov, Commander", "Alexei Leonov, Commander of the crew"),
        "Citation: NASA: value": ("1975-07-15", "1975-07"),
    }


def test_keeping_many_costs_the_same_queries_as_keeping_few(django_assert_max_num_queries):
    for _ in range(30):
        make_citation(mission=make_mission(crew=[make_person()]), field="crew")
    with django_assert_max_num_queries(30):
        keep_all(BY)


def test_what_stands_in_events_alone_is_no_change_of_an_entry(flight):
    keep_all(BY)
    with recorded(BY):
        event = make_event(missions=[flight])
        make_citation(event=event)
    assert len(told(flight)) == 1
    assert not FormerSlug.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time, which is what is asked here."
)
def test_two_who_save_at_once_keep_a_revision_each():
    mission = make_mission()
    both = Barrier(2)

    def save(vehicle: str) -> None:
        with recorded(By(vehicle)):
            both.wait()
            row = Mission.objects.get(pk=mission.pk)
            row.vehicle = vehicle
            row.save()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, ["Soyuz-U", "Proton"]))
    assert [kind for kind, _ in told(mission)] == ["found", "edit", "edit"]
    assert states(mission)[-1]["vehicle"] == Mission.objects.get().vehicle
