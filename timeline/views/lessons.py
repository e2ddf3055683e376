"""Lesson sets: the published ones, one to a page, and the sets that stand in their own address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.models import LessonSet
from timeline.views.keeping import kept
from timeline.views.methods import require_safe
from timeline.views.selected import selected


@require_safe
@kept
def sets(request: HttpRequest) -> HttpResponse:
    """All published sets."""
    rows = LessonSet.objects.published().with_counts().in_order()
    return render(request, "lessons/index.html", {"section": "sets", "sets": rows})


@require_safe
@kept
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """A published set, to be read."""
    return _reading(request, lesson_set=slug)


@require_safe
@kept
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """The set that the address itself holds, to be read."""
    return _reading(request, code=code)


def _reading(request: HttpRequest, **address: Any) -> HttpResponse:
    selection = selected(request, "", **address)
    return render(request, "lessons/detail.html", {"section": "sets", "selection": selection, **address})
