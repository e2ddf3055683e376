"""A teacher's work in a real browser: a set of eight events, its handout, its link in a class, the activity, another site."""

import pytest
from playwright.sync_api import expect

from tests.browser.paper import printed, words
from timeline.models import Event

pytestmark = pytest.mark.browser

TITLE, INTRODUCTION = "From a letter to a handshake", "Eight steps.\n\nWatch who takes each."


def test_a_teacher_builds_a_set_prints_shares_plays_and_embeds_it(site, page, open_context, other_site, elsewhere):
    # An event leads to the form; seven more are found by a word and put in their order, each with a question.
    chosen = list(Event.objects.published().in_order()[:8])
    first, *others = [*chosen[1:], chosen[0]]
    page.goto(first.get_absolute_url())
    page.get_by_role("link", name="Add to a set").click()
    page.get_by_role("link", name="open it").click()
    expect(page.locator(".rows > li")).to_have_count(1)
    for event in others:
        page.get_by_label("Any word, name or mission").fill(event.title)
        page.get_by_role("button", name="Find", exact=True).click()
        page.get_by_role("button", name=f"Add {event.title}", exact=True).click()
    for place in range(8, 1, -1):
        page.get_by_role("button", name=f"Up: event {place}").click()
    for number, event in enumerate(chosen, start=1):
        page.get_by_label(f"Question {number}", exact=True).fill(f"What of {event.key}?")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Introduction").fill(INTRODUCTION)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    titles = [event.title for event in chosen]
    assert page.locator(".set-events h2").all_inner_texts() == titles
    link = page.get_by_label("Link to this set").input_value()
    assert (link, len(link) < 2000) == (page.url, True)

    # Its handout, on paper.
    text = " ".join(map(words, printed(page, page.get_by_role("link", name="Handout").get_attribute("href")).pages))
    for event in chosen:
        assert f"What of {event.key}?" in text
    assert "Watch who takes each." in text

    # A pupil opens the link, in a browser that knows nothing of all this, and plays the activity by keyboard alone.
    pupil = open_context(viewport={"width": 1280, "height": 900}).new_page()
    pupil.goto(link)
    assert pupil.locator(".asked").all_inner_texts() == [f"Question\nWhat of {event.key}?" for event in chosen]
    pupil.get_by_role("link", name="Put them in order").focus()
    pupil.keyboard.press("Enter")
    expect(pupil.get_by_role("heading", level=1)).to_contain_text("Put them in order")
    assert "Watch who" not in pupil.content(), "an introduction may give the dates away"
    cards = pupil.locator(".cards li")
    for place, title in enumerate(titles):
        for _ in range(8):
            shown = cards.evaluate_all("cards => cards.map(card => card.dataset.title)")
            if (at := shown.index(title)) == place:
                break
            cards.nth(at).get_by_role("button", name="Earlier").focus()
            pupil.keyboard.press("Enter")
    pupil.get_by_role("button", name="Check the order").focus()
    pupil.keyboard.press("Enter")
    expect(pupil.locator("#result-heading")).to_have_text("Every card stands where the evidence allows")
    assert pupil.locator("#result .who a").count() >= 8
    assert pupil.context.cookies() == []

    # The set in the page of another site.
    page.goto(link)
    page.get_by_role("link", name="Link or embed").click()
    context, troubles = elsewhere
    there = context.new_page()
    there.goto(other_site(page.locator("#snippet").input_value()))
    expect(there.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(TITLE)
    for event in chosen:
        expect(there.frame_locator("iframe").get_by_role("link", name=event.title)).to_have_count(1)
    assert (context.cookies(), troubles) == ([], [])
