"""`make screenshots`: pictures of the site as it is, for the README and for looking at.

A scratch database is filled from the fixtures and served by gunicorn; Chromium takes the pictures. With an argument, all
of the views below are taken into that folder; without, only those that the README shows, into docs/screenshots/.
"""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.chromium import arguments, find
from tests.serving import ROOT, serve

IN_README = {"timeline", "disagreement"}
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


def main() -> None:
    """Take the pictures."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with serve() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments())
        for name, (path, width, height, scheme, has_script, target) in VIEWS.items():
            if not everything and name not in IN_README:
                continue
            options: dict[str, Any] = {"viewport": {"width": width, "height": height}, **LOOKS[scheme]}
            page = browser.new_page(**options, java_script_enabled=has_script, reduced_motion="reduce")
            page.goto(site + path)
            page.reload()  # with the typeface that the first visit fetched
            if scheme == "print":
                page.emulate_media(media="print")
            page.wait_for_timeout(300)
            if target:
                page.locator(target).evaluate("element => element.scrollIntoView()")
            page.screenshot(path=folder / f"{name}.png")
            page.close()
            print(folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
