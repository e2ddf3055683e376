"""The desk of the events."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.urls import path

from timeline.admin.asking import AskingDesk
from timeline.admin.base import SHORT_TEXTS, SearchableDesk, derived_date, in_words, typed
from timeline.admin.dates import PLAIN, in_words_and_bounds
from timeline.admin.event_form import EventForm
from timeline.admin.evidence import CitationInline
from timeline.admin.filters import (
    CitedFilter,
    DecadeFilter,
    DifferingFilter,
    DisputedFilter,
    PictureFilter,
    ProgrammeFilter,
    WitnessFilter,
)
from timeline.admin.history import EventHistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.admin.missing import MissingDesk
from timeline.admin.picking import PickingDesk
from timeline.admin.pictures import PictureInline, PicturesDesk
from timeline.admin.presence import PresenceDesk
from timeline.admin.publishing import PublishingDesk
from timeline.admin.rows import BoundedFormSet
from timeline.admin.successions import SuccessionInline
from timeline.choices import Status
from timeline.models import Disagreement, Event
from timeline.text import markdown


class DisagreementInline(PickingDesk, admin.StackedInline):
    """The questions about an event; their readings have a page of their own."""

    model = Disagreement
    formset = BoundedFormSet
    extra = 0
    fields = (("question", "slug"), ("field", "kind", "order"), "verdict")
    prepopulated_fields = {"slug": ("question",)}
    show_change_link = True
    view_on_site = False
    formfield_overrides = SHORT_TEXTS


@admin.register(Event)
class EventAdmin(
    PicturesDesk,
    PresenceDesk,
    MergingDesk,
    AskingDesk,
    PublishingDesk,
    EventHistoryDesk,
    MissingDesk,
    SearchableDesk,
):
    """Events with their citations: entered, weighed and published on one page."""

    form = EventForm
    list_display = ("title", in_words("date", "date", ordering="position"), "kind", "significance", "status", "sources")
    list_filter = (
        *("status", "kind", ProgrammeFilter, DecadeFilter, WitnessFilter, DisputedFilter, DifferingFilter, CitedFilter),
        *("significance", "date_precision", PictureFilter),
    )
    search_help_text = "Any spelling in any script, also of who took part and where; or the whole slug or key."
    ordering = ("position",)
    autocomplete_fields = ("place", "missions", "people", "agencies")
    prepopulated_fields = {"slug": ("title",)}
    radio_fields = {"status": admin.HORIZONTAL}
    inlines = (CitationInline, DisagreementInline, SuccessionInline, PictureInline)
    derived = ("key", *derived_date("date"), "countries", "citation_count")
    fieldsets = (
        ("What", {"fields": ("title", "slug", ("kind", "significance"))}),
        ("When", {"fields": ("date", PLAIN)}),
        ("Where", {"fields": ("place", "place_text", ("latitude", "longitude"))}),
        ("Who", {"fields": ("missions", "people", "agencies")}),
        ("Text", {"fields": ("summary", "body")}),
        ("Where it stands", {"fields": ("status",)}),
        ("If withdrawn", {"fields": ("withdrawn_on", "withdrawn_reason"), "classes": ["collapse"]}),
        ("This change", {"fields": ("seen", ("reason", "is_signed"))}),
    )

    @admin.display(description="citations", ordering="citation_count")
    def sources(self, event: Event) -> int:
        """How many citations it has."""
        return event.citation_count

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form. What was typed is made HTML before anything is written, so that no other editor waits for it."""
        with markdown.prepared(typed(request, "body")):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self) -> Any:
        dated = self.admin_site.admin_view(in_words_and_bounds)
        return [path("date/", dated, name="timeline_event_date"), *super().get_urls()]

    def view_on_site(self, event: Event) -> str | None:
        """Its page, where readers may see one."""
        return event.get_absolute_url() if event.status in (Status.PUBLISHED, Status.WITHDRAWN) else None

    def save_model(self, request: Any, obj: Event, form: Any, change: bool) -> None:
        """Save what is published as a draft at first: its citations are saved after it, and the database counts them."""
        request.is_to_be_published = obj.status == Status.PUBLISHED
        if request.is_to_be_published:
            obj.status = Status.DRAFT
        super().save_model(request, obj, form, change)

    def settle(self, request: Any, form: Any) -> None:
        event = form.instance
        event.refresh_from_db(fields=["citation_count", "countries"])
        super().settle(request, form)
        if request.is_to_be_published and event.citation_count:
            event.status = Status.PUBLISHED
            event.save()
        elif request.is_to_be_published:  # the editor may not touch citations, so no form of theirs asked for one
            self.message_user(request, f"“{event}” was kept as a draft: it has no citation yet.", messages.WARNING)

    def events(self, rows: Iterable[Event]) -> Any:
        return Event.objects.filter(pk__in=[event.pk for event in rows])
