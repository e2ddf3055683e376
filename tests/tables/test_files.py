"""Files as people send them: from spreadsheets of every country, cut off, mistyped and hostile."""

import csv
import json

import pytest

from tests.factories import make_person, make_place
from tests.tables.sheets import exported
from timeline import tables
from timeline.tables import files
from timeline.tables.columns import shortened

PEOPLE = tables.TABLES["person"]
HEAD = "key,slug,name,country"


def read(data, table=PEOPLE):
    return tables.read(table, data if isinstance(data, bytes) else data.encode())


def refusal(data, table=PEOPLE):
    with pytest.raises(tables.Unreadable) as refused:
        read(data, table)
    return str(refused.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_table_of_a_spreadsheet_is_read_whatever_its_country(separator, encoding, end):
    text = end.join(["key,slug,name,country", ",leonov,Леонов,SU", ""]).replace(",", separator)
    sheet = read(text.encode(encoding))
    assert sheet.rows == [(2, {"key": "", "slug": "leonov", "name": "Леонов", "country": "SU"})]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_first_line_with_a_cell_longer_than_the_module_takes_unasked_is_read(separator):
    csv.field_size_limit(100)  # as another part of the program may have left it
    long = "x" * 200
    assert refusal(f"{separator.join(['key', 'slug', long])}\n") == (
        f"No column of this table is called “{shortened(long)}”. Its columns are: {', '.join(PEOPLE.by_name)}."
    )
    csv.field_size_limit(100)
    assert refusal(f'"{long}').startswith("Line 1 cannot be read")


def test_empty_rows_and_columns_of_a_spreadsheet_are_passed_over():
    sheet = read(f"{HEAD},,\n,a,A,US,,\n,,,,,\n,b,B,US,,\n")
    assert [number for number, _ in sheet.rows] == [2, 4]
    assert sheet.columns == HEAD.split(",")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "The file is empty: send a table with a line of column names, as an export has it."),
        (" \n\n", "The file is empty: send a table with a line of column names, as an export has it."),
        (HEAD, "The file has no rows: there are only the names of columns in it."),
        ("[]", "The file has no rows: there are only the names of columns in it."),
        ("key,name,name\n,A,B\n", "The column “name” is there 2 times: keep one."),
        (f"{HEAD},born,Deceased\n,a,A,US,,\n", "No column of this table is called “Deceased”. Its columns are: "),
        ('key,name\n,"A\n', "Line 2 cannot be read (unexpected end of data): look for a quotation mark too many."),
        (b"PK\x03\x04\x00\x00", "This is no text: save the table as CSV (not as a workbook) or as JSON."),
        ('[{"key": "a"', "Line 1, column 13: this is not JSON (Expecting ',' delimiter)."),
        ('{"key": "a"}', "The file holds no table: send a list of objects, one for each row."),
        ("[1]", "The file holds no table: send a list of objects, one for each row."),
        ('[{"key": "", "key": ""}]', "The file cannot be read: “key” is there twice in one object: keep one."),
        ('[{"key": NaN}]', "The file cannot be read: NaN is no number."),
        ("[" * 100_000, "Lists or objects stand too deep in one another: send a list of objects."),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_way_to_mend_it(data, sentence):
    assert refusal(data).startswith(sentence)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "koi8-r", "utf-16-le"])
def test_file_in_another_encoding_is_refused_by_line(encoding):
    text = "key,name\n,Ло\n" if encoding == "koi8-r" else "key,name\n,Léonov\n"
    assert "UTF-8" in refusal(text.encode(encoding)) or "no text" in refusal(text.encode(encoding))


def test_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1024 * 1024)
    assert refusal(b"x" * (1024 * 1024 + 1)) == "The file is larger than 1 MB: part it in several."


def test_row_with_cells_too_many_or_too_few_is_a_fault_of_that_row():
    sheet = read(f"{HEAD}\n,a,A,US\n,b,B,US,x\n,c,C\n")
    mend = "look for a separator or a quotation mark too many."
    assert [str(fault) for fault in sheet.faults] == [
        f"row 3: It has 5 cells and the first line 4: {mend}",
        f"row 4: It has 3 cells and the first line 4: {mend}",
    ]


@pytest.mark.django_db
def test_export_is_what_excel_opens_and_calculates_nothing():
    person = make_person(name="=HYPERLINK(1)", other_names=["@one", "two"], native_name="Леонов; a,b")
    data = exported("person")
    assert data.startswith(b"\xef\xbb\xbf")
    row = data.decode("utf-8-sig").split("\r\n", 1)[1]
    assert row.startswith(f'"{person.key}","{person.slug}","\'=HYPERLINK(1)","Леонов; a,b","\'@one\ntwo"')


@pytest.mark.django_db
def test_western_and_southern_degrees_stay_numbers():
    make_place(latitude=-33.5, longitude=-70.25)
    assert exported("place").decode().rstrip().endswith('"-33.5","-70.25"')
    [place] = json.loads(exported("place", "json"))
    assert (place["latitude"], place["longitude"]) == (-33.5, -70.25)


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_in_which_a_spreadsheet_names_its_separator_is_read(line, end):
    sheet = read(end.join([line, HEAD.replace(",", ";"), ";a;A, and more;US;;", ""]))
    assert sheet.columns == HEAD.split(",")
    assert [(number, record["name"]) for number, record in sheet.rows] == [(3, "A, and more")]


def test_any_separator_that_is_named_is_taken():
    assert read(f"sep=|\n{HEAD.replace(',', '|')}\n|a|A|US||\n").columns == HEAD.split(",")


def test_headings_are_read_in_any_case_and_with_spaces():
    head = HEAD.replace("_", " ").upper()
    assert read(f"{head}\n,a,A,US,,\n").columns == HEAD.split(",")
    assert files.read(tables.TABLES["citation"], b"Key,As printed\n,thus\n").columns == ["key", "as_printed"]
    assert (
        refusal('[{"Name": "A", "name": "B"}]')
        == "The file cannot be read: “name” is there twice in one object: keep one."
    )
