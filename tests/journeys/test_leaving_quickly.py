"""How the exit behaves in a browser: what it covers, counts, says, and undoes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.world import PUBLISHED

EXIT = "https://www.bbc.co.uk/weather"
EVERYWHERE = (f"/learning/{PUBLISHED}/", f"/learning/{PUBLISHED}/discuss/", "/families/", "/staying-safe-online/")
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
def test_another_key_begins_the_count_again(reader):
    said = reader.locator("[data-exit-messages]")
    for key in ("Tab", "a", "Shift+B", "Control+Shift"):
        reader.keyboard.press("Shift")
        reader.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift once more to exit.")

        reader.keyboard.press(key)

        expect(said).to_have_text("")
        reader.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift 2 more times to exit.")
        reader.keyboard.press("Escape")


@pytest.mark.once
def test_capitals_typed_with_shift_do_not_leave(reader):
    for letter in "ABC":
        reader.keyboard.press(f"Shift+{letter}")

    expect(reader.get_by_role("heading", level=1)).to_have_text("Learning from Child Hazel")


@pytest.mark.once
def test_page_brought_back_is_uncovered(reader):
    reader.evaluate("document.documentElement.classList.add('is-leaving')")
    assert reader.evaluate(COVER) == "fixed"

    reader.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    assert reader.evaluate(COVER) == "static"


@pytest.mark.once
def test_button_stays_in_sight_and_uncovered_while_reading(open_browser):
    page = open_browser()
    for width, height in ((1280, 900), (360, 740), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/learning/{PUBLISHED}/")

        for share in (0, 0.5, 1):
            page.evaluate("share => window.scrollTo(0, share * document.documentElement.scrollHeight)", share)
            assert page.evaluate(
                """() => {
                    const button = document.querySelector(".exit-button").getBoundingClientRect();
                    const seen = document.elementFromPoint(button.x + button.width / 2, button.y + button.height / 2);
                    return button.top >= 0 && button.bottom <= innerHeight && !!seen.closest(".exit-button");
                }"""
            ), f"at {share} of the page, {width} px wide"


@pytest.fixture
def elsewhere(open_browser):
    """A browser that finds a harmless answer at the exit's address: `elsewhere(**options)` opens its page."""

    def opened(**options):
        page = open_browser(**options)
        page.context.route(EXIT, lambda route: route.fulfill(content_type="text/html", body="<h1>Sunny spells</h1>"))
        return page

    return opened


def assert_left(page, address: str) -> None:
    """The reader is on the other site, and Back does not bring back the page that was left."""
    expect(page.get_by_role("heading", name="Sunny spells")).to_be_visible()
    assert page.url == EXIT
    page.go_back()
    assert address not in page.url


def arrive(page, address: str) -> None:
    """Open a page with nothing of this site behind it."""
    page.goto("about:blank")
    page.goto(address)


def shift_three_times(page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.once
def test_leave_from_anywhere_with_shift_alone_and_by_the_second_link(elsewhere):
    page = elsewhere()
    for address in EVERYWHERE:
        arrive(page, address)
        shift_three_times(page)
        assert_left(page, address)

        arrive(page, address)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Exit this page now")).to_be_focused()
        page.keyboard.press("Enter")
        assert_left(page, address)


@pytest.mark.once
def test_leave_from_anywhere_with_a_thumb(elsewhere):
    page = elsewhere(width=360, height=740, has_touch=True)
    for address in EVERYWHERE:
        arrive(page, address)
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")

        page.get_by_role("link", name="Emergency: Exit this page").tap()

        assert_left(page, address)


@pytest.mark.once
def test_leave_from_anywhere_without_script_by_a_plain_link(elsewhere):
    page = elsewhere(javascript=False)
    for address in EVERYWHERE:
        arrive(page, address)

        page.get_by_role("link", name="Emergency: Exit this page").click()

        expect(page.get_by_role("heading", name="Sunny spells")).to_be_visible()


@pytest.mark.once
def test_leave_from_a_button_of_a_meeting(elsewhere):
    """Shift is heard wherever the focus is, and a meeting's own keys do not swallow it."""
    address = f"/learning/{PUBLISHED}/discuss/"
    page = elsewhere()
    for name in ("Back", "Start 7 minutes"):
        arrive(page, address)
        page.get_by_role("button", name="Present").click()
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name=name).focus()

        shift_three_times(page)

        assert_left(page, address)


@pytest.mark.once
def test_whole_page_is_covered_at_once_also_in_a_meeting(open_browser):
    page = open_browser()
    page.context.route(EXIT, lambda route: route.fulfill(status=204))
    for address in EVERYWHERE:
        arrive(page, address)
        start = page.get_by_role("button", name="Present")
        if start.count():
            start.click()

        page.get_by_role("link", name="Emergency: Exit this page").click()

        for x, y in ((5, 5), (640, 450), (1270, 890)):
            assert page.evaluate("([x, y]) => document.elementFromPoint(x, y) === document.documentElement", [x, y])
        assert page.title() == "Loading"
