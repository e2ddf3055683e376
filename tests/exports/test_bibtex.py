"""BibTeX: another program reads back what was written, field by field, for all sources there are."""

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

from tests.exports.records import DIFFICULT, everything
from timeline.exports import bibtex
from timeline.text import csl

TYPES = {
    "report": ("techreport", "institution", "publisher"),
    "book": ("book", "publisher", "publisher"),
    "article-newspaper": ("article", "journal", "container-title"),
    "entry-encyclopedia": ("incollection", "booktitle", "container-title"),
    "webpage": ("misc", "howpublished", "container-title"),
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
        assert value(entry, "language") == record["language"]
        assert value(entry, "version") == record.get("version", "")


def test_addresses_and_dates_are_kept_to_the_letter():
    for record, entry in zip(everything(), read(bibtex.write(everything())), strict=True):
        issued = record.get("issued", {})
        assert value(entry, "date") == (csl.as_edtf(issued) if "date-parts" in issued else "")
        assert value(entry, "year") == (
            str(issued["date-parts"][0][0]) if "date-parts" in issued else csl.in_words(issued)
        )
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
        ("The eBay rocket", "The {eBay} rocket"),
        ("Космонавты «Союза»", "Космонавты {«Союза»}"),
    ],
)
def test_capitals_that_a_style_would_lower_stand_in_braces(title, written):
    assert f"title = {{{written}}}" in bibtex.write([DIFFICULT[3] | {"title": title}])
