"""Faults: every one is found before anything is brought in, and told with its place."""

import copy

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.packs import PACK, bring_in, pack, stored
from timeline.imports import faults
from timeline.imports.pack import PackError

KEY = "a key of small letters, digits and hyphens"
GONE = object()
EVENT, EVENT_CLAIMS = "events[0] “first-handshake”", "events[0] “first-handshake”.claims"
MISSION, SOURCE, PERSON = "missions[0] “soyuz-19”", "sources[0] “article-handshake”", "people[0] “alexei-leonov”"
DISPUTE = "disagreements[0] “handshake-country”"

# where, the corrupt value put there, the one line that tells of it.
CORRUPTIONS = [
    ("events.0.title", GONE, f"{EVENT}: title is missing"),
    ("events.0.title", None, f"{EVENT}.title should be a text, not null"),
    ("events.0.title", " ", f'{EVENT}.title should be a text, not " "'),
    ("events.0.title", 5, f"{EVENT}.title should be a text, not 5"),
    ("events.0.title", "x" * 201, f"{EVENT}.title has 201 characters, 1 more than the 200 that fit"),
    ("events.0.title", "a\x00b", f"{EVENT}.title has a NUL character"),
    ("events.0.title", "a\ud800b", f"{EVENT}.title has half of a character (a lone surrogate)"),
    ("events.0.summary", "", f'{EVENT}.summary should be a text, not ""'),
    ("events.0.kind", "party", f'{EVENT}.kind is "party", not one of: launch, landing, docking, spacewalk, '),
    ("events.0.kind", ["docking"], f'{EVENT}.kind is ["docking"], not one of: launch, landing, docking, spacewalk, '),
    ("events.0.date", "17 July", f"{EVENT}.date is no date: “17 July” is not a date we can read. Write 1975-07-17, "),
    ("events.0.date", "", f'{EVENT}.date should be a date, not ""'),
    ("events.0.date", " 1975", f'{EVENT}.date should be a date, not " 1975"'),
    ("events.0.date", 1975, f"{EVENT}.date should be a date, not 1975"),
    ("events.0.date", "1958/1957", f"{EVENT}.date is no date: “1958/1957” ends before it begins: "),
    ("events.0.significance", 6, f"{EVENT}.significance should be a whole number from 1 to 5, not 6"),
    ("events.0.significance", 3.0, f"{EVENT}.significance should be a whole number from 1 to 5, not 3.0"),
    ("events.0.significance", True, f"{EVENT}.significance should be a whole number from 1 to 5, not true"),
    ("events.0.missions", ["mir"], f"{EVENT}.missions: there is no “mir” among the missions"),
    ("events.0.people", ["nobody"], f"{EVENT}.people: there is no “nobody” among the people"),
    ("events.0.people", "alexei-leonov", f'{EVENT}.people should be a list, not "alexei-leonov"'),
    (
        "events.0.people",
        ["A B", {}],
        f'{EVENT}.people item 0 should be {KEY}, not "A B"; item 1 should be {KEY}, not {{}}',
    ),
    ("events.0.agencies", ["esa"], f"{EVENT}.agencies: there is no “esa” among the agencies"),
    ("events.0.place_key", "mars", f"{EVENT}.place_key: there is no “mars” among the places"),
    ("events.0.lat", 51.0, f"{EVENT}: one coordinate stands without the other"),
    ("events.0.lat", 91, f"{EVENT}.lat should be a number from -90 to 90, not 91"),
    ("events.0.lat", "", f'{EVENT}.lat should be a number from -90 to 90, not ""'),
    ("events.0.lon", float("nan"), f"{EVENT}.lon should be a number from -180 to 180, not NaN"),
    ("events.0.lon", float("-inf"), f"{EVENT}.lon should be a number from -180 to 180, not -Infinity"),
    ("events.0.claims", GONE, f"{EVENT}: claims is missing"),
    ("events.1.claims", [], "events[1] “soyuz-19-launch”.claims: an event without a source cannot be published"),
    ("events.0.claims.0", "x", f'{EVENT}.claims should be a list of objects, not ["x", '),
    ("events.0.claims.0.source", "nobody", f"{EVENT_CLAIMS}[0].source: there is no “nobody” among the sources"),
    ("events.0.claims.0.source", GONE, f"{EVENT_CLAIMS}[0]: source is missing"),
    ("events.0.claims.0.value", "", f'{EVENT_CLAIMS}[0].value should be a text, not ""'),
    (
        "events.0.claims.0.field",
        "born",
        f'{EVENT_CLAIMS}[0].field is "born", not one of: date, place, people, title, detail',
    ),
    (
        "events.0.claims.0.locator",
        "x" * 301,
        f"{EVENT_CLAIMS}[0].locator has 301 characters, 1 more than the 300 that fit",
    ),
    ("events.0.claims.0.language", "spanish!", f'{EVENT_CLAIMS}[0].language should be a language code, not "spanish!"'),
    (
        "events.0.claims.0.language",
        "en-aaaaaaaa-b2",
        f"{EVENT_CLAIMS}[0].language has 14 characters, 2 more than the 12 that fit",
    ),
    (
        "events.0.claims.0",
        PACK["events"][0]["claims"][1],
        f'{EVENT_CLAIMS}: one claim stands 2 times: ["place", "over West Germany", "article-handshake", "para…',
    ),
    ("missions.0.country", "SUN", f'{MISSION}.country should be a country code of two capital letters, not "SUN"'),
    ("missions.0.crewed", "yes", f'{MISSION}.crewed should be true or false, not "yes"'),
    ("missions.0.programme", "mir", f"{MISSION}.programme: there is no “mir” among the programmes"),
    ("missions.0.agency", "esa", f"{MISSION}.agency: there is no “esa” among the agencies"),
    ("missions.0.place_key", "mars", f"{MISSION}.place_key: there is no “mars” among the places"),
    ("missions.0.crew", None, f"{MISSION}.crew should be a list of objects, not null"),
    ("missions.0.crew.0.person", "nobody", f"{MISSION}.crew[0].person: there is no “nobody” among the people"),
    ("missions.0.crew.0.role", GONE, f"{MISSION}.crew[0]: role is missing"),
    ("missions.0.crew", PACK["missions"][0]["crew"] * 2, f"{MISSION}.crew: “alexei-leonov” stands 2 times"),
    (
        "missions.0.ended",
        "1975-07-14",
        f"{MISSION}: ended (1975-07-14) lies before launched (1975-07-15T12:20:00Z)",
    ),
    (
        "missions.0.ended",
        "1975-07-15T12:19:59Z",
        f"{MISSION}: ended (1975-07-15T12:19:59Z) lies before launched (1975-07-15T12:20:00Z)",
    ),
    ("missions.0.cites.0.supports", ["born"], f'{MISSION}.cites[0].supports item 0 is "born", not one of: launched, '),
    ("missions.0.cites.0.source", "nobody", f"{MISSION}.cites[0].source: there is no “nobody” among the sources"),
    ("people.0.died", "1934-05-29", f"{PERSON}: died (1934-05-29) lies before born (1934-05-30)"),
    ("people.0.also_known_as", ["a", ""], f'{PERSON}.also_known_as item 1 should be a text, not ""'),
    ("people.0.also_known_as", None, f"{PERSON}.also_known_as should be a list, not null"),
    ("people.1.key", "alexei-leonov", "people: the key “alexei-leonov” stands 2 times"),
    (
        "people.1.key",
        "Thomas",
        'people[1] “Thomas”.key should be a key of small letters, digits and hyphens, not "Thomas"',
    ),
    ("people.1.key", {"a": 1}, 'people[1].key should be a key of small letters, digits and hyphens, not {"a": 1}'),
    ("people.1", "x", 'people[1]: should be an object, not "x"'),
    ("people.1", None, "people[1]: should be an object, not null"),
    ("places.0.body", "sun", 'places[0] “baikonur”.body is "sun", not one of: earth, orbit, moon, venus, mars'),
    ("places.0.lon", None, "places[0] “baikonur”: one coordinate stands without the other"),
    ("sources.0.url", "ftp://x", f'{SOURCE}.url should be an http:// or https:// address, not "ftp://x"'),
    (
        "sources.0.url",
        "https://x/\x00",
        f'{SOURCE}.url should be an http:// or https:// address, not "https://x/\\u0000"',
    ),
    ("sources.0.url", "https://x/" + "y" * 991, f"{SOURCE}.url has 1,001 characters, 1 more than the 1,000 that fit"),
    ("sources.0.accessed", "22 Nov", f'{SOURCE}.accessed should be a day such as 2026-11-22, not "22 Nov"'),
    ("sources.0.accessed", "20261122", f'{SOURCE}.accessed should be a day such as 2026-11-22, not "20261122"'),
    ("sources.0.standing", "weak", f'{SOURCE}.standing is "weak", not one of: primary, scholarly, press, '),
    ("sources.0.draws_on", ["nobody"], f"{SOURCE}.draws_on: there is no “nobody” among the sources"),
    ("sources.0.language", "", f'{SOURCE}.language should be a language code, not ""'),
    ("programmes.0.agencies", ["esa"], "programmes[0] “astp”.agencies: there is no “esa” among the agencies"),
    ("agencies.0.name", {}, "agencies[0] “nasa”.name should be a text, not {}"),
    ("disagreements.0.event", "nothing", f"{DISPUTE}.event: there is no “nothing” among the events"),
    ("disagreements.0.kind", "war", f'{DISPUTE}.kind is "war", not one of: clock, precision, definition, spelling, '),
    ("disagreements.0.settled", True, f"{DISPUTE}.settled is true, yet no reading is accepted"),
    ("disagreements.0.readings.0.accepted", True, f"{DISPUTE}.settled is false, yet some reading is accepted"),
    ("disagreements.0.readings.1", GONE, f"{DISPUTE}.readings: a disagreement has at least two"),
    ("disagreements.0.readings.0.claims", [], f"{DISPUTE}.readings[0].claims: a reading rests on at least one claim"),
    (
        "disagreements.0.readings.0.claims.0.value",
        "over France",
        f"{DISPUTE}.readings[0].claims[0]: no claim of the event “first-handshake” matches it",
    ),
    (
        "disagreements.0.readings.0.claims.0.locator",
        7,
        f"{DISPUTE}.readings[0].claims[0].locator should be a text, not 7",
    ),
    (
        "disagreements.0.key",
        "x" * 121,
        f"disagreements[0] “{'x' * 56}”.key has 121 characters, 1 more than the 120 that fit",
    ),
    ("places", {}, "places: should be a list, not {}"),
    ("events", None, "events: should be a list, not null"),
]


