"""The rows of citations on the page of an entry: looked up at once, however many there are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from timeline.admin.base import stays
from timeline.admin.picking import SaneSelect, is_key
from timeline.admin.quick import QuickHidden, QuickSelect
from timeline.admin.rows import BoundedFormSet
from timeline.choices import Status
from timeline.models import Source


class KnownChoiceField(forms.ModelChoiceField):
    """A choice among rows that the formset has looked up at once, where it has; asked one by one, many citations take long."""

    known: dict[str, Any] = {}

    def to_python(self, value: Any) -> Any:
        return self.known.get(str(value)) or super().to_python(value)


class KnownSelect(QuickSelect, SaneSelect):
    """An autocomplete that shows what is chosen without asking for it, where the formset knows it."""

    known: dict[str, Any] = {}

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        chosen = [str(key) for key in value if key not in self.choices.field.empty_values]
        if not all(key in self.known for key in chosen):
            return super().optgroups(name, value, attrs)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        rows = (self.create_option(name, key, str(self.known[key]), True, len(empty)) for key in chosen)
        return [(None, [*empty, *rows], 0)]


class CitationFormSet(BoundedFormSet):
    """The citations of one entry; a published event keeps at least one."""

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """The sources of the rows and those that were sent, by primary key."""
        known = {str(row.source_id): row.source for row in self.get_queryset()}
        sent = {str(self.data.get(f"{self.prefix}-{number}-source")) for number in range(self.total_form_count())}
        keys = [int(key) for key in sent - set(known) if is_key(key)]
        return known | {str(key): source for key, source in (Source.objects.in_bulk(keys) if keys else {}).items()}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields.get("source")
        if field is None:  # the editor may only look
            return
        field.known = field.widget.known = self._sources
        form.fields[self.fk.name].widget = QuickHidden()
        if self.is_bound and index is not None:
            own = form.fields["id"]
            form.fields["id"] = KnownChoiceField(own.queryset, initial=own.initial, required=False, widget=QuickHidden)
            form.fields["id"].known = {str(row.pk): row for row in self.get_queryset()}

    def clean(self) -> None:
        super().clean()
        if getattr(self.instance, "status", None) == Status.PUBLISHED and not any(map(stays, self.forms)):
            raise ValidationError(
                "A published event needs a source: keep or add a citation here, or set the status to draft."
            )
