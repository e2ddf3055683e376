"""Rules about the questions on which sources differ: what a reading rests on, whether it answers, what a verdict speaks of."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from timeline.checks.rules import AT_ONCE, Broken, Level, Rows, rule
from timeline.models import Citation, Disagreement, Reading, Source
from timeline.text import date_values, edtf
from timeline.text.clocks import times_of_day

ASKS_FOR_A_TIME = re.compile(r"(?:at )?what (?:time|hour|minute)\b", re.IGNORECASE)
# What happens in flight, by the beginning of its word, and all beginnings by which a question may name the same.
HAPPENINGS = {
    r"launch|lift-?off": r"launch|lift|leave|left|start|fl[iye]|flew|begin",
    r"landing|splashdown": r"land|splash|touch|return|come|came|down",
    r"undocking": r"undock|separat|leave|left|part",
    r"docking": r"dock|join|link|meet|arrive|berth",
    r"explosion": r"explo|los[te]|destr|die|break|broke|burn|accident|disaster",
}
MIN_TITLE_WORDS = 3  # a shorter title is more often the name of a mission than a source
TITLE_IN_QUOTES = "“{}”"


def _with_citations(rows: Rows) -> Iterator[Any]:
    cited = Prefetch("readings__citations", Citation.objects.select_related("source"))
    questions = rows(Disagreement).select_related("event").prefetch_related(cited)
    return iter(questions.iterator(AT_ONCE))


@rule("reading-against-its-citation", Level.WARNING)
def reading_against_its_citation(rows: Rows) -> Broken:
    """A citation under a reading bears the date that the reading gives."""
    for question in _with_citations(rows):
        for reading in question.readings.all():
            for citation in reading.citations.all() if date_values.read(reading.value) else ():
                value = citation.value or (question.event.date if citation.field == "date" else "")
                if date_values.read(value) and not date_values.agree(reading.value, value):
                    yield (
                        question,
                        f"The reading “{edtf.words(reading.value)}” of “{question}” rests on a citation that gives "
                        f"{edtf.words(value)}: {citation.source}.",
                    )


@rule("unanswered-question", Level.WARNING)
def unanswered_question(rows: Rows) -> Broken:
    """A supported reading answers its question: with a time where one is asked for, with a date that the event may have, about
    what is asked and nothing else."""
    for question in _with_citations(rows):
        supported = [reading for reading in question.readings.all() if reading.accepted]
        if supported and ASKS_FOR_A_TIME.match(question.question) and not any(map(_has_a_time, supported)):
            yield question, f"“{question}” asks for a time, and no supported reading gives one."
        for reading in supported:
            if other := _other_happening(question.question, reading.value):
                yield question, f"“{question}” is answered by another happening, the {other}: “{reading.value}”."
        dates = [parsed for reading in supported if (parsed := date_values.read(reading.value))]
        if question.field == "date" and dates and not any(_may_be(each, question.event) for each in dates):
            values = " and ".join(edtf.words(each.text) for each in dates)
            date = edtf.words(question.event.date)
            yield question, f"“{question}” is answered with {values}, and the event is dated {date}."


def _has_a_time(reading: Reading) -> bool:
    parsed = date_values.read(reading.value)
    return bool(parsed.instant if parsed else times_of_day(reading.value) or re.search(r"T\d\d:\d\d", reading.value))


def _other_happening(question: str, value: str) -> str:
    """The happening with which a reading begins, where the question does not speak of it."""
    for words, asked in HAPPENINGS.items():
        if found := re.match(rf"(?:the )?({words})\b", value, re.IGNORECASE):
            return "" if re.search(rf"\b(?:{asked})", question, re.IGNORECASE) else found[1].lower()
    return ""


def _may_be(parsed: Any, event: Any) -> bool:
    """Whether a date may lie on a day of the event."""
    begins = event.date_latest is None or parsed.earliest is None or parsed.earliest <= event.date_latest
    return begins and (event.date_earliest is None or parsed.latest is None or parsed.latest >= event.date_earliest)


@rule("verdict-beyond-its-readings", Level.WARNING)
def verdict_beyond_its_readings(rows: Rows) -> Broken:
    """A verdict speaks only of evidence that a reading holds: a source that it names by its title is cited by one."""
    titles = sorted(set(Source.objects.order_by().values_list("title", flat=True)))
    for question in _with_citations(rows):
        held = {citation.source.title for each in question.readings.all() for citation in each.citations.all()}
        for title in titles if question.verdict else ():
            if (
                title in question.verdict
                and _names(question.verdict, title)
                and not any(title in each for each in held)
            ):
                yield question, f"The verdict on “{question}” names “{title}”, on which none of its readings rests."


def _names(verdict: str, title: str) -> bool:
    is_no_mere_name = len(title.split()) >= MIN_TITLE_WORDS and date_values.read(title) is None
    return is_no_mere_name or TITLE_IN_QUOTES.format(title) in verdict
