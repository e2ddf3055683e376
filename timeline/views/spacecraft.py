"""Spacecraft: all of them side by side, and one to a page."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline import citable
from timeline.drawing.spacecraft import sheet
from timeline.evidence import Evidence
from timeline.models import Citation, Spacecraft
from timeline.views.addresses import find
from timeline.views.keeping import kept
from timeline.views.lists import MISSIONS_PER_PAGE, ListPage
from timeline.views.methods import require_safe


@require_safe
@kept
def all_spacecraft(request: HttpRequest) -> HttpResponse:
    """All spacecraft at one scale beside a person, then each larger with its dimensions and who gives them."""
    cited = Prefetch("citations", Citation.objects.select_related("source"))
    found = ListPage(Spacecraft.objects.order_by("order", "key").prefetch_related(cited), request)
    drawn = sorted((craft for craft in found.page if craft.sheet), key=lambda craft: craft.sheet.rank)
    context = {
        "section": "spacecraft",
        "list": found,
        "ranks": [(rank, list(row)) for rank, row in groupby(drawn, key=lambda craft: craft.sheet.rank)],
        "person": sheet("figure"),
        "entries": [(craft, Evidence(craft.citations.all())) for craft in found.page],
    }
    return render(request, "spacecraft/index.html", context)


@require_safe
@kept
def spacecraft(request: HttpRequest, slug: str) -> HttpResponse:
    """One spacecraft: its drawing beside a person, its dimensions and their sources, the flights that it made."""
    found = find(Spacecraft.objects.all(), slug)
    missions = found.missions.in_order().with_crew()
    evidence = Evidence(found.citations.select_related("source"))
    cited = citable.of_entry(found, evidence)
    context = {
        "section": "spacecraft",
        "craft": found,
        "person": sheet("figure"),
        "missions": Paginator(missions, MISSIONS_PER_PAGE).get_page(request.GET.get("page")),
        "evidence": evidence,
        "cite": cited,
        "read_in": cited.version,
    }
    return render(request, "spacecraft/detail.html", context)
