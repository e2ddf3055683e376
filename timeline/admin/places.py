"""The desk of the places."""

from django.contrib import admin

from timeline.admin.base import SearchableDesk
from timeline.admin.evidence import CitationInline
from timeline.admin.merging import MergingDesk
from timeline.models import Place


@admin.register(Place)
class PlaceAdmin(MergingDesk, SearchableDesk):
    """Places that recur, with their citations."""

    list_display = ("name", "body", "latitude", "longitude")
    list_filter = ("body",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CitationInline,)
    fields = ("name", "slug", "other_names", "body", ("latitude", "longitude"))
