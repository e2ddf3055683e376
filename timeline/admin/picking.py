"""Rows picked by autocomplete: what a browser sends for them is a number, and anything else is no row."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.http import HttpRequest

LONGEST = 18  # digits of a number that every database can look for


def is_key(value: Any) -> bool:
    """Whether a text can be the primary key of a row."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


class SaneKeys:
    """A picker that looks for no row by what cannot be its key; Django's would ask the database, which breaks."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if is_key(key)], attrs)  # type: ignore[misc]


class SaneSelect(SaneKeys, AutocompleteSelect):
    """One row."""


class SaneSelectMultiple(SaneKeys, AutocompleteSelectMultiple):
    """Any number of rows."""


class SaneMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Rows of which each was sent as a number that can be a key; Django would ask the database for any."""

    def clean(self, value: Any) -> Any:
        if strange := [key for key in value or () if not is_key(key)]:
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"], params={"pk": str(strange[0])[:LONGEST]}
            )
        return super().clean(value)


class PickingDesk(admin.options.BaseModelAdmin):
    """A desk, or rows on one, whose relations are picked so; no picker offers to delete what it picks from."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the link that deletes the picked row itself, where an editor only means to take it out of this one."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SaneSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SaneSelectMultiple(db_field, self.admin_site))
        kwargs.setdefault("form_class", SaneMultipleChoiceField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
