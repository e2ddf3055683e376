"""What the rules about evidence find at their borders."""

import pytest
from django.db import IntegrityError, transaction

from tests.checks.rows import against, cite, found, make_sound_event, make_sound_source
from tests.factories import (
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_spacecraft,
)
from timeline.checks.evidence import NEEDS_NOTHING
from timeline.models import Citation, CrewMember, Event, Person
from timeline.models.citations import CITED_FIELDS

pytestmark = pytest.mark.django_db


# uncited


def test_event_with_a_source_for_its_place_alone_is_uncited():
    event = make_event(status="draft", date="1975-07")
    event.citations.update(field="place")
    assert found("uncited") == against(event, "No source supports its date (1975-07).")


def test_event_is_not_cited_by_a_source_of_another():
    event, other = make_event(status="draft"), make_event()
    event.citations.update(event=other)
    assert found("uncited") == against(event, "No source supports its date (1975-07-17).")


def test_each_uncited_date_of_a_mission_is_found():
    mission = make_mission(launched="1975-07-15", ended="1975-07-21")
    launch, end = (f"No source supports “{name}”" for name in ("launched", "ended"))
    assert found("uncited") == against(mission, f"{launch} (1975-07-15).", f"{end} (1975-07-21).")
    cite(mission, "launched")
    assert found("uncited") == against(mission, f"{end} (1975-07-21).")
    cite(mission, "ended")
    assert found("uncited") == []


def test_each_uncited_date_of_a_person_is_found():
    person = make_person(born="1934-05-30", died="2019-10-11")
    cite(person, "born")
    assert found("uncited") == against(person, "No source supports “died” (2019-10-11).")


def test_mission_and_person_without_dates_need_no_source():
    make_mission()
    make_person()
    assert found("uncited") == []


def test_crew_needs_a_source_once_however_many_they_are():
    mission = make_mission(crew=[make_person(), make_person()])
    cite(mission, "roles")
    assert found("uncited") == against(mission, "No source supports its crew.")
    cite(mission, "crew")
    assert found("uncited") == []


def test_published_event_without_any_source_is_refused_by_the_database():
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.citations.all().delete()
    assert event.citations.count() == 1


# uncited-detail


def test_place_of_an_event_needs_a_source_with_or_without_words():
    placed = make_event(place=make_place(name="Baikonur"))
    both = make_event(place=make_place(name="Baikonur"), place_text="Pad 1", date="1975-07-18")
    assert found("uncited-detail") == [
        *against(placed, "No source supports where it was (Baikonur)."),
        *against(both, "No source supports where it was (Pad 1)."),
    ]
    cite(placed, "place")
    cite(both, "place")
    assert found("uncited-detail") == []


def test_people_of_an_event_need_a_source_once():
    event = make_event(people=[make_person(), make_person()])
    assert found("uncited-detail") == against(event, "No source supports who took part.")
    cite(event, "people")
    assert found("uncited-detail") == []


def test_vehicle_and_launch_site_of_a_mission_need_a_source():
    mission = make_mission(vehicle="Soyuz 7K-TM", launch_site="Baikonur")
    assert found("uncited-detail") == against(
        mission, "No source supports “vehicle” (Soyuz 7K-TM).", "No source supports “launch_site” (Baikonur)."
    )
    cite(mission, "vehicle", "launch_site")
    assert found("uncited-detail") == []


@pytest.mark.parametrize("cited", [[], ["lat"], ["lon"], ["name"]])
def test_both_coordinates_of_a_place_need_a_source(cited):
    place = make_place(latitude=0, longitude=0)
    cite(place, "name", *cited)
    said = "No source supports its coordinates, which are rounded common knowledge."
    assert found("uncited-detail") == against(place, said)
    cite(place, "lat", "lon")
    assert found("uncited-detail") == []


# one-witness


def test_citation_without_a_value_says_what_the_entry_says():
    event = make_event(sources=[make_source(title="The report")])
    event.citations.update(value="")
    said = "Its date (1975-07-17) rests on one independent witness: The report."
    assert found("one-witness") == against(event, said)
    cite(event, "date")
    assert found("one-witness") == []


def test_sources_that_draw_on_one_another_are_one_witness():
    original = make_source(title="The report")
    event = make_event(sources=[original, make_source(title="The report", draws_on=[original])])
    said = "Its date (1975-07-17) rests on one independent witness: The report."
    assert found("one-witness") == against(event, said)


