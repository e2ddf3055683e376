"""`make screenshots`: pictures of the site as it is, for the README and for looking at.

A scratch database is filled from the fixtures and served by gunicorn; Chromium takes the pictures. With an argument, all
of the views below are taken into that folder; without, only those that the README and docs/editing.md show, into docs/screenshots/.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import arguments, find
from tests.desk_scene import DRAFT, PASSWORD, WAITING
from tests.serving import ROOT, fill_from_fixtures, python, serve_database

IN_DOCS = {"timeline", "disagreement", "desk", "desk-asking", "desk-compare"}
HANDSHAKE = "/events/first-handshake-in-orbit/"

LOOKS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "print": {"color_scheme": "light"},
    "forced": {"forced_colors": "active"},
}
# name: address, width, height, look, JavaScript, what to scroll to
VIEWS: dict[str, tuple[str, int, int, str, bool, str]] = {
    "timeline": ("/", 1280, 860, "light", True, ""),
    "disagreement": (HANDSHAKE, 1280, 860, "dark", True, "#disagreements"),
    "timeline-dark": ("/", 1280, 900, "dark", True, ""),
    "timeline-phone": ("/", 320, 800, "light", True, ""),
    "timeline-no-script": ("/?kind=docking", 1280, 900, "light", False, ""),
    "timeline-empty": ("/?kind=docking&to=1960", 1280, 900, "light", True, ""),
    "timeline-rejected": ("/?kind=xyz&person=leonow&from=soon", 1280, 900, "light", True, ""),
    "timeline-decade": ("/?from=1970&to=1979", 1280, 900, "light", True, ""),
    "timeline-year-phone": ("/?from=1975&to=1975", 320, 800, "dark", True, ""),
    "timeline-programmes": ("/?lanes=programme", 1280, 900, "dark", True, ""),
    "timeline-programmes-phone": ("/?lanes=programme", 320, 900, "light", True, ""),
    "timeline-read": ("/?from=1975", 1280, 900, "light", True, "#more"),
    "timeline-phone-no-script": ("/", 320, 900, "dark", False, ""),
    "timeline-print": ("/?from=1970&to=1979", 794, 1123, "print", True, ""),
    "timeline-forced": ("/", 1280, 900, "forced", True, ""),
    "event-print": (HANDSHAKE, 794, 1123, "print", True, ""),
    "event-forced": (HANDSHAKE, 1280, 900, "forced", True, ""),
    "event-both-sides": (HANDSHAKE, 1280, 900, "light", True, "#both-sides-heading"),
    "spacecraft-print": ("/spacecraft/", 794, 1123, "print", True, ""),
    "keyboard": ("/about/keyboard/", 1280, 900, "light", True, ""),
    "event": (HANDSHAKE, 1280, 900, "light", True, ""),
    "event-phone": (HANDSHAKE, 320, 800, "dark", True, ""),
    "event-sources": (HANDSHAKE, 1280, 900, "light", True, "#sources-heading"),
    "event-revision": (f"{HANDSHAKE}history/1/", 1280, 900, "light", True, ""),
    "event-history-phone": (f"{HANDSHAKE}history/", 320, 800, "dark", True, ""),
    "mission": ("/missions/soyuz-19/", 1280, 900, "light", True, ""),
    "person": ("/people/alexei-leonov/", 1280, 900, "light", True, ""),
    "person-phone": ("/people/alexei-leonov/", 320, 800, "light", True, ""),
    "source": ("/sources/article-cnn-2015-handshake/", 1280, 900, "light", True, ""),
    "source-phone": ("/sources/article-cnn-2015-handshake/", 320, 800, "dark", True, ""),
    "missions": ("/missions/", 1280, 900, "light", True, ""),
    "programmes": ("/programmes/", 1280, 900, "light", True, ""),
    "programme-phone": ("/programmes/apollo-soyuz-test-project/", 320, 800, "dark", True, ""),
    "spacecraft": ("/spacecraft/", 1280, 900, "light", True, ""),
    "spacecraft-phone": ("/spacecraft/", 320, 800, "light", True, ""),
    "spacecraft-dark": ("/spacecraft/", 1280, 900, "dark", True, ""),
    "craft": ("/spacecraft/apollo-soyuz/", 1280, 900, "light", True, ""),
    "places": ("/places/", 1280, 900, "dark", True, ""),
    "place": ("/places/gagarins-start/", 1280, 900, "light", True, ""),
    "place-phone": ("/places/metz/", 320, 800, "light", True, ""),
    "map": ("/map/", 1280, 900, "light", True, ""),
    "map-dark": ("/map/", 1280, 900, "dark", False, ""),
    "map-phone": ("/map/", 320, 800, "dark", True, ""),
    "event-map": (HANDSHAKE, 1280, 900, "light", True, "#map-heading"),
    "event-map-phone": (HANDSHAKE, 320, 800, "dark", True, "#map-heading"),
    "people-phone": ("/people/", 320, 800, "light", True, ""),
    "sources": ("/sources/", 1280, 900, "dark", True, ""),
    "disagreements": ("/disagreements/", 1280, 900, "light", True, ""),
    "disagreements-phone": ("/disagreements/", 320, 800, "light", False, ""),
    "about": ("/about/", 1280, 900, "light", True, ""),
    "not-found": ("/nothing-here/", 1280, 600, "light", True, ""),
}
# What Ed sees at the desk, once he has signed in; a second address part is the title of the event to open from a list.
EVENTS = "/admin/timeline/event/?q="
DESK: dict[str, tuple[str, str, int, int, str, bool, str]] = {
    "desk": ("/admin/", "", 1280, 640, "light", True, ""),
    "desk-phone": ("/admin/", "", 320, 800, "dark", True, ""),
    "desk-events": (EVENTS, "", 1280, 900, "light", True, ""),
    "desk-form": (EVENTS + "crews+meet", DRAFT, 1280, 900, "light", True, ""),
    "desk-form-phone": (EVENTS + "crews+meet", DRAFT, 320, 800, "light", True, ""),
    "desk-form-dark": (EVENTS + "crews+meet", DRAFT, 1280, 900, "dark", False, ""),
    "desk-asking": (EVENTS + "crews+meet", DRAFT, 1280, 780, "light", True, "fieldset:has(#id_asks_date)"),
    "desk-citations": (EVENTS + "crews+meet", DRAFT, 1280, 900, "light", True, "#citations-heading"),
    "desk-citations-phone": (EVENTS + "crews+meet", DRAFT, 320, 800, "dark", True, "#citations-heading"),
    "desk-review": ("/admin/timeline/pendingrevision/?q=", WAITING, 1280, 700, "light", True, ""),
    "desk-compare": (EVENTS + "apollo+docks+soyuz", f"{WAITING} › History", 1280, 640, "light", True, ""),
    "desk-import": ("/admin/timeline/source/import/", "", 1280, 700, "light", True, ""),
    "desk-two-step": ("/admin/two-step/", "", 1280, 600, "light", True, ""),
}


def main() -> None:
    """Take the pictures."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments())
        for name, (path, width, height, look, has_script, target) in VIEWS.items():
            if everything or name in IN_DOCS:
                page = opened(browser, site, width, height, look, has_script)
                page.goto(site + path)
                page.reload()  # with the typeface that the first visit fetched
                take(page, folder / f"{name}.png", target)
        for name, (path, title, width, height, look, has_script, target) in DESK.items():
            if everything or name in IN_DOCS:
                page = opened(browser, site, width, height, look, has_script)
                at_the_desk(page, site, path, title)
                take(page, folder / f"{name}.png", target)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The site with the committed history and something to do at the desk."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "history.sqlite3"
        fill_from_fixtures(database)
        python("-m", "tests.desk_scene", database=database)
        with serve_database(database) as site:
            yield site


def opened(browser: Browser, site: str, width: int, height: int, look: str, has_script: bool) -> Page:
    """A page in a browser window of its own."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}, **LOOKS[look]}
    page = browser.new_page(**options, java_script_enabled=has_script, reduced_motion="reduce")
    if look == "print":
        page.emulate_media(media="print")
    return page


def at_the_desk(page: Page, site: str, path: str, title: str) -> None:
    """Sign in, go to a page, and from there to what `title` names, step by step."""
    page.goto(f"{site}/admin/login/?next={quote(path)}")
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    for step in filter(None, title.split(" › ")):
        page.get_by_role("link", name=step, exact=True).last.click()


def take(page: Page, file: Path, target: str) -> None:
    """Take the picture once the page has come to rest, and close the page."""
    page.wait_for_timeout(300)
    if target:
        page.locator(target).evaluate("element => element.scrollIntoView()")
    page.screenshot(path=file)
    page.close()
    print(file)


if __name__ == "__main__":
    main()
