"""A real browser for the tests that need one, which fails a test on any console error, CSP violation or foreign request."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test.utils import modify_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import WHAT_TO_INSTALL, arguments, find
from tests.browser.database import Database
from tests.conftest import load_once
from timeline import fixtures

# Playwright's synchronous interface runs an event loop, in which Django refuses the database unless told otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# No passage from page to page, which Chromium breaks off with an error where the next page comes sooner.
STILL: Any = {"reduced_motion": "reduce"}
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


@pytest.fixture(scope="session")
def database(django_db_setup: None, django_db_blocker: Any, founding_folder: Path) -> Database:
    """The states of the database: "empty", and "founding" with what rests on the founding articles."""
    with django_db_blocker.unblock():
        return Database(
            {"founding": lambda: load_once("founding", lambda: fixtures.load(founding_folder, verbosity=0))}
        )


@pytest.fixture(scope="session")
def server(database: Database, django_db_blocker: Any) -> Iterator[LiveServer]:
    """One server for all tests of this process; what it shows is what the database is."""
    with django_db_blocker.unblock():
        running = LiveServer("localhost")
    yield running
    with django_db_blocker.unblock():
        running.stop()


@pytest.fixture(scope="module")
def shared(server: LiveServer, database: Database, django_db_blocker: Any) -> Iterator[Any]:
    """The server with the founding part in it, for all tests of a module; only `site` hands it out."""
    with django_db_blocker.unblock(), modify_settings(ALLOWED_HOSTS={"append": "localhost"}), database.as_("founding"):
        yield server


@pytest.fixture
def db(django_db_setup: None) -> None:
    """In place of pytest-django's, which makes the database for tests that ask for this name: without a transaction, into which
    the server could not see."""


@pytest.fixture
def site(shared: LiveServer, database: Database, db: None) -> Iterator[Any]:
    """The running site with what rests on the founding articles in it, to be looked at: what writes asks for `own_site`."""
    before = database.digest()
    yield shared
    assert database.digest() == before, "This test wrote into the database that it shares: let it ask for own_site."


@pytest.fixture
def own_site(shared: LiveServer, database: Database, db: None) -> Iterator[Any]:
    """As `site`, for a test that writes: what it changes is gone after it."""
    with database.as_("founding"):
        yield shared
        _wait_for_answers()


@pytest.fixture
def bare_site(shared: LiveServer, database: Database, db: None) -> Iterator[Any]:
    """The running site with nothing in it but what the test puts there."""
    with database.as_("empty"):
        yield shared
        _wait_for_answers()


@pytest.fixture
def open_context(browser: Browser, server: LiveServer) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a browser window of its own, with the options of Playwright's new_context."""
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: _note_foreign(request.url, server.url, troubles))

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=server.url, **STILL | options)
        context.set_default_timeout(PATIENCE)
        context.on("page", watch)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    _wait_for_answers()
    assert troubles == []


def _wait_for_answers() -> None:
    """Let the server end what it was still answering, so that the database can be emptied for the next test."""
    deadline = time.monotonic() + PATIENCE / 1000
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the server goes on answering though every window is closed"
        time.sleep(0.01)


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
def other_site() -> Iterator[Callable[[str], str]]:
    """A site of another origin: give it the HTML of a page, and it gives the address."""
    pages: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Elsewhere</title>{pages[-1]}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(html: str) -> str:
        pages.append(html)
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture
def elsewhere(browser, open_context) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A window of its own, which may ask more than one site, with what goes wrong in it; `open_context` waits for the server."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 800, "height": 700})
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    yield context, troubles
    context.close()
