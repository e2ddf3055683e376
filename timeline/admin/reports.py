"""The desk of readers' reports: the claim as it was reported beside what it says now, and the public answer."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from timeline.access.sessions import note_saved
from timeline.admin.read_only import ReadOnlyDesk
from timeline.admin.unsaved import BROUGHT_BACK, UnsavedDesk, is_unsaved, version_of
from timeline.models import Citation, Event, Report
from timeline.models.citations import SUBJECTS
from timeline.reporting.claims import Claim
from timeline.reporting.deciding import decide, outcome_of
from timeline.reporting.forms import DecisionForm


@admin.register(Report)
class ReportAdmin(ReadOnlyDesk, UnsavedDesk):
    """Reports. Readers make them; here they are decided on, and a decision can be put in better words later."""

    list_display = ("subject_name", "said", "made", "times", "status", "decided_by", "decided")
    list_filter = ("status", "noun", "made")
    list_select_related = ("decided_by",)
    search_fields = ("subject_name", "said", "wrong", "key", "claim")

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied
        report: Any = self.get_object(request, object_id)
        if report is None:
            raise Http404("There is no such report.")
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        outcome = outcome_of(report)
        form = DecisionForm(request.POST if request.method == "POST" else None, instance=outcome, label_suffix="")
        if request.method == "POST":
            if not self.may_decide(request):
                raise PermissionDenied
            if is_unsaved(request):
                form.add_error(None, BROUGHT_BACK)
            if form.is_valid():
                note_saved(request)
                decide(report, form.save(commit=False), request.user)
                self.log_change(request, report, f"{outcome.get_status_display().capitalize()}: {outcome.answer}")
                self.message_user(request, "Decided, and public at its address.", messages.SUCCESS)
                return redirect("admin:timeline_report_change", report.pk)
        context = self._context(request, report) | {"form": form, "outcome": outcome}
        return TemplateResponse(request, "admin/timeline/report/decide.html", context)

    def may_decide(self, request: Any) -> bool:
        """Whether a user may answer: what Django calls to change a report, though its own words never change."""
        return bool(request.user.has_perm("timeline.change_report"))

    def _context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        citation = Citation.objects.select_related("source", *SUBJECTS).filter(key=report.claim).first()
        claim = Claim(citation, report.revision) if citation else None
        return {
            **self.admin_site.each_context(request),
            "title": f"A report on “{report.subject_name}”",
            "opts": self.opts,
            "report": report,
            "claim": claim,
            "edit_url": edit_url(citation) if citation else "",
            "may_decide": self.may_decide(request),
            "version": version_of(report),
        }


def edit_url(citation: Citation) -> str:
    """Where an editor mends a claim: its row in the form of its event, or the form of its own."""
    subject = citation.subject
    if not isinstance(subject, Event):
        return reverse("admin:timeline_citation_change", args=[citation.pk])
    place = list(subject.citations.values_list("pk", flat=True)).index(citation.pk)
    return f"{reverse('admin:timeline_event_change', args=[subject.pk])}#citations-{place}"
