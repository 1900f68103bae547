"""The pages that say what a reader means, best first, each with the sentence itself.

Pages are chosen by what each of their words weighs (title and themes before prose); of the first forty the best
passage is looked for and counts as well, so a point that says it all comes before a report that says it here and there.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from briefings.models.public import PublicPage, PublicPassage
from briefings.public.caching import Publication
from briefings.public.finding.excerpts import excerpt_of, marked
from briefings.public.finding.facets import Catalogue, catalogue
from briefings.public.finding.matching import FINENESS, Match, match
from briefings.public.finding.query import Alternative, Query
from briefings.public.finding.weighing import heaviest, weight_at
from briefings.public.fragments import published
from briefings.public.gathering import Said, words_of

LOOKED_AT_CLOSELY = 40  # pages
TITLE_SAYS_IT, PASSAGE_SAYS_IT = 40, 30
IN_HEADING, IN_LABELS = 1.4, 0.4
ALL_TOGETHER = 1.5  # a passage that says everything
SIDE_BY_SIDE = 1.3  # and in the reader's own order
USUAL_LENGTH = 60  # words of a passage

_STEMS = """
SELECT page_id, passage_id, is_whole, heading, labels, CASE WHEN is_whole THEN '' ELSE text END
  FROM briefings_publicwords WHERE page_id IN ({ids}) ORDER BY passage_id
