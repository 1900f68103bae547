"""The pages that say what a reader means, best first.

The database adds up what the words of the search weigh on each page: more where they stand in a title or a theme, more
the rarer they are. Of the first forty pages the passages are looked at, so that a point which says it all comes before
a report that says it here and there. Why, and what else was measured: portal/decisions/0037.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.safestring import SafeString

from briefings.models.public import PublicPassage, PublicTerm, PublicWords
from briefings.public.finding.excerpts import excerpt_of, marked
from briefings.public.finding.query import Alternative, Query
from briefings.public.fragments import language_attributes, published

LOOKED_AT_CLOSELY = 40  # pages
MOST_WITH_A_PHRASE = 500  # pages in which the phrases of one search are looked for, together
FINENESS = 16  # of what a word counts for (rarity, synonym or theme), in whole steps
TITLE_SAYS_IT, PASSAGE_SAYS_IT = 40, 30
IN_HEADING, IN_LABELS = 1.4, 0.4
ALL_TOGETHER = 1.5  # a passage that says everything
SIDE_BY_SIDE = 1.3  # and in the reader's own order
USUAL_LENGTH = 60  # words of a passage
# What is read of the passages that are shown, and of their pages.
SHOWN = (
    "kind", "label", "heading", "text", "language", "as_words__text", "page__slug", "page__title", "page__summary",
    "page__kind_label", "page__language", "page__notice", "page__first_published_at", "page__published_at",
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A page and what it says, in its place. `title`, `heading` and `excerpt` are clean HTML with <mark>."""

    passage: PublicPassage  # the page itself where its kind is "page"
    kind_label: str  # “Learning point”, “Reflective question”, or the format of the page
    title: SafeString
    heading: SafeString
    excerpt: SafeString
    title_tongue: SafeString  # the attributes of the title, and of the other words
    lang_attributes: SafeString
    dates: SafeString
    more: int  # other passages of this page that say it


