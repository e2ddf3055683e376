"""What a page costs on the server, made anew and kept, with the fixtures and with many events more."""

import http.client
import time
from statistics import median
from urllib.parse import urlsplit

from tests.bench.figures import KB, Findings
from tests.bench.limits import MANY
from tests.bench.report import table
from tests.bench.sites import Sites

RUNS = 15
PATHS = (
    "/",
    "/?kind=docking&from=1970",
    "/?q=leonov",
    "/?person=alexei-leonov&disputed=yes",
    "/?from=2050",
    "/disagreements/",
)
EMBEDS = ("/embed/events/first-handshake-in-orbit/", "/embed/?kind=docking", "/embed/sets/the-handshake/")
TEACHERS = (  # what teachers link to, print and embed: these have a limit
    *("/events/first-handshake-in-orbit/", "/missions/soyuz-19/", "/people/alexei-leonov/"),
    *("/sources/article-cnn-2015-handshake/", "/sets/the-handshake/", "/present/sets/the-handshake/?at=3"),
    *("/handout/events/first-handshake-in-orbit/", "/handout/sets/the-handshake/", "/cards/sets/the-handshake/"),
    *("/order/sets/the-handshake/", *EMBEDS),
)


def measure(sites: Sites, browser: object = None) -> Findings:
    """Each page from both servers in turn, so that a slow machine slows both."""
    found = {path: (_costs(sites, path), _costs(sites, path, is_anew=True)) for path in (*PATHS, *TEACHERS)}
    body = []
    for path, ((_, kept), (few, many)) in found.items():
        times = (f"{few[0]:.1f} ms", f"{many[0]:.1f} ms", f"{many[0] / few[0]:.2f} ×", f"{kept[0]:.1f} ms")
        body.append((f"`{path}`", *times, f"{few[1] / KB:.1f} kB", f"{many[1] / KB:.1f} kB"))
    how = (
        f"The whole answer of gunicorn, with the fixtures and with {MANY:,} events more, in turn; median of {RUNS}, after one "
        "that is not counted. A page is made anew for the first who asks after a change, and kept for all others."
    )
    figures = {
        "made": max(found[path][1][0][0] for path in TEACHERS),
        "embed": max(found[path][1][0][1] / KB for path in EMBEDS),
    }
    heads = ("page", "made anew, fixtures", "many", "ratio", "kept, many", "weight, fixtures", "many")
    return Findings(figures, [how, table(heads, body)])


def _costs(sites: Sites, path: str, *, is_anew: bool = False) -> list[tuple[float, int]]:
    """The median of milliseconds and the bytes of a page, with the fixtures and with many events more."""
    answers: dict[str, list[tuple[float, int]]] = {sites.few: [], sites.many: []}
    for run in range(RUNS + 1):
        for site, known in answers.items():
            # Nothing reads this parameter, so that it is the same page at an address under which none was kept yet.
            anew = f"{'&' if '?' in path else '?'}anew={run}" if is_anew else ""
            known.append(fetch(site, path + anew))
    return [(median(each[0] for each in known[1:]), known[-1][1]) for known in answers.values()]


def fetch(site: str, path: str) -> tuple[float, int]:
    """How long the answer takes, in milliseconds, and its bytes as they come."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    body = connection.getresponse().read()
    passed = (time.perf_counter() - start) * 1000
    connection.close()
    return passed, len(body)
