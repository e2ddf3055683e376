"""The whole history, count by count: what the timeline selects and says beside its choices is what the database says."""

import pytest
from django.db.models import Count
from django.http import QueryDict

from timeline.filters import EventFilter, sets
from timeline.filters.facets import FACETS, RowFacet, counted
from timeline.models import Event

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
