"""What the rules about people find at their borders."""

import pytest
from django.db import IntegrityError, transaction

from tests.checks.rows import against, found
from tests.factories import make_mission, make_person
from timeline.models import CrewMember, Person

pytestmark = pytest.mark.django_db


def fly(person, **given):
    return make_mission(crew=[person], **{"name": "Soyuz 19", "launched": "1975-07-15"} | given)


# not-alive


@pytest.mark.parametrize(
    ("born", "launched"),
    [
        ("1934-05-30", "1975-07-15"),
        ("1975-07-14", "1975-07-15"),
        ("", "1975-07-15"),
        ("1975", "1975-07-15"),  # may be January
        ("1976~", "1975-07-15"),  # about: a year more or less
        ("1934-05-30", "../1975-07-15"),
        ("1934-05-30", "1975-07-15/.."),
        ("1990", "1975-07-15/.."),  # launched nobody knows when
        ("1934-05-30", ""),
    ],
)
def test_whoever_may_have_been_born_before_the_launch_is_sound(born, launched):
    fly(make_person(born=born), launched=launched)
    assert found("not-alive") == []


@pytest.mark.parametrize("born", ["1975-07-15", "1975-07-16", "1976", "1977~"])
def test_whoever_is_born_on_the_day_of_the_launch_or_later_is_found(born):
    person = make_person(born=born)
    fly(person, launched="1975-07-15T12:20Z")
    said = f"Born {born}, and in the crew of Soyuz 19, launched 1975-07-15T12:20Z."
    assert found("not-alive") == against(person, said)


@pytest.mark.parametrize(
    ("died", "launched"),
    [
        ("1975-07-15", "1975-07-15T12:20Z"),
        ("1975-07-16", "1975-07-15"),
        ("", "1975-07-15"),
        ("1975", "1975-07-15"),
        ("1974~", "1975-07-15"),
        ("1975-07-14", "1975-07"),
        ("1975-07-14", "../1975-07-15"),
        ("2019", "1975-07-15/.."),
        ("1998/..", "2005"),
    ],
)
def test_whoever_may_have_died_on_the_day_of_the_launch_or_later_is_sound(died, launched):
    fly(make_person(died=died), launched=launched)
    assert found("not-alive") == []


@pytest.mark.parametrize("died", ["1975-07-14", "1974", "1973~"])
def test_whoever_died_before_the_launch_is_found(died):
    person = make_person(died=died)
    fly(person)
    assert found("not-alive") == against(person, f"Died {died}, and in the crew of Soyuz 19, launched 1975-07-15.")


def test_nobody_in_no_crew_is_found():
    make_person(born="1990", died="1991")
    make_mission(launched="1975-07-15")
    assert found("not-alive") == []


def test_death_before_birth_is_refused_by_the_database():
    person = make_person(born="1934-05-30")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(died_latest="1934-05-29")


# overlapping-flights


def fly_twice(first, second, **given):
    """A person on Salyut 4 and on Soyuz 19, each from one date to another."""
    person = make_person()
    fly(person, name="Salyut 4", launched=first[0], ended=first[1], **given)
    fly(person, name="Soyuz 19", launched=second[0], ended=second[1])
    return person


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1975-05-24", "1975-07-15"), ("1975-07-15", "1975-07-21")),  # on one day, they may touch
        (("1975-05-24", "1975-07-15T12:20:00Z"), ("1975-07-15T12:20:00Z", "1975-07-21")),
        (("1975-05-24", "1975-07-15T12:20Z"), ("1975-07-15T12:20Z", "1975-07-21")),
        (("1975-05-24", "1975-07-15T12:20:30Z"), ("1975-07-15T12:20Z", "1975-07-21")),  # in that minute
        (("1975-07-15T01:00Z", "1975-07-15T02:00Z"), ("1975-07-15T03:00Z", "1975-07-15T04:00Z")),
        (("1975-05-24", "1975-07"), ("1975-07-15", "1975-07-21")),  # ended some day in July
        (("1975-05-24", "1975-07-16~"), ("1975-07-15", "1975-07-21")),
        (("1975-05-24", "1975-07-26"), ("1975-07", "1975-08")),  # launched some day in July
        (("1975-05-24", "1975-07-26"), ("1975-07-15", "")),  # ended nobody knows when
        (("1975-05-24", "1975-07-26"), ("", "1975-07-21")),
        (("1975-05-24", "1975-07-26"), ("1975-07-15/..", "1975-07-21/..")),
    ],
)
def test_flights_that_may_follow_one_another_are_sound(first, second):
    fly_twice(first, second)
    assert found("overlapping-flights") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("1975-05-24", "1975-07-16"), ("1975-07-15", "1975-07-21")),
        (("1975-05-24", "1975-07-15T12:20:01Z"), ("1975-07-15T12:20:00Z", "1975-07-21")),
        (("1975-05-24", "1975-07-15T12:21Z"), ("1975-07-15T12:20Z", "1975-07-21")),
        (("1975-07-14", "1975-07-21"), ("1975-07-15", "1975-07-21")),
        (("1975-05-24", "1975-07-18~"), ("1975-07-15", "1975-07-21")),
    ],
)
def test_flights_that_certainly_overlap_are_found(first, second):
    person = fly_twice(first, second)
    said = f"On Salyut 4 ({first[0]} to {first[1]}) and Soyuz 19 ({second[0]} to {second[1]}) at once."
    assert found("overlapping-flights") == against(person, said)


def test_flights_of_two_people_do_not_overlap():
    fly(make_person(), launched="1975-05-24", ended="1975-07-26")
    fly(make_person(), launched="1975-07-15", ended="1975-07-21")
    assert found("overlapping-flights") == []


