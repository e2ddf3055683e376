"""The editors' desk as an admin site: Django's own, with a door that asks for a second step where there is one."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, FieldDoesNotExist, PermissionDenied
from django.db.models.fields.related import RelatedField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from timeline.access import carried, sessions, two_step, views


class DeskAutocompleteView(AutocompleteJsonView):
    """The rows that a picker offers, of a relation that a form can hold."""

    def process_request(self, request: HttpRequest) -> Any:
        try:
            found = super().process_request(request)
        except FieldDoesNotExist as error:
            raise PermissionDenied from error
        if not isinstance(found[2], RelatedField):  # the other end of one, which Django lets through
            raise PermissionDenied
        return found


WORDS = (SEARCH_VAR, "term")  # by which the lists and the pickers of the desk are searched


class DeskSite(AdminSite):
    """Nobody enters by the password alone who has an authenticator app, nor without one where the site requires it."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and two_step.is_satisfied(request.user)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """A page of the desk; opening one keeps a session alive."""
        guarded: Callable[..., Any] = super().admin_view(view, cacheable)

        def kept_alive(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if "" in (
                request.GET.get(TO_FIELD_VAR),
                request.POST.get(TO_FIELD_VAR),
            ):  # Django asks for a field of that name
                raise DisallowedModelAdminToField("No field was named.")
            if "\x00" in request.path or any(
                "\x00" in text for name, texts in request.GET.lists() if name not in WORDS for text in texts
            ):
                raise BadRequest("A text that PostgreSQL does not take")  # of what is searched for, the words are taken
            if self.has_permission(request):
                sessions.renew(request)
            elif request.method == "POST" and request.POST and request.path != reverse("admin:logout"):
                return self.sign_in_again(request)
            try:
                response: HttpResponse = guarded(request, *args, **options)
            except OverflowError as error:
                if "SQLite INTEGER" not in str(error):
                    raise
                raise BadRequest("A number that no row can have") from error  # in the filter of a list, say
            return response

        return update_wrapper(kept_alive, guarded)

    @staticmethod
    def _is_form(request: Any) -> bool:
        """Whether what was sent is the form of an entry, in which much may have been typed."""
        name = request.resolver_match.url_name or ""
        return name.startswith("timeline_") and name.endswith(("_add", "_change"))

    def sign_in_again(self, request: HttpRequest) -> HttpResponse:
        """The sign-in page in answer to somebody whose session has ended; with what was typed, where that was the form of an entry."""
        if self._is_form(request) and request.user.is_authenticated:  # but for a code, which the next page asks for
            carried.keep(request, carried.packed(request))
        if request.user.is_authenticated or not self._is_form(request):
            query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path(), "unsaved": "1"})
            return redirect(f"{reverse('admin:login')}?{query}")
        context = {
            **self.each_context(request),
            "title": "Log in",
            "form": AdminAuthenticationForm(request),
            "app_path": reverse("admin:login"),
            REDIRECT_FIELD_NAME: request.get_full_path(),
            "is_unsaved": True,
            "carried": carried.packed(request),
        }
        answer = TemplateResponse(request, "admin/login.html", context)
        add_never_cache_headers(answer)
        return answer

    def each_context(self, request: Any) -> dict[str, Any]:
        """What every page of the desk knows, among it which forms were saved a moment ago."""
        saved = sessions.take_saved(request) if self.has_permission(request) else []
        return {**super().each_context(request), "saved_forms": saved}

    def get_urls(self) -> list[Any]:
        return [
            path("two-step/", views.status, name="two-step"),
            path("two-step/start/", views.start, name="two-step-start"),
            path("two-step/set-up/", views.set_up, name="two-step-set-up"),
            path("two-step/qr-code.svg", views.qr_code, name="two-step-qr-code"),
            path("two-step/code/", views.code, name="two-step-code"),
            path("two-step/recovery-codes/", views.renew_codes, name="two-step-recovery-codes"),
            path("two-step/off/", views.turn_off, name="two-step-off"),
            path("logout/", self.logout, name="logout"),  # also for those who may not enter yet
            *super().get_urls(),
        ]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return DeskAutocompleteView.as_view(admin_site=self)(request)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Name and password; who has given them already goes on to what is still asked for."""
        if request.method == "GET" and super().has_permission(request):
            if self.has_permission(request):
                return redirect("admin:index")
            return redirect("admin:two-step-code" if two_step.is_on(request.user) else "admin:two-step")
        context = {
            **self.each_context(request),
            "title": "Log in",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "is_unsaved": bool(request.POST.get(carried.NAME)),
            "carried": request.POST.get(carried.NAME, ""),
            **(extra_context or {}),
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        view = views.SignInView.as_view(
            template_name="admin/login.html", authentication_form=AdminAuthenticationForm, extra_context=context
        )
        return view(request)

    # Django lets these two be kept, since nobody changes a password twice. They name their owner.
    @method_decorator(never_cache)
    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().password_change(request, extra_context)

    @method_decorator(never_cache)
    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().password_change_done(request, extra_context)
