"""Rows under an entry that have a number each: a crew, the readings of a question."""

from itertools import count
from typing import Any

from django.db.models import UniqueConstraint

from timeline.admin.base import stays
from timeline.admin.rows import BoundedFormSet


class NumberedFormSet(BoundedFormSet):
    """Rows of which two may swap what only one can have, as long as all is well once all are saved."""

    model: Any
    swapped = ""  # the relation to what can stand in one row alone, and which two rows may swap

    def validate_unique(self) -> None:
        """Compare the rows as they will stand, and say at the row what is there twice."""
        staying = [form for form in self.forms if stays(form) and form.is_valid()]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                self._compare(staying, constraint)

    def _compare(self, staying: list[Any], constraint: UniqueConstraint) -> None:
        names = [name for name in constraint.fields if name != self.fk.name]
        taken = set(self._rows_of_others().values_list(*names))
        for form in staying:
            value = tuple(form.instance.serializable_value(name) for name in names)
            if value in taken:
                form.add_error(names[0], constraint.violation_error_message)
            taken.add(value)

    def _rows_of_others(self) -> Any:
        """Rows that another editor has added since the form was opened."""
        rows = self._rows().exclude(pk__in=[form.instance.pk for form in self.initial_forms])
        return rows if self.instance.pk else rows.none()

    def _rows(self) -> Any:
        return self.model._default_manager.filter(**{self.fk.name: self.instance.pk})

    def save(self, commit: bool = True) -> Any:
        """Save the rows one after another, after moving all that change out of each other's way."""
        if commit:
            self.make_way([form for form in self.initial_forms if form.has_changed()])
        return super().save(commit)

    def make_way(self, changing: list[Any]) -> None:
        """Give the rows that are about to change numbers that no row has or wants, and take out those that swap; saving
        puts them back.
        """
        wanted = {form.instance.order for form in self.forms}
        taken = wanted | set(self._rows().values_list("order", flat=True))
        free = (number for number in count(1) if number not in taken)
        for form in changing:
            self._rows().filter(pk=form.instance.pk).update(order=next(free))
        replaced = [form.instance.pk for form in changing if self.swapped in form.changed_data]
        self._rows().filter(pk__in=replaced).delete()
