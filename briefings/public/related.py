"""Where to read on: published briefings of the same review, then those that share most themes."""

from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import Publication
from briefings.public.finding.facets import Catalogue, catalogue
from briefings.public.fragments import in_tongue
from briefings.public.names import Label

MOST = 4
LOOKED_AT = 40  # of the newest that share most themes: some of them are out of date

_OFFERED = """
SELECT id, review_slug, slug, title, kind_label, language FROM briefings_publicpage
 WHERE notice = '' AND id <> %s AND (review_slug <> '' AND review_slug = %s OR id IN ({ids}))
 ORDER BY published_at DESC, slug
"""


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
        return in_tongue(self.language)

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return f"/learning/{self.slug}/"


def related_to(page: PublicPage, themes: list[Label], now: Publication) -> list[Related]:
    """What to read after a page of these themes, at most four. Nothing that is out of date. One query."""
    return _look_up(page, _sharing(catalogue(now), [theme.slug for theme in themes]))


def _sharing(known: Catalogue, themes: list[str]) -> list[int]:
    """Pages that share themes with these, those that share most first, the newest of them first.

    Counted in the catalogue: grouping rows would take longer the more is published.
    """
    at_least = [0] * len(themes)  # in place n: the pages that share more than n of the themes
    for theme in themes:
        saying = known.saying.get((PublicFacet.Kind.THEME, theme), 0)
        for shared in reversed(range(len(themes))):
            at_least[shared] |= saying & (at_least[shared - 1] if shared else saying)
    pages: dict[int, None] = {}
    for found in reversed(at_least):
        pages.update(dict.fromkeys(known.listed(found, most=LOOKED_AT)))
        if len(pages) >= LOOKED_AT:
            break
    return list(pages)


def _look_up(page: PublicPage, sharing: list[int]) -> list[Related]:
    with connection.cursor() as cursor:
        cursor.execute(
            _OFFERED.format(ids=", ".join(["%s"] * (len(sharing) + 1))),
            [page.pk, page.review_slug, page.pk, *sharing],  # its own number, since IN must not be empty
        )
        rows = cursor.fetchall()
    places = {pk: place for place, pk in enumerate(sharing)}
    found = [
        (Related(*fields, same_review=bool(review) and review == page.review_slug), places.get(pk, len(places)))
        for pk, review, *fields in rows
    ]
    found.sort(key=lambda pair: (not pair[0].same_review, pair[1]))
    return [one for one, _ in found[:MOST]]
