"""Where to read on: published briefings of the same review, then those that share most themes."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.safestring import SafeString

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.fragments import language_attributes
from briefings.public.names import Label

MOST = 4


@dataclass(frozen=True)
class Related:
    """Another briefing worth reading after this one."""

    slug: str
    title: str
    kind_label: str
    language: str
    same_review: bool

    def tongue(self) -> SafeString:
        """The attributes of its title."""
        return language_attributes(self.language)

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return f"/learning/{self.slug}/"


def related_to(page: PublicPage, themes: list[Label]) -> list[Related]:
    """What to read after a page of these themes, at most four. Nothing that is out of date. At most three queries."""
    others = PublicPage.objects.filter(notice="").exclude(pk=page.pk)
    of_review = others.filter(review_slug=page.review_slug) if page.review_slug else others.none()
    same_review = list(of_review.order_by("-published_at", "slug").values_list("pk", flat=True)[:MOST])
    of_themes = PublicFacet.objects.filter(kind=PublicFacet.Kind.THEME, slug__in=[theme.slug for theme in themes])
    sharing = (
        of_themes.filter(page__notice="")
        .exclude(page=page.pk)
        .values_list("page", flat=True)
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-page__published_at", "page__slug")
    )
    chosen = list(dict.fromkeys([*same_review, *sharing[: MOST + len(same_review)]]))[:MOST]
    found = others.only("slug", "title", "kind_label", "language").in_bulk(chosen)
    return [
        Related(one.slug, one.title, one.kind_label, one.language, same_review=one.pk in same_review)
        for one in (found[pk] for pk in chosen if pk in found)
    ]
