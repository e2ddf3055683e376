"""References: one line of bibliography out of a CSL record."""

import pytest

from timeline.text import references


def csl(**given):
    return {"id": "x", "type": "report", "title": "A report", "language": "en"} | given


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        ([], ""),
        (["A. Siddiqi"], "A. Siddiqi"),
        (["A. Siddiqi", "R. Launius"], "A. Siddiqi and R. Launius"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B, C and D"),
    ],
)
def test_authors_are_said_as_one_phrase(names, phrase):
    assert references.authors(csl(author=[{"literal": name} for name in names])) == phrase


def test_authors_of_a_record_without_any_are_nothing():
    assert references.authors(csl()) == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"publisher": "CNN", "issued": {"date-parts": [[2015, 7, 15]]}}, "CNN, 15 July 2015"),
        ({"container-title": "CNN", "issued": {"literal": "the 1960s"}}, "CNN, the 1960s"),
        ({"publisher": "CNN"}, "CNN, no date"),
        ({"issued": {"date-parts": [[1978]], "circa": "~"}}, "about 1978"),
        ({}, "no date"),
    ],
)
def test_imprint_names_publisher_and_date(given, words):
    assert references.imprint(csl(**given)) == words


def test_line_of_a_full_record():
    record = csl(author=[{"literal": "A. Siddiqi"}], publisher="NASA", issued={"date-parts": [[1975, 7]]})
    assert references.line(record) == "A. Siddiqi, “A report”, NASA, July 1975"


def test_line_of_a_bare_record():
    assert references.line(csl()) == "“A report”, no date"
