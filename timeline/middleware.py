"""What happens around every request."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from timeline.lessons.code import Unreadable
from timeline.views.addresses import Moved, Withdrawn
from timeline.views.methods import SAFE_METHODS

QVALUE = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


class MovedMiddleware:
    """Send a visitor of an old address to the new one, or say why an event was withdrawn or what is wrong with the link to a
    set, whichever view found that out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Withdrawn):
            return render(request, "errors/410.html", {"event": exception.event}, status=410)
        if isinstance(exception, Unreadable):
            return render(request, "lessons/unreadable.html", {"sentence": str(exception)}, status=404)
        return exception.response if isinstance(exception, Moved) else None


class SafeMethodsMiddleware:
    """Answer 405 where a page that is only read is asked for by a method that no form has, such as PROPFIND (RFC 4918).

    Stands before CsrfViewMiddleware, which answers 403: a calendar program takes that for a demand of a password.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, arguments: Any) -> HttpResponse | None:
        if getattr(view, "is_read_only", False) and request.method not in (*SAFE_METHODS, "POST"):
            return HttpResponseNotAllowed(SAFE_METHODS)
        return None


class NoCookieUnaskedMiddleware:
    """Give no visitor a cookie for a bad one: Django replaces a malformed CSRF cookie on any page, ours on those with a form.

    Stands right after CsrfViewMiddleware. A form that is sent is still checked against the cookie as it came.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", False):
            del request.META["CSRF_COOKIE"]
        return self.get_response(request)


def accepted_encodings(header: str) -> dict[str, float]:
    """The encodings of an Accept-Encoding field with their weights (RFC 9110, 12.5.3); what is refused has 0.

    >>> accepted_encodings("gzip, br;q=0")
    {'gzip': 1.0, 'br': 0.0}
    """
    found = {}
    for part in header.split(","):
        name, _, parameter = part.strip().partition(";")
        weight = QVALUE.fullmatch(parameter.strip())
        if name.strip():
            found[name.strip().lower()] = float(weight[1]) if weight else 1.0
    return found


class CompressedMiddleware:
    """Send public pages compressed, by brotli where the browser takes it and by gzip otherwise.

    A page that depends on a cookie is left alone: it may hold a secret beside what somebody typed, and the length of the
    compressed whole would tell of it (the BREACH attack). Static files come compressed from WhiteNoise.
    """

    LEAST = 500  # bytes below which it is not worth it
    TYPES = (
        *("text/", "application/json", "application/feed+json", "application/xml", "application/atom+xml"),
        "image/svg+xml",
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._is_public_text(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            accepted = accepted_encodings(request.headers.get("Accept-Encoding", ""))
            if accepted.get("br", 0) >= accepted.get("gzip", 0) and accepted.get("br"):
                self._send(response, "br", brotli.compress(response.content, quality=5))
            elif accepted.get("gzip"):
                self._send(response, "gzip", gzip.compress(response.content, compresslevel=6, mtime=0))
        return response

    def _is_public_text(self, response: HttpResponse) -> bool:
        if response.streaming or response.has_header("Content-Encoding") or len(response.content) < self.LEAST:
            return False
        depends_on_cookie = response.cookies or "cookie" in response.get("Vary", "").lower()
        return not depends_on_cookie and response.get("Content-Type", "").startswith(self.TYPES)

    @staticmethod
    def _send(response: HttpResponse, encoding: str, content: bytes) -> None:
        response.content = content
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(content))
