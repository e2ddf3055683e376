"""Inputs that once failed, each with its right value, as they lie in tests/cases/: a function below for each kind of case.

To add a kind: copy its files, write its function, and name both in KINDS (of tests/browser/test_cases.py, where a browser must look). A function gets the row of a case (nothing
where its file is no table) and two browsers.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.browser.test_cases import KINDS as IN_A_BROWSER
from tests.factories import make_event
from timeline.text import edtf

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "cases"
Row = dict[str, str]


@dataclass(frozen=True)
class Browsers:
    """A visitor's browser, and one in which an editor is signed in."""

    visitor: Client
    editor: Client


def when(page: str) -> str:
    """What the page of an event says of its date."""
    found = re.search(r'<p class="when">(.*?)(?:<sup|</p>)', page, re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def words_of_a_date(row: Row, browsers: Browsers) -> None:
    """The date of an imported event in words, on its page."""
    call_command("import_history", FOLDER / "03-dates-said.json", stdout=StringIO())
    accepted = re.split(r", or: |: ", re.sub(r" \(.*\)", "", row["right"]))
    assert when(browsers.visitor.get(f"/events/{row['event']}/").content.decode()) in accepted
    assert edtf.words(row["EDTF"]) != row["now"]


def bounds_of_a_date(row: Row, browsers: Browsers) -> None:
    """The first and the last day that a date may mean, at the desk and in the filter of years."""
    bounds, _, words = row["right"].partition(", ")
    answer = browsers.editor.get("/admin/timeline/event/date/", {"date": row["EDTF"]}).json()
    assert answer["bounds"] == bounds
    assert not words or f"“{answer['words']}”" == words
    make_event(title="Dated so", date=row["EDTF"])
    first, last = (int(day[:4]) for day in bounds.split(" to "))
    listed = [year for year in range(first - 2, last + 3) if "Dated so" in _year(browsers.visitor, year)]
    assert listed == list(range(first, last + 1))


def _year(visitor: Client, year: int) -> str:
    return visitor.get("/", {"from": year, "to": year}).content.decode()


SENTENCES = {
    "early 1957": [
        "say how early",
        "“once between” January 1957 and April 1957",
        "The words as printed go into the citation",
    ],
    "30 December 1906 (O.S.)": ["Dates here are Gregorian", "12 January 1907", "goes into the words as printed"],
}


def date_in_plain_words(row: Row, browsers: Browsers) -> None:
    """A date as an editor writes it becomes EDTF, or is answered by the sentence that helps."""
    asked = {"date_how": row["how"], "date_first": row["text"]}
    answer = browsers.editor.get("/admin/timeline/event/date/", asked).json()
    if row["right"].startswith("the sentence"):
        assert [part for part in SENTENCES[row["text"]] if part not in answer["error"]] == []
    else:
        assert answer["edtf"] == row["right"].split(" (")[0]


def separator_line(row: Row, browsers: Browsers) -> None:
    """A spreadsheet's note on its separator is read; what is wrong is said of the row beneath."""
    with pytest.raises(CommandError) as refused:
        call_command("import_table", "event", str(FOLDER / "06-sep-line.csv"), stdout=StringIO())
    assert "sep=" not in str(refused.value)
    assert "row 3, kind:" in str(refused.value)


def local_clock_and_an_unasked_difference(row: Row, browsers: Browsers) -> None:
    """A local clock taken for UTC, and citations that differ unasked, are named by check_history and at the front of the desk."""
    call_command("import_history", FOLDER / "05-local-clock.json", stdout=StringIO())
    out = StringIO()
    call_command("check_history", "--only", "local-clock", "unasked-difference", stdout=out)
    assert out.getvalue().splitlines()[-1] == "0 errors, 2 warnings, by 2 rules."
    assert "“at 09:07 Moscow time on 12 April 1961”, of “A launch told by a local clock”" in out.getvalue()
    assert "nobody asked: 12 April 1961, 09:07 UTC; 12 April 1961, 06:07 UTC." in out.getvalue()
    front = browsers.editor.get("/admin/").content.decode()
    for task in ("local clock taken for UTC", "citations differ, nobody asked"):
        assert f'<span class="number">1</span> {task}</a>' in front


Check = Callable[[Row, Browsers], None]
KINDS: dict[str, Check] = {
    "03-dates-said.right.tsv": words_of_a_date,
    "04-date-bounds.tsv": bounds_of_a_date,
    "06-sep-line.csv": separator_line,
    "05-local-clock.right.txt": local_clock_and_an_unasked_difference,
    "12-plain-dates.tsv": date_in_plain_words,
}


def cases() -> list[object]:
    """Every row of a table, and every other file as one case, with the function that tries it."""
    return [
        pytest.param(check, row, id=" ".join([name.split(".")[0], *list(row.values())[:2]]))
        for name, check in KINDS.items()
        for row in (rows(FOLDER / name) if name.endswith(".tsv") else [{}])
    ]


def rows(table: Path) -> list[Row]:
    """The rows of a table by the names of its columns; what begins with # is said about it."""
    lines = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("check", "row"), cases())
def test_what_once_failed_is_right(check: Check, row: Row, client: Client, admin_client: Client) -> None:
    check(row, Browsers(client, admin_client))


def test_every_file_of_cases_is_read():
    """Those that need a browser by the same test beside the browser; those with steps of their own by a test that names them."""
    by_a_test = {
        "01-picture-slip": FOLDER / "test_picture_slip.py",
        "10-session-ended.txt": FOLDER / "test_session_ended.py",
    }
    assert [name for name, test in by_a_test.items() if name not in test.read_text("utf-8")] == []
    cases = {
        path.name.split("-")[0] for path in FOLDER.iterdir() if path.suffix != ".py" and path.name != "__pycache__"
    }
    assert cases == {name.split("-")[0] for name in (*KINDS, *IN_A_BROWSER, *by_a_test)}
