"""The addresses that search engines may know: every page that has something published on it, and nothing else.

`/sitemap.xml` names the maps, each of at most a thousand addresses, so that none costs more the more is published.
"""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from briefings import addresses
from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import public_view

A_MAP = 1000  # addresses: the protocol allows 50,000
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
STANDING = ("home", "learning", "themes", "sectors", "resources", "families", "open-data", "staying-safe",
            "accessibility", "privacy")  # fmt: skip


def _briefings() -> QuerySet:
    return PublicPage.objects.order_by("pk").values_list("slug", "published_at")


def _reviews() -> QuerySet:
    of_reviews = PublicPage.objects.exclude(review_slug="").values("review_slug").annotate(last=Max("published_at"))
    return of_reviews.order_by("review_slug").values_list("review_slug", "last")


def _facets(kind: str) -> QuerySet:
    return PublicFacet.objects.filter(kind=kind).order_by("slug").values_list("slug", flat=True).distinct()


MAPS = {"learning": (addresses.briefing, _briefings), "reviews": (addresses.review, _reviews)}


@public_view()
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The maps that there are."""
    found = [reverse("public:sitemap-of-places")]
    for name, (_, rows) in MAPS.items():
        numbers = range(1, -(-rows().count() // A_MAP) + 1)
        found += [reverse("public:sitemap-of", args=[name, number]) for number in numbers]
    return _answer("sitemapindex", "sitemap", [(address, None) for address in found])


@public_view()
def sitemap_of_places(request: HttpRequest) -> HttpResponse:
    """The pages that are always there, and those of themes and sectors."""
    found = [reverse(f"public:{name}") for name in STANDING]
    for kind in (PublicFacet.Kind.THEME, PublicFacet.Kind.SECTOR):
        found += [reverse(f"public:{kind}", args=[slug]) for slug in _facets(kind)]
    return _answer("urlset", "url", [(address, None) for address in found])


@public_view()
def sitemap(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """A thousand briefings or reviews."""
    if place not in MAPS:
        raise Http404
    address_of, rows_of = MAPS[place]
    rows = list(rows_of()[(number - 1) * A_MAP : number * A_MAP])
    if not rows:
        raise Http404
    return _answer("urlset", "url", [(address_of(slug), changed) for slug, changed in rows])


def _answer(around: str, each: str, found: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    """Addresses as readers have them, whatever host the request came through."""
    lines = [
        f"<{each}><loc>{escape(settings.PUBLIC_ADDRESS + address)}</loc>"
        + (f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else "")
        + f"</{each}>"
        for address, changed in found
    ]
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<{around} xmlns="{XMLNS}">', *lines, f"</{around}>"])
    return HttpResponse(text, content_type="application/xml", headers={"X-Robots-Tag": "noindex, noodp, noarchive"})
