"""Bringing in the evidence under one entry: its citations, and the disagreements in which they are weighed."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from timeline.imports.pack import Record, claim_identity
from timeline.imports.report import Report
from timeline.models import Citation, Disagreement, Event, Place, Reading, Source
from timeline.models.base import key_for
from timeline.models.citations import SUBJECTS

CITATION_FIELDS = ("field", "value", "as_printed", "locator", "note", "language", "no_conflict")
YOUNGER_FIELDS = {"no_conflict"}  # left out of a mark where they are empty, so that the marks of older imports hold


def fingerprint(record: Any) -> str:
    """A short digest of a record, the same for the same content."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def claims_of(record: Record) -> list[Record]:
    """The claims of the record of an event or a spacecraft, or for another noun one claim for each field that a cite supports."""
    if "claims" in record:
        return record["claims"]
    return [cite | {"field": name} for cite in record.get("cites") or [] for name in cite["supports"]]


def merge_citations(
    subject: Any, claims: Iterable[Record], sources: dict[str, Source], report: Report, others: Iterable[Record] = ()
) -> dict[Any, Citation]:
    """Bring the citations of `subject` in line with `claims`; give them by their identity in the pack.

    A claim that was mended in the file keeps its key. One that the file dropped goes, unless an editor has changed it.
    The claims `others` of the file are left alone: they came from entries that were merged into `subject`.
    """
    wanted = {}
    for order, claim in enumerate(claims):
        content = _content(claim)
        wanted[_mark(content, sources[claim["source"]])] = (
            order,
            content,
            sources[claim["source"]],
            claim_identity(claim),
        )
    standing = {
        citation.imported: citation for citation in subject.citations.select_related("source") if citation.imported
    }
    left = {_mark(_content(claim), sources[claim["source"]]) for claim in others}
    dropped = {mark: citation for mark, citation in standing.items() if mark not in wanted and mark not in left}
    successors = _successors(
        dropped, {mark: (content, source) for mark, (_, content, source, _) in wanted.items() if mark not in standing}
    )
    found = {}
    for mark, (order, content, source, identity) in wanted.items():
        report.read["claims"] += 1
        citation = standing.get(mark)
        if citation is not None:
            report.unchanged["claims"] += 1
            if citation.order != order:
                Citation.objects.filter(pk=citation.pk).update(order=order)
        else:
            citation = successors.get(mark)
            (report.made if citation is None else report.changed)["claims"] += 1
            if citation is None:
                citation = Citation(key=_free_key(f"{subject.noun()}:{subject.slug}:{fingerprint(identity)}"))
                setattr(citation, subject.noun(), subject)
            elif _is_edited(citation):
                report.notes.append(
                    f"The citation “{citation}” of “{subject}”, which an editor had changed, was taken from the file."
                )
            for name, value in content.items():
                setattr(citation, name, value)
            citation.source, citation.order, citation.imported = source, order, mark
            citation.clean_fields(exclude=["source", *SUBJECTS])
            citation.clean()
            citation.save()
        found[identity] = citation
    for citation in dropped.values():
        if _is_edited(citation):
            report.notes.append(
                f"The citation “{citation}” of “{subject}” is gone from the file; an editor has changed it, so it stays."
            )
        else:
            citation.delete()
            report.removed["claims"] += 1
    return found


def _content(claim: Record) -> Record:
    return {name: claim.get(name) or "" for name in CITATION_FIELDS}


def _mark(content: Record, source: Source) -> str:
    return fingerprint(
        [{name: value for name, value in content.items() if value or name not in YOUNGER_FIELDS}, source.key]
    )


def _is_edited(citation: Citation) -> bool:
    return citation.imported != _mark({name: getattr(citation, name) for name in CITATION_FIELDS}, citation.source)


def _free_key(name: str) -> str:
    """The permanent key for `name`, or the next one where a citation has it that was mended to something else since."""
    key = key_for("citation", name)
    while Citation.objects.filter(key=key).exists():
        key = key_for("citation", key)
    return key


def _successors(dropped: dict[str, Citation], fresh: dict[str, tuple[Record, Source]]) -> dict[str, Citation]:
    """For each claim that is new in the file, the citation that it is the mended form of, if any; those are taken out.

    Both are about one field and from one source; among several, what is most alike is paired first.
    """
    found: dict[str, Citation] = {}
    for likeness in (("value", "as_printed", "locator"), ("value",), ("as_printed", "locator"), ("locator",), ()):
        for mark, (content, source) in fresh.items():
            for old_mark, old in dropped.items() if mark not in found else ():
                is_of_its_kind = old.field == content["field"] and old.source_id == source.pk
                if is_of_its_kind and all(getattr(old, name) == content[name] for name in likeness):
                    found[mark] = dropped.pop(old_mark)
                    break
    return found


def merge_disagreement(
    record: Record, event: Event, citations: dict[Any, Citation], places: dict[str, Place], order: int
) -> str:
    """Bring one disagreement in, with its readings, as the `order`th of its event.

    Say whether it was "made", "changed" or "unchanged".
    """
    mark = fingerprint(record)
    permanent = key_for("disagreement", record["key"])
    row = Disagreement.objects.filter(key=permanent).first() or Disagreement.objects.filter(slug=record["key"]).first()
    if row and row.imported == mark:
        if row.order != order:
            Disagreement.objects.filter(pk=row.pk).update(order=order)
        return "unchanged"
    outcome = "changed" if row else "made"
    row = row or Disagreement(slug=record["key"], key=permanent)
    row.event, row.imported, row.verdict = event, mark, record.get("assessment") or ""
    row.order = order
    row.featured = record.get("featured", False)
    row.field, row.question, row.kind = record["field"], record["question"], record["kind"]
    row.full_clean()
    row.save()
    for order, reading in enumerate(record["readings"], start=1):
        values = {
            "value": reading["value"],
            "accepted": reading["accepted"],
            "place": places.get(reading.get("place_key") or ""),
        }
        line, _ = Reading.objects.update_or_create(disagreement=row, order=order, defaults=values)
        line.citations.set(citations[claim_identity(claim)] for claim in reading["claims"])
    row.readings.filter(order__gt=len(record["readings"])).delete()
    return outcome
