"""Feeds and calendars: any selection of the timeline, today, and what was corrected."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline import days
from timeline.context import site
from timeline.feeds import Feed, atom, corrections, events, ics, json_feed, yearly
from timeline.filters import EventFilter
from timeline.text.days import UnknownDay
from timeline.views.days import read, unknown
from timeline.views.keeping import kept, kept_for_the_day

FORMS = {"atom": atom, "json": json_feed}


@require_safe
@kept
def of_events(request: HttpRequest, form: str) -> HttpResponse:
    """The events that the query string selects, those added or changed last first."""
    return _written(events.of_filter(_filter(request), _site(request)), form)


@require_safe
@kept_for_the_day
def of_today(request: HttpRequest, now: date, form: str) -> HttpResponse:
    """The events of the day that is today."""
    return _written(events.of_today(now, _site(request)), form)


@require_safe
@kept
def of_corrections(request: HttpRequest, form: str) -> HttpResponse:
    """What was corrected in the events that the query string selects."""
    return _written(corrections.of_filter(_filter(request), _site(request)), form)


@require_safe
@kept
def calendar(request: HttpRequest) -> HttpResponse:
    """The events that the query string selects, as days of each year."""
    content = ics.render(yearly.of_filter(_filter(request), _site(request)))
    return HttpResponse(content, content_type=ics.CONTENT_TYPE)


@require_safe
@kept
def calendar_of_day(request: HttpRequest, text: str) -> HttpResponse:
    """The events of one day of the year."""
    try:
        day = read(text, "day-calendar")
    except UnknownDay as error:
        return unknown(request, error)
    content = ics.render(yearly.of_day(day, days.by_day().get(day, []), _site(request)))
    return HttpResponse(content, content_type=ics.CONTENT_TYPE)


def _filter(request: HttpRequest) -> EventFilter:
    return EventFilter(request.GET, reverse("timeline"))


def _site(request: HttpRequest) -> str:
    return site(request)["site_url"]


def _written(feed: Feed, form: str) -> HttpResponse:
    return HttpResponse(FORMS[form].render(feed), content_type=FORMS[form].CONTENT_TYPE)
