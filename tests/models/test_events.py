"""Events: derived columns, order, and the rules that the database keeps."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.factories import make_agency, make_citation, make_disagreement, make_event, make_mission, make_source
from tests.models.rules import refuse_update, sentences
from timeline.models import Agency, Event, Mission
from timeline.models.events import disputed_rule

pytestmark = pytest.mark.django_db

NO_CITATION = "A published event needs a source: add a citation first, or keep it a draft."
COORDINATES = "Give both coordinates or neither: latitude from -90 to 90, longitude from -180 to 180."


def countries(event):
    return Event.objects.values_list("countries", flat=True).get(pk=event.pk)


# Columns derived from the date


def test_event_keeps_what_is_derived_from_its_date():
    event = make_event(date="1975-07-17T16:09:09Z", key="bcdfghjk")
    event.refresh_from_db()
    assert (event.date_earliest, event.date_latest) == (date(1975, 7, 17), date(1975, 7, 17))
    assert event.date_precision == "second"
    assert event.date_instant == datetime(1975, 7, 17, 16, 9, 9, tzinfo=UTC)
    assert event.position == "1975071719750717160909bcdfghjk"


def test_event_saved_with_update_fields_derives_from_the_new_date():
    event = make_event(date="1975-07-17T16:09:09Z", key="bcdfghjk")
    event.date = "1957~"
    event.save(update_fields=["date"])
    event.refresh_from_db()
    assert (event.date_earliest, event.date_latest) == (date(1956, 1, 1), date(1958, 12, 31))
    assert (event.date_precision, event.date_instant) == ("year", None)
    assert event.position == "1957010119581231999999bcdfghjk"


def test_event_saved_with_update_fields_renders_its_body_and_is_found_by_its_title():
    event = make_event(title="A title", body="*old*")
    event.body, event.title = "*new*", "Other words"
    event.save(update_fields=["body", "title"])
    event.refresh_from_db()
    assert event.body_html == "<p><em>new</em></p>"
    assert event.words.split()[:2] == ["other", "words"]


def test_event_body_is_rendered_and_made_safe():
    event = make_event(body="A *body*<script>alert(1)</script>")
    event.refresh_from_db()
    assert event.body_html == "<p>A <em>body</em></p>"


def test_event_body_is_rendered_when_it_is_saved_as_a_fixture_does():
    event = make_event()
    event.body = "A *body*"
    event.save_base(raw=True)
    event.refresh_from_db()
    assert event.body_html == "<p>A <em>body</em></p>"


def test_event_is_found_by_the_words_of_its_date():
    assert "october" in make_event(date="1957-10-04").words.split()


# The order of the timeline


def test_in_order_puts_moments_before_their_day_and_wider_dates_after_it():
    dates = [
        *("1956-12-31", "1957-01-01T06:00:00Z", "1957-01-01T18:00Z", "1957-01-01", "1957-01-01~"),
        *("1957-01-01/1957-01-03", "1957-01", "1957", "1957~", "1957/..", "1957-01-02"),
    ]
    events = [make_event(date=text) for text in reversed(dates)]
    assert [event.date for event in Event.objects.in_order()] == dates
    assert list(Event.objects.in_order(newest_first=True)) == [*sorted(events, key=lambda e: dates.index(e.date))][::-1]


def test_in_order_is_total_for_events_of_one_moment():
    second, first = make_event(key="zzzzzzzz"), make_event(key="22222222")
    assert list(Event.objects.in_order()) == [first, second]


@pytest.mark.parametrize(
    ("text", "year"),
    [("1957~", 1957), ("1957-10-04", 1957), ("195X", 1950), ("1998/..", 1998), ("../1998", 1998), ("1000", 1000)],
)
def test_year_is_that_of_the_day_under_which_it_is_listed(text, year):
    assert make_event(date=text).year == year


@pytest.mark.parametrize("text", ["1972-02-29/..", "2000-02-29/", "[1972-02-29..]"])
def test_event_open_from_a_leap_day_can_be_saved(text):
    event = make_event(date=text)
    assert event.position[8:16] == "29991231"
    assert sentences(event) == {}


def test_a_minute_comes_after_the_seconds_of_it_that_are_known_and_before_the_next():
    dates = ["1975-07-17T19:20:00Z", "1975-07-17", "1975-07-17T19:19Z", "1975-07-17T19:19:09Z", "1975-07-17T19:18Z"]
    events = sorted((make_event(date=date) for date in dates), key=lambda event: event.position)
    assert [event.date for event in events] == [dates[4], dates[3], dates[2], dates[0], dates[1]]


def test_bounds_that_were_derived_before_are_derived_again_by_the_migration():
    migration = import_module("timeline.migrations.0017_bounds_of_dates")
    about, flight = make_event(date="1957~"), make_mission(launched="1975-24", ended="1978")
    exact, right = make_event(date="1957-10-04"), Event.objects.in_order().values()
    before = list(right.all())
    Event.objects.filter(pk=about.pk).update(
        date_latest=date(1959, 1, 1), position=about.position.replace("1958", "1959")
    )
    type(flight).objects.update(launched_latest=date(1975, 12, 31))
    assert list(right.all()) != before
    migration.derive_again(apps, None)
    assert list(right.all()) == before
    flight.refresh_from_db()
    assert (flight.launched_latest, flight.ended_latest) == (date(1976, 2, 29), date(1978, 12, 31))
    assert exact in Event.objects.exact()


def test_position_is_unique():
    first, second = make_event(), make_event()
    refuse_update(second, position=first.position)


# The countries of missions and agencies


def test_countries_are_those_of_missions_and_agencies_sorted_and_once():
    event = make_event(
        missions=[make_mission(country="US"), make_mission(country="SU")],
        agencies=[make_agency(country="US"), make_agency(country="DE")],
    )
    assert countries(event) == "DE SU US"


@pytest.mark.parametrize(("make", "name"), [(make_mission, "missions"), (make_agency, "agencies")])
def test_countries_follow_the_event_when_its_side_is_edited(make, name):
    event, first, second = make_event(), make(country="US"), make(country="SU")
    links = getattr(event, name)
    seen = []
    links.add(first, second)
    seen.append(countries(event))
    links.remove(first)
    seen.append(countries(event))
    links.set([first])
    seen.append(countries(event))
    links.clear()
    seen.append(countries(event))
    assert seen == ["SU US", "SU", "US", ""]


@pytest.mark.parametrize("make", [make_mission, make_agency])
def test_countries_follow_the_event_when_the_other_side_is_edited(make):
    event, other, row = make_event(), make_event(), make(country="US")
    seen = []
    row.events.add(event, other)
    seen.append((countries(event), countries(other)))
    row.events.remove(event)
    seen.append((countries(event), countries(other)))
    row.events.set([event])
    seen.append((countries(event), countries(other)))
    row.events.clear()
    seen.append((countries(event), countries(other)))
    assert seen == [("US", "US"), ("", "US"), ("US", ""), ("", "")]


@pytest.mark.parametrize(("make", "name"), [(make_mission, "missions"), (make_agency, "agencies")])
def test_countries_follow_a_mission_or_agency_that_changes_its_own(make, name):
    row = make(country="SU")
    event = make_event(**{name: [row]})
    row.country = "RU"
    row.save()
    assert countries(event) == "RU"


@pytest.mark.parametrize(("make", "name"), [(make_mission, "missions"), (make_agency, "agencies")])
def test_countries_forget_a_mission_or_agency_that_is_deleted(make, name):
    event = make_event(**{name: [make(country="SU"), make(country="US"), make(country="FR")]})
    getattr(event, name).get(country="US").delete()
    assert countries(event) == "FR SU"
    getattr(event, name).filter(country="FR").delete()
    assert countries(event) == "SU"


def test_countries_of_an_event_as_saved_are_those_of_now():
    event = make_event(missions=[make_mission(country="US")])
    Mission.objects.update(country="XI")
    Agency.objects.update(country="XI")
    event.save()
    assert event.countries == "XI"


# Citations, status and the rules


def test_published_event_without_citation_is_refused_by_the_database():
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.citations.first().delete()
    assert event.citations.count() == 1


def test_published_event_without_citation_is_refused_with_a_sentence():
    event = Event(slug="x", title="X", date="1957", kind="launch", summary="It was.", status="published")
    assert sentences(event) == {"__all__": [NO_CITATION]}
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_draft_without_citation_is_taken():
    event = make_event(status="draft")
    event.citations.all().delete()
    event.refresh_from_db()
    assert event.citation_count == 0
    assert sentences(event) == {}


def test_event_with_citations_can_be_deleted_whole():
    make_event().delete()
    assert not Event.objects.exists()


def test_events_with_citations_can_be_deleted_as_a_set():
    make_event()
    make_disagreement(make_event())
    Event.objects.all().delete()
    assert not Event.objects.exists()


@pytest.mark.parametrize("significance", [0, 6])
def test_significance_out_of_range_is_refused(significance):
    event = make_event()
    refuse_update(event, significance=significance)
    event.significance = significance
    assert sentences(event) == {"__all__": ["Significance goes from 1, a detail, to 5, a turning point."]}


@pytest.mark.parametrize("significance", [1, 5])
def test_significance_at_either_end_is_taken(significance):
    assert sentences(make_event(significance=significance)) == {}


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0), (0, -180.1), (45.9, None), (None, 63.3)])
def test_event_off_the_globe_or_with_one_coordinate_is_refused(latitude, longitude):
    event = make_event()
    refuse_update(event, latitude=latitude, longitude=longitude)
    event.latitude, event.longitude = latitude, longitude
    assert sentences(event) == {"__all__": [COORDINATES]}


def test_event_with_bounds_out_of_order_is_refused_by_the_database():
    refuse_update(make_event(date="1957"), date_earliest="1957-12-31", date_latest="1957-01-01")


def test_event_that_ends_before_it_begins_is_refused_with_a_sentence():
    event = make_event()
    event.date = "1958/1957"
    assert sentences(event) == {"date": ["“1958/1957” ends before it begins: put the earlier date first."]}


def test_withdrawn_event_without_a_reason_is_refused():
    event = make_event()
    refuse_update(event, status="withdrawn")
    event.status, event.withdrawn_on = "withdrawn", date(2026, 1, 1)
    assert sentences(event) == {
        "__all__": ["Readers who follow an old link need to know why: write the reason for the withdrawal."]
    }


def test_withdrawn_event_without_a_day_is_refused_with_a_sentence():
    event = make_event()
    event.status, event.withdrawn_reason = "withdrawn", "It was another flight."
    assert sentences(event) == {"withdrawn_on": ["Give the day on which the event was withdrawn."]}


def test_withdrawn_event_with_day_and_reason_is_taken():
    event = make_event()
    event.status, event.withdrawn_on, event.withdrawn_reason = "withdrawn", date(2026, 1, 1), "Another flight."
    assert sentences(event) == {}


def test_published_are_those_that_readers_may_see():
    event = make_event()
    make_event(status="draft")
    make_event(status="in-review")
    make_event(status="withdrawn", withdrawn_on=date(2026, 1, 1), withdrawn_reason="Another flight.")
    assert Event.objects.count() == 4
    assert list(Event.objects.published()) == [event]


def test_disputed_are_those_with_a_disagreement_each_once():
    event = make_event()
    make_event()
    make_disagreement(event)
    make_disagreement(event)
    assert list(Event.objects.filter(disputed_rule())) == [event]
    assert {row.pk: row.is_disputed for row in Event.objects.lines()} == {
        row.pk: row == event for row in Event.objects.all()
    }


def test_lines_carry_the_names_of_their_missions_in_the_order_of_launch():
    soyuz, apollo = (
        make_mission(name="Soyuz 19", launched="1975-07-15"),
        make_mission(name="Apollo", launched="1975-07-16"),
    )
    unlaunched = make_mission(name="Planned", launched="")
    make_event(date="1975-07-17", missions=[unlaunched, apollo, soyuz])
    make_event(date="1975-07-19")
    flown = [[name for name in event.flights if name != "Planned"] for event in Event.objects.in_order().lines()]
    assert flown == [["Soyuz 19", "Apollo"], []]


def test_lines_cost_the_same_queries_for_one_event_and_for_three(django_assert_num_queries):
    for number in (1, 3):
        while Event.objects.count() < number:
            make_event(missions=[make_mission()])
        with django_assert_num_queries(2):
            assert [len(event.flights) for event in Event.objects.lines()] == [1] * number


# The number of citations


def count_of(event):
    return Event.objects.values_list("citation_count", flat=True).get(pk=event.pk)


def test_citation_count_follows_what_is_added_and_deleted():
    event = make_event()
    seen = [count_of(event)]
    citation = make_citation(event=event)
    seen.append(count_of(event))
    citation.delete()
    seen.append(count_of(event))
    assert seen == [1, 2, 1]


def test_citation_count_follows_a_set_that_is_deleted():
    event = make_event(sources=[make_source(), make_source(), make_source()])
    event.citations.exclude(pk=event.citations.first().pk).delete()
    assert count_of(event) == 1


def test_citation_count_follows_a_citation_moved_between_events():
    first, second = make_event(), make_event()
    citation = make_citation(event=first)
    citation.event = second
    citation.save()
    assert (count_of(first), count_of(second)) == (1, 2)


def test_citation_count_follows_a_citation_moved_to_a_mission():
    event = make_event()
    citation = make_citation(event=event, field="detail")
    citation.event, citation.mission, citation.field = None, make_mission(), "summary"
    citation.save()
    assert count_of(event) == 1


def test_last_citation_of_a_published_event_cannot_be_moved_away():
    event, other = make_event(), make_event()
    citation = event.citations.get()
    citation.event = other
    with pytest.raises(IntegrityError), transaction.atomic():
        citation.save()
    assert (count_of(event), count_of(other)) == (1, 1)
