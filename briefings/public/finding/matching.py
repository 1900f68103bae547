"""Which pages say what a reader means, and what each of them weighs: arithmetic on what their words weigh."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefings.public.caching import Publication
from briefings.public.finding.facets import Catalogue
from briefings.public.finding.query import Alternative, Query
from briefings.public.finding.terms import pages_with_phrase, weights_of
from briefings.public.finding.weighing import Weights, heaviest, plus, times, weighing

MOST_LOOKED_AT = 500  # pages in which the phrases of one search are looked for, together
FINENESS = 16  # of what a word counts for: rarity, synonym or theme, in whole steps


@dataclass(frozen=True)
class Match:
    """The pages that say it, as bits of the catalogue, and what every page weighs for it."""

    pages: int = 0
    weights: Weights = ()
    was_cut: bool = False  # whether a phrase was looked for only where its words weigh most


def match(query: Query, known: Catalogue, now: Publication) -> Match:
    """The pages that say all of it (of more than two things, most). For an empty query, none."""
    if not query:
        return Match()
    factors = _factors(query)
    stems = dict.fromkeys([*factors, *(stem for one in query.without for stem in one.indexed)])
    weights = weights_of(stems, known, now)
    phrases = {
        one for one in (*(one for group in query.groups for one in group), *query.without) if _is_looked_for(one)
    }
    room, was_cut = MOST_LOOKED_AT // max(1, len(phrases)), False

    def saying(alternative: Alternative) -> int:
        nonlocal was_cut
        pages = known.everything()
        for stem in alternative.indexed:
            pages &= weighing(weights[stem])
        if alternative in phrases:
            if pages.bit_count() > room:
                was_cut = True
                pages = heaviest(_sum(weights[stem] for stem in alternative.indexed), pages, room)
            pages = pages_with_phrase(alternative, pages, known)
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
    total = _sum(times(weights[stem], max(1, round(factor * FINENESS))) for stem, factor in factors.items())
    return Match(pages, total, was_cut)


def _is_looked_for(one: Alternative) -> bool:
    """Whether its words must stand next to each other, and the index does not know where they do."""
    return one.is_phrase and len(one.indexed) > 1


def _sum(each: Iterable[Weights]) -> Weights:
    total: Weights = ()
    for one in each:
        total = plus(total, one)
    return total


def _factors(query: Query) -> dict[str, float]:
    """How much what each word weighs counts for: more the rarer it is, less where it only means the same."""
    factors: dict[str, float] = {}
    for group in query.groups:
        for one in group:
            for stem in one.indexed:
                each = one.weight * query.rarity_of(one) / len(one.indexed)
                factors[stem] = max(factors.get(stem, 0), each)
    return factors
