"""The report on the crash test, as Markdown."""

import platform
import sqlite3
from collections.abc import Iterable
from datetime import date
from statistics import median

import django
import gunicorn

from tests.bench.figures import percentile
from tests.bench.report import table
from tests.crash.limits import EDITORS_PAUSE, MOST_DOWN, MOST_SAVE, READERS_PAUSE
from tests.crash.run import Options, Outcome

HEAD = """# Killed in mid-save

Editors save events and readers read pages while the server is killed with SIGKILL, workers and all, each time in the middle of
a save; then the database is read without the site. `python -m tests.crash --report docs/crash.md` does it anew and writes this
page; it ends with an error when anything is lost, half done or broken.
"""


def write(options: Options, outcome: Outcome, day: date, load: float) -> str:
    """The whole report."""
    versions = {
        "Python": platform.python_version(),
        "Django": django.__version__,
        "gunicorn": gunicorn.__version__,
        "SQLite": sqlite3.sqlite_version,
    }
    measured = " · ".join(f"{name} {version}" for name, version in versions.items())
    how = (
        f"{options.editors} editors, each with a pause of {EDITORS_PAUSE:g} s between saves on average and one save in four on events "
        f"that all of them save, beside {options.readers} readers with a pause of {READERS_PAUSE:g} s between pages, for "
        f"{options.minutes:g} minutes; {options.kills} kills. The load of the machine was {load:.1f} at the end."
    )
    parts = [HEAD, f"Run on {day:%-d %B %Y} with {measured}.", f"**{verdict(outcome)}**", how]
    parts += ["## What was asked", table(("what", "limit", "measured", "held"), rows(outcome))]
    parts += ["## What was answered", table(("who", "status", "times"), answers(outcome))]
    parts.append(f"{outcome.tally.cut_off} requests had no answer since the server was killed meanwhile.")
    if faults := [*outcome.tally.faults, *outcome.broken]:
        parts += ["## What was wrong", "\n".join(f"- {fault}" for fault in faults[:50])]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def verdict(outcome: Outcome) -> str:
    """In a sentence, whether all held."""
    missed = [what for what, _, _, held in rows(outcome) if held != "yes"]
    return "All of it held." if not missed else f"Did not hold: {'; '.join(missed)}."


def all_hold(outcome: Outcome) -> bool:
    return all(held == "yes" for *_, held in rows(outcome))


def rows(outcome: Outcome) -> list[tuple[str, str, str, str]]:
    """Each thing asked, its limit, what was measured, and whether it held."""
    tally = outcome.tally
    seconds = sorted(save.seconds for save in tally.saves) or [float("inf")]
    late = percentile(seconds, 95)
    saves = f"{len(seconds)}, median {median(seconds):.2f} s, slowest {seconds[-1]:.2f} s"
    measured = [
        ("acknowledged saves lost or half done, and whatever else is wrong in the database", *_none(outcome.broken)),
        ("answers of 5xx, “locked”, or none while the server is up", *_none(tally.faults)),
    ]
    if tally.in_flight_at_kills:
        slowest = max(tally.seconds_down, default=float("inf"))  # of a server that never served again
        measured += [
            ("kills without a save under way", *_none([n for n in tally.in_flight_at_kills if not n])),
            ("until it serves again, the slowest", *_at_most(slowest, MOST_DOWN)),
        ]
    return [*measured, (f"95 of 100 saves ({saves})", *_at_most(late, MOST_SAVE))]


def answers(outcome: Outcome) -> list[tuple[str, str, str]]:
    """How often each status was answered to whom."""
    counted = [(who, str(status), f"{times:,}") for (who, status), times in sorted(outcome.tally.statuses.items())]
    told = [("editor", "save acknowledged", f"{len(outcome.tally.saves):,}")]
    told += [("editor", "save refused, since somebody else had saved", f"{outcome.tally.conflicts:,}")]
    return [*counted, *told, ("", "revisions kept", f"{outcome.revisions:,}")]


def _none(found: Iterable[object]) -> tuple[str, str, str]:
    number = len(list(found))
    return "none", str(number), "**no**" if number else "yes"


def _at_most(measured: float, limit: float) -> tuple[str, str, str]:
    return f"at most {limit:g} s", f"{measured:.2f} s", "yes" if measured <= limit else "**no**"
