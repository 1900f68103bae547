"""What is said about one theme, or to one sector, across reviews and years: points, guidance, questions,
recommendations; and which themes and sectors there are. `kind` is that of a facet, theme or sector, throughout."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString

from briefings.models.public import PublicFacet, PublicPassage, PublicPassageLabel
from briefings.public.finding.facets import Published
from briefings.public.fragments import language_attributes
from briefings.public.lists import FIELDS
from briefings.public.theme_marks import Ring, rings

Kind = PublicPassage.Kind
A_PAGE_OF_PASSAGES = 20
RELATED = 6
LOOKED_AT = 200  # of the newest passages, to choose those of an overview


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
class Tally:
    """How much there is about a theme or for a sector."""

    passages: Counter[str] = field(default_factory=Counter)  # by kind of passage
    sources: Counter[str] = field(default_factory=Counter)  # by kind of passage: how many reviews these come from
    from_reviews: int = 0  # all of them together
    topics: int = 0  # briefings on a topic, which come from no review


def passages_about(kind: str, slug: str) -> QuerySet[PublicPassage]:
    """All that is said about a theme or to a sector, the newest briefing first and each in its own order."""
    of_it = PublicPassage.objects.filter(labels__kind=kind, labels__slug=slug).exclude(kind=Kind.PAGE)
    return of_it.order_by("-page__published_at", "page__slug", "position")


def tally_of(kind: str, slug: str) -> Tally:
    """How much there is about a theme or for a sector. One query, grouped by review."""
    of_kind = {one.kind: Count("pk", filter=Q(kind=one.kind)) for one in HEADINGS}
    rows = passages_about(kind, slug).order_by().values("page__review_slug")
    found = Tally()
    from_reviews = topics = 0
    for row in rows.annotate(pages=Count("page", distinct=True), **of_kind):
        said = {one: row[one] for one in of_kind if row[one]}
        found.passages.update(said)
        if row["page__review_slug"]:
            from_reviews += 1
            found.sources.update(said.keys())
        else:
            topics = row["pages"]
    return Tally(found.passages, found.sources, from_reviews, topics)


@dataclass(frozen=True)
class Said:
    """One passage, with the briefing it stands in."""

    passage: PublicPassage

    def address(self) -> str:
        """Where it stands on its page."""
        return self.passage.get_absolute_url()

    def attributes(self) -> SafeString:
        """The attributes of its words."""
        return language_attributes(self.passage.language)

    def attributes_of_title(self) -> SafeString:
        """The attributes of the title of its page."""
        return language_attributes(self.passage.page.language)


def said_in(passages: QuerySet[PublicPassage]) -> list[Said]:
    """These passages, each with what is told of its page. One query."""
    of_page = [f"page__{name}" for name in FIELDS]
    rows = passages.select_related("page").only("kind", "label", "heading", "text", "language", *of_page)
    return [Said(one) for one in rows]


def overview_of(passages: QuerySet[PublicPassage], most: int) -> list[Said]:
    """A few passages that stand for all: two of each of the newest briefings, more where there is room. Two queries."""
    seen: Counter[int] = Counter()
    turns = []
    for place, (passage, page) in enumerate(passages.values_list("pk", "page_id")[:LOOKED_AT]):
        turns.append((seen[page] // 2, place, passage))
        seen[page] += 1
    return said_in(passages.filter(pk__in=[passage for _, _, passage in sorted(turns)[:most]]))


@dataclass(frozen=True)
class Subject:
    """A theme or a sector, with how much is published about it."""

    slug: str
    name: str
    briefings: int
    points: int = 0
    from_reviews: int = 0

    def rings(self) -> tuple[Ring, ...]:
        """Its mark."""
        return rings(self.slug)


def subjects(published: Published, kind: str, *, with_points: bool = False) -> list[Subject]:
    """Every theme or sector of which something is published, in alphabetical order."""
    points = _points_of(kind) if with_points else {}
    found = [
        Subject(slug, name, published.counts[facet, slug], *points.get(slug, (0, 0)))
        for (facet, slug), name in published.names.items()
        if facet == kind
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.slug))


def _points_of(kind: str) -> dict[str, tuple[int, int]]:
    """By theme or sector: how many learning points there are, and from how many reviews."""
    review = "passage__page__review_slug"
    rows = (
        PublicPassageLabel.objects.filter(kind=kind, passage__kind=Kind.POINT)
        .values_list("slug")
        .annotate(points=Count("pk"), of_reviews=Count(review, distinct=True, filter=~Q(**{review: ""})))
    )
    return {slug: (points, of_reviews) for slug, points, of_reviews in rows}


@dataclass(frozen=True)
class Related:
    """Another theme or sector that the same briefings speak of."""

    slug: str
    name: str
    count: int  # briefings that speak of both


def related(published: Published, kind: str, slug: str, *, to: str) -> list[Related]:
    """The themes or sectors (`to`) that most often stand with this one, the closest first. One query.

    Closeness is how many of the briefings that say either say both, so that a theme everything has does not come first.
    """
    pages = PublicFacet.objects.filter(kind=kind, slug=slug).values("page")
    beside = PublicFacet.objects.filter(kind=to, page__in=pages).order_by().values_list("slug")
    together = dict(beside.annotate(Count("pk")))
    found = []
    for one in subjects(published, to):
        both = together.get(one.slug, 0)
        if both and (to, one.slug) != (kind, slug):
            either = published.counts[kind, slug] + one.briefings - both
            found.append((both / either, Related(one.slug, one.name, both)))
    found.sort(key=lambda pair: (-pair[0], pair[1].name.casefold()))
    return [one for _, one in found[:RELATED]]
