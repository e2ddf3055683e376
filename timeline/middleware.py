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
