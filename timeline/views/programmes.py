"""Programmes: the list of them, and one to a page."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.models import Event, Programme
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import MISSIONS_PER_PAGE, ListPage, first_events
from timeline.views.methods import require_safe

IN_SOURCES = Q(missions__citations__field="launched")


@require_safe
@kept
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes in the order of their first launches, as far as a source dates those."""
    rows = Programme.objects.prefetch_related("agencies").annotate(
        mission_count=Count("missions", distinct=True),
        first=Min("missions__launched_earliest", filter=IN_SOURCES),
        last=Max("missions__launched_earliest", filter=IN_SOURCES),
    )
    rows = rows.order_by(F("first").asc(nulls_last=True), "name", "key")
    return render(request, "programmes/index.html", {"list": ListPage(rows, request), "section": "missions"})


@require_safe
@kept
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme with its missions, their crews, and its events."""
    found = find(Programme.objects.prefetch_related("agencies"), slug)
    missions = found.missions.in_order().with_crew()
    flown = Event.missions.through.objects.filter(mission__programme=found)
    context = {
        "section": "missions",
        "programme": found,
        "missions": Paginator(missions, MISSIONS_PER_PAGE).get_page(request.GET.get("page")),
        **first_events(Event.objects.filter(pk__in=flown.values("event"))),
    }
    return render(request, "programmes/detail.html", context)
