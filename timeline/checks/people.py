"""Rules about people: the living fly, one flight at a time, and each stands here once."""

from datetime import UTC, datetime, time
from itertools import combinations
from typing import Any

from timeline.checks.rules import Broken, Level, rule
from timeline.models import CrewMember, Mission, Person
from timeline.text import spelling


@rule("not-alive", Level.ERROR)
def not_alive() -> Broken:
    """Whoever flies has been born, and has not died before the launch."""
    for member in CrewMember.objects.exclude(mission__launched="").select_related("mission", "person"):
        person, mission = member.person, member.mission
        if person.born_earliest and person.born_earliest >= mission.launched_latest:
            yield person, f"Born {person.born}, and in the crew of {mission}, launched {mission.launched}."
        if person.died_latest and person.died_latest < mission.launched_earliest:
            yield person, f"Died {person.died}, and in the crew of {mission}, launched {mission.launched}."


@rule("overlapping-flights", Level.ERROR)
def overlapping_flights() -> Broken:
    """Nobody is on two flights at once. A stay aboard a station is no flight of its own."""
    flights: dict[Person, list[Mission]] = {}
    whole = CrewMember.objects.exclude(mission__launched="").exclude(mission__ended="")
    for member in whole.select_related("mission", "person"):
        flights.setdefault(member.person, []).append(member.mission)
    for person, missions in flights.items():
        for first, second in combinations(missions, 2):
            if _overlap(first, second) and not _is_stay(first, second) and not _is_stay(second, first):
                yield (
                    person,
                    f"On {first} ({first.launched} to {first.ended}) and {second} ({second.launched} to {second.ended}) at once.",
                )


def _overlap(first: Mission, second: Mission) -> bool:
    """Whether one is certainly launched before the other ends, both ways round."""
    return _moment(first, "launched", latest=True) < _moment(second, "ended", latest=False) and _moment(
        second, "launched", latest=True
    ) < _moment(first, "ended", latest=False)


def _moment(mission: Mission, name: str, *, latest: bool) -> datetime:
    """The latest or the earliest moment that a date may mean."""
    if instant := getattr(mission, f"{name}_instant"):
        return instant
    day = getattr(mission, f"{name}_{'latest' if latest else 'earliest'}")
    if day is None:
        return datetime.max.replace(tzinfo=UTC) if latest else datetime.min.replace(tzinfo=UTC)
    return datetime.combine(day, time.max if latest else time.min, UTC)


def _is_stay(mission: Mission, flight: Mission) -> bool:
    """Whether `mission` is a stay aboard a station, reached by `flight` or by no vehicle of its own."""
    has_own_vehicle = mission.vehicle or mission.launch_site
    return mission.vehicle == flight.name or bool(not has_own_vehicle and (flight.vehicle or flight.launch_site))


@rule("same-person-twice", Level.ERROR)
def same_person_twice() -> Broken:
    """No two people share a spelling of their name, unless they were born on different days."""
    known: dict[str, Person] = {}
    for person in Person.objects.order_by("pk"):
        for name in {_folded(text) for text in (person.name, person.native_name, *person.other_names) if text}:
            other = known.setdefault(name, person)
            if other != person and not _differ(other.born, person.born):
                yield (
                    person,
                    f"“{person}” and “{other}” are spelt alike: merge them, or give both their dates of birth.",
                )
                break


def _folded(name: str) -> str:
    """A name by its sound, whatever the order of its words."""
    return " ".join(sorted(spelling.sound(word) for word in spelling.tokens(name)))


def _differ(first: Any, second: Any) -> bool:
    return bool(first and second and first != second)
