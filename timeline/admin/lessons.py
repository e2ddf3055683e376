"""The desk of the lesson sets: their events in order, and a form filled from the link of a set that somebody made."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from timeline import selections
from timeline.admin.base import Desk, stays
from timeline.admin.filters import GapFilter
from timeline.admin.numbered import NumberedFormSet
from timeline.admin.permanence import PermanentDesk
from timeline.admin.picking import PickingDesk
from timeline.choices import Status
from timeline.lessons import code
from timeline.lessons.contents import MOST_EVENTS, Contents
from timeline.models import Event, LessonItem, LessonSet
from timeline.models.base import free_slug, leading_to


class LessonItemFormSet(NumberedFormSet):
    """The events of a set, of which two may swap places."""

    swapped = "event"

    def clean(self) -> None:
        super().clean()
        staying = [form for form in self.forms if form.is_valid() and stays(form)]
        if self.instance.status == Status.PUBLISHED and not staying:
            raise ValidationError("A published set needs an event: add one below, or keep the set a draft.")
        if (more := len(staying) - MOST_EVENTS) > 0:
            raise ValidationError(f"A set holds at most {MOST_EVENTS} events: take out {more}, or make two sets.")


class LessonItemInline(PickingDesk, admin.TabularInline):
    """The events on the page of their set."""

    model = LessonItem
    formset = LessonItemFormSet
    extra = 0
    fields = ("order", "event", "question")
    ordering = ("order",)
    autocomplete_fields = ("event",)
    verbose_name_plural = "events"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A row for each event of the link that fills the form, else none."""
        return 0 if obj else len(rows_of(pasted(request)))


@admin.register(LessonSet)
class LessonSetAdmin(PermanentDesk, Desk):
    """Lesson sets with their events and questions."""

    change_form_template = "admin/timeline/lessonset/change_form.html"
    is_public_at_once = False
    instead = "Change what it holds, down to its last event."
    list_display = ("title", "status", "for_whom", "order", "event_count")
    list_filter = ("status", GapFilter)
    search_fields = ("title", "slug", "key")
    ordering = ("order", "key")
    prepopulated_fields = {"slug": ("title",)}
    derived = ("key", "link")
    inlines = (LessonItemInline,)
    fieldsets = ((None, {"fields": ("title", "slug", "introduction", "for_whom", "status", "order")}),)

    def is_known(self, obj: Any) -> bool:
        """Readers know what was published."""
        return obj.status != Status.DRAFT

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_counts()

    @admin.display(description="events shown")
    def event_count(self, row: Any) -> int:
        return int(row.event_count)

    @admin.display(description="to look at, as last saved")
    def link(self, row: LessonSet) -> str:
        """The set as a link holds it, which shows a draft too."""
        text = code.encode(selections.contents_of(row))
        if len(text) > code.LONGEST_CODE:
            return "Too long for a link: its page shows it once it is published."
        address = reverse("set-by-link", args=[text])
        return format_html('<a href="{}">The set as readers would see it</a>', address)

    def view_on_site(self, obj: LessonSet) -> str | None:
        """The page of the set, once readers may see it."""
        return obj.get_absolute_url() if obj.status == Status.PUBLISHED else None

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """The empty form, or one filled from a link; what is wrong with the link is said above it."""
        if text := request.GET.get("link", ""):
            self._judge(request, text)
        return super().add_view(request, form_url, (extra_context or {}) | {"link": text})

    def _judge(self, request: HttpRequest, text: str) -> None:
        try:
            number = len(code.decode(code.code_in(text)).entries)
        except code.Unreadable as trouble:
            self.message_user(request, str(trouble), messages.ERROR)
            return
        if missing := number - len(rows_of(pasted(request))):
            events = "One event" if missing == 1 else f"{missing} events"
            self.message_user(request, f"{events} of the link cannot be found here: left out.", messages.WARNING)

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        found = pasted(request)
        values = super().get_changeform_initial_data(request)
        values.pop("link", None)
        if not found.title:
            return values
        slug = free_slug(LessonSet, found.title)
        return values | {"title": found.title, "slug": slug, "introduction": found.introduction}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        values = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and not obj.pk:
            values["initial"] = rows_of(pasted(request))
        return values


def pasted(request: HttpRequest) -> Contents:
    """What the link holds that was pasted to fill the form; nothing where there is none or it is mutilated."""
    try:
        return code.decode(code.code_in(request.GET.get("link", "")))
    except code.Unreadable:
        return Contents()


def rows_of(contents: Contents) -> list[dict[str, Any]]:
    """The rows of the form for a set: each event that is here, once, whatever became of its key."""
    ends = leading_to(Event.noun(), [entry.key for entry in contents.entries])
    events = dict(Event.objects.filter(key__in=ends.values()).values_list("key", "pk"))
    questions: dict[int, str] = {}
    for entry in contents.entries:
        if ends[entry.key] in events:
            questions.setdefault(events[ends[entry.key]], entry.question)
    return [
        {"order": order, "event": event, "question": question}
        for order, (event, question) in enumerate(questions.items(), start=1)
    ]
