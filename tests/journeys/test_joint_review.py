"""A joint review of two partnerships, from the first invitation to a corrected edition.

People sign in as on a live site, with a second factor. What they do happens in browsers of their own.
"""

import re
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from playwright.sync_api import Page, expect

from people.outbox import PURPOSE
from portal.encryption import decrypt
from tests.journeys.conftest import Site, served
from tests.journeys.test_learning_note import QUESTIONS, fill_in, group, save
from tests.journeys.world import PASSWORD
from tests.signing_in import code_of

CHOSEN_PASSWORD = "seven calm herons wade"
TITLE = "Learning from Child Sorrel"
LEAK = "Tamsin Orrell"  # an invented name, that nobody noticed
LEAKED = f"Ask the grandmother, {LEAK}, who else lives in the home."
REPAIRED = "Ask the grandmother who else lives in the home."


@pytest.fixture
def site(template, tmp_path, worker_id):
    """The site on a copy of the world of its own, that asks everybody for a second factor."""
    settings = {"SECOND_FACTOR_REQUIRED": "true", "RENDER_SECONDS": "120"}  # a busy machine takes its time
    with served(template, tmp_path, f"joint_review_{worker_id}", **settings) as site:
        yield site


def test_joint_review_from_invitation_to_a_corrected_edition(site, open_browser):
    # Each partnership has an administrator. Each invites a colleague, by an e-mail.
    hana, idris = (sign_in(open_browser(), username) for username in ("hana", "idris"))
    invite(hana, "Cara", "Finch", "cara@fernwick.example", "Officer")
    invite(idris, "Dov", "Marsh", "dov@tidewick.example", "Approver")
    cara = join(open_browser(), email_to("cara@fernwick.example", site))
    dov = join(open_browser(), email_to("dov@tidewick.example", site))
    ben = sign_in(open_browser(), "ben")  # approves for Fernwick, and works here already

    # The officer writes down the review that both partnerships did, and a learning note from it.
    write_the_review(cara)
    write_the_note(cara)
    submit(cara)
    expect(cara.get_by_text(re.compile("Waiting for .*Fernwick.* and .*Tidewick.* to approve"))).to_be_visible()

    approve(ben)
    expect(ben.get_by_text(re.compile("Waiting for Tidewick.* to approve"))).to_be_visible()
    approve(dov)
    publish(cara)
    reader = open_browser(width=360)
    address = read(reader, LEAKED)

    # A name stands in it. One approver takes it down, alone and at once.
    take_down_in_an_emergency(dov)
    assert reader.goto(address).status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("This has been withdrawn")
    assert_is_nowhere(reader, address)

    # A second person looks at that afterwards.
    confirm_that_it_was_right(ben)

    # The officer protects the name, so that it can never go out again, and is told where it stands.
    protect_the_name(cara)
    ask_to_submit(cara)
    stands = cara.get_by_role("region", name="To submit this, you need to")
    expect(stands).to_contain_text("protected")
    expect(cara.get_by_role("button", name="Submit for approval")).to_have_count(0)
    open_the_draft(cara)
    group(cara, "Learning point 1").get_by_role("textbox").last.fill(REPAIRED)
    save(cara)
    compare(cara)
    submit(cara, change_note="One sentence says less.")

    approve(dov)
    approve(ben)
    publish(cara)
    assert read(reader, REPAIRED) == address
    assert LEAK not in reader.content()
    expect(reader.get_by_text("One sentence says less.").first).to_be_visible()

    the_history_tells_it_all(cara)


# People


def sign_in(page: Page, username: str) -> Page:
    """By password; then, for the first time, with an app."""
    page.goto("/admin/")
    page.get_by_label("User name or e-mail address").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return set_up_an_app(page)


