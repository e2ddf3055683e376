"""A claim as a report names it: what it said on the day, on which entry, and whether that is another today."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.choices import Status
from timeline.models import Citation, EntryRevision, Event, Revision
from timeline.models.base import leading_to
from timeline.models.citations import CITED_FIELDS, SUBJECTS
from timeline.models.reports import About
from timeline.models.revisions import last_of, public_of
from timeline.text import edtf

MOST_DIGITS = 9  # of the number of a revision; no database takes much longer ones


@dataclass(frozen=True)
class Claim:
    """A citation that readers see, and the revision of its entry that somebody read it in."""

    citation: Citation
    read_in: int | None = None

    @property
    def subject(self) -> Any:
        """The entry that it stands on."""
        return self.citation.subject

    @cached_property
    def said(self) -> str:
        """What it says and who says so, as plain text."""
        each = self.citation
        return in_words(
            each.field_label, each.value, each.as_printed, ", ".join(filter(None, [each.source.title, each.locator]))
        )

    @cached_property
    def newest(self) -> int | None:
        """The number of the last revision of its entry; None where it has none."""
        return last_of(self.subject)[0] or None

    @property
    def has_changed_since(self) -> bool:
        """Whether its page is another than in the revision that was read."""
        return bool(self.read_in and self.newest and self.newest > self.read_in)

    @cached_property
    def said_then(self) -> str:
        """What it said in the revision that was read, where that was something else."""
        if not self.has_changed_since:
            return ""
        read = public_of(self.subject).filter(number=self.read_in).first()
        then = (
            next((each for each in read.state["citations"] if each["id"] == self.citation.key), None) if read else None
        )
        said = in_words_of_state(self.subject.noun(), then) if then else ""
        return said if said != self.said else ""


def in_words(label: str, value: str, as_printed: str, source: str) -> str:
    """A claim on one line: “Launched: 15 July 1975, “ … ” (NASA, p. 3)”."""
    told = edtf.words(value) if value else "as the page says"
    printed = f" “{as_printed}”" if as_printed else ""
    return " ".join(f"{label}: {told}{printed} ({source})".split())


def in_words_of_state(noun: str, citation: dict[str, Any]) -> str:
    """The same of a citation as a revision holds it."""
    label = CITED_FIELDS[noun].get(citation["field"], citation["field"])
    source = ", ".join(filter(None, [citation["source"]["name"], citation["locator"]]))
    return in_words(label, citation["value"], citation["as_printed"], source)


def revisions_of(about: About) -> Any:
    """The revisions that readers see of the entry that a report is about, or of that into which it was merged."""
    keys = leading_to(about.noun, [about.subject]).values()
    if about.noun == Event.noun():
        return Revision.objects.public().filter(event__key__in=keys)
    return EntryRevision.objects.of(about.noun, keys)


def find(key: str, read_in: str = "") -> Claim | None:
    """The claim with a permanent key, read in the revision of a number; None where there is no such claim that readers may see.

    A number that can be none is as good as none given. The claim of a withdrawn event is given too: its page says what became of it.
    """
    rows = Citation.objects.select_related("source", *SUBJECTS)
    citation = rows.filter(key=key).first()
    if citation is None or (citation.event and citation.event.status not in (Status.PUBLISHED, Status.WITHDRAWN)):
        return None
    is_number = read_in.isascii() and read_in.isdigit() and len(read_in) <= MOST_DIGITS
    return Claim(citation, int(read_in) if is_number else None)
