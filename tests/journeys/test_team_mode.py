"""A team manager plays a briefing on a projector: by keys, offline, with a timer, without script, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.assertions import assert_one_a4_page, assert_pdf_says, text_of_pdf, words_in
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.world import PUBLISHED
from tests.worlds import POINTS, QUESTIONS, STORY

pytestmark = pytest.mark.once

ADDRESS = f"/learning/{PUBLISHED}/discuss/"
STEPS = ["Opening", "In a minute", "Learning points", *(f"Question {n} of 4" for n in range(1, 5)), "Before we finish"]


@pytest.fixture
def site(unchanged_site):
    """A meeting changes nothing."""
    return unchanged_site


@pytest.fixture
def meeting(open_browser):
    """A meeting that has just begun, on a projector."""
    page = open_browser(width=1920, height=1080)
    page.clock.install()
    page.goto(ADDRESS)
    page.get_by_role("button", name="Present").click()
    return page


def place(page: Page):
    return page.locator("[data-team-place]")


def seen(page: Page) -> list[str]:
    """The names of the steps that can be seen: one, in a meeting. The title is then kept for those who listen."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[data-step]")]
            .filter((step) => (step.closest(".band--title") ?? step).getBoundingClientRect().height > 1)
            .map((step) => step.dataset.stepName)"""
    )


def wait_until(page: Page, is_so: str) -> None:
    """Wait for something that the page itself knows. Playwright's own way asks for eval, which the site refuses."""
    for _ in range(400):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {is_so}")


def plain(words: str) -> str:
    return " ".join(words_in(words))


def test_whole_page_without_script_has_everything_in_order(open_browser):
    page = open_browser(javascript=False)

    page.goto(f"/learning/{PUBLISHED}/")
    page.get_by_role("link", name="Talk it through in your team").click()
    page.wait_for_url(f"**{ADDRESS}")  # and until all of it has come

    assert seen(page) == STEPS
    text = plain(page.get_by_role("main").inner_text())
    for words in (*STORY, *POINTS, *QUESTIONS):
        assert plain(words) in text
    for name in ("Present", "Next", "Start 7 minutes"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)


def test_keys_and_remote_controls_turn_one_step_at_a_time(meeting):
    for onward, backward in (
        ("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"), ("PageDown", "PageUp"), ("Space", "Shift+Space"),
    ):  # fmt: skip
        for name in STEPS[1:]:
            meeting.keyboard.press(onward)
            expect(place(meeting)).to_have_text(name)
            assert seen(meeting) == [name]
        meeting.keyboard.press(onward)
        expect(place(meeting)).to_have_text(STEPS[-1])

        for name in reversed(STEPS[:-1]):
            meeting.keyboard.press(backward)
            expect(place(meeting)).to_have_text(name)


def test_first_last_and_out_again(meeting):
    meeting.keyboard.press("End")
    expect(place(meeting)).to_have_text(STEPS[-1])
    meeting.keyboard.press("Home")
    expect(place(meeting)).to_have_text(STEPS[0])
    meeting.keyboard.press("ArrowRight")

    meeting.keyboard.press("Escape")

    assert seen(meeting) == STEPS
    expect(meeting.get_by_role("button", name="Present")).to_be_focused()
    meeting.keyboard.press("ArrowRight")
    assert seen(meeting) == STEPS, "outside a meeting the keys are the browser's own"


def test_step_is_where_the_reader_is_and_has_a_name(meeting):
    for name in ("In a minute", "What was learned", "Question 1 of 4"):
        meeting.get_by_role("button", name="Next").click()
        expect(meeting.get_by_role("region", name=name)).to_be_focused()
    expect(meeting.get_by_role("region", name="Question 1 of 4")).to_contain_text(QUESTIONS[0].split()[0])


def test_points_are_at_hand_and_space_opens_them_rather_than_turning(meeting):
    for _ in range(3):
        meeting.keyboard.press("ArrowRight")
    points = meeting.locator("#talk-1 details")

    meeting.keyboard.press("Tab")
    meeting.keyboard.press("Space")

    expect(points).to_have_attribute("open", "")
    expect(place(meeting)).to_have_text("Question 1 of 4")
    assert plain(POINTS[0]) in plain(points.inner_text())


def test_full_screen_keeps_the_way_out(meeting):
    meeting.keyboard.press("ArrowRight")

    meeting.keyboard.press("f")

    wait_until(meeting, "document.fullscreenElement === document.documentElement")
    expect(meeting.get_by_role("link", name="Emergency: Exit this page")).to_be_in_viewport()
    meeting.keyboard.press("f")
    wait_until(meeting, "document.fullscreenElement === null")


def test_meeting_goes_on_when_the_network_does_not(meeting):
    asked: list[str] = []
    meeting.context.on("request", lambda request: asked.append(request.url))
    meeting.context.set_offline(True)

    for name in STEPS[1:]:
        meeting.keyboard.press("ArrowRight")
        expect(place(meeting)).to_have_text(name)
    meeting.get_by_role("button", name="Start 7 minutes").click()
    meeting.get_by_role("button", name="Notes").click()
    meeting.get_by_role("button", name="Close").click()

    assert asked == []
    meeting.context.set_offline(False)


def test_nothing_of_a_meeting_is_kept(meeting):
    meeting.keyboard.press("ArrowRight")
    meeting.get_by_role("button", name="Start 7 minutes").click()

    assert meeting.evaluate("localStorage.length + sessionStorage.length + history.length - 2") == 0
    assert meeting.context.cookies() == []


# The timer


