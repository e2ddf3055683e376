"""axe-core on every kind of page, light and dark, on a phone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/?kind=docking&from=1970&person=nobody",
    "/?kind=docking&to=1960",
    "/events/first-handshake-in-orbit/",
    "/missions/",
    "/missions/soyuz-19/",
    "/programmes/",
    "/programmes/apollo-soyuz-test-project/",
    "/spacecraft/",
    "/spacecraft/apollo-soyuz/",
    "/places/",
    "/places/gagarins-start/",
    "/places/metz/",
    "/map/",
    "/people/",
    "/people/alexei-leonov/",
    "/sources/",
    "/sources/article-cnn-2015-handshake/",
    "/disagreements/",
    "/disagreements/?kind=slip&state=open",
    "/about/",
    "/about/certainty/",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_axe(site, open_context, scheme, width):
    page = open_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    found = {}
    for path in PAGES:
        page.goto(path)
        if violations := Axe().run(page, options={"preload": False}).response["violations"]:
            found[path] = [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in violations]
    assert found == {}
