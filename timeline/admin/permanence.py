"""Nobody deletes what readers know: its addresses, its history and what cites it go on answering (docs/permanence.md)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from timeline.admin.picking import is_key
from timeline.admin.revising import all_or_nothing

DELETING = "delete_selected"
MAX_REFUSALS = 10  # sentences above a list


class PermanentDesk(admin.ModelAdmin):
    """A desk of a noun with addresses of its own: what readers know is merged, withdrawn or kept, by whomever."""

    is_public_at_once = True  # whether readers see each entry as soon as it is saved
    instead = "If it is there twice, merge it into the other entry; if it is wrong, correct it."

    def is_known(self, obj: Any) -> bool:
        """Whether readers could have seen an entry."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_some = super().has_delete_permission(request, obj)
        return may_some and not (self.is_public_at_once if obj is None else self.is_known(obj))

    def get_actions(self, request: HttpRequest) -> Any:
        actions: Any = super().get_actions(request)
        if DELETING in actions:
            _, name, words = actions[DELETING]
            actions[name] = (_delete_unknown, name, words)
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if DELETING in request.POST.getlist("action") and self._would_delete(request):
            keys = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(key)][:MAX_REFUSALS]
            self.refuse_to_delete(request, self.model._base_manager.filter(pk__in=keys))
            return redirect(request.get_full_path())
        return super().changelist_view(request, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        with all_or_nothing(request):
            if request.method == "POST" and is_key(unquote(object_id)):
                lock(self.model._base_manager.filter(pk=unquote(object_id)))
            entry = self.get_object(request, unquote(object_id))
            if entry and self.is_known(entry) and super().has_delete_permission(request, entry):
                self.refuse_to_delete(request, [entry])
                return redirect(f"admin:timeline_{self.opts.model_name}_change", entry.pk)
            return super().delete_view(request, object_id, extra_context)

    def refuse_to_delete(self, request: HttpRequest, entries: Iterable[Any]) -> None:
        """Say of each of `entries` why it is not deleted, and what can be done instead."""
        for entry in list(entries)[:MAX_REFUSALS]:
            known = f"Readers know “{entry}”, so its address goes on answering."
            self.message_user(request, f"{known} {self.instead} Nothing was deleted.", messages.ERROR)

    def _would_delete(self, request: HttpRequest) -> bool:
        """Whether somebody who may delete such entries asks to, at a desk that does not offer it."""
        return self.is_public_at_once and super().has_delete_permission(request)


def lock(rows: Any) -> None:
    """Keep others from changing `rows` until the transaction ends, so that none is published between a look at it and its deletion.

    SQLite, which locks no rows, lets one transaction write at a time.
    """
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _delete_unknown(desk: PermanentDesk, request: HttpRequest, queryset: Any) -> Any:
    """Delete the chosen entries, unless readers know one of them."""
    with transaction.atomic():
        chosen = [entry.pk for entry in queryset]
        lock(desk.model._base_manager.filter(pk__in=chosen))
        if known := [entry for entry in queryset.all() if desk.is_known(entry)]:
            desk.refuse_to_delete(request, known)
            return None
        return delete_selected(desk, request, queryset.all())
