"""What the database says once all is over, read without the site: whole, nothing lost, nothing half done."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.crash.people import MARK
from tests.crash.tally import Save


def audit(path: Path, saves: Iterable[Save]) -> list[str]:
    """Every fault of the database at `path`, in sentences; none when all `saves` are in it and it is sound."""
    with closing(sqlite3.connect(path)) as database:
        histories = _histories(database)
        return [
            *_of_the_file(database),
            *_of_the_search(database),
            *_of_the_revisions(histories),
            *_of_the_saves(histories, saves),
            *_of_the_events(database, histories),
        ]


def revision_count(path: Path) -> int:
    """How many revisions there are."""
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM timeline_revision").fetchone()[0])


Histories = dict[int, list[tuple[int, str, dict[str, Any]]]]  # by event: number, reason and state of each revision


def _histories(database: sqlite3.Connection) -> Histories:
    found: Histories = defaultdict(list)
    for event, number, reason, state in database.execute(
        "SELECT event_id, number, reason, state FROM timeline_revision WHERE event_id IS NOT NULL ORDER BY event_id, number"
    ):
        found[event].append((number, reason, json.loads(state)))
    return found


def _of_the_file(database: sqlite3.Connection) -> Iterator[str]:
    told = [row[0] for row in database.execute("PRAGMA integrity_check")]
    if told != ["ok"]:
        yield f"SQLite finds the file unsound: {'; '.join(told)}"
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points at a row of {parent} that is not there."


def _of_the_search(database: sqlite3.Connection) -> Iterator[str]:
    """The index of words holds what its table holds; FTS5 compares them itself."""
    tables = database.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall()
    if not tables:
        yield "There is no index of words."
    for (table,) in tables:
        try:
            database.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"The index {table} does not hold what its table holds: {error}"
    database.rollback()


def _of_the_revisions(histories: Histories) -> Iterator[str]:
    for event, history in histories.items():
        numbers = [number for number, _, _ in history]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"The revisions of event {event} are not numbered without a gap: {numbers}"
        for number, reason, state in history:
            if MARK.fullmatch(reason) and marks_in(state) != [reason, reason]:
                yield f"Revision {number} of event {event} is half of a save: {marks_in(state)} for {reason}"


def _of_the_saves(histories: Histories, saves: Iterable[Save]) -> Iterator[str]:
    for save in saves:
        kept = [reason for _, reason, _ in histories.get(save.event, [])].count(save.mark)
        if kept != 1:
            yield f"The save {save.mark} of event {save.event} was acknowledged and is there {kept} times."


def _of_the_events(database: sqlite3.Connection, histories: Histories) -> Iterator[str]:
    """Each event and its citations are as its last revision says."""
    for event, history in histories.items():
        _, _, state = history[-1]
        [summary] = database.execute("SELECT summary FROM timeline_event WHERE id = ?", [event]).fetchone() or [None]
        notes = dict(database.execute("SELECT key, note FROM timeline_citation WHERE event_id = ?", [event]))
        if summary != state["summary"] or notes != {each["id"]: each["note"] for each in state["citations"]}:
            yield f"Event {event} is not what its last revision says."


def marks_in(state: dict[str, Any]) -> list[str]:
    """The marks that saves left in an event: in its summary, then in its citations."""
    texts = [state["summary"], *(each["note"] for each in state["citations"])]
    return [mark for text in texts for mark in MARK.findall(text)]
