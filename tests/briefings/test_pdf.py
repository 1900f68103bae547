"""Real sheets, opened and read: tagged, whole, in order, the same every time, and saying nothing else."""

import io
import re
import subprocess

import page as validator
import pypdf
import pytest
from PIL import Image

from briefings.document import Picture, reference
from briefings.formats import FLOOR_PT
from briefings.rendering import fonts, html, render
from tests import documents
from tests.assertions import assert_one_a4_page, assert_tagged, pdf_ua_faults, text_of, text_of_pdf, words_in

pytestmark = pytest.mark.slow

LOGO = Picture("logos/marlow.png", "Marlow Vale Safeguarding Children Partnership", 320, 120)


def a_picture(kind: str = "PNG") -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (320, 120), "#1d4f5c").save(out, kind)
    return out.getvalue()


SHEETS = {
    "learning note": (documents.a_learning_note(), {}),
    "learning note of two, one with a logo": (
        documents.a_learning_note(
            publishers=(
                documents.a_publisher(logo=LOGO),
                documents.a_publisher(slug="tarnbeck", name="Tarnbeck Safeguarding People Partnership"),
            )
        ),
        {LOGO.name: a_picture()},
    ),
    "practitioner briefing": (documents.a_practitioner_briefing(), {}),
    "learning page": (documents.a_learning_page(), {}),
    "7-minute briefing": (documents.a_seven_minute_briefing(), {}),
    "full report": (
        documents.a_report(picture=Picture("figure.jpg", "A bar for each move", 320, 120)),
        {"figure.jpg": a_picture("JPEG")},
    ),
}


@pytest.fixture(scope="module", params=SHEETS)
def sheet(request):
    """Each format's Document with its sheet."""
    document, pictures = SHEETS[request.param]
    return document, render(document, pictures=pictures)


