"""The crash test: a short run of it, and what its audit finds where something is wrong."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.crash import audit, report
from tests.crash.browser import Form
from tests.crash.people import marked
from tests.crash.run import Options, Outcome, run
from tests.crash.tally import Save, Tally

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="it kills a server that writes to an SQLite file")


@on_sqlite
@pytest.mark.whole
def test_nothing_is_lost_or_half_done_when_the_server_is_killed_in_mid_save(
    founding_folder: Path, founding_records: dict[str, list[dict[str, Any]]]
) -> None:
    options = Options(minutes=0.1, editors=3, readers=2, kills=1, fixtures=founding_folder, settings="tests.settings")
    outcome = run(options)
    assert (outcome.broken, outcome.tally.faults) == ([], [])
    assert len(outcome.tally.in_flight_at_kills) == len(outcome.tally.seconds_down) == 1
    assert min(outcome.tally.in_flight_at_kills) >= 1
    assert outcome.tally.saves != []
    assert outcome.revisions >= len(founding_records["event"]) + len(outcome.tally.saves)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file with as many tables as the audit reads: one event, of which two saves were kept."""
    path = tmp_path / "history.sqlite3"
    states = [
        f'{{"summary": "They met. [save 1-{run}]", "citations": [{{"id": "k", "note": "[save 1-{run}]"}}]}}'
        for run in (1, 2)
    ]
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(
            "CREATE TABLE timeline_event (id INTEGER PRIMARY KEY, summary TEXT, words TEXT);"
            "CREATE TABLE timeline_citation (id INTEGER PRIMARY KEY, key TEXT, note TEXT, event_id INTEGER REFERENCES timeline_event);"
            "CREATE TABLE timeline_revision (event_id INTEGER, number INTEGER, reason TEXT, state TEXT);"
            "CREATE VIRTUAL TABLE timeline_event_fts USING fts5(words, content='timeline_event', content_rowid='id');"
            "INSERT INTO timeline_event VALUES (7, 'They met. [save 1-2]', 'met');"
            "INSERT INTO timeline_event_fts(rowid, words) VALUES (7, 'met');"
            "INSERT INTO timeline_citation VALUES (1, 'k', '[save 1-2]', 7);"
        )
        for number, state in enumerate(states, start=1):
            file.execute("INSERT INTO timeline_revision VALUES (7, ?, ?, ?)", [number, f"[save 1-{number}]", state])
    return path


SAVES = [Save(7, "[save 1-1]", 0.1), Save(7, "[save 1-2]", 0.1)]


def test_audit_finds_nothing_where_all_is_well(database: Path) -> None:
    assert audit.audit(database, SAVES) == []
    assert audit.revision_count(database) == 2


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (
            "DELETE FROM timeline_revision WHERE number = 2",
            "The save [save 1-2] of event 7 was acknowledged and is there 0",
        ),
        ("UPDATE timeline_revision SET number = 3 WHERE number = 2", "The revisions of event 7 are not numbered"),
        (
            "UPDATE timeline_revision SET reason = '[save 1-9]' WHERE number = 2",
            "Revision 2 of event 7 is half of a save",
        ),
        ("UPDATE timeline_event SET summary = 'They met. [save 1-1]'", "Event 7 is not what its last revision says."),
        ("UPDATE timeline_citation SET note = ''", "Event 7 is not what its last revision says."),
        ("UPDATE timeline_citation SET event_id = 8", "Row 1 of timeline_citation points at a row of timeline_event"),
        ("UPDATE timeline_event SET words = 'else'", "The index timeline_event_fts does not hold what its table holds"),
        ("DROP TABLE timeline_event_fts", "There is no index of words."),
    ],
)
def test_audit_finds_what_is_lost_half_done_or_unsound(database: Path, damage: str, found: str) -> None:
    with closing(sqlite3.connect(database)) as file, file:
        file.execute(damage)
    assert found in "\n".join(audit.audit(database, SAVES))


def test_a_request_without_an_answer_is_a_fault_only_while_the_server_is_up() -> None:
    tally = Tally()
    tally.unanswered(0, "/", OSError())
    assert len(tally.faults) == 1
    assert not tally.killed_in_a_save()
    tally.saving("editor")
    assert tally.killed_in_a_save()
    tally.unanswered(time.monotonic(), "/", OSError())
    tally.serving(0.5)
    assert (len(tally.faults), tally.cut_off, tally.in_flight_at_kills, tally.seconds_down) == (1, 1, [1], [0.5])


@pytest.mark.parametrize("kills", [0, 1])
def test_a_run_without_kills_is_asked_nothing_about_them(kills: int) -> None:
    tally = Tally(saves=SAVES, in_flight_at_kills=[1] * kills, seconds_down=[0.5] * kills)
    outcome = Outcome(tally, broken=[], revisions=2)
    about_kills = [what for what, *_ in report.rows(outcome) if "kill" in what or "serves again" in what]
    assert (len(about_kills), report.verdict(outcome)) == (2 * kills, "All of it held.")


def test_a_server_that_never_serves_again_did_not_hold() -> None:
    outcome = Outcome(Tally(saves=SAVES, in_flight_at_kills=[1]), broken=[], revisions=2)
    assert report.verdict(outcome) == "Did not hold: until it serves again, the slowest."


def test_a_form_is_sent_as_a_browser_would_send_it() -> None:
    html = (
        '<form id="other"><input name="q" value="x"></form><form id="event_form">'
        '<input name="title" value="A &amp; B"><input type="checkbox" name="on" checked><input type="checkbox" name="off">'
        '<textarea name="summary">\nTwo\nlines</textarea><select name="kind"><option value="">-<option value="a" selected>A</select>'
        '<select name="place"><option value="1">One<option value="2">Two</select>'
        '<select name="people" multiple><option value="1" selected>A<option value="2">B</select>'
        '<input name="rows-__prefix__-id" value="3"><input type="submit" name="_save"></form>'
    )
    assert Form(html, "event_form").fields == {
        **{"title": "A & B", "on": "on", "summary": "Two\r\nlines", "kind": "a", "place": "1", "people": ["1"]},
    }


def test_a_mark_takes_the_place_of_the_one_before() -> None:
    assert marked(marked("They met.", "[save 1-1]"), "[save 2-7]") == "They met. [save 2-7]"
