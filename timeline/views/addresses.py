"""Finding an entry by the last part of its address, which may be one that it had long ago."""

from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect


class Moved(Exception):
    """The entry has another address now."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.response = HttpResponsePermanentRedirect(url)


def find(rows: Any, slug: str) -> Any:
    """The row of the queryset `rows` at `slug`; raise Http404 where there is none, and Moved where it was renamed."""
    try:
        row = rows.by_address(slug)
    except rows.model.DoesNotExist as error:
        raise Http404(f"There is no {rows.model._meta.verbose_name} at this address.") from error
    if row.slug != slug:
        raise Moved(row.get_absolute_url())
    return row
