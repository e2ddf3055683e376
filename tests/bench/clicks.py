"""How long it takes from a click on a filter until the result is painted."""

from collections import deque
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.bench.browser import DESKTOP, MOBILE, Profile, Window, visit, window
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
    many, few, static = _on_the_phone(sites, browser)
    clicks = {
        f"desktop, {MANY:,} events more": list(islice(_filters(browser, DESKTOP, sites.many), CLICKS)),
        f"mobile, {MANY:,} events more": many,
        "mobile, the fixtures": few,
        "mobile, static page with htmx": static,
        "mobile, a filter that was on before": _again(browser, sites.many),
    }
    desktop, mobile, _, plain, again = ([click["total"] for click in made] for made in clicks.values())
    figures = {
        "desktop": percentile(desktop, 95),
        "mobile": median(mobile) / median(plain),
        "again": median(again),
    }
    how = (
        "From the event to the second frame after the new list stands in the page, measured inside the page; each click "
        f"leads to another view, with one or two filters in force. Mobile is as above, with {MANY:,} events more unless "
        "it is said otherwise; the first three on the phone click in turn. Where the time goes, as medians: up to the "
        "request; until the answer begins; until it has come, which on the phone holds the latency of its line; until it stands in the page; until it is painted."
    )
    head = ("clicks", "number", "median", "95 of 100", *("request", "answer", "transfer", "swap", "paint"), "weight")
    return Findings(figures, [how, table(head, [(name, *_row(made)) for name, made in clicks.items()])])


def _on_the_phone(sites: Sites, browser: Browser) -> tuple[list[Click], ...]:
    """Clicks with many events, with the fixtures and on the static page, one of each at a time."""
    in_turn = zip(
        islice(_filters(browser, MOBILE, sites.many), CLICKS_MOBILE),
        islice(_filters(browser, MOBILE, sites.few), CLICKS_MOBILE),
        _static(browser, sites.static),
        strict=True,
    )
    return tuple(list(made) for made in zip(*in_turn, strict=True))


def _filters(browser: Browser, profile: Profile, site: str) -> Iterator[Click]:
    """Clicks without end that put one filter on and take the one before it off, in turn."""
    with window(browser, profile) as at:
        visit(at.page, site + "/")
        in_force: deque[tuple[str, str]] = deque()
        used: set[tuple[str, str]] = set()
        for name in cycle(FILTERS):
            values = [
                value for value in at.page.evaluate("name => bench.values(name)", name) if (name, value) not in used
            ]
            if not values:
                if not used:
                    raise SystemExit("The form has no filter to click on.")
                used -= {(name, value) for _, value in used}
                continue
            in_force.append((name, values[0]))
            used.add((name, values[0]))
            yield _click(at, "choose", *in_force[-1])
            if len(in_force) > 1:
                yield _click(at, "drop", *in_force.popleft())


def _again(browser: Browser, site: str) -> list[Click]:
    """Filters put on, taken off and put on again: the third click of each."""
    with window(browser, MOBILE) as at:
        visit(at.page, site + "/")
        clicks = []
        choices = [
            (name, value) for name in ("kind", "country") for value in at.page.evaluate(f"bench.values('{name}')")
        ]
        for choice in choices[:AGAIN]:
            _click(at, "choose", *choice)
            _click(at, "drop", *choice)
            clicks.append(_click(at, "choose", *choice))
            _click(at, "drop", *choice)
        return clicks


def _static(browser: Browser, site: str) -> Iterator[Click]:
    """Each link of the static page once."""
    with window(browser, MOBILE) as at:
        visit(at.page, site + SWAPPED)
        yield from (_click(at, "press", f"#link-{number}") for number in range(CLICKS_MOBILE))


def _click(at: Window, act: str, *arguments: str) -> Click:
    """What a click costs, `act` being one of those in in_page.js; the window is slow until what follows the list has come."""
    at.page.bring_to_front()
    at.slow_down()
    click: Click = at.page.evaluate("([act, ...rest]) => bench[act](...rest)", [act, *arguments])
    at.page.wait_for_function("() => !document.querySelector('#beside[data-hx-get]')")
    at.page.wait_for_timeout(PAUSE)
    at.let_go()
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
