"""Desks at which events change: every save is kept as a revision, with its author and reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from timeline import revisions
from timeline.choices import RevisionKind
from timeline.models import Event
from timeline.revisions import By

NO_REASON = "No reason was given."
CHANGE: Any = ("This change", {"fields": (("reason", "is_signed"),)})  # the fieldset of ReasonForm


class ReasonForm(forms.ModelForm):
    """A form that asks why."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="A sentence for the history, which readers see: a better source, a slip of the pen, a date made exact.",
    )
    is_signed = forms.BooleanField(
        label="with my name", required=False, help_text="Readers see that it was you. Editors see it in any case."
    )


class RevisingDesk(admin.ModelAdmin):
    """A desk whose rows belong to events; `events` says to which."""

    def events(self, rows: Iterable[Any]) -> Any:
        """The events that change when `rows` do."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self._touched(request).update(self._found([obj] if change else []))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.settle(request, form)
        touched = self._touched(request) | {event.pk for event in self.events([form.instance])}
        revisions.keep(Event.objects.filter(pk__in=touched), self._by(request, form.cleaned_data))

    def settle(self, request: HttpRequest, form: Any) -> None:
        """What is left to do once a row and all that belongs to it are saved."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with revisions.kept_around(list(self.events([obj])), By(f"Deleted: {obj}"[:300], author=request.user)):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        by = By(f"Deleted: {', '.join(map(str, queryset))}"[:300], RevisionKind.BULK, author=request.user)
        with revisions.kept_around(list(self.events(queryset)), by):
            super().delete_queryset(request, queryset)

    def _found(self, rows: list[Any]) -> set[int]:
        """Keep the events as they are before anything is saved; give their primary keys."""
        events = list(self.events(rows)) if rows else []
        revisions.keep(events, revisions.AS_FOUND)
        return {event.pk for event in events}

    @staticmethod
    def _touched(request: Any) -> set[int]:
        if not hasattr(request, "events_touched"):
            request.events_touched = set()
        touched: set[int] = request.events_touched
        return touched

    @staticmethod
    def _by(request: Any, cleaned: dict[str, Any]) -> By:
        user = request.user
        signed = (user.get_full_name() or user.get_username()) if cleaned.get("is_signed") else ""
        return By(cleaned.get("reason") or NO_REASON, author=user, signed=signed[:100])
