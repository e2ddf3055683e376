"""The timeline: every event, filtered by whatever the address says."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.axis import Axis
from timeline.filters import EventFilter
from timeline.htmx import render_page
from timeline.models import Disagreement


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The list of events with its filters."""
    event_filter = EventFilter(request.GET, reverse("timeline"))
    questions = [] if event_filter.address.values else Disagreement.objects.featured()
    return render_page(
        request,
        "timeline/index.html",
        {"filter": event_filter, "axis": Axis(event_filter), "questions": questions, "section": "timeline"},
        fragment="timeline/_update.html",
        url=event_filter.canonical_url,
    )
