"""A selection as a handout: what stands on it of each event, with its sources as footnotes through the whole of it."""

import re
from dataclasses import dataclass

from django.db.models import Max
from django.utils.safestring import SafeString, mark_safe

from timeline.evidence import Evidence, Question, Reference, Side
from timeline.marks import notes
from timeline.models import Event, Revision
from timeline.printing.footnotes import Footnotes
from timeline.printing.options import Options
from timeline.selections import Item, Selection
from timeline.text.markdown import MARKER


@dataclass(frozen=True)
class Asked:
    """A question on which sources differ: what each reading says, and the footnotes of who says it."""

    question: Question
    sides: list[tuple[Side, list[Reference]]]


@dataclass(frozen=True)
class Entry:
    """An event on a handout, with the footnotes of its facts."""

    event: Event
    question: str
    lines: range
    date_notes: list[Reference]
    place_notes: list[Reference]
    people_notes: list[Reference]
    body: SafeString
    asked: list[Asked]
    revision: int | None  # the newest that readers may see


@dataclass(frozen=True)
class Handout:
    """The entries of a selection and their footnotes."""

    entries: list[Entry]
    footnotes: Footnotes
    number_selected: int

    @classmethod
    def of(cls, selection: Selection, options: Options) -> "Handout":
        """A selection as a handout; one event is told at length."""
        footnotes, revisions = Footnotes(), _revisions(selection.events)
        is_alone = len(selection.items) == 1
        entries = [
            _entry(item, footnotes, options, is_alone=is_alone, revision=revisions.get(item.event.pk))
            for item in selection.items
        ]
        return cls(entries, footnotes, len(entries) + selection.left_out)

    @property
    def is_alone(self) -> bool:
        """Whether it tells of one event."""
        return len(self.entries) == 1


def _entry(item: Item, footnotes: Footnotes, options: Options, *, is_alone: bool, revision: int | None) -> Entry:
    """What is printed of an event. The order of the arguments below is that of the sheet, and so of the numbers."""
    event, evidence = item.event, item.evidence
    return Entry(
        event=event,
        question=item.question,
        lines=options.lines_for(item.question),
        date_notes=footnotes.again(evidence.for_date(event.date) or evidence.for_field("date")),
        place_notes=footnotes.again(evidence.for_field("place")) if event.place_text or event.place else [],
        people_notes=footnotes.again(evidence.for_field("people")) if event.people.all() else [],
        body=_body(event, evidence, footnotes) if is_alone else SafeString(),
        asked=[
            Asked(question, [(side, footnotes.name(side.citations)) for side in question.sides])
            for question in evidence.questions
        ],
        revision=revision,
    )


def _body(event: Event, evidence: Evidence, footnotes: Footnotes) -> SafeString:
    """The body, sanitised when it was saved, with its markers as footnotes of the sheet."""

    def note(match: re.Match[str]) -> str:
        found = evidence.by_key(match[1])
        return notes(footnotes.again([found])) if found else ""

    return mark_safe(MARKER.sub(note, event.body_html))


def _revisions(events: list[Event]) -> dict[int, int]:
    """For each event the number of the newest revision that readers may see."""
    rows = Revision.objects.public().filter(event__in=events).order_by().values_list("event")
    return dict(rows.annotate(newest=Max("number")))