def corrupted(where, value):
    """A pack with `value` at a path such as events.0.title, or with nothing there."""
    data = pack()
    *steps, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    node = data
    for step in steps:
        node = node[step]
    if value is GONE:
        del node[last]
    else:
        node[last] = copy.deepcopy(value)
    return data


def faults_of(data):
    """The lines that tell what is wrong with `data`; none for a sound pack."""
    try:
        faults.check(data)
    except PackError as error:
        return error.faults
    return []


def test_sound_pack_is_given_back_as_it_is():
    assert faults.check(pack()) == PACK


@pytest.mark.parametrize(("where", "value", "line"), CORRUPTIONS)
def test_fault_is_told_with_its_place(where, value, line):
    told = faults_of(corrupted(where, value))
    assert [text[: len(line)] for text in told if text.startswith(line)] == [line]
    assert all(text.startswith((line, "disagreements[0]", "events", "missions[0]", "people:")) for text in told)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ([], "the file should hold one object, not []"),
        (None, "the file should hold one object, not null"),
        ("events", 'the file should hold one object, not "events"'),
        ({}, "the file holds no record at all"),
        ({"events": [], "people": []}, "the file holds no record at all"),
        ({"facts": [{"key": "a"}]}, "the file holds no record at all"),
    ],
)
def test_file_that_is_no_pack_is_told(data, line):
    assert faults_of(data) == [line]


