"""How the public site travels: what caches may do with it, what it asks of the database, and what it weighs."""

import gzip
import re

import pytest
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from briefings.demo import many
from briefings.models.public import PublicBlock, PublicFacet, PublicPage, PublicPassage
from briefings.public.caching import ASK_EVERY_TIME, forget
from tests.briefings.public_rows import by_hand
from tests.house.test_sentinel import public_routes

pytestmark = pytest.mark.django_db
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
PAGE = "/learning/measured-0/"
PAGES = (
    "/", "/learning/", "/learning/?theme={theme}&year=2012", "/learning/?q=baby+{theme}", PAGE, f"{PAGE}discuss/",
    "/learning/measured-2/block-1/", "/themes/", "/themes/{theme}/", "/sectors/", "/sectors/{sector}/", "/resources/",
    "/reviews/{review}/",
)  # fmt: skip
FILES = (f"{PAGE}measured-0.pdf", "/feed/", "/themes/{theme}/feed/", "/partnerships/{partnership}/feed/",
         "/learning.json", "/sitemap.xml", "/sitemap-places.xml", "/sitemap-learning-1.xml", "/points.csv",
         "/recommendations.csv", "/case-reviews.csv")  # fmt: skip
STATEMENTS = ("/families/", "/accessibility/", "/privacy/", "/staying-safe-online/", "/open-data/", "/robots.txt")
# Most queries of an answer that is made anew, however much is published. A 304 takes one.
MOST_QUERIES = 20
MOST_BYTES = 60_000


@pytest.fixture
def published():
    """Ten invented pages, and what stands in addresses of theirs."""
    many.publish(10 * many.POINTS_A_PAGE)
    return _names()


def _names() -> dict[str, str]:
    page = PublicPage.objects.get(slug="measured-0")
    block_of = PublicPage.objects.get(slug="measured-2")
    if not block_of.blocks.exists():
        by_hand(PublicBlock, page=block_of, label="block-1", title="Block 1", html="<p>Ask, and ask again.</p>")
    facets = {kind: slug for kind, slug in page.facets.values_list("kind", "slug")}
    return {
        "theme": facets[PublicFacet.Kind.THEME],
        "sector": facets[PublicFacet.Kind.SECTOR],
        "partnership": facets[PublicFacet.Kind.PARTNERSHIP],
        "review": PublicPage.objects.exclude(review_slug="").first().review_slug,
    }


def _asked(client, address, **headers) -> tuple[object, int]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={**BROWSER, **headers})
    return response, len(queries)


def _made(client, address) -> tuple[object, int]:
    """An answer made anew."""
    forget()
    client.get("/families/" if address != "/families/" else "/")
    return _asked(client, address)


def test_public_addresses_let_a_cdn_carry_them_and_ask_each_time(client, published):
    for wanted in (*PAGES, *FILES, *STATEMENTS):
        address = wanted.format(**published)
        response, queries = _made(client, address)

        assert response.status_code == 200, address
        assert response.headers["Cache-Control"] == ASK_EVERY_TIME, address
        assert not response.cookies, address
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding", address
        assert queries <= MOST_QUERIES, f"{address}: {queries} queries"
        again, queries = _asked(client, address, **{"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304, address
        assert again.headers["ETag"].removeprefix("W/") == response.headers["ETag"].removeprefix("W/")
        assert again.headers["Cache-Control"] == ASK_EVERY_TIME, address
        assert queries <= 1, f"{address} unchanged: {queries} queries"


def test_public_addresses_without_a_tag_are_these():
    """A logo and a picture need a file (test_public_pages.py); these lead elsewhere or must never be kept (health)."""
    walked = {resolve(wanted.partition("?")[0].format(theme="a", sector="a", partnership="a", review="a")).route
              for wanted in (*PAGES, *FILES, *STATEMENTS)}  # fmt: skip

    assert set(public_routes()) - walked == {"media/<path:name>", "logos/<str:name>", "favicon.ico", "health/"}


def test_words_travel_compressed_and_whole_for_those_who_cannot_read_them_so(client, published):
    for made_anew in (True, False):
        if made_anew:
            forget()
        packed = client.get(PAGE, headers=BROWSER)
        plain = client.get(PAGE)

        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content
        assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2


def test_number_of_queries_does_not_grow_with_what_is_published(client, published):
    wanted = [one.format(**published) for one in PAGES]
    few = {address: _made(client, address)[1] for address in wanted}
    many.publish(200 * many.POINTS_A_PAGE)
    assert PublicPassage.objects.count() > 2000

    much = {address: _made(client, address)[1] for address in wanted}

    kinds = len(PublicPassage.Kind.choices)  # a theme asks for each that it has
    assert {address: count for address, count in much.items() if not 0 <= count - few[address] < kinds} == {}


def test_first_visit_weighs_at_most_sixty_kilobytes(client, published):
    weights = {}
    for wanted in (*PAGES, *STATEMENTS):
        page = client.get(wanted.format(**published), headers=BROWSER)
        linked = set(re.findall(r'(?:href|src)="/static/([^"]+)"', gzip.decompress(page.content).decode()))
        weights[wanted] = len(page.content) + sum(map(_sent, linked))

    assert not {address: weight for address, weight in weights.items() if weight > MOST_BYTES}


def _sent(name: str) -> int:
    """The bytes of a static file as WhiteNoise sends it. Brotli, which browsers prefer, makes fewer."""
    with open(find(name), "rb") as file:
        data = file.read()
    return len(data) if name.endswith(".woff2") else len(gzip.compress(data, 9))
