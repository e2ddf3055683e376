"""When two entries are not merged, or no longer parted: each reason a sentence that says what to do."""

from typing import Any

from timeline.choices import Status
from timeline.merging.fields import OTHER_NAMES
from timeline.merging.records import Drop, Move, model_of, name_of, row_from, steps_of
from timeline.merging.relations import called
from timeline.models import Event, FormerSlug, Merge, Source
from timeline.models.base import Addressable
from timeline.models.successions import all_earlier

# How much of an event readers find at its address: a merge never leaves them with less.
SHOWN = {Status.DRAFT: 0, Status.IN_REVIEW: 0, Status.WITHDRAWN: 1, Status.PUBLISHED: 2}


class Refused(Exception):
    """Nothing was changed; the message says why, and what to do first."""


def refuse_to_merge(gone: Addressable, kept: Addressable) -> None:
    """Raise Refused where the two must not be one."""
    if type(gone) is not type(kept):
        raise Refused("Only two entries of one kind can be merged.")
    if gone.pk == kept.pk:
        raise Refused(f"“{kept}” cannot be merged into itself: choose another entry.")
    if isinstance(gone, Event) and gone.status == Status.WITHDRAWN:
        raise Refused(f"“{gone}” was withdrawn, and its address goes on saying why: it is not merged.")
    if isinstance(gone, Event) and isinstance(kept, Event) and _shown(gone) > _shown(kept):
        raise Refused(
            f"“{gone}” is {gone.get_status_display()} and “{kept}” is not, so readers who follow a link to the one would find "
            f"less than before: let “{gone}” stay instead, or publish “{kept}” first."
        )
    if isinstance(gone, Event) and isinstance(kept, Event):
        for later, earlier in ((gone, kept), (kept, gone)):
            if earlier.pk in all_earlier([later.pk]):
                raise Refused(
                    f"“{later}” is said to come after “{earlier}”, so they are two events: take that order out first."
                )
    if isinstance(gone, Source) and isinstance(kept, Source):
        if kept.waits and not gone.waits:
            raise Refused(
                f"Readers see “{gone}” and not yet “{kept}”: let “{gone}” stay instead, or save “{kept}” first."
            )
        for one, other in ((gone, kept), (kept, gone)):
            if between := _between(one, other):
                raise Refused(
                    f"“{one}” draws on “{between}”, which draws on “{other}”: as one source they would draw on "
                    "themselves. Take one of the two out of “draws on” first."
                )


def _shown(event: Event) -> int:
    return SHOWN.get(Status(event.status), 0)


def _between(one: Source, other: Source) -> Source | None:
    """A source on which `one` draws, and which over any number of steps draws on `other` by itself."""
    for between in one.draws_on.exclude(pk__in=[one.pk, other.pk]):
        reached, frontier = {between.pk}, {between.pk}
        while frontier:
            found = set(Source.objects.filter(drawn_on_by__in=frontier).values_list("pk", flat=True))
            frontier = found - reached
            reached |= frontier
        if other.pk in reached:
            return between
    return None


def refuse_to_undo(merge: Merge, moves: list[Move], drops: list[Drop]) -> Any:
    """The entry that stayed; raise Refused where the two cannot be parted as they were joined."""
    if merge.undone:
        raise Refused("This merge was undone already.")
    model = model_of(f"timeline.{merge.noun}")
    if later := _later(merge, moves, drops):
        raise Refused(f"What this merge moved was changed by a later one, {later}: undo that one first.")
    kept = model.objects.select_for_update().filter(key=merge.kept).first()
    if kept is None:
        raise Refused(f"“{merge.kept_name}” is no longer here, and what “{merge.gone_name}” had went with it.")
    slug = drops[-1].columns["slug"]
    former = FormerSlug.objects.filter(noun=merge.noun, slug=slug).exclude(key=merge.gone)
    if (taken := model.objects.filter(slug=slug).first()) or former.exists():
        owner = f"“{taken}”" if taken else "another entry, which was there before it was renamed"
        raise Refused(f"The address “{slug}” of “{merge.gone_name}” belongs to {owner}: it cannot have it back.")
    for drop in drops:
        if again := _there_again(drop):
            raise Refused(f"There is {again} again already: take that away first.")
    if missing := what_is_missing(drops[-1], set()):
        raise Refused(f"The {missing} of “{merge.gone_name}” is no longer here: it cannot come back without.")
    return kept


def what_is_missing(drop: Drop, left: set[tuple[str, int]]) -> str:
    """What a row refers to that is no longer there, or is among the rows `left` away; empty where all of it is there."""
    for model, pk in _referred_to(drop):
        if (name_of(model), pk) in left or not model._base_manager.filter(pk=pk).exists():
            return str(model._meta.verbose_name)
    return ""


def _referred_to(drop: Drop) -> list[tuple[Any, int]]:
    """The rows that a row refers to, by model and primary key."""
    fields = [each for each in model_of(drop.model)._meta.concrete_fields if each.is_relation]
    return [(each.related_model, drop.columns[each.attname]) for each in fields if drop.columns.get(each.attname)]


def _later(merge: Merge, moves: list[Move], drops: list[Drop]) -> Merge | None:
    """A merge that was done after this one and stands, and that took away, moved or gave another value to what this one did."""
    rows = {(each.model, each.pk) for each in moves} | {(each.model, each.pk) for each in drops}
    rows |= {(each.model, each.twin) for each in drops if each.twin}
    rows |= {(name_of(model), pk) for each in drops for model, pk in _referred_to(each)}
    columns = {(each.model, each.pk, each.column) for each in moves}
    for later in Merge.objects.filter(pk__gt=merge.pk, undone=None):
        later_moves, later_drops = steps_of(later)
        taken = {(each.model, each.pk) for each in later_drops}
        needed = {(each.model, each.twin) for each in later_drops[:-1] if each.twin}
        moved = {(each.model, each.pk, each.column) for each in later_moves}
        if rows & (taken | needed) or columns & moved or _fields(merge) & _fields(later):
            return later
    return None


def _fields(merge: Merge) -> set[tuple[str, str, str]]:
    """The fields to which a merge gave a value; not the further spellings, which are taken away one by one."""
    return {(merge.noun, merge.kept, name) for name in merge.record["fields"] if name != OTHER_NAMES}


def _there_again(drop: Drop) -> str:
    """A row that an editor made meanwhile with what can be there only once; empty where there is none."""
    model = model_of(drop.model)
    row = row_from(model, drop.pk, drop.columns)
    for field in model._meta.concrete_fields:
        same = {field.name: getattr(row, field.attname)}
        if field.unique and not field.is_relation and (found := model._base_manager.filter(**same).first()):
            return called(found)
    return ""
