"""What stands around the words of a briefing: where to read on, how to cite it, abbreviations, links to its parts, and
the page for families."""

import re
from datetime import UTC, datetime

import pytest

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.citing import citation_of
from briefings.public.names import names_of
from briefings.public.pages.briefing import places_in
from briefings.public.related import related_to
from briefings.rendering.abbreviations import MEANINGS, unexplained
from tests import documents
from tests.assertions import text_of
from tests.briefings.public_rows import a_public_page
from tests.worlds import a_learning_note, a_partnership, an_edition, approved

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def related(page: PublicPage) -> list[str]:
    return [one.slug for one in related_to(page, names_of(page).of("theme"))]


# Where to read on


def test_same_review_comes_first_then_most_themes_then_newest():
    page = a_public_page(slug="here", review_slug="linden", themes=["One", "Two"])
    a_public_page(slug="one-theme", themes=["One"])
    a_public_page(slug="two-themes-old", themes=["One", "Two"], published_at=datetime(2025, 1, 1, tzinfo=UTC))
    a_public_page(slug="two-themes-new", themes=["Two", "One", "Three"])
    a_public_page(slug="same-review", review_slug="linden", themes=["Other"])
    a_public_page(slug="nothing-shared", themes=["Other"])

    assert related(page) == ["same-review", "two-themes-new", "two-themes-old", "one-theme"]


def test_no_more_than_four_are_offered_and_none_that_is_out_of_date():
    page = a_public_page(themes=["One"])
    a_public_page(slug="old", themes=["One", "Two"], notice="Replaced.")
    for _ in range(5):
        a_public_page(themes=["One"])

    assert len(related(page)) == 4
    assert "old" not in related(page)


def test_briefings_of_topics_are_not_taken_for_one_review():
    page = a_public_page(review_slug="")
    a_public_page(review_slug="")

    assert related(page) == []


