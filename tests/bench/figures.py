"""Figures out of what was measured: pure functions, and what one subject found."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.limits import Limit

KB = 1000
HTMX = "/static/vendor/htmx"


@dataclass
class Findings:
    """What one subject found: its figures by the names of their limits, and tables and sentences for the report."""

    figures: dict[str, float | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def held(self, limit: Limit) -> bool:
        """Whether the figure that `limit` is about keeps to it."""
        return limit.holds(self.figures.get(limit.name))


@dataclass(frozen=True)
class Request:
    """One file that a browser fetched: its address, its kind as Chromium calls it, its bytes over the wire."""

    url: str
    kind: str
    size: int


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` that at least `share` of 100 of them do not exceed.

    >>> percentile([4, 1, 3, 2], 50)
    2
    """
    return sorted(values)[max(math.ceil(len(values) * share / 100), 1) - 1]


def weigh(requests: Iterable[Request]) -> dict[str, float]:
    """The kilobytes of `requests` and of their parts, and how many there are, by the names of the limits."""
    requests = list(requests)
    scripts = [each for each in requests if each.kind == "Script"]
    parts = {
        "all": requests,
        "html_and_css": [each for each in requests if each.kind in {"Document", "Stylesheet"}],
        "own_script": [each for each in scripts if not urlsplit(each.url).path.startswith(HTMX)],
    }
    return {name: sum(each.size for each in part) / KB for name, part in parts.items()} | {"requests": len(requests)}


def blocking(tasks: Iterable[tuple[float, float]], after: float) -> float:
    """The total blocking time: how much of each task, given by start and duration, is longer than 50 ms after `after`."""
    lengths = (start + duration - max(start, after) for start, duration in tasks)
    return sum(max(length - 50, 0) for length in lengths)
