"""The timeline in a real browser, with JavaScript and without: filter, go back, reload, follow a reference, return."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.factories import make_disagreement, make_event
from timeline.models import Event

pytestmark = pytest.mark.browser


def titles(page: Page) -> list[str]:
    return page.locator("#results .title").all_inner_texts()


def published(**conditions: str) -> list[str]:
    return list(Event.objects.published().filter(**conditions).in_order().values_list("title", flat=True))


def test_timeline_filters_goes_back_reloads_and_returns_from_a_reference(site, page):
    everything, dockings = published(), published(kind="docking")
    assert 0 < len(dockings) < len(everything)
    page.goto("/")
    assert titles(page) == everything

    page.get_by_role("checkbox", name="Docking").check()
    expect(page.locator("#status")).to_have_text(f"{len(dockings)} events")
    assert page.url == f"{site.url}/?kind=docking"
    assert titles(page) == dockings
    expect(page.get_by_role("checkbox", name="Docking")).to_be_focused()
    page.get_by_role("link", name="Remove the filter Kind: Docking").click()
    expect(page.locator("#status")).to_have_text(f"{len(everything)} events")
    assert not page.get_by_role("checkbox", name="Docking").is_checked()  # though its count is still on the way
    page.go_back()
    expect(page.locator("#status")).to_have_text(f"{len(dockings)} events")

    page.go_back()
    expect(page.locator("#status")).to_have_text(f"{len(everything)} events")
    assert page.url == f"{site.url}/"
    assert titles(page) == everything
    expect(page.get_by_role("checkbox", name="Docking")).not_to_be_checked()

    page.go_forward()
    expect(page.locator("#status")).to_have_text(f"{len(dockings)} events")
    page.reload()
    assert titles(page) == dockings
    expect(page.get_by_role("checkbox", name="Docking")).to_be_checked()

    page.get_by_role("link", name="Apollo docks with Soyuz 19").click()
    expect(page.locator("h1")).to_have_text("Apollo docks with Soyuz 19")
    reference = page.locator(".entry header .ref a").first
    target = reference.get_attribute("href")
    reference.click()
    expect(page.locator(f"{target}:target")).to_be_in_viewport()
    page.locator(f"{target} .back").click()
    expect(page.locator("[id^=fact-]:target")).to_be_in_viewport()

    page.go_back()
    page.go_back()
    page.go_back()
    assert page.url == f"{site.url}/?kind=docking"
    assert titles(page) == dockings


def test_timeline_without_javascript_does_the_same_by_form_and_links(site, plain_page):
    page = plain_page
    everything, dockings = published(), published(kind="docking")
    page.goto("/")
    assert titles(page) == everything

    page.get_by_role("checkbox", name="Docking").check()
    page.get_by_role("button", name="Show events").click()
    assert titles(page) == dockings
    expect(page.get_by_role("checkbox", name="Docking")).to_be_checked()
    page.get_by_role("link", name="Remove the filter Kind: Docking").click()
    assert titles(page) == everything
    page.go_back()
    assert titles(page) == dockings
    page.reload()
    assert titles(page) == dockings

    page.get_by_role("link", name="Apollo docks with Soyuz 19").click()
    reference = page.locator(".entry header .ref a").first
    target = reference.get_attribute("href")
    reference.click()
    expect(page.locator(f"{target}:target")).to_be_in_viewport()
    page.locator(f"{target} .back").click()
    expect(page.locator("[id^=fact-]:target")).to_be_in_viewport()


def test_typing_a_search_narrows_the_list_and_keeps_the_field(site, page):
    page.goto("/?kind=docking")
    page.get_by_label("Search").press_sequentially("Леонов")
    expect(page.locator("#status")).to_have_text("1 event")
    assert titles(page) == ["Apollo docks with Soyuz 19"]
    expect(page.get_by_label("Search")).to_be_focused()
    expect(page.get_by_label("Search")).to_have_value("Леонов")

    page.get_by_role("link", name="Remove the filter Text").click()
    expect(page.locator("#status")).to_have_text(f"{Event.objects.published().filter(kind='docking').count()} events")
    expect(page.get_by_label("Search")).to_have_value("")


def test_a_shared_link_shows_the_same_view_in_another_browser(site, page, open_context):
    page.goto("/")
    page.get_by_label("from").fill("1970")
    page.get_by_label("to", exact=True).fill("1979")
    page.get_by_label("to", exact=True).press("Enter")
    page.wait_for_url("**/?from=1970&to=1979")
    page.get_by_role("link", name="Newest first").click()
    page.wait_for_url("**sort=new**")
    expect(page.locator("#results h3").first).to_have_text("1979")

    other = open_context(java_script_enabled=False).new_page()
    other.goto(page.url)
    assert titles(other) == titles(page)
    assert other.locator("#status").inner_text() == page.locator("#status").inner_text()


@pytest.mark.parametrize("happens", ["late", "never"])
def test_a_form_that_is_sent_before_htmx_has_come_is_not_lost(site, browser, happens):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/htmx*.js", lambda route: held.append(route))
    page.goto("/")
    page.get_by_label("from").fill("1970")
    page.get_by_label("from").press("Enter")
    while not held:
        page.wait_for_timeout(20)
    if happens == "late":
        held[0].continue_()
        page.wait_for_url("**/?from=1970")
    else:
        held[0].abort()
        page.wait_for_url("**/?q=&from=1970**")
    assert titles(page)[0] == published(date_latest__gte="1970-01-01")[0]
    context.close()


def test_what_is_typed_before_htmx_has_come_is_searched_for(site, page):
    held: list[Route] = []
    page.route("**/htmx*.js", lambda route: held.append(route))
    page.goto("/?kind=docking")
    page.get_by_label("Search").press_sequentially("Леонов")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator("#status")).to_have_text("1 event")
    expect(page.get_by_label("Search")).to_be_focused()


def test_more_lengthens_the_list_and_back_and_reload_restore_it(bare_site, page):
    for number in range(100):
        make_event(title=f"Event {number:03}", date=f"{1957 + number // 2}-01-{1 + number % 2:02}")
    everything = published()
    page.goto("/")
    assert titles(page) == everything[:40]
    page.get_by_role("link", name="More events").click()
    expect(page.locator("#status")).to_have_text("80 of 100 events shown")
    assert titles(page) == everything[:80]
    longer = page.url

    page.reload()
    assert titles(page) == everything[:80]
    page.go_back()
    expect(page.locator("#status")).to_have_text("40 of 100 events shown")
    assert titles(page) == everything[:40]
    page.goto(longer)
    page.get_by_role("link", name="More events").click()
    expect(page.locator("#status")).to_have_text("100 events")
    assert titles(page) == everything


def test_an_unknown_value_is_named_and_can_be_taken_out(site, page):
    page.goto("/?kind=docking&person=leonow")
    expect(page.locator("#left-out")).to_contain_text("There is no person “leonow” here")
    page.get_by_label("from").fill("soon")
    page.get_by_label("from").press("Enter")
    expect(page.locator("#years-rejected")).to_have_text("“soon” is not a year from 1900 to 2100, so it was left out.")
    page.get_by_label("from").fill("")
    page.get_by_label("from").press("Enter")
    expect(page.locator("#years-rejected")).to_be_empty()
    page.goto("/?kind=docking&person=leonow")
    page.get_by_role("link", name="Alexei Leonov", exact=True).click()
    expect(page.locator("#left-out")).to_have_count(0)
    assert page.url == f"{site.url}/?kind=docking&person=alexei-leonov"
    assert titles(page) == ["Apollo docks with Soyuz 19"]


def test_list_that_cannot_be_had_is_said_in_the_status_line_and_loses_nothing(site, browser):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/")
    before = titles(page)
    for spoil in (lambda route: route.abort(), lambda route: route.fulfill(status=500, body="<h1>A fault</h1>")):
        context.route("**/?**kind=docking**", spoil)
        page.get_by_role("checkbox", name="Docking").set_checked(True)
        expect(page.locator("#status")).to_contain_text("The list could not be updated.")
        assert titles(page) == before
        context.unroute("**/?**kind=docking**")
        page.reload()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_do_not_scroll_sideways(site, open_context: Callable[..., BrowserContext], width):
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    for path in (
        "/",
        "/events/first-handshake-in-orbit/",
        "/disagreements/",
        "/missions/soyuz-19/",
        "/programmes/apollo-soyuz-test-project/",
        "/places/",
        "/places/gagarins-start/",
        "/map/",
        "/sources/",
        "/people/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_focus_follows_a_link_of_the_list_to_the_list_that_it_brings(bare_site, page):
    for number in range(100):
        make_event(title=f"Event {number:03}", date=f"{1957 + number // 2}-01-{1 + number % 2:02}")
    page.goto("/?kind=docking&from=1950")
    page.wait_for_function("() => window.htmx")
    for name, status in (("Remove the filter From 1950", "40 of 100"), ("Newest first", "40 of 100")):
        before = page.url
        page.get_by_role("link", name=name).press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
        expect(page.locator("#status")).to_contain_text(status)
        expect(page.locator("#results")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#results .pills a").first).to_be_focused()
    page.get_by_role("link", name="More events").press("Enter")
    expect(page.locator("#status")).to_contain_text("80 of 100")
    expect(page.locator("#results .title a").nth(40)).to_be_focused()
    expect(page.locator("#results .title a").nth(40)).to_be_in_viewport()


def test_list_of_its_own_after_five_pages_is_seen_from_its_beginning(bare_site, page, plain_page):
    for number in range(210):
        make_event(date=f"{1957 + number // 5}-01-{1 + number % 5:02}")
    for each in (page, plain_page):
        each.goto("/?pages=5")
        each.get_by_role("link", name="The next events").click()
        expect(each.locator("#status")).to_have_text("10 of 210 events shown")
        expect(each.locator("#results .title").first).to_be_in_viewport()
        each.get_by_role("link", name="Earlier events").click()
        expect(each.locator("#status")).to_have_text("40 of 210 events shown")
        expect(each.locator("#results .title").first).to_be_in_viewport()


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_words_without_end_and_large_text_do_not_scroll_sideways(bare_site, open_context, size):
    event = make_event(title="T" * 200, summary="W" * 300, place_text="P" * 300)
    make_disagreement(event, [("R" * 200, True), ("another", False)], question="Q" * 100)
    page = open_context(viewport={"width": 320, "height": 800}).new_page()
    for path in ("/", f"/?q={'w' * 200}", event.get_absolute_url(), "/disagreements/", "/sources/"):
        page.goto(path)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_two_filters_of_the_disagreements_stay_ticked_and_their_fields_where_they_are(site, page):
    page.goto("/disagreements/")
    page.wait_for_function("() => window.htmx")
    for name, value in (("kind", "slip"), ("state", "settled")):
        page.locator(f"#filters [name={name}][value={value}]").check()
        page.wait_for_url(f"**{name}={value}*")
        expect(page.locator(f"#filters [name={name}][value={value}]")).to_be_checked()
    expect(page.locator("#filters [name=kind][value=slip]")).to_be_checked()
    assert page.url == f"{site.url}/disagreements/?state=settled&kind=slip"
    expect(page.locator("#filters fieldset")).to_have_count(2)
    expect(page.locator("#list fieldset")).to_have_count(0)


def test_going_back_and_forward_ten_times_asks_once_each_time_and_fetches_htmx_once(site, page):
    page.goto("/")
    page.get_by_role("checkbox", name="Docking").check()
    dockings, everything = len(published(kind="docking")), len(published())
    expect(page.locator("#status")).to_have_text(f"{dockings} events")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    for _ in range(10):
        for go, number, path in ((page.go_back, everything, "/"), (page.go_forward, dockings, "/?kind=docking")):
            asked.clear()
            go()
            expect(page.locator("#status")).to_have_text(f"{number} events")
            page.wait_for_load_state("networkidle")
            assert [each for each in asked if "/static/" not in each] == [path]
            assert [each for each in asked if each.endswith(".js")] == []
    assert page.locator("script[src*=htmx]").count() == 1
    assert page.evaluate("document.querySelectorAll('live-list').length") == 1