def test_source_cited_twice_is_one_witness():
    source = make_source(title="The report")
    event = make_event(sources=[source, source])
    said = "Its date (1975-07-17) rests on one independent witness: The report."
    assert found("one-witness") == against(event, said)


def test_moment_and_its_day_agree():
    event = make_event(date="1975-07-17T16:09:09Z")
    cite(event, "date", value="1975-07-17")
    assert found("one-witness") == []


def test_day_in_words_agrees():
    event = make_event(date="1975-07-17T16:09:09Z")
    cite(event, "date", value="17th July 1975")
    assert found("one-witness") == []


def test_source_of_another_day_is_no_witness():
    event = make_event(sources=[make_source(title="The report")])
    cite(event, "date", value="1975-07-18")
    said = "Its date (1975-07-17) rests on one independent witness: The report."
    assert found("one-witness") == against(event, said)


def test_event_that_none_of_its_sources_dates_so_is_found():
    event = make_event()
    event.citations.update(value="1975-07-18")
    said = "None of its sources gives its date as it stands (1975-07-17)."
    assert found("one-witness") == against(event, said)


def test_launch_with_one_witness_is_found_and_an_uncited_one_is_left_to_its_rule():
    mission = make_mission(launched="1975-07-15T12:20Z")
    assert found("one-witness") == []
    cite(mission, "launched", source=make_source(title="The report"))
    said = "Its launch (1975-07-15T12:20Z) rests on one independent witness: The report."
    assert found("one-witness") == against(mission, said)
    cite(mission, "launched", value="1975-07-16")
    assert found("one-witness") == against(mission, said)
    cite(mission, "launched", value="1975-07-15")
    assert found("one-witness") == []


# citation-of-nothing


NOTHING = [
    (make_event, "place"),
    *((make_mission, name) for name in ("launched", "ended", "launch_site", "vehicle", "crew", "roles", "summary")),
    *((make_person, name) for name in ("native_name", "also_known_as", "born", "died", "flight")),
    *((make_place, name) for name in ("lat", "lon")),
    *((make_spacecraft, name) for name in ("length", "width", "height", "summary")),
]


@pytest.mark.parametrize(("make", "field"), NOTHING)
def test_citation_of_a_field_where_nothing_stands_is_found(make, field):
    row = make()
    citation = cite(row, field)
    said = f"It supports “{field}” of the {row.noun()} “{row}”, where nothing stands."
    assert found("citation-of-nothing") == against(citation, said)


def test_every_field_is_looked_at_or_needs_nothing():
    tried = {(make.__name__.removeprefix("make_"), field) for make, field in NOTHING}
    fields = {(noun, field) for noun, fields in CITED_FIELDS.items() for field in fields}
    assert fields - tried == {(noun, field) for noun, field in fields if field in NEEDS_NOTHING}


def test_citation_of_a_field_where_something_stands_is_sound():
    person = make_person(born="1934", died="2019", native_name="Леонов", other_names=["Leonow"])
    mission = make_mission(
        crew=[person], launched="1975", ended="1975", launch_site="Baikonur", vehicle="Soyuz", summary="It flew."
    )
    spacecraft = make_spacecraft(length=4, width=2, height=2, summary="It flew.")
    rows = [person, mission, spacecraft, make_place(latitude=0, longitude=0), make_event(place_text="Over the Elbe")]
    for row in rows:
        cite(row, *CITED_FIELDS[row.noun()])
    cite(make_event(place=make_place()), "place")
    assert found("citation-of-nothing") == []


def test_people_of_an_event_may_be_named_in_the_words_of_the_citation_alone():
    cite(make_event(), "people", value="John H. Chapman")
    assert found("citation-of-nothing") == []


@pytest.mark.parametrize(
    ("make", "field", "said"),
    [
        (make_event, "born", "It supports “born”, which no event has."),
        (make_mission, "date", "It supports “date”, which no mission has."),
        (make_person, "title", "It supports “title”, which no person has."),
        (make_place, "crew", "It supports “crew”, which no place has."),
        (make_spacecraft, "lat", "It supports “lat”, which no spacecraft has."),
    ],
)
def test_citation_of_another_noun_s_field_is_found(make, field, said):
    citation = cite(make(), field)
    assert found("citation-of-nothing") == against(citation, said)


