"""Selections to print: handouts, and cards with their answer key."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.context import site
from timeline.drawing.qr import qr_code
from timeline.printing.handouts import Handout
from timeline.printing.options import Options
from timeline.printing.sheets import Sheets
from timeline.selections import Selection


def handout(request: HttpRequest, selection: Selection) -> HttpResponse:
    """An event, a filtered list or a set on paper, with its sources as footnotes."""
    options = Options.read(request.GET)
    context = _context(request, selection, options, "handout")
    return render(request, "printing/handout.html", context | {"handout": Handout.of(selection, options)})


def cards(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The same as cards without dates, to be cut out and put in order, with the answers on a page of their own."""
    options = Options.read(request.GET)
    context = _context(request, selection, options, "cards", is_for_text=False)
    return render(request, "printing/cards.html", context | {"sheets": Sheets(selection)})


def _context(
    request: HttpRequest, selection: Selection, options: Options, rendering: str, **which: bool
) -> dict[str, Any]:
    """What both pages show around what they print."""
    path = selection.rendered_as(rendering)
    return {
        "selection": selection,
        "options": options,
        "choices": options.choices(path, **which),
        "path": path,
        "code": qr_code(site(request)["site_url"] + selection.short_path),
    }
