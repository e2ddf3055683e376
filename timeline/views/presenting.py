"""Events one at a time, on a projector or a phone: a title, then a page to each event."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from timeline.selections import Item, Selection
from timeline.views.selected import rendered

LONGEST_NUMBER = 4  # digits of a place that may be asked for


@dataclass(frozen=True)
class Slide:
    """A place in a presentation: 0 is the title, then come the events."""

    selection: Selection
    asked: str  # as the address has it

    @cached_property
    def number(self) -> int:
        """The place that is shown: the one asked for, or the nearest there is."""
        is_number = self.asked.isascii() and self.asked.isdecimal()
        return min(int(self.asked[:LONGEST_NUMBER]), self.last) if is_number else self.first

    @property
    def first(self) -> int:
        """Where it begins: a single event needs no title before it."""
        is_alone = self.last == 1 and not self.selection.places and not self.selection.left_out
        return 1 if is_alone else 0

    @property
    def last(self) -> int:
        """The place of the last event."""
        return len(self.selection.items)

    @property
    def item(self) -> Item | None:
        """The event that is shown; None for the title."""
        return self.selection.items[self.number - 1] if self.number else None

    def url(self, number: int) -> str:
        """The address of another place."""
        address = self.selection.rendered_as("present")
        return f"{address}{'&' if '?' in address else '?'}at={number}" if number != self.first else address

    @property
    def home_url(self) -> str:
        return self.url(self.first)

    @property
    def end_url(self) -> str:
        return self.url(self.last)

    @property
    def previous_url(self) -> str:
        """The place before; empty where it begins."""
        return self.url(self.number - 1) if self.number > self.first else ""

    @property
    def next_url(self) -> str:
        """The place after; empty where it ends."""
        return self.url(self.number + 1) if self.number < self.last else ""


def present(request: HttpRequest, selection: Selection) -> HttpResponse:
    """One place of a presentation, with links to the others."""
    slide = Slide(selection, request.GET.get("at", ""))
    return render(request, "lessons/slide.html", {"slide": slide, "selection": selection, "item": slide.item})


urlpatterns = rendered("present", present)
