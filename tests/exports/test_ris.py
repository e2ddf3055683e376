"""RIS: another program reads back what was written, field by field, for all sources there are."""

import rispy

from tests.exports.records import DIFFICULT, everything
from timeline.exports import ris
from timeline.text import csl

TYPES = {
    "report": "RPRT",
    "book": "BOOK",
    "article-newspaper": "NEWS",
    "entry-encyclopedia": "ENCYC",
    "webpage": "ELEC",
}


def test_every_source_is_read_back_by_another_program():
    records = everything()
    entries = rispy.loads(ris.write(records))
    assert len(entries) == len(records)
    for record, entry in zip(records, entries, strict=True):
        when = csl.first_day(record.get("issued", {}))
        read = record.get("accessed", {}).get("date-parts", [[]])[0]
        assert (entry["type_of_reference"], entry["id"]) == (TYPES[record["type"]], f"sh-{record['id']}")
        assert entry["title"] == record["title"]
        assert [name.removesuffix(",") for name in entry.get("authors", [])] == [
            csl.family_first(author) for author in record.get("author", [])
        ]
        assert entry.get("secondary_title", "") == record.get("container-title", "")
        assert entry.get("publisher", "") == record.get("publisher", "")
        assert entry.get("year", "") == (str(when[0]) if when else "")
        assert entry.get("urls", []) == ([record["URL"]] if "URL" in record else [])
        assert entry.get("access_date", "") == ("/".join(f"{part:02}" for part in read) + "/" if read else "")
        assert entry["language"] == record["language"]


def test_dates_that_numbers_cannot_say_stand_in_a_note_in_edtf():
    found = [(each.get("date", ""), each.get("notes", [])) for each in rispy.loads(ris.write(DIFFICULT))]
    assert found == [
        ("1978/05//", ["Date: 1978-05~ (EDTF)"]),
        ("1975/07/15/", ["Date: 1975-07-15/1975-07-24 (EDTF)"]),
        ("", ["Date: 196X (EDTF)"]),
        ("", []),
        ("1975///", ["Date: 1975-22 (EDTF)"]),
    ]


def test_tags_that_readers_keep_once_stand_once():
    for entry in ris.write(everything()).split("ER  - ")[:-1]:
        tags = [line[:2] for line in entry.split("\r\n") if line and not line.startswith("AU")]
        assert len(tags) == len(set(tags)), entry


def test_agency_is_closed_by_a_comma_so_that_no_program_parts_it():
    text = ris.write([DIFFICULT[3] | {"author": [{"literal": "NASA History Office"}]}])
    assert "AU  - NASA History Office,\r\n" in text


def test_every_line_is_a_tag_and_ends_as_the_format_says():
    text = ris.write([DIFFICULT[3] | {"title": "Two\nlines\r\nER  - "}])
    assert text == "TY  - ELEC\r\nID  - sh-55555555\r\nTI  - Two lines ER -\r\nLA  - en\r\nER  - \r\n"
