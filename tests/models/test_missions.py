"""Missions: the order of launches, dates in order, and crews without doubles."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_mission, make_person
from tests.models.rules import refuse_update, sentences
from timeline.models import CrewMember, Mission

pytestmark = pytest.mark.django_db


def test_in_order_is_by_day_then_moment_then_key_with_unknown_days_last():
    undated = make_mission(slug="undated")
    day_b = make_mission(slug="day-b", launched="1975-07-15", key="zzzzzzzz")
    day_a = make_mission(slug="day-a", launched="1975-07-15", key="22222222")
    evening = make_mission(slug="evening", launched="1975-07-15T19:50:00Z")
    noon = make_mission(slug="noon", launched="1975-07-15T12:20:00Z")
    earlier = make_mission(slug="earlier", launched="1957~")
    assert list(Mission.objects.in_order()) == [earlier, noon, evening, day_a, day_b, undated]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"launched": "1975-07-15", "ended": "1975-07-14"},
            "The mission ends before it is launched: mend one of the two dates.",
        ),
        (
            {"launched": "1975-07-15T12:20:00Z", "ended": "1975-06"},
            "The mission ends before it is launched: mend one of the two dates.",
        ),
    ],
)
def test_mission_that_ends_before_its_launch_is_refused(values, sentence):
    mission = Mission(slug="x", name="X", country="SU", **values)
    assert sentences(mission) == {"__all__": [sentence]}
    with pytest.raises(IntegrityError), transaction.atomic():
        mission.save()


@pytest.mark.parametrize("name", ["launched", "ended"])
def test_mission_with_bounds_out_of_order_is_refused_by_the_database(name):
    mission = make_mission(launched="1975", ended="1975")
    refuse_update(mission, **{f"{name}_earliest": "1975-12-31", f"{name}_latest": "1975-01-01"})


@pytest.mark.parametrize(
    ("launched", "ended"), [("1975-07-15", "1975-07"), ("1975", ""), ("", "1975"), ("1975~", "1974")]
)
def test_mission_whose_dates_may_be_in_order_is_taken(launched, ended):
    assert sentences(make_mission(launched=launched, ended=ended)) == {}


def test_crew_with_two_of_one_order_is_refused():
    mission = make_mission(crew=[make_person()])
    member = CrewMember(mission=mission, person=make_person(), role="Pilot", order=1)
    assert sentences(member) == {
        "__all__": ["Two crew members of this mission have the same order: give each its own number."]
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        member.save()


def test_crew_with_one_person_twice_is_refused():
    person = make_person()
    mission = make_mission(crew=[person])
    member = CrewMember(mission=mission, person=person, role="Pilot", order=2)
    assert sentences(member) == {"__all__": ["This person is in the crew already: keep one of the two lines."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        member.save()


def test_crew_of_another_mission_may_have_the_same_person_and_order():
    person = make_person()
    first, second = make_mission(crew=[person]), make_mission(crew=[(person, "Pilot")])
    assert [str(member) for member in CrewMember.objects.filter(mission__in=[first, second]).order_by("pk")] == [
        f"{person.name}, Commander",
        f"{person.name}, Pilot",
    ]


def test_crew_member_is_named_by_mission_and_order_even_after_a_renaming():
    mission = make_mission(slug="old", crew=[make_person()])
    member = mission.crew_members.get()
    mission.slug = "new"
    mission.save()
    assert CrewMember.objects.get(pk=member.pk).natural_key() == ("new", 1)
    assert [CrewMember.objects.get_by_natural_key(slug, 1) for slug in ("old", "new")] == [member, member]
