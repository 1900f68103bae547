"""A number that is none of ours, in an address or after its question mark, finds nothing, on both databases alike."""

import re
from urllib.parse import quote

import pytest
from django.urls import URLResolver, get_resolver

from briefings.demo import many
from briefings.models.public import PublicBlock, PublicPage
from reviews.models import Theme
from tests.briefings.public_rows import by_hand
from tests.worlds import a_partnership, a_person

pytestmark = pytest.mark.django_db
TOO_LARGE = tuple(str(number) for number in (2**31, 2**63 - 1, 2**63, 10**30, 10**400))
ODD = (
    *TOO_LARGE,
    "9" * 3500,
    "0",
    "-1",
    "1e5",
    "1.5",
    "01",
    "٣",
    "²",
    "0x1",
    "nan",
    "\0",
    "a\0b",
    "'\"",
    "\ufffe",
    "%",
)
PUBLIC = (
    "/themes/{theme}/?show=points&page={odd}", "/themes/{theme}/?page={odd}", "/sectors/health/?page={odd}",
    "/learning/?page={odd}", "/learning/?q=baby&page={odd}", "/learning.json?page={odd}",
    "/learning/measured-2/block-{odd}/", "/sitemap-learning-{odd}.xml", "/sitemap-reviews-{odd}.xml",
    "/themes/{odd}/", "/themes/{odd}/feed/", "/sectors/{odd}/", "/partnerships/{odd}/feed/", "/reviews/{odd}/",
    "/learning/{odd}/", "/learning/{odd}/{odd}.pdf", "/learning/{odd}/discuss/", "/media/{odd}.png", "/logos/{odd}.png",
)  # fmt: skip
# A filter that finds nothing falls away, as an unknown one does.
FILTERS = ("theme", "sector", "format", "year", "partnership", "type", "age", "harm", "sort")


def routes(patterns, before: str = ""):
    """Every route of a list of patterns, in full."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


def test_odd_number_at_a_public_address_is_not_found(client):
    many.publish(30 * many.POINTS_A_PAGE)
    page = PublicPage.objects.get(slug="measured-2")
    by_hand(PublicBlock, page=page, label="block-1", title="Block 1", html="<p>Ask, and ask again.</p>")
    theme = PublicPage.objects.first().facets.get(kind="theme", position=0).slug
    for wanted in PUBLIC:
        for odd in ODD:
            address = wanted.format(theme=theme, odd=quote(odd, safe=""))
            assert client.get(address).status_code in {404, 302}, address
    for odd in ODD:
        for name in FILTERS:
            answer = client.get("/learning/", {name: odd})
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/learning/"), (name, odd)
        assert client.get("/resources/", {"kind": odd}).status_code == 302, odd
        assert client.get("/learning/", {"q": odd}).status_code in {200, 302}, odd


def test_odd_number_at_a_staff_address_is_not_found(client):
    partnership = a_partnership()
    Theme.objects.create(slug="neglect", name="Neglect")
    root = a_person(is_superuser=True, is_staff=True)
    officer = a_person(officer_of=[partnership])
    asked = [
        route for route in routes(get_resolver().url_patterns) if route.startswith("admin/") and "(?P" not in route
    ]
    numbered = [route for route in asked if re.search("<(?:int|path|str)?:?[a-z_]+>", route)]
    assert len(numbered) > 50
    for person in (root, officer):
        client.force_login(person)
        for route in numbered:
            for odd in (*TOO_LARGE, "\0", "-1", "٣"):
                address = "/" + re.sub("<[^>]+>", quote(odd, safe=""), route)
                assert client.get(address).status_code < 500, address
        for place in ("reviews/theme", "reviews/review", "briefings/briefing", "briefings/edition", "reviews/person"):
            for name in ("p", "id", "id__exact", "pk", "partnership", "partnership__id__exact", "o", "q", "all"):
                for odd in (*TOO_LARGE, "\0", "nonsense"):
                    answer = client.get(f"/admin/{place}/", {name: odd})
                    assert answer.status_code < 500, (place, name, odd)
