"""Putting events in order: as a plain form, by keyboard, by mouse and by touch."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

YEAR = "/order/?from=1975&to=1975"
IN_ORDER = ["r9s78gd8", "38wftr6z", "2krmqv4n", "x7cmkw6v", "h9qkr6v8"]  # the permanent keys of its events


def keys(page) -> list[str]:
    """The keys of the cards in the order in which they stand."""
    names = page.locator(".cards input").evaluate_all("fields => fields.map(field => field.name)")
    return [name.removeprefix("place-") for name in names]


def places(page) -> list[str]:
    return page.locator(".cards input").evaluate_all("fields => fields.map(field => field.value)")


def test_a_plain_form_is_filled_in_refused_kept_and_judged(site, plain_page):
    plain_page.goto(YEAR)
    assert sorted(keys(plain_page)) == sorted(IN_ORDER)
    fields = {key: plain_page.locator(f"[name=place-{key}]") for key in IN_ORDER}
    for place, key in enumerate(IN_ORDER[:4], start=1):
        fields[key].fill(str(place))
    plain_page.get_by_role("button", name="Check the order").click()
    assert "Give a place to card" in plain_page.locator("#result").inner_text()
    assert [fields[key].input_value() for key in IN_ORDER] == ["1", "2", "3", "4", ""]
    fields[IN_ORDER[4]].fill("5")
    plain_page.get_by_role("button", name="Check the order").click()
    expect(plain_page.locator("#result-heading")).to_have_text("Every card stands where the evidence allows")
    assert "from=1975" in plain_page.url
    assert keys(plain_page) == IN_ORDER
    link = plain_page.locator("#result .who a").first
    link.click()
    citation = plain_page.url.partition("#")[2]
    assert plain_page.locator(f"#{citation}").count() == 1


def test_cards_move_by_keyboard_and_the_focus_stays_with_the_card(site, page):
    page.goto(YEAR)
    first, second, *others = keys(page)
    later = page.locator(".cards li").first.get_by_role("button", name="Later")
    title = page.locator(".cards li").first.get_attribute("data-title")
    later.focus()
    page.keyboard.press("Enter")
    assert keys(page) == [second, first, *others]
    assert places(page) == ["1", "2", "3", "4", "5"]
    expect(page.locator("order-cards [role=status]")).to_have_text(f"Moved to place 2 of 5: {title}")
    for _ in range(4):
        page.keyboard.press("Enter")
    assert keys(page) == [second, *others, first]
    expect(page.locator("order-cards [role=status]")).to_have_text(f"Is at place 5 of 5: {title}")
    focused = page.locator(":focus")
    assert (focused.get_attribute("aria-label"), focused.get_attribute("aria-disabled")) == (f"Later: {title}", "true")
    page.get_by_role("button", name="Check the order").click()
    expect(page.locator("#result-heading")).to_contain_text("stand")
    assert keys(page) == [second, *others, first]


def middle(page, place: int, part: str = "h3") -> tuple[float, float]:
    box = page.locator(".cards li").nth(place).locator(part).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def below(page, place: int) -> tuple[float, float]:
    box = page.locator(".cards li").nth(place).bounding_box()
    return box["x"] + 40, box["y"] + box["height"] - 4


def test_cards_are_dragged_with_the_mouse_and_escape_puts_back(site, page):
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(YEAR)
    first, *others = keys(page)
    page.mouse.move(*middle(page, 0))
    page.mouse.down()
    page.mouse.move(*below(page, 2), steps=6)
    assert keys(page) == [*others[:2], first, *others[2:]]
    page.keyboard.press("Escape")
    page.mouse.up()
    assert keys(page) == [first, *others]
    page.mouse.move(*middle(page, 0))
    page.mouse.down()
    page.mouse.move(*below(page, 4), steps=6)
    page.mouse.up()
    assert keys(page) == [*others, first]
    assert places(page) == ["1", "2", "3", "4", "5"]
    expect(page.locator("order-cards [role=status]")).to_contain_text("Moved to place 5 of 5")


def test_cards_are_dragged_by_touch_at_their_handle_alone(site, open_context):
    context = open_context(viewport={"width": 400, "height": 2400}, has_touch=True)
    page = context.new_page()
    page.goto(YEAR)
    devtools = context.new_cdp_session(page)

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, points in (("touchStart", [start]), ("touchMove", [end]), ("touchMove", [end]), ("touchEnd", [])):
            devtools.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
            )

    first, *others = keys(page)
    drag(middle(page, 0), below(page, 2))
    assert keys(page) == [first, *others]
    drag(middle(page, 0, ".handle"), below(page, 2))
    assert keys(page) == [*others[:2], first, *others[2:]]
