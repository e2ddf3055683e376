"""What the names in a file refer to: every slug that a row has or had, and the rows that the file itself makes."""

from typing import Any

from django.db import models

from timeline.models import Citation
from timeline.tables.faults import Unfit


class Known:
    """The rows of each noun by every name they go by; each noun is asked for once, when its first name comes up."""

    def __init__(self) -> None:
        self._pks: dict[Any, dict[str, int]] = {}
        self._names: dict[Any, dict[int, str]] = {}
        self._coming: dict[Any, set[str]] = {}

    def announce(self, model: type[models.Model], names: set[str]) -> None:
        """Say that the file brings rows of `model` that will be called so."""
        self._coming[model] = names

    def name_of(self, model: type[models.Model], name: str) -> str:
        """What the row that `name` stands for is called now; raise Unfit where there is none."""
        self._learn(model)
        pk = self._pks[model].get(name)
        if pk is not None:
            return self._names[model][pk]
        if name in self._coming.get(model, ()):
            return name
        noun = model._meta.verbose_name
        mend = "look up its key" if model is Citation else "look up its slug, or add it first"
        raise Unfit(f"There is no {noun} “{name[:60]}”: {mend}.")

    def pk_of(self, model: type[models.Model], name: str) -> int:
        """The primary key of a row by a name; raise Unfit where it did not come into being."""
        self._learn(model)
        if name not in self._pks[model]:
            raise Unfit(f"“{name[:60]}” could not be saved itself: mend its own row first.")
        return self._pks[model][name]

    def add(self, row: Any) -> None:
        """Note a row that was saved."""
        if type(row) in self._pks:
            name = row.natural_key()[0]
            self._pks[type(row)][name] = row.pk
            self._names[type(row)][row.pk] = name

    def _learn(self, model: Any) -> None:
        if model in self._pks:
            return
        rows = model.objects
        own = "key" if model is Citation else "slug"
        self._pks[model] = dict(rows.values_list("key", "pk")) if model is Citation else rows.addresses()
        self._names[model] = dict(rows.values_list("pk", own))
