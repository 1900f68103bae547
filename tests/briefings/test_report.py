"""The full report: one of every kind of part, laid out once, opened and read; and what only its page has."""

import io
import re
from dataclasses import replace

import page as validator
import pypdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from briefings.checklist import Circumstances
from briefings.document import Cover
from briefings.drafting.assessing import judged
from briefings.drafting.starting import blank_part, start_briefing
from briefings.rendering import html, render
from briefings.rendering.markdown import TooMuch, paragraphs_in, to_html
from briefings.rendering.pieces import pieces_of
from briefings.rendering.worker import REPORT_WORKER
from tests import documents, reports
from tests.assertions import assert_page_says, assert_tagged, text_of, words_in
from tests.briefings.test_pdf import a_picture, words_through_the_tree
from tests.screens import fields_on
from tests.worlds import a_partnership, a_person, a_review

pytestmark = [pytest.mark.slow, pytest.mark.once]

REPORT = reports.a_rich_report()
HEADINGS = [
    (1, "Introduction"), (1, "Process"), (1, "Brief overview"), (1, "Analysis"), (2, "Who was in the home"),
    (3, "What the grandmother saw"), (2, "Moving home"), (1, "Recommendations"), (1, "Closing statement"),
    (1, "Notes"), (1, "Glossary"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sheet():
    """The rich report as its readers get it."""
    return render(REPORT, pictures={reports.BARS.name: a_picture()})


@pytest.fixture(scope="module")
def pdf(sheet):
    """The same, open."""
    return pypdf.PdfReader(io.BytesIO(sheet.pdf))


def said_on(pdf: pypdf.PdfReader, page: int) -> str:
    """The words of a page, counted from 1, in one line."""
    return " ".join(pdf.pages[page - 1].extract_text().split())


# The sheet


def test_report_with_every_kind_of_part_passes_as_pdf_ua_and_as_pdf_a(sheet):
    assert_tagged(sheet.pdf, title=REPORT.title)
    assert not validator.validate_pdf_bytes(sheet.pdf, profile="2a").failures


def test_report_read_through_its_tree_has_the_words_of_its_html_in_order(sheet, tmp_path):
    wanted = words_in(text_of(html.sheet_html(REPORT, pictures={reports.BARS.name})))

    found = words_through_the_tree(sheet.pdf, tmp_path)

    start = found.index("contents") + 1
    words_of_headings = sum(len(words_in(words)) for _, words in HEADINGS)
    contents = found[start : start + words_of_headings + len(HEADINGS)]  # each heading is followed by its page
    assert [word for word in contents if word.isdigit()] == [str(page) for page in _pages_in_contents(sheet)]
    found[start : start + len(contents)] = [word for word in contents if not word.isdigit()]
    assert found == wanted


def _pages_in_contents(sheet) -> list[int]:
    text = said_on(pypdf.PdfReader(io.BytesIO(sheet.pdf)), 2)
    return [int(re.search(rf"{re.escape(words)}\s+(\d+)", text)[1]) for _, words in HEADINGS]


def test_page_and_sheet_have_the_same_words_in_the_same_order():
    page = words_in(text_of(html.page_html(REPORT)))
    sheet_html = html.sheet_html(REPORT, pictures={reports.BARS.name})
    body = sheet_html[sheet_html.index("<main>") : sheet_html.index("</main>")]
    body = re.sub(r'<section class="contents".*?</section>', "", body, flags=re.DOTALL)

    assert words_in(text_of(body)) == page


def test_contents_give_the_page_on_which_each_heading_stands(sheet, pdf):
    destinations = pdf.named_destinations
    labels = re.findall(r'<p class="entry-line"><a href="#([\w-]+)">', html.sheet_html(REPORT))
    stands_on = [pdf.get_destination_page_number(destinations[label]) + 1 for label in labels]

    assert _pages_in_contents(sheet) == stands_on
    assert all(words in said_on(pdf, page) for (_, words), page in zip(HEADINGS, stands_on, strict=True))
    assert len(set(stands_on)) > 2


def test_contents_lead_where_they_say(pdf):
    links = [one.get_object() for one in pdf.pages[1]["/Annots"]]

    assert [link["/Contents"] for link in links] == [f"Go to {words}" for _, words in HEADINGS]


def test_bookmarks_have_the_three_levels_of_the_sections(pdf):
    found = []

    def walk(items, level):
        for item in items:
            walk(item, level + 1) if isinstance(item, list) else found.append((level, item.title))

    walk(pdf.outline, 1)
    assert [one for one in found if one[1] not in {"Contents", "How this report may be used"}] == HEADINGS


def test_pages_say_their_number_and_the_title_where_no_listener_meets_them(sheet, pdf, tmp_path):
    assert all(f"Page {page} of {sheet.pages}" in said_on(pdf, page) for page in range(2, sheet.pages + 1))
    assert "Rowan and Wren: report of a local child safeguarding practice" in said_on(pdf, 3)
    assert "Page 1" not in said_on(pdf, 1)
    assert "page" not in words_through_the_tree(sheet.pdf, tmp_path)


def test_cover_says_whom_it_is_about_who_wrote_it_and_how_it_may_be_used(pdf):
    said = said_on(pdf, 1)

    for words in (
        "Full report", REPORT.title, REPORT.publishers[0].name, "About: Baby Rowan and Child Wren",
        "Independent reviewer: Dr Petra Osgood", "Panel chair: Callum Fairley", "Review completed: 27 February 2026",
        "How this report may be used", "Version of 9 March 2026",
    ):  # fmt: skip
        assert words in said


def test_parts_of_a_recommendation_are_lettered_on_paper(pdf):
    said = " ".join(said_on(pdf, page) for page in range(3, len(pdf.pages) + 1))

    assert "1. a) b) c) i. ii." in said  # a reader of PDFs by place finds the labels after the words of their page


def test_table_is_tagged_with_its_caption_and_headings(pdf):
    elements = [pdf.get_object(number) for number in range(1, pdf.trailer["/Size"])]
    tables = [one for one in elements if isinstance(one, dict) and one.get("/S") == "/Table"]
    kinds = [{kid.get_object()["/S"] for kid in table["/K"]} for table in tables]

    assert {"/Caption", "/THead", "/TBody"} in kinds


def test_long_title_is_cut_at_a_word_at_the_foot():
    markup = html.sheet_html(replace(REPORT, title="A very long title " * 9))

    running = re.search(r'data-running-title="([^"]+)"', markup)[1]
    assert running.endswith("very long…")
    assert len(running) <= 71


def test_report_without_cover_facts_glossary_notes_or_sections_is_still_a_report():
    bare = replace(REPORT, cover=Cover((), (), None), glossary=(), footnotes=(), sections=REPORT.sections[1:2])

    rendered = render(bare)

    assert "Glossary" not in rendered.text
    assert_tagged(rendered.pdf)


# The page


def test_number_of_a_paragraph_is_a_link_to_it_on_the_page_and_none_on_paper():
    page, sheet_html = html.page_html(REPORT), html.sheet_html(REPORT)

    assert '<a class="paragraph-number" href="#paragraph-7" aria-label="Paragraph 7">7</a>' in page
    assert '<span class="paragraph-number">7</span>' in sheet_html
    numbers = [int(number) for number in re.findall(r'id="paragraph-(\d+)"', page)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_learning_stands_in_boxes_headed_once():
    section = documents.a_section(kind="learning", heading="Learning", pieces=[documents.some_points("Ask.")])
    own_heading = replace(REPORT, sections=(section,))

    assert '<h4 class="points-heading">Learning</h4>' in html.page_html(REPORT)
    assert "points-heading" not in html.page_html(own_heading)


def test_questions_for_the_partnership_are_reflective_points_unless_their_section_says_so():
    asked = documents.some_questions("How will you know?", asked_of="partnership")
    in_its_own = replace(REPORT, sections=(documents.a_section(kind="reflection", heading="Think", pieces=[asked]),))

    assert ">Reflective points</h4>" in html.page_html(REPORT)
    assert "Reflective points" not in html.page_html(in_its_own)


def test_contents_of_a_page_are_nested_as_its_sections_are():
    found = pieces_of(REPORT).contents

    analysis = next(one for one in found if one["words"] == "Analysis")
    assert [one["words"] for one in found][:3] == ["How this report may be used", "Introduction", "Process"]
    assert [one["words"] for one in analysis["inside"]] == ["Who was in the home", "Moving home"]
    assert [one["words"] for one in analysis["inside"][0]["inside"]] == ["What the grandmother saw"]
    assert [one["label"] for one in found][-2:] == ["notes", "glossary"]


def test_paragraph_before_a_table_that_names_it_is_its_caption_and_takes_no_number():
    source = "One.\n\nTable 2: Visits *made*\n\n| Who | When |\n|---|---|\n| Ann | now |\n\nTable talk.\n\nTwo."

    markup = to_html(source, numbered_from=1)

    assert '<div class="table" role="region" tabindex="0" aria-label="Table 2: Visits made"><table>' in markup
    assert "<caption>Table 2: Visits <em>made</em></caption>\n<thead>" in markup
    assert paragraphs_in(source) == 3
    assert 'id="paragraph-3" class="numbered"><span class="paragraph-number">3</span> Two.' in markup


def test_table_without_a_caption_is_named_by_its_columns():
    assert 'aria-label="Table: Who, When"' in to_html("| Who | **When** |\n|---|---|\n| Ann | now |")


# Its length


def test_report_of_23000_words_and_140_paragraphs_has_a_page():
    report = reports.a_long_report()

    page = html.page_html(report)

    assert 22_500 <= html.words(report) <= 23_500
    assert max(int(number) for number in re.findall(r'id="paragraph-(\d+)"', page)) == 140


def test_report_twice_as_long_as_the_longest_is_refused_before_it_is_laid_out():
    with pytest.raises(TooMuch, match="Shorten this briefing"):
        html.page_html(reports.a_long_report(words=60_000))


@pytest.mark.django_db
def test_preview_of_a_report_shows_the_page_at_once_and_offers_the_pdf(client):
    marlow = a_partnership(slug="marlow-vale")
    asha = a_person("asha", officer_of=[marlow])
    briefing = start_briefing(
        format="full-report", partnerships=[marlow], by=asha, review=a_review(partnerships=[marlow]), slug="a-report"
    )
    briefing.parts.filter(section="introduction").update(body="First.\n\nSecond.")
    client.force_login(asha)
    place, laid_out = reverse("admin:briefings_briefing_preview", args=[briefing.pk]), REPORT_WORKER.sheets

    look, frame = client.get(place), client.get(place, {"frame": 1})
    screen = fields_on(client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk])))
    live = client.post(place, screen).json()

    assert_page_says(look, "The PDF is laid out when you open it, with as many pages as it needs.", "Open the PDF")
    assert 'id="paragraph-2"' in frame.content.decode()
    assert 'id="paragraph-2"' in live["page"]
    assert "pages" not in live
    assert REPORT_WORKER.sheets == laid_out