"""


@dataclass(frozen=True)
class Hit:
    """A page and what it says, in its place. `title` and `excerpt` are clean HTML with the words found in <mark>."""

    page: PublicPage
    title: SafeString
    kind: str  # PublicPassage.Kind, "page" for the briefing as a whole
    kind_label: str  # "Learning point", "Reflective question" …
    heading: SafeString
    excerpt: SafeString
    tongue: SafeString  # the attributes of these words, and of the title
    title_tongue: SafeString
    dates: SafeString
    address: str  # with the anchor of the passage
    more: int  # other passages of this page that say it


@dataclass(frozen=True)
class Found:
    """What was found for a query: `pages` are those that say it, as bits of the catalogue."""

    query: Query
    known: Catalogue
    said: Match

    @property
    def pages(self) -> int:
        """The pages that say it."""
        return self.said.pages

    def best(self, *, among: int | None = None, start: int = 0, most: int = 20) -> list[Hit]:
        """The best pages from one place in the order on, of those `among` (bits). At most two queries."""
        among = self.pages if among is None else among & self.pages
        first = 0 if start < LOOKED_AT_CLOSELY else start
        end = max(LOOKED_AT_CLOSELY, start + most)
        weights = self.said.weights
        chosen = heaviest(weights, among, end) & ~heaviest(weights, among, first)
        pages = [_Candidate(page, self._weight_of(page)) for page in self.known.listed(chosen)]
        pages.sort(key=lambda one: -one.worth)
        self._look_at(pages)
        if not first:  # from the fortieth on the order goes by the words of the whole page alone
            pages[:LOOKED_AT_CLOSELY] = sorted(pages[:LOOKED_AT_CLOSELY], key=lambda one: -one.worth)
        return self._hits(pages[start - first :][:most])

    def of(self, pages: list[int]) -> list[Hit]:
        """What these pages say of it, in their order. At most two queries."""
        candidates = [_Candidate(page, 0) for page in pages]
        self._look_at(candidates)
        return self._hits(candidates)

    def _weight_of(self, page: int) -> float:
        return weight_at(self.said.weights, self.known.places[page]) / FINENESS

    def _look_at(self, pages: list["_Candidate"]) -> None:
        """Choose the best passage of each page, and let it count."""
        if not pages:
            return
        with connection.cursor() as cursor:
            cursor.execute(_STEMS.format(ids=", ".join(["%s"] * len(pages))), [one.page for one in pages])
            rows = cursor.fetchall()
        scale, by_number = _Scale(self.query), {one.page: one for one in pages}
        for page, passage, is_whole, heading, labels, text in rows:
            by_number[page].consider(passage, is_whole, *scale.worth(heading, "" if is_whole else labels, text))
        for one in pages:
            one.worth += one.best_worth * PASSAGE_SAYS_IT

    def _hits(self, pages: list["_Candidate"]) -> list[Hit]:
        words = words_of([one.shown for one in pages if one.shown])
        return [_hit(self.query, words[one.shown], one.more) for one in pages if one.shown in words]


def find(query: Query, now: Publication) -> Found:
    """All that is public and says what the reader means. At most one query, where no phrase is looked for."""
    known = catalogue(now)
    return Found(query, known, match(query, known, now))


@dataclass
class _Candidate:
    """A page on its way into the order."""

    page: int
    worth: float
    whole: int = 0  # its passage that is the page itself
    best: int = 0
    best_worth: float = 0
    saying: int = 0  # how many of its passages say enough of it

    def consider(self, passage: int, is_whole: bool, worth: float, says_enough: bool) -> None:
        """Look at one of its passages."""
        if is_whole:
            self.whole = passage
            self.worth += worth * TITLE_SAYS_IT
            return
        self.saying += says_enough
        if worth > self.best_worth or not self.best:
            self.best, self.best_worth = passage, worth

    @property
    def shown(self) -> int:
        """The passage that is shown of it: the best, or the page itself where no passage says enough."""
        return self.best if self.saying else self.whole

    @property
    def more(self) -> int:
        """How many other passages say it."""
        return max(0, self.saying - 1)


class _Scale:
    """Weighs passages for one query. What it looks for is made ready once: it looks at a thousand of them."""

    def __init__(self, query: Query):
        self.groups = [[_needles(one, one.weight * query.rarity_of(one)) for one in group] for group in query.groups]
        self.needed = query.needed
        self.order = f" {' '.join(query.typed)} " if len(query.typed) > 1 else ""

    def worth(self, heading: str, labels: str, text: str) -> tuple[float, bool]:
        """How well a passage says what is looked for, and whether its own words say enough of it."""
        total, said = 0.0, 0
        both = heading + text
        for group in self.groups:
            best, in_words = 0.0, False
            for first, others, worth in group:
                if first in both and (not others or all(needle in both for needle in others)):
                    in_words = True
                    if first in heading and all(needle in heading for needle in others):
                        worth *= IN_HEADING
                elif first in labels and all(needle in labels for needle in others):
                    worth *= IN_LABELS
                else:
                    continue
                if worth > best:
                    best = worth
            said += in_words
            total += best
        if not total:
            return 0.0, False
        if said == len(self.groups):
            total *= ALL_TOGETHER
            if self.order and self.order in both:
                total *= SIDE_BY_SIDE
        return total / (0.8 + 0.2 * both.count(" ") / USUAL_LENGTH), said >= self.needed


def _needles(one: Alternative, worth: float) -> tuple[str, tuple[str, ...], float]:
    """What is looked for in a passage: a first piece, the others if there are several, and what they are worth."""
    first, *others = [f" {' '.join(one.stems)} "] if one.is_phrase else [f" {stem} " for stem in one.telling]
    return first, tuple(others), worth


def _hit(query: Query, said: Said, more: int) -> Hit:
    page, is_page = said.page, said.kind == PublicPassage.Kind.PAGE
    return Hit(
        page=page,
        title=marked(page.title, query),
        kind=said.kind,
        kind_label=page.kind_label if is_page else PublicPassage.Kind(said.kind).label,
        heading=SafeString() if is_page else marked(said.heading, query),
        excerpt=excerpt_of(said.text, query, otherwise=page.summary, apart_from=page.title)
        if is_page
        else excerpt_of(said.text, query),
        tongue=said.tongue(),
        title_tongue=said.title_tongue(),
        dates=published(page.first_published_at, page.published_at),
        address=said.address,
        more=more,
    )
