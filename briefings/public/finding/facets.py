"""Finding briefings by what they say of themselves: theme, sector, type of review, and so on.

A filter knows the facets of the public rows and nothing else, so it cannot tell what a page leaves out. Several values
of one facet widen a list, several facets narrow it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from briefings.formats import FORMATS
from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import Publication

Kind = PublicFacet.Kind


@dataclass(frozen=True)
class Filter:
    """One facet that a list is filtered by: what it is called in addresses and on the page."""

    facet: str  # PublicFacet.Kind
    parameter: str
    heading: str


# In the order of addresses and of the page.
FILTERS = (
    Filter(Kind.THEME, "theme", "Theme"),
    Filter(Kind.SECTOR, "sector", "Sector"),
    Filter(Kind.FORMAT, "format", "Format"),
    Filter(Kind.YEAR, "year", "Year published"),
    Filter(Kind.PARTNERSHIP, "partnership", "Partnership"),
    Filter(Kind.REVIEW_TYPE, "type", "Type of review"),
    Filter(Kind.AGE_BAND, "age", "Age"),
    Filter(Kind.HARM, "harm", "Type of harm"),
)
Value = tuple[str, str]  # a facet and the slug of one of its values
Chosen = Mapping[str, tuple[str, ...]]  # the slugs that were chosen of each facet


@dataclass(frozen=True)
class Published:
    """Every value that a public page has: as the page published last calls it, and how many pages have it."""

    names: dict[Value, str]
    counts: dict[Value, int]


def published_values(now: Publication) -> Published:
    """The values of all that is public. Two queries for each publication."""
    return now.once("values of facets", _read)


def _read() -> Published:
    said = PublicFacet.objects.order_by()
    # Counted and found over an index alone: a row is written anew with each publication, so the last is the newest.
    rows = list(said.values_list("kind", "slug").annotate(pages=Count("pk"), last=Max("pk")))
    named = said.filter(pk__in=[last for *_, last in rows]).values_list("kind", "slug", "name")
    names = {(facet, slug): name for facet, slug, name in named}
    # What was withdrawn between the two queries belongs to the next publication.
    return Published(names, {(facet, slug): pages for facet, slug, pages, _ in rows if (facet, slug) in names})


def pages_having(chosen: Chosen, among: QuerySet | None = None) -> QuerySet:
    """The numbers of the public pages that have what was chosen, the newest first.

    `among` gives the pages that a search found, if there was one.
    """
    pages = PublicPage.objects.all() if among is None else PublicPage.objects.filter(pk__in=among)
    for having in _each(chosen):
        pages = pages.filter(pk__in=having)
    return pages.values_list("pk", flat=True)


def counts(chosen: Chosen, among: QuerySet | None = None) -> dict[Value, int]:
    """How many pages there would be with each value, alone of its facet, beside what was chosen of the others.

    `among` gives the pages that a search found, if there was one. A value that no page would have is left out.
    """

    def having(but: str = "") -> Q:
        pages = _each(chosen, but=but) + ([] if among is None else [among])
        return Q(*(Q(page__in=one) for one in pages))

    of_chosen = [facet for facet, slugs in chosen.items() if slugs]
    counted = ~Q(kind__in=of_chosen) & having()
    for facet in of_chosen:
        counted |= Q(kind=facet) & having(but=facet)
    # Counting under a condition lets SQLite read one index in its order, instead of looking up every page.
    rows = PublicFacet.objects.order_by().values_list("kind", "slug").annotate(pages=Count("pk", filter=counted))
    return {(facet, slug): pages for facet, slug, pages in rows if pages}


def total(counted: Mapping[Value, int], chosen: Chosen) -> int:
    """How many pages have what was chosen: each has one format, so that the counts of formats add up to it."""
    formats = chosen.get(Kind.FORMAT)
    of_formats = ((slug, pages) for (facet, slug), pages in counted.items() if facet == Kind.FORMAT)
    return sum(pages for slug, pages in of_formats if not formats or slug in formats)


def _each(chosen: Chosen, *, but: str = "") -> list[QuerySet]:
    """For each facet that something was chosen of, apart from one, the pages that have any of it."""
    return [
        PublicFacet.objects.filter(kind=facet, slug__in=slugs).order_by().values("page")
        for facet, slugs in chosen.items()
        if slugs and facet != but
    ]


def in_order(facet: str, slug: str, name: str) -> tuple:
    """What the values of a facet are sorted by: years backwards, ages upwards, formats as officers choose them, all
    else by name."""
    number = int(found[0]) if (found := re.findall(r"[0-9]+", slug)) else 0
    match facet:
        case Kind.YEAR:
            return (-number, name)
        case Kind.AGE_BAND:
            return ({"unborn": -1, "under-1": 0, "several": 1000}.get(slug, number), name)
        case Kind.FORMAT:
            return (list(FORMATS).index(slug) if slug in FORMATS else len(FORMATS), name)
    return (name.casefold(), slug)
