"""The timeline: every event, filtered by whatever the address says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from timeline.axis import Axis
from timeline.filters import EventFilter
from timeline.htmx import asks_for_fragment, render_page
from timeline.models import Disagreement
from timeline.views.keeping import kept
from timeline.views.methods import require_safe


@require_safe
@kept
def timeline(request: HttpRequest) -> HttpResponse:
    """The list of events with its filters, and the axis above it."""
    event_filter = EventFilter(request.GET, reverse("timeline"))
    event_filter.reject_misnamed()
    questions = [] if event_filter.address.values else Disagreement.objects.featured()
    return render_page(
        request,
        "timeline/index.html",
        {"filter": event_filter, "axis": Axis(event_filter), "questions": questions, "section": "timeline"},
        fragment="timeline/_update.html",
        url=event_filter.canonical_url,
    )


@require_safe
@kept
def beside(request: HttpRequest) -> HttpResponse:
    """What htmx fetches a moment after a changed list: the axis and the choices with their counts; anybody else is sent to the list."""
    event_filter = EventFilter(request.GET, reverse("timeline"))
    if not asks_for_fragment(request):
        return redirect(event_filter.canonical_url)
    context = {"filter": event_filter, "axis": Axis(event_filter)}
    return render_page(request, "timeline/_beside.html", context, fragment="timeline/_beside.html")
