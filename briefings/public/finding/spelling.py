"""What a mistyped word was meant to be, among the words that are published."""

from collections.abc import Iterable

from django.db import connection
from rapidfuzz.distance import OSA

MOST_LOST = 4  # words of one search that are looked for
MOST_NEAR = 6000  # words compared with each


def nearest_words(lost: Iterable[str]) -> dict[str, str]:
    """For each word found nowhere the published one that comes nearest, if any comes near.

    A letter missing, doubled, wrong or in its neighbour's place is one slip: one is forgiven in a word of four or
    five letters, two in a longer one. One of the first two letters has to be right.
    """
    wanted = [word for word in sorted(lost) if len(word) > 3 and word.isalpha()][:MOST_LOST]
    if not wanted:
        return {}
    found = {}
    for word in wanted:
        slips = 1 if len(word) < 6 else 2
        near = [
            (slips_made, word[0] != other[0], -pages, other)
            for other, pages in _words_like(word, slips)
            if (slips_made := OSA.distance(word, other, score_cutoff=slips)) <= slips
        ]
        if near:
            found[word] = min(near)[-1]
    return found


def _words_like(word: str, slips: int) -> list[tuple[str, int]]:
    """Published words of about this length that begin with its first letter or its second."""
    conditions, params = zip(*(begins_with(letter) for letter in sorted(set(word[:2]))), strict=True)
    statement = (
        "SELECT word, pages FROM briefings_publicvocabulary "  # noqa: S608  placeholders only
        f"WHERE (({') OR ('.join(conditions)})) AND LENGTH(word) BETWEEN %s AND %s ORDER BY pages DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        values = [value for one in params for value in one]
        cursor.execute(statement, [*values, len(word) - slips, len(word) + slips, MOST_NEAR])
        return cursor.fetchall()


def begins_with(beginning: str) -> tuple[str, list[str]]:
    """A condition on `word` that the index of each database can answer."""
    if connection.vendor == "sqlite":
        return "word >= %s AND word < %s", [beginning, f"{beginning}\U0010ffff"]
    return "word LIKE %s", [f"{beginning}%"]  # letters and digits only, so nothing in it is a wildcard
