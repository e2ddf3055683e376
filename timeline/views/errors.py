"""The site's own pages for what went wrong."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

NO_SENSE = "The address or what was sent with it could not be read."
BROKEN = "What was sent did not arrive whole, or is not as a form sends it."
LONG_ADDRESS = "The address is longer than any page of this site needs."
MANY_FIELDS = "More fields were sent than the form has."
MANY_FILES = "More files were sent at once than the form takes."
LONG_TEXTS = "The texts of this form are longer than all of it may be together."
NO_LENGTH = "Whoever sent this did not say how long it is. Browsers do; a program has to say it in Content-Length."
OTHER_HOST = "This site has another name than the one in the address."


def too_long(most_bytes: int) -> str:
    """The sentence on a body of more than `most_bytes`."""
    most = f"{most_bytes // 1024 // 1024} MB" if most_bytes >= 1024 * 1024 else f"{most_bytes // 1024} kB"
    return f"What was sent is too long: at most {most} are taken here at once."


# What Django refuses by itself while it reads a request, with the status of our answer.
SENTENCES: dict[type[Exception], tuple[int, str]] = {
    DisallowedHost: (400, OTHER_HOST),
    MultiPartParserError: (400, BROKEN),
    RequestDataTooBig: (413, LONG_TEXTS),
    TooManyFieldsSent: (413, MANY_FIELDS),
    TooManyFilesSent: (413, MANY_FILES),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, *SENTENCES.get(type(exception), (400, NO_SENSE)))


def refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """The page that says in a sentence why nothing was done with what was sent."""
    return render(request, "errors/400.html", {"status": status, "sentence": sentence}, status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Something was sent without the token of a form of ours, or with an old one."""
    return render(request, "errors/403.html", {"is_form": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault; in plain words where the fault is such that no page of ours can be made."""
    try:
        return render(request, "errors/500.html", status=500)
    except Exception:  # whatever it is, it was logged with the fault that brought us here
        return HttpResponse("A fault on our side. Please try again in a moment.", status=500, content_type="text/plain")
