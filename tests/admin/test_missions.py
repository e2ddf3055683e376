"""The desk of the missions: crews that change places, and dates that contradict each other."""

import pytest

from tests.admin.forms import errors, filled_in, new_rows, page
from tests.factories import make_agency, make_citation, make_mission, make_person, make_source
from timeline.models import CrewMember, Mission

pytestmark = pytest.mark.django_db

SAME_ORDER = "Two crew members of this mission have the same order: give each its own number."
SAME_PERSON = "This person is in the crew already: keep one of the two lines."


@pytest.fixture
def crew():
    """Leonov and Kubasov."""
    return [make_person(name="Leonov"), make_person(name="Kubasov")]


def lines(mission):
    return [(line.order, line.person.name, line.role) for line in mission.crew_members.all()]


def test_new_mission_is_saved_with_crew_and_citations(send, crew):
    agency = make_agency()
    rows = [{"order": n, "person": person.pk, "role": "Pilot"} for n, person in enumerate(crew, start=1)]
    response = send(
        Mission,
        **{"name": "Soyuz 19", "slug": "soyuz-19", "country": "SU", "launched": "1975-07-15T12:20Z"},
        agencies=[agency.pk],
        **new_rows("crew_members", *rows),
        **new_rows("citations", {"source": make_source().pk, "field": "crew", "order": 1}),
    )
    assert errors(response) == {}
    mission = Mission.objects.get()
    assert lines(mission) == [(1, "Leonov", "Pilot"), (2, "Kubasov", "Pilot")]
    assert (list(mission.agencies.all()), mission.citations.count(), mission.launched_precision) == (
        [agency],
        1,
        "minute",
    )


def test_crew_sent_unchanged_stays_as_it_was(send, crew):
    mission = make_mission(crew=crew)
    make_citation(mission=mission, field="crew")
    before = list(mission.crew_members.values())
    response = send(mission)
    assert list(mission.crew_members.values()) == before
    [entry] = response.wsgi_request.user.logentry_set.all()
    assert entry.get_change_message() == "No fields changed."


def test_crew_swaps_its_numbers(send, crew):
    mission = make_mission(crew=[(crew[0], "Commander"), (crew[1], "Engineer")])
    ids = set(mission.crew_members.values_list("pk", flat=True))
    assert errors(send(mission, **{"crew_members-0-order": 2, "crew_members-1-order": 1})) == {}
    assert lines(mission) == [(1, "Kubasov", "Engineer"), (2, "Leonov", "Commander")]
    assert set(mission.crew_members.values_list("pk", flat=True)) == ids


def test_crew_swaps_its_people(send, crew):
    mission = make_mission(crew=[(crew[0], "Commander"), (crew[1], "Engineer")])
    swapped = {"crew_members-0-person": crew[1].pk, "crew_members-1-person": crew[0].pk}
    assert errors(send(mission, **swapped)) == {}
    assert lines(mission) == [(1, "Kubasov", "Commander"), (2, "Leonov", "Engineer")]


def test_three_of_a_crew_change_places_in_a_circle(send, crew):
    mission = make_mission(crew=[*crew, make_person(name="Third")])
    moved = {"crew_members-0-order": 2, "crew_members-1-order": 3, "crew_members-2-order": 1}
    assert errors(send(mission, **moved)) == {}
    assert [name for _, name, _ in lines(mission)] == ["Third", "Leonov", "Kubasov"]


def test_crew_member_takes_the_number_of_one_who_leaves(send, crew):
    mission = make_mission(crew=crew)
    assert errors(send(mission, **{"crew_members-0-DELETE": "on", "crew_members-1-order": 1})) == {}
    assert lines(mission) == [(1, "Kubasov", "Commander")]


def test_crew_member_takes_the_number_of_one_who_leaves_though_another_line_is_wrong(send, crew):
    mission = make_mission(crew=[*crew, make_person()])
    response = send(mission, **{"crew_members-0-DELETE": "on", "crew_members-1-order": 1, "crew_members-2-role": ""})
    assert errors(response) == {"crew_members-2-role": ["This field is required."]}


def test_crew_member_who_is_replaced_may_leave_as_well(send, crew):
    mission = make_mission(crew=crew[:1])
    assert errors(send(mission, **{"crew_members-0-DELETE": "on", "crew_members-0-person": crew[1].pk})) == {}
    assert lines(mission) == []


def test_crew_member_gives_up_the_number_to_one_who_joins(send, crew):
    mission = make_mission(crew=crew[:1])
    joining = new_rows("crew_members", {"order": 1, "person": crew[1].pk, "role": "Commander"}, after=1)
    assert errors(send(mission, **{"crew_members-0-order": 2}, **joining)) == {}
    assert [name for _, name, _ in lines(mission)] == ["Kubasov", "Leonov"]


def test_person_leaves_one_line_and_joins_on_another(send, crew):
    mission = make_mission(crew=crew)
    joining = new_rows("crew_members", {"order": 3, "person": crew[0].pk, "role": "Guest"}, after=2)
    assert errors(send(mission, **{"crew_members-0-DELETE": "on"}, **joining)) == {}
    assert lines(mission) == [(2, "Kubasov", "Commander"), (3, "Leonov", "Guest")]


def test_crew_with_one_number_twice_is_refused(send, crew):
    mission = make_mission(crew=crew)
    response = send(mission, **{"crew_members-1-order": 1})
    assert errors(response) == {"crew_members-1-order": [SAME_ORDER]}
    assert [order for order, *_ in lines(mission)] == [1, 2]


def test_crew_with_one_person_twice_is_refused(send, crew):
    mission = make_mission(crew=crew)
    assert errors(send(mission, **{"crew_members-1-person": crew[0].pk})) == {"crew_members-1-person": [SAME_PERSON]}


def test_new_mission_with_one_number_twice_is_refused(send, crew):
    rows = [{"order": 1, "person": person.pk, "role": "Pilot"} for person in crew]
    response = send(Mission, name="Soyuz", slug="soyuz", country="SU", **new_rows("crew_members", *rows))
    assert errors(response) == {"crew_members-1-order": [SAME_ORDER]}
    assert not Mission.objects.exists()


def test_crew_number_that_another_editor_took_meanwhile_is_refused(desk, crew):
    mission = make_mission(crew=crew[:1])
    opened = filled_in(desk.get(page(mission)).content)
    CrewMember.objects.create(mission=mission, person=make_person(name="Third"), role="Pilot", order=2)
    added = new_rows("crew_members", {"order": 2, "person": crew[1].pk, "role": "Pilot"}, after=1)
    assert errors(desk.post(page(mission), opened | added)) == {"crew_members-1-order": [SAME_ORDER]}
    assert [name for _, name, _ in lines(mission)] == ["Leonov", "Third"]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30])
def test_crew_with_a_number_that_is_none_is_refused(send, crew, number):
    response = send(make_mission(crew=crew), **{"crew_members-0-order": number})
    assert list(errors(response)) == ["crew_members-0-order"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (
            {"launched": "1975-07-15", "ended": "1975-07-01"},
            {"__all__": ["The mission ends before it is launched: mend one of the two dates."]},
        ),
        ({"launched": "1975-07-15", "ended": "1975-07"}, {}),
    ],
)
def test_mission_that_ends_before_it_is_launched_is_refused(send, dates, expected):
    assert errors(send(make_mission(), **dates)) == expected


def test_mission_with_a_bad_date_is_refused_at_the_field(send):
    mission = make_mission(launched="1975-07-15", ended="1975-07-21")
    assert list(errors(send(mission, launched="soon", ended="1975-13"))) == ["launched", "ended"]
