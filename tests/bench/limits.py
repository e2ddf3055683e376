"""The limits of speed, each stated once: what a figure may be at most, or has to be at least."""

from dataclasses import dataclass

MANY = 10_000  # events more than the fixtures hold
FIRST_LIST = 40  # events in the first view
RUNS = 15  # of each page where paints are compared
CLICKS = 64  # on the desktop
CLICKS_MOBILE = 24
LIGHTHOUSE_RUNS = 3
PAGES = ("/", "/events/first-handshake-in-orbit/", "/missions/soyuz-19/", "/spacecraft/")


@dataclass(frozen=True)
class Limit:
    """A bound on one figure; `name` is what the figure is called in the code, `words` what it is called in the report."""

    name: str
    words: str
    bound: float
    unit: str = ""
    is_least: bool = False

    def holds(self, measured: float | None) -> bool:
        """Whether the figure keeps to it; one that could not be measured does not."""
        if measured is None:
            return False
        return measured >= self.bound if self.is_least else measured <= self.bound


def _at_least(name: str, words: str, bound: float) -> Limit:
    return Limit(name, words, bound, is_least=True)


LIMITS: dict[str, tuple[Limit, ...]] = {
    "weight": (
        Limit("all", "first view of `/`, everything over the wire", 60.0, "kB"),
        Limit("html_and_css", "HTML and CSS of it", 25.0, "kB"),
        Limit("own_script", "our own script in it", 10.0, "kB"),
        Limit("requests", "requests", 10),
        Limit("elements", "elements of the page", 900),
        Limit("many", f"weight with {MANY:,} events more, times the weight with the fixtures", 1.05, "×"),
    ),
    "paint": (
        Limit("largest", "largest contentful paint, times that of the static page", 1.25, "×"),
        Limit("blocked", "total blocking time", 50, "ms"),
        Limit("shift", "layout shift", 0.01),
        Limit("htmx", "first contentful paint, times the same without htmx", 1.05, "×"),
    ),
    "filter": (
        Limit("desktop", f"desktop, {MANY:,} events more, 95 of 100 clicks within", 80, "ms"),
        Limit("mobile", "mobile, a click, times one on the static page with htmx", 1.25, "×"),
        Limit("again", "mobile, a filter that was on before", 150, "ms"),
    ),
    "lighthouse": (
        _at_least("mobile.performance", "performance, mobile", 98),
        _at_least("mobile.accessibility", "accessibility, mobile", 100),
        _at_least("mobile.best-practices", "best practices, mobile", 100),
        _at_least("mobile.seo", "SEO, mobile", 100),
        _at_least("desktop.performance", "performance, desktop", 100),
        _at_least("desktop.accessibility", "accessibility, desktop", 100),
        _at_least("desktop.best-practices", "best practices, desktop", 100),
        _at_least("desktop.seo", "SEO, desktop", 100),
    ),
    "server": (
        Limit("made", "what teachers link to, print and embed, made anew with the fixtures: the slowest", 50, "ms"),
        Limit("embed", "embeds, the heaviest over the wire", 15.0, "kB"),
    ),
}
