"""Two entries side by side: what differs between them, and what the one that stays becomes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from timeline.revisions.compare import Change
from timeline.text import edtf

# What is nobody's to choose: the address stays as it is, and whether readers see an event is not taken from another.
NOT_CHOSEN = {"slug", "key", "imported", "status", "withdrawn_on", "withdrawn_reason"}
NAMES = ("name", "native_name")  # what becomes another spelling where it is not kept
OTHER_NAMES = "other_names"


@dataclass(frozen=True)
class Difference:
    """A field in which two entries differ, with what either holds in words."""

    name: str
    label: str
    kept: str
    gone: str

    @property
    def parts(self) -> Any:
        """Both in pieces, so that the words that differ can be seen."""
        return Change(self.label, self.kept, self.gone).parts


def differences(gone: models.Model, kept: models.Model) -> list[Difference]:
    """The fields in which the two differ and of which an editor chooses one side."""
    return [
        Difference(field.name, _label(field), _said(kept, field), _said(gone, field))
        for field in chosen_fields(type(kept))
        if getattr(kept, field.attname) != getattr(gone, field.attname)
    ]


def chosen_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a noun that an editor fills in and may choose when two entries are merged."""
    derived = {*getattr(model, "derived_fields", ()), *NOT_CHOSEN, OTHER_NAMES}
    fields: Iterable[Any] = model._meta.concrete_fields
    return [each for each in fields if each.editable and not each.primary_key and each.name not in derived]


def choose(gone: Any, kept: Any, taken: Iterable[str], replaced: dict[str, str]) -> dict[str, list[Any]]:
    """Give `kept` the fields `taken` of `gone`, and its names as further spellings; say what each was and has become.

    A text that is taken names in its markers the citations of `gone`; `replaced` says which stand for those that fall away.
    """
    before = {each.attname: each.get_prep_value(getattr(kept, each.attname)) for each in kept._meta.concrete_fields}
    known = [getattr(row, name, "") for row in (kept, gone) for name in NAMES]
    for field in chosen_fields(type(kept)):
        if field.name in taken:
            value = getattr(gone, field.attname)
            setattr(kept, field.attname, _remarked(value, replaced) if field.name == "body" else value)
    if hasattr(kept, OTHER_NAMES):
        kept.other_names = _spellings(kept, [*kept.other_names, *known, *gone.other_names])
    now = {each.attname: each.get_prep_value(getattr(kept, each.attname)) for each in kept._meta.concrete_fields}
    return {name: [before[name], now[name]] for name in now if now[name] != before[name]}


def spellings_after(gone: Any, kept: Any) -> list[str]:
    """The further spellings that the one that stays would have, were all its own fields kept."""
    if not hasattr(kept, OTHER_NAMES):
        return []
    return _spellings(kept, [*kept.other_names, *(getattr(gone, name, "") for name in NAMES), *gone.other_names])


def give_back(kept: Any, fields: dict[str, list[Any]]) -> list[str]:
    """Undo `choose`: give each field what it was, but for those that somebody has changed since; say which these are."""
    changed = []
    for field in kept._meta.concrete_fields:
        if field.attname not in fields:
            continue
        before, after = (field.to_python(value) for value in fields[field.attname])
        now = getattr(kept, field.attname)
        if now == after:
            setattr(kept, field.attname, before)
        elif field.name == OTHER_NAMES:
            brought = [line for line in after if line not in before]
            setattr(kept, field.attname, [line for line in now if line not in brought])
        else:
            changed.append(_label(field))
    return changed


def _spellings(row: Any, names: list[str]) -> list[str]:
    """Each of `names` once, but for what the row is called already."""
    own = {getattr(row, name, "") for name in NAMES}
    return [name for name in dict.fromkeys(names) if name and name not in own]


def _remarked(body: str, replaced: dict[str, str]) -> str:
    return re.sub("|".join(map(re.escape, replaced)), lambda match: replaced[match[0]], body) if replaced else body


def _label(field: Any) -> str:
    return field.verbose_name[:1].upper() + str(field.verbose_name)[1:]


def _said(row: Any, field: Any) -> str:
    """What a field holds, in the words that an editor knows."""
    value = getattr(row, field.name)
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(row, f"{field.name}_earliest") and value:
        return f"{edtf.words(value)} ({value})"
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return "" if value is None else str(value)
