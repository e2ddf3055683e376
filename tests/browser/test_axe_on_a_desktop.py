"""axe-core on every kind of page on a desktop, by day and by night. A file for each width, so that two processes share them."""

import pytest

from tests.browser.axe import SCHEMES, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_breaks_a_rule_of_axe(site, open_context, scheme):
    assert (
        violations(open_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page(), scheme) == {}
    )
