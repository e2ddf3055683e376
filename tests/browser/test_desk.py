"""Every page of the editors' desk in a real browser: none breaks the policy, asks another site for anything, or fails.

The desks are those that are registered, so that one which is added later is looked at as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.access.doors import PASSWORD, code_of, make_app, make_editor
from tests.reporting.sending import send
from timeline.access.models import Authenticator
from timeline.merging import merge
from timeline.models import Citation, Event, PendingRevision, Person, Programme, Succession
from timeline.revisions import By, state_of

pytestmark = pytest.mark.browser

OURS = ("admin:two-step", "admin:password_change", "admin:password_change_done", "admin:index")


@pytest.fixture
def editor(own_site) -> User:
    """A superuser, beside whom there is something on each desk of the admin's own."""
    renamed = Programme.objects.first()
    renamed.slug = f"{renamed.slug}-renamed"
    renamed.save()
    Group.objects.create(name="Editors")
    event = Event.objects.first()
    later = Event.objects.in_order().last()
    Succession.objects.create(earlier=event, later=later, citation=later.citations.first())
    state = state_of(event)
    PendingRevision.objects.create(event=event, reason="Better.", opened=state, state=state | {"title": "Better"})
    one, other = (Person.objects.create(slug=f"yuri-{number}", name="Yuri", country="SU") for number in (1, 2))
    merge(one, other, By("They are one."))
    make_app(make_editor("boris"))
    send(event.citations.first(), wrong="A day too late.")
    return make_editor()


@pytest.fixture
def desk(editor, page) -> Page:
    """A browser in which the superuser is signed in; it notes what was answered with an error."""
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])
    return page


def addresses(desk: admin.ModelAdmin, user: User) -> Iterator[str]:
    """Every page of a desk that its superuser may open: those for all rows, then those for one."""
    request = RequestFactory().get("/admin/")
    request.user = user
    user.is_verified = lambda: True
    options = desk.opts
    row = desk.get_queryset(request).first()
    assert row is not None, f"There is no {options.verbose_name} to open: make one in the fixture `editor`."

    def address(page: str, *args: Any) -> str:
        return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=args)

    listed = address("changelist")
    yield from (listed, f"{listed}?o=1")
    if desk.search_fields:
        yield f"{listed}?q=a"
    if desk.has_add_permission(request):
        yield address("add")
    yield from (address("change", row.pk), address("history", row.pk))
    if desk.has_delete_permission(request, row):
        yield address("delete", row.pk)


@pytest.mark.whole
def test_every_page_of_every_desk_opens_under_the_strict_policy(desk, editor, sampled):
    answered = {}
    labels = {model._meta.app_label for model in admin.site._registry}
    pages = [reverse(name) for name in OURS] + [reverse("admin:app_list", args=[label]) for label in sorted(labels)]
    pages.append(reverse("admin:auth_user_password_change", args=[editor.pk]))
    for each in admin.site._registry.values():
        pages.extend(addresses(each, editor))
    assert len(pages) > 5 * len(admin.site._registry)
    for path in sampled(pages):
        response = desk.goto(path)
        answered[path] = response.status
        assert "default-src 'none'" in response.headers["content-security-policy"], path
    assert {path: status for path, status in answered.items() if status != 200} == {}


def test_the_question_before_a_bulk_deletion_opens_for_every_desk_that_has_one(desk, editor):
    asked = 0
    for model in admin.site._registry:
        desk.goto(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        if not desk.locator("select[name=action] option[value=delete_selected]").count():
            continue
        desk.locator("input.action-select").first.check()
        desk.locator("select[name=action]").select_option("delete_selected")
        with desk.expect_navigation() as navigation:
            desk.get_by_role("button", name="Run").or_(desk.get_by_role("button", name="Go")).click()
        assert navigation.value.status == 200, model
        expect(desk.locator("#content h1, #content h2, .messagelist").first).to_be_visible()
        asked += 1
    assert asked >= 8


def test_a_row_is_picked_by_typing(desk, editor):
    desk.goto(reverse("admin:timeline_citation_add"))
    desk.locator(".field-source .select2-selection").click()
    desk.locator(".select2-search__field").fill("Leonov")
    option = desk.locator(".select2-results__option--highlighted")
    expect(option).to_be_visible()
    name = option.inner_text()
    option.click()
    expect(desk.locator(".field-source .select2-selection__rendered")).to_contain_text(name[:20])


def test_a_row_is_made_in_a_window_of_its_own_and_picked_at_once(desk, editor):
    desk.goto(reverse("admin:timeline_mission_add"))
    with desk.expect_popup() as opened:
        desk.locator("#add_id_programme").click()
    window = opened.value
    window.locator("#id_name").press_sequentially("Programme of the test")
    expect(window.locator("#id_slug")).to_have_value("programme-of-the-test")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".field-programme .select2-selection__rendered")).to_contain_text("Programme of the test")


def test_a_row_of_an_inline_is_added_and_an_event_saved(desk, editor):
    event = Event.objects.get(slug="first-handshake-in-orbit")
    before = Citation.objects.filter(event=event).count()
    desk.goto(reverse("admin:timeline_event_change", args=[event.pk]))
    desk.get_by_role("link", name="Add another Citation").or_(
        desk.get_by_role("button", name="Add another Citation")
    ).click()
    row = desk.locator(f"#citations-{before}")
    row.locator(".field-source .select2-selection").click()
    desk.locator(".select2-dropdown .select2-search__field").fill("Leonov")
    desk.locator(".select2-results__option--highlighted").click()
    row.locator("select[name$=-field]").select_option("date")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save and continue editing").first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Citation.objects.filter(event=event).count() == before + 1


def test_an_editor_signs_in_with_a_code_and_out_again_without_javascript(own_site, plain_page):
    app = make_app(make_editor())
    plain_page.goto("/admin/")
    plain_page.get_by_label("Username").fill("anna")
    plain_page.get_by_label("Password").fill(PASSWORD)
    plain_page.get_by_role("button", name="Log in").click()
    expect(plain_page.get_by_role("heading", name="Enter a code")).to_be_visible()
    plain_page.get_by_label("Code").fill(code_of(app))
    plain_page.get_by_role("button", name="Sign in", exact=True).click()
    expect(plain_page.get_by_role("link", name="Two-step sign-in")).to_be_visible()
    assert Authenticator.objects.get(user__username="anna").last_used_at
    plain_page.get_by_role("button", name="Log out").click()
    plain_page.goto("/admin/")
    expect(plain_page.get_by_label("Password")).to_be_visible()


def test_the_marker_of_a_citation_is_put_into_the_body_where_the_caret_stands(desk, editor):
    event = Event.objects.get(slug="first-handshake-in-orbit")
    marker = f"[@{event.citations.order_by('order', 'pk').first().key}]"
    desk.goto(reverse("admin:timeline_event_change", args=[event.pk]))
    body = desk.get_by_label("Body")
    body.fill("The hatch opened. They shook hands.")
    button = desk.get_by_role("button", name=f"Put into the text: {marker}")
    body.press("Home")
    for _ in "The hatch opened.":
        body.press("ArrowRight")
    button.focus()
    button.press("Enter")
    expect(body).to_have_value(f"The hatch opened.{marker} They shook hands.")
    expect(desk.get_by_role("status").filter(has_text="stands in the text now")).to_have_text(
        f"{marker} stands in the text now."
    )
    button.press("Space")
    expect(body).to_have_value(f"The hatch opened.{marker}{marker} They shook hands.")
