"""Team mode: what is talked through, what it rests on, and that it goes where its briefing goes.

How it plays in a browser: tests/journeys/test_team_mode.py.
"""

import re

import pytest

from briefings.public.body import plain, read
from briefings.public.pages.discuss import MOST_AT_HAND, questions_of, story_of
from tests.assertions import text_of
from tests.briefings.public_rows import a_notice, a_public_page

pytestmark = pytest.mark.django_db


def section(kind: str, *inside: str, heading: str = "A heading", more: str = "") -> str:
    opening = f'<section class="section" id="{kind}" data-kind="{kind}"{more}>\n<h2>{heading}</h2>\n'
    return f"{opening}{''.join(inside)}</section>\n"


def prose(words: str) -> str:
    return f'<div class="prose">\n<p>{words}</p>\n</div>\n'


def points(*words: str, first: int = 1) -> str:
    rows = (f'<li class="point" id="point-{n}">\n<div class="words">\n<p>{one}</p>\n</div>\n</li>\n'
            for n, one in enumerate(words, start=first))  # fmt: skip
    return f'<ul class="points">\n{"".join(rows)}</ul>\n'


def questions(*words: str, asked_of: str = "practitioner", more: str = "") -> str:
    rows = (f'<li class="question" id="question-{n}"{more}>\n<div class="words">\n<p>{one}</p>\n</div>\n</li>\n'
            for n, one in enumerate(words, start=1))  # fmt: skip
    return f'<ul class="questions" data-asked-of="{asked_of}">\n{"".join(rows)}</ul>\n'


STORY = "Two services knew a part each."
NOTE = (
    section("what_happened", prose(STORY))
    + section("learning", points("Ask who lives in the home.", "Say what you saw."))
    + section("questions", questions("Whom do you ask?", "How do you check?"))
)


# What is talked through


def test_questions_are_those_asked_of_readers_in_order():
    body = read(section("method", questions("What went wrong?", asked_of="review")) + NOTE)

    assert [one.piece.words for one in questions_of(body)] == ["Whom do you ask?", "How do you check?"]


def test_question_rests_on_the_points_of_its_own_section():
    body = read(
        section("learning", points("Elsewhere.")) + section("findings", points("Here.", first=2), questions("Why?"))
    )

    assert [point.words for point in questions_of(body)[0].points] == ["Here."]


def test_question_alone_rests_on_all_points_where_they_are_few():
    few, many = (
        read(section("learning", points(*["One."] * count)) + section("questions", questions("Why?")))
        for count in (MOST_AT_HAND, MOST_AT_HAND + 1)
    )

    assert len(questions_of(few)[0].points) == MOST_AT_HAND
    assert questions_of(many)[0].points == []


def test_story_is_what_happened_where_it_can_be_told_in_a_minute():
    background = section("background", prose("Where it was."))

    assert plain(story_of(read(background + NOTE)).html) == STORY
    assert plain(story_of(read(background + section("what_happened", prose("word " * 300)))).html) == "Where it was."
    assert story_of(read(section("what_happened", prose("word " * 300)))) is None
    assert story_of(read("<p>Anything else</p>")) is None


def test_words_are_cut_out_as_they_were_approved_without_what_leads_elsewhere_on_the_page():
    body = read(
        section(
            "what_happened",
            '<div class="prose">\n<p id="paragraph-1" class="numbered"><a class="paragraph-number" href="#paragraph-1" '
            'aria-label="Paragraph 1">1</a> Seen <em>twice</em> &amp; noted<sup class="note-mark"><a href="#note-1" '
            'id="mark-1">[1]</a></sup>.</p>\n</div>',
        )
    )

    assert story_of(body).html == '<p class="numbered">Seen <em>twice</em> &amp; noted.</p>'


def test_each_block_keeps_its_language():
    more = ' lang="ur" dir="rtl"'
    body = read(
        section("questions", questions("سوال؟", more=more))
        + section("what_happened", prose("Stori"), more=' lang="cy" dir="ltr"')
    )

    assert (questions_of(body)[0].piece.language, questions_of(body)[0].piece.direction) == ("ur", "rtl")
    assert (story_of(body).language, story_of(body).direction) == ("cy", "ltr")


@pytest.mark.parametrize(
    "html", ["", "</li></section>", "<li class='point'>", '<section class="section"><p>x', "<<>&#0;"]
)
def test_words_of_another_shape_give_no_question_and_break_nothing(html):
    assert not questions_of(read(html))


# Its page


def steps(response) -> list[str]:
    return re.findall(r'data-step-name="([^"]+)"', response.content.decode())


def test_page_is_the_whole_meeting_in_order(client):
    page = a_public_page(html=NOTE, title="Learning from Child Linden")

    response = client.get(f"{page.get_absolute_url()}discuss/")

    assert steps(response) == [
        "Opening", "In a minute", "Learning points", "Question 1 of 2", "Question 2 of 2", "Before we finish",
    ]  # fmt: skip
    text = text_of(response.content)
    for words in (STORY, "Ask who lives in the home.", "Whom do you ask?", "Learning from Child Linden"):
        assert words in text


def test_page_without_questions_asks_the_standing_three_about_its_points(client):
    page = a_public_page(html=section("practice", points("Ask who lives in the home.")), summary="Four visits.")

    response = client.get(f"{page.get_absolute_url()}discuss/")

    assert steps(response) == ["Opening", "In a minute", "Learning points", "Before we finish"]
    text = text_of(response.content)
    for words in ("Four visits.", "Three questions for any team", "What stays with us?", "Ask who lives in the home."):
        assert words in text


def test_no_question_stands_without_a_label(client):
    html = client.get(f"{a_public_page(html=NOTE).get_absolute_url()}discuss/").content.decode()

    labelled = re.findall(r'<section class="step[^>]*aria-labelledby="([\w-]+)"', html)
    assert len(labelled) == html.count('<section class="step') == 5
    for label in labelled:
        assert re.search(rf'<h2 id="{label}"[^>]*>[^<]+', html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "points are repeated beside their questions, their ids must not be"


def test_out_of_date_briefing_is_talked_through_under_its_notice(client):
    page = a_public_page(html=NOTE, notice="The procedure has been replaced.")

    assert "The procedure has been replaced." in text_of(client.get(f"{page.get_absolute_url()}discuss/").content)


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ur", "rtl")])
def test_page_is_marked_with_its_language_and_what_stands_around_as_english(client, language, direction):
    page = a_public_page(html=NOTE, language=language)

    html = client.get(f"{page.get_absolute_url()}discuss/").content.decode()

    assert f'<html lang="{language}" dir="{direction}">' in html
    for mark in ("team__tools", "team__guide", "step__note", "team-bar"):
        assert re.search(rf'class="{mark}"[^>]* lang="en-GB" dir="ltr"', html), mark
    for heading in re.findall(r"<h2 [^>]*>", html):
        assert 'lang="en-GB"' in heading or 'id="guide"' in heading or 'id="finish-heading"' in heading


# What it costs, and where it goes


def test_page_takes_five_queries_and_one_when_unchanged(client, django_assert_num_queries):
    address = f"{a_public_page(html=NOTE).get_absolute_url()}discuss/"
    client.get("/families/")

    with django_assert_num_queries(5):
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
    page = a_public_page(html=NOTE)
    address = f"{page.get_absolute_url()}discuss/"
    tag = client.get(address).headers["ETag"]
    page.delete()
    a_notice(slug=page.slug)

    response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 410
    assert STORY not in text_of(response.content)
    assert page.title not in text_of(response.content)
