"""Where to read on: published briefings of the same review, then those that share most themes."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.safestring import SafeString

from briefings import addresses
from briefings.models.public import PublicFacet, PublicPage
from briefings.public.fragments import language_attributes

MOST = 4
LOOKED_AT = 40  # of those published last that share most themes: some of them are out of date


@dataclass(frozen=True)
class Related:
    """Another briefing worth reading after this one."""

    slug: str
    title: str
    kind_label: str
    language: str
    same_review: bool

    def lang_attributes(self) -> SafeString:
        """The attributes of its title."""
        return language_attributes(self.language)

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return addresses.briefing(self.slug)


def related_to(page: PublicPage, themes: list[PublicFacet]) -> list[Related]:
    """What to read after a page of these themes, at most four. Nothing that is out of date. Two queries."""
    of_themes = PublicFacet.objects.filter(kind=PublicFacet.Kind.THEME, slug__in=[theme.slug for theme in themes])
    shared = of_themes.order_by().values_list("page").annotate(themes=Count("pk")).order_by("-themes", "-page")
    sharing = dict(shared[:LOOKED_AT])
    wanted = Q(pk__in=sharing)
    if page.review_slug:
        wanted |= Q(review_slug=page.review_slug)
    pages = PublicPage.objects.filter(wanted, notice="").exclude(pk=page.pk).order_by("-published_at", "slug")
    found = []
    for one in pages.only("slug", "title", "kind_label", "language", "review_slug"):
        same_review = bool(page.review_slug) and one.review_slug == page.review_slug
        place = (not same_review, -sharing.get(one.pk, 0))
        found.append((place, Related(one.slug, one.title, one.kind_label, one.language, same_review)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])[:MOST]]
