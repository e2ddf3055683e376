"""How much one request may send, by where it is sent: refused before anything of it is read or written to the disk.

The measures fit the forms. The largest of all is an event with a thousand citations and a picture; the largest of a reader is a
lesson set. What is past a measure is answered with a sentence, and what was typed is still in the form to which the browser goes back.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse

from timeline.views import errors

# The largest form of readers is a lesson set: up to 60 events with a question each, some 240 kB where a letter takes twelve bytes.
MAX_PUBLIC_BODY_BYTES = 512 * 1024
MAX_PUBLIC_FIELDS = 200
MAX_DESK_BODY_BYTES = 12 * 1024 * 1024  # the texts (DATA_UPLOAD_MAX_MEMORY_SIZE), and a picture of 5 MB
MAX_IMPORT_BODY_BYTES = 24 * 1024 * 1024  # a table of 20 MB, and what a form of its own can still refuse
MAX_QUERY_BYTES = 8190  # gunicorn takes no longer line
MAX_QUERY_FIELDS = 1000


def max_body_bytes(path: str) -> int:
    """How long a body may be that is sent to `path`."""
    if not path.startswith(reverse("admin:index")):
        return MAX_PUBLIC_BODY_BYTES
    return MAX_IMPORT_BODY_BYTES if path.endswith("/import/") else MAX_DESK_BODY_BYTES


class LimitsMiddleware:
    """Refuse what is too long or too much, whichever view it is sent to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _refusal(request) or self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """What is answered in place of a page; None where nothing is too much."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY_BYTES:
        return errors.refused(request, 414, errors.LONG_ADDRESS)
    if query.count("&") >= MAX_QUERY_FIELDS:
        return errors.refused(request, 400, errors.MANY_FIELDS)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return errors.refused(request, 400, errors.BROKEN)
    if length == "0":
        # Django reads nothing of a body whose length nobody says: an empty form would be taken for what was sent.
        return errors.refused(request, 411, errors.NO_LENGTH) if "HTTP_TRANSFER_ENCODING" in request.META else None
    if len(length) > len(str(MAX_IMPORT_BODY_BYTES)) or int(length) > max_body_bytes(request.path_info):
        return errors.refused(request, 413, errors.too_long(max_body_bytes(request.path_info)))
    return _refusal_of_fields(request) if max_body_bytes(request.path_info) == MAX_PUBLIC_BODY_BYTES else None


def _refusal_of_fields(request: HttpRequest) -> HttpResponse | None:
    """The same for the fields of a form that a reader sends; those of the desk Django counts as it reads them."""
    try:
        number = sum(len(values) for _, values in request.POST.lists()) + len(request.FILES)
    except UnreadablePostError:
        return errors.refused(request, 400, errors.BROKEN)
    return errors.refused(request, 413, errors.MANY_FIELDS) if number > MAX_PUBLIC_FIELDS else None
