"""Desks of rows that come into being by themselves: to read, to find, and at most to take away."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.picking import PickingDesk


class UneditedDesk(PickingDesk, admin.ModelAdmin):
    """Rows that nobody makes or edits by hand."""

    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyDesk(UneditedDesk):
    """Rows that nobody takes away either."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
