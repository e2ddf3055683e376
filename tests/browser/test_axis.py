"""The axis in a real browser: by mouse, by touch, by keyboard, and without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser


def years(page: Page) -> tuple[str | None, str | None]:
    query = parse_qs(urlsplit(page.url).query)
    return query.get("from", [None])[0], query.get("to", [None])[0]


def ready(page: Page, path: str = "/") -> None:
    """Open a page and wait until htmx and our own elements are at work."""
    page.goto(path)
    page.wait_for_function("() => window.htmx && document.querySelector('time-strip input')")


def at(page: Page, year: int) -> tuple[float, float]:
    """Where on the strip the middle of a year is."""
    box = page.locator("time-strip").bounding_box()
    first, last = (int(page.locator("#axis-strip").get_attribute(f"data-{name}")) for name in ("first", "last"))
    return box["x"] + (year - first + 0.5) / (last - first + 1) * box["width"], box["y"] + box["height"] / 2


def test_a_mark_shows_its_card_under_the_pointer_and_leads_to_its_event(site, page):
    ready(page)
    mark = page.locator(".mark").first
    href = mark.get_attribute("href")
    title = page.locator(f'#results .title a[href="{href}"]').first.inner_text()
    mark.hover()
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator(".card strong")).to_have_text(title)
    page.mouse.move(2, 2)
    expect(page.locator(".card")).to_be_hidden()
    mark.click()
    expect(page.locator("h1")).to_have_text(title)


def test_the_picture_is_one_stop_and_the_arrow_keys_go_through_it(site, page):
    ready(page)
    axis = page.locator("time-axis")
    axis.focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.dataset.card")
    expect(page.locator(".card strong")).to_have_text(first.split(" · ")[0])
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == first
    assert page.locator(".picture").get_attribute("aria-hidden") == "false"
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.dataset.card")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.card") == first != last
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TIME-AXIS"
    assert page.locator(".picture").get_attribute("aria-hidden") == "true"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.picture')") is None


def test_the_keys_go_closer_wider_and_along(site, page):
    ready(page, "/?from=1960&to=1979")
    page.locator("time-axis").focus()
    for key, expected in (
        ("+", ("1965", "1974")),
        ("-", ("1960", "1979")),
        ("PageDown", ("1970", "1989")),
        ("PageUp", ("1960", "1979")),
    ):
        page.keyboard.press(key)
        page.wait_for_url(f"**/?from={expected[0]}&to={expected[1]}")
        expect(page.locator("#axis-strip")).to_have_attribute("data-from", expected[0])
        assert page.evaluate("document.activeElement.tagName") == "TIME-AXIS"


def test_a_stretch_drawn_with_the_mouse_narrows_the_list_and_back_takes_it_back(site, page):
    ready(page)
    everything = page.locator("#status").inner_text()
    page.mouse.move(*at(page, 1970))
    page.mouse.down()
    page.mouse.move(*at(page, 1973))
    page.mouse.move(*at(page, 1976), steps=4)
    page.mouse.up()
    page.wait_for_url("**/?from=1970&to=1976")
    expect(page.locator("#results h3").first).to_have_text(re.compile("197[0-6]"))
    assert page.locator("#from").input_value() == "1970"
    expect(page.locator("#axis-strip")).to_have_attribute("data-to", "1976")
    page.go_back()
    expect(page.locator("#status")).to_have_text(everything)
    assert years(page) == (None, None)


def test_a_press_on_the_strip_shows_the_years_around_it(site, page):
    ready(page)
    page.mouse.click(*at(page, 1975))
    page.wait_for_url("**/?from=**")
    first, last = (int(year) for year in years(page))
    assert first <= 1975 <= last < first + 12


def test_the_handles_are_sliders_for_the_keyboard(site, page):
    ready(page)
    first = page.get_by_label("First year")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/?from=1959")
    expect(page.locator("#axis-strip")).to_have_attribute("data-from", "1959")
    assert "1959" in first.get_attribute("aria-valuetext")
    expect(first).to_be_focused()
    page.get_by_label("Last year").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/?from=1959&to=1959")
    page.keyboard.press("End")
    page.wait_for_url("**/?from=1959")


def test_a_choice_made_while_the_list_before_it_is_put_in_is_not_lost(site, page):
    ready(page)
    page.get_by_label("First year").press("ArrowRight")
    page.wait_for_url("**/?from=1958")
    page.evaluate(
        """() => document.addEventListener("htmx:before:swap", () => {
          const last = document.querySelector("time-strip input.to");
          if (last.value === last.max) return; // what the choice before it brings may still be put in
          last.value = last.max;
          for (const name of ["input", "change"]) last.dispatchEvent(new Event(name, { bubbles: true }));
        })"""
    )
    page.get_by_label("Last year").press("Home")
    page.wait_for_url("**/?from=1958&to=1958")
    page.wait_for_url("**/?from=1958")
    expect(page.locator("#results")).to_have_attribute("data-to", "")
    expect(page.locator("#to")).to_have_value("")


def test_a_strip_that_was_drawn_for_another_list_moves_no_handle(site, page):
    ready(page, "/?from=1959&to=1961")
    last = page.get_by_label("Last year")
    assert last.input_value() == "1961"
    swap = """query => {
      const strip = document.querySelector("#axis-strip"), other = strip.cloneNode(true);
      Object.assign(other.dataset, { query, from: "1957", to: "1999" });
      strip.replaceWith(other);
      document.dispatchEvent(new Event("htmx:after:swap"));
    }"""
    page.evaluate(swap, "?from=1957&to=1999")
    page.wait_for_timeout(300)  # the strip looks at what was swapped in a moment later
    assert last.input_value() == "1961"
    page.evaluate(swap, "?from=1959&to=1961")
    expect(last).to_have_value("1999")


@pytest.mark.parametrize("is_link_first", [True, False])
def test_of_a_link_of_the_axis_and_a_choice_in_the_form_the_later_one_is_seen(site, page, is_link_first):
    ready(page, "/?from=1957&to=1990")
    closer, docking = page.get_by_role("link", name="Closer"), page.locator("#filters [name=kind][value=docking]")
    steps = [closer.click, docking.check]
    first, second = steps if is_link_first else steps[::-1]
    held: list[Route] = []
    page.route(
        lambda url: ("/beside/" not in url and "kind=" in url) or "from=1965" in url, lambda route: held.append(route)
    )
    first()
    until(page, lambda: len(held) == 1)
    second()
    until(page, lambda: len(held) == 2)
    held[1].continue_()
    page.wait_for_url(lambda url: ("kind=docking" in url) == is_link_first)
    expect(page.locator("#results")).to_have_attribute("data-from", "1957" if is_link_first else "1965")
    shown = page.url
    held[0].continue_()
    page.wait_for_timeout(300)  # of the earlier one nothing comes
    assert page.url == shown
    assert docking.is_checked() == is_link_first


def test_a_picture_that_comes_late_takes_back_no_later_choice(site, page):
    ready(page)
    held: list[Route] = []
    page.route("**/beside/?from=1958", lambda route: held.append(route))
    page.get_by_label("First year").press("ArrowRight")
    page.wait_for_url("**/?from=1958")
    until(page, lambda: len(held) == 1)
    page.route("**/?q=&from=1959**", lambda route: held.append(route))
    page.get_by_label("First year").press("ArrowRight")
    until(page, lambda: len(held) == 2)
    held[0].continue_()
    expect(page.locator("#axis-strip")).to_have_attribute("data-from", "1958")
    page.wait_for_timeout(200)  # the strip looks at what was swapped in a moment later
    assert page.get_by_label("First year").input_value() == "1959"
    assert page.locator("#from").input_value() == "1959"
    held[1].continue_()
    page.wait_for_url("**/?from=1959")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let the page go on until something is so here, on this side of the browser."""
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to pass")