def test_briefing_taken_down_is_offered_no_longer_and_an_old_copy_is_not_confirmed(client):
    page, other = a_public_page(themes=["One"]), a_public_page(themes=["One"], title="Learning from Child Aspen")
    first = client.get(page.get_absolute_url())
    assert "Learning from Child Aspen" in text_of(first.content)

    other.delete()
    second = client.get(page.get_absolute_url(), headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 200
    assert "Learning from Child Aspen" not in text_of(second.content)


def test_review_is_led_to_where_it_has_another_briefing(client):
    page = a_public_page(review_slug="linden")
    assert "/reviews/" not in client.get(page.get_absolute_url()).content.decode()

    a_public_page(review_slug="linden")

    assert 'href="/reviews/linden/"' in client.get(page.get_absolute_url()).content.decode()


# What it says of itself


def test_page_leads_to_its_themes_sectors_and_partnerships_and_says_what_else_it_may(client):
    rill = a_partnership(slug="rill", name="Rill Partnership", website="https://rill.example/")
    approved(rill)
    page = a_public_page(partnerships=[rill], themes=["Unseen men"], sectors=["Health"])
    for kind, name in (("review_type", "Rapid review"), ("age_band", "Under one"), ("harm", "Neglect")):
        PublicFacet.objects.create(page=page, kind=kind, slug=name.lower().replace(" ", "-"), name=name)

    response = client.get(page.get_absolute_url())

    html = response.content.decode()
    for address in ("/themes/unseen-men/", "/sectors/health/", "/learning/?partnership=rill", "https://rill.example/",
                    f"{page.get_absolute_url()}discuss/", "/families/"):  # fmt: skip
        assert f'href="{address}"' in html
    text = text_of(response.content)
    for words in ("Type of review Rapid review", "Age Under one", "Type of harm Neglect"):
        assert words in text


@pytest.mark.parametrize(
    ("title", "ends"), [("Child Linden", "Child Linden."), ("Who asked?", "Who asked?"), ("Stop.", "Stop.")]
)
def test_citation_names_authors_year_title_edition_reference_and_address(title, ends):
    north, south = a_partnership(name="North Rill Partnership"), a_partnership(name="Ash Vale Partnership")
    page = a_public_page(title=title, partnerships=[north, south], number=3)

    found = citation_of(page, names_of(page).publishers, address="https://learning.example/x/")

    assert found.authors == "North Rill Partnership and Ash Vale Partnership"
    assert found.year == 2026
    assert found.title == ends
    assert found.rest == "Learning note, edition 3, reference 3F9A-71C2. Available at:"
    assert found.address == "https://learning.example/x/"


# Abbreviations


def forms(words: str, *explained: str) -> list[str]:
    return [one["words"] for one in unexplained(words, explained=explained)]


def test_short_forms_are_those_of_the_words_in_alphabetical_order():
    assert forms("CAMHS\nThe SENCO rang the MASH[1] and A&E.") == ["A&E", "CAMHS", "MASH", "SENCO"]


def test_short_form_that_the_page_explains_or_does_not_use_is_left_alone():
    for words in (
        "A multi-agency safeguarding hub (MASH) met. The MASH decided.", "SMASHED, MASHER, M.A.S.H and mash", "",
    ):  # fmt: skip
        assert forms(words) == [], words
    assert forms("The MASH decided.", "MASH") == []


def test_meanings_are_plain_and_have_places_of_their_own():
    labels = [one["label"] for one in unexplained(" ".join(MEANINGS), explained=())]

    assert len(labels) == len(set(labels)) == len(MEANINGS)
    assert all(re.fullmatch(r"short-[a-z0-9]+", label) for label in labels)
    for form, meaning in MEANINGS.items():
        assert 2 <= len(meaning.split()) <= 16, form
        assert not meaning.endswith(".")


def test_short_forms_stand_beside_the_words_and_the_words_stay_as_approved(client):
    note = a_learning_note(partnerships=[a_partnership()], story=["Ring the LADO first."])
    an_edition(briefing=note)

    response = client.get(f"/learning/{note.slug}/")

    assert "<p>Ring the LADO first.</p>" in response.content.decode()
    assert f"LADO {MEANINGS['LADO']}" in text_of(response.content)


# Links to one part


def test_every_point_question_and_recommendation_can_be_linked_to_without_script(client):
    document = documents.a_document(
        sections=[
            documents.a_section(
                pieces=[
                    documents.some_points("One two three four five six seven eight nine ten."),
                    documents.some_recommendations("Ask."),
                ]
            )
        ]
    )
    page = a_public_page(document=document)

    html = client.get(page.get_absolute_url()).content.decode()

    assert [(one.name, one.opening) for one in places_in(page)] == [
        ("Learning point 1", "One two three four five six seven eight nine…"), ("Recommendation 1", "Ask."),
    ]  # fmt: skip
    for label in ("point-1", "recommendation-1"):
        assert f'<a href="#{label}">' in html


# For families


def test_page_for_families_names_the_mailboxes_of_those_who_publish(client):
    publishing, silent = a_partnership(mailbox="learning@rill.example"), a_partnership(mailbox="silent@nowhere.example")
    a_public_page(partnerships=[publishing])
    approved(publishing)
    approved(silent)

    response = client.get("/families/")

    assert "learning@rill.example" in text_of(response.content)
    assert "silent@nowhere.example" not in text_of(response.content)


@pytest.mark.parametrize("address", ["/families/", "/staying-safe-online/"])
def test_numbers_to_ring_are_the_numbers_shown(client, address):
    html = client.get(address).content.decode()

    found = re.findall(r'<a href="(?:tel|sms):(\d+)">([\d ]+)</a>', html)
    assert len(found) >= 4
    assert all(rings == shown.replace(" ", "") for rings, shown in found)


def test_page_for_families_is_written_in_short_plain_sentences(client):
    """Reading age low: short sentences, short words."""
    html = client.get("/families/").content.decode()
    main = re.search(r'<div class="words">(.*?)</main>', html, re.DOTALL)[1]

    blocks = [re.sub(r"<[^>]+>", " ", one) for one in re.findall(r"<(?:p|li)\b.*?</(?:p|li)>", main, re.DOTALL)]
    sentences = [one.split() for block in blocks for one in re.split(r"[.!?:;]\s", block) if one.strip()]
    words = [re.sub(r"\W", "", word) for sentence in sentences for word in sentence]
    assert max(len(sentence) for sentence in sentences) <= 25
    assert sum(map(len, sentences)) / len(sentences) < 12
    assert sum(map(len, words)) / len(words) < 4.6


def test_families_are_led_to_their_page_from_everywhere(client):
    for address in ("/", "/learning/", a_public_page().get_absolute_url(), "/nothing/"):
        assert 'href="/families/"' in client.get(address).content.decode(), address
