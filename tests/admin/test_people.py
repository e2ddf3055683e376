"""The desk of the people."""

import pytest

from tests.admin.forms import errors, new_rows
from tests.factories import make_person, make_source
from timeline.models import Person

pytestmark = pytest.mark.django_db


def test_new_person_is_saved_with_a_citation(send):
    response = send(
        Person,
        **{"name": "Alexei Leonov", "slug": "leonov", "country": "SU", "born": "1934-05-30", "other_names": "Leonow"},
        **new_rows("citations", {"source": make_source().pk, "field": "born", "order": 1}),
    )
    assert errors(response) == {}
    person = Person.objects.get()
    assert (person.other_names, person.born_precision, person.citations.count()) == (["Leonow"], "day", 1)


def test_person_who_dies_before_being_born_is_refused(send):
    response = send(make_person(), born="1934-05-30", died="1930")
    assert errors(response) == {"__all__": ["Nobody dies before being born: mend one of the two dates."]}


def test_person_with_a_bad_date_is_refused_at_the_field(send):
    assert list(errors(send(make_person(), born="May 1934"))) == ["born"]
