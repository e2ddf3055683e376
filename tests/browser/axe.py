"""The pages that axe-core looks at, every kind of them, what it finds there, and which are wider than their window."""

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = [
    "/",
    "/?kind=docking&from=1970&person=nobody",
    "/?kind=docking&to=1960",
    "/events/first-handshake-in-orbit/",
    "/events/first-handshake-in-orbit/history/",
    "/events/first-handshake-in-orbit/history/1/",
    "/missions/soyuz-19/history/",
    "/missions/soyuz-19/history/1/",
    "/missions/",
    "/missions/soyuz-19/",
    "/programmes/",
    "/programmes/apollo-soyuz-test-project/",
    "/spacecraft/",
    "/spacecraft/apollo-soyuz/",
    "/places/",
    "/places/gagarins-start/",
    "/places/metz/",
    "/map/",
    "/people/",
    "/people/alexei-leonov/",
    "/sources/",
    "/sources/article-cnn-2015-handshake/",
    "/disagreements/",
    "/disagreements/?kind=slip&state=open",
    "/report/sbncd8kv/?revision=1",
    "/reports/",
    "/sets/",
    "/sets/the-handshake/",
    "/set/1z8r1qgIAGOcMZBRUoR3kCwHqhBeD8p6QlAgsk0AVDNBmYIEFjBJQGQWMZT0uLnA2hsUHzEZ5YtOQ_IXlF5su7FO4sO_CXiABZG-6sBVI7riw2x4A/",
    "/set/new/?kind=docking&find=leonov&make=yes",
    "/present/sets/the-handshake/",
    "/present/sets/the-handshake/?at=3",
    "/about/",
    "/about/certainty/",
    "/about/keyboard/",
    "/on/",
    "/on/07-17/",
    "/on/07-21/",
    "/on/07-27/",
    "/today/",
    "/?lanes=programme&from=1970&to=1979",
    "/cite/events/first-handshake-in-orbit/",
    "/cite/sources/article-cnn-2015-handshake/",
    "/cite/?kind=docking&list=chicago-notes",
    "/share/events/first-handshake-in-orbit/",
    "/share/?kind=docking",
    "/embed/events/first-handshake-in-orbit/",
    "/embed/?kind=docking",
    "/handout/events/first-handshake-in-orbit/",
    "/handout/?kind=docking&print=large&lines=3&paper=A3",
    "/cards/?kind=docking",
    "/order/?kind=docking",
    "/order/?from=1998&to=1998&place-ttnzd2gz=1&place-mdfk6tc4=2&place-2r9qq7qs=3&place-2kk9pr59=4",
    "/order/?from=1998&to=1998&place-ttnzd2gz=1&place-mdfk6tc4=1",
]
OPTIONS: dict[str, Any] = {
    "preload": False,
    "resultTypes": ["violations"],  # of the others no elements are sent, which are most of the answer
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, and left out unless asked for
}
# Of a window in which nothing lies under what sticks to its edges: what can be scrolled from under it is no fault.
HEIGHT = 4000
# Nothing where the page is as wide as its window; otherwise the innermost elements that reach out of it.
REACHING = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > root.clientWidth + 0.5);
  const inner = out.filter((each) => !out.some((other) => other !== each && each.contains(other)));
  return [`${root.scrollWidth} px wide`, ...inner.slice(0, 3).map((each) => each.outerHTML.slice(0, 120))];
}"""
Broken = list[tuple[str, list[str]]]
Scheme = Literal["light", "dark"]


def broken(page: Page, **options: Any) -> Broken:
    """The rules that a page breaks as it stands, each with the beginnings of the first elements that break it."""
    answer = Axe().run(page, options=OPTIONS | options).response
    assert "color-contrast" in {rule["id"] for rule in answer["passes"]}, page.url
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in answer["violations"]]


def beside(page: Page) -> Broken:
    """Whether a page scrolls sideways (WCAG 2.2, success criterion 1.4.10), with the first elements that reach out of the window."""
    reaching: list[str] = page.evaluate(REACHING)
    return [("scrolls sideways", reaching)] if reaching else []


def violations(page: Page, paths: Sequence[str], scheme: Scheme) -> dict[str, Broken]:
    """What each page at `paths` breaks in a colour scheme, and whether it scrolls sideways."""
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in paths:
        page.goto(path)
        if rules := [*beside(page), *broken(page)]:
            found[path] = rules
    return found
