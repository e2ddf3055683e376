"""Every rule: it is silent on sound rows, finds the one that is broken, and costs the same however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.checks.rows import (
    against,
    cite,
    found,
    make_sound_event,
    make_sound_rows,
    make_sound_source,
)
from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_spacecraft,
    make_succession,
)
from timeline.checks import RULES, Level, findings, findings_of
from timeline.models import Citation, Disagreement, Event, Mission, Person

pytestmark = pytest.mark.django_db


def uncited():
    person = make_person(born="1934-05-30")
    return against(person, "No source supports “born” (1934-05-30).")


def uncited_detail():
    event = make_event(place_text="Over the Elbe")
    return against(event, "No source supports where it was (Over the Elbe).")


def one_witness():
    source = make_sound_source(title="The report")
    event = make_event(sources=[source])
    return against(event, "Its date (1975-07-17) rests on one independent witness: The report.")


def citation_of_nothing():
    citation = cite(make_person(name="Alexei Leonov"), "died")
    return against(citation, "It supports “died” of the person “Alexei Leonov”, where nothing stands.")


def no_drawing():
    spacecraft = make_spacecraft(drawing="buran")
    return against(spacecraft, "There is no drawing static/spacecraft/buran.svg.")


def words_not_kept():
    event = make_sound_event(title="The handshake")
    citation = cite(event, "place", source=make_sound_source(title="The report"), as_printed="", locator="")
    return against(citation, "It has no words as printed and no locator: The report, of “The handshake”.")


def unmarked_statement():
    event = make_sound_event(body="It happened.")
    return against(event, "Paragraph 1 of its body names no citation.")


def unsupported_figure():
    event = make_sound_event(summary="It weighed 83.6 kilograms.")
    return against(event, "Its summary has figures that no citation or verdict of it gives: 83, 6.")


def no_verdict():
    disagreement = make_disagreement(make_event(), question="When was it?", verdict="")
    return against(disagreement, "The question “When was it?” has neither a verdict nor a word on why it is open.")


def one_sided():
    disagreement = make_disagreement(make_event(), [("one", True)], question="When was it?")
    return against(disagreement, "The question “When was it?” has fewer than two readings.")


def no_address():
    source = make_sound_source(url="", read_in="a library's copy")
    return against(source, "It has no address: a library's copy.")


def copy():
    source = make_sound_source(standing="copy")
    return against(source, "It is a copy, and nothing says of what: name the original under “draws on”.")


def no_official_source():
    event = make_event(significance=5, sources=[make_sound_source(standing="scholarly")])
    return against(event, "None of its sources is primary or official.")


def outside_space_age():
    event = make_event(date="1956-12-31")
    return against(event, "Its date (1956-12-31) lies before 1957.")


def outside_mission():
    mission = make_mission(name="Soyuz 19", launched="1975-07-15", ended="1975-07-21")
    event = make_event(date="1975-07-22", missions=[mission])
    return against(event, "Its date (1975-07-22) lies outside Soyuz 19 (1975-07-15 to 1975-07-21).")


def milestone_outside_mission():
    mission = make_mission(name="Soyuz 19", launched="1975-07-15", ended="1975-07-21")
    event = make_event(date="1975-07-22", kind="milestone", missions=[mission])
    said = "Its date (1975-07-22) lies outside Soyuz 19 (1975-07-15 to 1975-07-21); it may be meant so."
    return against(event, said)


def order_against_dates():
    first, last = make_sound_event(title="First"), make_sound_event(title="Last")
    order = make_succession(last, first, citation=last.citations.first())
    Event.objects.filter(pk=last.pk).update(
        date="1975-07-16",
        date_earliest="1975-07-16",
        date_latest="1975-07-16",
        position=f"1975071619750716999999{last.key}",
    )
    said = (
        "“Last” (16 July 1975) is dated before “First” (17 July 1975) and said to come after it: mend one of the dates, "
        "or take out the order."
    )
    return against(order, said)


def landing_before_launch():
    mission = make_mission(launched="1975-07-15T12:20:00Z", ended="1975-07-15T12:19:59Z")
    return against(mission, "It ends (1975-07-15T12:19:59Z) before it is launched (1975-07-15T12:20:00Z).")


def stale_column():
    event = make_event()
    Event.objects.filter(pk=event.pk).update(citation_count=7)
    return against(event, "The column citation_count holds “7”, and should hold “1”: save the entry again.")


def thin_year():
    make_event(date="1976-03-01")
    return [(Event, "The year 1976 has one event only.", "/admin/timeline/event/")]


def not_alive():
    person = make_person(died="1975-07-14")
    make_mission(name="Soyuz 19", launched="1975-07-15", crew=[person])
    return against(person, "Died 1975-07-14, and in the crew of Soyuz 19, launched 1975-07-15.")


def overlapping_flights():
    person = make_person()
    make_mission(name="Soyuz 18", launched="1975-05-24", ended="1975-07-26", crew=[person])
    make_mission(name="Soyuz 19", launched="1975-07-15", ended="1975-07-21", crew=[person])
    said = "On Soyuz 18 (1975-05-24 to 1975-07-26) and Soyuz 19 (1975-07-15 to 1975-07-21) at once."
    return against(person, said)


def same_person_twice():
    make_person(name="Alexei Leonov")
    second = make_person(name="Alexey Leonow")
    said = "“Alexey Leonow” and “Alexei Leonov” are spelt alike: merge them, or give both their dates of birth."
    return against(second, said)


def local_clock():
    event = make_sound_event(title="The launch", date="1961-04-12T06:07Z")
    citation = cite(event, "detail")
    Citation.objects.filter(pk=citation.pk).update(
        field="date", value="1961-04-12T09:07Z", value_edtf="1961-04-12T09:07Z", as_printed="at 09:07 Moscow time"
    )
    said = (
        "It gives 12 April 1961, 09:07 UTC, and the words as printed have these figures by a local clock: "
        "“at 09:07 Moscow time”, of “The launch”."
    )
    return against(citation, said)


def unasked_difference():
    event = make_event(date="1975-07-17")
    cite(event, "date", value="1975-07-19", order=2000)
    return against(event, "Its citations differ on “When”, and nobody asked: 17 July 1975; 19 July 1975.")


def reading_against_its_citation():
    event = make_event(date="1975-07-17")
    citation = make_citation(event=event, value="1975-07-19", source=make_sound_source(title="The report"))
    readings = [("1975-07-18", False, [citation]), ("another", False)]
    question = make_disagreement(event, readings, question="When was it?")
    said = "The reading “18 July 1975” of “When was it?” rests on a citation that gives 19 July 1975: The report."
    return against(question, said)


def unanswered_question():
    question = make_disagreement(
        make_event(), [("1975-07-17", True), ("another", False)], question="At what time was it?"
    )
    return against(question, "“At what time was it?” asks for a time, and no supported reading gives one.")


def verdict_beyond_its_readings():
    event = make_event(sources=[make_sound_source(title="A log of the flight")])
    verdict = "A log of the flight says so."
    question = make_disagreement(event, question="When was it?", verdict=verdict)
    said = "The verdict on “When was it?” names “A log of the flight”, on which none of its readings rests."
    return against(question, said)


# One broken row for every rule: each function makes it, and gives what the rule should find.
BROKEN = {
    "uncited": uncited,
    "uncited-detail": uncited_detail,
    "one-witness": one_witness,
    "citation-of-nothing": citation_of_nothing,
    "no-drawing": no_drawing,
    "words-not-kept": words_not_kept,
    "unmarked-statement": unmarked_statement,
    "unsupported-figure": unsupported_figure,
    "no-verdict": no_verdict,
    "one-sided": one_sided,
    "no-address": no_address,
    "copy": copy,
    "no-official-source": no_official_source,
    "outside-space-age": outside_space_age,
    "outside-mission": outside_mission,
    "milestone-outside-mission": milestone_outside_mission,
    "order-against-dates": order_against_dates,
    "landing-before-launch": landing_before_launch,
    "stale-column": stale_column,
    "thin-year": thin_year,
    "local-clock": local_clock,
    "unasked-difference": unasked_difference,
    "reading-against-its-citation": reading_against_its_citation,
    "unanswered-question": unanswered_question,
    "verdict-beyond-its-readings": verdict_beyond_its_readings,
    "not-alive": not_alive,
    "overlapping-flights": overlapping_flights,
    "same-person-twice": same_person_twice,
}
MAY_NOT_BE = {
    *(
        "uncited",
        "citation-of-nothing",
        "no-drawing",
        "unmarked-statement",
        "no-verdict",
        "one-sided",
        "outside-space-age",
        "outside-mission",
    ),
    *(
        "order-against-dates",
        "landing-before-launch",
        "stale-column",
        "not-alive",
        "overlapping-flights",
        "same-person-twice",
    ),
}


def queries(rule):
    """The number of queries that a look by a rule costs, and that showing what it found costs."""
    with CaptureQueriesContext(connection) as captured:
        for finding in findings({rule}):
            assert str(finding.subject)
            assert finding.address
    return len(captured)


def test_every_rule_has_a_broken_row_here():
    assert [rule.name for rule in RULES if rule.name not in BROKEN] == []
    assert len(BROKEN) == len(RULES)


def test_errors_are_what_may_not_be():
    assert {rule.name for rule in RULES if rule.level is Level.ERROR} == MAY_NOT_BE


def test_every_rule_explains_itself_in_a_sentence():
    assert [rule.name for rule in RULES if not rule.explanation.endswith(".")] == []


def test_no_rule_finds_anything_where_there_is_nothing():
    assert list(findings()) == []


def test_no_rule_finds_anything_in_sound_rows():
    make_sound_rows(2)
    assert [(finding.rule.name, finding.sentence) for finding in findings()] == []
    nouns = (Event, Mission, Person, Disagreement)
    assert [noun.objects.count() for noun in nouns] == [4, 2, 2, 4]


@pytest.mark.parametrize("rule", BROKEN)
def test_rule_finds_exactly_the_broken_row(rule):
    make_sound_rows()
    expected = BROKEN[rule]()
    assert found(rule) == expected


def test_each_rule_costs_the_same_for_one_sound_row_and_five():
    make_sound_rows()
    once = {rule: queries(rule) for rule in BROKEN}
    make_sound_rows(5)
    assert {rule: queries(rule) for rule in BROKEN} == once


# Rules that make sentences of other rows, which should come with the row.
@pytest.mark.parametrize("rule", sorted(set(BROKEN) - {"same-person-twice", "thin-year"}))
def test_rule_costs_the_same_for_one_broken_row_and_five(rule):
    BROKEN[rule]()
    once = queries(rule)
    for _ in range(4):
        BROKEN[rule]()
    assert queries(rule) == once


def test_findings_are_those_of_the_rules_asked_for():
    BROKEN["copy"]()
    BROKEN["no-verdict"]()
    BROKEN["stale-column"]()
    assert [finding.rule.name for finding in findings({"copy", "no-verdict"})] == ["no-verdict", "copy"]


@pytest.mark.parametrize("rule", sorted(set(BROKEN) - {"thin-year"}))
def test_findings_of_an_event_are_its_own_and_no_others(rule):
    make_sound_rows()
    BROKEN[rule]()
    everything = list(findings({rule}))
    for event in Event.objects.all():
        own = [
            each
            for each in everything
            if event in (each.subject, *(getattr(each.subject, name, None) for name in ("event", "later")))
        ]
        of_event = [each for level in Level for each in findings_of([event], level)]
        assert [each for each in of_event if each.rule.name == rule] == own
