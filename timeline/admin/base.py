"""What the desks of all nouns share: finding by any spelling, derived columns to read, rows that come and go."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import CharField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from timeline.admin.exchange import ExchangeDesk
from timeline.admin.picking import PickingDesk, is_key
from timeline.admin.quick import QuickTextarea
from timeline.admin.unsaved import UnsavedDesk
from timeline.search import MOST_WORDS, matching
from timeline.text import edtf

NO_CHOICE = ("", "---------")


class PlainTextarea(QuickTextarea, AdminTextareaWidget):
    """A text of several lines. Browsers end each with two characters, which would be a change that no editor made."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def typed(request: HttpRequest, name: str) -> list[str]:
    """The text that a form which was sent gives its field `name`; nothing where none was sent."""
    if name not in request.POST:
        return []
    return [str(CharField().to_python(PlainTextarea().value_from_datadict(request.POST, request.FILES, name)))]


TEXTS: dict[type[models.Field], dict[str, Any]] = {models.TextField: {"widget": PlainTextarea}}
SHORT_TEXTS: dict[type[models.Field], dict[str, Any]] = {models.TextField: {"widget": PlainTextarea(attrs={"rows": 2})}}


class Desk(PickingDesk, ExchangeDesk, UnsavedDesk):
    """The desk of a noun: the columns in `derived` are shown once there is an entry to derive them from."""

    derived: Sequence[Any] = ("key",)
    save_on_top = True
    formfield_overrides = TEXTS
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *self.derived]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return (
            fieldsets
            if obj is None
            else [*fieldsets, ("Worked out when saved", {"fields": self.derived, "classes": ["collapse"]})]
        )

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        """The list; an action on what cannot be a row is an action on nothing."""
        if request.method == "POST":
            request.POST = request.POST.copy()
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in chosen if is_key(key)])
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        return super().get_search_results(request, queryset, " ".join(plainly(search_term).split()[:MOST_WORDS]))


class SearchableDesk(Desk):
    """The desk of a noun whose entries are found by any spelling, in the list and wherever they are picked."""

    search_fields = ("words",)  # turns the search on; what it does is below
    search_help_text = "Any spelling in any script, or the whole slug or key."

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        text = plainly(search_term)
        if text:
            queryset = queryset.filter(matching(self.model, text) | Q(slug=text) | Q(key=text))
        return queryset, False


def plainly(text: str) -> str:
    """What an editor typed, without what no database can look for."""
    return text.replace("\x00", " ").strip()


def in_words(name: str, description: str, *, ordering: str = "") -> Callable[[Any], str]:
    """A column with the date `name` as readers see it."""

    @admin.display(description=description, ordering=ordering or f"{name}_earliest", empty_value="–")
    def words(row: Any) -> str:
        return edtf.words(getattr(row, name))

    words.__name__ = f"{name}_in_words"
    return words


def derived_date(name: str) -> tuple[Any, ...]:
    """All that is derived from the date `name`: its words, then the columns that queries use."""
    words = in_words(name, f"{name}, in words")
    return (words, *(f"{name}_{column}" for column in ("earliest", "latest", "precision", "instant")))


def leaves(row: Any) -> bool:
    """Whether an editor takes the inline form `row` away, be it sound or not."""
    return bool(row.cleaned_data.get(DELETION_FIELD_NAME))


def stays(row: Any) -> bool:
    """Whether there will be something of the inline form `row` once all is saved."""
    return not leaves(row) and bool(row.has_changed() or row.instance.pk)
