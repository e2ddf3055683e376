"""Desks at which entries change that keep revisions of their own: missions, people, places and spacecraft, and their citations."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from timeline.admin.exchange import only_exports
from timeline.admin.reasons import NO_REASON, by, deleting
from timeline.choices import RevisionKind
from timeline.revisions import By, recorded


class RecordingDesk(admin.ModelAdmin):
    """A desk that keeps as revisions what its forms, deletions and actions do to entries, with who did it and why."""

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        with _recorded(request):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        request.recording.by = by(request, form.cleaned_data)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        with _recorded(request):
            return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: Any, obj: Any) -> None:
        request.recording.by = deleting(request, [obj])
        super().delete_model(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        with _recorded(request):
            return super().changelist_view(request, extra_context)

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        request.recording.by = deleting(request, queryset, RevisionKind.BULK)
        super().delete_queryset(request, queryset)


@contextmanager
def _recorded(request: Any) -> Iterator[None]:
    """Record what a request changes. One that only looks takes no transaction: on SQLite it would keep writers waiting."""
    if request.method != "POST" or only_exports(request):
        yield
        return
    with recorded(By(NO_REASON, author=request.user)) as recording:
        request.recording = recording
        yield
