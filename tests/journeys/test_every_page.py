"""Every kind of public page, as the demo has it: what a machine can see of WCAG 2.2 AA, and some of what it cannot."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import assert_accessible

PAGES = (
    "/", "/learning/", "/learning/?format=learning-note&theme=mental-capacity",
    "/learning/?q=home&format=learning-note",
    "/learning/?q=zzzz", "/themes/", "/themes/mental-capacity/", "/sectors/", "/sectors/health/", "/resources/",
    "/reviews/turning-eighteen/", "/learning/linnet/", "/learning/seeing-babies-on-screen/",
    "/learning/linnet-for-practitioners/", "/learning/edith-in-seven-minutes/",
    "/learning/turning-eighteen-in-practice/", "/learning/turning-eighteen-report/",
    "/learning/turning-eighteen-in-practice/block-2/", "/learning/linnet/discuss/", "/families/", "/open-data/",
    "/staying-safe-online/", "/accessibility/", "/privacy/", "/nothing-here/", "/learning/home-fire-safety/",
)  # fmt: skip
# Wider letters, words, lines and paragraphs, as WCAG 1.4.12 lets readers set them.
ROOMY = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }" + (
    "p { margin-block-end: 2em !important; }"
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Where the focus is: its name, how it is marked, and whether something else lies over the middle of it.
FOCUSED = """() => {
    const one = document.activeElement, box = one.getClientRects()[0], look = getComputedStyle(one);
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        name: (one.innerText || one.getAttribute("aria-label") || one.name || "").trim(),
        marked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
        seen: one === document.body || (over !== null && (one.contains(over) || over.contains(one))),
        end: one === document.body,
    };
}"""


@pytest.fixture
def site(demo_site):
    """Nothing is sent from these pages."""
    return demo_site


@pytest.mark.once
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_kind_of_page_is_accessible(open_browser, width, scheme):
    page = open_browser(width=width, color_scheme=scheme)

    for address in PAGES:
        page.goto(address)
        assert_accessible(page)


@pytest.mark.once
def test_every_kind_of_page_has_a_title_and_one_heading_of_its_own(open_browser):
    page = open_browser(javascript=False)
    titles = []

    for address in PAGES:
        page.goto(address)
        titles.append(page.title())
        expect(page.get_by_role("heading", level=1)).to_have_count(1)

    assert len(set(titles)) == len(PAGES)


@pytest.mark.once
def test_every_kind_of_page_reads_at_four_times_the_size_and_with_roomy_letters(open_browser):
    page = open_browser(width=320, height=256, bypass_csp=True)  # 1280 by 1024 at 400 %

    for address in PAGES:
        page.goto(address)
        assert page.evaluate(TOO_WIDE) <= 0, f"{address} scrolls sideways at 400 %"
        page.add_style_tag(content=ROOMY)
        assert page.evaluate(TOO_WIDE) <= 0, f"{address} scrolls sideways with roomy letters"


@pytest.mark.once
@pytest.mark.parametrize("width", [360, 1280])
def test_keyboard_reaches_everything_in_order_and_the_focus_is_seen(open_browser, width):
    page = open_browser(width=width)
    for address in ("/learning/?q=home", "/learning/linnet/", "/learning/linnet/discuss/"):
        page.goto(address)
        names = []

        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["end"]:
                break
            names.append(focused["name"])
            assert focused["marked"], f"{address}: the focus on “{focused['name']}” is not marked"
            assert focused["seen"], f"{address}: something lies over “{focused['name']}”"

        assert [re.sub(r"\s+", " ", name) for name in names[:4]] == [
            "Skip to main content", "Exit this page now", "Using this site safely", "Emergency: Exit this page",
        ], address  # fmt: skip
        assert len(names) > 15, address


@pytest.mark.once
def test_buttons_keep_their_edges_in_forced_colours(open_browser):
    page = open_browser(forced_colors="active")

    for address in ("/", "/learning/linnet/", "/learning/linnet/discuss/"):
        page.goto(address)
        for button in page.locator(".button:visible, .exit-button").all():
            assert button.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


@pytest.mark.once
def test_nothing_moves_for_readers_who_ask_for_that(open_browser):
    page = open_browser()

    for address in ("/", "/learning/", "/learning/turning-eighteen-report/", "/learning/linnet/discuss/"):
        page.goto(address)
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
