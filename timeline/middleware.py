"""What happens around every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from timeline.views.addresses import Moved


class MovedMiddleware:
    """Send a visitor of an old address to the new one, whichever view found that out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return exception.response if isinstance(exception, Moved) else None


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
