"""The pages that axe-core looks at, every kind of them, and what it finds there."""

from typing import Any

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
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},  # of WCAG 2.2, which axe leaves out unless asked
    "dark": {"runOnly": {"type": "tag", "values": ["cat.color"]}},  # by night only the colours are others
}


def violations(page: Page, scheme: str) -> dict[str, list[tuple[str, list[str]]]]:
    """For each page that breaks a rule: the rules, and the beginnings of the elements that break them."""
    found = {}
    for path in PAGES:
        page.goto(path)
        answer = Axe().run(page, options={"preload": False, **SCHEMES[scheme]}).response
        assert "color-contrast" in {rule["id"] for rule in answer["passes"]}, path
        if broken := answer["violations"]:
            found[path] = [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in broken]
    return found
