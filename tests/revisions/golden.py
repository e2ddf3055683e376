"""States of every format that was ever kept, a file for each: what was stored once is read, compared and restored for ever."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import factories as make
from timeline.models.states import State

FOLDER = Path(__file__).parent / "formats"
NAMED = {  # how a state calls other rows, and what makes one
    "place": make.make_place,
    "programme": make.make_programme,
    "mission": make.make_mission,
    "missions": make.make_mission,
    "person": make.make_person,
    "people": make.make_person,
    "agencies": make.make_agency,
    "source": make.make_source,
    "earlier": make.make_event,
}


def states(number: int) -> dict[str, State]:
    """The states of one format, by noun."""
    found: dict[str, State] = json.loads((FOLDER / f"format-{number}.json").read_text(encoding="utf-8"))
    return found


def make_what_is_named(state: State) -> None:
    """Make every row that a state names, under its own key."""
    for (called, key), name in dict(_named(state)).items():
        make_row = NAMED[called]
        if not make_row.__annotations__["return"].objects.filter(key=key).exists():
            make_row(
                **{"title" if called in ("source", "earlier") else "name": name, "key": key, "slug": f"{called}-{key}"}
            )


def _named(value: Any, called: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    if isinstance(value, list):
        for each in value:
            yield from _named(each, called)
    elif isinstance(value, dict):
        if "key" in value:
            yield (called, value["key"]), value["name"]
        for name, each in value.items():
            yield from _named(each, name)


def specimens() -> list[Any]:
    """One entry of each noun that keeps revisions, with something in what its state holds."""
    place = make.make_place(name="Baikonur", other_names=["Tyuratam"], latitude=45.9, longitude=63.3)
    people = [make.make_person(name=name, other_names=["Tom"], born="1930") for name in ("Tom Stafford", "Vance Brand")]
    agency = make.make_agency(name="NASA")
    mission = make.make_mission(
        **{"name": "Apollo", "crew": [(people[0], "Commander"), (people[1], "Pilot")], "agencies": [agency]},
        **{"programme": make.make_programme(name="Apollo–Soyuz"), "place": place, "launched": "1975-07-15"},
    )
    craft = make.make_spacecraft([mission], name="Apollo", length="11.15", width="3.9")
    event = make.make_event(
        **{"title": "Handshake", "missions": [mission], "people": people, "agencies": [agency], "place": place},
        **{"latitude": 49.1, "longitude": 6.2, "place_text": "over Metz", "body": "They met."},
    )
    make.make_succession(event, make.make_event(title="Docking", date="1975-07-17"))
    question = make.make_disagreement(event, [("17 July", True), ("11 December", False)], question="On which day?")
    question.readings.filter(order=1).update(place=place)
    for entry, field in ((mission, "launched"), (people[0], "born"), (place, "name"), (craft, "length")):
        make.make_citation(**{entry.noun(): entry}, field=field, value="as it is", as_printed="thus", note="Seen.")
    return [event, mission, people[0], place, craft]
