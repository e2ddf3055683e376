"""Finding every fault of a research pack before any of it is brought in."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from timeline.imports.pack import NOUNS, Pack, PackError, Record, claim_identity, is_too_deep
from timeline.imports.schema import (
    CLAIM,
    CLAIM_IN_READING,
    CREW_MEMBER,
    READING,
    SCHEMA,
    Schema,
    cite,
    claim_about,
    shown,
)
from timeline.text import edtf

# Records that are sound by themselves, each with its number in the file.
Numbered = dict[str, list[tuple[int, Record]]]

# Which list a field of keys points into.
REFERENCES = {
    "sources": {"draws_on": "sources"},
    "programmes": {"agencies": "agencies"},
    "missions": {"programme": "programmes", "agency": "agencies", "place_key": "places"},
    "spacecraft": {"missions": "missions"},
    "events": {"missions": "missions", "people": "people", "agencies": "agencies", "place_key": "places"},
    "disagreements": {"event": "events"},
}
NESTED_REFERENCES = (
    ("claims", "source", "sources"),
    ("cites", "source", "sources"),
    ("crew", "person", "people"),
    ("readings", "place_key", "places"),
)
CITING = {"places": "place", "people": "person", "missions": "mission"}


def check(data: Any) -> Pack:
    """The pack in `data`, found sound; raise PackError with every fault in it, each with its place."""
    if is_too_deep(data):
        raise PackError(["lists or objects stand too deep in one another"])
    if not isinstance(data, dict):
        raise PackError([f"the file should hold one object, not {shown(data)}"])
    faults = [
        f"{noun}: should be a list, not {shown(data[noun])}"
        for noun in NOUNS
        if not isinstance(data.get(noun, []), list)
    ]
    pack: Pack = {noun: data[noun] if isinstance(data.get(noun), list) else [] for noun in NOUNS}
    if not faults and not any(pack.values()):
        faults.append("the file holds no record at all")
    sound: Numbered = {noun: [] for noun in NOUNS}
    for noun in NOUNS:
        for number, record in enumerate(pack[noun]):
            wrong = list(_shape_faults(noun, number, record))
            faults += wrong
            if not wrong:
                sound[noun].append((number, record))
    keys = {
        noun: [record["key"] for record in pack[noun] if isinstance(record, dict) and "key" in record] for noun in NOUNS
    }
    faults += [*_key_faults(keys), *_reference_faults(sound, keys), *_sense_faults(sound)]
    if faults:
        raise PackError(faults)
    return pack


def unknown_fields(pack: Pack) -> Iterator[str]:
    """A line for each field of a record that an import passes over, since it has no place for it."""
    for noun in NOUNS:
        needed, allowed = SCHEMA[noun]
        names = Counter(name for record in pack[noun] for name in record.keys() - needed.keys() - allowed.keys())
        yield from (
            f"{noun}: the field “{shown(name)[1:-1]}” is not known and was passed over in {times} records"
            for name, times in names.items()
        )


def _shape_faults(noun: str, number: int, record: Any) -> Iterator[str]:
    """Every value of one record that is not of its kind."""
    where = _where(noun, number, record)
    if not isinstance(record, dict):
        yield f"{where}: should be an object, not {shown(record)}"
        return
    yield from _field_faults(where, record, SCHEMA[noun])
    nested = {"claims": CLAIM, "crew": CREW_MEMBER, "readings": READING}
    if noun == "spacecraft":
        nested["claims"] = claim_about(noun)
    if noun in CITING:
        nested["cites"] = cite(CITING[noun])
    for name in nested.keys() & (SCHEMA[noun][0] | SCHEMA[noun][1]).keys():
        for place, item in _items(record, name):
            yield from _field_faults(f"{where}.{name}[{place}]", item, nested[name])
            for number_within, claim in _items(item, "claims"):
                yield from _field_faults(f"{where}.{name}[{place}].claims[{number_within}]", claim, CLAIM_IN_READING)


def _items(record: Record, name: str) -> list[tuple[int, Record]]:
    items = record.get(name)
    return (
        [(place, item) for place, item in enumerate(items) if isinstance(item, dict)] if isinstance(items, list) else []
    )


def _field_faults(where: str, record: Record, schema: Schema) -> Iterator[str]:
    needed, allowed = schema
    for name, check_value in needed.items():
        if name not in record:
            yield f"{where}: {name} is missing"
        elif fault := check_value(record[name]):
            yield f"{where}.{name} {fault}"
    for name, check_value in allowed.items():
        if name in record and (fault := check_value(record[name])):
            yield f"{where}.{name} {fault}"


def _key_faults(keys: dict[str, list[Any]]) -> Iterator[str]:
    """Every key that stands twice."""
    for noun, given in keys.items():
        for key, times in Counter(key for key in given if isinstance(key, str)).items():
            if times > 1:
                yield f"{noun}: the key “{shown(key)[1:-1]}” stands {times} times"


def _reference_faults(sound: Numbered, keys: dict[str, list[Any]]) -> Iterator[str]:
    """Every key that leads nowhere."""
    for noun in NOUNS:
        for number, record in sound[noun]:
            where = _where(noun, number, record)
            for name, target in REFERENCES.get(noun, {}).items():
                named = record.get(name) or []
                for key in named if isinstance(named, list) else [named]:
                    if key not in keys[target]:
                        yield f"{where}.{name}: there is no “{key}” among the {target}"
            for name, field, target in NESTED_REFERENCES:
                for place, item in _items(record, name):
                    if item.get(field) and item[field] not in keys[target]:
                        yield f"{where}.{name}[{place}].{field}: there is no “{item[field]}” among the {target}"


def _sense_faults(sound: Numbered) -> Iterator[str]:
    """Every rule of the model that a record, well-formed by itself, would break."""
    for noun, first, last in (("missions", "launched", "ended"), ("people", "born", "died")):
        for number, record in sound[noun]:
            if _is_after(record.get(first), record.get(last)):
                yield f"{_where(noun, number, record)}: {last} ({record[last]}) lies before {first} ({record[first]})"
    for noun in ("places", "events"):
        for number, record in sound[noun]:
            if (record.get("lat") is None) != (record.get("lon") is None):
                yield f"{_where(noun, number, record)}: one coordinate stands without the other"
    for number, mission in sound["missions"]:
        for person, times in Counter(member["person"] for member in mission.get("crew", [])).items():
            if times > 1:
                yield f"{_where('missions', number, mission)}.crew: “{person}” stands {times} times"
    claims = {}
    for number, event in sound["events"]:
        where = _where("events", number, event)
        claims[event["key"]] = Counter(claim_identity(claim) for claim in event["claims"])
        if not event["claims"]:
            yield f"{where}.claims: an event without a source cannot be published"
        for identity, times in claims[event["key"]].items():
            if times > 1:
                yield f"{where}.claims: one claim stands {times} times: {shown(identity)}"
    for number, disagreement in sound["disagreements"]:
        where = _where("disagreements", number, disagreement)
        yield from _disagreement_faults(where, disagreement, claims.get(disagreement["event"]))


def _disagreement_faults(where: str, disagreement: Record, claims: Counter[tuple[Any, ...]] | None) -> Iterator[str]:
    readings = disagreement["readings"]
    if len(readings) < 2:
        yield f"{where}.readings: a disagreement has at least two"
    accepted = any(reading["accepted"] for reading in readings)
    if disagreement.get("settled", accepted) != accepted:
        yield f"{where}.settled is {shown(disagreement['settled'])}, yet {'some' if accepted else 'no'} reading is accepted"
    for place, reading in enumerate(readings):
        if not reading["claims"]:
            yield f"{where}.readings[{place}].claims: a reading rests on at least one claim"
        for number, claim in enumerate(reading["claims"]):
            if claims is not None and claims[claim_identity(claim)] != 1:
                yield f"{where}.readings[{place}].claims[{number}]: no claim of the event “{disagreement['event']}” matches it"


def _is_after(first: str | None, last: str | None) -> bool:
    if not first or not last:
        return False
    start, end = edtf.parse(first), edtf.parse(last)
    if start.instant and end.last_instant:
        return start.instant > end.last_instant
    return bool(start.earliest and end.latest and start.earliest > end.latest)


def _where(noun: str, number: int, record: Any) -> str:
    key = record.get("key") if isinstance(record, dict) else None
    return f"{noun}[{number}]" + (f" “{shown(key)[1:-1]}”" if isinstance(key, str) else "")
