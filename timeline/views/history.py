"""The public history of an event: what changed, when and why, and the event as it stood after any of these changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.models import Event, FormerSlug, Revision
from timeline.reporting.deciding import outcomes_about
from timeline.revisions.compare import Change, compare
from timeline.revisions.reading import Reader
from timeline.views.addresses import Moved, find
from timeline.views.events import FOR_READERS
from timeline.views.keeping import kept

REVISIONS_PER_PAGE = 20
OUTCOMES_SHOWN = 20


@require_safe
@kept
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """The revisions that readers could see, the newest first, each with what it changed."""
    past = _past(slug, "event-history")
    page = Paginator(past.revisions.order_by("-number"), REVISIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": past.event,
        "past": past,
        "page": page,
        "steps": list(_steps(page)),
        "outcomes": outcomes_about(past.event)[:OUTCOMES_SHOWN],
    }
    return render(request, "events/history.html", context)


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
    past = _past(slug, "revision", number)
    found = past.revisions.filter(number=number).first()
    if found is None:
        raise Http404("There is no such revision of this event.")
    context = {"event": past.event, "past": past, "revision": found, "reader": Reader(found.state)}
    context["is_current"] = not past.is_merged and not past.revisions.filter(number__gt=number).exists()
    return render(request, "events/revision.html", context)


@dataclass(frozen=True)
class Past:
    """The revisions that readers could see of what is or was at an address, and the event that it leads to today."""

    slug: str
    event: Event
    revisions: Any
    is_merged: bool = False  # into that event, which has a history of its own


def _past(slug: str, name: str, *others: int) -> Past:
    """What is to be told at `slug`. What was merged into another event keeps its history where it was."""
    try:
        event = find(FOR_READERS, slug, name, *others)
    except Moved:
        former = FormerSlug.objects.filter(noun=Event.noun(), slug=slug).values("key")
        merged = Revision.objects.public().filter(merged__in=former)
        if not merged.exists():
            raise
        return Past(slug, find(FOR_READERS, FOR_READERS.by_address(slug).slug), merged, is_merged=True)
    return Past(slug, event, Revision.objects.public().filter(event=event))
