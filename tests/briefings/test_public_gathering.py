"""Theme, sector, resource and review pages and the home page: what they gather, and what they leave alone."""

from datetime import UTC, datetime

import pytest

from briefings.models.public import PublicPassage, PublicPassageLabel, PublicResource
from reviews.models import Theme
from reviews.models.vocabulary import Resource
from tests.assertions import text_of
from tests.briefings.public_rows import a_public_page, by_hand
from tests.briefings.test_public_pages import elements, in_order
from tests.worlds import a_learning_note, a_partnership, an_edition, approved

pytestmark = pytest.mark.django_db


def say(page, *sentences, kind="point", theme="neglect", sector=""):
    """Let a page say something in passages of its own."""
    place = page.passages.count()
    for number, sentence in enumerate(sentences, start=place):
        passage = by_hand(
            PublicPassage,
            page=page,
            kind=kind,
            label=f"{kind}-{number}",
            text=sentence,
            position=number,
            language=page.language,
        )
        for label, slug in (("theme", theme), ("sector", sector)):
            if slug:
                PublicPassageLabel.objects.create(passage=passage, kind=label, slug=slug)


def lead_to(page, slug, **fields):
    """Let a page lead its readers to a resource."""
    one = {"title": slug.title(), "publisher": "Rill Library", "kind": "Toolkit", "address": "https://library.example/",
           "access": "open", **fields}  # fmt: skip
    by_hand(PublicResource, page=page, slug=slug, **one)


@pytest.fixture
def neglect():
    """Two reviews and a topic briefing that speak of neglect, each in its year."""
    approved(
        Theme.objects.create(
            name="Neglect", slug="neglect", description="When needs go unmet.", synonyms="unmet needs\n"
        )
    )
    pages = [
        a_public_page(
            slug=f"note-{number}",
            title=f"Note {number}",
            review_slug=review,
            themes=["Neglect", "Hidden men"][:number],
            sectors=["Health"],
            published_at=datetime(2020 + number, 5, 1, tzinfo=UTC),
        )  # fmt: skip
        for number, review in ((1, "case-one"), (2, "case-two"), (3, ""))
    ]
    say(pages[0], "Ask who else lives there.", "Weigh the baby.", sector="health")
    say(pages[1], "Write down what you saw.")
    say(pages[1], "Who last saw the child alone?", kind="question")
    say(pages[2], "Look in the fridge.", kind="guidance")
    say(pages[2], "The whole page.", kind="page")
    return pages


def test_theme_page_gathers_what_was_said_across_reviews_and_years(client, neglect):
    response = client.get("/themes/neglect/")

    text = text_of(response.content)
    assert in_order(
        text, "3 learning points, 1 piece of guidance and 1 question, from 2 reviews and 1 topic briefing",
        "3 learning points from 2 reviews", "Write down what you saw.", "Note 2", "Ask who else lives there.",
        "Weigh the baby.", "Look in the fridge.", "Who last saw the child alone?",
    )  # fmt: skip
    assert "When needs go unmet." in text
    assert "Also called unmet needs" in text
    assert "The whole page." not in text
    assert {"href": "/learning/note-1/#point-1"} in elements(response, "a")
    assert {"href": "/themes/hidden-men/"} in elements(response, "a")
    assert {"href": "/themes/neglect/feed/"} in elements(response, "a")


def test_theme_page_shows_all_of_one_kind_in_pages(client, neglect):
    say(neglect[0], *[f"Point number {number} of many." for number in range(30)])

    overview, first, second = (client.get(f"/themes/neglect/{q}") for q in ("", "?show=points", "?show=points&page=2"))

    assert {"href": "/themes/neglect/?show=points"} in elements(overview, "a")
    assert len(elements(first, "blockquote")) == 20
    assert len(elements(second, "blockquote")) == 13
    assert "/themes/neglect/?show=points" in [one["href"] for one in elements(second, "a") if one.get("rel") == "prev"]
    for query in ("?show=points&page=3", "?show=points&page=0", "?show=recommendations"):
        assert client.get(f"/themes/neglect/{query}").status_code == 404, query
    for query in ("?show=nonsense", "?page=2", "?page=1&show=points&show=nonsense"):
        assert client.get(f"/themes/neglect/{query}").headers["Location"] == "/themes/neglect/", query


def test_overview_takes_from_several_briefings_before_much_from_one(client, neglect):
    say(neglect[1], *[f"Point number {number} of many." for number in range(30)])

    text = text_of(client.get("/themes/neglect/").content)

    assert "Ask who else lives there." in text
    assert "Weigh the baby." in text


@pytest.mark.parametrize("room", ["themes", "sectors", "reviews"])
def test_nothing_that_is_not_published_has_a_page(client, room):
    Theme.objects.create(name="Never spoken of", slug="never-spoken-of")
    a_public_page()

    assert client.get(f"/{room}/never-spoken-of/").status_code == 404
    assert "Never spoken of" not in text_of(client.get("/themes/").content)


