"""Events, one to a page."""

from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from timeline import atlas, citable
from timeline.choices import Status
from timeline.evidence import Evidence, with_evidence
from timeline.models import Event, Mission, Picture, Spacecraft
from timeline.ordering.neighbours import came_after, came_before
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.methods import require_safe

BESIDE = 2  # events shown on either side of one in time
FOR_READERS = Event.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN])


@require_safe
@kept
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened, what each source says of it, and where they differ."""
    return page_of(request, find(with_all_shown(FOR_READERS), slug))


def with_all_shown(events: Any) -> Any:
    """Events with the rows beside them that their page shows."""
    rows = events.select_related("place", "picture").prefetch_related(
        Prefetch("missions", Mission.objects.select_related("programme")), "people", "agencies"
    )
    return with_evidence(rows)


def page_of(request: HttpRequest, found: Event, **more: Any) -> HttpResponse:
    """The page of an event, with `more` for its template."""
    evidence = Evidence.of(found)
    cited = citable.of_entry(found, evidence)
    published = Event.objects.published().defer("body", "body_html", "words")
    context = {
        "event": found,
        "evidence": evidence,
        "cite": cited,
        "read_in": cited.version,
        "craft": Spacecraft.objects.that_flew(found.missions.all()).first(),
        "map": atlas.close_up(evidence.sightings),
        "locator": None if evidence.sightings or not found.place else atlas.locator(found.place),
        "came_after": came_after(found, evidence),
        "came_before": came_before(found),
        "before": list(published.filter(position__lt=found.position).in_order(newest_first=True)[:BESIDE])[::-1],
        "after": list(published.filter(position__gt=found.position).in_order()[:BESIDE]),
        **more,
    }
    return render(request, "events/detail.html", context)


@require_safe
def picture(request: HttpRequest, slug: str) -> FileResponse:
    """The picture that was uploaded for a published event."""
    found = get_object_or_404(Picture, event=find(FOR_READERS, slug, "event-upload"))
    try:
        return FileResponse(found.file.open(), content_type=found.content_type)
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
