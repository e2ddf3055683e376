"""What readers do not see yet, for those who sign in and for reviewers with a link: drafts, and edits that wait."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from timeline.choices import Outcome, Status
from timeline.models import Event, PendingRevision
from timeline.previews import Expired, shown_by
from timeline.publishing import UNDER_WAY, Refused, prepared, put_on_top
from timeline.views.events import page_of, with_all_shown
from timeline.views.methods import require_safe


@require_safe
@never_cache
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft as readers would see it, for those who are signed in at the desk."""
    if not (admin.site.has_permission(request) and request.user.has_perm("timeline.view_event")):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    return _page(request, get_object_or_404(Event, slug=slug))


@require_safe
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What a signed link shows, for whoever has it, until it expires."""
    try:
        shown = shown_by(token)
    except Expired:
        return render(request, "events/no_preview.html", {"is_expired": True}, status=403)
    if shown is None:
        raise Http404("There is nothing to preview at this address.")
    return _pending(request, shown) if isinstance(shown, PendingRevision) else _page(request, shown)


def _page(request: HttpRequest, event: Event) -> HttpResponse:
    if event.status not in UNDER_WAY:  # readers see it, or read why it was withdrawn
        return redirect(event)
    found: Any = with_all_shown(Event.objects.filter(pk=event.pk)).get()
    return page_of(request, found, is_preview=True)


def _pending(request: HttpRequest, pending: PendingRevision) -> HttpResponse:
    """The page as an edit would make it: made so, read and taken back."""
    if pending.outcome != Outcome.WAITING or pending.event.status != Status.PUBLISHED:  # its page says more
        return redirect(pending.event)
    try:
        with prepared(pending), transaction.atomic():
            put_on_top(pending, Event.objects.select_for_update().get(pk=pending.event_id))
            found: Any = with_all_shown(Event.objects.filter(pk=pending.event_id)).get()
            response = page_of(request, found, is_preview=True)
            transaction.set_rollback(True)
    except Refused as refused:
        return render(request, "events/no_preview.html", {"sentences": refused.sentences}, status=409)
    return response
