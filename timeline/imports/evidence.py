"""Bringing in the evidence under one entry: its citations, and the disagreements in which they are weighed."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from timeline.imports.pack import Record, claim_identity
from timeline.imports.report import Report
from timeline.models import Citation, Disagreement, Event, Reading, Source
from timeline.models.base import key_for

CITATION_FIELDS = ("field", "value", "as_printed", "locator", "note", "language")


def fingerprint(record: Any) -> str:
    """A short digest of a record, the same for the same content."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def claims_of(record: Record) -> list[Record]:
    """The claims of an event's record, or for another noun one claim for each field that a cite supports."""
    if "claims" in record:
        return record["claims"]
    return [cite | {"field": name} for cite in record.get("cites") or [] for name in cite["supports"]]


def merge_citations(
    subject: Any, claims: Iterable[Record], sources: dict[str, Source], report: Report
) -> dict[Any, Citation]:
    """Bring the citations of `subject` in line with `claims`; give them by their identity in the pack.

    A claim that was mended in the file keeps its key. One that the file dropped goes, unless an editor has changed it.
    """
    wanted = {}
    for order, claim in enumerate(claims):
        content = {name: claim.get(name) or "" for name in CITATION_FIELDS}
        wanted[_mark(content, sources[claim["source"]])] = (
            order,
            content,
            sources[claim["source"]],
            claim_identity(claim),
        )
    standing = {
        citation.imported: citation for citation in subject.citations.select_related("source") if citation.imported
    }
    dropped = {mark: citation for mark, citation in standing.items() if mark not in wanted}
    found = {}
    for mark, (order, content, source, identity) in wanted.items():
        report.read["claims"] += 1
        citation = standing.get(mark)
        if citation is not None:
            report.unchanged["claims"] += 1
            if citation.order != order:
                Citation.objects.filter(pk=citation.pk).update(order=order)
        else:
            citation = _successor(dropped, content, source)
            (report.made if citation is None else report.changed)["claims"] += 1
            if citation is None:
                citation = Citation(key=key_for("citation", f"{subject.noun()}:{subject.slug}:{mark}"))
                setattr(citation, subject.noun(), subject)
            for name, value in content.items():
                setattr(citation, name, value)
            citation.source, citation.order, citation.imported = source, order, mark
            citation.clean_fields(exclude=["source", "event", "mission", "person", "place"])
            citation.clean()
            citation.save()
        found[identity] = citation
    for mark, citation in dropped.items():
        if mark == _mark({name: getattr(citation, name) for name in CITATION_FIELDS}, citation.source):
            citation.delete()
            report.removed["claims"] += 1
        else:
            report.notes.append(
                f"The citation “{citation}” of “{subject}” is gone from the file; an editor has changed it, so it stays."
            )
    return found


def _mark(content: Record, source: Source) -> str:
    return fingerprint([content, source.key])


def _successor(dropped: dict[str, Citation], content: Record, source: Source) -> Citation | None:
    """Of the citations that the file dropped, the one that this claim is the mended form of, if any; it is taken out."""
    alike = [mark for mark, old in dropped.items() if old.field == content["field"] and old.source_id == source.pk]
    alike.sort(key=lambda mark: dropped[mark].locator != content["locator"])
    return dropped.pop(alike[0]) if alike else None


def merge_disagreement(record: Record, event: Event, citations: dict[Any, Citation]) -> str:
    """Bring one disagreement in, with its readings; say whether it was "made", "changed" or "unchanged"."""
    mark = fingerprint(record)
    row = Disagreement.objects.filter(slug=record["key"]).first()
    if row and row.imported == mark:
        return "unchanged"
    outcome = "changed" if row else "made"
    row = row or Disagreement(slug=record["key"], key=key_for("disagreement", record["key"]))
    row.event, row.imported, row.verdict = event, mark, record.get("assessment") or ""
    row.featured = record.get("featured", False)
    row.field, row.question, row.kind = record["field"], record["question"], record["kind"]
    row.full_clean()
    row.save()
    for order, reading in enumerate(record["readings"], start=1):
        values = {"value": reading["value"], "accepted": reading["accepted"]}
        line, _ = Reading.objects.update_or_create(disagreement=row, order=order, defaults=values)
        line.citations.set(citations[claim_identity(claim)] for claim in reading["claims"])
    row.readings.filter(order__gt=len(record["readings"])).delete()
    return outcome
