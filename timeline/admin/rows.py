"""Rows under an entry, of which a form makes no more than were sent: what it claims to have costs nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

MAX_ROWS = 1000
TOO_MANY_ROWS = f"These are more than {MAX_ROWS:,} rows, which is as many as a form takes: nothing was saved."
ROWS_MISSING = (
    "Some rows that this form was opened with did not come back: nothing was saved. Reload the page and try again."
)


def number_of_rows(sent: Any, prefix: str) -> int:
    """Up to which row something was sent of the formset `prefix`, counted from one; MAX_ROWS + 1 where that is past MAX_ROWS."""
    most, start = 0, f"{prefix}-"
    for name in sent:
        number, dash, _ = name[len(start) :].partition("-") if name.startswith(start) else ("", "", "")
        if dash and number.isascii() and number.isdecimal():
            most = max(most, int(number) + 1 if len(number) <= len(str(MAX_ROWS)) else MAX_ROWS + 1)
    return min(most, MAX_ROWS + 1)


class BoundedFormSet(BaseInlineFormSet):
    """Rows under an entry. A row of which nothing was sent is no row, whatever number of them the form says it has."""

    @cached_property
    def _sent(self) -> int:
        prefix = str(self.prefix)
        return max(number_of_rows(self.data, prefix), number_of_rows(self.files, prefix))

    def total_form_count(self) -> int:
        claimed: int = super().total_form_count()
        return min(claimed, self._sent) if self.is_bound else claimed

    def full_clean(self) -> None:
        """Judge the rows; whatever is wrong with them, say first where there are too many or too few."""
        super().full_clean()
        if fault := self._fault_of_number():
            self._non_form_errors = self.error_class(ValidationError(fault).messages, error_class="nonform")

    def _fault_of_number(self) -> str:
        if not (self.is_bound and self.management_form.is_valid()):
            return ""
        claimed: Any = self.management_form.cleaned_data
        if max(self._sent, claimed[TOTAL_FORM_COUNT]) > MAX_ROWS:
            return TOO_MANY_ROWS
        return ROWS_MISSING if claimed[INITIAL_FORM_COUNT] > self.total_form_count() else ""
