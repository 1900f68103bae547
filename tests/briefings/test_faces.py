"""The faces of the formats beside the note and the report: their words, on the page and on paper, and their pages."""

import io
import re
import subprocess
from dataclasses import replace

import pypdf
import pytest

from briefings import formats
from briefings.checklist import Circumstances, checklist
from briefings.document import Footnote, Guidance, Link
from briefings.rendering import html, render
from tests import documents
from tests.assertions import assert_no_problem, assert_problem, assert_tagged, pdf_ua_faults, text_of, words_in

pytestmark = pytest.mark.slow

GUIDE = Link("guide", "Bruises", "Marlow Vale Hospital", "Procedure", "https://guide.example.org/b", "open", "PDF")
FILM = Link("film", "Worst night", "Tarn Films", "Video", "https://film.example.org/", "login", "video, 4 minutes")
POSTER = Link("poster", "Poster", "Young Voices", "Toolkit", "", "request")
LINKS = (GUIDE, FILM, POSTER)


def a_briefing_of_two_notes(**fields):
    """A practitioner briefing with a list of resources and two notes, one of two paragraphs, marked twice."""
    found = documents.a_practitioner_briefing()
    more = "- [The guide](resource:guide)\n- See [the film](resource:film).\n- [The poster](resource:poster)"
    sections = [replace(one, body=more) if one.kind == "more" else one for one in found.sections]
    first = replace(sections[0], body="For everybody.[^when] And their managers.[^who] Again.[^when]")
    notes = (
        Footnote("when", 1, 80, "From the records.\n\nAnd from two meetings.", "en-GB"),
        Footnote("who", 2, 81, "Paid or not.", "en-GB"),
    )
    return replace(found, sections=(first, *sections[1:]), footnotes=notes, links=LINKS, **fields)


SHEETS = {
    "practitioner briefing": a_briefing_of_two_notes(),
    "learning page": documents.a_learning_page(),
    "7-minute briefing": documents.a_seven_minute_briefing(),
}


@pytest.fixture(scope="module", params=SHEETS)
def sheet(request):
    """Each format's Document with its sheet."""
    return SHEETS[request.param], render(SHEETS[request.param])


