"""The project's own wording and corrections on top of a pack, each naming what it replaces and why.

A mend is applied only while the pack still says what the mend was written against. Once the pack has changed there, the
pack is followed and the mend is reported as out of date: nothing is corrected blindly. docs/data.md describes the files.
"""

from pathlib import Path
from typing import Any

from django.conf import settings

from timeline.imports.pack import Pack, Record, read

MENDS = Path(settings.BASE_DIR) / "fixtures" / "mends" / "history.json"
WITHIN = {"claim": "claims", "reading": "readings"}


def apply(pack: Pack, path: Path | None = None) -> tuple[Pack, list[str]]:
    """`pack` with the mends of the file at `path` (the project's own unless given), of bodies/ and of spacecraft.json beside it.

    Also gives a line for each mend that no longer fits. A mend for a record that the pack does not hold is passed over.
    """
    path = path or MENDS
    mended = {noun: list(rows) for noun, rows in pack.items()}
    places = {(noun, record["key"]): place for noun in mended for place, record in enumerate(mended[noun])}
    stale = []
    for mend in [*read(path), *_bodies(path.parent / "bodies")]:
        noun, key = mend["noun"], mend["key"]
        if "add" in mend:
            if tuple(mend["beside"]) in places:
                if (noun, key) in places:
                    stale.append(f"{noun} “{key}”: the pack has it now, so the mend that adds it was passed over")
                else:
                    mended[noun].append({"key": key} | mend["add"])
            continue
        if (noun, key) not in places:
            continue
        record = mended[noun][places[noun, key]]
        changed = _mended(record, mend)
        if changed == record:
            stale.append(
                f"{noun} “{key}”.{mend['field']}: the pack no longer says what the mend replaces, so it says it itself"
            )
        mended[noun][places[noun, key]] = changed
    return _with_spacecraft(mended, path.parent / "spacecraft.json", stale), stale


def _with_spacecraft(pack: Pack, path: Path, stale: list[str]) -> Pack:
    """`pack` with the spacecraft of a file in the form of a pack and the sources they cite, where it lacks them.

    A spacecraft is added only to a pack that holds every mission it flew, and so not to a part of the history.
    """
    added = read(path) if path.exists() else {"sources": [], "spacecraft": []}
    held = {noun: {record["key"] for record in pack.get(noun, [])} for noun in ("sources", "missions", "spacecraft")}
    own = {source["key"]: source for source in added["sources"]}
    chosen = []
    for craft in added["spacecraft"]:
        cited = {claim["source"] for claim in craft["claims"]}
        if craft["key"] in held["spacecraft"]:
            stale.append(f"spacecraft “{craft['key']}”: the pack has it now, so the mend that adds it was passed over")
        elif set(craft["missions"]) <= held["missions"] and cited <= held["sources"] | own.keys():
            chosen.append(craft)
    if not chosen:
        return pack
    needed = {claim["source"] for craft in chosen for claim in craft["claims"]} - held["sources"]
    return pack | {
        "sources": [*pack["sources"], *(source for key, source in own.items() if key in needed)],
        "spacecraft": [*pack.get("spacecraft", []), *chosen],
    }


def _bodies(folder: Path) -> list[dict[str, Any]]:
    """The bodies of events, one Markdown file to each, as mends of records that have none."""
    return [
        {
            "noun": "events",
            "key": file.stem,
            "field": "body",
            "was": None,
            "now": file.read_text(encoding="utf-8").strip(),
        }
        for file in sorted(folder.glob("*.md"))
    ]


def _mended(record: Record, mend: dict[str, Any]) -> Record:
    """The record with a field of its own mended, or with that field of those of its claims or readings that fit."""
    for word, name in WITHIN.items():
        if word in mend:
            return record | {
                name: [_in_place(part, mend) if _fits(part, mend[word]) else part for part in record[name]]
            }
    return _in_place(record, mend)


def _in_place(record: Record, mend: dict[str, Any]) -> Record:
    return record | {mend["field"]: mend["now"]} if record.get(mend["field"]) == mend["was"] else record


def _fits(part: Record, wanted: Record) -> bool:
    return all(part.get(name) == value for name, value in wanted.items())
