"""Bringing a sound pack into the database: by key, all or nothing, and without undoing an editor's work.

Each row keeps the fingerprint of the record it came from. A record that the file still gives as it did when it was last
imported leaves its row alone, whatever editors have made of it since; one that has changed in the file is taken from
the file, and the report says what that replaced. What a file no longer holds stays, but for claims of an entry that the
file does hold and that nobody has edited: those follow the file.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from timeline import revisions
from timeline.choices import RevisionKind, Status
from timeline.imports.evidence import claims_of, fingerprint, merge_citations, merge_disagreement
from timeline.imports.joined import Joined
from timeline.imports.pack import Pack, PackError, Record
from timeline.imports.report import Report
from timeline.logs import log_after_commit
from timeline.models import Agency, CrewMember, Event, Mission, Person, Place, Programme, Source, Spacecraft
from timeline.models.base import Addressable, key_for
from timeline.models.spacecraft import MEASURES

logger = logging.getLogger(__name__)

MODELS: dict[str, type[Addressable]] = {
    "agencies": Agency,
    "programmes": Programme,
    "sources": Source,
    "places": Place,
    "people": Person,
    "missions": Mission,
    "spacecraft": Spacecraft,
    "events": Event,
}
# For each noun: our field ← the pack's, where a text is left empty when the pack has none.
TEXTS = {
    "agencies": {"name": "name", "full_name": "full_name", "country": "country"},
    "programmes": {"name": "name", "summary": "summary"},
    "sources": {
        name: name
        for name in (
            "title",
            "publisher",
            "published",
            "url",
            "archive_url",
            "kind",
            "standing",
            "language",
            "read_in",
            "note",
        )
    },
    "places": {"name": "name", "body": "body"},
    "people": {name: name for name in ("name", "native_name", "country", "born", "died")},
    "missions": {name: name for name in ("name", "country", "vehicle", "launch_site", "launched", "ended", "summary")},
    "spacecraft": {name: name for name in ("name", "country", "drawing", "description", "summary")},
    "events": {
        "title": "title",
        "date": "date",
        "kind": "kind",
        "summary": "summary",
        "body": "body",
        "place_text": "place",
    },
}
LISTS = {"sources": {"authors": "authors"}, "people": {"other_names": "also_known_as"}}
OTHER_NAMES = {"other_names": "other_names"}
COORDINATES = {"latitude": "lat", "longitude": "lon"}


def merge(pack: Pack) -> Report:
    """Bring the whole of a checked pack in; where a model refuses a record, bring nothing in and raise PackError."""
    merger = _Merger(pack)
    with transaction.atomic():
        revisions.keep_all(revisions.AS_FOUND)
        merger.run()
        if merger.faults:
            raise PackError(merger.faults)
        revisions.keep_all(revisions.By("From a file of many entries.", RevisionKind.IMPORT))
        counts = (each.total() for each in (merger.report.made, merger.report.changed, merger.report.unchanged))
        log_after_commit(logger, "Pack imported: %d made, %d changed, %d unchanged.", *counts)
    return merger.report


class _Merger:
    """One run of an import, and what it has found so far."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.report = Report()
        self.faults: list[str] = []
        self.rows: dict[str, dict[str, Any]] = {noun: {} for noun in MODELS}  # by the key in the pack
        self.citations: dict[str, dict[Any, Any]] = {}  # by the event's key, then by the claim's identity
        self.made: set[tuple[str, str]] = set()
        self.taken: set[tuple[str, str]] = set()  # from the file: made or changed
        self.joined = {noun: Joined(model, pack[noun]) for noun, model in MODELS.items()}
        self.keys = {  # the permanent keys of the records
            noun: {key_for(model.noun(), record["key"]) for record in pack[noun]} for noun, model in MODELS.items()
        }

    def run(self) -> None:
        """Every noun, in the order in which they refer to one another."""
        for noun in MODELS:
            for number, record in enumerate(self.pack[noun]):
                try:
                    with transaction.atomic():
                        self._entry(noun, record)
                except ValidationError as error:
                    self.faults.append(f"{noun}[{number}] “{record['key']}”: {_sentences(error)}")
            if self.faults:
                return
            if noun == "sources":
                self._join_sources()
        asked_of: Counter[str] = Counter()
        for number, record in enumerate(self.pack["disagreements"]):
            event = self.rows["events"][record["event"]]
            try:
                outcome = merge_disagreement(
                    record, event, self.citations[record["event"]], self.rows["places"], asked_of[record["event"]]
                )
            except ValidationError as error:
                self.faults.append(f"disagreements[{number}] “{record['key']}”: {_sentences(error)}")
                continue
            asked_of[record["event"]] += 1
            self.report.read["disagreements"] += 1
            getattr(self.report, outcome)["disagreements"] += 1
        self._note_what_stays()

    def _entry(self, noun: str, record: Record) -> None:
        """One record with what belongs to it: the row, its links, its crew and its citations."""
        row = self._row(noun, record)
        if (noun, record["key"]) in self.taken:
            self._link(noun, row, record)
        if noun in {"places", "people", "missions", "spacecraft", "events"}:
            others = self.joined[noun].claims_beside(record["key"])
            cited = merge_citations(row, claims_of(record), self.rows["sources"], self.report, others)
            if noun == "events":
                self.citations[record["key"]] = cited
        if isinstance(row, Event) and (noun, record["key"]) in self.taken:
            if (noun, record["key"]) in self.made:
                row.status = Status.PUBLISHED
            row.full_clean()
            row.save()

    def _row(self, noun: str, record: Record) -> Any:
        """The row for `record`: made, changed, or left as it stands."""
        model, key = MODELS[noun], record["key"]
        if row := self.joined[noun].row(key):
            self.report.notes.append(f"{noun} “{key}”: was merged into “{row}”, which was left as it is")
            return self._noted(noun, key, row, "unchanged")
        mark = fingerprint({name: value for name, value in record.items() if name not in {"cites", "claims"}})
        row = self._standing(noun, key)
        if row:
            outcome = "unchanged" if row.imported == mark else "changed"
        else:
            row = model(slug=key, key=key_for(model.noun(), key))
            outcome = "made"
            self.made.add((noun, key))
        if outcome != "unchanged":
            values = self._values(noun, record)
            replaced = [name for name, value in values.items() if outcome == "changed" and getattr(row, name) != value]
            if replaced:
                self.report.notes.append(f"{noun} “{key}”: taken from the file: {', '.join(replaced)}")
            for name, value in values.items():
                setattr(row, name, value)
            row.imported = mark
            row.full_clean()
            row.save()
            self.taken.add((noun, key))
        return self._noted(noun, key, row, outcome)

    def _noted(self, noun: str, key: str, row: Any, outcome: str) -> Any:
        """The row of a record, for whatever refers to it, and counted in the report."""
        self.rows[noun][key] = row
        self.report.read[noun] += 1
        getattr(self.report, outcome)[noun] += 1
        return row

    def _standing(self, noun: str, key: str) -> Any:
        """The row that the file calls `key`, if it stands here: by its permanent key, or else by its address.

        An entry that another record of the file made, and that an editor moved to this address, is not it.
        """
        rows: Any = MODELS[noun].objects  # type: ignore[attr-defined]
        if row := rows.filter(key=key_for(MODELS[noun].noun(), key)).first():
            return row
        try:
            row = rows.by_address(key)
        except rows.model.DoesNotExist:
            return None
        return None if row.key in self.keys[noun] else row

    def _values(self, noun: str, record: Record) -> dict[str, Any]:
        """What the record says, by the names of our fields."""
        values: dict[str, Any] = {ours: record.get(theirs) or "" for ours, theirs in TEXTS[noun].items()}
        if noun != "events":
            values |= {ours: record.get(theirs) or [] for ours, theirs in LISTS.get(noun, OTHER_NAMES).items()}
        if noun in {"places", "events"}:
            values |= {ours: record.get(theirs) for ours, theirs in COORDINATES.items()}
        if noun in {"missions", "events"}:
            values["place"] = self.rows["places"].get(record.get("place_key") or "")
        if noun == "missions":
            values |= {
                "programme": self.rows["programmes"].get(record.get("programme") or ""),
                "crewed": record["crewed"],
            }
        if noun == "spacecraft":
            values |= {name: _decimal(record.get(name)) for name in MEASURES}
            values["order"] = record.get("order", Spacecraft._meta.get_field("order").default)
        if noun == "events":
            values["significance"] = record["significance"]
        if noun == "sources":
            values["accessed"] = date.fromisoformat(record["accessed"]) if record.get("accessed") else None
        return values

    def _link(self, noun: str, row: Any, record: Record) -> None:
        """Join a taken row to the rows of other nouns that its record names."""
        if noun == "missions":
            self._crew(row, record)
        for name, rows in self._links(noun, record).items():
            if gone := [str(other) for other in getattr(row, name).all() if other not in rows]:
                self.report.notes.append(f"{noun} “{record['key']}”: {name} not in the file: {', '.join(gone)}")
            getattr(row, name).set(rows)

    def _links(self, noun: str, record: Record) -> dict[str, list[Any]]:
        """The rows of other nouns that a record names, by our many-to-many fields."""
        if noun == "programmes":
            return {"agencies": self._all("agencies", record.get("agencies"))}
        if noun == "missions":
            return {"agencies": self._all("agencies", [record["agency"]] if record.get("agency") else [])}
        if noun == "spacecraft":
            return {"missions": self._all("missions", record.get("missions"))}
        if noun == "events":
            return {name: self._all(name, record.get(name)) for name in ("missions", "people", "agencies")}
        return {}

    def _crew(self, mission: Any, record: Record) -> None:
        """The crew in the order of the file."""
        crew = [(self.rows["people"][member["person"]], member["role"]) for member in record.get("crew") or []]
        standing = [(member.person, member.role) for member in mission.crew_members.select_related("person")]
        if standing == crew:
            return
        if standing:
            self.report.notes.append(f"missions “{record['key']}”: taken from the file: crew")
        mission.crew_members.all().delete()
        for order, (person, role) in enumerate(crew, start=1):
            CrewMember.objects.create(mission=mission, person=person, role=role, order=order)

    def _all(self, noun: str, keys: Iterable[str] | None) -> list[Any]:
        return [self.rows[noun][key] for key in keys or []]

    def _join_sources(self) -> None:
        """Say which source draws on which, once all are there."""
        for record in self.pack["sources"]:
            if ("sources", record["key"]) in self.taken:
                self.rows["sources"][record["key"]].draws_on.set(self._all("sources", record.get("draws_on")))

    def _note_what_stays(self) -> None:
        """Say how much stands here that the file does not hold."""
        for noun, model in MODELS.items():
            others = model.objects.exclude(pk__in=[row.pk for row in self.rows[noun].values()]).count()  # type: ignore[attr-defined]
            if others:
                self.report.notes.append(f"{noun}: {others} that the file does not hold were left as they are")


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _sentences(error: ValidationError) -> str:
    """A ValidationError's messages, each with its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    named = ((name, message) for name, messages in error.message_dict.items() for message in messages)
    return " ".join(message if name == "__all__" else f"{name}: {message}" for name, message in named)
