"""What points at an entry, and when two rows that do would be one: read from the models, with what they do not say."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q, UniqueConstraint

from timeline.models import Agency, Citation, CrewMember, Event, Mission, Person, Place, Revision, Source
from timeline.models.citations import SUBJECTS

Model = type[models.Model]

LINKED_SOURCES = (
    ("source that draws on it", "sources that draw on it"),
    ("source that it draws on", "sources that it draws on"),
)

# Rows that are of no use twice although the database would keep both: of those that agree in all these columns one stays.
ALIKE: dict[Model, tuple[str, ...]] = {
    Citation: ("source", *SUBJECTS, "field", "value", "as_printed", "language", "locator", "note", "no_conflict"),
}
# The column in which the rows of one entry have a number each: rows that come to it are given the next free one.
NUMBERED: dict[Model, str] = {CrewMember: "order"}
# What does not follow the entry, since it tells of it as it was (see Revision.merged).
LEFT_BEHIND: tuple[Model, ...] = (Revision,)

# For each noun how an event comes to show it, for the revisions of that event.
SHOWN_AT: dict[Model, tuple[str, ...]] = {
    Event: ("pk",),
    Mission: ("missions",),
    Person: ("people", "missions__crew_members__person"),
    Place: ("place", "disagreements__readings__place"),
    Agency: ("agencies",),
    Source: ("citations__source",),
}


def pointing_at(model: Model) -> list[Any]:
    """Every foreign key at `model`, those in the tables of many-to-many relations among them."""
    relations = (each for each in model._meta.get_fields(include_hidden=True) if each.auto_created)
    found = [each.field for each in relations if each.one_to_many or each.one_to_one]  # type: ignore[union-attr]
    return [each for each in found if each.model not in LEFT_BEHIND]


def unique_sets(model: Model) -> Iterator[tuple[str, ...]]:
    """The columns in which no two rows of `model` may agree, and those in which they had better not."""
    options = model._meta
    yield from ((field.name,) for field in options.concrete_fields if field.unique and not field.primary_key)
    yield from (tuple(names) for names in options.unique_together)
    for constraint in options.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            yield tuple(constraint.fields)
    if model in ALIKE:
        yield ALIKE[model]


def number_within(model: Model, name: str) -> tuple[str, tuple[str, ...]] | None:
    """The column that numbers the rows of `model` which point at one entry by `name`, and all columns of that rule."""
    number = NUMBERED.get(model)
    rules = (names for names in unique_sets(model) if number in names and name in names)
    found = next(rules, None)
    return (number, found) if number and found else None


def events_showing(model: Model, keys: list[int]) -> Any:
    """The events that show any of the rows `keys` of `model`."""
    rule = Q(pk__in=[])
    for path in SHOWN_AT.get(model, ()):
        rule |= Q((f"{path}__in", keys))
    return Event.objects.filter(pk__in=Event.objects.filter(rule).values("pk"))


def called(row: models.Model) -> str:
    """A row in words: “a name” with its noun before it, and a link by both its ends."""
    options = row._meta
    if not options.auto_created:
        return f"the {options.verbose_name} “{row}”"
    ends = [getattr(row, field.name) for field in options.concrete_fields if field.is_relation]
    return f"the link between “{ends[0]}” and “{ends[1]}”"


def kind_of(field: Any) -> tuple[str, str]:
    """What the rows that point by `field` are called, one of them and several."""
    model = field.model
    if model._meta.auto_created:
        [other] = [each for each in model._meta.concrete_fields if each.is_relation and each is not field]
        if other.related_model is field.related_model:  # of the nouns that point at their like there are only sources
            draws = field.name.startswith("from")
            return LINKED_SOURCES[draws]
        model = other.related_model
    return str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
