"""An embed in the page of another site, and what a visitor copies to put it there."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

EVENT = "/events/first-handshake-in-orbit/"
TITLE = "Stafford and Leonov shake hands in orbit"


def snippet_of(page: Page, path: str) -> str:
    page.goto(f"/share{path}")
    return page.locator("#snippet").input_value()


def test_what_is_pasted_shows_the_event_on_another_site_and_leads_here(site, page, other_site, elsewhere):
    context, troubles = elsewhere
    there = context.new_page()
    there.goto(other_site(snippet_of(page, EVENT)))
    frame = there.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(there.get_by_role("link", name=TITLE)).to_be_visible()
    with context.expect_page() as opened:
        frame.get_by_role("link", name=TITLE).click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert opened.value.evaluate("window.customElements.get('theme-switch') !== undefined")
    assert (opened.value.evaluate("window.opener"), context.cookies(), troubles) == (None, [], [])


def test_what_is_pasted_shows_a_filter_and_oembed_gives_the_same(site, page, other_site, elsewhere):
    context, troubles = elsewhere
    pasted = snippet_of(page, "/?kind=docking")
    answer = page.request.get("/oembed", params={"url": f"{site.url}/?kind=docking"})
    silent = answer.json()["html"].replace("&amp;messages=yes", "").replace(" allow-scripts", "")
    assert silent == pasted.splitlines()[1]
    there = context.new_page()
    there.goto(other_site(answer.json()["html"]))
    frame = there.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Kind: Docking")
    page.goto("/?kind=docking")
    titles = page.locator("#results .title").all_text_contents()
    assert frame.get_by_role("heading", level=2).all_text_contents() == titles
    assert troubles == []


def test_no_other_page_shows_itself_in_a_frame(site, other_site, elsewhere):
    context, troubles = elsewhere
    there = context.new_page()
    there.goto(other_site("".join(f'<iframe src="{site.url}{path}"></iframe>' for path in ("/", EVENT, "/share/"))))
    there.wait_for_load_state("networkidle")
    for number in range(3):
        assert there.frame_locator("iframe").nth(number).locator("main").count() == 0
    assert len([trouble for trouble in troubles if "frame-ancestors" in trouble]) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embed_reads_at_240_pixels_by_day_and_by_night(site, open_context, scheme):
    page = open_context(viewport={"width": 240, "height": 400}, color_scheme=scheme).new_page()
    for path in (EVENT, "/?kind=docking"):
        page.goto(f"/embed{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 240
        ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == {"light": "rgb(246, 242, 231)", "dark": "rgb(11, 17, 29)"}[scheme]


def test_one_press_copies_the_snippet_and_says_so(site, open_context):
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    snippet = snippet_of(page, EVENT)
    page.get_by_role("button", name="Copy the HTML").click()
    expect(page.locator("copy-text:has(#snippet) [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == snippet
    page.goto(EVENT)
    link = page.locator("copy-text code")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("copy-text [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link.text_content()
    link.click()
    assert page.evaluate("getSelection().toString()") == link.text_content()


def test_without_javascript_there_is_the_text_and_no_button(site, plain_page):
    assert "<iframe" in snippet_of(plain_page, EVENT)
    expect(plain_page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(TITLE)
    assert plain_page.get_by_role("button").count() == 0
    plain_page.goto(EVENT)
    plain_page.get_by_role("link", name="Link or embed").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text(TITLE)


WORDPRESS = """<p id="heard"></p><iframe src="{}#?secret=abc123" sandbox="allow-scripts" security="restricted" width="480" height="300"></iframe>
<script>
  const frame = document.querySelector("iframe");
  addEventListener("message", (event) => {{
    const {{ secret, message, value }} = event.data;
    if (event.source !== frame.contentWindow || secret !== "abc123") return;
    if (message === "height") frame.height = Math.min(1000, Math.max(200, value));
    const same = message === "link" && new URL(value).host === new URL(frame.src).host;
    if (same && document.activeElement === frame) top.location.href = value;
    document.querySelector("#heard").append(`${{message}} `);
  }});
</script>"""


def test_in_the_frame_that_wordpress_makes_the_links_work_and_all_of_it_is_seen(site, page, other_site, elsewhere):
    """What WordPress 6 does with an address pasted on a line of its own: a frame with scripts alone, and messages of its own."""
    context, troubles = elsewhere
    answer = page.request.get("/oembed", params={"url": f"{site.url}{EVENT}"}).json()
    there = context.new_page()
    there.goto(other_site(WORDPRESS.format(re.search(r'src="([^"]+)"', answer["html"])[1])))
    expect(there.locator("#heard")).to_contain_text("height")
    frame = there.frame_locator("iframe")
    height, whole = (
        int(there.locator("iframe").get_attribute("height")),
        frame.locator("html").evaluate("html => html.scrollHeight"),
    )
    assert 300 < height == whole
    frame.get_by_role("link", name=TITLE).click()
    there.wait_for_url(f"{site.url}{EVENT}")
    assert troubles == []


def test_an_embed_without_a_secret_speaks_with_nobody(site, page):
    page.goto(f"/embed{EVENT}?messages=yes")
    assert page.evaluate("document.documentElement.className") == ""
    page.goto(f"/embed{EVENT}")
    assert page.locator("script").count() == 0
