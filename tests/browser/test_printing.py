"""Handouts and cards as Chromium prints them to PDF, read back."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from tests.browser.paper import printed, words
from timeline.models import Event

pytestmark = pytest.mark.browser

SIZES = {"a4": (210, 297), "letter": (216, 279)}  # whole millimetres
DATES = r"(?:19|20)\d\d|January|February|April|June|July|August|September|October|November|December"


def millimetres(sheet) -> tuple[int, int]:
    return tuple(round(float(points) * 25.4 / 72) for points in (sheet.mediabox.width, sheet.mediabox.height))


@pytest.mark.parametrize("paper", SIZES)
def test_a_handout_comes_out_on_its_paper_with_footnotes_and_link(site, page, paper):
    event = Event.objects.get(slug="first-handshake-in-orbit")
    sheets = printed(page, f"/handout/events/{event.slug}/?paper={paper}").pages
    assert {millimetres(sheet) for sheet in sheets} == {SIZES[paper]}
    text = " ".join(map(words, sheets))
    assert words(sheets[0]).startswith(event.title)
    numbers = page.locator(".footnotes li").count()
    assert [int(number) for number in page.locator(".footnotes .number").all_inner_texts()] == [*range(1, numbers + 1)]
    for source in event.citations.filter(field="date")[:1]:
        assert source.source.title in text
    assert f"{site.url}/e/{event.key}".replace(" ", "") in text.replace(" ", "")
    assert "CC BY 4.0" in text
    for screen_alone in ("Timeline Disagreements", "Paper A4", "Skip to the content", "Keys"):
        assert screen_alone not in text


def test_the_code_on_a_handout_reads_as_the_permanent_link_by_day_and_by_night(site, open_context):
    for scheme in ("light", "dark"):
        page = open_context(color_scheme=scheme, device_scale_factor=2).new_page()
        page.goto("/handout/events/first-handshake-in-orbit/")
        picture = Image.open(BytesIO(page.locator(".qr").screenshot())).convert("L")
        key = Event.objects.get(slug="first-handshake-in-orbit").key
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"{site.url}/e/{key}"]


def test_paper_is_black_on_white_though_the_screen_is_dark(site, open_context):
    page = open_context(color_scheme="dark").new_page()
    for path in ("/handout/?kind=docking", "/cards/?kind=docking"):
        page.goto(path)
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        page.emulate_media(media="print", color_scheme="dark")
        colours = page.evaluate(
            "() => [document.documentElement, document.querySelector('main h2')].map(each => getComputedStyle(each)).map(style => [style.color, style.backgroundColor])"
        )
        assert colours[0] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert colours[1][0] == "rgb(0, 0, 0)"


def test_large_print_is_larger_than_the_usual(site, page):
    sizes = []
    for path in ("/handout/?kind=docking", "/handout/?kind=docking&print=large"):
        page.goto(path)
        page.emulate_media(media="print")
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.summary')).fontSize)"))
    assert sizes[1] >= 1.5 * sizes[0]
    assert round(sizes[1]) >= 18 * 96 / 72  # eighteen points, in pixels


def test_no_heading_of_a_handout_is_left_alone_at_the_foot_of_a_page(site, page):
    sheets = printed(page, "/handout/").pages
    titles = set(Event.objects.values_list("title", flat=True))
    ends = [words(sheet) for sheet in sheets]
    assert len(ends) > 1
    assert [end[-80:] for end in ends if any(end.endswith(title) for title in titles)] == []


@pytest.mark.parametrize("paper", SIZES)
def test_cards_come_eight_to_a_page_without_a_date_and_the_key_on_a_page_of_its_own(site, page, paper):
    sheets = printed(page, f"/cards/?paper={paper}").pages
    number = Event.objects.published().count()
    of_cards = -(-number // 8)
    assert {millimetres(sheet) for sheet in sheets} == {SIZES[paper]}
    for sheet in sheets[:of_cards]:
        assert re.findall(DATES, words(sheet)) == []
        assert "Answer key" not in words(sheet)
    assert words(sheets[of_cards]).startswith("Answer key")
    titles = page.locator(".to-cut h2").all_inner_texts()
    assert len(titles) == number
    for place, title in enumerate(titles):
        assert "".join(title.split()) in words(sheets[place // 8]).replace(" ", "")  # it may break at a hyphen


def test_nothing_on_a_card_is_cut_off(site, page):
    page.set_viewport_size({"width": 700, "height": 1000})  # about as wide as the paper
    page.goto("/cards/?paper=letter")
    page.emulate_media(media="print")
    assert page.locator(".to-cut").count() == Event.objects.published().count()
    too_full = "() => [...document.querySelectorAll('.to-cut')].filter(card => card.scrollHeight > card.clientHeight + 1).map(card => card.innerText)"
    assert page.evaluate(too_full) == []


def test_a_handout_is_read_and_leads_on_without_javascript(site, plain_page):
    plain_page.goto("/handout/?kind=docking")
    assert plain_page.get_by_text("Print with your browser’s own command.").is_visible()
    plain_page.get_by_role("link", name="Letter").click()
    assert plain_page.url == f"{site.url}/handout/?kind=docking&paper=letter"
    assert plain_page.get_by_role("link", name="Letter").get_attribute("aria-current") == "true"
    plain_page.get_by_role("link", name="Back to Kind: Docking").click()
    assert plain_page.url == f"{site.url}/?kind=docking"


def test_the_button_prints(site, page):
    page.goto("/cards/?kind=docking")
    page.evaluate("window.print = () => { window.wasPrinted = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.wasPrinted")
