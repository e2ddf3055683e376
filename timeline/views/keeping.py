"""Public pages kept as they were sent, for as long as neither the data nor the program changes.

A public page depends on its address and the data alone. So its ETag is known before any work is done: a visitor who has
the page is told so, and for another one it comes from the cache.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import cache as remember
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from timeline import versions
from timeline.context import site
from timeline.htmx import asks_for_fragment

View = Callable[..., HttpResponse]
KEPT_FOR = 24 * 3600  # seconds
LONGEST_UNASKED = 300  # seconds for which a page of the day may be shown without asking again
MOST_BYTES = 300_000  # of a page that is worth keeping
KEPT_HEADERS = ("Content-Type", "Vary", "Cache-Control", "HX-Push-Url", "Content-Disposition")


@remember
def release() -> str:
    """What tells one state of the program from another: its templates, its code and its static files."""
    found = hashlib.sha256()
    for folder, pattern in (("templates", "**/*.*"), ("timeline", "**/*.py"), ("staticfiles", "staticfiles.json")):
        for path in sorted((settings.BASE_DIR / folder).glob(pattern)):
            found.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return found.hexdigest()[:16]


def kept(view: View) -> View:
    """Answer from the cache, or with 304, while the data and the program are what they were; what is sent is always read."""
    return kept_beside(lambda: "")(view)


def kept_beside(told_beside: Callable[[], Any]) -> Callable[[View], View]:
    """The same for a page that shows something more than the data: whatever `told_beside` gives."""

    def keep(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
            return _kept(request, told_beside, lambda: view(request, *args, **arguments))

        return answer

    return keep


def kept_for_the_day(view: View) -> View:
    """The same for a page that depends on the day as well, by universal time, which `view` takes after the request.

    Whoever has the page asks for it again within minutes, and in any case when the day is over.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **arguments: Any) -> HttpResponse:
        now = timezone.now().astimezone(UTC)
        response = _kept(request, now.date, lambda: view(request, now.date(), *args, **arguments))
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
        age = min(LONGEST_UNASKED, int((midnight - now).total_seconds()))
        response["Cache-Control"] = f"max-age={age}, must-revalidate"
        return response

    return answer


def _kept(request: HttpRequest, told_beside: Callable[[], Any], make: Callable[[], HttpResponse]) -> HttpResponse:
    with versions.held() as version:
        if settings.DEBUG or not version or request.method not in ("GET", "HEAD"):
            return make()
        part = "fragment" if asks_for_fragment(request) else "page"
        told = f"{version} {release()} {site(request)} {part} {told_beside()} {request.get_full_path()}"
        return _answer(request, hashlib.sha256(told.encode()).hexdigest()[:32], make)


def _answer(request: HttpRequest, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    etag, key = f'W/"{tag}"', f"page-{tag}"  # weak, since it is the same whether compressed or not
    unchanged = get_conditional_response(request, etag=etag)
    found = cache.get(key)
    if found is None or (found[0] is None and not unchanged):
        made = make()
        if made.status_code != 200 or made.cookies:
            return made
        found = made.content, {name: made[name] for name in KEPT_HEADERS if made.has_header(name)}
        content = found[0] if len(found[0]) <= MOST_BYTES else None  # then whoever has it is still told so without work
        cache.set(key, (content, found[1]), KEPT_FOR)
    content, headers = found
    response = unchanged or HttpResponse(content)
    for name, value in headers.items():
        if unchanged is None or name != "Content-Type":
            response[name] = value
    patch_vary_headers(
        response, ["Accept-Encoding"]
    )  # by which it may come compressed, and of which a 304 tells as well
    response["ETag"] = etag
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
