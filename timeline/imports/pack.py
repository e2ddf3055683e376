"""A research pack as it stands in its file, and the choice of a part of it."""

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Pack = dict[str, list[Record]]

CLAIM_IDENTITY = ("field", "value", "source", "locator", "as_printed")
NOUNS = ("sources", "agencies", "programmes", "places", "people", "missions", "spacecraft", "events", "disagreements")


class PackError(Exception):
    """A pack that cannot be imported, with one line for each fault: its place, and what is wrong there."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(path: Path) -> Any:
    """The JSON in the file at `path`; raise PackError where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError([f"{path}: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise PackError([f"{path}: not UTF-8 at byte {error.start}"]) from error
    except json.JSONDecodeError as error:
        raise PackError([f"{path}, line {error.lineno}, column {error.colno}: not JSON ({error.msg})"]) from error
    except ValueError as error:
        raise PackError([f"{path}: {error}"]) from error
    except RecursionError as error:
        raise PackError([f"{path}: lists or objects stand too deep in one another"]) from error


def is_too_deep(data: Any, most: int = 50) -> bool:
    """Whether lists and objects stand more than `most` deep in one another, where a pack needs seven."""
    level = [data]
    for _ in range(most):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
        ]
    return bool(level)


def claim_identity(claim: Record) -> tuple[Any, ...]:
    """The five fields by which a reading names a claim of its event."""
    return tuple(claim.get(name) or None for name in CLAIM_IDENTITY)


def resting_on(pack: Pack, prefix: str) -> Pack:
    """The part of a sound pack that rests on the sources whose keys begin with `prefix`.

    That is: the events with a claim from such a source, all their claims and disagreements, and whatever they refer to.
    """
    events = [event for event in pack["events"] if any(claim["source"].startswith(prefix) for claim in event["claims"])]
    chosen = {noun: {record["key"]: record for record in pack[noun]} for noun in NOUNS}
    kept = {event["key"] for event in events}
    flown = _mentioned(events, "missions")
    missions = [chosen["missions"][key] for key in flown]
    spacecraft = [
        craft | {"missions": [key for key in craft["missions"] if key in flown]}
        for craft in pack["spacecraft"]
        if flown & set(craft.get("missions") or ())
    ]
    people_keys = _mentioned(events, "people") | {
        member["person"] for mission in missions for member in mission.get("crew", [])
    }
    people = [chosen["people"][key] for key in people_keys]
    programmes = [chosen["programmes"][key] for key in _mentioned(missions, "programme")]
    readings = [reading for asked in pack["disagreements"] if asked["event"] in kept for reading in asked["readings"]]
    places = [chosen["places"][key] for key in _mentioned([*events, *missions, *readings], "place_key")]
    cited = {claim["source"] for record in [*events, *spacecraft] for claim in record["claims"]}
    cited |= {cite["source"] for record in [*missions, *people, *places] for cite in record.get("cites", [])}
    sources = set(cited)
    while drawn := {key for name in sources for key in chosen["sources"][name].get("draws_on", [])} - sources:
        sources |= drawn
    agencies = _mentioned([*events, *programmes], "agencies") | _mentioned(missions, "agency")
    keys = {
        "sources": sources,
        "agencies": agencies,
        "programmes": {record["key"] for record in programmes},
        "places": {record["key"] for record in places},
        "people": people_keys,
        "missions": {record["key"] for record in missions},
        "events": kept,
    }
    part = {noun: [record for record in pack[noun] if record["key"] in keys[noun]] for noun in keys}
    part["spacecraft"] = spacecraft
    return part | {"disagreements": [record for record in pack["disagreements"] if record["event"] in kept]}


def _mentioned(records: list[Record], name: str) -> set[str]:
    """All keys that `records` name in one field, be it one key or a list of them."""
    values = [record.get(name) or [] for record in records]
    return {key for value in values for key in (value if isinstance(value, list) else [value])}
