"""What a page is shown by besides its body is some of the body that was approved, byte for byte."""

import re
from dataclasses import replace

import pytest

from briefings.models.public import PublicPage
from briefings.rendering import html
from briefings.rendering.pieces import Story, pieces_of
from tests import documents, reports
from tests.worlds import a_learning_note, a_partnership, an_edition

ALL = (
    documents.a_learning_note, documents.a_practitioner_briefing, documents.a_learning_page,
    documents.a_seven_minute_briefing, documents.a_report, reports.a_rich_report,
)  # fmt: skip


def test_every_piece_of_every_format_stands_in_its_page():
    for make in ALL:
        document = make()
        page, apart = html.page_html(document), pieces_of(document)

        assert apart.within(page) == apart, make
        labels = re.findall(r'<li class="(point|question|recommendation)" id="([^"]+)"', page)
        assert [(one.kind, one.label) for one in apart.pieces] == labels, make
        for one in apart.pieces:
            assert re.search(rf'<li class="{one.kind}" id="{one.label}"[^>]*>\n{re.escape(one.html)}\n</li>', page), one
            assert one.words, one


def test_piece_that_another_release_composes_otherwise_is_left_out():
    document = documents.a_learning_note()
    apart = pieces_of(document)
    approved = html.page_html(document).replace(apart.pieces[0].html, "<p>As it was</p>").replace(apart.story.html, "")

    assert apart.within(approved).pieces == apart.pieces[1:]
    assert apart.within(approved).story == Story()


@pytest.mark.django_db
def test_publishing_writes_the_pieces_of_the_approved_body():
    edition = an_edition(briefing=a_learning_note(partnerships=[a_partnership()], story=["Two visits were missed."]))

    page = PublicPage.objects.get()

    pieces = list(page.pieces.all())
    assert {one.kind for one in pieces} == {"point", "question"}
    assert [one.position for one in pieces] == list(range(len(pieces)))
    for one in pieces:
        assert one.html in edition.page_html
    assert page.story == "<p>Two visits were missed.</p>"
    assert [one["label"] for one in page.contents] == re.findall(r'<section class="section" id="([^"]+)"', page.html)


def test_story_is_what_happened_where_it_can_be_told_in_a_minute():
    def story(*told: tuple[str, str]) -> str:
        sections = [
            documents.a_section(kind=kind, body=body, heading="", position=place)
            for place, (kind, body) in enumerate(told, start=1)
        ]
        return pieces_of(documents.a_document(sections=sections)).story.html

    background, happened = ("background", "Where it was."), ("what_happened", "Two knew a part each.")
    assert story(background, happened) == "<p>Two knew a part each.</p>"
    assert story(background, ("what_happened", "word " * 300)) == "<p>Where it was.</p>"
    assert story(("what_happened", "word " * 300)) == ""
    assert story(("background", "This report is strictly confidential.")) == ""


def test_words_of_a_piece_are_without_marks_and_markup():
    note = documents.Footnote("a", 1, 9, "A note.", "en-GB")
    points = documents.some_points("**Fire** needs a plan: *where*[^a], &c.\n\n- Who?")
    document = documents.a_document(sections=[documents.a_section(pieces=[points])], footnotes=(note,))

    (piece,) = pieces_of(document).pieces

    assert piece.words == "Fire needs a plan: where, &c. Who?"
    assert 'class="note-mark"' in piece.html


def test_piece_says_in_which_language_it_is():
    points = documents.some_points("Un.", "Two.")
    points = replace(points, points=(replace(points.points[0], language="cy"), points.points[1]))
    section = documents.a_section(kind="what_happened", language="ur", pieces=[points])

    apart = pieces_of(documents.a_document(sections=[section]))

    assert [one.language for one in apart.pieces] == ["cy", "en-GB"]
    assert apart.story.language == "ur"


def test_headings_have_their_numbers_and_no_marks():
    document = documents.a_seven_minute_briefing()
    first = replace(document.sections[0], heading="Part & **one**[^a]")
    document = replace(document, sections=(first, *document.sections[1:]))

    assert pieces_of(document).contents[0] == {"label": "section-1", "words": "1. Part & one", "inside": []}
