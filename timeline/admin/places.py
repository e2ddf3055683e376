"""The desk of the places."""

from django.contrib import admin

from timeline.admin.base import SearchableDesk
from timeline.admin.evidence import CitationInline
from timeline.admin.history import HistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.recording import RecordingDesk
from timeline.models import Place


@admin.register(Place)
class PlaceAdmin(MergingDesk, HistoryDesk, RecordingDesk, SearchableDesk):
    """Places that recur, with their citations."""

    form = ReasonForm
    list_display = ("name", "body", "latitude", "longitude")
    list_filter = ("body",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CitationInline,)
    fieldsets = ((None, {"fields": ("name", "slug", "other_names", "body", ("latitude", "longitude"))}), CHANGE)
