"""The addresses that entries had before, to read only: a link once given works for ever."""

from django.contrib import admin

from timeline.admin.base import Desk
from timeline.admin.read_only import ReadOnlyDesk
from timeline.models import FormerSlug


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyDesk, Desk):
    """Former addresses; they come into being when a slug is changed."""

    list_display = ("slug", "noun", "key")
    list_filter = ("noun",)
    search_fields = ("slug", "key")
    fields = ("noun", "slug")
