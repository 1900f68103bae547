"""Team mode: what is talked through, what it rests on, and that it goes where its briefing goes.

How it plays in a browser: tests/journeys/test_team_mode.py.
"""

import re

import pytest

from briefings.models.public import PublicPiece
from briefings.public.pages.discuss import MOST_AT_HAND
from tests.assertions import text_of
from tests.briefings.public_rows import a_notice, a_public_page, by_hand
from tests.documents import a_document, a_section, some_points, some_questions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STORY = "Two services knew a part each."
METHOD = a_section(kind="method", position=9, body="", pieces=[some_questions("What went wrong?", asked_of="review")])
NOTE = a_document(
    sections=[
        a_section(kind="what_happened", body=STORY),
        a_section(kind="learning", position=2, body="",
                  pieces=[some_points("Ask who lives in the home.", "Say what you saw.")]),
        a_section(kind="questions", position=3, body="",
                  pieces=[some_questions("Whom do you ask?", "How do you check?")]),
    ]
)  # fmt: skip


def meeting(client, *sections, **fields) -> str:
    """The page of a briefing of these sections, for a meeting."""
    page = a_public_page(document=a_document(sections=sections), **fields)
    return client.get(f"{page.get_absolute_url()}discuss/").content.decode()


def asked_on(html: str) -> list[str]:
    """What stands in each question of a page, with the points it rests on."""
    steps = re.findall(r'<div class="asked".*?(?=<p class="step__note")', html, re.DOTALL)
    return [" ".join(text_of(one).split()) for one in steps]


# What is talked through


def test_questions_are_those_asked_of_readers_in_order(client):
    html = meeting(client, METHOD, *NOTE.sections)

    first, second = asked_on(html)
    assert first.startswith("Whom do you ask?")
    assert second.startswith("How do you check?")
    assert "What went wrong?" not in html


def test_question_rests_on_the_points_of_its_own_section_or_on_all_where_they_are_few(client):
    own = meeting(
        client,
        a_section(kind="learning", body="", pieces=[some_points("Elsewhere.")]),
        a_section(kind="findings", position=2, body="", pieces=[some_points("Here.", first=2), some_questions("Why?")]),
    )
    few, many = (
        meeting(
            client,
            a_section(kind="learning", body="", pieces=[some_points(*["One."] * count)]),
            a_section(kind="questions", position=2, body="", pieces=[some_questions("Why?")]),
        )
        for count in (MOST_AT_HAND, MOST_AT_HAND + 1)
    )

    assert asked_on(own) == ["Why? The learning points behind it Here."]
    assert asked_on(few) == [f"Why? The learning points behind it {' '.join(['One.'] * MOST_AT_HAND)}"]
    assert asked_on(many) == ["Why?"]


def test_long_question_is_set_smaller(client):
    html = meeting(client, a_section(body="", pieces=[some_questions("Why? " * 40, "Why?")]))

    assert re.findall(r'class="step step--question( step--long)?"', html) == [" step--long", ""]


def test_words_are_those_approved_without_what_leads_elsewhere_on_the_page(client):
    page = a_public_page()
    number = '<a class="paragraph-number" href="#paragraph-1" aria-label="Paragraph 1">1</a> '
    mark = '<sup class="note-mark"><a href="#note-1" id="mark-1">[1]</a></sup>'
    html = f'<p id="paragraph-1" class="numbered">{number}Seen <em>twice</em> &amp; noted{mark}.</p>'
    by_hand(PublicPiece, page=page, kind="question", label="q", section="s", position=1, words="Seen", html=html)

    html = client.get(f"{page.get_absolute_url()}discuss/").content.decode()

    assert '<p class="numbered">Seen <em>twice</em> &amp; noted.</p>' in html


def test_each_block_keeps_its_language(client):
    page = a_public_page(language="cy", story="<p>Stori</p>")
    for place, language in enumerate(("ur", "en-GB", "")):
        by_hand(PublicPiece, page=page, kind="question", label="q", section="s", position=place,
                                   language=language, words="?", html="<p>?</p>")  # fmt: skip

    html = client.get(f"{page.get_absolute_url()}discuss/").content.decode()

    assert re.findall(r'<div class="asked"([^>]*)>', html) == [' lang="ur" dir="rtl"', ' lang="en-GB" dir="ltr"', ""]
    assert '<div class="story">\n<p>Stori</p>' in html


