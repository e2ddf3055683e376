"""Feeds and calendars: any selection of the timeline, today, and what was corrected."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from timeline import days
from timeline.context import site
from timeline.feeds import Feed, atom, corrections, events, ics, json_feed, yearly
from timeline.filters import EventFilter
from timeline.text.days import Day, UnknownDay
from timeline.views.addresses import Moved
from timeline.views.days import read, unknown
from timeline.views.keeping import kept, kept_for_the_day
from timeline.views.methods import require_safe

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
def calendar(request: HttpRequest, name: str = "") -> HttpResponse:
    """The events that the query string selects, as days of each year."""
    event_filter = _filter(request)
    if name:
        _go_to(request, yearly.path_of_filter(event_filter))
    found = yearly.of_filter(event_filter, _site(request))
    return _calendar(request, found, "No event of this selection is dated to a day, so there is no calendar of it.")


@require_safe
@kept
def calendar_of_day(request: HttpRequest, text: str, name: str = "") -> HttpResponse:
    """The events of one day of the year."""
    try:
        day = Day.read(text) if name else read(text, "day-calendar-unnamed")
    except UnknownDay as error:
        return unknown(request, error)
    if name:
        _go_to(request, yearly.path_of_day(day))
    found = yearly.of_day(day, days.by_day().get(day, []), _site(request))
    return _calendar(
        request, found, f"Nothing in this timeline happened on {day}, so there is no calendar of that day."
    )


def _go_to(request: HttpRequest, path: str) -> None:
    """Raise Moved where a calendar is asked for under another name than its own."""
    if request.path != path:
        query = request.META.get("QUERY_STRING", "")
        raise Moved(f"{path}?{query}" if query else path)


def _calendar(request: HttpRequest, found: yearly.Calendar, sentence: str) -> HttpResponse:
    """A calendar as a file; where it would hold nothing, which RFC 5545 does not allow, a page with a sentence."""
    if not found.anniversaries:
        return render(request, "days/no_calendar.html", {"sentence": sentence, "home": found.home}, status=404)
    return HttpResponse(ics.render(found), content_type=ics.CONTENT_TYPE)


def _filter(request: HttpRequest) -> EventFilter:
    return EventFilter(request.GET, reverse("timeline"))


def _site(request: HttpRequest) -> str:
    return site(request)["site_url"]


def _written(feed: Feed, form: str) -> HttpResponse:
    return HttpResponse(FORMS[form].render(feed), content_type=FORMS[form].CONTENT_TYPE)
