"""Where to read on: published briefings of the same review, then those that share most themes.

They are remembered under the number of the public version, so that a briefing taken down is offered nowhere a moment
later, and a reader costs no further query.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, When

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.names import Names

MOST = 4


@dataclass(frozen=True)
class Related:
    """Another briefing worth reading after this one."""

    slug: str
    title: str
    kind_label: str
    language: str
    same_review: bool

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return f"/learning/{self.slug}/"


def related_to(page: PublicPage, names: Names) -> list[Related]:
    """What to read after a page, at most four. Nothing that is out of date. One query, or none where remembered."""
    return names.version.remembered(
        f"related to {page.slug}", lambda: _look_up(page, [theme.slug for theme in names.themes])
    )


def _look_up(page: PublicPage, themes: list[str]) -> list[Related]:
    themes = themes or [""]  # of an empty list Django concludes that nothing is related at all, without asking
    shared_themes = Q(facets__kind=PublicFacet.Kind.THEME, facets__slug__in=themes)
    sharing = PublicFacet.objects.filter(kind=PublicFacet.Kind.THEME, slug__in=themes).values("page")
    same_review = Q(review_slug=page.review_slug) & ~Q(review_slug="")
    rows = (
        PublicPage.objects.filter(same_review | Q(pk__in=sharing), notice="")
        .exclude(pk=page.pk)
        .annotate(
            same_review=Case(When(same_review, then=1), default=0),
            shared=Count("facets", filter=shared_themes),
        )
        .order_by("-same_review", "-shared", "-published_at", "slug")
        .values_list("slug", "title", "kind_label", "language", "same_review")
    )
    return [Related(*fields, same_review=bool(same)) for *fields, same in rows[:MOST]]
