"""On this day: the days of the year, one to a page, and the one that is today."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from timeline import days
from timeline.feeds import yearly
from timeline.text.days import Day, UnknownDay
from timeline.views.addresses import Moved
from timeline.views.keeping import kept, kept_for_the_day
from timeline.views.methods import require_safe

EVENTS_PER_PAGE = 60


@require_safe
@kept
def year(request: HttpRequest) -> HttpResponse:
    """The days of the year with the number of events on each."""
    return render(request, "days/index.html", {"months": days.year()})


@require_safe
@kept
def day(request: HttpRequest, text: str) -> HttpResponse:
    """What happened on a day of the year."""
    try:
        return _page_of(request, read(text, "day"))
    except UnknownDay as error:
        return unknown(request, error)


@require_safe
@kept_for_the_day
def today(request: HttpRequest, now: date) -> HttpResponse:
    """What happened on the day that is today by universal time."""
    return _page_of(request, Day.of(now), now)


def read(text: str, name: str) -> Day:
    """The day in an address; raise UnknownDay, or Moved where it is written otherwise than at the address called `name`."""
    found = Day.read(text)
    if found.text != text:
        raise Moved(reverse(name, args=[found.text]))
    return found


def unknown(request: HttpRequest, error: UnknownDay) -> HttpResponse:
    """What is said to whoever asks for a day that does not exist."""
    return render(request, "days/unknown.html", {"error": error}, status=404)


def _page_of(request: HttpRequest, asked: Day, now: date | None = None) -> HttpResponse:
    page = Paginator(days.by_day().get(asked, []), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "day": asked,
        "today": now,
        "page": page,
        "events": days.lines(list(page)),
        "shifts": days.by_another_clock(asked),
        "nearest": [] if page else days.nearest(asked),
        "calendar": yearly.path_of_day(asked) if page else "",
    }
    return render(request, "days/detail.html", context)
