"""The public history of an entry: what changed, when and why, and the entry as it stood after any of these changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from timeline.models import EntryRevision, Event, FormerSlug, Revision
from timeline.models.revisions import public_of
from timeline.reporting.deciding import outcomes_about
from timeline.revisions.compare import Change, compare
from timeline.revisions.entries import KINDS
from timeline.revisions.reading import EntryReader, Reader
from timeline.views.addresses import Moved, find
from timeline.views.events import FOR_READERS
from timeline.views.keeping import kept
from timeline.views.methods import require_safe

REVISIONS_PER_PAGE = 20
OUTCOMES_SHOWN = 20
FOLDERS = {"event": "events", "mission": "missions", "person": "people", "place": "places", "spacecraft": "spacecraft"}


@require_safe
@kept
def history(request: HttpRequest, noun: str, slug: str) -> HttpResponse:
    """The revisions that readers could see, the newest first, each with what it changed."""
    past = _past(noun, slug, f"{noun}-history")
    page = Paginator(past.revisions.order_by("-number"), REVISIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "past": past,
        "page": page,
        "steps": list(_steps(page)),
        "outcomes": outcomes_about(past.entry)[:OUTCOMES_SHOWN],
    }
    return render(request, "revisions/history.html", context)


def _steps(page: Page) -> Iterator[tuple[Any, list[Change] | None]]:
    """Each revision of the page with what it changed; None for the first, before which there was nothing to see."""
    shown = list(page)
    following = page.paginator.object_list[page.end_index() : page.end_index() + 1]
    for revision, before in zip(shown, [*shown[1:], *following, None], strict=False):
        yield revision, compare(before.state, revision.state) if before else None


@require_safe
@kept
def revision(request: HttpRequest, noun: str, slug: str, number: int) -> HttpResponse:
    """An entry as it stood after one change."""
    past = _past(noun, slug, f"{noun}-revision", number)
    found = past.revisions.filter(number=number).first()
    if found is None:
        raise Http404(f"There is no such revision of this {past.called}.")
    reader = EntryReader(found.state) if noun in KINDS else Reader(found.state)
    context = {"past": past, "revision": found, "reader": reader}
    context["is_current"] = not past.is_merged and not past.revisions.filter(number__gt=number).exists()
    return render(request, f"revisions/{'entry' if noun in KINDS else 'event'}.html", context)


@dataclass(frozen=True)
class Past:
    """The revisions that readers could see of what is or was at an address, and the entry that it leads to today."""

    slug: str
    entry: Any
    revisions: Any
    is_merged: bool = False  # into that entry, which has a history of its own

    @property
    def called(self) -> str:
        """The noun, as a sentence has it."""
        return str(self.entry._meta.verbose_name)

    @property
    def path(self) -> str:
        """The address of this history."""
        return reverse(f"{self.entry.noun()}-history", args=[self.slug])

    @property
    def path_today(self) -> str:
        """The address of the history of the entry itself."""
        return reverse(f"{self.entry.noun()}-history", args=[self.entry.slug])

    @property
    def side(self) -> str:
        """On which side of the axis an event stands, for its colour; empty of any other entry."""
        return getattr(self.entry, "side", "")


def _past(noun: str, slug: str, name: str, *others: int) -> Past:
    """What is to be told at `slug`. What was merged into another entry keeps its history where it was."""
    rows = KINDS[noun].model.objects.all() if noun in KINDS else FOR_READERS
    try:
        entry = find(rows, slug, name, *others)
    except Moved:
        merged = _of_merged(rows, noun, slug)
        if not merged.exists():
            raise
        return Past(slug, find(rows, rows.by_address(slug).slug), merged, is_merged=True)
    return Past(slug, entry, public_of(entry))


def _of_merged(rows: Any, noun: str, slug: str) -> Any:
    """The revisions of what had the address `slug` until it was merged into another; none where it was renamed only."""
    keys = FormerSlug.objects.filter(noun=noun, slug=slug).values("key")
    if noun == Event.noun():
        return Revision.objects.public().filter(merged__in=keys)
    return EntryRevision.objects.of(noun, keys).exclude(entry__in=rows.values("key"))


def addresses() -> list[URLPattern]:
    """The addresses of the histories of every noun that keeps one, and of each revision."""
    return [
        path(f"{folder}/<slug:slug>/history/{end}", view, {"noun": noun}, name=f"{noun}-{name}")
        for noun, folder in FOLDERS.items()
        for end, view, name in (("", history, "history"), ("<int:number>/", revision, "revision"))
    ]
