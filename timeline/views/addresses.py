"""Finding an entry by the last part of its address, which may be one that it had long ago."""

from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from timeline.choices import Status
from timeline.models import Event


class Moved(Exception):
    """The entry has another address now."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        # For ever, but a merge can be undone and an address be given back: no browser may keep it unasked.
        self.response = HttpResponsePermanentRedirect(url, headers={"Cache-Control": "no-cache"})


class Withdrawn(Exception):
    """The event was taken back, for a reason that whoever follows an old link is told."""

    def __init__(self, event: Event) -> None:
        super().__init__(event)
        self.event = event


def find(rows: Any, slug: str, name: str = "", *others: Any) -> Any:
    """The row of the queryset `rows` at `slug`; raise Http404 where there is none, Moved where it was renamed, and
    Withdrawn where it is an event that was.

    It has moved to its own page, or to the address called `name` with its slug and `others`.
    """
    try:
        row = rows.by_address(slug)
    except rows.model.DoesNotExist as error:
        raise Http404(f"There is no {rows.model._meta.verbose_name} at this address.") from error
    if row.slug != slug:
        raise Moved(reverse(name, args=[row.slug, *others]) if name else row.get_absolute_url())
    if isinstance(row, Event) and row.status == Status.WITHDRAWN:
        raise Withdrawn(row)
    return row
