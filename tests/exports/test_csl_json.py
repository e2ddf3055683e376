"""CSL-JSON: citeproc-py reads every record, and each is as the schema of CSL 1.0.2 has it."""

import json

import pytest
from citeproc.source.json import CiteProcJSON

from tests.exports.records import everything
from timeline.exports import FORMATS, csl_json
from timeline.text import csl

VARIABLES = {
    *("id", "type", "title", "language", "author", "publisher", "container-title", "issued", "URL", "accessed"),
    "version",
}
PARTS_OF_A_NAME = {"family", "given", "non-dropping-particle", "suffix", "literal"}
PARTS_OF_A_DATE = {"date-parts", "circa"}


def test_every_record_is_read_back_by_another_program():
    records = json.loads(csl_json(everything()))
    assert records == [csl.for_programs(record) for record in everything()]
    bibliography = CiteProcJSON(records)
    for record in records:
        read = bibliography[record["id"]]
        assert (read.type, str(read["title"])) == (record["type"], record["title"])
        for name in ("publisher", "container-title", "URL", "language"):
            assert str(read.get(name.replace("-", "_"), "")) == record.get(name, ""), record
        assert [dict(name) for name in read.get("author", [])] == record.get("author", [])
        if "date-parts" in (issued := record.get("issued", {})):
            first = read["issued"].get("begin", read["issued"])
            assert [first[part] for part in ("year", "month", "day") if part in first] == issued["date-parts"][0]


def test_every_record_holds_what_the_schema_knows_and_nothing_else():
    for record in json.loads(csl_json(everything())):
        assert set(record) <= VARIABLES
        assert all(set(name) <= PARTS_OF_A_NAME for name in record.get("author", []))
        assert all(set(record[name]) <= PARTS_OF_A_DATE for name in ("issued", "accessed") if name in record)


def test_each_format_has_the_type_under_which_programs_know_it():
    assert [(each.name, each.content_type.partition(";")[0]) for each in FORMATS] == [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ]


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("1957~", {"date-parts": [[1957]], "circa": True}),
        ("195X", {"date-parts": [[1950], [1959]]}),
        ("1957-22", {"date-parts": [[1957]]}),
        ("1957-35", {"date-parts": [[1957]]}),
        ("1975-07-17T16:09Z/1975-07-18T10:00:00Z", {"date-parts": [[1975, 7, 17], [1975, 7, 18]]}),
        ("1998/..", {"date-parts": [[1998], [0]]}),
    ],
)
def test_dates_go_out_as_numbers_alone(published, issued):
    (record,) = json.loads(csl_json([{"id": "1", "type": "book", "title": "A", "issued": csl.date(published)}]))
    assert record["issued"] == issued
