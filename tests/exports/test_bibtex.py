"""BibTeX: another program reads back what was written, field by field, for all sources there are."""

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

from tests.exports.records import DIFFICULT, everything
from timeline.exports import bibtex
from timeline.exports.languages import LANGIDS, langid
from timeline.text import csl

TYPES = {
    "report": ("techreport", "institution", "publisher"),
    "book": ("book", "publisher", "publisher"),
    "article-newspaper": ("article", "journal", "container-title"),
    "entry-encyclopedia": ("inreference", "booktitle", "container-title"),
    "webpage": ("online", "organization", "container-title"),
}


def read(text, *middleware):
    """The entries of a file as bibtexparser has them."""
    library = bibtexparser.parse_string(text, append_middleware=list(middleware))
    assert library.failed_blocks == []
    return library.entries


def value(entry, name):
    """A field of an entry, and nothing where it has none."""
    return entry.fields_dict[name].value if name in entry.fields_dict else ""


def test_every_source_is_read_back_by_another_program():
    records = everything()
    entries = read(bibtex.write(records), LatexDecodingMiddleware())
    assert len(entries) == len(records)
    for record, entry in zip(records, entries, strict=True):
        kind, holder, name = TYPES[record["type"]]
        assert (entry.entry_type, entry.key) == (kind, f"sh-{record['id']}")
        assert entry["title"].replace("ˆ", "^") == record["title"]  # so that program reads \textasciicircum
        assert value(entry, holder) == record.get(name, "")
        assert value(entry, "langid") == LANGIDS[record["language"]]
        assert value(entry, "entrysubtype") == ("newspaper" if kind == "article" else "")
        assert value(entry, "version") == record.get("version", "")


def test_addresses_and_dates_are_kept_to_the_letter():
    for record, entry in zip(everything(), read(bibtex.write(everything())), strict=True):
        issued = record.get("issued", {})
        assert value(entry, "date") == (csl.as_edtf(issued) if issued else "")
        assert value(entry, "year") == ("" if "edtf" in issued else str(issued["date-parts"][0][0]) if issued else "")
        parts = record.get("accessed", {}).get("date-parts", [[]])[0]
        assert value(entry, "urldate") == "-".join(f"{part:02}" for part in parts)
        assert value(entry, "url") == record.get("URL", "").replace("{", "%7B").replace("}", "%7D")


def test_names_are_parted_as_we_part_them():
    records = [record for record in everything() if "author" in record]
    entries = read(bibtex.write(records), SeparateCoAuthors(), SplitNameParts())
    assert len(records) == 93
    for record, entry in zip(records[:-1], entries[:-1], strict=True):
        names = [(" ".join(name.first), " ".join(name.last).strip("{}")) for name in entry["author"]]
        assert names == [
            (author.get("given", ""), author.get("family") or author["literal"]) for author in record["author"]
        ]
    braun, terrill, sons = entries[-1]["author"]
    assert (braun.first, braun.von, braun.last) == (["Wernher"], ["von"], ["Braun"])
    assert (terrill.first, terrill.last, terrill.jr) == (["Delbert", "R."], ["Terrill"], ["Jr."])
    assert sons.last == [r"{Search and Rescue \{SAR\} \& Sons}"]


def test_keys_are_unique_and_depend_on_the_permanent_key_alone():
    keys = [entry.key for entry in read(bibtex.write(everything()))]
    assert len(set(keys)) == len(keys)
    renamed = DIFFICULT[0] | {"title": "Another", "author": []}
    assert read(bibtex.write([renamed]))[0].key == read(bibtex.write(DIFFICULT[:1]))[0].key


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("First handshake in Orbit", "First handshake in {Orbit}"),
        ("NASA opens", "{NASA} opens"),
        ("Skylab: a space station", "Skylab: {a} space station"),
        ("The eBay rocket", "The {eBay} rocket"),
        ("Космонавты «Союза»", "Космонавты {«Союза»}"),
    ],
)
def test_capitals_that_a_style_would_lower_stand_in_braces(title, written):
    assert f"title = {{{written}}}" in bibtex.write([DIFFICULT[3] | {"title": title}])


@pytest.mark.parametrize(
    ("published", "fields"),
    [
        ("1957-10-04", {"year": "1957", "month": "oct", "date": "1957-10-04"}),
        ("1957~", {"year": "1957", "date": "1957~"}),
        ("195X", {"date": "195X"}),
        ("19XX", {"date": "19XX"}),
        ("195X~", {"date": "195X~"}),
        ("1957-22", {"year": "1957", "date": "1957-22"}),
        ("1957-30", {"year": "1957", "date": "1957-22"}),
        ("1957-35", {"year": "1957", "date": "1957-07/1957-09"}),
        ("1957-XX", {"year": "1957", "date": "1957"}),
        ("1957-1X", {"date": "1957-10/1957-12"}),
        ("156X-12-25", {"date": "156X"}),
        ("1950S2", {"date": "19XX~"}),
        ("2004-06~-11", {"year": "2004", "month": "jun", "date": "2004-06-11~"}),
        ("1998/..", {"year": "1998", "date": "1998/"}),
        ("../1998", {"year": "1998", "date": "/1998"}),
        ("1957~/1958-01", {"year": "1957", "date": "1957~/1958-01"}),
        ("195X/196X", {"date": "1950/1969"}),
        ("[1957,1960]", {"date": "1957/1960"}),
        ("1975-07-17T16:09Z/1975-07-18T10:00:00Z", {"year": "1975", "date": "1975-07-17/1975-07-18"}),
    ],
)
def test_dates_are_edtf_that_biblatex_reads_and_a_year_is_a_number(published, fields):
    (entry,) = read(bibtex.write([DIFFICULT[3] | {"issued": csl.date(published)}]))
    assert {name: str(value(entry, name)) for name in ("year", "month", "date") if value(entry, name)} == fields


def test_agencies_stand_in_braces_of_their_own():
    text = bibtex.write([DIFFICULT[3] | {"author": [{"literal": "NASA and ESA"}], "container-title": "Air and Space"}])
    assert "  author = {{NASA and ESA}},\n" in text
    assert "  organization = {{Air and Space}},\n" in text


@pytest.mark.parametrize(
    ("tag", "name"),
    [("de-DE", "german"), ("en-GB", "british"), ("pt-BR", "brazilian"), ("ru-Latn", "russian"), ("tlh", ""), ("", "")],
)
def test_language_has_the_name_that_biblatex_knows_or_none(tag, name):
    assert langid(tag) == name
