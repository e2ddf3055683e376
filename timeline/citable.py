"""What others cite: a page of ours with all its sources, or one of the sources itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any
from zlib import compress, decompress

from django.core.cache import cache

from timeline import versions
from timeline.citing import Record
from timeline.evidence import Evidence
from timeline.exports import FORMATS, Format
from timeline.filters import sets
from timeline.models import Citation, Event, Mission, Person, Place, Source, Spacecraft
from timeline.models.revisions import last_of
from timeline.selections import Selection

SITE = "Space History"
KEPT_FOR_S = 24 * 3600
KEYS_AT_ONCE = 10_000  # in one question to the database, which takes a bounded number


@dataclass(frozen=True)
class Citable:
    """A page of this site, or a source where `source` is given. All addresses are paths of this site."""

    key: str  # by which programs know the entry; never changes
    title: str
    path: str  # the page that shows it, with its query
    cited_path: str  # what stands in a reference, and changes least
    sources: tuple[Source, ...] = ()
    version: int = 0  # the number of its last revision, 0 where none is kept
    revised: date | None = None
    source: Source | None = None

    @property
    def cite_path(self) -> str:
        """The page with its references in all styles."""
        return f"/cite{self.path}"

    def export_path(self, what: str, extension: str) -> str:
        """The address of a file: `what` is "entry" for the page or source itself, or "sources"."""
        return f"/export/{what}.{extension}{self.path}"

    def csl(self, site_url: str, today: date | None = None) -> dict[str, Any]:
        """It as a CSL-JSON record; a page of ours as it was read on the day `today`."""
        if self.source:
            return self.source.csl()
        record: dict[str, Any] = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "language": "en",
            "container-title": SITE,
            "URL": site_url + self.cited_path,
        }
        if self.revised:
            record |= {"version": str(self.version), "issued": _day(self.revised)}
        if today:
            record["accessed"] = _day(today)
        return record

    def record(self, site_url: str, today: date) -> Record:
        """It for the styles, which say of a page of ours, since it changes, when it was read."""
        return Record(self.csl(site_url, today), is_living=self.source is None)


def _day(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def of_entry(entry: Event | Mission | Person | Place | Spacecraft, evidence: Evidence) -> Citable:
    """The page of an entry, with the number and the day of its last public revision."""
    version, made = last_of(entry)
    return Citable(
        key=f"{entry.noun()}-{entry.key}",
        title=str(entry),
        path=entry.get_absolute_url(),
        cited_path=entry.permanent_url,
        sources=_sources([evidence]),
        version=version,
        revised=made.date() if made else None,
    )


def of_page(title: str, path: str) -> Citable:
    """Any other page of this site: a list, a set, what is said about it."""
    return Citable(_key(path), title, path, path)


def of_source(source: Source) -> Citable:
    """A source itself, and not our page of it."""
    return Citable(source.key, source.title, source.get_absolute_url(), source.permanent_url, source=source)


def of_selection(selection: Selection) -> Citable:
    """What a selection shows: the page of one event, or of several with the sources of all."""
    evidence = [item.evidence for item in selection.items]
    if [event.get_absolute_url() for event in selection.events] == [selection.path]:
        return of_entry(selection.events[0], evidence[0])
    key = _key(selection.short_path)
    if selection.is_readers_own:  # a code in small letters would not be of one set alone
        key = f"set-{blake2b(selection.path.encode(), digest_size=6).hexdigest()}"
    sources = _sources(evidence)
    return Citable(
        key=key,
        title=f"{selection.title} [lesson set made by a reader]" if selection.is_readers_own else selection.title,
        path=selection.path,
        cited_path=selection.short_path,
        sources=sources + (_further(selection, sources) if selection.left_out else ()),
    )


def _key(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "timeline"


def _further(selection: Selection, shown: Iterable[Source]) -> tuple[Source, ...]:
    """The sources of the events that were too many to be shown, by title; without those in `shown`."""
    selected, cited = sets.keys(selection.selected), set[int]()
    for start in range(0, len(selected), KEYS_AT_ONCE):
        rows = Citation.objects.filter(event__in=selected[start : start + KEYS_AT_ONCE]).order_by()
        cited.update(rows.values_list("source", flat=True).distinct())
    return tuple(Source.objects.filter(pk__in=cited - {source.pk for source in shown}))


def _sources(entries: Iterable[Evidence]) -> tuple[Source, ...]:
    """Their sources, each once: entry by entry, in the order in which its page numbers them."""
    found = (cited.source for evidence in entries for cited in evidence.sources)
    return tuple({source.pk: source for source in found}.values())


def all_sources(form: Format) -> bytes:
    """Every source that readers see as one file, by title; kept compressed until the data change."""
    version = versions.current()
    key = f"all-sources-{version}.{form.name}"
    if version and (found := cache.get(key)) is not None:
        return decompress(found)
    written = form.write(source.csl() for source in Source.objects.public()).encode()
    if version:
        cache.set(key, compress(written), KEPT_FOR_S)
    return written


def sizes_of_all_sources() -> list[tuple[Format, int]]:
    """Each format with the bytes of the file of all sources."""
    return versions.kept("sizes-of-all-sources", lambda: [(form, len(all_sources(form))) for form in FORMATS])
