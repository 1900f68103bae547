"""From a review to a sheet in a reader's hand: write, submit, approve, publish, read. And taking it back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.assertions import assert_one_a4_page, assert_pdf_says, assert_tagged, words_in
from tests.journeys.world import PASSWORD, PUBLISHED, TOO_LONG

STORY = (
    "Bramble was hurt at home as a small baby and is safe now. "
    "Five services knew the family and none knew what the others knew."
)
OPENING = "Ask who else lives in the home, at every visit, and write down what you hear."
POINTS = (
    "When a worry comes up twice, meet the people who know the family within a week.",
    "Tell the health visitor when a plan changes, on the same day.",
    "Use supervision to say what you are not sure of.",
    "Look at the baby, not only at the parents you have come to know.",
    "Say in plain words what would have to change for you to stop worrying.",
)
QUESTIONS = (
    "How do you find out who cares for a baby at night?",
    "How do you know that a plan makes a difference?",
    "How do you speak up when you do not agree?",
    "How do you stay curious with a friendly family?",
)


def group(page: Page, name: str) -> Locator:
    """One part of the outline on the writing screen, by its name: "Learning point 2"."""
    return page.get_by_role("group", name=re.compile(rf"^{name}\s*$"))


def write(page: Page, name: str, words: str) -> None:
    group(page, name).get_by_role("textbox").last.fill(words)


def start_from_review(page: Page) -> None:
    """An officer, signed in, begins a learning note from the review of Child Bramble."""
    page.get_by_role("link", name="Add to briefings").click()
    page.get_by_label("Which review?").select_option("Child Bramble")
    page.get_by_role("radio", name="Learning note").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Your wording of point 1").fill(OPENING)
    page.get_by_role("button", name="Start the draft").click()
    expect(page.get_by_text("Your draft is ready")).to_be_visible()


def fill_in(page: Page) -> None:
    page.get_by_role("textbox", name="Summary").fill("What five services learned together.")
    group(page, "Section").first.get_by_role("textbox", name="Text").fill(STORY)
    for number, words in enumerate(POINTS, start=2):
        write(page, f"Learning point {number}", words)
    for number, words in enumerate(QUESTIONS, start=1):
        write(page, f"Question {number}", words)
    page.locator("#themes").get_by_label("Professional curiosity").check()
    page.locator("#sectors").get_by_label("Early help").check()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_from_review_to_reader(signed_in, open_browser):
    asha = signed_in("asha")
    start_from_review(asha)
    fill_in(asha)

    # Reordered with the keyboard alone: the sixth point becomes the fifth.
    group(asha, "Learning point 6").get_by_role("textbox").last.focus()
    asha.keyboard.press("Alt+Shift+ArrowUp")
    expect(group(asha, "Learning point 5").get_by_role("textbox").last).to_have_value(POINTS[4])
    expect(group(asha, "Learning point 5").get_by_role("textbox").last).to_be_focused()
    in_order = [OPENING, *POINTS[:3], POINTS[4], POINTS[3]]

    said = asha.get_by_role("complementary", name="How it will look").get_by_role("status")
    expect(said).to_contain_text("Fits one page")
    expect(said).to_contain_text("Nothing stops you from submitting")
    save(asha)
    for number, words in enumerate(in_order, start=1):
        expect(group(asha, f"Learning point {number}").get_by_role("textbox").last).to_have_value(words)
    title = asha.get_by_role("heading", level=1).inner_text().removeprefix("Write: ")
    asha.get_by_role("link", name="Submit for approval").click()
    asha.get_by_role("button", name="Submit for approval").click()
    expect(asha.get_by_text("Submitted.")).to_be_visible()

    ben = signed_in("ben")
    ben.get_by_role("link", name=re.compile(f"Read and approve or send back.*{re.escape(title)}")).click()
    expect(ben.get_by_role("heading", level=1)).to_contain_text("Approve")
    page = ben.frame_locator("iframe").first.locator("body")
    expect(page).to_contain_text(QUESTIONS[-1])  # it came to its end
    words = words_in(page.inner_text())
    assert " ".join(words_in(OPENING)) in " ".join(words)
    ben.get_by_role("button", name=re.compile("^Approve")).click()
    expect(ben.get_by_text(re.compile("Approved"))).not_to_have_count(0)

    asha.goto("/admin/")
    asha.get_by_role("link", name=re.compile(f"Publish.*{re.escape(title)}")).click()
    asha.get_by_role("button", name="Publish").click()
    expect(asha.get_by_role("link", name="View on public site")).to_be_visible()

    reader = open_browser(width=360)
    reader.goto("/")
    reader.get_by_role("link", name=title).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    reader.wait_for_load_state()
    read = " ".join(words_in(reader.get_by_role("article").inner_text()))
    for text in (STORY, *in_order, *QUESTIONS):
        assert " ".join(words_in(text)) in read
    pdf = reader.request.get(reader.get_by_role("link", name=re.compile("PDF")).get_attribute("href")).body()
    assert_one_a4_page(pdf)
    assert_pdf_says(pdf, title, STORY, *in_order, *QUESTIONS)
    assert_tagged(pdf)


def test_too_long_is_refused_with_the_count_to_cut(signed_in):
    asha = signed_in("asha")

    asha.get_by_role("link", name=re.compile("Continue editing.*Child Willow")).click()

    expect(asha.get_by_text(re.compile(r"^Too long")).first).to_be_visible()
    asha.get_by_role("link", name="Submit for approval").click()
    needed = asha.get_by_role("region", name="To submit this, you need to")
    expect(needed).to_contain_text(re.compile(r"Cut about \d+ lines \(roughly \d+ words\)"))
    expect(asha.get_by_role("button", name="Submit for approval")).to_have_count(0)


def test_withdrawn_for_error_is_gone_for_readers_at_once(signed_in, open_browser):
    reader = open_browser()
    assert reader.goto(f"/learning/{PUBLISHED}/").status == 200
    ben = signed_in("ben")

    ben.get_by_role("link", name="Learning from Child Hazel", exact=True).click()
    ben.get_by_role("link", name="Withdraw").click()
    ben.get_by_role("radio", name=re.compile("It identifies someone")).check()
    ben.get_by_role("textbox", name="Public notice").fill("We have taken this briefing down.")
    ben.get_by_role("textbox", name="Reason").fill("A detail in it could identify somebody.")
    ben.get_by_role("button", name=re.compile("Withdraw|Take")).click()
    expect(ben.get_by_text("Withdrawn").first).to_be_visible()

    assert reader.reload().status == 410
    expect(reader.get_by_text("The partnership that published it has taken it down.")).to_be_visible()
    hana = signed_in("hana")
    hana.get_by_role("link", name=re.compile("^Read and approve or send back")).click()
    hana.get_by_role("button", name="Approve", exact=True).click()
    expect(hana.get_by_text("Approved. Readers see it now.")).to_be_visible()
    assert reader.reload().status == 410
    expect(reader.get_by_text("We have taken this briefing down.")).to_be_visible()
    for address in (f"/learning/{PUBLISHED}/", f"/learning/{PUBLISHED}/{PUBLISHED}.pdf", "/learning/", "/"):
        assert "Hazel" not in reader.request.get(address).text(), address
    assert reader.request.get(f"/learning/{PUBLISHED}/{PUBLISHED}.pdf").status == 410


def test_taking_back_the_edits_of_another_is_not_possible_by_accident(signed_in):
    """Two officers' windows: the second save is stopped, and nothing typed is lost."""
    first, second = signed_in("asha"), signed_in("asha")
    for page in (first, second):
        page.get_by_role("link", name=re.compile("Continue editing.*Child Willow")).click()

    first.get_by_role("textbox", name="Title").fill("Learning from Child Willow, first")
    save(first)
    second.get_by_role("textbox", name="Title").fill("Learning from Child Willow, second")
    second.get_by_role("button", name="Save", exact=True).click()

    expect(second.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(second.get_by_role("textbox", name="Title")).to_have_value("Learning from Child Willow, second")
    assert TOO_LONG in second.get_by_role("textbox", name="Address").input_value()


def test_screen_on_which_nothing_changed_does_not_speak_of_unsaved_words(signed_in):
    asha = signed_in("asha")
    asha.get_by_role("link", name=re.compile("Continue editing.*Child Willow")).click()
    state = asha.locator("[data-state]")
    before = state.inner_text()

    asha.get_by_role("textbox", name="Summary").press("x")
    expect(state).to_have_text("Not saved yet")
    asha.get_by_role("textbox", name="Summary").press("Backspace")

    expect(state).to_have_text(before)


def test_words_typed_while_signed_out_are_saved_after_signing_in_elsewhere(signed_in):
    asha = signed_in("asha")
    asha.get_by_role("link", name=re.compile("Continue editing.*Child Willow")).click()
    # The frame beside the words comes with the screen: until it is there, it would meet the sign-in page.
    expect(asha.frame_locator("[data-page]").get_by_role("main")).to_be_visible()
    asha.get_by_role("textbox", name="Summary").fill("Typed too late.")
    asha.context.clear_cookies()
    asha.get_by_role("button", name="Save", exact=True).click()
    expect(asha.locator("[data-state]")).to_contain_text("You have been signed out, and nothing was saved.")

    elsewhere = asha.context.new_page()
    elsewhere.goto("/admin/")
    elsewhere.get_by_label("User name or e-mail address").fill("asha")
    elsewhere.get_by_label("Password").fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    expect(elsewhere.get_by_label("Password")).to_have_count(0)
    save(asha)

    expect(asha.get_by_role("textbox", name="Summary")).to_have_value("Typed too late.")
