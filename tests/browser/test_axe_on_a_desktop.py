"""axe-core on every kind of page on a desktop, by day and by night, and its width. A file for each width, so that two processes share them."""

import pytest

from tests.browser.axe import HEIGHT, violations

pytestmark = [pytest.mark.browser, pytest.mark.whole]


def test_no_page_breaks_a_rule_of_axe_or_scrolls_sideways(site, open_context):
    assert violations(open_context(viewport={"width": 1280, "height": HEIGHT}).new_page()) == {}