def test_a_finger_draws_a_stretch_and_still_scrolls_the_page(site, open_context: Callable[..., BrowserContext]):
    context = open_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    ready(page)
    page.locator("time-strip").scroll_into_view_if_needed()
    finger = context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", at(page, 1970))
    for year in (1971, 1974, 1978):
        touch("touchMove", at(page, year))
    touch("touchEnd")
    page.wait_for_url("**/?from=1970&to=1978")

    before = page.evaluate("scrollY")
    x, y = at(page, 1990)
    touch("touchStart", (x, y))
    for step in (40, 90, 160):
        touch("touchMove", (x, y - step))
    touch("touchEnd")
    page.wait_for_function("before => scrollY > before", arg=before)
    assert years(page) == ("1970", "1978")


def test_a_tap_on_a_mark_leads_to_its_event(site, open_context: Callable[..., BrowserContext]):
    page = open_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True).new_page()
    ready(page)
    mark = page.locator(".mark.major").first
    href = mark.get_attribute("href")
    mark.tap()
    page.wait_for_url(f"**{href}")


def test_a_count_opens_and_lanes_change_in_place(site, page):
    ready(page)
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name="By programme").click()
    page.wait_for_url("**/?lanes=programme")
    expect(page.locator(".lane").last).to_have_text("All others")
    page.locator(".count").first.click()
    page.wait_for_url("**from=**")
    assert parse_qs(urlsplit(page.url).query)["lanes"] == ["programme"]
    expect(page.locator("#axis-strip")).to_have_attribute("data-from", years(page)[0])
    assert page.evaluate("window.isSamePage")


