"""The cases of tests/cases/ that need a browser: what other people reported of sites like this one, tried here."""

import re
from pathlib import Path

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


@pytest.mark.parametrize("path", addresses("08-lists-without-role.txt"))
def test_every_list_is_one_to_safari(site, page: Page, path):
    page.goto(path)
    assert page.locator("main :is(ol, ul)").count() > 0
    assert page.evaluate(LISTS_WITHOUT_ROLE) == []


@pytest.mark.parametrize("width", [480, 320])
@pytest.mark.parametrize("slug", ["first-handshake-in-orbit", "apollo-soyuz-docking"])
def test_the_link_and_the_licence_are_within_a_frame_of_the_size_that_is_offered(site, page: Page, slug, width):
    """Case 07-embed-cut.txt."""
    frame = page.request.get("/oembed", params={"url": f"{site.url}/events/{slug}/"}).json()
    page.set_viewport_size({"width": width, "height": frame["height"]})
    page.goto(f"/embed/events/{slug}/")
    for words_there in ("/e/", "CC BY 4.0"):
        box = page.locator("footer a", has_text=words_there).bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= frame["height"]


@pytest.mark.parametrize("path", addresses("09-print-no-licence.txt"))
def test_every_printed_page_ends_with_its_address_its_licence_and_its_revision(site, page: Page, path):
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
