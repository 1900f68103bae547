"""The draft saves itself while somebody writes; what it cannot save it says, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.world import PASSWORD

# Every line that is read out to those who listen; the preview says its own a moment later.
HEARD = """() => {
    const line = document.querySelector("[data-announce]");
    window.heard = [];
    new MutationObserver(() => window.heard.push(line.textContent)).observe(line, { childList: true, subtree: true });
}"""
SAVED = re.compile(r"^Saved at \d\d:\d\d$")


@pytest.fixture
def writing(signed_in):
    """A draft open in a browser, which saves after one second of quiet: nobody waits for twenty."""

    def open_draft():
        page = signed_in("asha")
        page.get_by_role("link", name=re.compile("Continue editing.*Child Willow")).click()
        # The frame beside the words comes with the screen: until it is there, a lost session would meet it.
        expect(page.frame_locator("[data-page]").get_by_role("main")).to_be_visible()
        page.locator("#writing").evaluate("form => { form.dataset.savesAfter = 1 }")
        return page

    return open_draft


def state_of(page):
    return page.locator("[data-state]")


def test_words_and_new_parts_are_saved_in_a_pause_and_once(writing):
    page = writing()
    before = page.locator("[data-part]").count()
    page.evaluate(HEARD)
    page.get_by_role("textbox", name="Summary").fill("Typed and left alone.")
    page.get_by_role("button", name="Add a learning point").first.click()
    page.keyboard.type("A point that nobody saved by hand.")
    expect(state_of(page)).to_have_text(SAVED)
    assert any(SAVED.match(said) for said in page.evaluate("window.heard"))

    # the focus stays where it was, and what is typed on is saved as the same part
    revision = page.locator("#writing [name=revision]")
    saved_once = revision.input_value()
    page.keyboard.type(" It goes on.")
    expect(revision).not_to_have_value(saved_once)
    expect(state_of(page)).to_have_text(SAVED)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("Typed and left alone.")
    expect(page.locator("[data-part]")).to_have_count(before + 1)
    expect(page.locator("textarea", has_text="A point that nobody saved by hand. It goes on.")).to_have_count(1)


def test_draft_that_a_colleague_saved_is_not_written_over(writing):
    first, second = writing(), writing()
    first.get_by_role("textbox", name="Title").fill("First")
    expect(state_of(first)).to_have_text(SAVED)

    second.get_by_role("textbox", name="Title").fill("Second")

    expect(state_of(second)).to_contain_text("Not saved. Somebody else saved this draft")
    expect(second.get_by_role("textbox", name="Title")).to_have_value("Second")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(second.get_by_role("textbox", name="Title")).to_have_value("Second")


def test_who_publishes_it_waits_for_the_button(writing):
    page = writing()
    page.locator(".signer [name$=is_lead]").last.check()
    page.get_by_role("textbox", name="Summary").fill("Typed beside it.")

    page.wait_for_timeout(2_000)

    expect(state_of(page)).to_have_text("Not saved yet")


def test_signed_out_meanwhile_is_said_and_the_words_are_saved_once_signed_in(writing):
    page = writing()
    page.get_by_role("textbox", name="Summary").fill("Typed too late.")
    page.context.clear_cookies()
    expect(state_of(page)).to_contain_text("You have been signed out, and nothing was saved.")

    elsewhere = page.context.new_page()
    elsewhere.goto("/admin/")
    elsewhere.get_by_label("User name or e-mail address").fill("asha")
    elsewhere.get_by_label("Password").fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    expect(elsewhere.get_by_label("Password")).to_have_count(0)
    page.get_by_role("textbox", name="Summary").press("End")
    page.keyboard.type(" And more.")

    expect(state_of(page)).to_have_text(SAVED)
    elsewhere.goto(page.url)
    expect(elsewhere.get_by_role("textbox", name="Summary")).to_have_value("Typed too late. And more.")


def test_leaving_with_unsaved_words_asks_first(writing):
    page = writing()
    page.locator("#writing").evaluate("form => { form.dataset.savesAfter = 60 }")
    page.get_by_role("textbox", name="Summary").fill("Not saved.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    with page.expect_event("dialog"):
        page.get_by_role("link", name="Home", exact=True).click()

    assert asked == ["beforeunload"]
    expect(page.get_by_role("textbox", name="Summary")).to_have_value("Not saved.")


def test_saving_by_keyboard_leads_back_to_the_part_that_was_written_on(writing):
    page = writing()
    page.get_by_role("button", name="Add a learning point").first.click()
    page.keyboard.type("Written on.")
    page.keyboard.press("Alt+Shift+ArrowUp")

    page.keyboard.press("Control+s")

    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()
    expect(page.locator("textarea:focus")).to_have_value("Written on.")
    expect(page.locator("[data-announce]")).to_have_text("Saved.")
