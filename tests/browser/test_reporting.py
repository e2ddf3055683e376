"""Reporting a claim in a browser without JavaScript: from the page of an event to the thanks, and not one cookie."""

import pytest
from playwright.sync_api import expect

from timeline.models import Citation, Report
from timeline.reporting.guard import LEAST

pytestmark = pytest.mark.browser


def test_a_claim_is_reported_without_javascript_and_without_a_cookie(own_site, plain_page):
    plain_page.goto("/events/first-handshake-in-orbit/")
    link = plain_page.get_by_role("link", name="Report: When", exact=False).first
    key = link.get_attribute("href").split("/")[2]
    link.click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Report this fact")
    expect(plain_page.get_by_label("Leave this empty")).to_have_attribute("tabindex", "-1")
    assert plain_page.locator(".trap").bounding_box()["width"] <= 1
    plain_page.get_by_label("What is wrong?").fill("It was at 19:17.")
    plain_page.get_by_label("Who says otherwise?").fill("Time, page 3")
    plain_page.wait_for_timeout(LEAST.total_seconds() * 1000 + 1000)
    plain_page.get_by_role("button", name="Send the report").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert plain_page.context.cookies() == []
    report = Report.objects.get()
    assert (report.claim, report.said.split(":")[0], report.wrong) == (
        *(key, Citation.objects.get(key=key).field_label),
        "It was at 19:17.",
    )
    plain_page.get_by_role("link", name=f"/reports/{report.key}/").click()
    expect(plain_page.get_by_text("Open since")).to_be_visible()


def test_the_form_fits_a_phone(site, open_context):
    page = open_context(viewport={"width": 320, "height": 800}).new_page()
    for path in ("/report/sbncd8kv/?revision=1", "/reports/", "/events/first-handshake-in-orbit/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
