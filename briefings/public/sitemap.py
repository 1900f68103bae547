"""The addresses that search engines may know: every page that has something published on it, and nothing else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.freshness import public_view, unchanged
from briefings.public.remembered import version_now

STANDING = ("/", "/learning/", "/themes/", "/sectors/", "/resources/", "/families/", "/open-data/",
            "/staying-safe-online/", "/accessibility/", "/privacy/")  # fmt: skip


class _Ours(Sitemap):
    """Addresses as readers have them, whatever host the request came through."""

    limit = 25_000  # of each kind in one file: the protocol allows 50,000 in all

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.PUBLIC_ADDRESS).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def location(self, item) -> str:
        return item[0]

    def lastmod(self, item):
        return item[1]


class Briefings(_Ours):
    """Every published briefing."""

    def items(self):
        return [
            (f"/learning/{slug}/", published_at)
            for slug, published_at in PublicPage.objects.order_by("slug").values_list("slug", "published_at")
        ]


class Rooms(_Ours):
    """Themes, sectors and reviews with something published, and the pages that are always there."""

    def items(self):
        found = [(address, None) for address in STANDING]
        for kind, place in ((PublicFacet.Kind.THEME, "themes"), (PublicFacet.Kind.SECTOR, "sectors")):
            rows = PublicFacet.objects.filter(kind=kind).values("slug").annotate(last=Max("page__published_at"))
            found += [(f"/{place}/{row['slug']}/", row["last"]) for row in rows.order_by("slug")]
        of_reviews = PublicPage.objects.exclude(review_slug="").values("review_slug").annotate(last=Max("published_at"))
        return found + [(f"/reviews/{row['review_slug']}/", row["last"]) for row in of_reviews.order_by("review_slug")]


MAPS = {"briefings": Briefings, "rooms": Rooms}


@public_view
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The map; beyond its limit it goes on at `?p=2`."""
    tag = version_now().tag(request.get_full_path())
    if answer := unchanged(request, tag):
        return answer
    response = sitemap(request, MAPS).render()
    response.headers["ETag"] = tag
    return response