def test_all_faults_of_a_file_are_told_at_once():
    data = pack()
    data["sources"][0]["standing"] = "weak"
    data["people"].append("nobody")
    data["missions"][0]["crew"][0]["person"] = "vance-brand"
    data["events"][0]["title"] = ""
    data["events"][0]["significance"] = 9
    data["events"][1]["claims"][0]["source"] = "nobody"
    data["disagreements"][0]["readings"].pop()
    assert faults_of(data) == [
        f'{SOURCE}.standing is "weak", not one of: primary, scholarly, press, reference, dataset, personal, copy',
        'people[2]: should be an object, not "nobody"',
        f'{EVENT}.title should be a text, not ""',
        f"{EVENT}.significance should be a whole number from 1 to 5, not 9",
        f"{MISSION}.crew[0].person: there is no “vance-brand” among the people",
        "events[1] “soyuz-19-launch”.claims[0].source: there is no “nobody” among the sources",
        f"{DISPUTE}.readings: a disagreement has at least two",
    ]


def test_unknown_fields_are_counted_and_no_fault():
    data = pack()
    for row in data["people"]:
        row["shoe\ud800 size"] = 44
    data["events"][0]["weather"] = "fair"
    assert faults_of(data) == []
    assert list(faults.unknown_fields(data)) == [
        "people: the field “shoe\\ud800 size” is not known and was passed over in 2 records",
        "events: the field “weather” is not known and was passed over in 1 records",
    ]


# Any value in any place


def nodes(value, path=()):
    """The path to everything within `value`."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield from nodes(inner, (*path, step))


scalars = st.one_of(
    *(st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(max_size=8)),
    st.sampled_from(
        ["x" * 5000, "\x00", "a\x00b", "\ud800", "1957", "nasa", "x" * 130, "é" * 200, "https://x/\x00", ""]
    ),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@pytest.mark.whole
@pytest.mark.django_db
@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(list(nodes(PACK))), anything)
def test_any_value_in_any_place_is_imported_or_refused(path, value):
    data = {"root": pack()}
    node, last = data, "root"
    for step in path:
        node, last = node[last], step
    node[last] = value
    told = None
    with transaction.atomic():
        try:
            bring_in(data["root"])
        except PackError as refusal:
            told = refusal.faults
        is_empty = not any(rows for rows in stored().values())
        transaction.set_rollback(True)
    assert is_empty == (told is not None)
    assert [line for line in told or ["sound"] if not line.encode() or "\n" in line] == []


@pytest.mark.parametrize("depth", [60, 900, 5000])
def test_deep_nesting_is_a_fault_wherever_it_stands(depth):
    deep = []
    for _ in range(depth):
        deep = [deep]
    data = pack()
    data["events"][0]["weather"] = deep
    assert faults_of(data) == ["lists or objects stand too deep in one another"]
    assert faults_of(deep) == ["lists or objects stand too deep in one another"]