def test_the_event_that_is_read_is_marked_on_the_strip_and_in_the_picture(site, page):
    ready(page)
    expect(page.locator(".needle")).to_be_hidden()
    event = page.locator("#results .event").nth(2)
    event.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 60)")
    expect(page.locator(".needle")).to_be_visible()
    page.wait_for_function(
        "() => document.querySelector('time-strip').current === document.querySelectorAll('#results .event')[2]"
    )
    expect(page.locator("time-strip")).to_be_in_viewport()
    href = event.locator(".title a").get_attribute("href")
    if page.locator(f'.mark[href="{href}"]').count():
        expect(page.locator(f'.mark[href="{href}"]')).to_have_class(re.compile("current"))


def test_a_filter_redraws_the_picture_from_the_same_selection(site, page):
    ready(page)
    page.locator('#filters input[value="docking"]').check()
    page.wait_for_url("**/?kind=docking")
    expect(page.locator('.mark use:not([href="#k-docking"])')).to_have_count(0)
    expect(page.locator("#beside[data-hx-get]")).to_have_count(0)


def test_without_javascript_the_picture_is_links(site, plain_page):
    plain_page.goto("/")
    expect(plain_page.locator("time-strip input")).to_have_count(0)
    plain_page.locator(".ticks a", has_text="1970").click()
    assert years(plain_page) == ("1970", "1979")
    plain_page.locator(".ticks a", has_text="1975").click()
    assert years(plain_page) == ("1975", "1975")
    plain_page.get_by_role("link", name="All years").click()
    assert years(plain_page) == (None, None)
    mark = plain_page.locator(".mark").first
    href = mark.get_attribute("href")
    mark.click()
    assert urlsplit(plain_page.url).path == href


def test_day_or_night_is_remembered_and_forgotten(site, page):
    page.goto("/")
    page.get_by_role("button", name="Show this site by night").click()
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.goto("/about/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    page.get_by_role("button", name="Show this site by day").click()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_the_picture_prints_clean(site, page):
    ready(page, "/?from=1970&to=1979")
    page.emulate_media(media="print")
    expect(page.locator(".picture")).to_be_visible()
    for hidden in ("time-strip", ".moves", "#filters", ".site-header nav", "theme-switch"):
        expect(page.locator(hidden).first).to_be_hidden()
