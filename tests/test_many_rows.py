"""No query grows in its text with the number of rows: what looks at all of a history does so with thousands of them too."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from timeline import fixtures, revisions
from timeline.imports.merge import merge
from timeline.imports.pack import NOUNS
from timeline.models import Citation, CrewMember, EntryRevision, Event, Mission, Person, Place, Revision, Source
from timeline.revisions import By

pytestmark = [pytest.mark.django_db, pytest.mark.whole]
SOURCES, OTHERS = 5000, 1250
MOST_PARAMETERS = 2000  # some hundred rows at once, with the columns of each
BY = By("As it came.")


@pytest.fixture
def many():
    """Thousands of sources, each cited by an event, a mission, a person or a place of its own."""
    sources = Source.objects.bulk_create(
        Source(slug=f"source-{at}", title=f"Source {at}", kind="report", standing="primary", witness=f"w{at}")
        for at in range(SOURCES)
    )
    people = Person.objects.bulk_create(
        Person(slug=f"person-{at}", name=f"Person {at}", country="US") for at in range(OTHERS)
    )
    places = Place.objects.bulk_create(
        Place(slug=f"place-{at}", name=f"Place {at}", body="earth") for at in range(OTHERS)
    )
    missions = Mission.objects.bulk_create(
        Mission(slug=f"mission-{at}", name=f"Mission {at}", country="US") for at in range(OTHERS)
    )
    CrewMember.objects.bulk_create(
        CrewMember(mission=mission, person=person, role="Pilot", order=1)
        for mission, person in zip(missions, people, strict=True)
    )
    events = Event.objects.bulk_create(
        Event(
            **{"slug": f"event-{at}", "title": f"Event {at}", "date": "1975-07-17", "kind": "docking"},
            **{"summary": "It happened.", "position": f"{at:040}", "place": places[at]},
        )
        for at in range(OTHERS)
    )
    cited = [*events, *missions, *people, *places]
    Citation.objects.bulk_create(
        Citation(source=source, field="name" if row.noun() == "place" else "date", locator="p. 1", **{row.noun(): row})
        for source, row in zip(sources, cited, strict=True)
    )


class Asked:
    """Notes the query with the most parameters."""

    most_parameters, longest = 0, ""

    def __call__(self, execute, sql, params, many, context):
        if not many and len(params or ()) > self.most_parameters and not sql.startswith("INSERT"):
            self.most_parameters, self.longest = len(params), sql[:500]
        return execute(sql, params, many, context)


def test_what_looks_at_all_of_a_history_asks_in_texts_that_do_not_grow(many, tmp_path):
    asked = Asked()
    with connection.execute_wrapper(asked):
        with pytest.raises(CommandError):  # such rows break nearly every rule
            call_command("check_history", stdout=StringIO(), stderr=StringIO())
        assert revisions.keep_all(BY) == 4 * OTHERS
        assert revisions.keep_all(BY) == 0
        fixtures.write(tmp_path)
        merge({noun: [] for noun in NOUNS})
    assert Revision.objects.count() + EntryRevision.objects.count() == 4 * OTHERS
    assert asked.most_parameters <= MOST_PARAMETERS, asked.longest
