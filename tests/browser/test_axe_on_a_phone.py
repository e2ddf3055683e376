"""axe-core on every kind of page on a phone by night, and its width.

Between them the two see every page at both widths and in the colours of both times.
"""

import pytest

from tests.browser.axe import HEIGHT, PAGES, violations

pytestmark = [pytest.mark.browser, pytest.mark.whole]


def test_no_page_breaks_a_rule_of_axe_or_scrolls_sideways(site, open_context, sampled):
    page = open_context(viewport={"width": 320, "height": HEIGHT}).new_page()
    assert violations(page, sampled(PAGES), "dark") == {}
