"""Tables as files: CSV as spreadsheets make it, and JSON. Reading refuses a file that is not what it seems, and says why."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from timeline.tables.columns import shortened
from timeline.tables.faults import Fault, Unfit, Unreadable
from timeline.tables.nouns import Table

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
MOST_BYTES = 20 * 1024 * 1024
SEPARATORS = (",", ";", "\t")
# What Excel writes above a table to say how it is separated, and reads so.
SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[^\r\n"])"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class Sheet:
    """What a file holds: its columns, its rows with their numbers as a person counts them, and what was wrong with some."""

    columns: list[str]
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def write(table: Table, rows: Iterable[Any], form: str) -> bytes:
    """`rows` of a noun as a file: "csv", which spreadsheets open as it is, or "json"."""
    if form == "json":
        records = [{column.name: column.of(row) for column in table.columns} for row in rows]
        return (json.dumps(records, ensure_ascii=False, indent=1, default=_encoded) + "\n").encode()
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # a separator of another country parts no cell
    writer.writerow(table.by_name)
    writer.writerows([column.cell(column.of(row)) for column in table.columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # without the mark Excel takes it for the code page of its country


def _encoded(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a table.")


def read(table: Table, data: bytes) -> Sheet:
    """What the file `data` says of rows of a noun; raise Unreadable where it is no such file."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: part it in several.")
    text = _text(data)
    if not text.strip():
        raise Unreadable("The file is empty: send a table with a line of column names, as an export has it.")
    sheet = _from_json(table, text) if text.lstrip()[0] in "[{" else _from_csv(table, text)
    _check_columns(table, sheet.columns)
    if not sheet.rows and not sheet.faults:
        raise Unreadable("The file has no rows: there are only the names of columns in it.")
    return sheet


def _text(data: bytes) -> str:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"The file is not in UTF-8 (line {line} shows it): in the spreadsheet, save it as “CSV UTF-8”."
        ) from error
    if "\x00" in text:
        raise Unreadable("This is no text: save the table as CSV (not as a workbook) or as JSON.")
    return text


def _check_columns(table: Table, columns: list[str]) -> None:
    known = ", ".join(table.by_name)
    doubled = [name for name, number in Counter(columns).items() if number > 1]
    if doubled:
        raise Unreadable(
            f"The column “{shortened(doubled[0])}” is there {Counter(columns)[doubled[0]]} times: keep one."
        )
    if unknown := [name for name in columns if name not in table.by_name]:
        named = ", ".join(f"“{shortened(name)}”" for name in unknown[:10])
        raise Unreadable(f"No column of this table is called {named}. Its columns are: {known}.")


def _from_csv(table: Table, text: str) -> Sheet:
    csv.field_size_limit(MOST_BYTES)  # before anything is read: the first line, too, may be one long cell
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    names = {separator: next(csv.reader([head], delimiter=separator), []) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda each: len({_column(table, name) for name in names[each]} & {*table.by_name}))
    separator = told["separator"] if told else separator
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header, *lines = list(reader)
    except csv.Error as error:
        raise Unreadable(
            f"Line {reader.line_num} cannot be read ({error}): look for a quotation mark too many."
        ) from error
    sheet = Sheet([_column(table, name) for name in header])
    while sheet.columns and not sheet.columns[-1] and all(not any(line[len(sheet.columns) - 1 :]) for line in lines):
        sheet.columns.pop()
    for number, line in enumerate(lines, start=3 if told else 2):
        if any(cell.strip() for cell in line):
            _add_line(table, sheet, number, line)
    return sheet


def _column(table: Table, name: str) -> str:
    """The column that a heading names, however it is written: “As printed” is as_printed. Another heading stays as it is."""
    plain = "_".join(re.split(r"[\s_-]+", name.strip().lower()))
    return plain if plain in table.by_name else name.strip()


def _add_line(table: Table, sheet: Sheet, number: int, line: list[str]) -> None:
    width = len(sheet.columns)
    if len(line) < width or any(line[width:]):
        sentence = (
            f"It has {len(line)} cells and the first line {width}: look for a separator or a quotation mark too many."
        )
        sheet.faults.append(Fault(number, "", sentence))
        return
    record = {}
    for name, cell in zip(sheet.columns, line, strict=False):
        column = table.by_name.get(name)
        try:
            record[name] = column.read(cell) if column else cell
        except Unfit as error:
            sheet.faults.append(Fault(number, name, str(error)))
    sheet.rows.append((number, record))


def _from_json(table: Table, text: str) -> Sheet:
    try:
        records = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable(f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg}).") from error
    except ValueError as error:
        raise Unreadable(f"The file cannot be read: {error}") from error
    except RecursionError as error:
        raise Unreadable("Lists or objects stand too deep in one another: send a list of objects.") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise Unreadable("The file holds no table: send a list of objects, one for each row.")
    try:
        records = [_once([(_column(table, name), value) for name, value in record.items()]) for record in records]
    except ValueError as error:
        raise Unreadable(f"The file cannot be read: {error}") from error
    columns = dict.fromkeys(name for record in records for name in record)
    return Sheet([*columns] or ["key"], list(enumerate(records, start=1)))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    doubled = [name for name, number in Counter(name for name, _ in pairs).items() if number > 1]
    if doubled:
        raise ValueError(f"“{shortened(doubled[0])}” is there twice in one object: keep one.")
    return dict(pairs)


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number.")
