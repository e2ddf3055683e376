"""The site's own pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


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
