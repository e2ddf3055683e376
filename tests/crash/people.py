"""Those who use the site while it is killed: editors, who sign in and save, and readers."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from itertools import count
from threading import Event as Signal
from threading import Thread

from tests.crash.browser import Browser, Form, Unanswered
from tests.crash.limits import EDITORS_PAUSE, READERS_PAUSE
from tests.crash.tally import Save, Tally

PASSWORD = "kept-in-orbit-1975"
PATHS = (
    *("/", "/?kind=docking", "/?q=leonov", "/?from=1960&to=1969", "/?disputed=yes"),
    *("/disagreements/", "/people/", "/missions/", "/sources/", "/map/", "/about/certainty/", "/spacecraft/"),
)
MARK = re.compile(r"\[save [\w-]+\]")  # what a save leaves in two tables at once, and in its reason
CONFLICT = "Somebody saved this event"
PAUSE_WHILE_DOWN = 0.2


def name_of(number: int) -> str:
    """The account of an editor."""
    return f"editor-{number}"


class Visitor(Thread):
    """Somebody who does one thing after another until it is over."""

    pause: float

    def __init__(self, site: str, number: int, tally: Tally, over: Signal) -> None:
        super().__init__(daemon=True)
        self.who = name_of(number)
        self.tally = tally
        self.over = over
        self.random = random.Random(number)
        self.browser = Browser(site, type(self).__name__.lower(), tally)

    def run(self) -> None:
        while not self.over.wait(self.random.uniform(0, 2 * self.pause)):
            try:
                self.act()
            except Unanswered:
                self.over.wait(PAUSE_WHILE_DOWN)
            except Exception as error:  # a thread that dies would look like one with nothing to tell
                self.tally.fault(f"{self.who} could not go on: {error!r}")
                raise

    def act(self) -> None:
        raise NotImplementedError


class Reader(Visitor):
    """Somebody who opens public pages."""

    pause = READERS_PAUSE

    def __init__(self, site: str, number: int, tally: Tally, over: Signal, slugs: Sequence[str]) -> None:
        super().__init__(site, number, tally, over)
        self.paths = [*PATHS, *(f"/events/{slug}/" for slug in slugs), *(f"/events/{slug}/history/" for slug in slugs)]

    def act(self) -> None:
        path = self.random.choice(self.paths)
        status, _ = self.browser.get(path)
        if status != 200:
            self.tally.fault(f"{path} was answered with {status}")


class Editor(Visitor):
    """Somebody who marks an event and one of its citations with the same words, again and again."""

    pause = EDITORS_PAUSE

    def __init__(self, site: str, number: int, tally: Tally, over: Signal, events: Sequence[int]) -> None:
        super().__init__(site, number, tally, over)
        self.events = events  # the first is the editor's own, the others are everybody's
        self.marks: Iterator[str] = (f"[save {number}-{run}]" for run in count(1))
        self.is_signed_in = False

    def act(self) -> None:
        if not self.is_signed_in:
            self.sign_in()
            return
        event = self.events[0] if self.random.random() < 0.75 else self.random.choice(self.events)
        path = f"/admin/timeline/event/{event}/change/"
        status, html = self.browser.get(path)
        if status != 200:
            self.tally.fault(f"{path} was answered with {status}")
            return
        self.save(event, path, Form(html, "event_form").fields)

    def sign_in(self) -> None:
        path = "/admin/login/?next=/admin/"
        self.browser.get(path)
        status, _ = self.browser.post(path, {"username": self.who, "password": PASSWORD, "next": "/admin/"})
        self.is_signed_in = status == 302
        if not self.is_signed_in:
            self.tally.fault(f"{self.who} could not sign in: {status}")

    def save(self, event: int, path: str, fields: dict[str, str | list[str]]) -> None:
        """Send the form with a new mark, and note the save if it is acknowledged."""
        mark = next(self.marks)
        fields |= {
            "summary": marked(fields["summary"], mark),
            "citations-0-note": marked(fields["citations-0-note"], mark),
        }
        fields |= {"reason": mark, "_continue": "Save"}
        started = time.monotonic()
        self.tally.saving(self.who)
        try:
            status, html = self.browser.post(path, fields)
        finally:
            self.tally.not_saving(self.who)
        if status == 302:
            self.tally.saved(Save(event, mark, time.monotonic() - started))
        elif status == 200 and CONFLICT in html and event == self.events[0]:  # which nobody else saves
            self.tally.fault(f"The save {mark} of {path} was taken for a conflict with nobody: {compared(html)}")
        elif status == 200 and CONFLICT in html:
            self.tally.conflicting()
        else:
            self.tally.fault(f"The save {mark} of {path} was answered with {status} and not made")


def compared(html: str) -> str:
    """The versions that the page of a conflict sets side by side, in plain words."""
    shown = html.partition('aria-labelledby="conflict-heading"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def marked(text: str | list[str], mark: str) -> str:
    """A text with `mark` in place of the one before."""
    return f"{MARK.sub('', str(text)).strip()} {mark}"
