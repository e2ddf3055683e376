"""What a file would change: its rows beside those that are there, compared in memory by a fixed number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from timeline.models.base import KEY_ALPHABET, KEY_LENGTH, free_slug
from timeline.revisions.compare import Change
from timeline.tables.addresses import Known
from timeline.tables.columns import NO_TEXT, Column, shortened, trimmed
from timeline.tables.faults import Fault, Unfit
from timeline.tables.files import Sheet
from timeline.tables.nouns import AT_ONCE, Table

Values = dict[str, Any]


@dataclass
class Edit:
    """One row of a file that makes a row, or changes one."""

    number: int
    row: Any
    is_new: bool
    before: Values
    after: Values
    columns: dict[str, Column] = field(repr=False)

    @cached_property
    def changes(self) -> list[Change]:
        """Column by column, how it was and how it will be; of a new row, what is not empty."""
        changes = [Change(name, self._said(name, self.before), self._said(name, self.after)) for name in self.after]
        return [change for change in changes if change.before != change.after]

    def _said(self, name: str, values: Values) -> str:
        return self.columns[name].said(values[name]) if name in values else ""


@dataclass
class Draft:
    """All that a file would do."""

    table: Table
    known: Known
    edits: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    faulty: dict[int, set[str]] = field(default_factory=dict)  # the columns that are wrong, by the number of the row

    def note(self, fault: Fault) -> None:
        """Add a fault, but for a second one of the same column, which would say the same in other words."""
        columns = self.faulty.setdefault(fault.row, set())
        if not fault.column or fault.column not in columns:
            self.faults.append(fault)
        columns.add(fault.column)


class Drafter:
    """Compares one sheet with the rows that are there."""

    def __init__(self, table: Table, sheet: Sheet, *, keeps_keys: bool = False) -> None:
        self.table, self.sheet, self.keeps_keys = table, sheet, keeps_keys
        self.draft = Draft(table, Known())
        for fault in sheet.faults:
            self.draft.note(fault)
        self.named: dict[tuple[str, str], int] = {}  # the keys and slugs of the rows so far, each with its number
        self.taken: dict[str, str] = {}  # the slugs that the file wants and that are there, with the keys of their rows

    def compare(self) -> Draft:
        """The draft of the sheet."""
        slugs = {slug for _, record in self.sheet.rows if (slug := self._name(record, "slug"))}
        self.draft.known.announce(self.table.model, slugs)
        rows = self.sheet.rows
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            standing = self._standing({self._name(record, "key") for _, record in some} - {""})
            self.taken |= self._taken({self._name(record, "slug") for _, record in some} - {""})
            for number, record in some:
                self._add(number, record, standing)
        return self.draft

    def texts(self, name: str) -> list[str]:
        """What the rows hold in the column `name` of texts, as they would be saved."""
        values = (record.get(name) for _, record in self.sheet.rows)
        return [trimmed(value) for value in values if isinstance(value, str)]

    def _standing(self, keys: set[str]) -> dict[str, Any]:
        """The rows that are there by their keys, locked until all is done where the database can."""
        rows = self.table.model._default_manager.filter(key__in=keys).order_by().select_for_update(of=("self",))
        return {row.key: row for row in self.table.fetched(rows)}

    def _taken(self, slugs: set[str]) -> dict[str, str]:
        if "slug" not in self.table.by_name:
            return {}
        return dict(self.table.model._default_manager.filter(slug__in=slugs).values_list("slug", "key"))

    @staticmethod
    def _name(record: Values, column: str) -> str:
        """A key or a slug as a row gives it; empty for what can be none."""
        name = record.get(column)
        return name.strip() if isinstance(name, str) and not NO_TEXT.search(name) else ""

    def _add(self, number: int, record: Values, standing: dict[str, Any]) -> None:
        key = self._name(record, "key")
        try:
            row = self._row(number, key, standing)
        except Unfit as error:
            self.draft.note(Fault(number, "key", str(error)))
            return
        if fault := self._fault_of_slug(number, record, row):
            self.draft.note(fault)
        is_new = row is None
        before = {} if is_new else {name: self.table.by_name[name].of(row) for name in record}
        after = dict(self._after(number, record, before))
        if is_new:
            row = self.table.model(**({"key": key} if key else {}))
            after |= self._made_slug(record, after)
        elif not after:
            self.draft.unchanged += number not in self.draft.faulty
            return
        self.draft.edits.append(Edit(number, row, is_new, before, after, self.table.by_name))

    def _row(self, number: int, key: str, standing: dict[str, Any]) -> Any:
        """The row that a record is about; None for a new one."""
        if not key:
            return None
        if (first := self.named.setdefault(("key", key), number)) != number:
            raise Unfit(f"Row {first} has the key “{shortened(key)}” too: keep one of the two.")
        if key in standing:
            return standing[key]
        noun = self.table.model._meta.verbose_name
        if not self.keeps_keys:
            raise Unfit(
                f"There is no {noun} with the key “{shortened(key)}”: leave the cell empty for a new one, or say that the "
                "file comes from another installation, so that its keys are kept."
            )
        if len(key) != KEY_LENGTH or set(key) - set(KEY_ALPHABET):
            raise Unfit(f"“{shortened(key)}” is no key: it has {KEY_LENGTH} characters of {KEY_ALPHABET}.")
        return None

    def _fault_of_slug(self, number: int, record: Values, row: Any) -> Fault | None:
        """What is wrong where two rows are to have one slug."""
        slug = self._name(record, "slug")
        if not slug:
            return None
        if (first := self.named.setdefault(("slug", slug), number)) != number:
            return Fault(number, "slug", f"Row {first} has the slug “{shortened(slug)}” too: keep one of the two.")
        if row is None and slug in self.taken:
            noun, key = self.table.model._meta.verbose_name, self.taken[slug]
            sentence = f"There is a {noun} “{slug}” already: write its key, {key}, into this row to change it."
            return Fault(number, "slug", sentence)
        return None

    def _made_slug(self, record: Values, after: Values) -> Values:
        """The slug of a new row that gives none, made from what it is called; nothing where that is not known either."""
        called = next((str(after[name]) for name in ("title", "name", "question") if after.get(name)), "")
        if "slug" not in self.table.by_name or self._name(record, "slug") or not called:
            return {}
        slug = free_slug(self.table.model, called, {name for column, name in self.named if column == "slug"})
        self.named[("slug", slug)] = 0
        return {"slug": slug}

    def _after(self, number: int, record: Values, before: Values) -> Iterator[tuple[str, Any]]:
        """What differs, settled; what cannot be meant is noted as a fault."""
        for name, value in record.items():
            column = self.table.by_name[name]
            if name == "key":
                continue
            try:
                settled = column.settled(value, self.draft.known)
            except Unfit as error:
                self.draft.note(Fault(number, name, str(error)))
                continue
            if not before or not column.same(before[name], settled):
                yield name, settled
