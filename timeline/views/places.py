"""Places: the list of them, and one to a page."""

from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline import atlas, citable
from timeline.choices import Body, Status
from timeline.evidence import Evidence
from timeline.models import Citation, Event, Place
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import MISSIONS_PER_PAGE, ListPage, first_events
from timeline.views.methods import require_safe

MOST_READINGS = 50
FROM_EARTH_OUTWARD = Case(*(When(body=body, then=Value(number)) for number, body in enumerate(Body.values)))


@require_safe
@kept
def places(request: HttpRequest) -> HttpResponse:
    """All places by name: those on Earth, then those in orbit, on the Moon and beyond."""
    rows = atlas.with_counts(Place.objects.order_by(FROM_EARTH_OUTWARD, "name", "key"))
    return render(request, "places/index.html", {"list": ListPage(rows, request), "section": "places"})


@require_safe
@kept
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: where it is and who says so, what happened there, what was launched from it."""
    found = find(Place.objects.all(), slug)
    launched = Citation.objects.filter(mission=OuterRef("pk"), field="launch_site")
    missions = found.missions.in_order().annotate(is_cited=Exists(launched)).with_crew()
    readings = found.readings.filter(disagreement__event__status=Status.PUBLISHED)
    evidence = Evidence(found.citations.select_related("source"))
    cited = citable.of_entry(found, evidence)
    context = {
        "section": "places",
        "place": found,
        "map": atlas.locator(found),
        "missions": Paginator(missions, MISSIONS_PER_PAGE).get_page(request.GET.get("page")),
        "readings": readings.select_related("disagreement__event").order_by("disagreement__slug", "order")[
            :MOST_READINGS
        ],
        **first_events(Event.objects.filter(place=found)),
        "evidence": evidence,
        "cite": cited,
        "read_in": cited.version,
    }
    return render(request, "places/detail.html", context)
