"""Every source of the fixtures, as one file in each format, read back by the programs that people use: pandoc and Typst.

bibtexparser, rispy and citeproc-py read them in the tests of each format.
"""

import json

import pypandoc
import pytest
import typst

from tests.exports.records import of_fixtures
from timeline.exports import FORMATS, bibtex
from timeline.text import csl

WRITE = {form.name: form.write for form in FORMATS}
TYPOGRAPHIC = str.maketrans(
    "‘’“”\u00a0", "''\"\" "
)  # as pandoc sets quotation marks, and what it does before some words
LANGUAGES_BY_THEIR_BABEL_NAME = {"indonesian": "id", "nb": "no"}  # and all others by BCP 47


def read(name: str, reader: str) -> dict[str, dict]:
    """What pandoc makes of the whole file, by the key of each source."""
    found = json.loads(pypandoc.convert_text(WRITE[name](of_fixtures()), "csljson", format=reader))
    assert len(found) == len(of_fixtures())
    return {record["id"].removeprefix("sh-"): record for record in found}


def plain(title: str) -> str:
    return title.translate(TYPOGRAPHIC).replace('"', "'")


@pytest.mark.parametrize(
    ("name", "reader"), [("bib", "biblatex"), ("bib", "bibtex"), ("ris", "ris"), ("json", "csljson")]
)
def test_pandoc_reads_every_title_year_and_language(name, reader):
    found = read(name, reader)
    for record in of_fixtures():
        there = found[record["id"]]
        assert plain(there["title"]) == plain(record["title"])
        years = [parts[0] for parts in there.get("issued", {}).get("date-parts", [])]
        assert years == [parts[0] for parts in record.get("issued", {}).get("date-parts", [])]
        language = there["language"].partition("-")[0]
        assert LANGUAGES_BY_THEIR_BABEL_NAME.get(language, language) == record["language"]


def test_pandoc_reads_kind_day_and_holder_of_biblatex_whole():
    found = read("bib", "biblatex")
    for record in of_fixtures():
        there = found[record["id"]]
        assert there["type"] == record["type"]
        assert there.get("issued") == (csl.for_programs(record)["issued"] if "issued" in record else None)
        assert there.get("accessed") == record.get("accessed")
        holder = there.get("publisher") or there.get("container-title", "")
        assert plain(holder) == plain(record.get("publisher") or record.get("container-title", ""))
        names = [author["literal"] for author in there.get("author", []) if "literal" in author]
        assert names == [author["literal"] for author in record.get("author", []) if "literal" in author]


@pytest.fixture
def pages(tmp_path):
    """A function that has Typst set a file of BibTeX, and gives how many pages that makes."""

    def compiled(text: str) -> int:
        (tmp_path / "sources.bib").write_text(text, encoding="utf-8")
        (tmp_path / "list.typ").write_text('#bibliography("sources.bib", full: true, style: "apa")', encoding="utf-8")
        made = typst.compile(tmp_path / "list.typ", format="svg")
        return len(made) if isinstance(made, list) else 1

    return compiled


@pytest.mark.whole
def test_typst_sets_the_whole_file(pages):
    assert pages(bibtex.write(of_fixtures())) > 20


@pytest.mark.parametrize("published", ["195X", "1957~", "1957-22", "1998/..", "../1998", "[1957,1960]", "1957-1X", ""])
def test_typst_refuses_no_date_of_ours(pages, published):
    record = {"id": "a", "type": "book", "title": "A", "language": "en", "issued": csl.date(published)}
    assert pages(bibtex.write([record])) == 1


def test_typst_refuses_words_for_a_year(pages):
    with pytest.raises(typst.TypstError):
        pages("@book{a, title = {A}, year = {the 1950s}}")
