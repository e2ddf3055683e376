"""The form in which anybody puts a lesson set together. All of it stands in the address; nothing is kept here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline import selections
from timeline.context import site
from timeline.lessons import code
from timeline.lessons.building import Builder, query_of
from timeline.models import LessonSet
from timeline.views.addresses import find


@require_safe
def build(request: HttpRequest) -> HttpResponse:
    """The set as far as it has come; to its link once it is to be made and nothing is wrong with it."""
    builder = Builder(request.GET, site(request)["site_url"])
    if builder.is_to_be_made and not builder.troubles:
        return redirect(builder.url)
    rows = list(zip(builder.entries, selections.places_of(builder.entries), strict=True))
    return render(request, "lessons/builder.html", {"section": "sets", "builder": builder, "rows": rows})


@require_safe
def edit_link(request: HttpRequest, code_text: str) -> HttpResponse:
    """The set of a link, opened in the form again."""
    return redirect(f"{reverse('new-set')}?{query_of(code.decode(code_text)).urlencode()}")


@require_safe
def edit_published(request: HttpRequest, slug: str) -> HttpResponse:
    """A published set, opened in the form to make another of it."""
    contents = selections.contents_of(find(LessonSet.objects.published(), slug, "edit-set"))
    return redirect(f"{reverse('new-set')}?{query_of(contents).urlencode()}")
