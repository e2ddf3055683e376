"""Public pages kept as they were sent, for as long as neither the data nor the program changes.

A public page depends on its address and the data alone. So its ETag is known before any work is done: a visitor who has
the page is told so, and for another one it comes from the cache.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache as remember
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from timeline import versions
from timeline.context import site
from timeline.htmx import asks_for_fragment

View = Callable[..., HttpResponse]
KEPT_FOR = 24 * 3600  # seconds
MOST_BYTES = 300_000  # of a page that is worth keeping
KEPT_HEADERS = ("Content-Type", "Vary", "Cache-Control", "HX-Push-Url")


@remember
def release() -> str:
    """What tells one state of the program from another: its templates, its code and its static files."""
    found = hashlib.sha256()
    for folder, pattern in (("templates", "**/*.*"), ("timeline", "**/*.py"), ("staticfiles", "staticfiles.json")):
        for path in sorted((settings.BASE_DIR / folder).glob(pattern)):
            found.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return found.hexdigest()[:16]


def kept(view: View) -> View:
    """Answer from the cache, or with 304, while the data and the program are what they were."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
        with versions.held() as version:
            if settings.DEBUG or not version:
                return view(request, *args, **arguments)
            part = "fragment" if asks_for_fragment(request) else "page"
            told = f"{version} {release()} {site(request)} {part} {request.get_full_path()}"
            tag = hashlib.sha256(told.encode()).hexdigest()[:32]
            return _answer(request, tag, lambda: view(request, *args, **arguments))

    return answer


def kept_at(addresses: Iterable[URLPattern]) -> list[URLPattern]:
    """The same addresses, kept from before it is found out what they select (views/selected.py)."""
    return [
        URLPattern(each.pattern, require_safe(kept(each.callback)), each.default_args, each.name) for each in addresses
    ]


def _answer(request: HttpRequest, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    etag, key = f'W/"{tag}"', f"page-{tag}"  # weak, since it is the same whether compressed or not
    found = cache.get(key)
    if found is None:
        made = make()
        if made.status_code != 200 or made.cookies:
            return made
        found = made.content, {name: made[name] for name in KEPT_HEADERS if made.has_header(name)}
        if len(found[0]) <= MOST_BYTES:
            cache.set(key, found, KEPT_FOR)
    content, headers = found
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(content)
    for name, value in headers.items():
        if unchanged is None or name != "Content-Type":
            response[name] = value
    response["ETag"] = etag
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
