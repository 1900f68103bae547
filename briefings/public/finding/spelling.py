"""Words of what is published: those that begin with some letters, and those a mistyped word comes near."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz.distance import OSA

from briefings.models.public import PublicTerm

MOST_MISSPELT = 4  # words of one search that are corrected
MOST_COMPARED = 3000  # published words, the commonest first, for each of its first two letters


def words_beginning(letters: str) -> QuerySet:
    """Published words that begin with these letters (a to z, digits), each with the number of pages that say it, the
    commonest first."""
    begins = Q(word__startswith=letters)
    if connection.vendor == "sqlite":  # reads no index for that
        begins = Q(word__gte=letters, word__lt=f"{letters}\U0010ffff")
    return (
        PublicTerm.objects.filter(begins).values_list("word").annotate(pages=Count("page")).order_by("-pages", "word")
    )


def corrections(misspelt: Iterable[str]) -> dict[str, str]:
    """For each folded word that nobody says, the published one that comes nearest, if any comes near.

    A letter missing, doubled, wrong or in its neighbour's place is one slip: one is forgiven in a word of four or
    five letters, two in a longer one. One of the first two letters has to be right.
    """
    found = {}
    for word in [word for word in sorted(misspelt) if len(word) > 3 and word.isalpha()][:MOST_MISSPELT]:
        slips = 1 if len(word) < 6 else 2
        lengths = len(word) - slips, len(word) + slips
        near = [
            (distance, word[0] != letter, -pages, other)
            for letter in sorted(set(word[:2]))
            for other, pages in words_beginning(letter)
            .alias(length=Length("word"))
            .filter(length__range=lengths)[:MOST_COMPARED]
            if (distance := OSA.distance(word, other, score_cutoff=slips)) <= slips
        ]
        if near:
            found[word] = min(near)[-1]
    return found
