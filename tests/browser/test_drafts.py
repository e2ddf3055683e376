"""What is typed at the desk is not lost: leaving asks, the browser keeps a draft, and a form sent after the session ended comes back."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.access.doors import PASSWORD, make_editor
from tests.admin.forms import page as address
from tests.browser.axe import broken
from tests.factories import make_event
from timeline.models import Event

pytestmark = pytest.mark.browser

PATIENCE_S = 20
TYPED = "A long text that took an hour.\nIt has two lines."
KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('draft:'))"


def sign_in(context: BrowserContext, user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])


@pytest.fixture
def event(bare_site) -> Event:
    return make_event(status="draft", summary="As it was.")


@pytest.fixture
def desk(event, open_context) -> BrowserContext:
    """A browser in which an editor is signed in."""
    context = open_context(viewport={"width": 1280, "height": 900})
    sign_in(context, make_editor())
    return context


def open_form(context: BrowserContext, event: Event) -> Page:
    page = context.new_page()
    page.goto(address(event))
    return page


def kept(page: Page) -> dict:
    """What this browser keeps, by key."""
    return {key: json.loads(drafts) for key, drafts in page.evaluate(KEPT)}


def wait_until(page: Page, holds: Callable[[], Any]) -> None:
    """Let the page go on until something is so. (The policy of our pages lets no test ask them for ever.)"""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)


def type_and_leave(context: BrowserContext, event: Event, text: str = TYPED) -> None:
    """Type into the summary, and close the window without saving."""
    page = open_form(context, event)
    page.locator("#id_summary").fill(text)
    wait_until(page, lambda: kept(page))
    page.close()


def offers(page: Page):
    return page.get_by_role("button", name=re.compile(r"^Restore what you typed at \d\d:\d\d$"))


def test_leaving_asks_while_something_is_changed(desk, event):
    page = open_form(desk, event)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    summary = page.locator("#id_summary")
    summary.click()
    page.goto("/admin/")
    page.goto(address(event))
    assert asked == []
    summary.press_sequentially(" More.")
    page.get_by_role("link", name="Home").click(no_wait_after=True)
    wait_until(page, lambda: asked)
    assert (asked, page.url.endswith(address(event))) == (["beforeunload"], True)
    summary.fill("As it was.")
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


def test_what_was_typed_is_offered_and_restored_by_keyboard_and_saved_only_then(desk, event):
    type_and_leave(desk, event)
    page = open_form(desk, event)
    expect(page.locator("#id_summary")).to_have_value("As it was.")
    offers(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    expect(page.get_by_text("Nothing of this was saved yet.")).to_be_visible()
    expect(offers(page)).to_have_count(0)
    assert Event.objects.get().summary == "As it was."
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Event.objects.get().summary == TYPED
    assert kept(page) == {}
    expect(offers(page)).to_have_count(0)


def test_a_form_that_comes_back_with_a_mistake_keeps_its_draft_and_asks(desk, event):
    page = open_form(desk, event)
    page.locator("#id_summary").fill(TYPED)
    page.locator("#id_date").fill("soon")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".errornote")).to_be_visible()
    assert len(kept(page)) == 1
    page.close()
    page = open_form(desk, event)
    offers(page).click()
    expect(page.locator("#id_date")).to_have_value("soon")


def test_a_preview_saves_nothing_and_keeps_the_draft(desk, event):
    page = open_form(desk, event)
    page.locator("#id_summary").fill(TYPED)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview").first.click()
    opened.value.wait_for_load_state()
    opened.value.close()
    page.goto("/admin/", wait_until="commit")
    assert len(kept(page)) == 1
    expect(offers(open_form(desk, event))).to_have_count(1)


def test_it_is_forgotten_when_the_editor_says_so(desk, event):
    type_and_leave(desk, event)
    page = open_form(desk, event)
    page.get_by_role("button", name="Forget it").click()
    expect(offers(page)).to_have_count(0)
    assert kept(page) == {}


def test_two_windows_do_not_write_over_one_another(desk, event):
    type_and_leave(desk, event, "One.")
    type_and_leave(desk, event, "Two.")
    expect(offers(open_form(desk, event))).to_have_count(2)


def test_it_says_that_the_entry_was_changed_since(desk, event):
    type_and_leave(desk, event)
    expect(open_form(desk, event).locator("form-draft")).not_to_contain_text("changed since")
    event.summary = "Somebody else’s."
    event.save()
    page = open_form(desk, event)
    expect(page.locator("form-draft")).to_contain_text("The entry has been changed since: compare before you save.")
    offers(page).click()
    expect(page.get_by_role("heading", name="Saved by somebody else meanwhile")).to_be_visible()
    expect(page.locator("#id_summary")).to_have_value(TYPED)


def test_it_holds_no_secret_and_of_a_file_only_that_one_was_chosen(desk, event):
    page = open_form(desk, event)
    page.get_by_role("link", name="Add another Picture").or_(
        page.get_by_role("button", name="Add another Picture")
    ).click()
    page.locator("#id_picture-0-file").set_input_files(
        files=[{"name": "earth.png", "mimeType": "image/png", "buffer": b"a picture"}]
    )
    page.locator("#id_picture-0-credit").fill("NASA")
    wait_until(page, lambda: kept(page))
    [[draft]] = kept(page).values()
    fields = dict(draft["fields"])
    assert (fields["picture-0-credit"], fields["picture-0-file-kept"]) == ("NASA", "lost")
    assert "csrfmiddlewaretoken" not in fields
    assert page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value") not in json.dumps(kept(page))
    page.close()
    page = open_form(desk, event)
    offers(page).click()
    expect(page.get_by_text("The picture that you chose is not here any more: choose it again.")).to_be_visible()


def test_signing_out_deletes_the_drafts_of_who_signs_out(desk, event):
    type_and_leave(desk, event)
    page = desk.new_page()
    page.goto("/admin/")
    page.evaluate("localStorage.setItem('draft:999:/admin/x/', JSON.stringify([{at: Date.now()}]))")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    assert list(kept(page)) == ["draft:999:/admin/x/"]
    sign_in(desk, User.objects.get())
    expect(offers(open_form(desk, event))).to_have_count(0)


def test_signing_out_of_a_form_with_something_typed_leaves_nothing(desk, event):
    page = open_form(desk, event)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#id_summary").fill(TYPED)
    wait_until(page, lambda: kept(page))
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    assert kept(page) == {}


def test_it_is_offered_to_nobody_else(desk, event):
    type_and_leave(desk, event)
    desk.clear_cookies()
    sign_in(desk, make_editor("boris"))
    page = open_form(desk, event)
    expect(offers(page)).to_have_count(0)
    assert len(kept(page)) == 1


def test_drafts_go_after_a_week(desk, event):
    type_and_leave(desk, event)
    page = desk.new_page()
    page.goto("/admin/")
    page.evaluate(f'for (const [key, text] of {KEPT}) localStorage[key] = text.replace(/"at":\\d+/, \'"at":1\')')
    page.reload()
    assert kept(page) == {}


def send_after_the_session(page: Page, event: Event) -> None:
    """What the case tells: type, lose the session, save, sign in again."""
    page.goto(address(event))
    page.locator("#id_summary").fill(TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("You are not signed in any more, and nothing was saved.")).to_be_visible()
    assert broken(page) == []
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    assert Event.objects.get().summary == "As it was."
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Event.objects.get().summary == TYPED


def test_a_form_sent_after_the_session_ended_comes_back(desk, event):
    page = desk.new_page()
    send_after_the_session(page, event)
    assert kept(page) == {}


def test_without_javascript_it_comes_back_as_well(event, plain_page):
    sign_in(plain_page.context, make_editor())
    plain_page.goto(address(event))
    plain_page.locator("#id_summary").fill(TYPED)
    plain_page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    plain_page.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain_page.get_by_text("You are not signed in any more, and nothing was saved.")).to_be_visible()
    plain_page.get_by_label("Username").fill("anna")
    plain_page.get_by_label("Password").fill(PASSWORD)
    plain_page.get_by_role("button", name="Log in").click()
    expect(plain_page.locator("#id_summary")).to_have_value(TYPED)
    assert Event.objects.get().summary == "As it was."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_offer_breaks_no_rule_of_axe(desk, event, scheme):
    type_and_leave(desk, event)
    page = open_form(desk, event)
    page.emulate_media(color_scheme=scheme)
    expect(offers(page)).to_have_count(1)
    assert not [rule for rule in broken(page) if "draft" in json.dumps(rule)]
    page.set_viewport_size({"width": 360, "height": 800})
    box = page.locator("form-draft .draft").bounding_box()
    assert box["x"] + box["width"] <= 360
