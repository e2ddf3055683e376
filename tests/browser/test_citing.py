"""Copying a reference: with its italics where the browser can, and by hand without JavaScript."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PATH = "/cite/sources/article-cnn-2015-handshake/"


def test_copying_puts_text_and_html_on_the_clipboard_and_says_so(site, open_context):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(PATH)
    page.get_by_role("button", name="Copy MLA, 9th edition, works cited").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (type) => (await item.getType(type)).text();
          return { plain: await read("text/plain"), html: await read("text/html") };
        }"""
    )
    assert copied["plain"] == page.locator("[data-of^=MLA] .reference").inner_text()
    assert "<i" in copied["html"]
    assert "CNN" in copied["plain"]


def test_without_javascript_the_references_are_there_and_no_button(site, plain_page):
    plain_page.goto(PATH)
    assert plain_page.locator(".cite-page .reference").count() == 5
    assert plain_page.locator(".cite-page button").count() == 0
