"""What a machine can see of WCAG 2.2 AA on staff screens, on a small telephone and on a desk, and that nothing scrolls
sideways. Public pages: test_every_page.py."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Without "preload" axe puts no styles of its own into the page, which the content security policy would refuse.
RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (360, 1280)


@pytest.fixture
def site(unchanged_site):
    """Nothing is sent from these pages."""
    return unchanged_site


def assert_accessible(page: Page) -> None:
    """Axe finds nothing, and the page is no wider than its window."""
    found = Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response["violations"]
    faults = [f"{one['id']} ({one['impact']}): {node['html'][:200]}" for one in found for node in one["nodes"]]
    assert not faults, f"{page.url}\n" + "\n".join(faults)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px wider than its window"


@pytest.mark.once
@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_is_accessible(open_browser, width):
    page = open_browser(width=width)

    page.goto("/admin/")

    assert_accessible(page)


def addresses_on(page: Page, *names: str) -> list[str]:
    """Where the links of these names lead, on the page that is open."""
    return [page.get_by_role("link", name=re.compile(name)).first.get_attribute("href") for name in names]


@pytest.mark.once
@pytest.mark.parametrize("width", WIDTHS)
def test_an_officers_screens_are_accessible(signed_in, width):
    page = signed_in("asha", width=width)
    assert_accessible(page)
    writing, start, review = addresses_on(page, "Continue editing.*Willow", "^Add to briefings", "^Reviews$")

    page.goto(writing)
    expect(page.get_by_role("complementary").get_by_role("status")).to_contain_text("Too long")
    assert_accessible(page)
    submit, preview = addresses_on(page, "Submit for approval", "Preview and checklist")
    for address in (submit, preview, start, review):
        page.goto(address)
        assert_accessible(page)
    page.get_by_role("link", name="Child Bramble").click()
    page.wait_for_url(re.compile(r"/review/\d+/change/"))
    assert_accessible(page)


@pytest.mark.once
@pytest.mark.parametrize("width", WIDTHS)
def test_an_approvers_screens_are_accessible(signed_in, width):
    page = signed_in("ben", width=width)
    assert_accessible(page)
    approve, edition, published = addresses_on(
        page, "Read and approve or send back.*Linden", "^Learning from Child Linden", "Hazel$"
    )

    for address in (approve, edition):
        page.goto(address)
        assert_accessible(page)
    page.goto(edition)
    (send_back,) = addresses_on(page, "^Send back")
    page.goto(published)
    (withdraw,) = addresses_on(page, "^Withdraw")
    for address in (send_back, withdraw):
        page.goto(address)
        assert_accessible(page)
