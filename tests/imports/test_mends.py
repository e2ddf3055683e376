"""Mends: applied while the pack says what they replace, and reported once it no longer does."""

import json

import pytest

from tests.imports.packs import pack, record
from timeline.imports import mends
from timeline.imports.pack import PackError

TITLE = {
    **{"noun": "events", "key": "first-handshake", "field": "title", "was": "First handshake in orbit"},
    **{"now": "The first handshake", "why": "Shorter."},
}
CLAIM = {
    **{"noun": "events", "key": "first-handshake", "claim": {"locator": "para. 2", "source": "article-handshake"}},
    **{"field": "language", "was": None, "now": "es", "why": "The paragraph is in Spanish."},
}
STALE = "events “first-handshake”.{}: the pack no longer says what the mend replaces, so it says it itself"


@pytest.fixture
def apply(tmp_path):
    """A function that applies given mends to a pack."""

    def apply_to(data, *given):
        path = tmp_path / "mends.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        return mends.apply(data, path)

    return apply_to


def test_mend_of_a_record_is_applied_and_the_pack_itself_left_alone(apply):
    data = pack()
    mended, stale = apply(data, TITLE)
    assert stale == []
    assert record(mended, "events", "first-handshake")["title"] == "The first handshake"
    record(mended, "events", "first-handshake")["title"] = TITLE["was"]
    assert mended == data == pack()


def test_mend_of_a_claim_is_applied_to_that_claim_only(apply):
    mended, stale = apply(pack(), CLAIM)
    assert stale == []
    claims = record(mended, "events", "first-handshake")["claims"]
    assert [claim.get("language") for claim in claims] == [None, "es", None]


@pytest.mark.parametrize(("mend", "value"), [(TITLE, "Hands in orbit"), (CLAIM, "fr")])
def test_mend_is_out_of_date_once_the_pack_says_something_else(apply, mend, value):
    data = pack()
    event = record(data, "events", "first-handshake")
    (event["claims"][1] if mend is CLAIM else event)[mend["field"]] = value
    mended, stale = apply(data, mend)
    assert mended == data
    assert stale == [STALE.format(mend["field"])]


def test_mend_is_out_of_date_when_the_pack_says_it_already(apply):
    data = pack()
    record(data, "events", "first-handshake")["title"] = TITLE["now"]
    assert apply(data, TITLE) == (data, [STALE.format("title")])


def test_mend_of_a_claim_that_is_gone_is_out_of_date(apply):
    data = pack()
    record(data, "events", "first-handshake")["claims"].pop(1)
    assert apply(data, CLAIM) == (data, [STALE.format("language")])


def test_mends_of_one_record_are_applied_one_after_another(apply):
    mended, stale = apply(pack(), TITLE, TITLE | {"was": TITLE["now"], "now": "Hands"}, CLAIM)
    assert stale == []
    event = record(mended, "events", "first-handshake")
    assert (event["title"], event["claims"][1]["language"]) == ("Hands", "es")


def test_mend_of_a_record_that_the_pack_lacks_is_passed_over(apply):
    assert apply(pack(), TITLE | {"key": "elsewhere"}, TITLE | {"noun": "people"}) == (pack(), [])


def test_mends_that_are_no_json_are_told(tmp_path):
    path = tmp_path / "mends.json"
    path.write_text("[")
    with pytest.raises(PackError, match=r"mends\.json, line 1, column 2: not JSON"):
        mends.apply(pack(), path)


def test_mends_of_the_project_are_whole_and_leave_a_pack_sound():
    given = json.loads(mends.MENDS.read_text(encoding="utf-8"))
    replacing, adding = {"noun", "key", "field", "was", "now", "why"}, {"noun", "key", "add", "beside", "why"}
    assert [mend for mend in given if (adding if "add" in mend else replacing) - mend.keys()] == []
    assert [mend for mend in given if "add" not in mend and mend["was"] == mend["now"]] == []
    assert [mend for mend in given if not mend["why"].strip()] == []
    assert mends.apply(pack() | {"events": [], "disagreements": [], "missions": []})[1] == []


def test_mend_of_a_reading_is_applied_to_the_one_that_fits(tmp_path):
    given = pack()
    asked = given["disagreements"][0]
    value = asked["readings"][1]["value"]
    path = tmp_path / "mends.json"
    mend = {
        "noun": "disagreements",
        "key": asked["key"],
        "reading": {"value": value},
        "field": "place_key",
        "was": None,
        "now": "p",
    }
    path.write_text(json.dumps([mend | {"why": "for the map"}]))
    mended, stale = mends.apply(given, path)
    assert [reading.get("place_key") for reading in mended["disagreements"][0]["readings"]] == [None, "p"]
    assert stale == []


def test_mend_that_adds_a_record_does_so_beside_the_one_it_names_and_never_twice(tmp_path):
    given = pack()
    path = tmp_path / "mends.json"
    mend = {
        "noun": "places",
        "key": "metz",
        "add": {"name": "Metz"},
        "beside": ["events", given["events"][0]["key"]],
        "why": "x",
    }
    path.write_text(json.dumps([mend]))
    mended, stale = mends.apply(given, path)
    assert (mended["places"][-1], stale) == ({"key": "metz", "name": "Metz"}, [])
    again, stale = mends.apply(mended, path)
    assert again["places"] == mended["places"]
    assert stale == ["places “metz”: the pack has it now, so the mend that adds it was passed over"]
    elsewhere, stale = mends.apply(given | {"events": []}, path)
    assert (elsewhere["places"], stale) == (given["places"], [])


def test_body_of_an_event_is_taken_from_its_markdown_file(tmp_path):
    given = pack()
    key = given["events"][0]["key"]
    path = tmp_path / "mends.json"
    path.write_text("[]")
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies" / f"{key}.md").write_text("It happened.\n")
    mended, stale = mends.apply(given, path)
    assert (mended["events"][0]["body"], stale) == ("It happened.", [])
