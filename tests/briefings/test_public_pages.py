"""The public pages: what they show, what they cost, what they never carry."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.models.public import PublicPicture
from briefings.public.pages.briefing import minutes_to_read, size_in_words
from people.models import Partnership
from tests import documents
from tests.assertions import text_of
from tests.briefings.public_rows import a_notice, a_public_page, an_approved_text, by_hand
from tests.worlds import a_learning_note, a_partnership, approved

pytestmark = pytest.mark.django_db
STATEMENTS = ("/accessibility/", "/privacy/", "/staying-safe-online/")


class _Elements(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(response, name: str) -> list[dict]:
    """The attributes of every element of this name."""
    return [attrs for tag, attrs in _Elements(response.content.decode()).found if tag == name]


def in_order(text: str, *words: str) -> bool:
    places = [text.find(one) for one in words]
    return -1 not in places and places == sorted(places)


# A briefing's page


def test_briefing_page_shows_who_when_and_for_whom(client):
    north, south = a_partnership(name="North Rill Partnership"), a_partnership(name="Ash Vale Partnership")
    page = a_public_page(
        title="Child Linden: learning note", partnerships=[north, south], themes=["Unseen men"], sectors=["Health"],
        number=2, change_note="A clearer second point.", sheet_pages=1, sheet_bytes=33_400, words=360,
        first_published_at=datetime(2026, 3, 3, 10, tzinfo=UTC), published_at=datetime(2026, 5, 20, 10, tzinfo=UTC),
    )  # fmt: skip

    response = client.get(page.get_absolute_url())

    text = text_of(response.content)
    assert in_order(
        text, "Learning note", "Child Linden: learning note", "North Rill Partnership", "Ash Vale Partnership"
    )
    for words in (
        "Published 3 March 2026", "Updated 20 May 2026", "About 2 minutes to read", "1 page, 33 kB", "Health",
        "Unseen men", "2, reference 3F9A-71C2", "What changed on 20 May 2026", "A clearer second point.",
    ):  # fmt: skip
        assert words in text
    assert page.html in response.content.decode(), "the approved body is not on the page as it was approved"
    assert text.count("Child Linden: learning note") == 2, "once as its title, and once where it is cited"


def test_briefing_page_published_once_shows_one_date(client):
    page = a_public_page()

    text = text_of(client.get(page.get_absolute_url()).content)

    assert "Published 20 May 2026" in text
    assert "Updated" not in text


def test_out_of_date_briefing_stands_under_its_notice(client):
    page = a_public_page(notice="The procedure has been replaced.\n\nAsk your lead.")

    text = text_of(client.get(page.get_absolute_url()).content)

    assert in_order(text, "This is out of date", "The procedure has been replaced.", "Ask your lead.", "What happened?")


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ur", "rtl"), ("en-GB", "ltr")])
def test_briefing_page_is_marked_with_its_language_and_the_rest_as_english(client, language, direction):
    page = a_public_page(language=language)

    response = client.get(page.get_absolute_url())

    assert elements(response, "html") == [{"lang": language, "dir": direction}]
    assert elements(response, "footer")[0]["lang"] == "en-GB"
    assert elements(response, "aside")[0]["lang"] == "en-GB"


def test_briefing_page_tells_machines_what_it_is(client, settings):
    settings.PUBLIC_ADDRESS = "https://learning.example"
    page = a_public_page(slug="linden", title='The "quiet" child', summary="A <b>summary</b> & more")

    response = client.get(page.get_absolute_url())

    meta = {one.get("name") or one.get("property"): one.get("content") for one in elements(response, "meta")}
    assert meta["description"] == meta["og:description"] == "A <b>summary</b> & more"
    assert meta["og:title"] == 'The "quiet" child'
    assert meta["og:url"] == "https://learning.example/learning/linden/"
    assert {"rel": "canonical", "href": "https://learning.example/learning/linden/"} in elements(response, "link")


def test_long_page_lists_its_headings_and_a_short_one_does_not(client):
    three = documents.a_document(sections=[documents.a_section(heading=f"Part {n}", position=n) for n in (1, 2, 3)])
    two = replace(three, sections=three.sections[:2])

    for document, words, has_contents in ((three, 2000, True), (three, 400, False), (two, 2000, False)):
        page = a_public_page(document=document, words=words)
        lists = {"href": "#section-1"} in elements(client.get(page.get_absolute_url()), "a")
        assert lists == has_contents, words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (240, 1), (360, 2), (7000, 29)])
def test_minutes_to_read(words, minutes):
    assert minutes_to_read(words) == minutes


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "1 kB"), (33_400, "33 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (1_249_000, "1.2 MB")],
)
def test_size_in_words(size, words):
    assert size_in_words(size) == words


# What a page costs


def test_briefing_page_is_made_once_and_then_costs_one_query(client, django_assert_num_queries):
    page = a_public_page(partnerships=[a_partnership() for _ in range(3)], themes=["One", "Two"], sectors=["Health"])

    client.get("/families/")
    # which publication, the page, who signed and how to reach them, facets, related (two), pieces
    with django_assert_num_queries(8):
        client.get(page.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(page.get_absolute_url())


def test_unchanged_page_is_answered_with_one_query_that_leaves_its_body_alone(client, django_assert_num_queries):
    page = a_public_page()
    tag = client.get(page.get_absolute_url()).headers["ETag"]

    with django_assert_num_queries(1) as asked:
        response = client.get(page.get_absolute_url(), headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == tag
    assert "html" not in asked.captured_queries[0]["sql"]


def test_changed_page_is_sent_again(client):
    page = a_public_page()
    tag = client.get(page.get_absolute_url()).headers["ETag"]
    an_approved_text("notice", {"slug": page.slug, "notice": "Out of date since Monday."})
    page.etag, page.notice = "f" * 64, "Out of date since Monday."
    page.save()

    response = client.get(page.get_absolute_url(), headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "Out of date since Monday." in text_of(response.content)
    assert response.headers["ETag"] != tag


def test_page_keeps_the_name_that_was_approved_when_a_partnership_is_renamed(client):
    page = a_public_page(partnerships=[a_partnership(name="Old Rill")])
    before = client.get(page.get_absolute_url())
    Partnership.objects.update(name="New Rill")

    response = client.get(page.get_absolute_url())

    assert response.content == before.content
    assert "Old Rill" in text_of(response.content)


def test_page_carries_both_colours_of_a_partnership(client):
    merrow = a_partnership(colour="#1d4f5c", second_colour="#7a3e12")
    page = a_public_page(partnerships=[merrow])
    approved(merrow)

    response = client.get(page.get_absolute_url())

    assert [one["fill"] for one in elements(response, "rect")] == ["#1d4f5c", "#7a3e12"]


def test_head_says_the_length_and_sends_nothing(client):
    page = a_public_page()

    response = client.head(page.get_absolute_url())

    assert response.content == b""
    assert response.headers["Content-Length"] == str(len(client.get(page.get_absolute_url()).content))


def test_lists_cost_the_same_however_long_they_are(client):
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = []
    for count in (3, 25):
        for _ in range(count):
            a_public_page(partnerships=[a_partnership(), a_partnership()], themes=["One", "Two"])
        costs = [cost(address) for address in ("/learning/", "/", "/themes/")]
        assert costs == (few := few or costs)


# The list and the home page


def test_list_shows_newest_first_with_what_a_reader_chooses_by(client):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    a_public_page(title="Older", published_at=start, themes=["Unseen men"], summary="About men nobody met.")
    a_public_page(title="Newer", published_at=start + timedelta(days=40))

    text = text_of(client.get("/learning/").content)

    assert in_order(text, "Newer", "Older", "About men nobody met.", "Published 1 January 2026")
    assert "Unseen men" in text[text.find("Published 1 January 2026") :]


def test_list_is_told_in_pages(client):
    for _ in range(21):
        a_public_page()

    first, second = client.get("/learning/"), client.get("/learning/?page=2")

    assert "Page 1 of 2" in text_of(first.content)
    assert ["/learning/?page=2"] == [one["href"] for one in elements(first, "a") if one.get("rel") == "next"]
    assert ["/learning/"] == [one["href"] for one in elements(second, "a") if one.get("rel") == "prev"]
    assert len([one for one in elements(second, "h3") if one.get("class") == "entry__title"]) == 1


@pytest.mark.parametrize("page", ["0", "3", "-1", "last", "1e9", "%00"])
def test_page_of_the_list_that_is_not_there_is_not_found(client, page):
    assert client.get(f"/learning/?page={page}").status_code == 404


def test_empty_site_says_so(client):
    assert "Nothing has been published yet." in text_of(client.get("/").content)
    assert "Nothing has been published yet." in text_of(client.get("/learning/").content)


def test_home_shows_the_newest_four(client):
    for number in range(6):
        a_public_page(title=f"Note {number}", published_at=datetime(2026, 1, 1 + number, tzinfo=UTC))

    text = text_of(client.get("/").content)

    assert in_order(text, "Note 5", "Note 4", "Note 3", "Note 2")
    assert "Note 1" not in text


# All public pages


@pytest.fixture
def every_address():
    page = a_public_page(slug="linden")
    a_notice(slug="gone")
    return ["/", "/learning/", page.get_absolute_url(), page.sheet_address(), "/learning/gone/", "/nothing/",
            "/robots.txt", *STATEMENTS]  # fmt: skip


def test_no_public_answer_sets_a_cookie_or_varies_by_one(client, every_address):
    for address in every_address:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert "csrf" not in response.content.decode(errors="replace").lower(), address


def test_every_public_answer_must_be_asked_about_again(client, every_address):
    for address in every_address:
        assert client.get(address).headers["Cache-Control"] == "public, max-age=0, must-revalidate", address


def test_no_public_page_carries_inline_script_or_style_or_asks_another_host(client, every_address):
    for address in every_address:
        response = client.get(address)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        for tag, attrs in _Elements(response.content.decode()).found:
            assert tag != "style", address
            is_data = attrs.get("type") == "application/ld+json"  # browsers run nothing of it
            assert tag != "script" or "src" in attrs or is_data, address
            assert not [name for name in attrs if name == "style" or name.startswith("on")], address
            if (tag in {"script", "img"} and not is_data) or (tag == "link" and attrs["rel"] != "canonical"):
                assert (attrs.get("src") or attrs.get("href")).startswith("/"), address


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_addresses_take_nothing(client, every_address, method):
    for address in every_address:
        # Whoever sends something is refused before anybody looks whether there is a page.
        assert getattr(client, method)(address).status_code == 405, address


def test_unchanged_list_is_not_sent_again(client):
    a_public_page()
    tag = client.get("/learning/").headers["ETag"]

    assert client.get("/learning/", headers={"If-None-Match": tag}).status_code == 304
    a_public_page()
    assert client.get("/learning/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", STATEMENTS)
def test_statements_have_one_title_and_words(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert len(elements(response, "h1")) == 1
    assert len(text_of(response.content).split()) > 150


def test_accessibility_page_names_the_mailboxes_of_those_who_publish(client):
    publishing, silent = a_partnership(mailbox="learning@rill.example"), a_partnership(mailbox="silent@nowhere.example")
    a_public_page(partnerships=[publishing])
    approved(publishing)
    approved(silent)

    text = text_of(client.get("/accessibility/").content)

    assert "learning@rill.example" in text
    assert "silent@nowhere.example" not in text


def test_robots_may_read_what_is_public(client):
    assert client.get("/robots.txt").content.decode().startswith("User-agent: *\nDisallow: /admin/\n")


# Logos


@pytest.fixture
def with_logo():
    partnership = a_partnership(logo_alt="Rill")
    partnership.logo.save("0123456789abcdef.png", ContentFile(b"\x89PNG picture"))
    approved(partnership)
    return partnership


def test_logo_is_served_for_a_long_time_under_the_name_of_its_bytes(client, with_logo):
    page = a_public_page(partnerships=[with_logo])
    address = next(one["src"] for one in elements(client.get(page.get_absolute_url()), "img"))

    response = client.get(address)

    assert re.fullmatch(r"/logos/[\w.]+\.png", address)
    assert b"".join(response.streaming_content) == b"\x89PNG picture"
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_logo_that_was_replaced_is_gone(client, with_logo):
    old = with_logo.logo.name.rpartition("/")[2]
    Partnership.objects.update(logo="logos/other.png")
    shown = b"".join(client.get(f"/logos/{old}").streaming_content)
    assert shown == b"\x89PNG picture", "nobody approved the new one yet"
    approved(Partnership.objects.get())

    assert client.get(f"/logos/{old}").status_code == 404
    assert client.get("/logos/other.png").status_code == 404, "a logo whose file is lost is not found"


def test_no_other_uploaded_file_has_a_public_address(client, with_logo):
    with_logo.logo.storage.save("logos/draft-figure.png", ContentFile(b"secret"))
    with_logo.logo.storage.save("pictures/figure.png", ContentFile(b"secret"))

    for address in ("/logos/draft-figure.png", "/logos/../pictures/figure.png", "/logos/%2e%2e%2fpictures%2ffigure.png",
                    "/media/pictures/figure.png", "/media/logos/draft-figure.png"):  # fmt: skip
        assert client.get(address).status_code == 404, address


# Figures


def test_figure_is_served_from_its_public_row_until_its_page_is_withdrawn(client, django_assert_num_queries):
    page = a_public_page()
    by_hand(PublicPicture, page=page, name="figures/abc.png", data=b"\x89PNG figure", sha256="a" * 64)

    response = client.get("/media/figures/abc.png")

    assert response.content == b"\x89PNG figure"
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    with django_assert_num_queries(1):
        unchanged = client.get("/media/figures/abc.png", headers={"If-None-Match": response.headers["ETag"]})
    assert unchanged.status_code == 304
    page.delete()
    assert client.get("/media/figures/abc.png").status_code == 404


# What is not public


def test_draft_cannot_be_told_from_nothing(client, django_assert_num_queries):
    draft = a_learning_note(partnerships=[a_partnership()], slug="a-draft", title="Learning from Child Alder")

    client.get("/learning/a-violet/")
    with django_assert_num_queries(3):
        at_draft = client.get("/learning/a-draft/")
    with django_assert_num_queries(3):
        at_nothing = client.get("/learning/a-daisy/")

    assert at_draft.status_code == at_nothing.status_code == 404
    assert at_draft.content == at_nothing.content
    assert dict(at_draft.headers) == dict(at_nothing.headers)
    assert draft.title not in text_of(at_draft.content)
