"""People: the list of them, and one to a page."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline import citable
from timeline.choices import Status
from timeline.evidence import Evidence
from timeline.models import Event, Person
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import ListPage, first_events
from timeline.views.methods import require_safe


@require_safe
@kept
def people(request: HttpRequest) -> HttpResponse:
    """All people by name, with the number of their flights and events."""
    rows = Person.objects.order_by("name", "key").annotate(
        flight_count=Count("crew_places", distinct=True),
        event_count=Count("events", filter=Q(events__status=Status.PUBLISHED), distinct=True),
    )
    return render(request, "people/index.html", {"list": ListPage(rows, request), "section": "people"})


@require_safe
@kept
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person with flights and events."""
    found = find(Person.objects.all(), slug)
    evidence = Evidence(found.citations.select_related("source"))
    cited = citable.of_entry(found, evidence)
    context = {
        "section": "people",
        "person": found,
        "cite": cited,
        "read_in": cited.version,
        "flights": found.crew_places.select_related("mission").order_by(
            "mission__launched_earliest", "mission__launched_instant"
        ),
        **first_events(Event.objects.filter(people=found)),
        "evidence": evidence,
    }
    return render(request, "people/detail.html", context)
