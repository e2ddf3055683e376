"""A day's work in a real browser, as each role; after each step, what a visitor sees."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.access.doors import PASSWORD
from timeline import roles
from timeline.models import Event, Source

pytestmark = pytest.mark.browser

TITLE = "Crews meet in the docking module"
ADDRESS = "/events/crews-meet-in-the-docking-module/"
VERDICT = "The record of the day gives the 17th; the others were written decades later."
LISTS = "/admin/timeline"


@pytest.fixture
def visitor(own_site: Any, browser: Browser) -> Iterator[Page]:
    """Somebody who reads, without JavaScript, and may be told that there is nothing."""
    context = browser.new_context(base_url=own_site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(own_site: Any, open_context: Callable[..., BrowserContext]) -> Callable[[str, str], Page]:
    """A function that makes an account with a role and signs it in, in a browser of its own."""

    def enter(name: str, role: str) -> Page:
        account = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True)
        account.groups.set(Group.objects.filter(name=role))
        return at_the_door(open_context(viewport={"width": 1280, "height": 900}).new_page(), name)

    return enter


def at_the_door(page: Page, name: str) -> Page:
    """Sign in by name and password."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What wants doing")).to_be_visible()
    return page


def save(page: Page) -> None:
    """Save the form and stay at it."""
    page.get_by_role("button", name="Save and continue editing").first.click()


def told(page: Page) -> str:
    return page.locator(".messagelist").inner_text()


def open_event(page: Page) -> None:
    page.goto(f"{LISTS}/event/?q=docking+module")
    page.get_by_role("link", name=TITLE).click()


def cite(page: Page, number: int, value: str, **new: str) -> None:
    """Add a citation of the date: of a source found by autocomplete, or of a new one."""
    page.locator("#citations-group .add-row a").click()
    row = page.locator(f"#citations-{number}")
    if new:
        row.get_by_label("or a new source: address").fill(new["address"])
        row.get_by_label("its title").fill(new["title"])
    else:
        row.locator(".select2-selection").click()
        page.locator(".select2-search__field").last.fill("handshake in space")
        page.locator(".select2-results__option:not(.loading-results)").first.click()
    row.get_by_label("Fact").select_option("When")
    row.get_by_label("Value").fill(value)
    row.get_by_label("Locator").fill("p. 1")
    row.get_by_label("As printed").fill(value)


def seen(visitor: Page) -> Any:
    """What is answered at the address of the event."""
    return visitor.goto(ADDRESS)


