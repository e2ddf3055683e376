"""The addresses that entries had before, to read only: a link once given works for ever."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.base import Desk
from timeline.models import FormerSlug


@admin.register(FormerSlug)
class FormerSlugAdmin(Desk):
    """Former addresses; they come into being when a slug is changed."""

    list_display = ("slug", "noun", "key")
    list_filter = ("noun",)
    search_fields = ("slug", "key")
    fields = ("noun", "slug")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
