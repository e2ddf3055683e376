"""Rules about people: the living fly, one flight at a time, and each stands here once."""

from itertools import combinations

from timeline.checks.bounds import first_day, first_moment, last_day, last_moment
from timeline.checks.rules import Broken, Level, Rows, rule
from timeline.models import CrewMember, Mission, Person
from timeline.text import spelling


@rule("not-alive", Level.ERROR)
def not_alive(rows: Rows) -> Broken:
    """Whoever flies has been born, and has not died before the launch."""
    for member in rows(CrewMember).exclude(mission__launched="").select_related("mission", "person"):
        person, mission = member.person, member.mission
        if first_day(person, "born") >= last_day(mission, "launched"):
            yield person, f"Born {person.born}, and in the crew of {mission}, launched {mission.launched}."
        if last_day(person, "died") < first_day(mission, "launched"):
            yield person, f"Died {person.died}, and in the crew of {mission}, launched {mission.launched}."


@rule("overlapping-flights", Level.ERROR)
def overlapping_flights(rows: Rows) -> Broken:
    """Nobody is on two flights at once. A stay aboard a station is no flight of its own."""
    flights: dict[Person, list[Mission]] = {}
    whole = rows(CrewMember).exclude(mission__launched="").exclude(mission__ended="")
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
    return all(
        last_moment(one, "launched") < first_moment(other, "ended") for one, other in ((first, second), (second, first))
    )


def _is_stay(mission: Mission, flight: Mission) -> bool:
    """Whether `mission` is a stay aboard a station, reached by `flight` or by no vehicle of its own."""
    has_own_vehicle = mission.vehicle or mission.launch_site
    return mission.vehicle == flight.name or bool(not has_own_vehicle and (flight.vehicle or flight.launch_site))


@rule("same-person-twice", Level.ERROR)
def same_person_twice(rows: Rows) -> Broken:
    """No two people share a spelling of their name, unless they were born on different days."""
    known: dict[str, list[Person]] = {}
    for person in rows(Person).order_by("pk"):
        names = {_folded(text) for text in (person.name, person.native_name, *person.other_names)} - {""}
        namesakes = {other for name in names for other in known.get(name, ())}
        for other in sorted(namesakes, key=lambda other: other.pk):
            if not _born_apart(other, person):
                yield (
                    person,
                    f"“{person}” and “{other}” are spelt alike: merge them, or give both their dates of birth.",
                )
        for name in names:
            known.setdefault(name, []).append(person)


def _folded(name: str) -> str:
    """A name by its sound, whatever the order of its words."""
    return " ".join(sorted(spelling.sound(word) for word in spelling.tokens(name)))


def _born_apart(first: Person, second: Person) -> bool:
    """Whether they were certainly born on different days: 1934 and 30 May 1934 may be one day."""
    return any(
        last_day(earlier, "born") < first_day(later, "born") for earlier, later in ((first, second), (second, first))
    )