def test_citation_of_two_entries_or_none_is_refused_by_the_database():
    citation = cite(make_event(), "date")
    for subjects in ({"event": None}, {"person": make_person()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Citation.objects.filter(pk=citation.pk).update(**subjects)


def test_citation_of_a_crew_that_has_left_is_found():
    mission = make_mission(crew=[make_person()], name="Soyuz 19")
    citation = cite(mission, "crew")
    CrewMember.objects.all().delete()
    said = "It supports “crew” of the mission “Soyuz 19”, where nothing stands."
    assert found("citation-of-nothing") == against(citation, said)


# words-not-kept


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"as_printed": ""}, "It has no words as printed: The report, of “The handshake”."),
        ({"locator": ""}, "It has no locator: The report, of “The handshake”."),
    ],
)
def test_citation_that_keeps_half_of_what_it_should_is_found(kept, said):
    citation = cite(make_sound_event(title="The handshake"), "date", source=make_source(title="The report"), **kept)
    assert found("words-not-kept") == against(citation, said)


def test_citation_of_a_mission_may_do_without_words():
    cite(make_mission(), "name", as_printed="", locator="")
    assert found("words-not-kept") == []


# unmarked-statement


def test_body_that_names_citations_of_its_own_event_is_sound():
    event = make_sound_event()
    event.body = f"It happened.[@{event.citations.first().key}]"
    event.save()
    assert found("unmarked-statement") == []


def test_body_that_names_a_citation_of_another_event_is_found():
    other = make_sound_event().citations.first().key
    event = make_sound_event(body=f"It happened.[@{other}]\n\nThen nothing.")
    assert found("unmarked-statement") == [
        *against(event, f"Paragraph 1 of its body names what is no citation of this event: {other}."),
        *against(event, "Paragraph 2 of its body names no citation."),
    ]


# no-verdict and one-sided


def test_verdict_of_spaces_is_none():
    question = make_disagreement(make_event(), question="When?", verdict=" \n")
    assert found("no-verdict") == against(
        question, "The question “When?” has neither a verdict nor a word on why it is open."
    )


def test_open_question_that_says_why_is_sound():
    make_disagreement(make_event(), [("one", False), ("another", False)], verdict="Open: the log is lost.")
    assert found("no-verdict") + found("one-sided") == []


def test_question_without_readings_is_one_sided():
    question = make_disagreement(make_event(), [], question="When?")
    assert found("one-sided") == against(question, "The question “When?” has fewer than two readings.")


def test_reading_without_a_citation_is_found():
    question = make_disagreement(make_event(), [("one", True), ("another", False, [])])
    assert found("one-sided") == against(question, "The reading “another” rests on no citation.")


@pytest.mark.parametrize("make", [make_event, make_mission])
def test_reading_that_cites_another_entry_is_found(make):
    event = make_event()
    own, foreign = cite(event, "date"), cite(make(), "title" if make is make_event else "launched")
    question = make_disagreement(event, [("one", True, [own]), ("another", False, [own, foreign])])
    assert found("one-sided") == against(question, "The reading “another” rests on a citation of another entry.")


# no-address and copy


def test_source_with_an_archived_address_alone_has_an_address():
    make_source(archive_url="https://archive.example.org/report")
    assert found("no-address") == []


def test_source_without_an_address_says_how_it_was_read_or_that_nothing_does():
    source = make_source()
    assert found("no-address") == against(source, "It has no address: nothing says how it was read.")


def test_copy_names_its_originals():
    originals = [make_sound_source(title=title) for title in ("The report", "The log")]
    source = make_sound_source(standing="copy", draws_on=originals)
    said = "It is a copy of “The log”, “The report”: cite the original where it can be read."
    assert found("copy") == against(source, said)


# no-official-source


def test_one_official_source_among_others_is_enough():
    make_event(significance=5, sources=[make_source(standing="press"), make_source(standing="primary")])
    assert found("no-official-source") == []


def test_event_of_lesser_rank_may_do_without_an_official_source():
    make_event(significance=4, sources=[make_source(standing="press")])
    assert found("no-official-source") == []


def test_event_with_two_unofficial_sources_is_found_once():
    event = make_event(significance=5, sources=[make_source(standing="press"), make_source(standing="personal")])
    assert found("no-official-source") == against(event, "None of its sources is primary or official.")


def test_rank_beyond_the_first_is_refused_by_the_database():
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(significance=6)


def test_emptied_date_needs_no_source_any_more():
    person = make_person(born="1934-05-30")
    Person.objects.filter(pk=person.pk).update(born="")
    assert found("uncited") == []
