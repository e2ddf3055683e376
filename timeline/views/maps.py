"""The map of the world: every place on Earth at which something happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline import atlas
from timeline.views.keeping import kept
from timeline.views.methods import require_safe


@require_safe
@kept
def world(request: HttpRequest) -> HttpResponse:
    """The map, and a table that says the same."""
    places = atlas.busiest_on_earth()
    context = {"section": "places", "map": atlas.world(places), "is_cut": len(places) == atlas.MOST_PLACES}
    return render(request, "places/map.html", context)