# Its page


def steps(response) -> list[str]:
    return re.findall(r'data-step-name="([^"]+)"', response.content.decode())


def test_page_is_the_whole_meeting_in_order(client):
    page = a_public_page(document=NOTE, title="Learning from Child Linden")

    response = client.get(f"{page.get_absolute_url()}discuss/")

    assert steps(response) == [
        "Opening", "In a minute", "Learning points", "Question 1 of 2", "Question 2 of 2", "Before we finish",
    ]  # fmt: skip
    text = text_of(response.content)
    for words in (STORY, "Ask who lives in the home.", "Whom do you ask?", "Learning from Child Linden"):
        assert words in text


def test_page_without_questions_asks_the_standing_three_about_its_points(client):
    points = a_section(kind="practice", body="", pieces=[some_points("Ask who lives in the home.")])
    page = a_public_page(document=a_document(sections=[points]), summary="Four visits.")

    response = client.get(f"{page.get_absolute_url()}discuss/")

    assert steps(response) == ["Opening", "In a minute", "Learning points", "Before we finish"]
    text = text_of(response.content)
    for words in ("Four visits.", "Three questions for any team", "What stays with us?", "Ask who lives in the home."):
        assert words in text


def test_no_question_stands_without_a_label(client):
    html = client.get(f"{a_public_page(document=NOTE).get_absolute_url()}discuss/").content.decode()

    labelled = re.findall(r'<section class="step[^>]*aria-labelledby="([\w-]+)"', html)
    assert len(labelled) == html.count('<section class="step') == 5
    for label in labelled:
        assert re.search(rf'<h2 id="{label}"[^>]*>[^<]+', html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "points are repeated beside their questions, their ids must not be"


def test_out_of_date_briefing_is_talked_through_under_its_notice(client):
    page = a_public_page(document=NOTE, notice="The procedure has been replaced.")

    assert "The procedure has been replaced." in text_of(client.get(f"{page.get_absolute_url()}discuss/").content)


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ur", "rtl")])
def test_page_is_marked_with_its_language_and_what_stands_around_as_english(client, language, direction):
    page = a_public_page(document=NOTE, language=language)

    html = client.get(f"{page.get_absolute_url()}discuss/").content.decode()

    assert f'<html lang="{language}" dir="{direction}">' in html
    for mark in ("team__tools", "team__guide", "step__note", "team-bar"):
        assert re.search(rf'class="{mark}"[^>]* lang="en-GB" dir="ltr"', html), mark
    for heading in re.findall(r"<h2 [^>]*>", html):
        assert 'lang="en-GB"' in heading or 'id="guide"' in heading or 'id="finish-heading"' in heading


# What it costs, and where it goes


def test_page_takes_six_queries_and_one_when_unchanged(client, django_assert_num_queries):
    address = f"{a_public_page(document=NOTE).get_absolute_url()}discuss/"
    client.get("/families/")

    with django_assert_num_queries(6):
        tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_page_goes_where_its_briefing_goes(client):
    a_notice(slug="gone", notice="Taken down.")
    a_notice(slug="moved", moved_to="/learning/another/")

    for slug in ("gone", "moved", "never"):
        whole, meeting = client.get(f"/learning/{slug}/"), client.get(f"/learning/{slug}/discuss/")
        assert meeting.status_code == whole.status_code
        assert meeting.content == whole.content
        assert meeting.headers.get("Location") == whole.headers.get("Location")


def test_words_of_a_withdrawn_page_are_gone_at_once(client):
    page = a_public_page(document=NOTE)
    address = f"{page.get_absolute_url()}discuss/"
    tag = client.get(address).headers["ETag"]
    page.delete()
    a_notice(slug=page.slug)

    response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 410
    assert STORY not in text_of(response.content)
    assert page.title not in text_of(response.content)
