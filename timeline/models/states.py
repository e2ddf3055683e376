"""What revisions hold of an entry, and how a state that was kept in an older format is read today.

A state is kept for ever as it was written, while the fields of an entry change. So each carries the number of its format,
and `upgrade` is the one way in which a stored state becomes one of today: by the steps from its own format on, and by a value
for every field that it does not speak of. `StateField` does so wherever a row is read, and stores what it was given.
docs/upgrading.md says how a field is added.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from timeline.choices import Status
from timeline.models.agencies import Place
from timeline.models.citations import Citation, Disagreement, Reading
from timeline.models.events import Event
from timeline.models.missions import CrewMember, Mission
from timeline.models.people import Person
from timeline.models.spacecraft import Spacecraft
from timeline.models.successions import Succession

State = dict[str, Any]

FORMAT = 2


@dataclass(frozen=True)
class Shape:
    """What a state holds of a row of one model: which of its fields, and which lists of rows that belong to it."""

    model: type[models.Model]
    texts: tuple[str, ...] = ()  # plain fields
    one: tuple[str, ...] = ()  # foreign keys
    many: tuple[str, ...] = ()  # many-to-many relations
    rows: Mapping[str, "Shape"] = field(default_factory=dict)
    names: tuple[str, ...] = ("id",)  # what a row is known by, beside its fields
    known_by: Callable[[State], Any] = operator.itemgetter("id")  # two rows of a list that have this in common are one
    unsaid: Mapping[str, Any] = field(default_factory=dict)  # of fields whose default is not what silence means

    def value_unsaid(self, name: str) -> Any:
        """What a state says of a field that it does not speak of, where nobody else does."""
        if name in self.unsaid:
            return self.unsaid[name]
        if name in self.many:
            return []
        column: Any = self.model._meta.get_field(name)
        return None if column.null and not column.has_default() else column.get_default()

    def filled(self, state: State, standing: State | None = None) -> State:
        """`state` with all fields of today and no others.

        Of what it does not speak, it says what `standing` says, another state of the same entry; without one, what goes
        unsaid (`value_unsaid`).
        """
        known = standing or {}
        result = {name: state[name] for name in self.names if name in state}
        for name in (*self.texts, *self.one, *self.many):
            source = state if name in state else known
            result[name] = source[name] if name in source else self.value_unsaid(name)
        for name, shape in self.rows.items():
            others = {shape.known_by(row): row for row in known.get(name, [])}
            rows = state[name] if name in state else known.get(name, [])
            result[name] = [shape.filled(row, others.get(shape.known_by(row))) for row in rows]
        return result


def _key_of(end: str) -> Callable[[State], Any]:
    """Rows that stand for a link are known by the entry at its other end."""
    return lambda row: row[end]["key"]


CITATION = Shape(
    Citation,
    ("field", "value", "as_printed", "language", "locator", "note", "no_conflict", "order"),
    one=("source",),
)
READING = Shape(
    Reading,
    ("order", "value", "accepted"),
    one=("place",),
    many=("citations",),
    names=(),
    known_by=operator.itemgetter("order"),
)
DISAGREEMENT = Shape(
    Disagreement,
    ("slug", "field", "question", "kind", "verdict", "order", "featured"),
    rows={"readings": READING},
)
# That an event came after another, and the key of the citation that says so.
SUCCESSION = Shape(Succession, one=("earlier",), names=("id", "citation"))
CREW_MEMBER = Shape(CrewMember, ("role",), one=("person",), names=(), known_by=_key_of("person"))
FLIGHT = Shape(CrewMember, ("role",), one=("mission",), names=(), known_by=_key_of("mission"))
CREW = Shape(
    CrewMember, one=("mission",), names=(), known_by=_key_of("mission"), rows={"members": CREW_MEMBER}
)  # of a mission of an event

SHAPES: dict[str, Shape] = {
    str(shape.model._meta.model_name): shape
    for shape in (
        Shape(
            Event,
            (
                *("slug", "title", "date", "kind", "significance", "summary", "body", "place_text"),
                *("latitude", "longitude", "status", "withdrawn_reason", "withdrawn_on"),
            ),
            one=("place",),
            many=("missions", "people", "agencies"),
            rows={"crews": CREW, "citations": CITATION, "disagreements": DISAGREEMENT, "successions": SUCCESSION},
            names=(),
            unsaid={"status": Status.PUBLISHED},  # whoever may not change what readers see, may not restore it either
        ),
        Shape(
            Mission,
            (
                *("slug", "name", "other_names", "summary", "country", "crewed"),
                *("vehicle", "launch_site", "launched", "ended"),
            ),
            one=("programme", "place"),
            many=("agencies",),
            rows={"crew": CREW_MEMBER, "citations": CITATION},
            names=("noun",),
        ),
        Shape(
            Person,
            ("slug", "name", "native_name", "other_names", "country", "born", "died"),
            rows={"flights": FLIGHT, "citations": CITATION},
            names=("noun",),
        ),
        Shape(
            Place,
            ("slug", "name", "other_names", "body", "latitude", "longitude"),
            rows={"citations": CITATION},
            names=("noun",),
        ),
        Shape(
            Spacecraft,
            (
                *("slug", "name", "other_names", "country", "summary", "drawing", "description"),
                *("length", "width", "height", "order"),
            ),
            many=("missions",),
            rows={"citations": CITATION},
            names=("noun",),
        ),
    )
}


def noun_of(state: State) -> str:
    """The noun of a state; that of an event does not say it."""
    return str(state.get("noun", Event.noun()))


def upgrade(state: State, standing: State | None = None) -> State:
    """A stored state in the format of today; that which is given, where it is in it already.

    `standing`, a state of the same entry in that format, says what goes for fields that the stored one does not speak of:
    so a restored entry keeps what it has in fields that are younger than the revision.
    """
    read = state
    for step in STEPS[state.get("format", 1) - 1 :]:
        read = step(read)
    read = {"format": FORMAT, **SHAPES[noun_of(read)].filled(read, standing)}
    return state if read == state else read


def _name_the_ends_of_crews(state: State) -> State:
    """From format 1: a place in a crew was a list of two, the entry at the other end and the role."""

    def named(rows: list[Any], end: str) -> list[State]:
        return [{end: other, "role": role} for other, role in rows]

    read = dict(state)
    if "crew" in state:
        read["crew"] = named(state["crew"], "person")
    if "flights" in state:
        read["flights"] = named(state["flights"], "mission")
    if "crews" in state:
        read["crews"] = [{**crew, "members": named(crew["members"], "person")} for crew in state["crews"]]
    return read


# The step at place n - 1 makes of a state of format n one of format n + 1. A field that is merely new needs none.
STEPS: tuple[Callable[[State], State], ...] = (_name_the_ends_of_crews,)


class UpgradedState(dict[str, Any]):
    """A stored state as it is read today, which knows how it was stored: wherever it is put back, that stays."""

    def __init__(self, read: State, stored: State) -> None:
        super().__init__(read)
        self.stored = stored


class _Upgraded(DeferredAttribute):
    """The attribute of a StateField: stored as it is, read in the format of today."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        stored = super().__get__(instance, cls)
        if not isinstance(stored, dict) or (read := upgrade(stored)) is stored:
            return stored
        return UpgradedState(read, stored)

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = as_stored(value)


def as_stored(state: Any) -> Any:
    """A state as it stands, or is to stand, in the database."""
    return state.stored if isinstance(state, UpgradedState) else state


class StateField(models.JSONField):
    """A state: stored for ever as it was written, and read in the format of today (`upgrade`)."""

    descriptor_class = _Upgraded

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(as_stored(value), connection, prepared)

    def deconstruct(self) -> Any:
        """To the database, and so to a migration, it is plain JSON."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
