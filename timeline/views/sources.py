"""Sources: the list of them, and one to a page."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from timeline import citable
from timeline.choices import Status
from timeline.evidence import Question, Stand
from timeline.models import Citation, Disagreement, Reading, Source
from timeline.models.citations import PUBLIC, SUBJECTS
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import ListPage
from timeline.views.methods import require_safe

CITATIONS_PER_PAGE = 100


@require_safe
@kept
def sources(request: HttpRequest) -> HttpResponse:
    """All sources by title, with how much each supports."""
    rows = (
        Source.objects.public()
        .order_by("title", "key")
        .annotate(
            citation_count=Count(
                "citations", filter=Q(citations__event__isnull=True) | Q(citations__event__status=Status.PUBLISHED)
            )
        )
    )
    files = [(form, reverse(f"all-sources.{form.name}"), size) for form, size in citable.sizes_of_all_sources()]
    context = {"list": ListPage(rows, request), "section": "sources", "files": files}
    return render(request, "sources/index.html", context)


@require_safe
@kept
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: everything it supports, and where it stands against the others."""
    found = find(Source.objects.public().prefetch_related("draws_on", "drawn_on_by"), slug)
    supported = found.citations.filter(PUBLIC).select_related("source", *SUBJECTS)
    subjects = (F("event__position" if name == "event" else f"{name}__slug").asc(nulls_last=True) for name in SUBJECTS)
    in_order = supported.order_by(*subjects, "order", "key")
    readings = Reading.objects.prefetch_related(Prefetch("citations", Citation.objects.select_related("source")))
    differing = Disagreement.objects.public().filter(readings__citations__source=found).distinct()
    differing = differing.select_related("event").prefetch_related(Prefetch("readings", readings))
    context = {
        "section": "sources",
        "source": found,
        "cite": citable.of_source(found),
        "page": Paginator(in_order, CITATIONS_PER_PAGE).get_page(request.GET.get("page")),
        "stands": [Stand(Question(disagreement), found) for disagreement in differing],
        "alike": Source.objects.public().filter(witness=found.witness).exclude(pk=found.pk).count(),
    }
    return render(request, "sources/detail.html", context)
