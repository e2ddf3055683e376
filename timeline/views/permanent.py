"""The short links that never change: to an entry by its key, whatever its address is today and whatever it was merged into."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control

from timeline.choices import Status
from timeline.models import Event, LessonSet, Mission, Person, Place, Programme, Source, Spacecraft
from timeline.models.base import leading_to
from timeline.views.addresses import Withdrawn
from timeline.views.events import FOR_READERS
from timeline.views.methods import require_safe

# What stands before the key. It is printed in books and on walls: it may never mean another noun.
PREFIXES: dict[str, Any] = {
    "e": Event,
    "m": Mission,
    "p": Person,
    "s": Source,
    "pl": Place,
    "pr": Programme,
    "sc": Spacecraft,
}

ROWS: dict[Any, Any] = {Event: FOR_READERS, Source: Source.objects.public()}


def permanent_links() -> list[URLPattern]:
    """The addresses of the short links of every noun, and of published lesson sets."""
    nouns = [(prefix, ROWS.get(model, model.objects.all()), model.noun()) for prefix, model in PREFIXES.items()]
    return [
        path(f"{prefix}/<slug:key>{end}", link, {"rows": rows}, name=f"{name}-permanent{end and '-typed'}")
        for prefix, rows, name in [*nouns, ("l", LessonSet.objects.published(), "set")]
        for end in ("", "/")
    ]


@require_safe
@cache_control(public=True, max_age=300)
def link(request: HttpRequest, rows: Any, key: str) -> HttpResponse:
    """From the short link to the readable address of today, of another entry where it was merged; 410 where it was withdrawn.

    A browser may go there again for some minutes unasked: the address to which it leads says itself what has become of it.
    """
    noun = rows.model.noun()
    found = get_object_or_404(rows.all(), key__in=leading_to(noun, [key.lower()]).values())  # as typed from paper
    if isinstance(found, Event) and found.status == Status.WITHDRAWN:
        raise Withdrawn(found)
    return redirect(found)
