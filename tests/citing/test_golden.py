"""Every style agrees with what citeproc-js makes of the official styles, for every kind of source (golden/README.md)."""

import html
import json
from pathlib import Path

import pytest

from timeline.choices import SourceKind
from timeline.citing import FORMS, Record

GOLDEN = Path(__file__).parent / "golden"
RECORDS = {record["id"]: record for record in json.loads((GOLDEN / "records.json").read_text())}
ANSWERS = json.loads((GOLDEN / "answers.json").read_text())

# Where we differ on purpose: the record, what stands there and what here, and why.
DEVIATIONS = [
    (
        "webpage-month",
        "Newtechnotip.Blogspot.Com",
        "newtechnotip.blogspot.com",
        "The name of a site that is an address is written as addresses are.",
    ),
    ("newspaper-one-author", "RussianSpaceWeb.Com", "RussianSpaceWeb.com", "The same."),
    (
        "address-with-apostrophe",
        "Gagarin’s_Start",
        "Gagarin's_Start",
        "An address is no text: with a typographic apostrophe it leads nowhere.",
    ),
    (
        "account-second",
        "Jonathan and gvard",
        "Jonathan, and gvard",
        "The handbooks have a comma between two authors of whom the first is turned round, whatever the second is.",
    ),
    ("account-second", "J. & gvard", "J., & gvard", "The same."),
    (
        "single-curly-quotes",
        "space ‘tourist’ arrives",
        "space “tourist” arrives",
        "American styles put the outermost quotation between double marks, whichever the source has.",
    ),
    (
        "circa-month",
        "Circa Nov. 2014",
        "[Nov. 2014?]",
        "An uncertain month is bracketed as an uncertain year is; a capital in mid-sentence is a slip.",
    ),
    ("circa-month", "Figures” NASA", "Figures,” NASA", "The comma before a date in brackets is missing there."),
]


def expected(record: str, form: str) -> str:
    """The answer of citeproc-js with our deviations put in."""
    answer = html.unescape(ANSWERS[record][form])
    for name, there, here, _ in DEVIATIONS:
        answer = answer.replace(there, here) if name == record else answer
    return answer


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("record", RECORDS)
def test_reference_is_that_of_the_official_style(record, form):
    assert html.unescape(FORMS[form].html(Record(RECORDS[record]))) == expected(record, form)


def test_every_deviation_is_one():
    for name, there, here, reason in DEVIATIONS:
        answers = [html.unescape(answer) for answer in ANSWERS[name].values()]
        assert any(there in answer and here not in answer for answer in answers), (name, there, reason)


def test_records_cover_every_kind_of_source_and_every_form_has_an_answer():
    assert {record["type"] for record in RECORDS.values()} == {kind.csl_type for kind in SourceKind}
    assert {tuple(sorted(answers)) for answers in ANSWERS.values()} == {tuple(sorted(FORMS))}
    assert ANSWERS.keys() == RECORDS.keys()
