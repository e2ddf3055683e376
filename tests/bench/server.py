"""What a page costs on the server with many events more, as a ratio of what it costs with the fixtures alone."""

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
    "/events/first-handshake-in-orbit/",
    "/people/alexei-leonov/",
    "/disagreements/",
)


def measure(sites: Sites, browser: object = None) -> Findings:
    """Each page from both servers in turn, so that a slow machine slows both."""
    body = []
    for path in PATHS:
        few: list[tuple[float, int]] = []
        many: list[tuple[float, int]] = []
        for run in range(RUNS + 1):
            for site, answers in ((sites.few, few), (sites.many, many)):
                answer = fetch(site, path)
                if run:
                    answers.append(answer)
        (quick, light), (slow, heavy) = (
            (median(each[0] for each in answers), answers[-1][1]) for answers in (few, many)
        )
        times = (f"{quick:.1f} ms", f"{slow:.1f} ms", f"{slow / quick:.2f} ×")
        sizes = (f"{light / KB:.1f} kB", f"{heavy / KB:.1f} kB", f"{heavy / light:.2f} ×")
        body.append((f"`{path}`", *times, *sizes))
    how = (
        f"The whole answer of gunicorn, with the fixtures and with {MANY:,} events more, in turn; median of {RUNS}, after one "
        "that is not counted. There is no limit on these: they say where the time of a click goes."
    )
    return Findings({}, [how, table(("page", "fixtures", "many", "ratio", "weight", "many", "ratio"), body)])


def fetch(site: str, path: str) -> tuple[float, int]:
    """How long the answer takes, in milliseconds, and its bytes as they come."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    body = connection.getresponse().read()
    passed = (time.perf_counter() - start) * 1000
    connection.close()
    return passed, len(body)
