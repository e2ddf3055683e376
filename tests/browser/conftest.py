"""A real browser for the tests that need one, which fails a test on any console error, CSP violation or foreign request."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import WHAT_TO_INSTALL, arguments, find
from timeline import fixtures

# Playwright's synchronous interface runs an event loop, in which Django refuses the database unless told otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 20_000  # milliseconds: on a busy machine a browser is slow, not wrong
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(WHAT_TO_INSTALL)
        pytest.skip(WHAT_TO_INSTALL)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=arguments())
        yield launched
        launched.close()


@pytest.fixture
def open_context(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a browser window of its own, with the options of Playwright's new_context."""
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: _note_foreign(request.url, live_server.url, troubles))

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        context.on("page", watch)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    assert troubles == []


def _note_foreign(url: str, home: str, troubles: list[str]) -> None:
    if urlsplit(url).netloc != urlsplit(home).netloc and not url.startswith(("data:", "about:")):
        troubles.append(f"a request to another site: {url}")


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop."""
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser with JavaScript off."""
    return open_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def site(live_server: Any, founding_folder: Path) -> Any:
    """The running site with what rests on the founding articles in it."""
    fixtures.load(founding_folder, verbosity=0)
    return live_server
