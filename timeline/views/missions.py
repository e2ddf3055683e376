"""Missions: the list of them, and one to a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline import citable
from timeline.evidence import Evidence
from timeline.models import Event, Mission
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import ListPage, first_events
from timeline.views.methods import require_safe

MOST_SPACECRAFT = 4


@require_safe
@kept
def missions(request: HttpRequest) -> HttpResponse:
    """All missions in the order of their launches."""
    rows = Mission.objects.in_order().select_related("programme").with_crew()
    return render(request, "missions/index.html", {"list": ListPage(rows, request), "section": "missions"})


@require_safe
@kept
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    """One mission with its crew and its events."""
    found = find(Mission.objects.select_related("programme", "place").prefetch_related("agencies"), slug)
    evidence = Evidence(found.citations.select_related("source"))
    cited = citable.of_entry(found, evidence)
    context = {
        "section": "missions",
        "mission": found,
        "cite": cited,
        "read_in": cited.version,
        "crew": found.crew_members.select_related("person"),
        "spacecraft": found.spacecraft.order_by("order", "key")[:MOST_SPACECRAFT],
        **first_events(Event.objects.filter(missions=found)),
        "evidence": evidence,
    }
    return render(request, "missions/detail.html", context)
