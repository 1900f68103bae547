"""What is said about one theme, or to one sector, across reviews and years: points, questions, guidance, resources.

Which passages there are, in which order, and how many, is worked out once for each publication; a page then reads the
words of those it shows.
"""

from array import array
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from briefings.models.public import PublicPage, PublicPassage
from briefings.public.caching import Publication
from briefings.public.finding.facets import Catalogue, catalogue, numbers_in_one
from briefings.public.fragments import in_tongue
from briefings.public.lists import FIELDS, moment
from briefings.public.marks import Ring, rings
from briefings.public.pages.resources import Registered

Kind = PublicPassage.Kind
A_PAGE_OF_PASSAGES = 20
RELATED = 6

# Two texts of one group: each tells of its rows in the same order.
_PASSAGES = """
SELECT passage.kind, {passages}, {pages}
  FROM briefings_publicpassagelabel label
  JOIN briefings_publicpassage passage ON passage.id = label.passage_id
 WHERE label.kind = %s AND label.slug = %s AND passage.kind <> 'page'
 GROUP BY passage.kind
"""
_REVIEWS = "SELECT id, review_slug FROM briefings_publicpage"
_RESOURCES = """
SELECT one.slug, one.title, one.publisher, one.kind, one.address, one.access, one.format_note, used.uses
  FROM briefings_publicresource one
  JOIN (
    SELECT MAX(resource.id) AS id, COUNT(*) AS uses
      FROM briefings_publicfacet facet JOIN briefings_publicresource resource ON resource.page_id = facet.page_id
     WHERE facet.kind = %s AND facet.slug = %s
     GROUP BY resource.slug
  ) used ON used.id = one.id
 ORDER BY used.uses DESC, one.title, one.slug
"""
_WORDS = """
SELECT passage.id, passage.kind, passage.label, passage.heading, passage.text, passage.language, {fields}
  FROM briefings_publicpassage passage JOIN briefings_publicpage page ON page.id = passage.page_id
 WHERE passage.id IN ({ids})
"""


@dataclass(frozen=True)
class Heading:
    """How the passages of one kind are spoken of: alone, many of them, and in an address."""

    kind: str
    parameter: str
    one: str
    many: str
    on_overview: int  # how many of the newest stand on the first page


# In the order of the page.
HEADINGS = (
    Heading(Kind.POINT, "points", "learning point", "learning points", 8),
    Heading(Kind.GUIDANCE, "guidance", "piece of guidance", "pieces of guidance", 4),
    Heading(Kind.QUESTION, "questions", "question", "questions", 6),
    Heading(Kind.RECOMMENDATION, "recommendations", "recommendation", "recommendations", 4),
)


@dataclass(frozen=True)
class Gathered:
    """Which passages say something about a theme or to a sector, newest briefing first.

    `from_reviews` is how many reviews they come from.
    """

    passages: dict[str, array]  # by kind
    overview: dict[str, list[int]]  # by kind: some that stand for all, from as many briefings as there is room for
    sources: dict[str, int]  # by kind: how many reviews its passages come from
    from_reviews: int
    topics: int  # briefings on a topic, which come from no review
    resources: list[Registered]  # what its briefings lead to, the most used first

    def count(self, kind: str) -> int:
        """How many passages of a kind there are."""
        return len(self.passages.get(kind, ()))


def gathered(now: Publication, facet: str, slug: str) -> Gathered:
    """What there is about one theme or for one sector."""
    return now.once(f"gathered {facet} {slug}", lambda: _gather(now, facet, slug))


def _gather(now: Publication, facet: str, slug: str) -> Gathered:
    places, review_of = catalogue(now).places, now.once("review of each page", _reviews)
    with connection.cursor() as cursor:
        numbers = {"passages": numbers_in_one("passage.id"), "pages": numbers_in_one("passage.page_id")}
        cursor.execute(_PASSAGES.format(**numbers), [facet, slug])
        rows = cursor.fetchall()
        cursor.execute(_RESOURCES, [facet, slug])
        resources = [Registered(*row) for row in cursor.fetchall()]
    passages, overview, sources, pages = {}, {}, {}, set()
    most = {one.kind: one.on_overview for one in HEADINGS}
    for kind, *texts in rows:
        # The newest page first, and of a page its passages as they were written, which is as they stand.
        found = sorted(
            (places[page], passage, page)
            for passage, page in zip(*(map(int, text.split(",")) for text in texts), strict=True)
            if page in places  # or it came since the catalogue was read
        )
        passages[kind] = array("q", (passage for _, passage, _ in found))
        overview[kind] = _overview([(passage, page) for _, passage, page in found], most[kind])
        of_kind = {page for _, _, page in found}
        sources[kind] = len({review_of.get(page) for page in of_kind} - {"", None})
        pages |= of_kind
    return Gathered(
        passages,
        overview,
        {kind: count for kind, count in sources.items() if count},
        len({review_of.get(page) for page in pages} - {"", None}),
        sum(not review_of.get(page) for page in pages),
        resources,
    )


