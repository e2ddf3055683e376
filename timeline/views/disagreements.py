"""Every question on which sources differ."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from timeline.evidence import Question
from timeline.filters import DisagreementFilter
from timeline.htmx import render_page
from timeline.models import Citation, Reading
from timeline.views.keeping import kept
from timeline.views.methods import require_safe

QUESTIONS_PER_PAGE = 50


@require_safe
@kept
def disagreements(request: HttpRequest) -> HttpResponse:
    """The questions by kind and by whether they are settled."""
    asked = DisagreementFilter(request.GET, reverse("disagreements"))
    readings = Reading.objects.prefetch_related(Prefetch("citations", Citation.objects.select_related("source")))
    rows = asked.disagreements().select_related("event").prefetch_related(Prefetch("readings", readings))
    page = Paginator(rows, QUESTIONS_PER_PAGE).get_page(asked.address.one("page"))
    questions = [Question(row) for row in page]
    context = {
        "section": "disagreements",
        "filter": asked,
        "page": page,
        "groups": [
            (event, list(of)) for event, of in groupby(questions, key=lambda question: question.disagreement.event)
        ],
        "status": asked.status(page.paginator.count),
        "clear_url": asked.address.path,
    }
    return render_page(request, "disagreements/index.html", context, fragment="disagreements/_update.html")
