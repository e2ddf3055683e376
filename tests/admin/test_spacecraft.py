"""The desk of the spacecraft."""

from decimal import Decimal

import pytest

from tests.admin.forms import errors, new_rows
from tests.factories import make_mission, make_source, make_spacecraft
from timeline.models import Spacecraft

pytestmark = pytest.mark.django_db


def test_new_spacecraft_is_saved_with_its_flights_and_a_citation(send):
    mission = make_mission()
    response = send(
        Spacecraft,
        **{"name": "Vostok", "slug": "vostok", "country": "SU", "drawing": "vostok", "description": "A sphere."},
        **{"length": "4.4", "missions": [mission.pk]},
        **new_rows("citations", {"source": make_source().pk, "field": "length", "value": "4.4 m", "order": 1}),
    )
    assert errors(response) == {}
    spacecraft = Spacecraft.objects.get()
    assert (spacecraft.length, spacecraft.citations.count()) == (Decimal("4.40"), 1)
    assert list(spacecraft.missions.all()) == [mission]


def test_drawing_that_is_not_there_is_refused_at_the_field(send):
    response = send(make_spacecraft(), drawing="buran")
    said = "There is no drawing static/spacecraft/buran.svg: name one that is there."
    assert errors(response) == {"drawing": [said]}
