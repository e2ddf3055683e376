"""Which columns the table of each noun has, in the order of a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from timeline.models import (
    Agency,
    Citation,
    Disagreement,
    Event,
    LessonSet,
    Mission,
    Person,
    Place,
    Programme,
    Source,
    Spacecraft,
    Succession,
)
from timeline.tables.columns import Column, columns_of
from timeline.tables.members import Crew, LessonItems, Readings

AT_ONCE = 500  # rows fetched together; SQLite takes no condition with many more names in it


@dataclass(frozen=True)
class Table:
    """A noun as a table; its rows are found by the first column, their permanent key."""

    model: Any
    columns: tuple[Column, ...]
    order: str
    to_events: str = (
        ""  # from an event to rows of this noun whose change is one of the event; empty where there are none
    )

    @property
    def name(self) -> str:
        """What the noun is called: in a command, in the name of a file."""
        return str(self.model._meta.model_name)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    def fetched(self, rows: Any) -> Iterator[Any]:
        """`rows` one after another with all that the columns hold, in a fixed number of queries for AT_ONCE of them."""
        whole = rows.prefetch_related(None).prefetch_related(
            *(path for column in self.columns for path in column.fetches)
        )
        yield from whole.iterator(chunk_size=AT_ONCE)

    def everything(self) -> Any:
        """All rows, in the order of a file."""
        return self.model._default_manager.order_by(self.order)

    def events_of(self, rows: Iterable[Any]) -> list[Event]:
        """The events that change when `rows` do."""
        pks = [row.pk for row in rows]
        if self.model is Event:
            return list(Event.objects.filter(pk__in=pks))
        if not self.to_events:
            return []
        owned = {row.event_id for row in rows if getattr(row, "event_id", None)}
        return list(Event.objects.filter(Q((f"{self.to_events}__in", pks)) | Q(pk__in=owned)).distinct())


def _table(model: type[models.Model], names: str, *more: Column, order: str = "slug", to_events: str = "") -> Table:
    return Table(model, (*columns_of(model, names.split()), *more), order, to_events)


TABLES = {
    table.name: table
    for table in (
        _table(Agency, "key slug name full_name other_names country"),
        _table(Programme, "key slug name other_names agencies summary"),
        _table(Place, "key slug name other_names body latitude longitude"),
        _table(
            Source,
            "key slug title authors publisher published language url archive_url accessed read_in kind standing draws_on note",
        ),
        _table(Person, "key slug name native_name other_names country born died"),
        _table(
            Mission,
            "key slug name other_names programme agencies country crewed vehicle launch_site place launched ended summary",
            Crew("crew"),
            to_events="missions",
        ),
        _table(
            Event,
            "key slug title date kind significance summary body place place_text latitude longitude missions people "
            "agencies status withdrawn_on withdrawn_reason",
            order="position",
        ),
        _table(
            Spacecraft,
            "key slug name other_names country summary drawing description length width height missions order",
        ),
        _table(
            Citation,
            "key source event mission person place spacecraft field value as_printed language locator note no_conflict order",
            order="key",
            to_events="citations",
        ),
        _table(
            Disagreement,
            "key slug event field question kind verdict order featured",
            Readings("readings"),
            to_events="disagreements",
        ),
        _table(Succession, "key later earlier citation", order="key", to_events="successions"),
        _table(LessonSet, "key slug title introduction for_whom status order", LessonItems("items")),
    )
}


def table_of(model: type[models.Model]) -> Table | None:
    """The table of a model; None for what is no noun of its own."""
    return TABLES.get(str(model._meta.model_name))
