"""axe-core on the pages at the door of the desk, light and dark, on a phone and on a desktop."""

import pytest
from playwright.sync_api import Page

from tests.access.doors import PASSWORD, code_of, make_editor
from tests.browser.axe import broken
from timeline.access import two_step

pytestmark = pytest.mark.browser


def give_password(page: Page, password: str = PASSWORD) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_at_the_door_breaks_a_rule_of_axe(bare_site, open_context, scheme, width):
    anna = make_editor()
    page = open_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    found: dict[str, list] = {}

    def look(name: str) -> None:
        assert page.locator("h1").inner_text() == name
        if rules := broken(page):
            found[name] = rules
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    give_password(page)
    page.goto("/admin/two-step/")
    look("Two-step sign-in")
    page.get_by_role("button", name="Set it up").click()
    look("Set up two-step sign-in")
    assert page.locator(".qr-code").evaluate("each => each.complete && each.naturalWidth > 100")
    page.get_by_label("Code").fill(code_of(two_step.started(anna)))
    page.get_by_role("button", name="Turn it on").click()
    look("Your recovery codes")
    page.get_by_role("link", name="I have them").click()
    page.goto("/admin/two-step/")
    look("Two-step sign-in")
    page.get_by_role("button", name="Log out").click()
    give_password(page)
    look("Enter a code")
    page.get_by_label("Code").fill("123")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look("Enter a code")
    assert found == {}


def test_the_page_of_too_many_tries_breaks_no_rule_of_axe(bare_site, browser):
    make_editor()
    page = browser.new_page(base_url=bare_site.url)  # a page of its own: to be refused is an error to a browser
    for number in range(8):
        give_password(page, f"wrong {number}")
    found = {}
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert page.locator("h1").inner_text() == "Too many tries"
            if rules := broken(page):
                found[width, scheme] = rules
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert found == {}
