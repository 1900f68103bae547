"""A learning note written with the keyboard alone: the focus is always somewhere, and where one would look for it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.once

FOCUS = """() => {
    const at = document.activeElement;
    const words = (at.getAttribute("aria-label") || at.innerText || at.name || "").trim().replace(/\\s+/g, " ");
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    return {
        words,
        row: at.closest("[data-part]")?.id || "",
        value: at.value || "",
        isSeen:
            (style.outlineStyle !== "none" || style.boxShadow !== "none") && box.bottom > 0 && box.top < innerHeight,
    };
}"""


def tab_to(page: Page, words: str, key: str = "Tab") -> dict:
    """Go on by Tab until what has the focus says these words; on the way the focus is always seen."""
    for _ in range(200):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if re.search(words, focus["words"]):
            assert focus["isSeen"], focus
            return focus
    raise AssertionError(f"the keys never come to {words}")


def test_parts_are_added_moved_removed_and_put_back_and_the_focus_goes_along(signed_in):
    page = signed_in("asha")
    tab_to(page, "Continue editing.*Child Willow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    expect(page.locator("#writing.writing--scripted")).to_be_visible()

    tab_to(page, "^Add a learning point")
    page.keyboard.press("Enter")
    page.keyboard.type("Written by keys.")
    added = page.evaluate(FOCUS)
    assert (added["value"], added["isSeen"]) == ("Written by keys.", True)

    tab_to(page, "Move up", key="Shift+Tab")
    page.keyboard.press("Enter")
    moved = page.evaluate(FOCUS)
    assert moved["isSeen"]
    assert "Move up" in moved["words"]
    assert int(moved["row"].removeprefix("part-")) == int(added["row"].removeprefix("part-")) - 1

    tab_to(page, "Remove")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)["words"] == "Restore"
    page.keyboard.press("Enter")
    back = page.evaluate(FOCUS)
    assert (back["value"], back["isSeen"]) == ("Written by keys.", True)

    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()
    expect(page.locator("textarea:focus")).to_have_value("Written by keys.")


def test_step_that_comes_back_begins_at_what_is_missing(signed_in):
    page = signed_in("ben")
    tab_to(page, "Read and approve or send back")
    page.keyboard.press("Enter")
    page.wait_for_url("**/approve/")
    page.goto(page.url.replace("approve", "send-back"))
    tab_to(page, "^Send back$")
    page.keyboard.press("Enter")

    expect(page.locator(".refusal:focus")).to_contain_text("Say what needs to change")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_label("What needs to change")).to_be_focused()
