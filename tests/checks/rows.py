"""Rows that no rule finds anything against, and what a rule finds."""

from itertools import count, islice
from typing import Any

from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
    make_succession,
)
from timeline.checks import findings
from timeline.models import Event

DATES = {"launched": "1975-07-15T12:20Z", "ended": "1975-07-21T10:51Z"}
_numbers = count(1)


def found(rule: str) -> list[tuple[Any, str, str]]:
    """What a rule finds: each row, the sentence that says how it is broken, and where to mend it."""
    return [(each.subject, each.sentence, each.address) for each in findings({rule})]


def against(row: Any, *sentences: str) -> list[tuple[Any, str, str]]:
    """The findings that say `sentences` of one row."""
    address = f"/admin/timeline/{row._meta.model_name}/{row.pk}/change/"
    return [(row, sentence, address) for sentence in sentences]


def cite(row: Any, *fields: str, **given: Any) -> Any:
    """Cite `fields` of a row with everything that a citation should have; give the last citation."""
    values = {"as_printed": "as the source has it", "locator": "p. 7"} | given
    source = values.pop("source", None) or make_sound_source()
    for field in fields:
        citation = make_citation(**{row._meta.model_name: row, "source": source, "field": field} | values)
    return citation


def make_sound_source(**given: Any) -> Any:
    return make_source(**{"url": "https://example.org/report"} | given)


def make_sound_mission(person: Any, **given: Any) -> Any:
    values = {"vehicle": "Soyuz 7K-TM", "launch_site": "Baikonur, pad 1", "summary": "It flew.", "crewed": True}
    mission = make_mission(crew=[person], agencies=[make_agency(country="SU")], **values | DATES | given)
    cite(mission, "launched", "ended", "vehicle", "launch_site", "crew", "roles", "summary", "name")
    cite(mission, "launched")
    return mission


def make_sound_person(**given: Any) -> Any:
    values = {"native_name": "Имя", "other_names": ["Imya"], "born": "1934-05-30", "died": "2019-10-11"}
    return make_person(**values | given)


def make_sound_event(**given: Any) -> Any:
    source = make_sound_source()
    event = make_event(significance=5, status="draft", sources=[source], **given)
    event.citations.update(as_printed="as the source has it")
    cite(event, "place", "people", "title", "detail", source=source)
    cite(event, "date")
    event.status = "published"
    event.save()
    return event


def make_sound_rows(number: int = 1) -> None:
    """A mission with all that belongs to it, `number` times over."""
    for each in islice(_numbers, number):
        place = make_place(latitude=0, longitude=0)
        cite(place, "name", "lat", "lon")
        names = {"name": f"Person {each}", "native_name": f"Имя {each}", "other_names": [f"Imya {each}"]}
        person = make_sound_person(**names)
        mission = make_sound_mission(person)
        cite(person, "name", "native_name", "also_known_as", "born", "died", "flight", "country")
        make_sound_source(draws_on=[make_sound_source()], standing="scholarly")
        spacecraft = make_spacecraft([mission], length=4, width=2, height=2, summary="It flew.")
        cite(spacecraft, "length", "width", "height", "summary", "name")
        linked = {"missions": [mission], "people": [person], "agencies": [make_agency(country="US")]}
        for _ in range(2):
            event = make_sound_event(place=place, place_text="Over the Elbe", **linked)
            first, second = event.citations.filter(field="date")
            make_disagreement(event, [("one", True, [first]), ("another", False, [second])])
        for earlier in Event.objects.exclude(pk=event.pk)[:1]:
            make_succession(event, earlier, citation=first)
