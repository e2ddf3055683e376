"""The form in which anybody puts a lesson set together. All of it goes to and fro with the form; nothing is kept here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from timeline import selections
from timeline.context import site
from timeline.lessons import code
from timeline.lessons.building import Builder, query_of
from timeline.lessons.contents import Contents
from timeline.models import LessonSet
from timeline.views.addresses import find
from timeline.views.keeping import kept


@csrf_exempt  # nothing is stored and nobody is signed in, so that there is nothing to forge, and no cookie is needed
@require_http_methods(["GET", "HEAD", "POST"])
@kept
def build(request: HttpRequest) -> HttpResponse:
    """The set as far as it has come; to its link once it is to be made and nothing is wrong with it.

    The form is sent by POST, since thirty questions are longer than the line of an address may be; a link may begin a set by GET.
    """
    builder = Builder(request.POST if request.method == "POST" else request.GET, site(request)["site_url"])
    if builder.is_to_be_made and not builder.troubles:
        return redirect(builder.url)
    return _form(request, builder)


@require_safe
@kept
def edit_link(request: HttpRequest, code_text: str) -> HttpResponse:
    """The set of a link, opened in the form again."""
    return _opened(request, code.decode(code_text))


@require_safe
@kept
def edit_published(request: HttpRequest, slug: str) -> HttpResponse:
    """A published set, opened in the form to make another of it."""
    return _opened(request, selections.contents_of(find(LessonSet.objects.published(), slug, "edit-set")))


def _opened(request: HttpRequest, contents: Contents) -> HttpResponse:
    return _form(request, Builder(query_of(contents), site(request)["site_url"]))


def _form(request: HttpRequest, builder: Builder) -> HttpResponse:
    rows = list(zip(builder.entries, selections.places_of(builder.entries), strict=True))
    return render(request, "lessons/builder.html", {"section": "sets", "builder": builder, "rows": rows})
