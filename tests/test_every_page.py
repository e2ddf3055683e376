"""The whole history, page by page and count by count.

Every page of every noun answers, is valid HTML, holds all its evidence, and costs little; what the timeline selects and
says beside its choices is what the database says.
"""

import json
import re
from collections import defaultdict
from typing import Any

import html5lib
import pytest
from django.db import connection, reset_queries
from django.db.models import Count
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from timeline.filters import EventFilter, sets
from timeline.filters.facets import FACETS, RowFacet, counted
from timeline.models import Event, LessonSet, Mission, Person, Place, Programme, Source, Spacecraft

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "kind=docking&kind=crewed",
    "country=SU&from=1960&to=1969",
    "q=Leonov",
    "from=1975&certainty=certainly",
    "to=1957&certainty=certainly",
    "from=1969&to=1969",
    "to=2040",
    "disputed=yes&programme=apollo",
    "person=alexei-leonov&person=thomas-stafford",
    "source=article-cnn-2015-handshake",
    "kind=docking&q=nothing+at+all",
)
MOST_QUERIES = 20
MOST_OF_THE_TIMELINE = 32  # when nothing is kept yet: facets, axis and list
CREWED_FIRSTS = {
    *("first-human-in-space", "first-woman-in-space", "first-spacewalk", "gemini-8-docking", "apollo-8-moon-orbit"),
    *(
        "first-moon-landing",
        "salyut-1-first-crew",
        "apollo-soyuz-docking",
        "remek-first-international",
        "sts-1-first-shuttle",
    ),
    *(
        "shepard-first-american",
        "glenn-orbits",
        "expedition-1-arrives",
        "shenzhou-5-yang-liwei",
        "crew-dragon-demo-2-docks",
    ),
}


def by_event(records: list[dict[str, Any]], name: str) -> dict[str, set[str]]:
    """What citations or disagreements of the fixtures have in a field, by the slug of the event that they belong to."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record["event"]:
            found[record["event"][0]].add(record[name])
    return found


def visit(client, path: str, *, is_parsed: bool, most: int = MOST_QUERIES) -> str:
    """The page at `path`, which answers 200 within a bounded number of queries; parsed strictly where asked."""
    reset_queries()  # of the pages before
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    assert len(captured) <= most, (path, len(captured))
    text = response.content.decode()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(data)["@context"] == "https://schema.org", path
    if is_parsed:
        html5lib.HTMLParser(strict=True).parse(text)
    return text


def test_every_event_answers_and_holds_every_citation_and_disagreement_of_its_own(
    client, whole_history, whole_history_records, sampled
):
    cited = by_event(whole_history_records["citation"], "key")
    asked = by_event(whole_history_records["disagreement"], "slug")
    for number, event in enumerate(sampled(whole_history_records["event"])):
        page = visit(client, f"/events/{event['slug']}/", is_parsed=number % 12 == 0)
        identifiers = re.findall(r'\sid="([^"]+)"', page)
        assert len(identifiers) == len(set(identifiers)), event["slug"]
        shown = set(identifiers)
        assert {f"citation-{key}" for key in cited[event["slug"]]} <= shown, event["slug"]
        assert {f"disagreement-{slug}" for slug in asked[event["slug"]]} <= shown, event["slug"]
        assert set(re.findall(r'href="#([^"]+)"', page)) <= shown, event["slug"]


@pytest.mark.parametrize("model", [Mission, Person, Source, Place, Programme, Spacecraft, LessonSet])
def test_every_page_of_every_other_noun_answers(client, whole_history, whole_history_records, sampled, model):
    rows = list(model.objects.order_by("slug"))
    slugs = [record["slug"] for record in whole_history_records[model._meta.model_name]]
    assert [row.slug for row in rows] == sorted(slugs)
    for place, row in enumerate(sampled(rows)):
        visit(client, row.get_absolute_url(), is_parsed=place % 15 == 0)


@pytest.mark.parametrize(
    "name",
    [
        "missions",
        "people",
        "sources",
        "disagreements",
        "places",
        "programmes",
        "all-spacecraft",
        "map",
        "days",
        "today",
        "sets",
        "about",
        "certainty",
        "reports",
    ],
)
def test_every_list_answers_page_by_page(client, whole_history, name):
    address, seen = reverse(name), 0
    while address:
        page = visit(client, address, is_parsed=seen == 0)
        seen += 1
        following = re.search(r'rel="next" href="(\?page=\d+)"', page)
        address = reverse(name) + following[1] if following else ""
    assert seen >= 1


def test_timeline_leads_from_its_first_event_to_its_last_by_its_own_links(client, whole_history, whole_history_records):
    address, keys, years = "/", [], set()
    while address:
        page = visit(client, address.partition("#")[0], is_parsed=False, most=MOST_OF_THE_TIMELINE)
        found = re.findall(r'<li id="event-([0-9a-z]{8})"', page)
        keys += [key for key in found if key not in keys]
        years |= {int(year) for year in re.findall(r"<h3>(\d{4})</h3>", page)}
        more = re.search(r'<a id="more" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert keys == list(Event.objects.published().in_order().values_list("key", flat=True))
    assert years == {int(event["date_earliest"][:4]) for event in whole_history_records["event"]}
    assert Event.objects.filter(slug__in=CREWED_FIRSTS).count() == len(CREWED_FIRSTS)


@pytest.mark.parametrize("query", QUERIES)
def test_selection_and_counts_are_those_of_the_database(whole_history, query):
    event_filter = EventFilter(QueryDict(query))
    for without in ("", *event_filter.conditions):
        events = Event.objects.filter(pk__in=event_filter.events(without).values("pk"))
        selection = event_filter.selection(without)
        in_order = list(events.in_order().values_list("pk", flat=True))
        assert [sets.order().keys[place] for place in sets.places(selection)] == in_order
        assert [sets.order().keys[place] for place in sets.places(selection, newest_first=True)] == in_order[::-1]
        for facet in FACETS:
            if isinstance(facet, RowFacet):
                rows = events.order_by().exclude(**{facet.path: None}).values_list(facet.path)
                numbers = dict(rows.annotate(number=Count("pk", distinct=True)))
                assert counted(sets.by_value(facet.path), selection) == numbers, facet.name
