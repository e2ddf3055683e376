"""Events to be put in order."""

from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.exercise import Exercise
from timeline.selections import Selection


def order(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The events of a selection as shuffled cards and, where the address holds an answer, what it is worth and why."""
    path = urlsplit(selection.rendered_as("order"))
    context = {
        "selection": selection,
        "exercise": Exercise(selection, request.GET),
        "path": path.geturl(),
        "action": path.path,
        "filters": parse_qsl(path.query),  # a form that is sent by GET replaces the query of its address
    }
    return render(request, "order/index.html", context)
