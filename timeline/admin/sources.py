"""The desk of the sources."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from timeline.admin.base import SearchableDesk, in_words
from timeline.admin.filters import WaitingFilter
from timeline.admin.links import CopyFilter, LinkDesk, LinkFilter
from timeline.admin.merging import MergingDesk
from timeline.models import Source
from timeline.publishing import may_publish


@admin.register(Source)
class SourceAdmin(LinkDesk, MergingDesk, SearchableDesk):
    """Sources, and what they were taken from."""

    list_display = ("title", in_words("published", "published", ordering="published"), "publisher", "kind", "standing")
    list_filter = (WaitingFilter, LinkFilter, CopyFilter, "kind", "standing", "language")
    autocomplete_fields = ("draws_on",)
    prepopulated_fields = {"slug": ("title",)}
    actions = ("show_to_readers",)
    is_public_at_once = False
    derived = ("key", in_words("published", "published, in words", ordering="published"), "witness", "reference")
    fieldsets = (
        (None, {"fields": ("title", "slug", "authors", "publisher", "published", "language")}),
        ("Where it is read", {"fields": ("url", "archive_url", "accessed", "read_in")}),
        ("What it is worth", {"fields": ("kind", "standing", "draws_on", "note")}),
    )

    def is_known(self, obj: Any) -> bool:
        """Readers know all but what waits."""
        return not obj.waits

    def save_model(self, request: Any, obj: Source, form: Any, change: bool) -> None:
        """What a contributor adds waits; what an editor saves is before readers."""
        obj.waits = not may_publish(request.user)
        super().save_model(request, obj, form, change)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether a user may put something before readers, as the action asks for it."""
        return may_publish(request.user)

    @admin.action(description="Show to readers", permissions=["publish"])
    def show_to_readers(self, request: HttpRequest, queryset: Any) -> None:
        """Take over what contributors added."""
        number = Source.objects.waiting().filter(pk__in=queryset.values("pk")).update(waits=False)
        self.message_user(request, f"Readers see {number} more of the chosen sources now.", messages.SUCCESS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave what counts as one witness to those who may publish: readers see it counted."""
        fields = super().get_readonly_fields(request, obj)
        return fields if may_publish(request.user) else [*fields, "draws_on"]
