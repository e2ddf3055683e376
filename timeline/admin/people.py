"""The desk of the people."""

from django.contrib import admin

from timeline.admin.base import SearchableDesk, derived_date, in_words
from timeline.admin.evidence import CitationInline
from timeline.admin.filters import DifferingFilter
from timeline.admin.history import HistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.recording import RecordingDesk
from timeline.models import Person


@admin.register(Person)
class PersonAdmin(MergingDesk, HistoryDesk, RecordingDesk, SearchableDesk):
    """People with their citations."""

    form = ReasonForm
    list_display = ("name", "native_name", "country", in_words("born", "born"), in_words("died", "died"))
    list_filter = ("country", DifferingFilter)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CitationInline,)
    not_restored = "Flights stay as they are: they belong to the crews of the missions."
    derived = ("key", *derived_date("born"), *derived_date("died"))
    fieldsets = ((None, {"fields": ("name", "slug", "native_name", "other_names", "country", "born", "died")}), CHANGE)
