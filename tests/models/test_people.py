"""People: dates of their lives in order, and every spelling of their names."""

from datetime import date

import pytest

from tests.factories import make_person
from tests.models.rules import refuse_update, sentences

pytestmark = pytest.mark.django_db


def test_person_is_found_by_every_spelling():
    person = make_person(name="Alexei Leonov", native_name="Алексей Леонов", other_names=["Alexey Leonow"])
    assert set(person.words.split()) == {"alexei", "aleksei", "leonov", "alexey", "leonow"}


def test_person_keeps_what_is_derived_from_the_dates():
    person = make_person(born="1934-05", died="1968~")
    person.refresh_from_db()
    assert (person.born_earliest, person.born_latest) == (date(1934, 5, 1), date(1934, 5, 31))
    assert (person.died_earliest, person.died_latest) == (date(1967, 1, 1), date(1969, 12, 31))
    assert (person.born_precision, person.died_precision) == ("month", "year")
    assert (person.born_instant, person.died_instant) == (None, None)


def test_person_loses_what_was_derived_with_the_date():
    person = make_person(born="1934-05")
    person.born = ""
    person.save()
    person.refresh_from_db()
    assert (person.born_earliest, person.born_latest, person.born_precision) == (None, None, "")


def test_person_who_dies_before_birth_is_refused():
    person = make_person(born="1934", died="2019")
    refuse_update(person, died_earliest="1933-01-01", died_latest="1933-12-31")
    person.died = "1933"
    assert sentences(person) == {"__all__": ["Nobody dies before being born: mend one of the two dates."]}


@pytest.mark.parametrize(("born", "died"), [("1934", "1934"), ("1934-12-31", "1934"), ("1934~", "1933"), ("", "1933")])
def test_person_whose_dates_may_be_in_order_is_taken(born, died):
    assert sentences(make_person(born=born, died=died)) == {}


@pytest.mark.parametrize("name", ["born", "died"])
def test_person_with_bounds_out_of_order_is_refused_by_the_database(name):
    person = make_person(born="1934", died="2019")
    refuse_update(person, **{f"{name}_earliest": "2019-12-31", f"{name}_latest": "2019-01-01"})


def test_person_with_a_bad_date_is_told_how_to_write_one():
    person = make_person()
    person.born = "May 1934"
    assert sentences(person)["born"][0].startswith("“May 1934” is not a date we can read. Write 1975-07-17,")