def set_up_an_app(page: Page) -> Page:
    """Nothing else can be opened before this is done."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".account__key").inner_text()
    page.get_by_label("The code your app shows").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    return page


def invite(page: Page, first_name: str, last_name: str, email: str, role: str) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="People").first.click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("First name").fill(first_name)
    page.get_by_label("Last name").fill(last_name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("checkbox", name=re.compile(role)).check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Invited. The e-mail is on its way")).to_be_visible()


def email_to(address: str, site: Site) -> str:
    """The address to open in the newest e-mail that waits in the outbox for somebody."""
    if site.database.startswith("sqlite"):
        database, place = sqlite3.connect(urlsplit(site.database).path), "?"
    else:
        database, place = psycopg2.connect(site.database), "%s"
    with closing(database), closing(database.cursor()) as cursor:
        cursor.execute(f'SELECT body FROM people_outgoingemail WHERE "to" = {place} ORDER BY id DESC', [address])  # noqa: S608
        (body,) = cursor.fetchone()
    words = decrypt(body, purpose=PURPOSE)
    return re.search(rf"{re.escape(site.address)}(/admin/account/invitation/\S+)", words)[1]


def join(page: Page, address: str) -> Page:
    """Follow the e-mail, and choose a password."""
    page.goto(address)
    page.get_by_label("Choose a password").fill(CHOSEN_PASSWORD)
    page.get_by_label("The same password again").fill(CHOSEN_PASSWORD)
    page.get_by_role("button", name="Accept and make the account").click()
    return set_up_an_app(page)


# Writing


def write_the_review(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Add to reviews").click()
    page.get_by_label("Type:").select_option("Local child safeguarding practice review (LCSPR)")
    page.get_by_role("textbox", name="Address:").fill("sorrel")
    page.get_by_label("Prefix").first.fill("Child")
    page.get_by_label("Pseudonym").first.fill("Sorrel")
    signing = page.get_by_role("group", name="Partnerships, in the order they sign")
    choices = signing.get_by_role("combobox", name="Partnership:")
    choices.first.select_option("Fernwick Safeguarding Children Partnership")
    signing.get_by_role("checkbox", name="Leads").first.check()
    signing.get_by_role("button", name="Add another Partnership").click()
    choices.nth(1).select_option("Tidewick Safeguarding Children Partnership")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()


def write_the_note(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Add to briefings").click()
    page.get_by_label("Which review?").select_option("Child Sorrel")
    page.get_by_role("radio", name="Learning note").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Start the draft").click()
    expect(page.get_by_text("Your draft is ready")).to_be_visible()
    page.get_by_role("textbox", name="Title").fill(TITLE)
    fill_in(page)
    group(page, "Learning point 1").get_by_role("textbox").last.fill(LEAKED)
    save(page)


def open_the_draft(page: Page) -> None:
    page.goto("/admin/briefings/briefing/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Write: {TITLE}")


def ask_to_submit(page: Page) -> None:
    """Go to the page that says what stands in the way. On a busy machine it asks to be opened again in a minute."""
    if page.get_by_role("heading", name=f"Write: {TITLE}").count() == 0:
        open_the_draft(page)
    page.get_by_role("link", name="Submit for approval").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("for approval?")
    for _ in range(10):
        if not page.get_by_text("Other sheets are being laid out just now").count():
            break
        page.reload()


def submit(page: Page, change_note: str = "") -> None:
    ask_to_submit(page)
    if change_note:
        page.get_by_role("textbox", name="What changed").fill(change_note)
        page.get_by_role("radio", name=re.compile("Major")).check()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()


def protect_the_name(page: Page) -> None:
    page.goto("/admin/reviews/review/")
    page.get_by_role("link", name="Child Sorrel").click()
    page.get_by_role("link", name="Protect a name or detail…").click()
    page.get_by_label("The name or detail").fill(LEAK)
    page.get_by_role("button", name="Protect it", exact=True).click()
    expect(page.get_by_text("Protected. Looked for:")).to_be_visible()


def compare(page: Page) -> None:
    """The draft beside what was taken down: the name is what went."""
    page.get_by_role("link", name="History").first.click()
    page.get_by_role("link", name="Compare versions").click()
    changed = page.locator(".compared--changed")
    expect(changed).to_have_count(1)
    expect(changed.get_by_role("heading")).to_have_text(re.compile("changed$"))
    expect(changed.locator("del")).to_contain_text(f"{LEAK},")


# Deciding


def approve(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile(f"Read and approve or send back.*{TITLE}")).click()
    page.get_by_role("button", name=re.compile("^Approve")).click()
    expect(page.get_by_text(re.compile("Approved")).first).to_be_visible()


def publish(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile(f"Publish.*{TITLE}")).first.click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("link", name="View on public site")).to_be_visible()


def take_down_in_an_emergency(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    page.get_by_role("link", name="Take down in an emergency").click()
    page.get_by_role("textbox", name="What is wrong, in a few words").fill("The first point names a relative.")
    page.get_by_role("button", name="Take it down now").click()
    expect(page.get_by_text("It is down.")).to_be_visible()


def confirm_that_it_was_right(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile(f"Look at it.*{TITLE}")).click()
    page.get_by_role("radio", name=re.compile("Yes, it was right")).check()
    page.get_by_role("button", name="Record what I found").click()
    expect(page.get_by_text("Recorded. Nobody has to look at this withdrawal any more.")).to_be_visible()


# Reading


def read(page: Page, words: str) -> str:
    """Find it from the first page, and read; its address."""
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    article = page.get_by_role("article")
    expect(article).to_contain_text(words)
    expect(article).to_contain_text(QUESTIONS[0])
    for name in ("Fernwick", "Tidewick"):
        expect(page.get_by_text(f"{name} Safeguarding Children Partnership").first).to_be_visible()
    return urlsplit(page.url).path


def assert_is_nowhere(page: Page, address: str) -> None:
    """Neither the name nor the title is at any place that a reader would look."""
    slug = address.split("/")[2]
    places = (
        "/", "/learning/", "/learning/?q=Orrell", "/feed/", "/learning.json", "/points.csv", "/sitemap.xml",
        "/themes/professional-curiosity/", address, f"{address}{slug}.pdf", f"{address}discuss/",
    )  # fmt: skip
    for place in places:
        answer = page.request.get(place).text()
        assert LEAK not in answer, place
        assert TITLE not in answer, place


def the_history_tells_it_all(page: Page) -> None:
    open_the_draft(page)
    page.get_by_role("link", name="History").first.click()
    expected = [
        "Submitted for approval", "Approved for Fernwick", "Approved for Tidewick", "Published",
        "Withdrawn in an emergency", "Emergency withdrawal looked at a second time",
        "Submitted for approval", "Approved for Tidewick", "Approved for Fernwick", "Published",
    ]  # fmt: skip
    happened = page.get_by_role("region", name="Activity").get_by_role("listitem")
    expect(happened).to_have_count(len(expected))
    page.wait_for_load_state()
    told = list(reversed(happened.all_inner_texts()))
    assert all(what in line for what, line in zip(expected, told, strict=True)), told
    for line, who in ((told[0], "Cara Finch"), (told[4], "Dov Marsh"), (told[5], "Ben Tarrow")):
        assert who in line
    assert "The first point names a relative." in told[4]
    assert not any(LEAK in line for line in told)
