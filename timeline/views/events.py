"""Events, one to a page."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from timeline import atlas
from timeline.choices import Status
from timeline.evidence import Evidence
from timeline.models import Citation, Event, Reading, Spacecraft
from timeline.views.addresses import find

FOR_READERS = Event.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN])


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened, what each source says of it, and where they differ."""
    found = find(
        FOR_READERS.select_related("place").prefetch_related("missions__programme", "people", "agencies"), slug
    )
    if found.status == Status.WITHDRAWN:
        return render(request, "errors/410.html", {"event": found}, status=410)
    cited = Citation.objects.select_related("source")
    readings = Reading.objects.select_related("place").prefetch_related(Prefetch("citations", cited))
    evidence = Evidence(
        found.citations.select_related("source"), found.disagreements.prefetch_related(Prefetch("readings", readings))
    )
    published = Event.objects.published()
    context = {
        "event": found,
        "evidence": evidence,
        "craft": Spacecraft.objects.that_flew(found.missions.all()).first(),
        "map": atlas.close_up(evidence.sightings),
        "previous": published.filter(position__lt=found.position).in_order(newest_first=True).first(),
        "next": published.filter(position__gt=found.position).in_order().first(),
    }
    return render(request, "events/detail.html", context)


@require_safe
def permanent_link(request: HttpRequest, key: str) -> HttpResponse:
    """From the short link that never changes to the readable address of today."""
    return redirect(get_object_or_404(FOR_READERS, key=key))
