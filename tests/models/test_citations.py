"""Citations and disagreements: exactly one subject, fields that suit it, readings in order."""

from importlib import import_module
from itertools import combinations

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from tests.models.rules import sentences
from timeline.models import Citation, Disagreement, Reading
from timeline.models.citations import CITED_FIELDS, SUBJECTS

pytestmark = pytest.mark.django_db

MAKERS = {
    "event": make_event,
    "mission": make_mission,
    "person": make_person,
    "place": make_place,
    "spacecraft": make_spacecraft,
}
ONE_SUBJECT = "A citation belongs to exactly one event, mission, person, place or spacecraft: choose one."


def cite(field="name", **subjects):
    return Citation(source=make_source(), field=field, locator="p. 1", **subjects)


def test_citation_keeps_the_date_that_its_value_gives():
    citation = make_citation(event=make_event(), value="17 July 1975, 16:09 UTC")
    words = make_citation(event=make_event(), value="17 July 1975", field="detail")
    loaded = make_citation(mission=make_mission(), value="", field="launched")
    loaded.value = "4.10.1957"
    loaded.save_base(raw=True)  # as a fixture is loaded
    kept = [Citation.objects.get(pk=each.pk).value_edtf for each in (citation, words, loaded)]
    assert kept == ["1975-07-17T16:09Z", "", "1957-10-04"]


def test_dates_of_citations_are_read_by_the_migration():
    citation = make_citation(event=make_event(), value="17 July 1975")
    words = make_citation(event=make_event(), value="in the evening")
    Citation.objects.update(value_edtf="")
    import_module("timeline.migrations.0018_dates_of_citations").read_values(apps, None)
    assert [Citation.objects.get(pk=each.pk).value_edtf for each in (citation, words)] == ["1975-07-17", ""]


@pytest.mark.parametrize("names", [(), *combinations(SUBJECTS, 2), *combinations(SUBJECTS, 3), SUBJECTS])
def test_citation_with_no_subject_or_several_is_refused(names):
    citation = cite(**{name: MAKERS[name]() for name in names})
    assert sentences(citation) == {"__all__": [ONE_SUBJECT]}
    with pytest.raises(IntegrityError), transaction.atomic():
        citation.save()


@pytest.mark.parametrize("name", SUBJECTS)
def test_citation_of_one_subject_is_taken(name):
    row = MAKERS[name]()
    citation = cite(field=next(iter(CITED_FIELDS[name])), **{name: row})
    assert sentences(citation) == {}
    citation.save()
    assert citation.subject == row


@pytest.mark.parametrize(
    ("name", "field", "sentence"),
    [
        ("event", "born", "A citation of an event supports one of: date, place, people, title, detail."),
        ("place", "date", "A citation of a place supports one of: name, lat, lon."),
        ("spacecraft", "lat", "A citation of a spacecraft supports one of: length, width, height, summary, name."),
    ],
)
def test_citation_of_a_field_that_its_subject_lacks_is_refused(name, field, sentence):
    citation = cite(field=field, **{name: MAKERS[name]()})
    assert sentences(citation) == {"field": [sentence]}


def test_field_label_depends_on_the_subject():
    citations = [
        make_citation(event=make_event(), field="title"),
        make_citation(mission=make_mission(), field="name"),
        make_citation(place=make_place(), field="lat"),
    ]
    assert [citation.field_label for citation in citations] == ["What", "Name", "Latitude"]


@pytest.mark.parametrize(
    ("own", "printed", "language"), [("", "17 July", "en"), ("", "17 июля", "ru"), ("es", "17 de julio", "es")]
)
def test_printed_language_is_its_own_or_that_of_its_letters(own, printed, language):
    citation = make_citation(event=make_event(), language=own, as_printed=printed)
    assert citation.printed_language == language


def test_readings_of_one_order_are_refused():
    disagreement = make_disagreement(make_event())
    reading = Reading(disagreement=disagreement, order=1, value="A third")
    assert sentences(reading) == {
        "__all__": ["Two readings of this question have the same order: give each its own number."]
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        reading.save()


def test_settled_is_a_disagreement_with_an_accepted_reading():
    event = make_event()
    settled = make_disagreement(event)
    unsettled = make_disagreement(event, readings=[("one", False), ("another", False)])
    both = make_disagreement(event, readings=[("one", True), ("another", True)])
    assert {row: row.is_settled for row in Disagreement.objects.with_settled()} == {
        settled: True,
        unsettled: False,
        both: True,
    }


def test_public_are_the_disagreements_of_published_events():
    shown = make_disagreement(make_event())
    make_disagreement(make_event(status="draft"))
    assert Disagreement.objects.count() == 2
    assert list(Disagreement.objects.public()) == [shown]


def test_disagreement_goes_with_its_event_and_leaves_no_reading():
    make_disagreement(make_event())
    Disagreement.objects.get().event.delete()
    assert (Disagreement.objects.count(), Reading.objects.count(), Citation.objects.count()) == (0, 0, 0)


def test_natural_keys_lead_back_to_their_rows():
    disagreement = make_disagreement(make_event(), slug="which-day")
    reading = disagreement.readings.first()
    citation = reading.citations.get()
    assert Disagreement.objects.get_by_natural_key(*disagreement.natural_key()) == disagreement
    assert Reading.objects.get_by_natural_key(*reading.natural_key()) == reading
    assert Citation.objects.get_by_natural_key(*citation.natural_key()) == citation
