"""The founding articles' part of the pack: imported, it is what the fixtures hold of it."""

import json
from pathlib import Path

import pytest

from timeline import fixtures
from timeline.imports import faults, mends, pack
from timeline.imports.merge import merge

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

RESEARCH = Path(__file__).resolve().parent.parent.parent / "shared" / "research" / "history.json"
needs_research = pytest.mark.skipif(not RESEARCH.exists(), reason="the research pack does not lie beside the project")


def by_themselves(folder):
    """The records in a folder of fixtures, but for what depends on what else there is.

    That is the witness of a source, and the fingerprint of a spacecraft's record, which names flights outside the part. Lesson
    sets stand in no pack.
    """
    records = [
        record
        for path in sorted(folder.glob("*.json"))
        for record in json.loads(path.read_text(encoding="utf-8"))
        if not record["model"].startswith("timeline.lesson")
    ]
    for record in records:
        record["fields"].pop("witness", None)
        if record["model"] == "timeline.spacecraft":
            record["fields"].pop("imported")
    return records


@needs_research
def test_import_of_the_founding_part_gives_what_the_fixtures_hold_of_it(tmp_path, founding_folder):
    mended, stale = mends.apply(faults.check(pack.read(RESEARCH)))
    merge(pack.resting_on(mended, "article-"))
    fixtures.write(tmp_path)
    assert stale == []
    assert by_themselves(tmp_path) == by_themselves(founding_folder)
