"""Access for everyone, where a rule of axe-core alone does not tell: forced colours, large text, stops and what is said."""

import pytest

from tests.browser.axe import HEIGHT, broken

pytestmark = pytest.mark.browser

SETS = ("/sets/the-handshake/", "/set/new/?kind=docking&find=leonov", "/present/sets/the-handshake/?at=3")


def test_no_page_breaks_a_rule_of_axe_in_forced_colours(site, open_context):
    page = open_context(viewport={"width": 1280, "height": HEIGHT}, forced_colors="active").new_page()
    found = {}
    for path in (
        *("/", "/events/first-handshake-in-orbit/", "/spacecraft/", "/map/", "/about/certainty/"),
        *("/embed/events/first-handshake-in-orbit/", "/share/?kind=docking"),
        *("/handout/?kind=docking", "/cards/?kind=docking", "/order/?kind=docking", *SETS),
    ):
        page.goto(path)
        if rules := broken(page):
            found[path] = rules
    assert found == {}


def test_text_of_twice_the_size_hides_nothing(site, open_context):
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    for path in (
        *("/", "/events/first-handshake-in-orbit/", "/spacecraft/"),
        *("/handout/?kind=docking", "/cards/?kind=docking", "/order/?kind=docking", *SETS),
    ):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path


def test_every_stop_of_the_front_page_is_seen_and_there_is_one_to_an_event(site, page):
    page.goto("/")
    page.wait_for_function("() => window.htmx")
    stops = page.evaluate(
        "() => [...document.querySelectorAll('#results .event')].map(each => each.querySelectorAll('a, button, input').length)"
    )
    assert set(stops) == {1}
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
              const element = document.activeElement, box = element.getBoundingClientRect();
              if (element === document.body || element.closest("time-strip")) return "";
              const strip = document.querySelector("time-strip").getBoundingClientRect();
              const style = getComputedStyle(element);
              const isCovered = box.bottom <= strip.bottom && box.top >= strip.top && strip.top === 0 && box.height > 0;
              return isCovered || style.outlineStyle === "none" ? element.outerHTML.slice(0, 120) : "";
            }"""
        )
        assert hidden == ""


def test_the_status_is_said_once_for_each_change(site, page):
    page.goto("/")
    page.wait_for_function("() => window.htmx")
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector("[role=status]");
          new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator('#filters input[value="docking"]').check()
    page.wait_for_url("**/?kind=docking")
    page.wait_for_function("() => !document.querySelector('#beside[data-hx-get]')")
    assert page.evaluate("[...new Set(window.said)].filter(Boolean).length") == 1


def test_nothing_but_small_print_of_the_picture_is_left_out_on_a_phone(site, open_context):
    page = open_context(viewport={"width": 320, "height": 800}).new_page()
    for path, selector in (
        ("/events/first-handshake-in-orbit/", ".reading .mark"),
        ("/map/", ".world-map .mark"),
        ("/events/first-handshake-in-orbit/", ".question .kind"),
    ):
        page.goto(path)
        shown = page.locator(selector)
        assert shown.count() > 0
        assert [each.is_visible() for each in shown.all()] == [True] * shown.count(), selector
        assert min(each.bounding_box()["width"] for each in shown.all()) > 3