def test_a_day_from_a_draft_to_a_withdrawal(sign_in, visitor):
    carol = sign_in("carol", roles.CONTRIBUTOR)
    write_a_draft(carol)
    assert seen(visitor).status == 404
    ask_and_send_to_review(carol)
    assert seen(visitor).status == 404

    ed = sign_in("ed", roles.EDITOR)
    publish_from_the_queue(ed)
    assert seen(visitor).status == 200
    expect(visitor.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(visitor.locator(".questions-asked")).to_contain_text(VERDICT)
    expect(visitor.locator(".reading")).to_have_count(3)

    yuri = sign_in("yuri", roles.EDITOR)
    edit_at_once(ed, yuri)
    seen(visitor)
    expect(visitor.locator(".summary")).to_have_text("Told anew by Ed.")
    expect(visitor.locator(".entry > .facts")).to_contain_text("Above the Elbe")

    propose(carol)
    seen(visitor)
    expect(visitor.locator(".summary")).to_have_text("Told anew by Ed.")
    publish_the_edit(ed)
    seen(visitor)
    expect(visitor.locator(".summary")).to_have_text("Told by Carol.")

    compare_and_restore(ed)
    seen(visitor)
    expect(visitor.locator(".summary")).to_have_text("Told anew by Ed.")
    visitor.get_by_role("link", name="What changed, when and why").click()
    expect(visitor.locator("main")).to_contain_text("Carol’s was too short.")
    expect(visitor.locator("main")).not_to_contain_text("yuri")

    gone = merge_sources(ed)
    assert visitor.goto(gone).status == 200
    expect(visitor.locator("h1")).to_have_text("A memoir")
    undo_the_merge(ed)
    visitor.goto(gone)
    expect(visitor.locator("h1")).to_have_text("A memoir, second copy")

    rename(ed)
    seen(visitor)
    assert visitor.url.endswith("/events/the-crews-meet/")
    withdraw(ed)
    assert seen(visitor).status == 410
    expect(visitor.locator("main")).to_contain_text("It is told at another event.")


def write_a_draft(carol: Page) -> None:
    carol.goto(f"{LISTS}/event/add/")
    carol.locator("#id_title").fill(TITLE)
    carol.locator("#id_kind").select_option("Docking")
    carol.get_by_label("Or in plain choices").select_option("on")
    carol.get_by_label("a date:", exact=True).fill("17 July 1975")
    expect(carol.locator("date-words .said")).to_contain_text("Readers see “17 July 1975”: 1975-07-17 to 1975-07-17")
    carol.get_by_label("Summary").fill("They meet.")
    cite(carol, 0, "1975-07-17")
    cite(carol, 1, "1975-12", address="https://memoir.example/one", title="A memoir")
    cite(carol, 2, "1975-07-18", address="https://memoir.example/two", title="A memoir, second copy")
    save(carol)
    assert "was added successfully" in told(carol)
    assert Event.objects.get(title=TITLE).status == "draft"


def ask_and_send_to_review(carol: Page) -> None:
    expect(carol.get_by_role("heading", name="Its citations differ: When did it happen?")).to_be_visible()
    carol.get_by_label("Ask readers").check()
    carol.get_by_label("What the evidence supports").select_option("17 July 1975")
    carol.get_by_label("Why they differ").select_option("A slip")
    carol.get_by_label("Verdict, or why it is open").fill(VERDICT)
    with carol.context.expect_page() as opened:
        carol.get_by_role("button", name="Preview").first.click()
    preview = opened.value
    expect(preview.locator(".notice")).to_contain_text("Readers do not see this yet.")
    expect(preview.locator(".questions-asked")).to_contain_text(VERDICT)
    preview.close()
    assert not carol.get_by_label("published", exact=True).count()
    carol.get_by_label("in review").check()
    save(carol)
    reviewer = carol.locator("a.reviewer").get_attribute("href")
    carol.goto(reviewer or "")
    expect(carol.locator("h1")).to_have_text(TITLE)


def publish_from_the_queue(ed: Page) -> None:
    ed.get_by_role("link", name="1 in review").click()
    ed.get_by_role("link", name=TITLE).click()
    ed.get_by_label("published").check()
    ed.get_by_label("Why:").fill("It is sourced.")
    save(ed)
    assert "was changed successfully" in told(ed)


def edit_at_once(ed: Page, yuri: Page) -> None:
    open_event(ed)
    open_event(yuri)
    expect(yuri.locator("open-form")).to_contain_text("ed has this form open too")
    yuri.get_by_label("Where, in words").fill("Above the Elbe")
    save(yuri)
    ed.get_by_label("Summary").fill("Told anew by Ed.")
    save(ed)
    conflict = ed.get_by_role("region", name="Saved by somebody else meanwhile")
    expect(conflict).to_contain_text("Above the Elbe")
    expect(conflict).to_contain_text("Told anew by Ed.")
    expect(ed.get_by_label("Summary")).to_have_value("Told anew by Ed.")
    ed.get_by_label("Where, in words").fill("Above the Elbe")
    save(ed)
    assert "was changed successfully" in told(ed)


def propose(carol: Page) -> None:
    open_event(carol)
    expect(carol.locator(".standing")).to_contain_text("waits until an editor has looked at it")
    carol.get_by_label("Summary").fill("Told by Carol.")
    carol.get_by_label("Why:").fill("Shorter.")
    save(carol)
    assert "Your edit waits for review" in told(carol)


def publish_the_edit(ed: Page) -> None:
    ed.goto("/admin/")
    ed.get_by_role("link", name="1 edit that waits").click()
    ed.locator("#result_list tbody th a").first.click()
    expect(ed.locator(".changes")).to_contain_text("Told by Carol.")
    preview = ed.get_by_role("link", name="See the page as it would be").get_attribute("href")
    shown = ed.context.new_page()
    shown.goto(preview or "")
    expect(shown.locator(".summary")).to_have_text("Told by Carol.")
    shown.close()
    ed.get_by_role("button", name="Publish it").click()
    assert "Readers see the edit now." in told(ed)


def compare_and_restore(ed: Page) -> None:
    open_event(ed)
    ed.get_by_role("link", name="History", exact=True).click()
    expect(ed.locator(".changes")).to_contain_text("Told by Carol.")
    expect(ed.locator(".changes")).to_contain_text("Told anew by Ed.")
    ed.locator(".restore").get_by_label("Why").fill("Carol’s was too short.")
    ed.get_by_role("button", name="Restore revision").click()
    assert "was restored as revision" in told(ed)


def merge_sources(ed: Page) -> str:
    """Merge two sources that are one; give the address of the one that went."""
    one, other = (Source.objects.get(title=title) for title in ("A memoir", "A memoir, second copy"))
    gone = other.get_absolute_url()
    ed.goto(f"{LISTS}/source/?q=memoir")
    for source in (one, other):
        ed.locator(f"input[name=_selected_action][value='{source.pk}']").check()
    ed.get_by_label("Action:").select_option("Merge two entries…")
    ed.get_by_role("button", name="Run").or_(ed.get_by_role("button", name="Go")).click()
    ed.get_by_label("Why").fill("Two copies of one memoir.")
    ed.get_by_role("button", name="Merge").click()
    assert "It can be undone" in told(ed)
    return gone


def undo_the_merge(ed: Page) -> None:
    ed.goto(f"{LISTS}/merge/")
    ed.locator("#result_list tbody th a").first.click()
    ed.locator("#undo_form").get_by_label("Why").fill("They are two.")
    ed.get_by_role("button", name="Undo this merge").click()
    assert Source.objects.filter(title="A memoir, second copy").exists()


def rename(ed: Page) -> None:
    open_event(ed)
    ed.locator("#id_slug").fill("the-crews-meet")
    save(ed)
    assert "was changed successfully" in told(ed)


def withdraw(ed: Page) -> None:
    ed.get_by_label("withdrawn", exact=True).check()
    ed.get_by_text("If withdrawn").click()
    ed.get_by_label("Withdrawn reason").fill("It is told at another event.")
    save(ed)
    assert "was changed successfully" in told(ed)


def test_an_administrator_gives_somebody_a_role_and_sees_who_signed_in(sign_in, open_context):
    anna = sign_in("anna", roles.ADMINISTRATOR)
    anna.goto(reverse("admin:auth_user_add"))
    anna.get_by_label("Username").fill("dora")
    for name in ("password1", "password2"):
        anna.locator(f"#id_{name}").fill(PASSWORD)
    save(anna)
    anna.get_by_label("Staff status").check()
    anna.locator("#id_groups_from").select_option("Contributor")
    anna.locator("#id_groups_add, #id_groups_add_link").first.click()
    save(anna)
    dora = at_the_door(open_context().new_page(), "dora")
    assert dora.goto(f"{LISTS}/event/add/").status == 200
    expect(dora.get_by_role("link", name="Users")).to_have_count(0)
    anna.goto(reverse("admin:access_signin_changelist"))
    expect(anna.locator("#result_list")).to_contain_text("dora")
