"""What the revisions of missions, people, places and spacecraft hold, and back again: the entry, its citations, crew or flights.

As in the state of an event (see state.py), other rows are named by key and by what they were called on the day, and two
states are the same when all but these names is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, Prefetch, Q

from timeline.models import Citation, CrewMember, EntryRevision, Mission, Person, Source
from timeline.models.base import Addressable
from timeline.models.states import CREW_MEMBER, FORMAT, SHAPES, Shape, State
from timeline.revisions.by import By
from timeline.revisions.state import (
    apply_citations,
    apply_fields,
    apply_links,
    cited,
    fields_of,
    members,
    ref,
    refs,
    row_of,
    same,
)

AT_ONCE = 200  # entries looked at together


@dataclass(frozen=True)
class Kind:
    """What of the entries of one noun a revision holds."""

    shape: Shape
    # Places in crews: the relation to them, and whom or what they name at the other end.
    places: tuple[str, str] = ("", "")
    members: str = ""  # what these are called together

    @property
    def model(self) -> Any:
        """The model of these entries."""
        return self.shape.model

    def showing(self, model: type[Model], pks: Iterable[int]) -> list[Addressable]:
        """Those whose states name any of the rows `pks` of `model`, or are these rows."""
        relation, other = self.places
        paths = {"pk": self.model, "citations__source": Source}
        paths |= {name: self._end(name) for name in (*self.shape.one, *self.shape.many)}
        if relation:
            places = self._end(relation)
            paths[f"{relation}__{other}"] = places._meta.get_field(other).related_model
        keys, rule = list(pks), Q(pk__in=[])
        for path, end in paths.items():
            if end is model:
                rule |= Q((f"{path}__in", keys))
        return list(self.model.objects.filter(rule).distinct())

    def states_of(self, rows: Any) -> dict[str, State]:
        """The state of each of `rows`, a queryset, by permanent key, in a fixed number of queries."""
        relation, other = self.places
        fetched = [*self.shape.many, Prefetch("citations", Citation.objects.select_related("source"))]
        fetched += [Prefetch(relation, CrewMember.objects.select_related(other))] if relation else []
        whole = rows.select_related(*self.shape.one).prefetch_related(*fetched)
        return {row.key: self._state(row) for row in whole}

    def _state(self, row: Any) -> State:
        state = {"format": FORMAT, "noun": row.noun(), **fields_of(self.shape, row)}
        state |= {name: ref(getattr(row, name)) for name in self.shape.one}
        state |= {name: refs(getattr(row, name).all()) for name in self.shape.many}
        if self.members:
            state[self.members] = members(self.shape.rows[self.members], self._places(row))
        return {**state, "citations": cited(row)}

    def _places(self, row: Any) -> list[CrewMember]:
        """The crew of a mission in its order, or the flights of a person from the first to the last."""
        relation, other = self.places
        places = list(getattr(row, relation).all())
        if other == "mission":
            places.sort(key=lambda place: (str(place.mission.launched_earliest or ""), place.mission.key))
        return places

    def apply(self, state: State, row: Any) -> None:
        """Make `row` what `state` says, but for the flights of a person, which belong to the crews of their missions.

        Raises Unrestorable where a row is gone that the state refers to, and ValidationError where a rule of today
        refuses it. To be called within a transaction, which the caller rolls back then.
        """
        apply_fields(self.shape, state, row)
        apply_citations(state, row)
        apply_links(self.shape, state, row)
        if self.members == "crew":
            _apply_crew(state, row)
        row.full_clean()
        row.save()

    def _end(self, name: str) -> Any:
        """The model at the other end of a relation."""
        return self.model._meta.get_field(name).related_model


def _apply_crew(state: State, mission: Mission) -> None:
    wanted: dict[Person, State] = {}
    for each in state["crew"]:
        wanted.setdefault(row_of(Person, each["person"]), each)  # two who were merged since are one
    standing = [(each.person, fields_of(CREW_MEMBER, each)) for each in mission.crew_members.select_related("person")]
    if standing == [(person, {name: each[name] for name in CREW_MEMBER.texts}) for person, each in wanted.items()]:
        return
    mission.crew_members.all().delete()
    for order, each in enumerate(wanted.values(), start=1):
        member = CrewMember(mission=mission, order=order)
        apply_fields(CREW_MEMBER, each, member)
        member.full_clean()
        member.save()


KINDS = {
    kind.model.noun(): kind
    for kind in (
        Kind(SHAPES["mission"], ("crew_members", "person"), "crew"),
        Kind(SHAPES["person"], ("crew_places", "mission"), "flights"),
        Kind(SHAPES["place"]),
        Kind(SHAPES["spacecraft"]),
    )
}


def entries_showing(model: type[Model], pks: Iterable[int]) -> list[Addressable]:
    """The entries whose states name any of the rows `pks` of `model`, or are these rows."""
    keys = list(pks)
    return [entry for kind in KINDS.values() for entry in kind.showing(model, keys)]


def keep_entries(entries: Iterable[Addressable], by: By) -> int:
    """Keep a revision of each of `entries` that is not as its last revision says; give how many were kept.

    Entries of nouns that keep none are passed over.
    """
    keys: dict[str, list[str]] = {}
    for entry in entries:
        keys.setdefault(entry.noun(), []).append(entry.key)
    return sum(
        _keep(kind, keys[noun][start : start + AT_ONCE], by)
        for noun, kind in KINDS.items()
        for start in range(0, len(keys.get(noun, ())), AT_ONCE)
    )


def keep_every_entry(by: By) -> int:
    """Keep a revision of every entry that is not as its last revision says; give how many were kept."""
    return sum(keep_entries(kind.model.objects.only("key"), by) for kind in KINDS.values())


@transaction.atomic
def _keep(kind: Kind, keys: list[str], by: By) -> int:
    """Keep revisions of the entries of one noun; who would do so at the same time waits, and goes on from there."""
    list(kind.model.objects.select_for_update().filter(key__in=keys).order_by("pk").values_list("pk"))
    known = EntryRevision.objects.of(kind.model.noun(), keys)
    last = {revision.entry: revision for revision in known.newest()}
    made = [
        EntryRevision(
            noun=kind.model.noun(),
            entry=key,
            number=last[key].number + 1 if key in last else 1,
            state=state,
            **vars(by),
        )
        for key, state in kind.states_of(kind.model.objects.filter(key__in=keys)).items()
        if not same(state, last[key].state if key in last else None)
    ]
    return len(EntryRevision.objects.bulk_create(made))
