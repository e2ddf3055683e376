"""What was typed into a form and not saved: shown again after signing in, or when a draft that the browser kept is taken up.

Either way the form is filled in as if it had been sent, with one error: that nothing was saved yet. So no rule of any desk has to be
told, and nothing is saved before the editor has seen it and says so.
"""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from timeline.access import carried
from timeline.access.sessions import note_saved

TAKEN_UP = "_draft"  # in a form that a browser filled from the draft that it kept (static/desk/form-draft.js)
BROUGHT_BACK = "Nothing of this was saved yet. It is what you had typed: look it over, then save it."


class UnsavedForm(forms.BaseForm):
    """A form that is only shown."""

    def clean(self) -> Any:
        super().clean()
        raise ValidationError(BROUGHT_BACK)


def bring_back(request: Any) -> None:
    """Take what was typed before signing in for what was sent; a draft is sent as it is."""
    if request.method == "POST":
        request.is_unsaved = TAKEN_UP in request.POST
    elif request.method == "GET" and (typed := carried.take(request)):
        files = request.FILES  # read now, since to read them later would read the fields anew as well
        request.method, request.POST, request._files, request.is_unsaved = "POST", typed, files, True


def is_unsaved(request: HttpRequest) -> bool:
    """Whether the form of this request is only to be shown."""
    return getattr(request, "is_unsaved", False)


class UnsavedDesk(admin.ModelAdmin):
    """A desk whose forms lose nothing that was typed."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        bring_back(request)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        bring_back(request)
        return super().change_view(request, object_id, form_url, extra_context)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if is_unsaved(request):
            form = kwargs.get("form", self.form)
            kwargs["form"] = type(form.__name__, (UnsavedForm, form), {})
        return super().get_form(request, obj, change=change, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["version"] = version_of(context.get("original"))
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        note_saved(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        note_saved(request)
        return super().response_change(request, obj)


def version_of(row: Any) -> str:
    """A short text that changes with any column of a row as it is stored; empty for a new one."""
    stored = type(row)._base_manager.filter(pk=row.pk).values_list().first() if row is not None and row.pk else None
    return hashlib.sha256(repr(stored).encode("utf-8", "surrogatepass")).hexdigest()[:16] if stored else ""
