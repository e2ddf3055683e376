"""One run: the site is filled and started, people use it, it is killed again and again, and the database is read."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Signal

from tests.crash import audit
from tests.crash.people import PASSWORD, Editor, Reader, Visitor, name_of
from tests.crash.site import Site
from tests.crash.tally import Tally

SHARED = 3  # events that all editors save
READ = 20  # events whose pages are read
LONGEST_WAIT = 60  # seconds for a save to be under way, or made


@dataclass(frozen=True)
class Options:
    """What is asked of a run."""

    minutes: float = 5
    editors: int = 8
    readers: int = 16
    kills: int = 10
    fixtures: Path | None = None  # another folder than the project's own
    settings: str = "spacehistory.settings"


@dataclass(frozen=True)
class Outcome:
    """What was noted, and what is wrong in the database."""

    tally: Tally
    broken: list[str]
    revisions: int


def run(options: Options) -> Outcome:
    """Do all of it; the server is gone afterwards, whatever happens."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), options.settings)
        _say("Filling a database …")
        site.fill(options.fixtures, [name_of(number) for number in range(options.editors)], PASSWORD)
        tally = Tally()
        try:
            _say(f"{options.editors} editors and {options.readers} readers for {options.minutes:g} minutes …")
            site.start()
            people, over = _people(site, options, tally)
            for each in people:
                each.start()
            _kill_again_and_again(site, options, tally)
            over.set()
            for each in people:
                each.join()
            site.stop()
        finally:
            site.kill()
        _say("Reading the database …")
        return Outcome(tally, audit.audit(site.database, tally.saves), audit.revision_count(site.database))


def _people(site: Site, options: Options, tally: Tally) -> tuple[list[Visitor], Signal]:
    """Everybody who takes part, not yet started, and what tells them that it is over."""
    over = Signal()
    events = site.events(max(READ, SHARED + options.editors))
    shared = [key for key, _ in events[:SHARED]]
    editors = [
        Editor(site.address, number, tally, over, [events[SHARED + number][0], *shared])
        for number in range(options.editors)
    ]
    slugs = [slug for _, slug in events]
    return [*editors, *(Reader(site.address, number, tally, over, slugs) for number in range(options.readers))], over


def _kill_again_and_again(site: Site, options: Options, tally: Tally) -> None:
    """Let the time pass, with as many kills spread over it, each in the middle of a save."""
    began, share = time.monotonic(), options.minutes * 60 / (options.kills + 1)
    for number in range(1, options.kills + 1):
        time.sleep(max(began + number * share - time.monotonic(), 0))
        _wait_for_a_save(tally)
        site.kill()
        tally.serving(seconds := site.start())
        _say(f"Killed {number} of {options.kills} times; it served again after {seconds:.1f} s.")
    saved = len(tally.saves)
    time.sleep(max(began + options.minutes * 60 - time.monotonic(), 0))
    _wait("none of the editors saved anything", lambda: len(tally.saves) > saved)


def _wait_for_a_save(tally: Tally) -> None:
    """Wait until a save is under way, and has been for some random part of what a save takes; it is the moment of a kill."""
    into_it = random.uniform(0, 0.3)
    _wait("no save was under way", lambda: tally.killed_in_a_save(into_it))


def _wait(trouble: str, has_come: Callable[[], bool]) -> None:
    """Wait for a moment; a run in which it does not come is not worth reporting."""
    until = time.monotonic() + LONGEST_WAIT
    while not has_come():
        if time.monotonic() > until:
            raise SystemExit(f"In {LONGEST_WAIT} seconds {trouble}.")
        time.sleep(0.002)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