def _reviews() -> dict[int, str]:
    """The review that each page comes from; empty for a topic."""
    with connection.cursor() as cursor:
        cursor.execute(_REVIEWS)
        return dict(cursor.fetchall())


def _overview(passages: list[tuple[int, int]], most: int) -> list[int]:
    """So many of the passages (number, page): two of each of the newest pages, and more where there is room."""
    seen: dict[int, int] = {}
    turns: list[tuple[int, int, int]] = []
    in_first_turn = 0
    for place, (passage, page) in enumerate(passages):
        seen[page] = seen.get(page, 0) + 1
        turn = (seen[page] - 1) // 2
        turns.append((turn, place, passage))
        in_first_turn += not turn
        if in_first_turn == most:
            break
    return [passage for _, _, passage in sorted(sorted(turns)[:most], key=lambda turn: turn[1])]


@dataclass(frozen=True)
class Said:
    """One passage with the briefing it stands in."""

    kind: str
    heading: str
    text: str
    language: str
    address: str
    page: PublicPage

    def tongue(self) -> SafeString:
        """The attributes of its words."""
        return in_tongue(self.language)

    def title_tongue(self) -> SafeString:
        """The attributes of the title of its page."""
        return in_tongue(self.page.language)


def words_of(ids: list[int]) -> dict[int, Said]:
    """The passages of these numbers that are still public. One query."""
    if not ids:
        return {}
    fields = ", ".join(f"page.{name}" for name in FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.format(fields=fields, ids=", ".join(["%s"] * len(ids))), ids)
        rows = cursor.fetchall()
    found = {}
    for passage, kind, label, heading, text, language, *values in rows:
        page = PublicPage(**dict(zip(FIELDS, values, strict=True)))
        page.published_at, page.first_published_at = moment(page.published_at), moment(page.first_published_at)
        address = page.get_absolute_url() + (f"#{label}" if label else "")
        found[passage] = Said(kind, heading, text, language, address, page)
    return found


@dataclass(frozen=True)
class Related:
    """Another theme or sector that the same briefings speak of."""

    slug: str
    name: str
    count: int  # briefings that speak of both


def related(known: Catalogue, facet: str, slug: str, *, to: str) -> list[Related]:
    """The values of the facet `to` that most often stand with this one, the closest first.

    Closeness is how many of the briefings that say either say both, so that a theme everything has does not come first.
    """
    here = known.saying[facet, slug]
    found = []
    for (kind, other), pages in known.saying.items():
        both = (here & pages).bit_count()
        if kind == to and (kind, other) != (facet, slug) and both:
            found.append((both / (here | pages).bit_count(), Related(other, known.names[kind, other], both)))
    found.sort(key=lambda pair: (-pair[0], pair[1].name.casefold()))
    return [one for _, one in found[:RELATED]]


@dataclass(frozen=True)
class Shelf:
    """A theme or a sector on the page that lists them all."""

    slug: str
    name: str
    briefings: int
    points: int = 0
    from_reviews: int = 0

    def rings(self) -> tuple[Ring, ...]:
        """Its mark."""
        return rings(self.slug)


_POINTS = """
SELECT label.slug, COUNT(*), COUNT(DISTINCT NULLIF(page.review_slug, ''))
  FROM briefings_publicpassagelabel label
  JOIN briefings_publicpassage passage ON passage.id = label.passage_id AND passage.kind = 'point'
  JOIN briefings_publicpage page ON page.id = passage.page_id
 WHERE label.kind = %s GROUP BY label.slug
"""


def shelves(now: Publication, known: Catalogue, facet: str) -> list[Shelf]:
    """Every theme or sector of which something is published, in alphabetical order."""

    def count() -> dict[str, tuple[int, int]]:
        with connection.cursor() as cursor:
            cursor.execute(_POINTS, [facet])
            return {slug: (points, sources) for slug, points, sources in cursor.fetchall()}

    points = now.once(f"points by {facet}", count)
    return [Shelf(slug, name, briefings, *points.get(slug, (0, 0))) for slug, name, briefings in known.count(facet)]


def most_spoken_of(known: Catalogue, facet: str, most: int) -> list[Shelf]:
    """The values of a facet that most briefings have, in alphabetical order."""
    values = sorted(known.count(facet), key=lambda value: -value[2])[:most]
    return [Shelf(slug, name, briefings) for slug, name, briefings in sorted(values, key=lambda one: one[1].casefold())]
