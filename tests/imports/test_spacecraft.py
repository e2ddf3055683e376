"""Spacecraft of a pack, and those that the project adds to one that holds what they name."""

import json
from decimal import Decimal

import pytest

from tests.imports.packs import bring_in, pack, record, totals
from timeline.imports import faults, mends
from timeline.imports.pack import PackError, resting_on
from timeline.models import Mission, Spacecraft

pytestmark = pytest.mark.django_db

SOYUZ = {
    **{"key": "soyuz", "name": "Soyuz", "other_names": ["Союз"], "country": "SU", "summary": "Three modules."},
    **{"drawing": "soyuz", "description": "Line drawing of Soyuz.", "length": 7.48, "width": 8.37, "order": 80},
    "missions": ["soyuz-19"],
    "claims": [
        {
            **{"field": "length", "value": "7.48 m", "as_printed": "Length 7.48 m"},
            **{"source": "nasa-history", "locator": "p. 2"},
        }
    ],
}
OWN_SOURCE = {"key": "own", "title": "Own", "kind": "report", "standing": "primary", "language": "en"}


def with_soyuz(**changes):
    """A pack that holds a spacecraft."""
    return pack() | {"spacecraft": [SOYUZ | changes]}


def test_spacecraft_is_brought_in_with_its_dimensions_flights_and_citations():
    bring_in(with_soyuz())
    soyuz = Spacecraft.objects.get(slug="soyuz")
    assert (soyuz.length, soyuz.width, soyuz.height) == (Decimal("7.48"), Decimal("8.37"), None)
    assert (soyuz.name, soyuz.other_names, soyuz.order) == ("Soyuz", ["Союз"], 80)
    assert list(soyuz.missions.all()) == [Mission.objects.get(slug="soyuz-19")]
    assert [(row.field, row.value, row.source.slug) for row in soyuz.citations.all()] == [
        ("length", "7.48 m", "nasa-history")
    ]


def test_same_spacecraft_again_changes_nothing_and_a_mended_one_is_followed():
    bring_in(with_soyuz())
    assert totals(bring_in(with_soyuz())) == {"made": 0, "changed": 0, "removed": 0}
    report = bring_in(with_soyuz(length=7.6))
    assert report.notes == ["spacecraft “soyuz”: taken from the file: length"]
    assert Spacecraft.objects.get().length == Decimal("7.60")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"length": 0}, ".length should be a number from 0.01 to 1000, not 0"),
        ({"missions": ["soyuz-99"]}, ".missions: there is no “soyuz-99” among the missions"),
        (
            {"claims": [SOYUZ["claims"][0] | {"field": "born"}]},
            '.claims[0].field is "born", not one of: length, width, height, summary, name',
        ),
        (
            {"claims": [SOYUZ["claims"][0] | {"source": "nobody"}]},
            ".claims[0].source: there is no “nobody” among the sources",
        ),
    ],
)
def test_fault_of_a_spacecraft_is_reported_with_its_place(changes, fault):
    with pytest.raises(PackError) as refusal:
        faults.check(with_soyuz(**changes))
    assert refusal.value.faults == [f"spacecraft[0] “soyuz”{fault}"]


def test_spacecraft_whose_drawing_is_not_there_is_refused():
    with pytest.raises(PackError) as refusal:
        bring_in(with_soyuz(drawing="buran"))
    assert refusal.value.faults == [
        "spacecraft[0] “soyuz”: drawing: There is no drawing static/spacecraft/buran.svg: name one that is there."
    ]


def test_part_of_a_pack_holds_the_spacecraft_that_flew_in_it_and_no_other_flight():
    data = with_soyuz(missions=["soyuz-18", "soyuz-19"])
    data["missions"].append(record(data, "missions", "soyuz-19") | {"key": "soyuz-18", "crew": [], "cites": []})
    data["spacecraft"].append(SOYUZ | {"key": "other", "missions": ["soyuz-18"]})
    part = resting_on(faults.check(data), "article-")
    assert part["spacecraft"] == [SOYUZ]


@pytest.fixture
def add(tmp_path):
    """A function that mends a pack with nothing but a file of spacecraft."""

    def add_to(data, *spacecraft):
        (tmp_path / "history.json").write_text("[]")
        (tmp_path / "spacecraft.json").write_text(json.dumps({"sources": [OWN_SOURCE], "spacecraft": spacecraft}))
        return mends.apply(data, tmp_path / "history.json")

    return add_to


def test_spacecraft_is_added_to_a_pack_that_holds_its_flights_with_the_sources_it_cites(add):
    cited = SOYUZ | {"claims": [SOYUZ["claims"][0] | {"source": "own"}]}
    mended, stale = add(pack(), cited)
    assert stale == []
    assert mended == pack() | {"sources": [*pack()["sources"], OWN_SOURCE], "spacecraft": [cited]}
    assert add(pack(), SOYUZ) == (pack() | {"spacecraft": [SOYUZ]}, [])


def test_spacecraft_is_not_added_to_a_pack_that_lacks_one_of_its_flights(add):
    assert add(pack(), SOYUZ | {"missions": ["soyuz-19", "soyuz-99"]}) == (pack(), [])


def test_spacecraft_that_the_pack_has_now_is_passed_over_and_told(add):
    data = with_soyuz()
    said = "spacecraft “soyuz”: the pack has it now, so the mend that adds it was passed over"
    assert add(data, SOYUZ | {"name": "Another"}) == (data, [said])
