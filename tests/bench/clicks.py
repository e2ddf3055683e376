"""How long it takes from a click on a filter until the result is painted."""

from collections import deque
from itertools import cycle
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from tests.bench.browser import DESKTOP, MOBILE, Profile, visit, window
from tests.bench.figures import Findings, percentile
from tests.bench.limits import CLICKS, CLICKS_MOBILE, MANY
from tests.bench.report import said, table
from tests.bench.sites import Sites
from tests.bench.static_page import SWAPPED

FILTERS = ("kind", "country", "programme", "from", "person", "mission", "disputed", "agency", "place", "to", "source")
AGAIN = 9
PAUSE = 150  # milliseconds between two clicks
PARTS = ("before", "server", "transfer", "swap", "paint")

Click = dict[str, Any]


def measure(sites: Sites, browser: Browser) -> Findings:
    """Clicks on different filters on both profiles, the same swap on a static page, and a filter that was on before."""
    clicks = {
        f"desktop, {MANY:,} events more": _filters(browser, DESKTOP, sites.many, CLICKS),
        f"mobile, {MANY:,} events more": _filters(browser, MOBILE, sites.many, CLICKS_MOBILE),
        "mobile, the fixtures": _filters(browser, MOBILE, sites.few, CLICKS_MOBILE),
        "mobile, static page with htmx": _static(browser, sites.static),
        "mobile, a filter that was on before": _again(browser, sites.many),
    }
    desktop, mobile, _, static, again = ([click["total"] for click in made] for made in clicks.values())
    figures = {
        "desktop": percentile(desktop, 95),
        "mobile": median(mobile) / median(static),
        "again": median(again),
    }
    how = (
        "From the event to the second frame after the new list stands in the page, measured inside the page; each click "
        f"leads to another view, with one or two filters in force. Mobile is as above, with {MANY:,} events more unless "
        "it is said otherwise. Where the time goes, as medians: up to the request; until the answer begins; until it "
        "has come, which on the phone holds the latency of its line; until it stands in the page; until it is painted."
    )
    head = ("clicks", "number", "median", "95 of 100", *("request", "answer", "transfer", "swap", "paint"), "weight")
    return Findings(figures, [how, table(head, [(name, *_row(made)) for name, made in clicks.items()])])


def _filters(browser: Browser, profile: Profile, site: str, number: int) -> list[Click]:
    """`number` clicks that put one filter on and take the one before it off, in turn."""
    with window(browser, profile) as (page, _):
        visit(page, site + "/")
        clicks: list[Click] = []
        in_force: deque[tuple[str, str]] = deque()
        used: set[tuple[str, str]] = set()
        for name in cycle(FILTERS):
            if len(clicks) >= number:
                return clicks[:number]
            values = [value for value in page.evaluate("name => bench.values(name)", name) if (name, value) not in used]
            if not values:
                if not used:
                    raise SystemExit("The form has no filter to click on.")
                used -= {(name, value) for _, value in used}
                continue
            in_force.append((name, values[0]))
            used.add((name, values[0]))
            clicks.append(_click(page, "choose", *in_force[-1]))
            if len(in_force) > 1:
                clicks.append(_click(page, "drop", *in_force.popleft()))
    raise AssertionError


def _again(browser: Browser, site: str) -> list[Click]:
    """Filters put on, taken off and put on again: the third click of each."""
    with window(browser, MOBILE) as (page, _):
        visit(page, site + "/")
        clicks = []
        choices = [(name, value) for name in ("kind", "country") for value in page.evaluate(f"bench.values('{name}')")]
        for choice in choices[:AGAIN]:
            _click(page, "choose", *choice)
            _click(page, "drop", *choice)
            clicks.append(_click(page, "choose", *choice))
            _click(page, "drop", *choice)
        return clicks


def _static(browser: Browser, site: str) -> list[Click]:
    """Each link of the static page once."""
    with window(browser, MOBILE) as (page, _):
        visit(page, site + SWAPPED)
        return [_click(page, "press", f"#link-{number}") for number in range(CLICKS_MOBILE)]


def _click(page: Page, act: str, *arguments: str) -> Click:
    click: Click = page.evaluate("([act, ...rest]) => bench[act](...rest)", [act, *arguments])
    page.wait_for_function("() => !document.querySelector('#beside[hx-get]')")
    page.wait_for_timeout(PAUSE)
    return click


def _row(clicks: list[Click]) -> list[str]:
    totals = [click["total"] for click in clicks]
    parts = [click["parts"] for click in clicks if click["parts"]]
    middles = [median(part[name] for part in parts) if parts else None for name in PARTS]
    sizes = [click["size"] for click in clicks if click["parts"]]
    weight = median(sizes) / 1000 if sizes else None
    return [
        str(len(clicks)),
        *(said(time, "ms") for time in (median(totals), percentile(totals, 95), *middles)),
        said(weight, "kB"),
    ]
