"""The raised numbers behind facts, as a real browser lays them out."""

import pytest

pytestmark = pytest.mark.browser

# The texts before those first numbers that do not begin on the line on which the text ends.
ALONE = """() => [...document.querySelectorAll('.ref')].flatMap((ref) => {
  let text = ref.previousSibling;
  if (!text || ref.previousElementSibling?.tagName === 'WBR' && text.nodeType === Node.ELEMENT_NODE) return [];
  while (text.lastChild) text = text.lastChild;
  if (!text.length) return [];
  const last = document.createRange();
  last.setStart(text, text.length - 1);
  last.setEnd(text, text.length);
  const [letter] = [...last.getClientRects()].slice(-1), [number] = ref.querySelector('a').getClientRects();
  return letter && number && number.left < letter.right - 1 ? [text.data.slice(-20)] : [];
})"""
NUMBERS = "() => document.querySelectorAll('.ref').length"


@pytest.mark.parametrize("path", ["/events/first-handshake-in-orbit/", "/missions/soyuz-19/"])
def test_a_number_stays_on_the_line_of_its_word_however_narrow_the_page_is(site, page, path):
    page.goto(path)
    assert page.evaluate(NUMBERS) > 5
    for width in range(320, 480, 8):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(ALONE) == [], width
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), width
