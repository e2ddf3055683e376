"""What has the focus is never wholly beneath a bar that sticks to the window (WCAG 2.2, success criterion 2.4.11)."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
# The rule of each bar that sticks, and pages with one.
BARS = {
    ".makes": ("/set/new/?kind=docking&make=yes", "/set/new/?kind=docking&find=leonov"),
    "slide-keys": ("/present/sets/the-handshake/", "/present/sets/the-handshake/?at=3"),
    ".strip": ("/?from=1970&to=1979",),
    "footer": ("/embed/?kind=docking", "/embed/events/first-handshake-in-orbit/"),
}
WINDOWS = ((320, 568), (360, 640), (1280, 720))
MAX_STOPS = 400
# Nothing at the end of the page; otherwise the element with the focus, whether a point of it can be seen, and whether it comes first.
STOP = """() => {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return null;
  const seen = element.closest(BARS) || [...element.getClientRects()].some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return false;
    return [0.1, 0.5, 0.9].some((down) => [0.1, 0.5, 0.9].some((along) => {
      const there = document.elementFromPoint(left + (right - left) * along, top + (bottom - top) * down);
      return there && (element.contains(there) || there.contains(element) && !there.matches(BARS));
    }));
  });
  const first = !element.dataset.wasHere;
  element.dataset.wasHere = "yes";
  return [element.outerHTML.slice(0, 120), Boolean(seen), first];
}"""


def test_every_bar_that_sticks_is_tried():
    sticking = re.compile(r"([^{};]*)\{[^}]*position:\s*(?:sticky|fixed)")
    rules = [
        found[1] for sheet in STATIC.rglob("*.css") for found in sticking.finditer(sheet.read_text(encoding="utf-8"))
    ]
    assert sorted(re.sub(r"/\*.*?\*/", "", rule, flags=re.DOTALL).strip() for rule in rules) == sorted(BARS)


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_no_bar_covers_what_has_the_focus(site, open_context, width, height):
    page = open_context(viewport={"width": width, "height": height}).new_page()
    covered = {}
    for bar, paths in BARS.items():
        for path in paths:
            page.goto(path)
            assert page.locator(bar).first.evaluate("bar => getComputedStyle(bar).position") == "sticky", path
            for key in ("Tab", "Shift+Tab"):  # down the page, and up again
                if hidden := beneath(page, bar, key):
                    covered[path, key] = hidden
    assert covered == {}


def beneath(page, bar: str, key: str) -> list[str]:
    """The stops on the way through a page, by a key, of which nothing can be seen."""
    page.evaluate("() => document.querySelectorAll('[data-was-here]').forEach((each) => delete each.dataset.wasHere)")
    hidden, stops = [], 0
    while stops < MAX_STOPS:
        page.keyboard.press(key)
        stop = page.evaluate(STOP.replace("BARS", repr(bar)))
        if stop is None or not stop[2]:
            break
        stops += 1
        hidden += [stop[0]] if not stop[1] else []
    assert 3 < stops < MAX_STOPS, (page.url, key)
    return hidden
