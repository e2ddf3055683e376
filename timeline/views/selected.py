"""Which selection a request is for, and the addresses at which renderings of selections stand."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from timeline import selections
from timeline.filters import EventFilter
from timeline.models import LessonSet
from timeline.selections import Selection
from timeline.views.addresses import find
from timeline.views.events import FOR_READERS
from timeline.views.keeping import View, kept
from timeline.views.methods import require_safe


def selected(
    request: HttpRequest,
    rendering: str,
    event: str = "",
    lesson_set: str = "",
    code: str = "",
    most: int | None = None,
) -> Selection:
    """What an address selects: an event or a published set by its slug, the set that a code holds, or what the query
    string filters, at most `most` events of it where that is given.

    Raises Http404, Moved or Withdrawn as the event's or the set's own page does, and Unreadable where a code is mutilated; an
    old address leads to the rendering at the new one. Without a rendering it is the page of the set itself.
    """
    if event:
        return selections.of_event(find(selections.whole(FOR_READERS), event, f"{rendering}-event"))
    if lesson_set:
        return selections.of_lesson_set(find(LessonSet.objects.published(), lesson_set, f"{rendering}-set".strip("-")))
    if code:
        return selections.of_code(code)
    return selections.of_filter(EventFilter(request.GET, reverse("timeline")), most)


def kept_for_reading(view: View) -> View:
    """A page that is only looked at, and kept."""
    return require_safe(kept(view))


def rendered(
    rendering: str, view: View, around: Callable[[View], View] = kept_for_reading, *, most: int | None = None
) -> list[URLPattern]:
    """The addresses of one rendering of every kind of selection; `view` takes the request and a Selection.

    Of a filter it is given at most `most` events, where fewer are shown than a selection holds. `around` is what stands
    around it: to keep a page, even finding out what it shows has to stand within.
    """

    @around
    def show(request: HttpRequest, **address: Any) -> HttpResponse:
        return view(request, selected(request, rendering, **address, most=most))

    return [
        path(f"{rendering}/", show, name=f"{rendering}-filter"),
        path(f"{rendering}/events/<slug:event>/", show, name=f"{rendering}-event"),
        path(f"{rendering}/sets/<slug:lesson_set>/", show, name=f"{rendering}-set"),
        path(f"{rendering}/set/<str:code>/", show, name=f"{rendering}-set-by-link"),
    ]
