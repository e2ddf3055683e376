"""The desk of the evidence: citations, and the disagreements with their readings."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from timeline.admin.base import NO_CHOICE, SHORT_TEXTS, Desk, stays
from timeline.admin.citation_rows import CitationFormSet, KnownChoiceField, KnownSelect
from timeline.admin.filters import ClockFilter, VerdictFilter
from timeline.admin.new_source import SHOWN, NewSourceForm
from timeline.admin.numbered import NumberedFormSet
from timeline.admin.picking import PickingDesk, SaneSelectMultiple, is_key
from timeline.admin.quick import QuickInput, QuickSelect
from timeline.admin.reasons import CHANGE, ReasonForm
from timeline.admin.recording import RecordingDesk
from timeline.admin.revising import RevisingDesk
from timeline.choices import Status
from timeline.models import Citation, Disagreement, Event, Reading, Succession
from timeline.models.citations import CITED_FIELDS, SUBJECTS
from timeline.publishing import Refused, may_publish


def left_bare(citations: QuerySet[Citation]) -> QuerySet[Event]:
    """The published events that would have no citation without `citations`."""
    going = citations.order_by().values("pk")
    rest = Citation.objects.filter(event=OuterRef("pk")).exclude(pk__in=going)
    cited = Citation.objects.filter(event=OuterRef("pk"), pk__in=going)
    return Event.objects.published().filter(Exists(cited), ~Exists(rest))


def refusal(event: Event) -> str:
    """Why the last citation of a published event stays, and what an editor can do."""
    return (
        f"“{event}” is published and would be left without a source: add another citation to it first, or withdraw it."
    )


class CitationInline(PickingDesk, admin.StackedInline):
    """The citations of an entry on the entry's own page."""

    model = Citation
    form = NewSourceForm
    formset = CitationFormSet
    extra = 0
    show_change_link = True
    autocomplete_fields = ("source",)
    fields = SHOWN
    template = "admin/timeline/citation/rows.html"
    formfield_overrides = {
        **SHORT_TEXTS,
        models.CharField: {"widget": QuickInput(attrs={"class": "vTextField"})},
        models.PositiveIntegerField: {"widget": QuickInput(attrs={"type": "number", "class": "vIntegerField"})},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("source")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Let those make sources who may."""
        rights = {"may_make": request.user.has_perm("timeline.add_source"), "waits": not may_publish(request.user)}
        form = type("NewSourceForm", (self.form,), rights)
        formset: Any = super().get_formset(request, obj, **{"form": form, **kwargs})
        if source := formset.form.base_fields.get("source"):
            source.widget = source.widget.widget  # without the links around it, of which the new address is one
        return formset

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "source":
            kwargs |= {"form_class": KnownChoiceField, "widget": KnownSelect(db_field, self.admin_site)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "field":
            kwargs["widget"] = QuickSelect()
            kwargs["choices"] = [NO_CHOICE, *CITED_FIELDS[str(self.parent_model._meta.model_name)].items()]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class CitationForm(ReasonForm):
    """A citation by itself, which must not leave a published event without a source."""

    def clean(self) -> Any:
        cleaned = super().clean()
        before = Citation.objects.filter(pk=self.instance.pk)
        is_moved = "event" in self.changed_data
        if event := left_bare(before).first() if is_moved else None:
            self.add_error("event", refusal(event))
        elif is_moved and (reading := Reading.objects.filter(citations=self.instance.pk).first()):
            self.add_error("event", f"The reading “{reading}” rests on it: take it out there before it goes elsewhere.")
        elif is_moved and (order := Succession.objects.filter(citation=self.instance.pk).first()):
            self.add_error("event", f"The order {order} rests on it: take that out before it goes elsewhere.")
        return cleaned


class SubjectFilter(admin.SimpleListFilter):
    """Citations by the noun they are about."""

    title = "about"
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        nouns = [(name, model_admin.model._meta.get_field(name).related_model) for name in SUBJECTS]
        return [(name, noun._meta.verbose_name_plural) for name, noun in nouns]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter((f"{self.value()}__isnull", False)) if self.value() in SUBJECTS else queryset


@admin.register(Citation)
class CitationAdmin(RevisingDesk, RecordingDesk, Desk):
    """Citations: most are edited where they belong, and found here."""

    form = CitationForm
    list_display = ("source", "about", "field", "locator", "value")
    list_filter = (SubjectFilter, "field", ClockFilter, "source__standing")
    search_fields = (
        *("source__title", "locator", "value", "as_printed", "note", "key"),
        *("event__title", "mission__name", "person__name", "place__name", "spacecraft__name"),
    )
    autocomplete_fields = ("source", *SUBJECTS)
    actions = ("delete_selected",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("source", "field"),
                    "locator",
                    ("as_printed", "language"),
                    "value",
                    "note",
                    "no_conflict",
                    "order",
                )
            },
        ),
        ("About exactly one of these", {"fields": SUBJECTS}),
        CHANGE,
    )
    formfield_overrides = SHORT_TEXTS

    def events(self, rows: Iterable[Citation]) -> Any:
        keys = [citation.pk for citation in rows]
        return Event.objects.filter(Q(citations__in=keys) | Q(pk__in=[each.event_id for each in rows])).distinct()

    def may_touch(self, request: HttpRequest, rows: Iterable[Citation]) -> bool:
        """Contributors may not touch what a person, a mission, a place or a spacecraft rests on: readers see all of those."""
        rows = list(rows)
        return may_publish(request.user) or (all(each.event_id for each in rows) and super().may_touch(request, rows))

    def settle(self, request: HttpRequest, form: Any) -> None:
        super().settle(request, form)
        if not (form.instance.event_id or may_publish(request.user)):
            raise Refused(["Your role cites the facts of drafts only: choose an event, and nothing else."])

    @admin.display(description="about")
    def about(self, citation: Citation) -> str:
        """The entry whose fact it supports."""
        return str(citation.subject)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        """Citations with all that names them, for the list and for pickers alike."""
        return super().get_queryset(request).select_related("source", *SUBJECTS)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        """Search; the picker of a reading asks for the citations of one event only (see CitationPicker)."""
        event = request.GET.get("event", "")
        if is_key(event):
            queryset = queryset.filter(event=int(event))
        return super().get_search_results(request, queryset, search_term)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        citation = self.get_object(request, unquote(object_id))
        if citation and self.has_delete_permission(request, citation):
            event = left_bare(Citation.objects.filter(pk=citation.pk)).first()
            if event:
                self.message_user(request, f"{refusal(event)} Nothing was deleted.", messages.ERROR)
                return redirect("admin:timeline_citation_change", citation.pk)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Citation]) -> Any:
        """Delete the chosen citations, unless a published event needs one of them."""
        events = list(left_bare(queryset))
        if not events:
            return delete_selected(self, request, queryset)
        for event in events:
            self.message_user(request, f"{refusal(event)} Nothing was deleted.", messages.ERROR)
        return None


class CitationPicker(SaneSelectMultiple):
    """Citations to choose from: those of one event, where it is known."""

    event: int | None = None

    def get_url(self) -> str:
        return super().get_url() + (f"?event={self.event}" if self.event else "")


class ReadingFormSet(NumberedFormSet):
    """The readings of one question, each resting on citations of the event in question."""

    def clean(self) -> None:
        super().clean()
        event = self.instance.event_id
        for form in filter(stays, self.forms) if event else ():
            strange = [citation for citation in form.cleaned_data.get("citations", ()) if citation.event_id != event]
            if strange:
                form.add_error(
                    "citations",
                    f"“{strange[0]}” is not a citation of “{self.instance.event}”: choose among those of that event, "
                    "or add it there first.",
                )


class ReadingInline(PickingDesk, admin.StackedInline):
    """The answers to a question, and who gives them."""

    model = Reading
    formset = ReadingFormSet
    extra = 0
    autocomplete_fields = ("citations",)
    fields = (("order", "accepted"), "value", "citations")
    formfield_overrides = SHORT_TEXTS

    event: int | None = None

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.event = obj.event_id if obj else None
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        picker = CitationPicker(db_field, self.admin_site)
        picker.event = self.event
        cited = Citation.objects.select_related("source")
        return super().formfield_for_manytomany(db_field, request, **{"widget": picker, "queryset": cited, **kwargs})


@admin.register(Disagreement)
class DisagreementAdmin(RevisingDesk, Desk):
    """Questions on which sources differ."""

    form = ReasonForm
    list_display = ("question", "event", "field", "kind", "settled", "featured")
    list_filter = (VerdictFilter, "kind", "field", "featured")
    list_select_related = ("event",)
    search_fields = ("question", "slug", "verdict", "event__title", "readings__value", "key")
    ordering = ("event__position", "order", "slug")
    autocomplete_fields = ("event",)
    prepopulated_fields = {"slug": ("question",)}
    fieldsets = (
        (None, {"fields": ("event", "question", "slug", ("field", "kind"), "verdict", ("order", "featured"))}),
        CHANGE,
    )
    inlines = (ReadingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disagreement]:
        questions: Any = super().get_queryset(request)
        return questions.with_settled()

    def events(self, rows: Iterable[Disagreement]) -> Any:
        keys = [disagreement.pk for disagreement in rows]
        asked_of = Q(disagreements__in=keys) | Q(pk__in=[each.event_id for each in rows])
        return Event.objects.filter(asked_of).distinct()

    @admin.display(description="settled", boolean=True)
    def settled(self, disagreement: Any) -> bool:
        """Whether some reading is accepted."""
        return bool(disagreement.is_settled)

    def view_on_site(self, disagreement: Disagreement) -> str | None:
        """The question on the page of its event, where readers may see that."""
        return disagreement.get_absolute_url() if disagreement.event.status == Status.PUBLISHED else None
