"""Rules about evidence: what is cited, by how many witnesses, and how disagreements are judged."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from timeline.checks.rules import AT_ONCE, Broken, Level, Rows, rule
from timeline.evidence import witnesses
from timeline.models import Citation, Disagreement, Event, Mission, Person, Place, Programme, Source, Spacecraft
from timeline.models.citations import CITED_FIELDS, SUBJECTS
from timeline.text.figures import figures
from timeline.text.markdown import MARKER

# The facts of each noun that carry a date, say who took part or how large it is, and may not be shown without a source.
MUST_BE_CITED: dict[Any, tuple[str, ...]] = {
    Mission: ("launched", "ended"),
    Person: ("born", "died"),
    Spacecraft: ("length", "width", "height", "summary"),
}
SHOULD_BE_CITED: dict[Any, tuple[str, ...]] = {Mission: ("vehicle", "launch_site")}
CITED = Prefetch("citations", Citation.objects.select_related("source"))
# Where the value of a cited field stands, when it is not under the field's own name.
STANDS_IN = {
    "place": ("place_text", "place_id"),
    "also_known_as": ("other_names",),
    "lat": ("latitude",),
    "lon": ("longitude",),
}
# Fields that every entry has, or for which the words of the citation itself are enough.
NEEDS_NOTHING = {"date", "title", "detail", "people", "name", "country"}


def _uncited(rows: Iterable[Any], names: tuple[str, ...]) -> Broken:
    for row in rows:
        cited = {citation.field for citation in row.citations.all()}
        for name in names:
            if getattr(row, name) and name not in cited:
                yield row, f"No source supports “{name}” ({getattr(row, name)})."


@rule("uncited", Level.ERROR)
def uncited(rows: Rows) -> Broken:
    """The date of an event, the launch, end and crew of a mission, the birth and death of a person, the dimensions of a
    spacecraft have a source."""
    for event in rows(Event).uncited():
        yield event, f"No source supports its date ({event.date})."
    for noun, names in MUST_BE_CITED.items():
        yield from _uncited(rows(noun).prefetch_related("citations").iterator(AT_ONCE), names)
    named = Citation.objects.filter(mission=OuterRef("pk"), field="crew")
    for mission in rows(Mission).filter(crew_members__isnull=False).exclude(Exists(named)).distinct():
        yield mission, "No source supports its crew."


@rule("uncited-detail", Level.WARNING)
def uncited_detail(rows: Rows) -> Broken:
    """The place and people of an event, the vehicle and launch site of a mission, the coordinates of a place have a source."""
    placed = Citation.objects.filter(event=OuterRef("pk"), field="place")
    has_place = ~Q(place_text="") | Q(place__isnull=False)
    for event in rows(Event).filter(has_place).exclude(Exists(placed)).select_related("place"):
        yield event, f"No source supports where it was ({event.place_text or event.place})."
    named = Citation.objects.filter(event=OuterRef("pk"), field="people")
    for event in rows(Event).filter(people__isnull=False).exclude(Exists(named)).distinct():
        yield event, "No source supports who took part."
    for noun, names in SHOULD_BE_CITED.items():
        yield from _uncited(rows(noun).prefetch_related("citations").iterator(AT_ONCE), names)
    lat, lon = (Exists(Citation.objects.filter(place=OuterRef("pk"), field=name)) for name in ("lat", "lon"))
    for place in rows(Place).filter(latitude__isnull=False).exclude(lat & lon):
        yield place, "No source supports its coordinates, which are rounded common knowledge."


@rule("one-witness", Level.WARNING)
def one_witness(rows: Rows) -> Broken:
    """The date of an event and the launch of a mission have two independent witnesses."""
    for event in rows(Event).prefetch_related(CITED).iterator(AT_ONCE):
        yield from _weakly_dated(event, "date", "date")
    for mission in rows(Mission).exclude(launched="").prefetch_related(CITED).iterator(AT_ONCE):
        yield from _weakly_dated(mission, "launched", "launch")


def _weakly_dated(row: Any, name: str, called: str) -> Broken:
    """The row where those that date it as it stands, to the day or exactly, are fewer than two."""
    cited = [citation for citation in row.citations.all() if citation.field == name]
    agreeing = [each for each in cited if each.gives(getattr(row, name))]
    if cited and not agreeing:
        yield row, f"None of its sources gives its {called} as it stands ({getattr(row, name)})."
    elif witnesses(agreeing) == 1:
        yield row, f"Its {called} ({getattr(row, name)}) rests on one independent witness: {agreeing[0].source}."


@rule("citation-of-nothing", Level.ERROR)
def citation_of_nothing(rows: Rows) -> Broken:
    """What a citation supports is there: an entry that has a source for a fact also has the fact."""
    cited = rows(Citation).select_related("source", *SUBJECTS)
    for citation in cited.prefetch_related("mission__crew_members", "person__crew_places").iterator(AT_ONCE):
        subject, name = citation.subject, citation.field
        if name not in CITED_FIELDS[subject.noun()]:
            yield citation, f"It supports “{name}”, which no {subject.noun()} has."
        elif name not in NEEDS_NOTHING and not any(_value(subject, each) for each in STANDS_IN.get(name, (name,))):
            yield citation, f"It supports “{name}” of the {subject.noun()} “{subject}”, where nothing stands."


def _value(subject: Any, name: str) -> bool:
    if name in {"crew", "roles"}:
        return bool(subject.crew_members.all())
    if name == "flight":
        return bool(subject.crew_places.all())
    return getattr(subject, name) not in (None, "", [])


@rule("no-drawing", Level.ERROR)
def no_drawing(rows: Rows) -> Broken:
    """A spacecraft has its drawing among the static files."""
    for spacecraft in rows(Spacecraft):
        if spacecraft.sheet is None:
            yield spacecraft, f"There is no drawing static/spacecraft/{spacecraft.drawing}.svg."


@rule("words-not-kept", Level.WARNING)
def words_not_kept(rows: Rows) -> Broken:
    """A citation of an event keeps the words as printed and the place where they stand."""
    for citation in rows(Citation).filter(event__isnull=False).select_related("event", "source"):
        missing = [
            word
            for word, text in (("words as printed", citation.as_printed), ("locator", citation.locator))
            if not text
        ]
        if missing:
            yield citation, f"It has no {' and no '.join(missing)}: {citation.source}, of “{citation.event}”."


@rule("unmarked-statement", Level.ERROR)
def unmarked_statement(rows: Rows) -> Broken:
    """Every paragraph of a body names citations of its own event as the ground it rests on."""
    for event in rows(Event).exclude(body="").prefetch_related("citations").iterator(AT_ONCE):
        keys = {citation.key for citation in event.citations.all()}
        for number, paragraph in enumerate(re.split(r"\n\s*\n", event.body.strip()), start=1):
            marked = set(MARKER.findall(paragraph))
            if not marked:
                yield event, f"Paragraph {number} of its body names no citation."
            if foreign := sorted(marked - keys):
                yield (
                    event,
                    f"Paragraph {number} of its body names what is no citation of this event: {', '.join(foreign)}.",
                )


@rule("unsupported-figure", Level.WARNING)
def unsupported_figure(rows: Rows) -> Broken:
    """Each figure in the summary of an event is given by a citation or a verdict of it, or is part of its date or of a name."""
    names = [name for noun in (Mission, Programme, Spacecraft) for name in noun.objects.values_list("name", flat=True)]
    short = {part.strip() for name in names for part in re.split(r"[()]", name)}  # "Salyut 6 (DOS-5)" goes by either
    for event in rows(Event).prefetch_related("citations", "missions", "disagreements").iterator(AT_ONCE):
        cited = (text for each in event.citations.all() for text in (each.value, each.as_printed, each.note))
        named = [name for name in short if _stands_in(name, event.summary)]
        named += [mission.name for mission in event.missions.all()]
        verdicts = [question.verdict for question in event.disagreements.all()]
        given = figures(" ".join([event.date, event.title, *cited, *verdicts, *named]))
        if unsupported := [figure for figure in figures(event.summary) if figure not in given]:
            yield event, f"Its summary has figures that no citation or verdict of it gives: {', '.join(unsupported)}."


def _stands_in(name: str, text: str) -> bool:
    """Whether a text has a name in it as words of their own: no "Apollo 1" in "Apollo 11"."""
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


@rule("no-verdict", Level.ERROR)
def no_verdict(rows: Rows) -> Broken:
    """Every disagreement has a verdict, or says in words that it is open and why."""
    for disagreement in rows(Disagreement):
        if not disagreement.verdict.strip():
            yield disagreement, f"The question “{disagreement}” has neither a verdict nor a word on why it is open."


@rule("one-sided", Level.ERROR)
def one_sided(rows: Rows) -> Broken:
    """A disagreement has at least two readings, each resting on a citation of its own event."""
    for disagreement in rows(Disagreement).prefetch_related("readings__citations").iterator(AT_ONCE):
        readings = list(disagreement.readings.all())
        if len(readings) < 2:
            yield disagreement, f"The question “{disagreement}” has fewer than two readings."
        for reading in readings:
            cited = list(reading.citations.all())
            if not cited:
                yield disagreement, f"The reading “{reading}” rests on no citation."
            if any(citation.event_id != disagreement.event_id for citation in cited):
                yield disagreement, f"The reading “{reading}” rests on a citation of another entry."


@rule("no-address", Level.WARNING)
def no_address(rows: Rows) -> Broken:
    """A source has an address at which it can be read."""
    for source in rows(Source).filter(url="", archive_url=""):
        yield source, f"It has no address: {source.read_in or 'nothing says how it was read'}."


@rule("copy", Level.WARNING)
def copy(rows: Rows) -> Broken:
    """A source is the original rather than a copy or a mirror, whose address may vanish."""
    for source in rows(Source).filter(standing="copy").prefetch_related("draws_on").iterator(AT_ONCE):
        originals = ", ".join(f"“{original}”" for original in source.draws_on.all())
        if originals:
            yield source, f"It is a copy of {originals}: cite the original where it can be read."
        else:
            yield source, "It is a copy, and nothing says of what: name the original under “draws on”."


@rule("no-official-source", Level.WARNING)
def no_official_source(rows: Rows) -> Broken:
    """An event of the first rank has a primary or official source."""
    for event in rows(Event).filter(significance=5).exclude(citations__source__standing="primary").distinct():
        yield event, "None of its sources is primary or official."