def test_theme_page_is_sent_again_when_its_description_changes(client, neglect):
    tag = client.get("/themes/neglect/").headers["ETag"]
    Theme.objects.update(description="Needs that nobody meets.")
    assert client.get("/themes/neglect/", headers={"If-None-Match": tag}).status_code == 304
    approved(Theme.objects.get())

    response = client.get("/themes/neglect/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "Needs that nobody meets." in text_of(response.content)


def test_what_was_withdrawn_is_gone_from_its_theme_at_once(client, neglect):
    tag = client.get("/themes/neglect/").headers["ETag"]
    neglect[1].delete()

    text = text_of(client.get("/themes/neglect/", headers={"If-None-Match": tag}).content)

    assert "2 learning points" in text
    assert "Write down what you saw." not in text
    for page in (neglect[0], neglect[2]):
        page.delete()
    assert client.get("/themes/neglect/").status_code == 404


def test_sector_page_gathers_what_is_meant_for_it(client, neglect):
    text = text_of(client.get("/sectors/health/").content)

    assert in_order(text, "I work in", "Health", "2 learning points, from 1 review", "Ask who else lives there.")
    assert "Write down what you saw." not in text


def test_lists_of_themes_and_sectors_count_points_and_reviews(client, neglect):
    themes, sectors = (text_of(client.get(address).content) for address in ("/themes/", "/sectors/"))

    assert in_order(themes, "Hidden men", "2 briefings", "Neglect", "3 learning points from 2 reviews")
    assert in_order(sectors, "I work in Health", "2 learning points from 1 review")


def test_register_says_what_each_resource_is_and_where_it_is_used(client):
    for number in range(6):
        page = a_public_page(title=f"Note {number}", published_at=datetime(2020 + number, 1, 1, tzinfo=UTC))
        lead_to(page, "neglect-toolkit", access="login", format_note="PDF")
    Resource.objects.create(
        slug="neglect-toolkit", title="A new name, not approved", address="https://library.example/",
        last_checked="2026-05-05", link_checked_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
    )  # fmt: skip
    Resource.objects.create(slug="unused", title="Used nowhere", address="https://library.example/")

    text = text_of(client.get("/resources/").content)

    assert in_order(
        text, "Toolkit", "Neglect-Toolkit", "Rill Library", "PDF", "Needs an account", "Link last checked 4 March 2026",
        "Used in Note 5, Note 4, Note 3, Note 2 and 2 more",
    )  # fmt: skip
    assert "Used nowhere" not in text
    assert "not approved" not in text


def test_register_says_which_link_may_not_work_as_soon_as_it_is_known(client):
    lead_to(a_public_page(), "toolkit")
    Resource.objects.create(slug="toolkit", title="Toolkit", address="https://library.example/")
    tag = client.get("/resources/").headers["ETag"]
    assert client.get("/resources/", headers={"If-None-Match": tag}).status_code == 304
    Resource.objects.update(link_state="gone", link_checked_at=datetime(2026, 6, 1, tzinfo=UTC))

    text = text_of(client.get("/resources/", headers={"If-None-Match": tag}).content)

    assert "The link could not be opened on 1 June 2026." in text


def test_register_shows_one_kind(client):
    page = a_public_page()
    lead_to(page, "tool")
    lead_to(page, "study", kind="Research")

    text = text_of(client.get("/resources/?kind=research").content)

    assert "Study" in text
    assert "Tool " not in text
    assert client.get("/resources/?kind=nothing%00").headers["Location"] == "/resources/"


def test_review_page_lists_its_briefings_and_says_nothing_else(client):
    a_public_page(title="Older note", review_slug="case-one", published_at=datetime(2025, 1, 1, tzinfo=UTC))
    a_public_page(title="Newer report", review_slug="case-one", published_at=datetime(2026, 1, 1, tzinfo=UTC))
    a_public_page(title="Another case", review_slug="case-two")

    text = text_of(client.get("/reviews/case-one/").content)

    assert in_order(
        text, "2 briefings have been published from this review", "Newer report", "Published 1 January 2026",
        "Older note", "Published 1 January 2025",
    )  # fmt: skip
    assert "Another case" not in text
    assert "case-one" not in text


def test_home_leads_to_sectors_and_themes_and_says_what_changed(client):
    first = datetime(2026, 1, 1, 10, tzinfo=UTC)
    a_public_page(themes=["Neglect"], sectors=["Health"], first_published_at=first, title="Corrected note",
                  published_at=datetime(2026, 3, 1, 10, tzinfo=UTC), change_note="A clearer point.")  # fmt: skip
    a_public_page(title="Never changed", first_published_at=first, published_at=first)

    response = client.get("/")

    text = text_of(response.content)
    assert in_order(text, "I work in", "Health 1 briefing", "Find by theme", "Recently updated")
    assert "Neglect 1 briefing" in text
    changed = text[text.find("Recently updated") :]
    assert in_order(changed, "1 March 2026", "Corrected note", "A clearer point.")
    assert "Never changed" not in changed
    assert {"href": "/families/"} in elements(response, "a")


def test_page_takes_few_queries_however_much_there_is(client, neglect, django_assert_max_num_queries):
    lead_to(neglect[0], "toolkit")
    say(neglect[1], *[f"Point number {number} of many." for number in range(30)])

    for address in (
        "/themes/",
        "/sectors/",
        "/themes/neglect/",
        "/sectors/health/",
        "/resources/",
        "/reviews/case-one/",
    ):
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("address", ["/themes/", "/sectors/", "/resources/", "/learning/", "/"])
def test_empty_site_has_its_rooms(client, address):
    assert client.get(address).status_code == 200


def test_publishing_writes_the_resources_and_the_colour_that_lists_show(client):
    Resource.objects.create(slug="guide", title="Guide to visits", publisher="Rill Library", kind="toolkit",
                            address="https://library.example/visits")  # fmt: skip
    partnership = a_partnership(colour="#4b2a73")
    note = a_learning_note(
        partnerships=[partnership], story=["Two visits were missed. See the [guide](resource:guide)."]
    )

    an_edition(briefing=note)

    assert in_order(
        text_of(client.get("/resources/").content), "Toolkit", "Guide to visits", "Rill Library", note.title
    )
    assert {"width": "100%", "height": "100%", "rx": "2", "fill": "#4b2a73"} in elements(
        client.get("/learning/"), "rect"
    )
