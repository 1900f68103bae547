"""How the exit behaves in a browser: what it covers, counts, says, and undoes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.world import PUBLISHED

EXIT = "https://www.bbc.co.uk/weather"
COVER = "getComputedStyle(document.documentElement, '::before').position"


@pytest.fixture
def site(unchanged_site):
    """Nothing is changed by leaving."""
    return unchanged_site


@pytest.fixture
def reader(open_browser):
    """A reader for whom the other site has nothing yet (204), so that the page left can still be looked at."""
    page = open_browser()
    page.clock.install()
    page.context.route(EXIT, lambda route: route.fulfill(status=204))
    page.goto(f"/learning/{PUBLISHED}/")
    return page


@pytest.mark.once
def test_cover_is_there_before_anything_is_loaded(reader):
    reader.get_by_role("link", name="Emergency: Exit this page").click()

    assert reader.evaluate(COVER) == "fixed"
    assert reader.title() == "Loading"


@pytest.mark.once
def test_shift_counts_down_aloud_and_gives_up_after_five_seconds(reader):
    said = reader.locator("[data-exit-messages]")

    reader.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift 2 more times to exit.")
    reader.clock.run_for(4_000)
    reader.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift once more to exit.")
    reader.clock.run_for(4_000)  # eight seconds after the first press: each press starts the five again
    expect(said).to_have_text("Press Shift once more to exit.")
    reader.clock.run_for(1_100)

    expect(said).to_have_text("Exiting with the Shift key has timed out.")
    reader.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift 2 more times to exit.")


@pytest.mark.once
@pytest.mark.parametrize("key", ["Tab", "a", "Shift+B", "Control+Shift"])
def test_another_key_begins_the_count_again(reader, key):
    reader.keyboard.press("Shift")
    reader.keyboard.press("Shift")

    reader.keyboard.press(key)

    expect(reader.locator("[data-exit-messages]")).to_have_text("")
    reader.keyboard.press("Shift")
    expect(reader.locator("[data-exit-messages]")).to_have_text("Press Shift 2 more times to exit.")


@pytest.mark.once
def test_page_brought_back_is_uncovered(reader):
    reader.evaluate("document.documentElement.classList.add('is-leaving')")
    assert reader.evaluate(COVER) == "fixed"

    reader.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert reader.evaluate(COVER) == "static"


@pytest.mark.once
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 256)])
def test_button_stays_in_sight_and_uncovered_while_reading(open_browser, width, height):
    page = open_browser(width=width, height=height)
    page.goto(f"/learning/{PUBLISHED}/")

    for share in (0, 0.5, 1):
        page.evaluate("share => window.scrollTo(0, share * document.documentElement.scrollHeight)", share)
        assert page.evaluate(
            """() => {
                const button = document.querySelector(".exit-button").getBoundingClientRect();
                const seen = document.elementFromPoint(button.x + button.width / 2, button.y + button.height / 2);
                return button.top >= 0 && button.bottom <= innerHeight && !!seen.closest(".exit-button");
            }"""
        ), f"at {share} of the page"
