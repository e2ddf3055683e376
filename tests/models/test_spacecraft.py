"""Spacecraft: what they are found by, how large they are, and which of them stands for several flights."""

from decimal import Decimal

import pytest

from tests.factories import make_mission, make_spacecraft
from tests.models.rules import sentences
from timeline import search
from timeline.models import Spacecraft

pytestmark = pytest.mark.django_db


def test_spacecraft_is_found_by_any_of_its_names():
    vostok = make_spacecraft(name="Vostok", other_names=["Восток", "3KA"])
    make_spacecraft(name="Mercury")
    for text in ("vostok", "Wostok", "ВОСТОК", "3ka"):
        assert list(Spacecraft.objects.filter(search.matching(Spacecraft, text))) == [vostok]


def test_measures_are_those_that_are_known():
    spacecraft = make_spacecraft(length=Decimal("4.40"), height=Decimal("2"))
    assert spacecraft.measures == [("length", "Length", Decimal("4.40")), ("height", "Height", Decimal("2"))]
    assert make_spacecraft().measures == []


def test_drawing_that_is_not_there_is_refused():
    spacecraft = make_spacecraft(drawing="buran")
    assert spacecraft.sheet is None
    assert sentences(spacecraft) == {
        "drawing": ["There is no drawing static/spacecraft/buran.svg: name one that is there."]
    }


@pytest.mark.parametrize("name", ["length", "width", "height"])
@pytest.mark.parametrize(
    ("metres", "said"),
    [
        ("0", "Ensure this value is greater than or equal to 0.01."),
        ("-4", "Ensure this value is greater than or equal to 0.01."),
        ("4.405", "Ensure that there are no more than 2 decimal places."),
    ],
)
def test_dimension_that_nothing_can_have_is_refused(name, metres, said):
    assert sentences(Spacecraft(**vars_of(make_spacecraft()), **{name: Decimal(metres)})) == {name: [said]}


def vars_of(spacecraft):
    """What a second spacecraft like `spacecraft` is made of."""
    names = ("name", "country", "drawing", "description")
    return {name: getattr(spacecraft, name) for name in names} | {"slug": "another"}


def test_that_flew_takes_the_one_that_flew_most_then_the_lowest_order():
    soyuz_19, apollo, vostok_1 = (make_mission() for _ in range(3))
    later, earlier = make_spacecraft([soyuz_19], order=9), make_spacecraft([apollo, vostok_1], order=3)
    both = make_spacecraft([soyuz_19, apollo], order=10)
    make_spacecraft([make_mission()], order=1)
    make_spacecraft(order=1)
    assert list(Spacecraft.objects.that_flew([soyuz_19, apollo])) == [both, earlier, later]
    assert list(Spacecraft.objects.that_flew([soyuz_19])) == [later, both]
    assert list(Spacecraft.objects.that_flew([])) == []
