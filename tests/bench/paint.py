"""When a slow phone paints the timeline, beside a static page of the same events and the timeline without htmx."""

from collections import deque
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.bench.browser import MOBILE, visit, window
from tests.bench.figures import Findings, blocking
from tests.bench.limits import RUNS
from tests.bench.report import said, table
from tests.bench.sites import Sites

WITHOUT_HTMX = "*/vendor/htmx*"


def measure(sites: Sites, browser: Browser) -> Findings:
    """The three pages in turn, each time with an empty cache; medians."""
    pages = {
        "timeline": (sites.few, ""),
        "without htmx": (sites.few, WITHOUT_HTMX),
        "static page": (sites.static, ""),
    }
    seen: dict[str, list[dict[str, Any]]] = {name: [] for name in pages}
    order = deque(pages)
    for run in range(RUNS + 1):
        order.rotate()  # or the same page would always come after the same other
        for name in order:
            paints = _paints(browser, *pages[name])
            if run:  # the first warms the server
                seen[name].append(paints)
    ours, bare, static = seen.values()
    figures = {
        "largest": _middle(ours, "largest") / _middle(static, "largest"),
        "blocked": _middle(ours, "blocked"),
        "shift": max(each["shift"] for each in ours),
        "htmx": _middle(ours, "first") / _middle(bare, "first"),
    }
    body = [
        (name, *(said(_middle(runs, figure), "ms") for figure in ("first", "largest", "blocked")))
        for name, runs in seen.items()
    ]
    how = (
        f"A window of 360 × 640, a processor slowed down four times, 150 ms latency, 1.6 Mbit/s; the pages in turn, {RUNS} "
        "runs each with an empty cache, medians, for layout shift the largest. The static page has the dates, titles and "
        "summaries of the same first events, one small stylesheet and nothing else."
    )
    return Findings(figures, [how, table(("page", "first paint", "largest paint", "blocked"), body)])


def _paints(browser: Browser, site: str, blocked: str) -> dict[str, Any]:
    with window(browser, MOBILE, blocked) as at:
        visit(at.page, site + "/")
        paints = at.page.evaluate("bench.paints()")
    return paints | {"blocked": blocking(paints["tasks"], after=paints["first"])}


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return median(run[name] for run in runs)
