"""What teachers take away: one event, or what a filter selects, with its evidence in a fixed number of queries."""

import pytest
from django.http import QueryDict

from tests.factories import make_disagreement, make_event, make_lesson_set, make_source
from timeline import selections
from timeline.filters import EventFilter
from timeline.lessons import code
from timeline.lessons.contents import Contents, Entry
from timeline.models import Event

pytestmark = pytest.mark.django_db


def of_filter(query: str) -> selections.Selection:
    return selections.of_filter(EventFilter(QueryDict(query)))


def test_one_event_is_known_by_its_page_and_its_permanent_link():
    event = make_event(slug="docking")
    selection = selections.of_event(event)
    assert (selection.title, selection.events) == (event.title, [event])
    assert (selection.path, selection.short_path) == ("/events/docking/", f"/e/{event.key}")
    assert selection.rendered_as("handout") == "/handout/events/docking/"


def test_a_filter_gives_its_events_in_the_order_of_its_list():
    first, second, _ = (make_event(date=date) for date in ("1957", "1961", "1965"))
    make_event(date="1960", status="draft")
    events = of_filter("from=1957&to=1961")
    assert (events.events, events.left_out, events.path) == ([first, second], 0, "/?from=1957&to=1961")
    assert of_filter("from=1957&to=1961&sort=new").events == [second, first]
    assert events.rendered_as("cards") == "/cards/?from=1957&to=1961"


def test_what_is_too_much_for_one_selection_is_counted(monkeypatch):
    monkeypatch.setattr(selections, "MOST", 2)
    for year in ("1957", "1958", "1959"):
        make_event(date=year)
    selection = of_filter("")
    assert ([event.date for event in selection.events], selection.left_out) == (["1957", "1958"], 1)
    assert selection.title == "The whole timeline"


def test_evidence_of_many_costs_as_many_queries_as_of_one(django_assert_num_queries):
    def read(number: int) -> None:
        events = selections.whole(Event.objects.all())[:number]
        for each in events:
            found = selections.Item(each).evidence
            assert (len(found.sources), len(found.questions)) == (4, 1)
            assert found.questions[0].sides != []

    for _ in range(3):
        event = make_event(sources=[make_source(), make_source()])
        make_disagreement(event, [("one", True), ("other", False)])
    with django_assert_num_queries(7) as one:
        read(1)
    with django_assert_num_queries(len(one)):
        read(3)


def test_published_set_is_known_by_its_page_and_its_permanent_link():
    late, early = make_event(date="1975"), make_event(date="1957")
    lesson_set = make_lesson_set([(late, "Why?"), (early, "")], slug="mine", title="Mine", for_whom="All")
    selection = selections.of_lesson_set(lesson_set)
    assert selection.items == (selections.Item(late, "Why?"), selections.Item(early))
    assert (selection.path, selection.short_path) == ("/sets/mine/", f"/l/{lesson_set.key}")
    assert (selection.title, selection.introduction, selection.for_whom) == ("Mine", "Look closely.", "All")
    assert (selection.rendered_as("cards"), selection.is_readers_own) == ("/cards/sets/mine/", False)


def test_set_of_a_link_is_known_by_that_link_alone():
    event = make_event()
    text = code.encode(Contents("Mine", "", (Entry(event.key, "Why?"), Entry("bbbbbbbb", "Who?"))))
    selection = selections.of_code(text)
    assert selection.items == (selections.Item(event, "Why?"),)
    assert [(gap.question, gap in selection.places) for gap in selection.gaps] == [("Who?", True)]
    assert (selection.path, selection.short_path, selection.is_readers_own) == (f"/set/{text}/", f"/set/{text}/", True)
    assert selection.rendered_as("handout") == f"/handout/set/{text}/"


def test_every_rendering_has_words_and_an_address():
    selection = selections.of_event(make_event(slug="docking"))
    assert selection.renderings[:2] == [
        ("Present", "/present/events/docking/"),
        ("Handout", "/handout/events/docking/"),
    ]
    assert len(selection.renderings) == 6