def words_through_the_tree(pdf: bytes, tmp_path) -> list[str]:
    """The words as a screen reader meets them: through the structure tree. Labels of list items are left out."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    tree = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout
    words, label_depth = [], None
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        if label_depth is not None and depth <= label_depth:
            label_depth = None
        if line.strip().startswith("Lbl"):
            label_depth = depth
        elif label_depth is None and (said := re.fullmatch(r'\s*"(.*)"', line)):
            words += words_in(said[1])
    return words


def test_sheet_passes_as_pdf_ua_and_as_pdf_a(sheet):
    document, rendered = sheet

    assert_tagged(rendered.pdf, title=document.title)
    assert not validator.validate_pdf_bytes(rendered.pdf, profile="2a").failures


def test_sheet_read_through_its_tree_has_the_words_of_its_html_in_order(sheet, tmp_path):
    document, rendered = sheet

    wanted = words_in(text_of(html.sheet_html(document, pictures=SHEETS["full report"][1].keys() | {LOGO.name})))

    found = words_through_the_tree(rendered.pdf, tmp_path)
    if document.format in {"7-minute-briefing", "full-report"}:  # the style sheet numbers boxes, and pages in contents
        found = [word for word in found if not word.isdigit()]
        wanted = [word for word in wanted if not word.isdigit()]
    assert found == wanted


def test_learning_note_is_one_a4_page_at_eleven_points_or_more():
    rendered = render(documents.a_learning_note())

    assert_one_a4_page(rendered.pdf)
    assert rendered.type_size_pt >= FLOOR_PT
    assert _body_type(rendered.pdf) == pytest.approx(rendered.type_size_pt, abs=0.01)


def _body_type(pdf: bytes) -> float:
    """The type size in points that most letters of a sheet have."""
    letters: dict[float, int] = {}

    def count(text, matrix, text_matrix, font, size):
        height = round(abs(size * text_matrix[3] * matrix[3]), 2)
        letters[height] = letters.get(height, 0) + len(text.strip())

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=count)
    return max(letters, key=letters.get)


def test_sheet_carries_its_wording_and_its_address():
    document = documents.a_learning_note()

    said = text_of_pdf(render(document).pdf)

    assert f"Version of 9 March 2026, reference {reference(document)}" in said
    assert "learning.example.org/learning/rowan" in said


def test_sheet_metadata_says_title_and_publishers_and_nothing_else():
    document = documents.a_learning_note()

    reader = pypdf.PdfReader(io.BytesIO(render(document).pdf))

    assert dict(reader.metadata) == {"/Title": document.title, "/Author": document.publishers[0].name}
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "Producer" not in xmp
    assert "Date" not in xmp
    assert document.review_slug not in xmp.replace(document.title, "")


def test_sheet_links_say_what_they_are_for():
    pdf = pypdf.PdfReader(io.BytesIO(render(documents.a_practitioner_briefing()).pdf))

    said = {one.get_object()["/Contents"] for page in pdf.pages for one in page.get("/Annots", ())}

    assert said == {
        "Note 1",
        "Back to note 1 in the text",
        "Link to https://guide.example.org/b",
        "Link to https://learning.example.org/learning/rowan/",
    }


def test_sheet_figures_have_words_and_lie_on_the_page():
    document, pictures = SHEETS["learning note of two, one with a logo"]
    reader = pypdf.PdfReader(io.BytesIO(render(document, pictures=pictures).pdf))

    figures = [one for one in _elements(reader) if one["/S"] == "/Figure"]

    assert [one["/Alt"] for one in figures] == [LOGO.alt, f"QR code for {document.address}"]
    logo, code = (figure["/A"]["/BBox"] for figure in figures)
    assert 700 < logo[1] < logo[3] < 842
    assert 0 < code[1] < code[3] < 80


def _elements(reader: pypdf.PdfReader) -> list[dict]:
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [one for one in objects if isinstance(one, dict) and one.get("/Type") == "/StructElem"]


def test_sheet_has_bookmarks_for_its_headings():
    outline = pypdf.PdfReader(io.BytesIO(render(documents.a_report()).pdf)).outline

    assert "Chapter 1" in str(outline)


def test_same_document_gives_the_same_bytes():
    document, pictures = SHEETS["learning note of two, one with a logo"]

    assert render(document, pictures=pictures).pdf == render(document, pictures=pictures).pdf


def test_sheet_embeds_every_face_it_uses():
    reader = pypdf.PdfReader(io.BytesIO(render(documents.a_learning_note()).pdf))

    fonts = {
        name.get_object()["/BaseFont"]: "/FontFile2" in name.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
        for page in reader.pages
        for name in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(fonts.values())
    assert all("Atkinson" in name for name in fonts)


def test_letter_that_only_the_fallback_has_is_set_and_tagged():
    rendered = render(documents.a_document(sections=[documents.a_section(body="Dŵr a thŷ — Вода.")]))

    assert "Dŵr a thŷ — Вода." in text_of_pdf(rendered.pdf)
    assert not pdf_ua_faults(rendered.pdf)


def test_validator_notices_a_sheet_whose_tags_are_cut():
    whole = render(documents.a_learning_note()).pdf
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(whole))
    del writer.root_object["/StructTreeRoot"]
    out = io.BytesIO()
    writer.write(out)

    assert pdf_ua_faults(out.getvalue())


def test_make_fonts_is_done_once_and_the_web_fonts_are_small(settings):
    fonts.make()

    made_again = fonts.make()

    assert made_again is False
    sizes = {name: (settings.WEB_FONTS_DIR / name).stat().st_size for name in fonts.WEB_FACES}
    assert set(sizes) == {"atkinson-regular.woff2", "atkinson-bold.woff2"}
    assert max(sizes.values()) <= 18 * 1024


def test_page_numbers_of_a_long_sheet_are_shown_and_are_no_part_of_its_words(tmp_path):
    rendered = render(documents.a_report())

    assert f"Page 2 of {rendered.pages}" in text_of_pdf(rendered.pdf)
    assert "page" not in words_through_the_tree(rendered.pdf, tmp_path)
