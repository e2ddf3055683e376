"""The rows of citations on the page of an entry: looked up at once, however many there are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.forms.widgets import HiddenInput
from django.utils.functional import cached_property

from timeline.admin.base import stays
from timeline.choices import Status
from timeline.models import Source


class KnownChoiceField(forms.ModelChoiceField):
    """A choice among rows that the formset has looked up at once, where it has; asked one by one, many citations take long."""

    known: dict[str, Any] = {}

    def to_python(self, value: Any) -> Any:
        return self.known.get(str(value)) or super().to_python(value)


class CitationFormSet(BaseInlineFormSet):
    """The citations of one entry; a published event keeps at least one."""

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """The sources that were sent, by primary key."""
        sent = {str(self.data.get(f"{self.prefix}-{number}-source")) for number in range(self.total_form_count())}
        keys = [int(key) for key in sent if key.isdecimal() and len(key) < 19]
        return {str(key): source for key, source in Source.objects.in_bulk(keys).items()}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.is_bound and index is not None:
            form.fields["source"].known = self._sources
            own = form.fields["id"]
            form.fields["id"] = KnownChoiceField(own.queryset, initial=own.initial, required=False, widget=HiddenInput)
            form.fields["id"].known = {str(row.pk): row for row in self.get_queryset()}

    def clean(self) -> None:
        super().clean()
        if getattr(self.instance, "status", None) == Status.PUBLISHED and not any(map(stays, self.forms)):
            raise ValidationError(
                "A published event needs a source: keep or add a citation here, or set the status to draft."
            )
