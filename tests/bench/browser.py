"""The browser that measures: two profiles, and a window with an empty cache for each look at a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import WHAT_TO_INSTALL, arguments, find

IN_PAGE = Path(__file__).with_name("in_page.js")
PATIENCE = 120_000  # milliseconds
SETTLED = 700  # milliseconds after the network has been quiet


@dataclass(frozen=True)
class Profile:
    """A machine with a line: its window as Playwright takes it, how much slower it is, and its line as Chromium takes it."""

    window: dict[str, Any]
    slowdown: int = 1
    line: dict[str, float] | None = None


DESKTOP = Profile({"viewport": {"width": 1280, "height": 900}})
MOBILE = Profile(
    {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True},
    slowdown=4,
    line={"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8},
)


@dataclass(frozen=True)
class Window:
    """An open window, slowed down as its profile says, and the line to its browser."""

    page: Page
    devtools: Any
    slowdown: int

    def slow_down(self) -> None:
        """Make its machine a slower one."""
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": self.slowdown})

    def let_go(self) -> None:
        """Slow it down no longer: what does so takes time from other windows even while this one rests."""
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})


@contextmanager
def launch() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = find()
    if path is None:
        raise SystemExit(WHAT_TO_INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments())
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, profile: Profile, blocked: str = "") -> Iterator[Window]:
    """An empty page with nothing in its cache; addresses like `blocked` are never fetched."""
    context = browser.new_context(**profile.window)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=IN_PAGE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    opened = Window(page, devtools, profile.slowdown)
    opened.slow_down()
    if profile.line:
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **profile.line})
    if blocked:
        devtools.send("Network.setBlockedURLs", {"urls": [blocked]})
    try:
        yield opened
    finally:
        context.close()


def visit(page: Page, url: str) -> None:
    """Open `url` and wait until nothing is fetched any more and the page has come to rest."""
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
