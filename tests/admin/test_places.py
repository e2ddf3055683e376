"""The desk of the places."""

import pytest

from tests.admin.forms import errors, new_rows
from tests.factories import make_place, make_source
from timeline.models import Place

pytestmark = pytest.mark.django_db

RULE = "Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180."


def test_new_place_is_saved_with_a_citation(send):
    response = send(
        Place,
        **{"name": "Baikonur", "slug": "baikonur", "latitude": "45.9", "longitude": "63.3"},
        **new_rows("citations", {"source": make_source().pk, "field": "lat", "order": 1}),
    )
    assert errors(response) == {}
    place = Place.objects.get()
    assert (place.latitude, place.longitude, place.citations.count()) == (45.9, 63.3, 1)


@pytest.mark.parametrize(("latitude", "longitude"), [("91", "0"), ("0", "-181"), ("45", ""), ("", "63")])
def test_place_off_the_globe_is_refused(send, latitude, longitude):
    assert errors(send(make_place(), latitude=latitude, longitude=longitude)) == {"__all__": [RULE]}


@pytest.mark.parametrize("number", ["nan", "inf", "north"])
def test_place_with_a_coordinate_that_is_no_number_is_refused_at_the_field(send, number):
    response = send(make_place(), latitude=number, longitude="0")
    assert errors(response) == {"latitude": ["Enter a number."]}