def test_timer_counts_seven_minutes_and_speaks_three_times(meeting):
    said, left = meeting.locator("[data-timer-says]"), meeting.get_by_role("timer")
    heard = []

    meeting.get_by_role("button", name="Start 7 minutes").click()
    heard.append(said.inner_text())
    meeting.clock.run_for(60_000)
    expect(left).to_have_text("6:00")
    for _ in range(6):
        meeting.clock.run_for(60_000)
        heard.append(said.inner_text())

    expect(left).to_have_text("0:00")
    assert list(dict.fromkeys(heard)) == [
        "Seven minutes have started.", "Half your time is left.", "The seven minutes are over.",
    ]  # fmt: skip
    expect(meeting.get_by_role("button", name="Pause")).to_have_count(0)


def test_timer_is_paused_gone_on_with_and_stopped(meeting):
    left = meeting.get_by_role("timer")
    meeting.get_by_role("button", name="Start 7 minutes").click()
    meeting.clock.run_for(120_000)

    meeting.get_by_role("button", name="Pause").click()
    meeting.clock.run_for(600_000)
    expect(left).to_have_text("5:00")
    meeting.get_by_role("button", name="Go on").click()
    meeting.clock.run_for(30_000)
    expect(left).to_have_text("4:30")
    meeting.get_by_role("button", name="Stop").click()

    expect(left).to_have_text("7:00")
    meeting.clock.run_for(60_000)
    expect(left).to_have_text("7:00")
    expect(meeting.get_by_role("button", name="Start 7 minutes")).to_be_focused()


def test_timer_can_be_out_of_sight_and_goes_on(meeting):
    meeting.get_by_role("button", name="Start 7 minutes").click()
    meeting.get_by_role("button", name="Hide time").click()
    expect(meeting.get_by_role("timer")).to_have_count(0)
    meeting.clock.run_for(60_000)

    meeting.get_by_role("button", name="Show time").click()

    expect(meeting.get_by_role("timer")).to_have_text("6:00")


def test_timer_goes_on_from_step_to_step(meeting):
    meeting.get_by_role("button", name="Start 7 minutes").click()
    meeting.clock.run_for(30_000)
    meeting.get_by_role("button", name="Next").click()
    meeting.clock.run_for(30_000)

    expect(meeting.get_by_role("timer")).to_have_text("6:00")


# For everybody, and on paper


@pytest.mark.parametrize(("width", "height", "scheme"), [(360, 740, "light"), (1280, 800, "dark"), (320, 256, "light")])
def test_every_step_is_accessible(open_browser, width, height, scheme):
    """320 by 256 is what a window of 1280 by 1024 leaves at 400 %."""
    page = open_browser(width=width, height=height, color_scheme=scheme)
    page.goto(ADDRESS)
    assert_accessible(page)
    page.get_by_role("button", name="Present").click()

    for name in STEPS:
        expect(place(page)).to_have_text(name)
        assert_accessible(page)
        if name != STEPS[-1]:
            page.keyboard.press("ArrowRight")


def test_words_taller_than_the_screen_are_read_before_the_step_turns(open_browser):
    page = open_browser(width=320, height=256)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Present").click()
    page.keyboard.press("ArrowRight")
    expect(place(page)).to_have_text("In a minute")

    page.keyboard.press("PageDown")

    wait_until(page, "window.scrollY > 0")
    expect(place(page)).to_have_text("In a minute")
    for _ in range(40):
        page.keyboard.press("PageDown")
        page.wait_for_timeout(60)
        if place(page).inner_text() != "In a minute":
            break
    expect(place(page)).to_have_text("Learning points")
    assert page.evaluate("window.scrollY") <= 4  # what team.js takes for the top: a scroll may still be coming to rest


def test_forced_colours_leave_words_and_edges(open_browser):
    page = open_browser(forced_colors="active")
    page.goto(ADDRESS)
    page.get_by_role("button", name="Present").click()
    page.keyboard.press("End")

    style = (
        "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor, s.backgroundImage]; }"
    )
    colour, ground, picture = page.locator("#finish").evaluate(style)
    assert colour != ground
    assert picture == "none"
    edge = page.get_by_role("button", name="Back").evaluate("element => getComputedStyle(element).borderTopStyle")
    assert edge == "solid"


def test_nothing_moves(meeting):
    """Neither for those who asked for less motion nor for anybody else."""
    meeting.emulate_media(reduced_motion="no-preference")
    meeting.keyboard.press("ArrowRight")
    meeting.get_by_role("button", name="Start 7 minutes").click()

    assert meeting.evaluate("document.getAnimations().length") == 0


def test_prompt_sheet_is_one_a4_page_with_every_question(open_browser):
    page = open_browser()
    page.goto(ADDRESS)
    before = page.pdf(prefer_css_page_size=True)
    page.get_by_role("button", name="Present").click()

    for sheet in (before, page.pdf(prefer_css_page_size=True)):
        assert_one_a4_page(sheet)
        assert_pdf_says(sheet, "Learning from Child Hazel", *QUESTIONS, "What goes into our team plan?")
        assert "Present" not in " ".join(text_of_pdf(sheet).split())


def test_leave_from_the_middle_of_a_meeting_in_full_screen(meeting):
    elsewhere = "https://www.bbc.co.uk/weather"
    meeting.context.route(
        elsewhere, lambda route: route.fulfill(content_type="text/html", body="<h1>Sunny spells</h1>")
    )
    meeting.keyboard.press("ArrowRight")
    meeting.keyboard.press("f")
    wait_until(meeting, "document.fullscreenElement !== null")

    for _ in range(3):
        meeting.keyboard.press("Shift")

    expect(meeting.get_by_role("heading", name="Sunny spells")).to_be_visible()
    meeting.go_back()
    assert not re.search(PUBLISHED, meeting.url)
