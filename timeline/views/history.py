"""The public history of an event: what changed, when and why, and the event as it stood after any of these changes."""

from collections.abc import Iterator

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.models import Event, Revision
from timeline.revisions.compare import Change, compare
from timeline.revisions.reading import Reader
from timeline.views.addresses import find
from timeline.views.events import FOR_READERS
from timeline.views.keeping import kept

REVISIONS_PER_PAGE = 20


@require_safe
@kept
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The revisions that readers could see, the newest first, each with what it changed."""
    event: Event = find(FOR_READERS, slug, "event-history")
    public = Revision.objects.public().filter(event=event).order_by("-number")
    page = Paginator(public, REVISIONS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/history.html", {"event": event, "page": page, "steps": list(_steps(page))})


def _steps(page: Page) -> Iterator[tuple[Revision, list[Change] | None]]:
    """Each revision of the page with what it changed; None for the first, before which there was nothing to see."""
    shown = list(page)
    following = page.paginator.object_list[page.end_index() : page.end_index() + 1]
    for revision, before in zip(shown, [*shown[1:], *following, None], strict=False):
        yield revision, compare(before.state, revision.state) if before else None


@require_safe
@kept
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An event as it stood after one change."""
    event: Event = find(FOR_READERS, slug, "revision", number)
    public = Revision.objects.public().filter(event=event)
    found = public.filter(number=number).first()
    if found is None:
        raise Http404("There is no such revision of this event.")
    context = {"event": event, "revision": found, "reader": Reader(found.state)}
    context["is_current"] = not public.filter(number__gt=number).exists()
    return render(request, "events/revision.html", context)
