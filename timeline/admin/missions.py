"""The desk of the missions and their crews, and of the programmes and agencies that they belong to."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import transaction

from timeline import publishing, revisions
from timeline.admin.base import SearchableDesk, derived_date, in_words
from timeline.admin.evidence import CitationInline
from timeline.admin.filters import DifferingFilter
from timeline.admin.history import HistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.admin.numbered import NumberedFormSet
from timeline.admin.picking import PickingDesk
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.recording import RecordingDesk
from timeline.admin.revising import RevisingDesk
from timeline.models import Agency, CrewMember, EntryRevision, Event, Mission, Programme
from timeline.proposals import contradictions


class CrewFormSet(NumberedFormSet):
    """A crew, in which two people may swap places as well as numbers."""

    swapped = "person"


class CrewInline(PickingDesk, admin.TabularInline):
    """The crew on the page of its mission."""

    model = CrewMember
    formset = CrewFormSet
    extra = 0
    fields = ("order", "person", "role")
    ordering = ("order",)
    autocomplete_fields = ("person",)
    verbose_name_plural = "crew"


@admin.register(Mission)
class MissionAdmin(MergingDesk, HistoryDesk, RevisingDesk, RecordingDesk, SearchableDesk):
    """Missions with their crews and citations."""

    form = ReasonForm
    list_display = (
        "name",
        in_words("launched", "launched"),
        in_words("ended", "ended"),
        "programme",
        "country",
        "crewed",
    )
    list_filter = ("crewed", "country", "programme", DifferingFilter)
    list_select_related = ("programme",)
    ordering = ("launched_earliest", "launched_instant", "key")
    autocomplete_fields = ("programme", "agencies", "place")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CrewInline, CitationInline)
    derived = ("key", *derived_date("launched"), *derived_date("ended"))
    fieldsets = (
        (None, {"fields": ("name", "slug", "other_names", "summary")}),
        ("Whose", {"fields": ("programme", "agencies", "country")}),
        ("The flight", {"fields": ("crewed", "vehicle", "launch_site", "place", "launched", "ended")}),
        CHANGE,
    )

    def events(self, rows: Iterable[Mission]) -> Any:
        """Those that the missions take part in: their crews are shown there."""
        return Event.objects.filter(missions__in=[mission.pk for mission in rows]).distinct()

    def restored(self, revision: EntryRevision, by: revisions.By) -> EntryRevision:
        """The events of the mission change with it, and what readers see of them goes on keeping the rules."""
        with transaction.atomic():
            events = self.events(Mission.objects.filter(key=revision.entry))
            before = contradictions(events)
            with revisions.kept_around(events, by):
                restored: EntryRevision = super().restored(revision, by)
            publishing.judge(events, before)
        return restored


@admin.register(Programme)
class ProgrammeAdmin(MergingDesk, SearchableDesk):
    """Programmes, to which missions belong."""

    list_display = ("name", "slug")
    list_filter = ("agencies",)
    autocomplete_fields = ("agencies",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "other_names", "agencies", "summary")


@admin.register(Agency)
class AgencyAdmin(MergingDesk, SearchableDesk):
    """Agencies that fly, pay or sign."""

    list_display = ("name", "full_name", "country")
    list_filter = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "full_name", "other_names", "country")