def read_aloud(pdf: bytes, tmp_path) -> list[str]:
    """The words of a sheet through its structure tree, without the labels of list items."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf)
    tree = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout
    words, label = [], None
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        label = None if label is not None and depth <= label else label
        if line.strip().startswith("Lbl"):
            label = depth
        elif label is None and (said := re.fullmatch(r'\s*"(.*)"', line)):
            words += words_in(said[1])
    return words


# Words and pages


def test_sheet_is_tagged_and_keeps_to_its_pages(sheet):
    document, rendered = sheet
    rule = formats.FORMATS[document.format].pages

    assert_tagged(rendered.pdf, title=document.title)
    assert rendered.overflow is None
    assert rule.least <= rendered.pages <= (rule.most or rendered.pages)
    assert rendered.type_size_pt >= formats.FLOOR_PT


def test_sheet_reads_the_words_of_the_page_in_the_same_order(sheet, tmp_path):
    document, rendered = sheet
    signs = r'<p class="block-links">.*?</p>'

    on_the_page = words_in(text_of(re.sub(signs, "", html.page_html(document))))

    found = read_aloud(rendered.pdf, tmp_path)
    assert " ".join(on_the_page) in " ".join(found)


def test_words_of_the_edition_are_those_a_reader_meets():
    document = documents.a_learning_page()

    assert "Print this section" not in html.text(document)
    assert "How to enhance your practice" in html.text(document)


# Practitioner briefing


def test_notes_are_linked_both_ways_on_the_page():
    page = html.page_html(a_briefing_of_two_notes())

    for number in (1, 2):
        assert f'href="#note-{number}" id="mark-{number}"' in page
        assert f'id="note-{number}"' in page
        assert f'<a href="#mark-{number}" aria-label="Back to note {number} in the text">' in page


def test_notes_are_linked_both_ways_on_paper():
    reader = pypdf.PdfReader(io.BytesIO(render(a_briefing_of_two_notes()).pdf))

    found = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]
    leads = {(str(one["/Dest"]), one["/Contents"]) for one in found if "/Dest" in one}
    assert leads == {
        ("note-1", "Note 1"), ("note-2", "Note 2"),
        ("mark-1", "Back to note 1 in the text"), ("mark-2", "Back to note 2 in the text"),
    }  # fmt: skip
    assert {target for target, _ in leads} <= set(reader.named_destinations)


def test_resource_that_ends_an_item_of_a_list_says_what_it_is():
    said = text_of(html.page_html(a_briefing_of_two_notes()))

    assert "The guide (procedure, Marlow Vale Hospital; PDF)" in said
    assert "See the film (Tarn Films; video, 4 minutes; needs an account)." in said
    assert "The poster (toolkit, Young Voices; on request)" in said


def test_resource_in_a_sentence_says_only_that_it_must_be_asked_for():
    words = "Read [the guide](resource:guide) and [the poster](resource:poster) today."

    said = text_of(html.page_html(documents.a_document(sections=[documents.a_section(body=words)], links=LINKS)))

    assert "Read the guide and the poster (on request from Young Voices) today." in said


def test_questions_of_the_review_are_named_as_such():
    asked = documents.a_section(pieces=[documents.some_questions("Who was there?", asked_of="review")])

    page = html.page_html(replace(documents.a_practitioner_briefing(), sections=(asked,)))

    assert '<h3 class="questions-heading">The review asked</h3>' in page


@pytest.mark.parametrize("times", [1, 2, 3])
def test_practitioner_briefing_of_any_usual_length_ends_on_a_page_with_words(times):
    document = documents.a_practitioner_briefing()
    longer = [replace(one, body="\n\n".join([one.body] * times)) for one in document.sections]

    rendered = render(replace(document, sections=tuple(longer)))

    assert 2 <= rendered.pages <= 4
    assert rendered.type_size_pt >= 11.5
    last = words_in(pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages[-1].extract_text())
    assert len(last) > 60


# Learning page


def test_learning_page_names_points_by_their_number_and_guidance_by_its_heading():
    page = text_of(html.page_html(documents.a_learning_page()))

    assert "Learning point " in page
    assert "Learning points " in page


def test_guidance_without_a_heading_is_given_the_usual_one():
    block = replace(documents.some_points("Ask."), guidance=(Guidance(9, "", "Try it.", "en-GB"),))
    section = documents.a_section(kind="practice", body="", pieces=[block])

    assert "How to enhance your practice Try it." in text_of(
        html.page_html(replace(documents.a_learning_page(), sections=(section,)))
    )


def test_block_links_to_itself_and_to_its_hand_out_on_the_page_alone():
    document = documents.a_learning_page()

    assert '<a href="#block-1" aria-label="Link to this: block 1">' in html.page_html(document)
    assert '<a href="/learning/rowan/block-1/" aria-label="Print this section: block 1">' in html.page_html(document)
    assert "block-links" not in html.sheet_html(document)


def test_block_by_itself_has_the_words_of_its_page_and_the_notes_it_marks():
    first = documents.some_points("Ask who was there.[^two]", guidance=["Try it."])
    second = documents.some_points("Go back.[^one]", label="block-2", first=2)
    notes = (Footnote("one", 1, 7, "First note.", "en-GB"), Footnote("two", 2, 8, "Second note.", "en-GB"))
    section = documents.a_section(kind="practice", heading="In practice", body="Before.", pieces=[first, second])

    alone = html.block_html(replace(documents.a_learning_page(), sections=(section,), footnotes=notes), "block-1")

    said = text_of(alone)
    assert said == "Learning point Ask who was there.[2] How to enhance your practice Try it. Notes Second note. ^"
    assert re.findall(r"<h(\d)", alone) == ["2", "2", "2"]
    assert "block-links" not in alone


def test_block_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        html.block_html(documents.a_learning_page(), "block-99")


# 7-minute briefing


def test_seven_boxes_count_from_one_in_words():
    document = documents.a_seven_minute_briefing()
    headings = re.findall(r"<h2>(.*?)</h2>", html.page_html(document))

    assert [text_of(one) for one in headings] == [
        f"{number}. {section.heading}" for number, section in enumerate(document.sections, start=1)
    ]


def test_headings_below_a_box_take_no_number():
    below = documents.a_section(heading="In more detail", level=2, position=2)

    page = html.page_html(
        replace(
            documents.a_seven_minute_briefing(),
            sections=(
                documents.a_section(),
                below,
            ),
        )
    )

    assert "1." in page
    assert "2." not in page


# Topic briefings


@pytest.mark.parametrize("chosen", [one for one in formats.FORMATS.values() if not one.has_cover], ids=lambda f: f.slug)
def test_topic_briefing_needs_no_section_that_only_a_review_can_fill(chosen):
    headings = [rule.usual_heading(from_review=False) for rule in chosen.sections if not rule.of_a_review]
    document = documents.a_document(format=chosen.slug, review_slug="", sections=[documents.a_section()])

    problems = checklist(document, None, Circumstances())

    assert not [one for one in headings if re.search(r"\b(case|review)\b", one)]
    for rule in chosen.sections:
        if rule.of_a_review:
            assert_no_problem(problems, f"section-missing-{rule.kind}")
        elif rule.needed:
            assert_problem(problems, f"section-missing-{rule.kind}", stops=True)


# A sixth format


def test_another_format_is_one_entry(monkeypatch):
    """Nothing but its entry in formats.py (and a migration that names it) is needed to write, check and lay out."""
    sixth = formats.Format(
        slug="one-minute-guide",
        name="One-minute guide",
        purpose="Half a page on one subject.",
        pages=formats.PageRule(1, 1, formats.LADDER),
        words=(80, 300),
        sections=(
            formats.SectionRule("why", "Why it matters", "In two sentences."),
            formats.SectionRule("action", "What to do", "A short list."),
        ),
        numbers_sections=True,
    )
    monkeypatch.setitem(formats.FORMATS, sixth.slug, sixth)
    document = documents.a_document(
        format=sixth.slug, kind_label=sixth.name, review_slug="",
        sections=[documents.a_section(kind="why", heading="Why it matters", body="Because a child waits.")],
    )  # fmt: skip

    rendered = render(document)

    assert rendered.pages == 1
    assert not pdf_ua_faults(rendered.pdf)
    assert "1. Why it matters" in rendered.text
    assert_problem(checklist(document, rendered, Circumstances()), "section-missing-action", stops=True)
