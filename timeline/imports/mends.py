"""The project's own wording and corrections on top of a pack, each naming what it replaces and why.

A mend is applied only while the pack still says what the mend was written against. Once the pack has changed there, the
pack is followed and the mend is reported as out of date: nothing is corrected blindly.
"""

from pathlib import Path
from typing import Any

from django.conf import settings

from timeline.imports.pack import Pack, Record, read

MENDS = Path(settings.BASE_DIR) / "fixtures" / "mends" / "history.json"


def apply(pack: Pack, path: Path | None = None) -> tuple[Pack, list[str]]:
    """`pack` with the mends of the file at `path` (the project's own unless given), and a line for each mend that no longer fits.

    A mend has `noun`, `key`, `field`, `was`, `now` and `why`; with `claim`, some fields of a claim, it is about the
    claims of an event that have them. A mend for a record that the pack does not hold is passed over.
    """
    records = {(noun, record["key"]): (noun, place) for noun in pack for place, record in enumerate(pack[noun])}
    mended = {noun: list(rows) for noun, rows in pack.items()}
    stale = []
    for mend in read(path or MENDS):
        if (mend["noun"], mend["key"]) not in records:
            continue
        noun, place = records[mend["noun"], mend["key"]]
        record = mended[noun][place]
        changed = _mend_claims(record, mend) if "claim" in mend else _mend(record, mend)
        if changed == record:
            stale.append(
                f"{noun} “{record['key']}”.{mend['field']}: the pack no longer says what the mend replaces, so it says it itself"
            )
        mended[noun][place] = changed
    return mended, stale


def _mend(record: Record, mend: dict[str, Any]) -> Record:
    return record | {mend["field"]: mend["now"]} if record.get(mend["field"]) == mend["was"] else record


def _mend_claims(event: Record, mend: dict[str, Any]) -> Record:
    def fits(claim: Record) -> bool:
        return all(claim.get(name) == value for name, value in mend["claim"].items())

    return event | {"claims": [_mend(claim, mend) if fits(claim) else claim for claim in event["claims"]]}
