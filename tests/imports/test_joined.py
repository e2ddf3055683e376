"""A file that still holds what was merged here: the entry stays as it is, with the claims of both records."""

import pytest

from tests.imports.packs import PACK, stored
from timeline import merging
from timeline.imports import faults
from timeline.imports.merge import merge
from timeline.models import Event, Person, Place
from timeline.revisions import By

pytestmark = pytest.mark.django_db


def doubled(noun, key, **changes):
    """The pack with the record `key` twice, the second under another key."""
    [record] = [record for record in PACK[noun] if record["key"] == key]
    return {**PACK, noun: [*PACK[noun], record | {"key": f"{key}-2"} | changes]}


def imported(pack):
    return merge(faults.check(pack))


@pytest.mark.parametrize(("noun", "model", "key"), [("people", Person, "alexei-leonov"), ("places", Place, "baikonur")])
@pytest.mark.parametrize("stays", ["first", "second"])
def test_importing_again_leaves_what_was_merged_as_it_is(noun, model, key, stays):
    pack = doubled(noun, key, name="Another name")
    imported(pack)
    rows = [model.objects.get(slug=slug) for slug in (key, f"{key}-2")]
    kept, gone = rows if stays == "first" else rows[::-1]
    cited = {citation.key for row in rows for citation in row.citations.all()}
    merging.merge(gone, kept, By("They are one."))
    left = {citation.key for citation in kept.citations.all()}
    assert left <= cited
    before = stored()
    report = imported(pack)
    assert stored() == before
    assert (
        f"{noun} “{gone.slug}”: was merged into “{model.objects.get(key=kept.key)}”, which was left as it is"
        in report.notes
    )
    assert {citation.key for citation in kept.citations.all()} == left


def test_the_claims_of_two_events_that_were_merged_stay_together():
    [record] = [record for record in PACK["events"] if record["claims"]][:1]
    claims = [record["claims"][0] | {"locator": "elsewhere"}]
    pack = {**PACK, "events": [*PACK["events"], record | {"key": "double", "claims": claims}]}
    imported(pack)
    kept, gone = (Event.objects.get(slug=slug) for slug in (record["key"], "double"))
    number = kept.citations.count()
    merging.merge(gone, kept, By("They are one."))
    before = stored()
    imported(pack)
    assert kept.citations.count() == number + 1
    orders = stored()["09_citations"]
    assert [row["fields"]["locator"] for row in orders] == [row["fields"]["locator"] for row in before["09_citations"]]
