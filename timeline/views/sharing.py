"""Share pictures, one for each event and one for the site."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from timeline import sharing
from timeline.views.addresses import find
from timeline.views.events import FOR_READERS
from timeline.views.methods import require_safe


@require_safe
def of_event(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of a published event."""
    return _picture(request, sharing.svg_of_event(find(FOR_READERS, slug, "event-picture")))


@require_safe
def of_site(request: HttpRequest) -> HttpResponse:
    """The picture of every page that has none of its own."""
    return _picture(request, sharing.svg_of_site())


def _picture(request: HttpRequest, svg: str) -> HttpResponse:
    """The PNG of `svg`, or 304 to whoever has it already."""
    tag = f'"{sharing.tag(svg)}"'
    answer = get_conditional_response(request, etag=tag)
    response = answer or HttpResponse(sharing.png(svg), content_type="image/png")
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=3600)
    return response
