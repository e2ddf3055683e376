"""What the first view of the timeline weighs over the wire."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request as Fetch
from urllib.request import urlopen

from playwright.sync_api import Browser

from tests.bench.browser import DESKTOP, visit, window
from tests.bench.figures import KB, Findings, Request, weigh
from tests.bench.report import table
from tests.bench.sites import Sites

ICONS = "[...document.querySelectorAll('link[rel~=icon]')].map(link => link.href)"


def measure(sites: Sites, browser: Browser) -> Findings:
    """The first view with the fixtures, part by part, and how much heavier it is with many events more."""
    requests, elements = first_view(browser, sites.few)
    many, _ = first_view(browser, sites.many)
    figures = weigh(requests) | {"elements": elements}
    figures["many"] = weigh(many)["all"] / figures["all"]
    parts = [(f"`{urlsplit(each.url).path}`", each.kind, f"{each.size / KB:.1f} kB") for each in requests]
    how = (
        "In an empty cache, until the network is quiet; answers with their headers as they come over the wire, "
        f"compressed by brotli where the server does so. 1 kB is {KB} bytes."
    )
    return Findings(figures, [how, table(("file", "kind", "weight"), parts)])


def first_view(browser: Browser, site: str) -> tuple[list[Request], int]:
    """What a browser fetches for the timeline that has never seen it, and how many elements it then has."""
    answered: dict[str, tuple[str, str]] = {}
    requests: list[Request] = []

    def answer(event: dict[str, Any]) -> None:
        answered[event["requestId"]] = event["response"]["url"], event["type"]

    def finish(event: dict[str, Any]) -> None:
        url, kind = answered[event["requestId"]]
        if not url.startswith("data:"):
            requests.append(Request(url, kind, int(event["encodedDataLength"])))

    with window(browser, DESKTOP) as at:
        at.devtools.on("Network.responseReceived", answer)
        at.devtools.on("Network.loadingFinished", finish)
        visit(at.page, site + "/")
        elements = at.page.evaluate("document.querySelectorAll('*').length")
        icons = at.page.evaluate(ICONS)
    # Chromium fetches the icon past the page, so that its own books do not show it.
    fetched = {each.url for each in requests}
    requests += [_fetch_icon(url) for url in icons if url not in fetched and not url.startswith("data:")]
    return requests, elements


def _fetch_icon(url: str) -> Request:
    with urlopen(Fetch(url, headers={"Accept-Encoding": "br"})) as response:
        return Request(url, "Icon", len(response.read()) + len(str(response.headers)))
