"""Whole pages and fragments of them: the one place that knows about htmx."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

FRAGMENT_AGE = 60  # seconds in which a filter that was on before comes back without asking the server


def asks_for_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page; going back in history asks for the whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]


def render_page(
    request: HttpRequest, page: str, context: dict[str, Any], *, fragment: str, url: str = ""
) -> HttpResponse:
    """The template `page`, or for a request by htmx its `fragment` alone; `url` is what the address bar then shows.

    Both answers stand under one address, so a cache is told to keep them apart.
    """
    is_fragment = asks_for_fragment(request)
    response = render(request, fragment if is_fragment else page, context | {"is_fragment": is_fragment})
    if is_fragment:
        patch_cache_control(response, private=True, max_age=FRAGMENT_AGE)
    if is_fragment and url:
        response["HX-Push-Url"] = url
    patch_vary_headers(response, ["HX-Request"])
    return response
