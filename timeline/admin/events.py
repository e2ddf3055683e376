"""The desk of the events."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from timeline.admin.base import SHORT_TEXTS, SearchableDesk, derived_date, in_words
from timeline.admin.conflicts import ConflictDesk, SeenForm
from timeline.admin.evidence import CitationInline
from timeline.admin.history import HistoryDesk
from timeline.admin.merging import MergingDesk
from timeline.choices import Status
from timeline.models import Disagreement, Event, Picture


class DisagreementInline(admin.TabularInline):
    """The questions about an event; their readings have a page of their own."""

    model = Disagreement
    extra = 0
    fields = ("question", "slug", "field", "kind", "verdict", "order")
    prepopulated_fields = {"slug": ("question",)}
    show_change_link = True
    view_on_site = False
    formfield_overrides = SHORT_TEXTS


class PictureInline(admin.StackedInline):
    """The picture of an event."""

    model = Picture
    extra = 0
    formfield_overrides = SHORT_TEXTS


class EventForm(SeenForm):
    """An event by itself; whether it has the citation that publishing asks for, CitationFormSet says."""

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the status of what is to be published, and with it the rule on citations, which are saved later."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out | {"status"} if self.cleaned_data.get("status") == Status.PUBLISHED else left_out


@admin.register(Event)
class EventAdmin(MergingDesk, ConflictDesk, HistoryDesk, SearchableDesk):
    """Events with their citations: entered, weighed and published on one page."""

    form = EventForm
    list_display = ("title", in_words("date", "date", ordering="position"), "kind", "significance", "status", "sources")
    list_filter = ("status", "kind", "significance", "date_precision")
    search_help_text = "Any spelling in any script, also of who took part and where; or the whole slug or key."
    ordering = ("position",)
    autocomplete_fields = ("place", "missions", "people", "agencies")
    prepopulated_fields = {"slug": ("title",)}
    radio_fields = {"status": admin.HORIZONTAL}
    inlines = (CitationInline, DisagreementInline, PictureInline)
    derived = ("key", *derived_date("date"), "countries", "citation_count")
    fieldsets = (
        (None, {"fields": ("title", "slug", "status")}),
        ("When and where", {"fields": ("date", "place", "place_text", ("latitude", "longitude"))}),
        ("What", {"fields": (("kind", "significance"), "summary", "body")}),
        ("Who", {"fields": ("missions", "people", "agencies")}),
        ("If withdrawn", {"fields": ("withdrawn_on", "withdrawn_reason")}),
        ("This change", {"fields": (("reason", "is_signed"), "seen")}),
    )

    @admin.display(description="citations", ordering="citation_count")
    def sources(self, event: Event) -> int:
        """How many citations it has."""
        return event.citation_count

    def view_on_site(self, event: Event) -> str | None:
        """Its page, where readers may see one."""
        return event.get_absolute_url() if event.status in (Status.PUBLISHED, Status.WITHDRAWN) else None

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        """Save what is published as a draft at first: its citations are saved after it, and the database counts them."""
        if obj.status == Status.PUBLISHED:
            obj.status = Status.DRAFT
        super().save_model(request, obj, form, change)

    def settle(self, request: HttpRequest, form: Any) -> None:
        event = form.instance
        if form.cleaned_data.get("status", event.status) != Status.PUBLISHED:
            event.refresh_from_db(fields=["citation_count", "countries"])
        elif event.citations.exists():
            event.status = Status.PUBLISHED
            event.save()
        else:  # the editor may not touch citations, so no form of theirs asked for one
            self.message_user(request, f"“{event}” was kept as a draft: it has no citation yet.", messages.WARNING)

    def events(self, rows: Iterable[Event]) -> Any:
        return Event.objects.filter(pk__in=[event.pk for event in rows])
