"""The desk of the spacecraft."""

from django.contrib import admin

from timeline.admin.base import SearchableDesk
from timeline.admin.evidence import CitationInline
from timeline.admin.history import HistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.recording import RecordingDesk
from timeline.models import Spacecraft


@admin.register(Spacecraft)
class SpacecraftAdmin(MergingDesk, HistoryDesk, RecordingDesk, SearchableDesk):
    """Spacecraft with their dimensions, flights and citations."""

    form = ReasonForm
    list_display = ("name", "country", "length", "width", "height", "order")
    list_filter = ("country",)
    ordering = ("order", "key")
    autocomplete_fields = ("missions",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": ("name", "slug", "other_names", "country", "summary", "order")}),
        ("How large, in metres", {"fields": (("length", "width", "height"),)}),
        ("How it is drawn", {"fields": ("drawing", "description")}),
        ("What it flew", {"fields": ("missions",)}),
        CHANGE,
    )
