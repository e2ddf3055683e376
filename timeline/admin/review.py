"""The desk of the edits that wait for review: what each would change, and whether readers shall see it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from timeline import previews, publishing
from timeline.admin.read_only import ReadOnlyDesk
from timeline.choices import Outcome
from timeline.models import PendingRevision
from timeline.publishing import Refused, may_publish
from timeline.revisions.compare import compare
from timeline.revisions.pending import Overtaken, rebased
from timeline.revisions.state import state_of


class AnswerForm(forms.Form):
    """What an author is told whose edit is not published."""

    answer = forms.CharField(max_length=300)


@admin.register(PendingRevision)
class PendingRevisionAdmin(ReadOnlyDesk):
    """Edits of published events that wait. They are made by the form of their event, and decided on here."""

    list_display = ("event", "reason", "author", "made", "outcome", "decided_by", "answer")
    list_filter = ("outcome", "made")
    list_select_related = ("event", "author", "decided_by")
    search_fields = ("event__title", "reason", "answer", "author__username")

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied
        pending: Any = self.get_object(request, object_id)
        if pending is None:
            raise Http404("There is no such edit.")
        if not self.has_view_permission(request, pending):
            raise PermissionDenied
        if request.method == "POST":
            if not may_publish(request.user):
                raise PermissionDenied
            return self._decided(request, pending)
        return TemplateResponse(request, "admin/timeline/pendingrevision/review.html", self._context(request, pending))

    def _context(self, request: HttpRequest, pending: PendingRevision) -> dict[str, Any]:
        now = state_of(pending.event)
        is_waiting = pending.outcome == Outcome.WAITING
        overtaken: list[str] = []
        before, after = pending.opened, pending.state
        if is_waiting:
            try:
                before, after = now, rebased(pending, now)
            except Overtaken as error:
                overtaken = [name.replace("_", " ") for name in error.names]
        return {
            **self.admin_site.each_context(request),
            "title": f"An edit of “{pending.event}”",
            "opts": self.opts,
            "pending": pending,
            "changes": compare(before, after),
            "since": compare(pending.opened, now) if overtaken else [],
            "overtaken": overtaken,
            "preview": previews.link(pending),
            "is_waiting": is_waiting,
            "may_decide": is_waiting and may_publish(request.user),
        }

    def _decided(self, request: HttpRequest, pending: PendingRevision) -> HttpResponse:
        """Publish the edit, or return it with an answer; where that fails, say why and change nothing."""
        back = redirect("admin:timeline_pendingrevision_change", pending.pk)
        answer = AnswerForm(request.POST)
        try:
            if "_return" not in request.POST:
                publishing.publish_pending(pending, request.user)
                self.message_user(request, "Readers see the edit now.", messages.SUCCESS)
            elif answer.is_valid():
                publishing.return_pending(pending, request.user, answer.cleaned_data["answer"])
                self.message_user(request, "The edit was returned to its author.", messages.SUCCESS)
            else:
                raise Refused(["Tell the author in a sentence why it is not published."])
        except Refused as refused:
            for sentence in refused.sentences:
                self.message_user(request, f"{sentence} Nothing was changed.", messages.ERROR)
            return back
        return redirect("admin:timeline_event_change", pending.event_id)
