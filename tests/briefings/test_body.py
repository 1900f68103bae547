"""The body that page and sheet share: every word in order, the agreed ids and classes, no level skipped."""

import re
from dataclasses import replace

import pytest

from briefings.document import Footnote, Label, sources
from briefings.rendering import html
from briefings.rendering.markdown import TooMuch
from tests import documents
from tests.assertions import text_of, words_in

ALL = {
    "learning note": documents.a_learning_note,
    "practitioner briefing": documents.a_practitioner_briefing,
    "learning page": documents.a_learning_page,
    "7-minute briefing": documents.a_seven_minute_briefing,
    "full report": documents.a_report,
}
# What a format says by itself, beside the officer's words.
MADE = {"learning point", "learning points", "notes"}


@pytest.mark.parametrize("kind", ALL)
def test_page_html_has_every_word_of_the_document_in_order(kind):
    document = ALL[kind]()
    body = replace(document, title="", summary="")

    found = iter(words_in(text_of(html.page_html(document))))

    wanted = [word for _, source in sources(body) for word in words_in(_without_markup(source))]
    missing = [word for word in wanted if word not in found]
    assert not missing


def test_page_html_of_a_learning_note_has_no_word_of_its_own():
    document = documents.a_learning_note()

    found = words_in(text_of(html.page_html(document)))

    assert found == [
        word for _, source in sources(replace(document, title="", summary="")) for word in words_in(source)
    ]


def _without_markup(source: str) -> str:
    source = re.sub(r"\[\^[^\]]+\]|\]\([^)]*\)", " ", source)
    return re.sub(r"^\s*\d+\. ", "", source, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", ALL)
def test_headings_start_under_the_title_and_skip_no_level(kind):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html.sheet_html(ALL[kind]()))]

    assert levels[:2] == [1, 2]
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))


def test_section_deeper_than_it_may_be_is_raised_to_the_next_level():
    document = documents.a_document(sections=[documents.a_section(heading="Deep", level=3)])

    assert "<h2>Deep</h2>" in html.page_html(document)


@pytest.mark.parametrize("kind", ALL)
def test_no_id_stands_twice_and_every_link_inside_leads_to_one(kind):
    markup = html.sheet_html(ALL[kind]())

    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(ids)


def test_note_marked_twice_is_led_back_to_its_first_mark():
    document = documents.a_document(
        sections=[documents.a_section(body="One[^a] and two[^a].")],
        footnotes=(Footnote("a", 1, 9, "A note.", "en-GB"),),
    )

    markup = html.page_html(document)

    assert 'id="mark-1"' in markup
    assert 'id="mark-1-2"' in markup
    assert '<li class="note" id="note-1">' in markup
    assert '<a href="#mark-1" aria-label="Back to note 1 in the text">' in markup


def test_one_point_alone_is_still_a_list():
    document = documents.a_document(sections=[documents.a_section(body="", pieces=[documents.some_points("Ask.")])])

    assert re.search(
        r'<ul class="points">\s*<li class="point" id="point-1">\s*<div class="words">\s*<p>Ask.</p>',
        html.page_html(document),
    )


def test_questions_stand_in_a_grid_only_where_the_format_says_so():
    assert 'class="questions questions--grid"' in html.page_html(documents.a_learning_note())
    assert "questions--grid" not in html.page_html(documents.a_practitioner_briefing())


def test_learning_page_blocks_have_an_address_a_heading_and_their_guidance():
    markup = html.page_html(documents.a_learning_page())

    assert re.search(r'<div class="block" id="block-1">\s*<h3 class="points-heading">Learning point</h3>', markup)
    assert '<h3 class="points-heading">Learning points</h3>' in markup
    assert re.search(r'<section class="guidance">\s*<h3>How to enhance your practice</h3>', markup)


def test_sectors_of_a_point_say_whom_it_is_meant_for():
    points = documents.some_points("Ask.", sectors=(Label("health", "Health"), Label("nhs", "NHS 111")))
    document = documents.a_document(sections=[documents.a_section(pieces=[points])])

    assert '<p class="meant-for">For health and NHS 111</p>' in html.page_html(document)


def test_words_in_another_language_say_which_and_how_they_run():
    document = documents.a_document(sections=[documents.a_section(heading="Cefndir", language="cy")])
    urdu = documents.a_document(sections=[documents.a_section(language="ur")])

    assert 'data-kind="other" lang="cy" dir="ltr">' in html.page_html(document)
    assert 'lang="ur" dir="rtl"' in html.page_html(urdu)


def test_resource_on_request_or_unknown_leaves_its_words_without_a_link():
    markup = html.page_html(documents.a_practitioner_briefing())

    assert '<a href="https://guide.example.org/b">the bruising guide</a> and the handover form.' in markup


def test_briefing_many_times_too_long_is_refused_before_anything_is_laid_out():
    document = documents.longer(documents.a_learning_note(), by=4)

    with pytest.raises(TooMuch, match="Shorten this briefing"):
        html.page_html(document)


def test_text_and_words_count_what_a_reader_meets():
    document = documents.a_document(
        title="Rowan's *title*", sections=[documents.a_section(heading="Why?", body="One **two**.")], contact="Ask us."
    )

    assert html.text(document) == "Rowan's title\nWhy?\nOne two.\nAsk us."
    assert html.words(document) == 7


def test_text_leaves_the_way_back_from_a_note_out():
    assert html.text(documents.a_practitioner_briefing()).endswith("\nThe method is set out in the full report.")


def test_sheet_html_signs_with_names_where_no_logo_is_at_hand():
    logo = documents.Picture("logos/a.png", "Marlow Vale", 300, 100)
    document = documents.a_document(publishers=(documents.a_publisher(logo=logo),))

    assert 'src="asset:logos/a.png" alt="Marlow Vale"' in html.sheet_html(document, pictures={"logos/a.png"})
    assert "Marlow Vale Safeguarding Children Partnership</span>" in html.sheet_html(document, pictures=set())


def test_colour_that_is_none_cannot_become_style():
    document = documents.a_document(publishers=(documents.a_publisher(colour="red;background:url(http://x/)"),))

    assert "url(" not in html.sheet_html(document)
