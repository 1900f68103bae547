"""The pages that say what a reader means, best first, each with the sentence itself.

The database chooses pages by what each of their words weighs (title and themes before prose); of the first forty
the best passage is looked for in Python and counts as well, so a point that says it all comes before a report that
says it here and there.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from briefings.models.public import PublicPage, PublicPassage
from briefings.public.search.excerpts import excerpt_of, marked
from briefings.public.search.matching import Match, is_simple, match
from briefings.public.search.query import Query

# What a result shows of its page. The body stays behind: it may be a hundred pages long.
SHOWN = ("slug", "kind_label", "title", "summary", "language", "notice", "first_published_at", "published_at")
LOOKED_AT_CLOSELY = 40  # pages
TITLE_SAYS_IT, PASSAGE_SAYS_IT = 40, 30
IN_HEADING, IN_LABELS = 1.4, 0.4
ALL_TOGETHER = 1.5  # a passage that says everything
SIDE_BY_SIDE = 1.3  # and in the reader's own order
USUAL_LENGTH = 60  # words of a passage


@dataclass(frozen=True)
class Hit:
    """A page and what it says, in its place. `title` and `excerpt` are clean HTML with the words found in <mark>."""

    page: PublicPage  # with the fields in SHOWN
    title: SafeString
    kind: str  # PublicPassage.Kind, "page" for the briefing as a whole
    kind_label: str  # "Learning point", "Reflective question" …
    heading: SafeString
    excerpt: SafeString
    language: str
    address: str  # with the anchor of the passage
    more: int  # other passages of this page that say it


@dataclass(frozen=True)
class Found:
    """One page of results, and how many pages say it in all."""

    hits: list[Hit]
    total: int


@dataclass
class _Candidate:
    """A page on its way into the order."""

    page_id: int
    worth: float
    whole: int | None = None  # its passage that is the page itself
    best: int | None = None
    best_worth: float = 0
    others: int = 0


def find(query: Query, *, within: Match | None = None, limit: int = 20, offset: int = 0) -> Found:
    """The best pages, of those `within` (a subquery of page ids, as filters make it)."""
    if not query or limit < 1 or offset < 0:
        return Found([], 0)
    said = match(query)
    if within:
        both = f"SELECT page_id FROM ({said.sql}) AS found WHERE page_id IN ({within.sql})"  # noqa: S608
        said = Match(both, said.params + within.params)
    start, end = (0, max(LOOKED_AT_CLOSELY, offset + limit)) if offset < LOOKED_AT_CLOSELY else (offset, offset + limit)
    candidates, total = _candidates(query, said if within or not is_simple(query) else None, start, end)
    if not candidates and start:
        total = _how_many(said)
    if not start:
        close = candidates[:LOOKED_AT_CLOSELY]
        candidates = sorted(close, key=lambda one: (-one.worth, -one.page_id)) + candidates[LOOKED_AT_CLOSELY:]
    return Found(_hits(query, candidates[offset - start : offset - start + limit]), total)


def _candidates(query: Query, said: Match | None, start: int, end: int) -> tuple[list[_Candidate], int]:
    """The pages from one place in the order to another, their best passages chosen; and how many there are.

    Without `said` they are all that say any of the words.
    """
    factors: dict[str, float] = {}
    for group in query.groups:
        for one in group:
            for stem in one.indexed:
                each = one.weight * query.rarity_of(one) / len(one.indexed)
                factors[stem] = max(factors.get(stem, 0), each)
    # the words whose weight counts, as a small table to join
    weighed = " UNION ALL ".join(["SELECT %s AS stem, CAST(%s AS real) AS factor"] * len(factors))
    # placeholders only, here as in `match`
    statement = f"""
        WITH factors AS ({weighed}), ranked AS (
            SELECT term.page_id, SUM(term.weight * factors.factor) AS worth, COUNT(*) OVER () AS total
              FROM briefings_publicterm term JOIN factors ON factors.stem = term.stem
             {f"WHERE term.page_id IN ({said.sql})" if said else ""}
             GROUP BY term.page_id ORDER BY worth DESC, term.page_id DESC LIMIT %s OFFSET %s)
        SELECT ranked.page_id, ranked.worth, ranked.total, words.passage_id, words.is_whole, words.heading,
               words.labels, CASE WHEN words.is_whole THEN '' ELSE words.text END
          FROM ranked LEFT JOIN briefings_publicwords words ON words.page_id = ranked.page_id
         ORDER BY ranked.worth DESC, ranked.page_id DESC, words.passage_id
    """  # noqa: S608
    params = [value for pair in factors.items() for value in pair]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *(said.params if said else ()), end - start, start])
        rows = cursor.fetchall()
    scale = _Scale(query)
    pages: dict[int, _Candidate] = {}
    worths: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for page_id, worth, _, passage_id, is_whole, heading, labels, text in rows:
        candidate = pages.setdefault(page_id, _Candidate(page_id, worth))
        if passage_id is None:
            continue
        if is_whole:
            candidate.whole = passage_id
            title_worth, _ = scale.worth(heading, "", "")
            candidate.worth += title_worth * TITLE_SAYS_IT
            continue
        passage_worth, says_enough = scale.worth(heading, labels, text)
        if says_enough:
            candidate.others += 1
        worths[page_id].append((passage_worth, passage_id))
    for page_id, passages in worths.items():
        worth, passage_id = max(passages, key=lambda pair: (pair[0], -pair[1]))
        candidate = pages[page_id]
        candidate.worth += worth * PASSAGE_SAYS_IT
        if candidate.others:
            candidate.best, candidate.others = passage_id, candidate.others - 1
    return list(pages.values()), rows[0][2] if rows else 0


class _Scale:
    """Weighs passages for one query. What it looks for is made ready once: it looks at a thousand of them."""

    def __init__(self, query: Query):
        self.groups = [
            [
                (
                    (f" {' '.join(one.stems)} ",) if one.is_phrase else tuple(f" {stem} " for stem in one.telling),
                    one.weight * query.rarity_of(one),
                )
                for one in group
            ]
            for group in query.groups
        ]
        self.needed = query.needed
        self.order = f" {' '.join(query.typed)} " if len(query.typed) > 1 else ""

    def worth(self, heading: str, labels: str, text: str) -> tuple[float, bool]:
        """How well a passage says what is looked for, and whether its own words say enough of it."""
        total, said = 0.0, 0
        both = heading + text
        for group in self.groups:
            best, in_words = 0.0, False
            for needles, worth in group:
                if all(needle in both for needle in needles):
                    in_words = True
                    worth *= IN_HEADING if all(needle in heading for needle in needles) else 1
                elif all(needle in labels for needle in needles):
                    worth *= IN_LABELS
                else:
                    continue
                best = max(best, worth)
            said += in_words
            total += best
        if said == len(self.groups):
            total *= ALL_TOGETHER
            if self.order and self.order in both:
                total *= SIDE_BY_SIDE
        return total / (0.8 + 0.2 * both.count(" ") / USUAL_LENGTH), said >= self.needed


def _how_many(said: Match) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM briefings_publicpage WHERE id IN ({said.sql})", said.params)  # noqa: S608
        return cursor.fetchone()[0]


def _hits(query: Query, candidates: list[_Candidate]) -> list[Hit]:
    wanted = {one.best or one.whole for one in candidates} - {None}
    passages = (
        PublicPassage.objects.filter(pk__in=wanted)
        .select_related("page")
        .only("kind", "label", "heading", "text", "language", *(f"page__{name}" for name in SHOWN))
    )
    found = {passage.page_id: passage for passage in passages}
    return [_hit(query, found[one.page_id], one.others) for one in candidates if one.page_id in found]


def _hit(query: Query, passage: PublicPassage, others: int) -> Hit:
    page, is_page = passage.page, passage.kind == PublicPassage.Kind.PAGE
    return Hit(
        page=page,
        title=marked(page.title, query),
        kind=passage.kind,
        kind_label=page.kind_label if is_page else passage.get_kind_display(),
        heading=SafeString() if is_page else marked(passage.heading, query),
        excerpt=excerpt_of(passage.text, query, otherwise=page.summary, apart_from=page.title)
        if is_page
        else excerpt_of(passage.text, query),
        language=passage.language,
        address=passage.get_absolute_url(),
        more=others,
    )
