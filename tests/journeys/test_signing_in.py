"""Somebody sets up their second factor, and comes back with it: an app, a recovery code, a passkey."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.world import PASSWORD
from tests.signing_in import code_of

pytestmark = pytest.mark.once

PAGES = (
    "", "email/", "password/", "signed-in/", "second-factor/", "second-factor/codes/", "second-factor/codes/new/",
    "second-factor/app/remove/", "second-factor/passkeys/", "second-factor/passkeys/add/",
)  # fmt: skip


@pytest.fixture
def site(site) -> Site:
    """The same site by a name: a passkey belongs to a name, never to a bare address."""
    return Site(site.address.replace("127.0.0.1", "localhost"))


def sign_in_by_password(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("User name or e-mail address").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def with_a_passkey(page: Page) -> None:
    """Give the browser a device that knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "isUserVerified": True}})


def test_app_then_recovery_code(a_signed_in_with_second_factor):
    page, secret = a_signed_in_with_second_factor("asha")
    recovery = page.locator(".account__codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    sign_out(page)

    sign_in_by_password(page, "asha")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("That code is wrong or too old")).to_be_visible()
    page.get_by_label("Code").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    sign_out(page)

    sign_in_by_password(page, "asha")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")


def test_passkey_alone_and_after_the_password(signed_in):
    page = signed_in("asha")
    with_a_passkey(page)
    page.goto("/admin/account/second-factor/passkeys/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    sign_out(page)

    sign_in_by_password(page, "asha")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")


def test_passkey_that_is_not_there_is_told_in_words(open_browser):
    page = open_browser()
    page.goto("/admin/login/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("Try again, or choose another way.")).to_be_visible()


def test_password_is_shown_while_it_is_typed_and_works_without_script(open_browser):
    page = open_browser()
    page.goto("/admin/login/")
    page.get_by_label("Password").fill("three words here")
    page.get_by_role("button", name="Show what I type").click()
    expect(page.get_by_label("Password")).to_have_attribute("type", "text")

    plain = open_browser(javascript=False)
    sign_in_by_password(plain, "asha")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your work")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_the_account_are_accessible(a_signed_in_with_second_factor, width):
    page, _secret = a_signed_in_with_second_factor("asha", width=width)

    for address in PAGES:
        page.goto(f"/admin/account/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_accessible(page)


def test_pages_on_the_way_in_are_accessible(open_browser):
    page = open_browser(width=320)

    for address in ("login/", "account/forgotten/", "account/forgotten/sent/", "account/sign-up/", "account/closed/"):
        page.goto(f"/admin/{address}")
        assert_accessible(page)
