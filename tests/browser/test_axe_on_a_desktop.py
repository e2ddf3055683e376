"""axe-core on every kind of page on a desktop by day, and its width.

A file for each width, so that two processes share them.
"""

import pytest

from tests.browser.axe import HEIGHT, PAGES, violations

pytestmark = [pytest.mark.browser, pytest.mark.whole]


def test_no_page_breaks_a_rule_of_axe_or_scrolls_sideways(site, open_context, sampled):
    page = open_context(viewport={"width": 1280, "height": HEIGHT}).new_page()
    assert violations(page, sampled(PAGES), "light") == {}
