"""The pages at the door of the desk: a code, setting the second step up and turning it off, and being locked out."""

from base64 import b32encode
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from math import ceil
from typing import Any

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as verify_session

from timeline.access import carried, clients, throttle, two_step
from timeline.access.forms import CodeForm, ConfirmForm, ProofForm

View = Callable[..., HttpResponse]


class SignInView(LoginView):
    """Name and password; then the page of the code for those who set one up."""

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if not two_step.is_on(user):
            answer = super().form_valid(form)
            carried.keep(self.request, self.request.POST.get(carried.NAME, ""))
            return answer
        two_step.begin(self.request, user, self.get_success_url())
        carried.keep(self.request, self.request.POST.get(carried.NAME, ""))
        return redirect("admin:two-step-code")


def page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    """One of these pages in the frame of the desk."""
    return TemplateResponse(
        request, f"admin/access/{name}.html", {**admin.site.each_context(request), "title": title, **context}
    )


def for_owner(view: View) -> View:
    """A page for whoever has signed in as far as the account asks for, though the site may ask for more."""

    @wraps(view)
    @never_cache
    def guarded(request: Any, *args: Any, **options: Any) -> HttpResponse:
        user = request.user
        is_staff = user.is_active and user.is_staff
        if not is_staff or (not user.is_verified() and two_step.is_on(user)):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return view(request, *args, **options)

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of whoever has given the password."""
    pending = two_step.pending(request)
    if pending is None:
        return redirect("admin:login")
    form = CodeForm(request.POST or None, request=request, user=pending.user)
    if form.is_valid():
        pending.user.otp_device = form.device
        login(request, pending.user, pending.user.backend)
        request.session.pop(two_step.PENDING, None)
        return HttpResponseRedirect(pending.following or reverse("admin:index"))
    return page(request, "code", "Enter a code", form=form)


@for_owner
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Whether the second step is on, and what can be done about it."""
    return _status(request)


def _status(request: HttpRequest, **forms: Any) -> HttpResponse:
    context = {
        "is_on": two_step.is_on(request.user),
        "is_required": settings.REQUIRE_TWO_STEP,
        "codes_left": two_step.codes_left(request.user),
        "renewing": ProofForm(request=request, prefix="codes"),
        "turning_off": ProofForm(request=request, prefix="off"),
    }
    return page(request, "status", "Two-step sign-in", **(context | forms))


@for_owner
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin to set it up with a new secret."""
    if two_step.is_on(request.user):
        return redirect("admin:two-step")
    two_step.start(request.user)
    return redirect("admin:two-step-set-up")


@for_owner
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The secret as a picture and as text, and the first code of the app that took it."""
    started = two_step.started(request.user)
    if started is None or two_step.is_on(request.user):
        return redirect("admin:two-step")
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        if device := two_step.confirm(request, request.user, form.cleaned_data["code"]):
            request.session.cycle_key()
            verify_session(request, device)
            codes = two_step.new_recovery_codes(request.user)
            return page(request, "codes", "Your recovery codes", codes=codes, is_new=True)
        form.add_error(
            "code", "The app does not show this code now. Check that it took the secret below, and try its next code."
        )
    secret = b32encode(started.bin_key).decode()
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return page(request, "set_up", "Set up two-step sign-in", form=form, secret=groups)


@for_owner
@require_safe
def qr_code(request: HttpRequest) -> HttpResponse:
    """The secret that waits for its first code, for a camera."""
    started = two_step.started(request.user)
    if started is None:
        raise Http404("Nothing is being set up.")
    drawn = BytesIO()
    segno.make_qr(started.config_url, error="m").save(drawn, kind="svg", scale=5, light="white")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@for_owner
@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    form = ProofForm(request.POST, request=request, prefix="codes")
    if not two_step.is_on(request.user):
        return redirect("admin:two-step")
    if not form.is_valid():
        return _status(request, renewing=form)
    return page(request, "codes", "Your recovery codes", codes=two_step.new_recovery_codes(request.user))


@for_owner
@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """Ask for no code any more."""
    form = ProofForm(request.POST, request=request, prefix="off")
    if not two_step.is_on(request.user):
        return redirect("admin:two-step")
    if not form.is_valid():
        return _status(request, turning_off=form)
    two_step.turn_off(request, request.user)
    messages.success(request, "Two-step sign-in is off: your password alone opens the desk.")
    return redirect("admin:two-step")


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """What is answered in place of anything else while a client may not try again (AXES_LOCKOUT_CALLABLE)."""
    where = clients.network(request)
    of_address = throttle.wait_of_address(where)
    wait = of_address or throttle.wait_of_name((credentials or {}).get("username"), where)
    seconds = max(1, ceil(wait.total_seconds()))
    context = {"minutes": ceil(seconds / 60), "is_address": bool(of_address), "has_permission": False}
    answer = page(request, "locked", "Too many tries", **context)
    answer.status_code = 429
    answer["Retry-After"] = str(seconds)
    add_never_cache_headers(answer)
    return answer.render()
