"""What is shown around the text of a briefing, in a browser: section links and abbreviations, without layout shifts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.world import PUBLISHED
from tests.worlds import POINTS

ADDRESS = f"/learning/{PUBLISHED}/"
# What moved without anybody having touched the page, as browsers add it up (0 is nothing).
MOVED = """() => new Promise((done) => {
    let moved = 0;
    const add = (one) => { moved += one.hadRecentInput ? 0 : one.value; };
    new PerformanceObserver((list) => list.getEntries().forEach(add))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(moved), 300);
})"""


@pytest.fixture
def site(unchanged_site):
    """A reader changes nothing."""
    return unchanged_site


@pytest.mark.once
def test_one_point_is_linked_to_by_keyboard_without_script(open_browser):
    page = open_browser(javascript=False)
    page.goto(ADDRESS)

    page.get_by_text("Link to a section").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Learning point 2", exact=True)
    link.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#point-2$"))
    expect(page.locator("#point-2")).to_be_in_viewport()
    assert " ".join(POINTS[1].split()[:4]) in page.locator(".places li", has=link).inner_text()


@pytest.mark.once
def test_quiet_link_at_each_point_has_a_name_and_a_place(open_browser):
    page = open_browser()
    page.goto(ADDRESS)

    page.get_by_role("link", name="Link to point 2", exact=True).press("Enter")

    expect(page).to_have_url(re.compile("#point-2$"))


@pytest.fixture
def with_a_short_form(open_browser):
    """The page as it is when its words have a short form that it does not explain."""

    def reworded(route):
        answer = route.fetch()
        words = answer.text().replace("</article>", "<p>The MASHED team rang the MASH. The MASH met.</p></article>")
        entry = "<dt>MASH</dt><dd>a hub</dd>"
        meaning = f'<dl class="abbreviations"><div id="short-mash" data-abbreviation="MASH">{entry}</div></dl>'
        route.fulfill(response=answer, body=words.replace('<section class="about__part"', f"{meaning}<section", 1))

    page = open_browser()
    page.route(f"**{ADDRESS}", reworded)
    page.goto(ADDRESS)
    return page


@pytest.mark.once
def test_short_form_leads_to_its_meaning_once_and_is_read_out_with_it(with_a_short_form):
    page = with_a_short_form
    link = page.get_by_role("link", name="MASH", exact=True)

    expect(link).to_have_count(1)
    expect(link).to_have_accessible_description(re.compile("MASH a hub"))
    assert "The MASHED team rang the MASH. The MASH met." in page.get_by_role("article").inner_text()
    assert_accessible(page)
    link.press("Enter")

    expect(page.locator("#short-mash")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))


@pytest.mark.once
def test_nothing_jumps_while_a_page_arrives(open_browser):
    for width in (360, 1280):
        page = open_browser(width=width)
        for address in (ADDRESS, f"{ADDRESS}discuss/", "/families/"):
            page.goto(address)

            assert page.evaluate(MOVED) < 0.01, (address, width)


@pytest.mark.once
def test_pages_are_accessible_at_400_per_cent(open_browser):
    """On a telephone and on a desk: test_every_page.py."""
    page = open_browser(width=320, height=256)
    for address in (ADDRESS, "/families/", "/staying-safe-online/"):
        page.goto(address)

        assert_accessible(page)


@pytest.mark.once
def test_spacing_of_text_that_a_reader_sets_cuts_nothing_off(open_browser):
    """WCAG 1.4.12: lines, paragraphs, letters and words as far apart as a reader may ask."""
    page = open_browser(width=360)

    for address in (ADDRESS, f"{ADDRESS}discuss/", "/families/"):
        page.goto(address)
        page.evaluate(
            """() => document.querySelectorAll("*").forEach((one) => {
                one.style.lineHeight = "1.5"; one.style.letterSpacing = "0.12em"; one.style.wordSpacing = "0.16em";
            })"""
        )
        cut = page.evaluate(
            """() => [...document.querySelectorAll("main *")].filter((one) =>
                one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden"
                && !one.matches(".visually-hidden, .contents__heading")).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert cut == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