@pytest.mark.django_db
def test_figure_of_a_draft_is_shown_to_its_staff_and_to_nobody_else(client):
    marlow = a_partnership(slug="marlow-vale")
    briefing = start_briefing(
        format="full-report", partnerships=[marlow], by=None, review=a_review(partnerships=[marlow]), slug="a-report"
    )
    figure = blank_part("figure", alt_text="A bar", briefing=briefing, position=99)
    figure.picture.save("bars.png", ContentFile(a_picture()))
    frame = reverse("admin:briefings_briefing_preview", args=[briefing.pk]) + "?frame=1"
    client.force_login(a_person(officer_of=[marlow]))

    address = re.search(r'<img src="([^"]+bars[^"]*)"', client.get(frame).content.decode())[1]
    shown = client.get(address)

    assert address.startswith("/admin/")
    assert (shown.status_code, shown["Content-Type"], shown.content) == (200, "image/png", a_picture())
    client.force_login(a_person(officer_of=[a_partnership()]))
    assert client.get(address).status_code == 404
    assert client.get(f"/media/{figure.picture.name}").status_code == 404


def test_report_is_judged_while_it_is_written_without_laying_it_out():
    quick = judged(REPORT, Circumstances(), review=None, asked_by=None, with_sheet=False)

    assert quick.rendered is None
    assert "paragraph-7" in quick.html()
    assert not [problem for problem in quick.problems if problem.code == "cannot-render"]
