"""A practitioner reads: finds a note, reads it, takes the sheet, and leaves fast when they have to."""

import re

import pytest
from playwright.sync_api import expect

from tests.assertions import assert_one_a4_page, assert_pdf_says, words_in
from tests.journeys.world import OUT_OF_DATE, PUBLISHED, WAITING, WITHDRAWN, WITHDRAWN_WORDS
from tests.worlds import POINTS, QUESTIONS, STORY

pytestmark = pytest.mark.once

EXIT = "https://www.bbc.co.uk/weather"


@pytest.fixture
def site(unchanged_site):
    """A reader changes nothing."""
    return unchanged_site


def test_read_without_javascript_from_home_to_page_and_sheet(open_browser):
    page = open_browser(javascript=False)

    page.goto("/")
    page.get_by_role("link", name="Learning from Child Hazel").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Learning from Child Hazel")
    page.wait_for_load_state()
    words = " ".join(words_in(page.get_by_role("article").inner_text()))
    for text in (*STORY, *POINTS, *QUESTIONS):
        assert " ".join(words_in(text)) in words
    sheet = page.request.get(page.get_by_role("link", name=re.compile("PDF")).get_attribute("href"))
    assert sheet.headers["content-type"] == "application/pdf"
    assert f'inline; filename="{PUBLISHED}.pdf"' in sheet.headers["content-disposition"]
    assert_one_a4_page(sheet.body())
    assert_pdf_says(sheet.body(), *STORY, *POINTS, *QUESTIONS)


def test_read_with_the_keyboard_alone(open_browser):
    page = open_browser()
    page.goto("/learning/")

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Learning from Child Hazel":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Learning from Child Hazel")


def test_no_public_page_keeps_a_cookie_or_a_trace(open_browser):
    page = open_browser()

    for address in ("/", "/learning/", f"/learning/{PUBLISHED}/", "/nothing-here/"):
        page.goto(address)

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_withdrawn_for_error_shows_no_words_anywhere(open_browser):
    page = open_browser()

    gone = page.goto(f"/learning/{WITHDRAWN}/")

    assert gone.status == 410
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for address in (f"/learning/{WITHDRAWN}/", f"/learning/{WITHDRAWN}/{WITHDRAWN}.pdf", "/learning/", "/"):
        answer = page.request.get(address)
        assert "Aspen" not in answer.text(), address
        assert WITHDRAWN_WORDS not in answer.text(), address
    assert page.request.get(f"/learning/{WITHDRAWN}/{WITHDRAWN}.pdf").status == 410


def test_what_is_not_published_cannot_be_told_from_what_never_was(open_browser):
    page = open_browser()

    waiting, never = page.request.get(f"/learning/{WAITING}/"), page.request.get("/learning/no-such-note-here/")

    assert (waiting.status, never.status) == (404, 404)
    assert waiting.text() == never.text()
    assert page.request.get(f"/learning/{WAITING}/{WAITING}.pdf").status == 404


def test_out_of_date_words_stand_under_a_notice(open_browser):
    page = open_browser()

    page.goto(f"/learning/{OUT_OF_DATE}/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Learning from Child Oak")
    expect(page.get_by_role("note")).to_contain_text("The guidance named here has been replaced.")
