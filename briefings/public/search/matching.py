"""Which pages say what a reader means, and what each of them weighs: arithmetic on what their words weigh."""

from dataclasses import dataclass

from briefings.public.caching import Publication
from briefings.public.filters import Catalogue
from briefings.public.search.query import Alternative, Query
from briefings.public.search.terms import pages_with_phrase, weights_of
from briefings.public.search.weighing import Weights, plus, times, weighing

FINENESS = 16  # of what a word counts for: rarity, synonym or theme, in whole steps


@dataclass(frozen=True)
class Match:
    """The pages that say it, as bits of the catalogue, and what every page weighs for it."""

    pages: int = 0
    weights: Weights = ()


def match(query: Query, known: Catalogue, now: Publication) -> Match:
    """The pages that say all of it (of more than two things, most). For an empty query, none."""
    if not query:
        return Match()
    factors = _factors(query)
    stems = dict.fromkeys([*factors, *(stem for one in query.without for stem in one.indexed)])
    weights = weights_of(stems, known, now)

    def saying(alternative: Alternative) -> int:
        pages = known.everything()
        for stem in alternative.indexed:
            pages &= weighing(weights[stem])
        if alternative.is_phrase and len(alternative.indexed) > 1:
            pages = pages_with_phrase(alternative, pages, known, now)
        return pages

    # in place n: the pages that say more than n of the things
    enough = [0] * query.needed
    for group in query.groups:
        any_of_them = 0
        for alternative in group:
            any_of_them |= saying(alternative)
        for said in reversed(range(query.needed)):
            enough[said] |= any_of_them & (enough[said - 1] if said else any_of_them)
    pages = enough[-1]
    for alternative in query.without:
        pages &= ~saying(alternative)
    total: Weights = ()
    for stem, factor in factors.items():
        total = plus(total, times(weights[stem], max(1, round(factor * FINENESS))))
    return Match(pages, total)


def _factors(query: Query) -> dict[str, float]:
    """How much what each word weighs counts for: more the rarer it is, less where it only means the same."""
    factors: dict[str, float] = {}
    for group in query.groups:
        for one in group:
            for stem in one.indexed:
                each = one.weight * query.rarity_of(one) / len(one.indexed)
                factors[stem] = max(factors.get(stem, 0), each)
    return factors
