"""What is new, for feed readers (Atom): everything, one theme, or one partnership. Read from public rows alone, so
what is withdrawn is gone from a feed when it is next asked for."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import public_view
from briefings.public.finding.facets import published_values

NEWEST = 50  # entries: what a reader who looks once a month could have missed, and little to fetch
ATOM = "application/atom+xml; charset=utf-8"
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML has no way to write


class _Feed(Atom1Feed):
    """A feed that is as new as what the public reads: a withdrawal changes it too."""

    def latest_post_date(self):
        return self.feed["changed_at"]


@public_view()
def everything(request: HttpRequest) -> HttpResponse:
    """The newest learning of all partnerships."""
    return _answer(request, PublicPage.objects.all(), title=settings.SITE_NAME, about=reverse("public:learning"))


@public_view()
def of_a_theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest learning about one theme. A theme under which nothing is published has no feed."""
    return _of_a_facet(request, PublicFacet.Kind.THEME, slug, about=reverse("public:theme", args=[slug]))


@public_view()
def of_a_partnership(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest learning of one partnership, under the name it last signed with."""
    about = f"{reverse('public:learning')}?partnership={slug}"
    return _of_a_facet(request, PublicFacet.Kind.PARTNERSHIP, slug, about=about)


def _of_a_facet(request: HttpRequest, kind: str, slug: str, *, about: str) -> HttpResponse:
    facets = PublicFacet.objects.filter(kind=kind, slug=slug)
    name = published_values(request.publication).names.get((kind, slug))
    if not name:
        raise Http404
    pages = PublicPage.objects.filter(pk__in=facets.values("page"))
    return _answer(request, pages, title=f"{name} – {settings.SITE_NAME}", about=about)


def _answer(request: HttpRequest, pages, *, title: str, about: str) -> HttpResponse:
    feed = _Feed(
        title=title,
        link=settings.PUBLIC_ADDRESS + about,
        description="What safeguarding partnerships learn from case reviews.",
        language="en-GB",
        feed_url=settings.PUBLIC_ADDRESS + request.path,
        feed_guid=settings.PUBLIC_ADDRESS + request.path,
        changed_at=request.publication.changed_at,
    )
    for page in pages.defer("html").prefetch_related("facets").order_by("-published_at", "slug")[:NEWEST]:
        address = settings.PUBLIC_ADDRESS + page.get_absolute_url()
        feed.add_item(
            title=_plain(page.title),
            link=address,
            unique_id=address,
            description=_plain(page.summary),
            author_name=_plain(", ".join(_names(page, PublicFacet.Kind.PARTNERSHIP))),
            categories=[_plain(name) for name in _names(page, PublicFacet.Kind.THEME)],
            pubdate=page.first_published_at,
            updateddate=page.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM, headers={"X-Robots-Tag": "noindex"})


def _names(page: PublicPage, kind: str) -> list[str]:
    return [facet.name for facet in page.facets.all() if facet.kind == kind]


def _plain(text: str) -> str:
    return UNWRITABLE.sub("", text)
