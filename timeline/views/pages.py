"""Pages about the site, and the small files that machines ask for."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from timeline import certainty
from timeline.choices import DisagreementKind, Standing
from timeline.context import site
from timeline.drawing.plots import bar_plot
from timeline.models import Citation, Disagreement, Event, Source
from timeline.models.citations import PUBLIC
from timeline.views.keeping import kept
from timeline.views.methods import require_safe

# The desk, parts of pages, and renderings of what has a page of its own.
NOT_CRAWLED = (
    "/admin/",
    "/beside/",
    "/preview/",
    "/report/",
    "/embed/",
    "/share/",
    "/oembed",
    "/cite/",
    "/export/",
    "/handout/",
    "/cards/",
    "/order/",
    "/present/",
)


@require_safe
@kept
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, how it weighs evidence, and its licences."""
    context = {
        "section": "about",
        "kinds": list(DisagreementKind),
        "standings": list(Standing),
        "counts": {
            "events": Event.objects.published().count(),
            "citations": Citation.objects.filter(PUBLIC).count(),
            "sources": Source.objects.public().count(),
            "disagreements": Disagreement.objects.public().count(),
        },
    }
    return render(request, "about/index.html", context)


@require_safe
@kept
def how_sure(request: HttpRequest) -> HttpResponse:
    """How sure are we? Facts by witnesses, disagreements by kind, sources by standing, and the weakest events."""
    shares = certainty.facts_by_witnesses()
    context = {
        "section": "about",
        "shares": shares,
        "plot": bar_plot((share.label, share.part, f"{share.number:,} ({share.part:.0%})") for share in shares),
        "kinds": certainty.disagreements_by_kind(),
        "standings": certainty.sources_by_standing(),
        "weakest": certainty.weakest_events(),
    }
    return render(request, "about/certainty.html", context)


@require_safe
@kept
def keyboard(request: HttpRequest) -> HttpResponse:
    """How to use the site by keyboard."""
    return render(request, "about/keyboard.html", {"section": "about"})


@require_safe
@kept
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: all but the editors' desk, and the same again in another form."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_CRAWLED)]
    lines += ["", f"Sitemap: {site(request)['site_url']}{reverse('sitemap-index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for the icon at its oldest address."""
    return redirect(static("icon.svg"))


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the site can answer: 200 when the database does, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
