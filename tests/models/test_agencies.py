"""Agencies, programmes and places: what they are found by, and where a place may lie."""

import pytest

from tests.factories import make_agency, make_place, make_programme
from tests.models.rules import refuse_update, sentences

pytestmark = pytest.mark.django_db

COORDINATES = "Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180."


def test_agency_is_found_by_all_its_names():
    agency = make_agency(name="ESA", full_name="European Space Agency", other_names=["ASE", "Агентство"])
    assert agency.words == "esa european space agency agenci ase agentstvo"


def test_programme_and_place_are_found_by_all_their_names():
    assert make_programme(name="Mir", other_names=["Мир", "Peace"]).words == "mir peace"
    assert make_place(name="Baikonur", other_names=["Tyuratam"]).words == "baikonur tyuratam tiuratam"


def test_country_name_of_a_known_code_and_of_another():
    assert make_agency(country="SU").country_name == "Soviet Union"
    assert make_agency(country="QQ").country_name == "QQ"


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91, 0), (-91, 0), (0, 181), (0, -181), (45.9, None), (None, 63.3)]
)
def test_place_off_the_globe_or_with_one_coordinate_is_refused(latitude, longitude):
    place = make_place()
    refuse_update(place, latitude=latitude, longitude=longitude)
    place.latitude, place.longitude = latitude, longitude
    assert sentences(place) == {"__all__": [COORDINATES]}


@pytest.mark.parametrize(("latitude", "longitude"), [(None, None), (90, 180), (-90, -180), (0, 0), (45.92, 63.34)])
def test_place_with_both_coordinates_or_neither_is_taken(latitude, longitude):
    place = make_place(latitude=latitude, longitude=longitude)
    assert sentences(place) == {}


@pytest.mark.parametrize("names", ["ESA", ["ESA", ""], ["ESA", 5], {"a": 1}, [None]])
def test_other_names_that_are_no_list_of_texts_are_refused(names):
    agency = make_agency()
    agency.other_names = names
    assert sentences(agency) == {"other_names": ["Write one name to a line."]}
