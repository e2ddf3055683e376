"""The desk of the sources."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from timeline.admin.base import SearchableDesk, in_words
from timeline.admin.links import CopyFilter, LinkDesk, LinkFilter
from timeline.admin.merging import MergingDesk
from timeline.models import Source
from timeline.publishing import may_publish


@admin.register(Source)
class SourceAdmin(LinkDesk, MergingDesk, SearchableDesk):
    """Sources, and what they were taken from."""

    list_display = ("title", in_words("published", "published", ordering="published"), "publisher", "kind", "standing")
    list_filter = (LinkFilter, CopyFilter, "kind", "standing", "language")
    autocomplete_fields = ("draws_on",)
    prepopulated_fields = {"slug": ("title",)}
    derived = ("key", in_words("published", "published, in words", ordering="published"), "witness", "reference")
    fieldsets = (
        (None, {"fields": ("title", "slug", "authors", "publisher", "published", "language")}),
        ("Where it is read", {"fields": ("url", "archive_url", "accessed", "read_in")}),
        ("What it is worth", {"fields": ("kind", "standing", "draws_on", "note")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave what counts as one witness to those who may publish: readers see it counted."""
        fields = super().get_readonly_fields(request, obj)
        return fields if may_publish(request.user) else [*fields, "draws_on"]
