"""The desk of orders: which event a source says came after which."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from timeline.admin.base import Desk
from timeline.admin.picking import PickingDesk
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.revising import RevisingDesk
from timeline.admin.rows import BoundedFormSet
from timeline.models import Citation, Event, Succession


class SuccessionInline(PickingDesk, admin.TabularInline):
    """The events that an event came after, on its own page; a citation of it has to say so."""

    model = Succession
    formset = BoundedFormSet
    fk_name = "later"
    extra = 0
    autocomplete_fields = ("earlier",)
    fields = ("earlier", "citation")
    verbose_name = "event that it came after"
    verbose_name_plural = "Came after"

    event: int | None = None

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.event = obj.pk if obj else None
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "citation":
            kwargs["queryset"] = Citation.objects.filter(event=self.event).select_related("source")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Succession)
class SuccessionAdmin(RevisingDesk, Desk):
    """Orders of two events that sources give in so many words."""

    form = ReasonForm
    list_display = ("later", "earlier", "citation")
    list_select_related = ("later", "earlier", "citation__source")
    search_fields = ("later__title", "earlier__title", "citation__as_printed", "key")
    ordering = ("later__position", "earlier__position", "key")
    autocomplete_fields = ("later", "earlier", "citation")
    fieldsets = ((None, {"fields": ("later", "earlier", "citation")}), CHANGE)

    def events(self, rows: Iterable[Succession]) -> Any:
        keys = [row.pk for row in rows]
        return Event.objects.filter(
            models.Q(successions__in=keys) | models.Q(pk__in=[row.later_id for row in rows])
        ).distinct()
