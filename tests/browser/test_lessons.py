"""Lesson sets in a real browser: built without JavaScript, gathered with it, presented by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_set_is_built_changed_and_presented_without_javascript(site, plain_page):
    page = plain_page
    page.goto("/events/first-handshake-in-orbit/")
    page.get_by_role("link", name="Add to a set").click()
    page.get_by_label("Title").fill("Mine & yours")
    page.get_by_label("Any word, name or mission").fill("docks")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="Add Apollo docks with Soyuz 19").click()
    page.get_by_label("Question 1").fill("Over which country?")
    page.get_by_label("Question 2").fill("At what time?")
    page.get_by_role("button", name="Up: event 2").click()
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("h1")).to_have_text("Mine & yours")
    assert page.locator(".set-events h2").all_inner_texts() == [
        "Apollo docks with Soyuz 19",
        "Stafford and Leonov shake hands in orbit",
    ]
    assert page.locator(".asked").all_inner_texts() == ["Question\nAt what time?", "Question\nOver which country?"]
    expect(page.get_by_label("Link to this set")).to_have_value(page.url)
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("button", name="Remove event 2").click()
    page.get_by_role("button", name="Make the link").click()
    assert page.locator(".set-events h2").all_inner_texts() == ["Apollo docks with Soyuz 19"]
    page.get_by_role("link", name="Present").click()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("h1")).to_have_text("Apollo docks with Soyuz 19")


def test_enter_in_a_field_loses_nothing(site, plain_page):
    plain_page.goto("/set/new/?kind=docking")
    number = plain_page.locator(".rows > li").count()
    plain_page.get_by_label("Title").fill("Dockings")
    plain_page.get_by_label("Title").press("Enter")
    expect(plain_page.get_by_label("Title")).to_have_value("Dockings")
    assert plain_page.locator(".rows > li").count() == number > 1


def test_event_after_event_is_gathered_in_this_browser_and_typed_words_stay(site, page):
    for path, number in (("/events/first-handshake-in-orbit/", "1 event"), ("/events/soyuz-19-launch/", "2 events")):
        page.goto(path)
        page.get_by_role("link", name="Add to a set").click()
        expect(page.locator("add-to-set [role=status]")).to_have_text(f"Added. {number} in your set: open it")
    page.get_by_role("link", name="Add to a set").click()
    expect(page.locator("add-to-set [role=status]")).to_have_text("It is in your set. 2 events in your set: open it")
    page.get_by_role("link", name="open it").click()
    expect(page.locator(".rows > li")).to_have_count(2)
    page.get_by_label("Question 2").fill("Why first?")
    page.goto("/set/new/")
    page.get_by_role("link", name="Open it").click()
    expect(page.locator(".rows > li")).to_have_count(2)
    expect(page.get_by_label("Question 2")).to_have_value("Why first?")
    page.goto("/set/new/")
    page.get_by_role("button", name="Forget it").click()
    page.reload()
    expect(page.get_by_role("link", name="Open it")).to_have_count(0)
    assert page.context.cookies() == []


def test_presentation_is_led_by_keys(site, open_context):
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    home = "/present/sets/the-handshake/"
    page.goto(home)
    last = int(page.get_by_role("link", name="End").get_attribute("href").partition("at=")[2])
    assert last > 2
    for key, place in (
        *(("ArrowRight", 1), ("PageDown", 2), ("ArrowLeft", 1), ("End", last), ("ArrowRight", last), ("Home", 0)),
        *((" ", 1), ("PageUp", 0), ("ArrowLeft", 0)),
    ):
        if key == " ":
            page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function("() => customElements.get('slide-keys')")  # which the address is there before
        page.keyboard.press(key)
        expect(page).to_have_url(f"{site.url}{home}{f'?at={place}' if place else ''}")
    page.goto(f"{home}?at=2")
    page.locator("summary").last.focus()
    page.keyboard.press(" ")
    expect(page.locator("details").last).to_have_attribute("open", "")
    expect(page).to_have_url(f"{site.url}{home}?at=2")


def test_link_of_a_set_is_copied(site, open_context):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/sets/the-handshake/")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("copy-text [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Link to this set").input_value()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_a_set_is_wider_than_its_window(site, open_context, width):
    page = open_context(viewport={"width": width, "height": 700}).new_page()
    for path in (
        *("/sets/", "/sets/the-handshake/", "/set/new/?kind=docking&find=leonov", "/present/sets/the-handshake/"),
        *("/present/sets/the-handshake/?at=3", "/present/?kind=docking&at=1"),
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        small = page.evaluate(
            """() => [...document.querySelectorAll("main a, main button, main summary, main input:not([type=hidden])")]
              .filter(each => !each.closest("p, dd, li > span, h2, .set-events, .sources, .all-facts, .question") || each.closest(".moves-it, .steps"))
              .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
              .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
        )
        assert small == [], path
