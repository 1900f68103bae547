"""Feeds, open data, the map for search engines, and what a page says of itself: all from public rows."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.models.public import PublicPage, PublicPassage
from briefings.publishing.public_rows import take_away
from tests.briefings.public_rows import a_public_page, by_hand
from tests.worlds import a_partnership

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESSES = ["/feed/", "/learning.json", "/points.csv", "/recommendations.csv", "/case-reviews.csv", "/sitemap.xml"]


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8-sig")


def a_page_with(*passages, **fields) -> PublicPage:
    """A page and its passages, each (kind, words)."""
    page = a_public_page(**fields)
    for position, (kind, words) in enumerate(passages):
        by_hand(
            PublicPassage,
            page=page,
            kind=kind,
            label=f"{kind}-{position}",
            text=words,
            position=position,
            language="en-GB",
            themes=["neglect"],
        )
    return page


@pytest.fixture
def page():
    """Something published."""
    return a_page_with(
        ("page", "All of it."), ("point", "Ask twice."), ("question", "Whom do you ask?"), ("recommendation", "Train."),
        slug="about-neglect", title="Learning about neglect & care", themes=["Neglect"], sectors=["Health"],
        partnerships=[a_partnership(slug="fernwick", name="Fernwick Partnership")], review_slug="willow",
    )  # fmt: skip


def feed_of(client, address) -> ElementTree.Element:
    response = client.get(address)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314  our own words


@pytest.mark.parametrize("address", ["/feed/", "/themes/neglect/feed/", "/partnerships/fernwick/feed/"])
def test_feed_tells_of_what_is_published(client, page, address):
    (entry,) = feed_of(client, address).findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Learning about neglect & care"
    assert entry.find(f"{ATOM}link").get("href").endswith("/learning/about-neglect/")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Fernwick Partnership"
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Neglect"]


@pytest.mark.parametrize("address", ["/themes/other/feed/", "/partnerships/other/feed/", "/learning.json?page=9"])
def test_what_has_nothing_published_is_not_there(client, page, address):
    assert client.get(address).status_code == 404


def test_feed_of_a_site_without_publications_is_empty(client):
    assert feed_of(client, "/feed/").findall(f"{ATOM}entry") == []


def test_feed_keeps_first_day_and_last_change_apart(client):
    a_public_page(first_published_at=datetime(2025, 1, 2, tzinfo=UTC), published_at=datetime(2026, 3, 4, tzinfo=UTC))

    entry = feed_of(client, "/feed/").find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}published").startswith("2025-01-02")
    assert entry.findtext(f"{ATOM}updated").startswith("2026-03-04")


def test_feed_bears_letters_that_xml_cannot_write(client):
    a_public_page(title="Before\x0bAfter")

    assert feed_of(client, "/feed/").findtext(f"{ATOM}entry/{ATOM}title") == "BeforeAfter"


def test_json_holds_the_briefing_and_its_points(client, page):
    data = client.get("/learning.json").json()

    (one,) = data["briefings"]
    assert (data["count"], data["next"]) == (1, None)
    assert (one["title"], one["partnerships"], one["themes"]) == (page.title, ["Fernwick Partnership"], ["Neglect"])
    assert [passage["words"] for passage in one["passages"]] == ["Ask twice.", "Whom do you ask?", "Train."]
    assert one["passages"][0]["address"].endswith("/learning/about-neglect/#point-1")


def test_json_goes_on_at_the_next_page(client, page, monkeypatch):
    monkeypatch.setattr("briefings.public.pages.open_data.A_PAGE_OF_DATA", 1)
    a_public_page(slug="another")

    first = client.get("/learning.json").json()
    second = client.get(f"/learning.json{first['next'].partition('.json')[2]}").json()

    assert {one["briefings"][0]["address"].rpartition("/learning/")[2] for one in (first, second)} == {
        "about-neglect/", "another/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "words"), [("/points.csv", ["Ask twice.", "Whom do you ask?"]), ("/recommendations.csv", ["Train."])]
)
def test_tables_have_a_row_for_each(client, page, address, words):
    rows = list(csv.DictReader(io.StringIO(body(client.get(address)))))

    assert [row["words"] for row in rows] == words
    assert {row["partnerships"] for row in rows} == {"Fernwick Partnership"}
    assert {row["themes"] for row in rows} == {"neglect"}


def test_catalogue_row_says_year_summary_and_recommendations(client, page):
    (row,) = csv.DictReader(io.StringIO(body(client.get("/case-reviews.csv"))))

    assert (row["year"], row["title"], row["recommendations"]) == ("2026", page.title, "Train.")
    assert row["pdf"].endswith("/learning/about-neglect/about-neglect.pdf")


def test_no_cell_is_a_formula(client):
    a_page_with(("point", "=HYPERLINK(1)"))

    (row,) = csv.DictReader(io.StringIO(body(client.get("/points.csv"))))

    assert row["words"] == "'=HYPERLINK(1)"


def named_in(client, address: str) -> list[str]:
    """The addresses that a map names."""
    root = ElementTree.fromstring(client.get(address).content)  # noqa: S314  our own words
    return [one.text.removeprefix("http://127.0.0.1:8000") for one in root.iter(f"{MAP}loc")]


def test_map_names_what_is_published_and_nothing_else(client, page):
    addresses = {address for part in named_in(client, "/sitemap.xml") for address in named_in(client, part)}

    assert {"/", "/learning/about-neglect/", "/themes/neglect/", "/sectors/health/", "/reviews/willow/"} <= addresses
    assert len([one for one in addresses if one.startswith(("/themes/", "/reviews/"))]) == 3


def test_every_address_of_the_map_is_there(client, page):
    for part in named_in(client, "/sitemap.xml"):
        assert all(client.get(address).status_code == 200 for address in [part, *named_in(client, part)])


def test_map_goes_on_after_a_thousand_addresses(client, page, monkeypatch):
    monkeypatch.setattr("briefings.public.pages.sitemap.A_MAP", 2)
    for number in range(4):
        a_public_page(slug=f"another-{number}")

    parts = [part for part in named_in(client, "/sitemap.xml") if "learning" in part]

    assert parts == ["/sitemap-learning-1.xml", "/sitemap-learning-2.xml", "/sitemap-learning-3.xml"]
    assert sum(len(named_in(client, part)) for part in parts) == 5
    for number in (0, 4, 10**30):
        assert client.get(f"/sitemap-learning-{number}.xml").status_code == 404
    assert client.get("/sitemap-drafts-1.xml").status_code == 404


def test_robots_are_told_where_the_map_is(client):
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_page_describes_itself_in_schema_org(client, page):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', body(client.get("/learning/about-neglect/"))
    )

    data = json.loads(found[1])
    assert (data["@type"], data["headline"]) == ("Article", page.title)
    assert data["publisher"][0]["name"] == "Fernwick Partnership"


def test_title_cannot_end_the_description(client):
    a_public_page(slug="sly", title="</script><b>bold")

    text = body(client.get("/learning/sly/"))

    assert "</script><b>" not in text
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])["headline"] == "</script><b>bold"


@pytest.mark.parametrize("address", ADDRESSES)
def test_data_is_not_sent_again_until_something_changes(client, page, address):
    tag = client.get(address).headers["ETag"]

    unchanged = client.get(address, headers={"If-None-Match": tag})
    take_away("about-neglect")
    changed = client.get(address, headers={"If-None-Match": tag})

    assert unchanged.status_code == 304
    assert changed.status_code == 200
    assert "about-neglect" not in body(changed)
    assert changed.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("address", ADDRESSES)
def test_data_costs_the_same_number_of_queries_however_much_there_is(client, page, address):
    with CaptureQueriesContext(connection) as few:
        body(client.get(address))
    for number in range(4):
        a_page_with(("point", "Ask."), ("recommendation", "Act."), slug=f"more-{number}", themes=["Neglect"])

    with CaptureQueriesContext(connection) as many:
        body(client.get(address))

    assert len(many) == len(few)


def test_page_about_the_data_names_every_file(client):
    text = body(client.get("/open-data/"))

    assert not [address for address in ADDRESSES[:5] if f'href="{address}"' not in text]
