"""An officer imports documents, sees what became of each, and puts every left-over line where it belongs."""

import io
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.briefings.test_filling import REPORT
from tests.briefings.test_import_documents import NOTE, SET_ASIDE
from tests.journeys.test_accessibility import assert_accessible

PLACE = "/admin/briefings/briefing/import/"


def a_file(name: str, text: str) -> dict:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def import_files(page: Page, *files: dict) -> None:
    """Choose files and import them, until the page says that it is done."""
    page.get_by_label("Files").set_input_files(list(files))
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Done:")


def assert_accessible_light_and_dark(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")  # links change slowly
        assert_accessible(page)


@pytest.mark.once
def test_several_files_are_imported_one_by_one_and_one_again(signed_in):
    page = signed_in("asha", width=360)
    page.get_by_role("link", name="Import documents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import documents")
    assert_accessible(page)

    import_files(page, a_file("sorrel.txt", NOTE), a_file("empty.txt", ""), a_file("same.txt", NOTE))

    expect(page.get_by_role("status")).to_have_text("Done: 1 draft made, 1 here already, 1 not imported.")
    assert_accessible(page)
    page.get_by_role("button", name="Import it again as a new draft").click()
    expect(page.get_by_role("status")).to_have_text("Done: 1 draft made.")
    expect(page.get_by_text("Draft made.", exact=True)).to_have_count(2)


@pytest.mark.once
def test_zip_is_imported_document_by_document_asked_about_and_told_in_a_table(signed_in):
    page = signed_in("asha", width=768)
    page.goto(PLACE)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("notes/sorrel.txt", NOTE)
        folder.writestr("notes/sorrel, older.txt", NOTE.replace("Ring early.", "Ring twice."))
        folder.writestr("__MACOSX/notes/._sorrel.txt", "x")

    import_files(page, {"name": "notes.zip", "mimeType": "application/zip", "buffer": package.getvalue()})

    expect(page.get_by_role("status")).to_have_text("Done: 1 draft made, 1 waiting for your answer.")
    assert_accessible_light_and_dark(page)
    page.get_by_role("button", name="It is another review").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Done: 1 draft made.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these results as a table").click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    assert [line.split(",Draft made,")[0] for line in table.splitlines()[1:]] == ["sorrel.txt", '"sorrel, older.txt"']


@pytest.mark.once
def test_files_that_could_not_be_taken_stay_chosen_until_they_are(signed_in):
    page = signed_in("asha")
    page.goto(PLACE)

    page.route(f"**{PLACE}", lambda route: route.fulfill(body="<p>No time", content_type="text/html"))
    import_files(page, a_file("sorrel.txt", NOTE), a_file("other.txt", REPORT))
    assert page.get_by_label("Files").evaluate("field => field.files.length") == 2
    page.unroute(f"**{PLACE}")

    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Done: 2 drafts made.")
    assert page.get_by_label("Files").evaluate("field => field.files.length") == 0


@pytest.mark.once
def test_wrong_choices_are_said_and_the_files_stay_chosen(signed_in):
    page = signed_in("asha")
    page.goto(PLACE)
    page.get_by_label("A review that is here").check()

    page.get_by_label("Files").set_input_files([a_file("sorrel.txt", NOTE)])
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Choose the review.")
    assert page.get_by_label("Files").evaluate("field => field.files.length") == 1
    assert_accessible(page)


@pytest.mark.once
def test_left_over_lines_are_placed_by_keyboard(signed_in):
    page = signed_in("asha")
    page.goto(PLACE)
    import_files(page, a_file("sorrel.txt", NOTE))
    page.get_by_role("link", name="Look at its source").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Source of")
    assert_accessible_light_and_dark(page)

    for words in SET_ASIDE:
        page.get_by_role("checkbox", name=words).focus()
        page.keyboard.press("Space")
    expect(page.get_by_text("2 lines are ticked.")).to_be_visible()
    page.get_by_role("radio", name="Into the words of a part").focus()
    page.keyboard.press("Space")
    assert_accessible_light_and_dark(page)
    page.get_by_label("Which part").select_option(index=1)
    page.get_by_role("button", name="Put them there").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("2 lines put in their place.")).to_be_visible()
    expect(page.get_by_role("region", name="The draft")).to_contain_text(" ".join(SET_ASIDE))
    assert_accessible_light_and_dark(page)


@pytest.mark.once
@pytest.mark.parametrize("javascript", [True, False])
def test_report_fills_the_record(signed_in, javascript):
    page = signed_in("asha", javascript=javascript, width=360)
    page.goto(PLACE)
    page.get_by_label("Full report").check()
    page.get_by_label("Files").set_input_files([a_file("report.txt", REPORT)])
    page.get_by_role("button", name="Import", exact=True).click()
    if javascript:
        page.get_by_role("link", name="Fill the record from it").click()
    else:
        page.get_by_role("link", name="Fill the record from this report").click()
    expect(page.get_by_role("checkbox", name="Recommendation 1")).not_to_be_checked()
    page.get_by_role("link", name="Tick everything").click()
    expect(page.get_by_role("checkbox", name="Recommendation 1")).to_be_checked()
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Put what is ticked into the record").click()

    expect(page.get_by_text("Put into the record: 4. There already: 0.")).to_be_visible()