class Search:
    """What is public and says what a reader means."""

    def __init__(self, query: Query):
        self.query = query
        searched = [one for one in (*self._alternatives(), *query.without) if one.is_phrase and len(one.indexed) > 1]
        self._room = MOST_WITH_A_PHRASE // max(1, len(set(searched)))
        self.was_cut = False  # whether a phrase was looked for only in the pages that say most of its words
        self._with_phrase = {one: self._pages_with_phrase(one) for one in dict.fromkeys(searched)}

    @cached_property
    def rows(self) -> QuerySet[PublicTerm]:
        """The numbers of the pages that say it (all of it, or of more than two things most), each as “page”."""
        if not self.query:
            return PublicTerm.objects.none().values("page")
        stems = {stem for one in (*self._alternatives(), *self.query.without) for stem in one.indexed}
        rows = PublicTerm.objects.filter(stem__in=stems, weight__gt=0).values("page")
        said = [Case(When(self._says(group), then=1), default=0) for group in self.query.groups]
        rows = rows.alias(said=sum(said[1:], start=said[0])).filter(said__gte=self.query.needed)
        for one in self.query.without:
            rows = rows.exclude(self._says((one,)))
        return rows

    def best(self, among: QuerySet | None = None, *, start: int = 0, most: int = 20) -> list[Hit]:
        """The best pages from one place in the order on, of those `among` (their numbers). Four queries.

        From the fortieth on the order goes by the words of the whole page alone.
        """
        first = 0 if start < LOOKED_AT_CLOSELY else start
        rows = self.rows if among is None else self.rows.filter(page__in=among)
        rows = rows.annotate(worth=Sum(F("weight") * self._factor())).order_by("-worth", "-page")
        heaviest = rows.values_list("page", "worth")[first : max(LOOKED_AT_CLOSELY, start + most)]
        found = self._look_at({page: worth / FINENESS for page, worth in heaviest})
        if not first:
            found[:LOOKED_AT_CLOSELY] = sorted(found[:LOOKED_AT_CLOSELY], key=lambda one: -one.worth)
        return self._hits(found[start - first :][:most])

    def of(self, pages: Iterable[int]) -> list[Hit]:
        """What these pages say of it, in their order. Three queries."""
        return self._hits(self._look_at(dict.fromkeys(pages, 0.0)))

    def _alternatives(self) -> list[Alternative]:
        return [one for group in self.query.groups for one in group]

    def _says(self, group: tuple[Alternative, ...]) -> Q:
        """The condition on the rows of one page that it says any of these."""
        condition, single = Q(), set()
        for one in group:
            if one in self._with_phrase:
                condition |= _at_least(1, Q(page__in=self._with_phrase[one]))
            elif len(one.indexed) == 1:
                single.update(one.indexed)
            else:
                condition |= _at_least(len(one.indexed), Q(stem__in=one.indexed))
        return condition | _at_least(1, Q(stem__in=single)) if single else condition

    def _factor(self) -> Case:
        """What the weight of each word counts for: more the rarer it is, less where it only means the same."""
        factors: dict[str, float] = {}
        for one in self._alternatives():
            for stem in one.indexed:
                each = one.weight * self.query.rarity_of(one) / len(one.indexed)
                factors[stem] = max(factors.get(stem, 0), each)
        whens = (When(stem=stem, then=max(1, round(factor * FINENESS))) for stem, factor in factors.items())
        return Case(*whens, default=Value(0))

    def _pages_with_phrase(self, phrase: Alternative) -> list[int]:
        """The pages that say the words of a phrase next to each other, of those that say most of them."""
        rows = PublicTerm.objects.filter(stem__in=phrase.indexed, weight__gt=0).values("page")
        rows = rows.alias(said=Count("pk"), worth=Sum("weight")).filter(said=len(phrase.indexed))
        pages = list(rows.order_by("-worth", "-page").values_list("page", flat=True)[: self._room + 1])
        self.was_cut = self.was_cut or len(pages) > self._room
        whole = f" {' '.join(phrase.stems)} "
        says_it = Q(text__contains=whole) | Q(heading__contains=whole) | Q(labels__contains=whole)
        found = PublicWords.objects.filter(says_it, is_whole=True, page__in=pages[: self._room])
        return list(found.values_list("page", flat=True))

    def _look_at(self, pages: dict[int, float]) -> list["_Found"]:
        """Choose the best passage of each page, which has so much weight, and let it count."""
        scale, found = _Scale(self.query), {page: _Found(worth) for page, worth in pages.items()}
        words = PublicWords.objects.filter(page__in=pages)
        for page, passage, title in words.filter(is_whole=True).values_list("page", "pk", "heading"):
            found[page].whole = passage
            found[page].worth += scale.worth(title, "", "")[0] * TITLE_SAYS_IT
        passages = words.filter(is_whole=False).order_by("pk").values_list("page", "pk", "heading", "labels", "text")
        for page, passage, *said in passages:
            one, (worth, says_enough) = found[page], scale.worth(*said)
            one.saying += says_enough
            if worth > one.best_worth or not one.best:
                one.best, one.best_worth = passage, worth
        for one in found.values():
            one.worth += one.best_worth * PASSAGE_SAYS_IT
        return list(found.values())

    def _hits(self, found: list["_Found"]) -> list[Hit]:
        passages = PublicPassage.objects.select_related("page", "as_words").only(*SHOWN)
        shown = passages.in_bulk([one.shown for one in found])
        return [self._hit(shown[one.shown], max(0, one.saying - 1)) for one in found if one.shown in shown]

    def _hit(self, passage: PublicPassage, more: int) -> Hit:
        page, stems = passage.page, passage.as_words.text.split()
        is_page = passage.kind == PublicPassage.Kind.PAGE
        instead = {"otherwise": page.summary, "apart_from": page.title} if is_page else {}
        return Hit(
            passage,
            kind_label=page.kind_label if is_page else passage.get_kind_display(),
            title=marked(page.title, self.query),
            heading=SafeString() if is_page else marked(passage.heading, self.query),
            excerpt=excerpt_of(passage.text, self.query, stems, **instead),
            title_tongue=language_attributes(page.language),
            lang_attributes=language_attributes(passage.language),
            dates=published(page.first_published_at, page.published_at),
            more=more,
        )


def _at_least(many: int, rows: Q) -> Q:
    """The condition on the rows of one page that so many of them are of this kind."""
    return Q(GreaterThanOrEqual(Count("pk", filter=rows), many))


@dataclass
class _Found:
    """A page on its way into the order."""

    worth: float
    whole: int = 0  # its passage that is the page itself
    best: int = 0
    best_worth: float = 0
    saying: int = 0  # how many of its passages say enough of it

    @property
    def shown(self) -> int:
        """The passage that is shown of it: the best, or the page itself where no passage says enough."""
        return self.best if self.saying else self.whole


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