def test_stay_aboard_a_station_reached_by_the_other_mission_is_sound():
    fly_twice(("1975-05-24", "1975-07-26"), ("1975-05-25", "1975-07-26"), vehicle="Soyuz 19", launch_site="Baikonur")
    assert found("overlapping-flights") == []


def test_stay_reached_by_a_third_mission_is_found():
    person = make_person()
    fly(person, name="Salyut 4", launched="1975-05-24", ended="1975-07-26", vehicle="Soyuz 18")
    fly(person, vehicle="Soyuz 7K-TM", ended="1975-07-21")
    said = "On Salyut 4 (1975-05-24 to 1975-07-26) and Soyuz 19 (1975-07-15 to 1975-07-21) at once."
    assert found("overlapping-flights") == against(person, said)


def test_stay_launched_after_the_flight_that_reached_it_is_sound():
    person = make_person()
    fly(person, name="Soyuz 18", launched="1975-05-24", ended="1975-07-26", vehicle="Soyuz 7K-T")
    fly(person, name="Salyut 4", launched="1975-05-25", ended="1975-07-26", vehicle="Soyuz 18")
    assert found("overlapping-flights") == []


@pytest.mark.parametrize("own", [{"vehicle": "Soyuz 7K-TM"}, {"launch_site": "Baikonur"}])
def test_stay_without_a_vehicle_of_its_own_is_sound_beside_a_flight_with_one(own):
    fly_twice(("1975-05-24", "1975-07-26"), ("1975-05-25", "1975-07-26"), **own)
    assert found("overlapping-flights") == []


def test_each_pair_of_overlapping_flights_is_found():
    person = make_person()
    for name, day in (("A", 14), ("B", 15), ("C", 16)):
        fly(person, name=name, launched=f"1975-07-{day}", ended="1975-07-21", vehicle="Soyuz")
    a, b, c = (f"{name} (1975-07-{day} to 1975-07-21)" for name, day in (("A", 14), ("B", 15), ("C", 16)))
    said = [f"On {one} and {other} at once." for one, other in ((a, b), (a, c), (b, c))]
    assert found("overlapping-flights") == against(person, *said)


def test_person_twice_in_one_crew_is_refused_by_the_database():
    person = make_person()
    mission = fly(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        CrewMember.objects.create(mission=mission, person=person, role="Pilot", order=2)


# same-person-twice


def alike(second, first):
    return against(second, f"“{second}” and “{first}” are spelt alike: merge them, or give both their dates of birth.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Alexei Leonov"}, {"name": "Alexei Leonov"}),
        ({"name": "Alexei Leonov"}, {"name": "Leonov, Alexei"}),
        ({"name": "Alexei Leonov"}, {"name": "Алексей Леонов"}),
        ({"name": "Alexei Leonov"}, {"name": "A. A. Leonov", "native_name": "Леонов Алексей"}),
        ({"name": "A. A. Leonov", "other_names": ["Alexej Leonow"]}, {"name": "ALEXEI LÉONOV"}),
        ({"name": "A", "other_names": ["Leonov, Alexei"]}, {"name": "B", "other_names": ["Alexei Leonov"]}),
        ({"name": "Yang Liwei", "native_name": "杨利伟"}, {"name": "Yang L.", "native_name": "杨利伟"}),
    ],
)
def test_two_entries_spelt_alike_are_found(one, other):
    first, second = make_person(**one), make_person(**other)
    assert found("same-person-twice") == alike(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Alexei Leonov"}, {"name": "Pavel Belyayev"}),
        ({"name": "Alexei Leonov"}, {"name": "Alexei Arkhipovich Leonov"}),
        ({"name": "Leonov", "other_names": ["Leonov", "Леонов"]}, {"name": "Belyayev"}),
        ({"name": "Person A", "native_name": "…"}, {"name": "Person B", "native_name": "—"}),  # no word in either
    ],
)
def test_two_entries_spelt_differently_are_sound(one, other):
    make_person(**one)
    make_person(**other)
    assert found("same-person-twice") == []


@pytest.mark.parametrize(
    ("one", "other"), [("1930-01-01", "1930-01-02"), ("1930", "1931"), ("1930", "1931-05-30"), ("1930~", "1934")]
)
def test_namesakes_born_on_different_days_are_two_people(one, other):
    make_person(name="Alexander Volkov", born=one)
    make_person(name="Alexander Volkov", born=other)
    assert found("same-person-twice") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("1930", ""),
        ("", "1930"),
        ("1930-01-01", "1930-01-01"),
        ("1930", "1930-01-01"),
        ("1930", "1930-01"),
        ("1930~", "1931"),
        ("193X", "1931-05-30"),
    ],
)
def test_namesakes_who_may_have_been_born_on_one_day_are_found(one, other):
    first = make_person(name="Alexander Volkov", born=one)
    second = make_person(name="Alexander Volkov", born=other)
    assert found("same-person-twice") == alike(second, first)


def test_third_namesake_is_compared_with_the_second_as_well():
    make_person(name="Alexander Volkov", born="1930")
    second = make_person(name="Alexander Volkov", born="1948")
    third = make_person(name="Alexander Volkov", born="1948-05-27")
    assert found("same-person-twice") == alike(third, second)


def test_pair_with_two_spellings_in_common_is_found_once():
    names = {"name": "Alexei Leonov", "native_name": "Леонов", "other_names": ["Leonow, A."]}
    first, second = make_person(**names), make_person(**names)
    assert found("same-person-twice") == alike(second, first)
