"""The cases of tests/cases/ that need a browser: what other people reported of sites like this one, tried here.

As in tests/test_cases.py, a function for each kind of case, named with what it is tried on in KINDS.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.paper import printed, words
from timeline.models import LessonSet
from timeline.models.revisions import last_of
from timeline.views.permanent import PREFIXES

pytestmark = pytest.mark.browser

CASES = Path(__file__).resolve().parent.parent / "cases"
LISTS_WITHOUT_ROLE = """() => [...document.querySelectorAll("main ol, main ul")]
    .filter((list) => getComputedStyle(list).listStyleType === "none" && list.getAttribute("role") !== "list")
    .map((list) => list.outerHTML.slice(0, 120))"""


def addresses(case: str) -> list[str]:
    """The addresses of this site that a case names as its input."""
    text = (CASES / case).read_text(encoding="utf-8")
    given = re.search(r"^INPUT(.*?)^[A-Z]{3,} ", text, re.MULTILINE | re.DOTALL)
    assert given
    return re.findall(r"(?<![\w>)])/(?:[\w/?=&-]*)(?=[\s,;])", given[1])


def entry_at(path: str):
    """The entry whose page stands at an address, if any."""
    match = re.fullmatch(r"/(\w+)/([\w-]+)/", path)
    models = {str(model._meta.verbose_name_plural): model for model in PREFIXES.values()} | {"sets": LessonSet}
    return models[match[1]].objects.filter(slug=match[2]).first() if match and match[1] in models else None


def every_list_is_one_to_safari(site: Any, page: Page, path: str) -> None:
    page.goto(path)
    assert page.locator("main :is(ol, ul)").count() > 0
    assert page.evaluate(LISTS_WITHOUT_ROLE) == []


def link_and_licence_are_within_the_frame_that_is_offered(site: Any, page: Page, path: str) -> None:
    frame = page.request.get("/oembed", params={"url": f"{site.url}{path}"}).json()
    for width in (frame["width"], 320):
        page.set_viewport_size({"width": width, "height": frame["height"]})
        page.goto(f"/embed{path}")
        for words_there in ("/e/", "CC BY 4.0"):
            box = page.locator("footer a", has_text=words_there).bounding_box()
            assert box
            assert 0 < box["y"] < box["y"] + box["height"] <= frame["height"], width


def printed_page_ends_with_its_address_licence_and_revision(site: Any, page: Page, path: str) -> None:
    last = words(printed(page, path).pages[-1]).replace(" ", "")
    entry = entry_at(path)
    number = last_of(entry)[0] if entry and type(entry) is not LessonSet else 0
    lasting = (
        reverse("set-permanent", args=[entry.key])
        if type(entry) is LessonSet
        else getattr(entry, "permanent_url", path)
    )
    line = f"{site.url}{lasting} · Space History, text CC BY 4.0" + (f" · revision {number}" if number else "")
    assert line.replace(" ", "") in last
    assert page.evaluate("document.querySelector('.colophon + :not(script)')") is None  # nothing is printed after it


Check = Callable[[Any, Page, str], None]
EMBEDDED = ["/events/first-handshake-in-orbit/", "/events/apollo-soyuz-docking/"]  # a long summary, and a short one
KINDS: dict[str, tuple[Check, list[str]]] = {
    "07-embed-cut.txt": (link_and_licence_are_within_the_frame_that_is_offered, EMBEDDED),
    "08-lists-without-role.txt": (every_list_is_one_to_safari, addresses("08-lists-without-role.txt")),
    "09-print-no-licence.txt": (
        printed_page_ends_with_its_address_licence_and_revision,
        addresses("09-print-no-licence.txt"),
    ),
}
CASES_BY_ADDRESS = [
    pytest.param(check, path, id=f"{name.split('.')[0]} {path}")
    for name, (check, paths) in KINDS.items()
    for path in paths
]


@pytest.mark.parametrize(("check", "path"), CASES_BY_ADDRESS)
def test_what_once_failed_is_right(site: Any, page: Page, check: Check, path: str) -> None:
    check(site, page, path)
