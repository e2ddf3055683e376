"""Embeds, which other sites show in a frame; the page that gives what to paste there; and oEmbed, by which sites ask themselves."""

from functools import wraps
from typing import Any

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, resolve
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt

from timeline.context import site
from timeline.embedding import MOST_LISTED, Frame, alone, as_xml, own_address, record, snippet
from timeline.selections import Selection
from timeline.views.addresses import Moved, Withdrawn
from timeline.views.keeping import View, kept
from timeline.views.methods import require_safe
from timeline.views.selected import rendered, selected

KEPT_BY_READERS = 300  # seconds for which a browser shows an embed again without asking
FORMATS = {"json", "xml"}
MOST_MOVES = 5  # from an address to where it leads


def embed(request: HttpRequest, selection: Selection) -> HttpResponse:
    """A selection in a small page of its own: without script, with its sources and the way here."""
    context = {
        "selection": selection,
        "item": alone(selection),
        "items": selection.items[:MOST_LISTED],  # a set may hold more
        "total": len(selection.items) + selection.left_out,
        "speaks": request.GET.get("messages") == "yes",
    }
    response = render(request, "embeds/embed.html", context)
    patch_cache_control(response, public=True, max_age=KEPT_BY_READERS)
    return response


def share(request: HttpRequest, selection: Selection) -> HttpResponse:
    """The address of a selection and the HTML that embeds it, each to be copied, and the embed as others will see it."""
    context = {
        "selection": selection,
        "embed_path": selection.rendered_as("embed"),
        "snippet": snippet(selection, site(request)["site_url"]),
        "frame": Frame.of(selection),
    }
    return render(request, "embeds/share.html", context)


def embeds() -> list[URLPattern]:
    """The addresses of embeds."""
    return rendered("embed", embed, lambda view: may_be_framed(kept(view)), most=MOST_LISTED)


def share_pages() -> list[URLPattern]:
    """The addresses of the pages that give what to paste; each shows an embed of ours in a frame."""
    may_show_frames: Any = csp_update({"frame-src": ["'self'"]})
    return rendered("share", share, lambda view: may_show_frames(require_safe(kept(view))))


def may_be_framed(view: View) -> View:
    """Let any site show in a frame what `view` answers, and why an event was withdrawn; nothing else here may be."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            return view(request, **address)
        except Withdrawn as withdrawn:
            return render(request, "embeds/withdrawn.html", {"event": withdrawn.event}, status=410)

    may_have_any_parent: Any = csp_replace({"frame-ancestors": ["*"]})
    framed: View = may_have_any_parent(xframe_options_exempt(require_safe(answer)))
    return framed


@require_safe
@kept
def oembed(request: HttpRequest) -> HttpResponse:
    """The record of an address of ours as oEmbed 1.0 has it, in JSON or XML."""
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return _refused(501, "There are two formats here: write format=json or format=xml.")
    try:
        room = _number(request, "maxwidth"), _number(request, "maxheight")
    except ValueError as error:
        return _refused(400, str(error))
    home = site(request)["site_url"]
    selection = _selected(request.GET.get("url", ""), home)
    if selection is None:
        return _refused(404, f"Nothing at this url can be embedded. Give url= an event or the timeline of {home}/")
    told = record(selection, home, Frame.of(selection, *room), room)
    if form == "xml":
        return HttpResponse(as_xml(told), content_type="text/xml; charset=utf-8")
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _selected(url: str, home: str) -> Selection | None:
    """What is shown at an address of ours, or where that leads today; None for what cannot be embedded.

    An embed stands at its name before the address of the page that it is of, so that whatever has an embed is found.
    """
    for _ in range(MOST_MOVES):
        address = own_address(url, home)
        if address is None:
            return None
        asked: Any = HttpRequest()  # as a reader's browser would ask for it
        asked.method, asked.path, asked.GET = "GET", *address
        try:
            if str((match := resolve(asked.path)).url_name).endswith("-permanent"):
                url = home + match.func(asked, **match.kwargs)["Location"]
                continue
            match = resolve(asked.path if asked.path.startswith("/embed/") else f"/embed{asked.path}")
            return selected(asked, "embed", **match.kwargs)
        except Moved as moved:
            url = home + moved.response.url
        except (Http404, Withdrawn):
            return None
    return None


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _number(request: HttpRequest, name: str) -> int | None:
    """A size in pixels; None where none was given."""
    value = request.GET.get(name, "")
    if not value:
        return None
    if value.isascii() and value.isdecimal() and len(value) <= 6 and int(value):
        return int(value)
    raise ValueError(f"{name} is a number of pixels from 1 to 999999, or is left out.")
