"""Who else has the form of an event open. It is a notice, not a lock: conflicts.py sees to it that nothing is lost."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from timeline.models import Event, OpenForm

OPEN_FOR = timedelta(
    minutes=15
)  # after the last sign of life, which a form without script gives only when it is opened


def others(event: Event, editor: Any) -> list[OpenForm]:
    """The forms of `event` that others have open."""
    recent = OpenForm.objects.filter(event=event, seen__gte=timezone.now() - OPEN_FOR)
    return list(recent.exclude(editor=editor).select_related("editor"))


def note(event: Event, editor: Any) -> None:
    """Note that an editor has the form of `event` open now, and forget what is long past."""
    now = timezone.now()
    with transaction.atomic():  # written to the disk once
        OpenForm.objects.filter(seen__lt=now - OPEN_FOR).delete()
        OpenForm.objects.update_or_create(event=event, editor=editor, defaults={"seen": now})


def forget(event: Event, editor: Any) -> None:
    """Note that an editor has closed the form of `event`."""
    OpenForm.objects.filter(event=event, editor=editor).delete()


class PresenceDesk(admin.ModelAdmin):
    """A desk whose forms say who else has them open."""

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(self.open_view)
        return [path("<int:object_id>/open/", view, name="timeline_event_open"), *super().get_urls()]

    def open_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """A sign of life of a form, answered with who else has it open; or that it was closed (static/desk/open-form.js)."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        event = get_object_or_404(Event, pk=object_id)
        if not self.has_change_permission(request, event):
            return HttpResponse(status=403)
        if "closed" in request.POST:
            forget(event, request.user)
            return HttpResponse(status=204)
        note(event, request.user)
        return render(request, "admin/timeline/event/_others.html", {"others": others(event, request.user)})

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        event: Any = self.get_object(request, object_id) if object_id else None
        if event and self.has_change_permission(request, event):
            if request.method == "GET":
                note(event, request.user)
            extra_context = {**(extra_context or {}), "others": others(event, request.user), "is_open": True}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        forget(obj, request.user)
        return super().response_change(request, obj)
