"""Which pages say a word and what it weighs there, read from the public rows once for each version of them."""

from collections.abc import Iterable

from django.db import connection

from briefings.public.caching import Publication
from briefings.public.filters import Catalogue, numbers_in_one
from briefings.public.search.query import Alternative
from briefings.public.search.weighing import HEAVIEST_WORD, Weights, weights_from

FEW_PAGES = 500  # that the words of a phrase leave over: only these are looked at


def weights_of(stems: Iterable[str], known: Catalogue, now: Publication) -> dict[str, Weights]:
    """What these stems weigh on each page. At most one query."""
    found = now.once_each(
        [f"word {stem}" for stem in stems],
        lambda missing: _read([name.removeprefix("word ") for name in missing], known),
    )
    return {name.removeprefix("word "): weights for name, weights in found.items()}


def _read(stems: list[str], known: Catalogue) -> dict[str, Weights]:
    one_number = f"page_id * 256 + CASE WHEN weight > {HEAVIEST_WORD} THEN {HEAVIEST_WORD} ELSE weight END"
    statement = f"""
        SELECT stem, {numbers_in_one(one_number)} FROM briefings_publicterm
         WHERE stem IN ({", ".join(["%s"] * len(stems))}) AND weight > 0 GROUP BY stem
    """  # noqa: S608  placeholders only
    with connection.cursor() as cursor:
        cursor.execute(statement, stems)
        rows = dict(cursor.fetchall())
    places, found = known.places, {}
    for stem in stems:
        octets = bytearray(len(places) + 1)
        for number in map(int, rows[stem].split(",") if stem in rows else ()):
            octets[places.get(number >> 8, -1)] = number & 255
        found[f"word {stem}"] = weights_from(octets[:-1])  # behind the last, what came since the catalogue was read
    return found


def pages_with_phrase(phrase: Alternative, among: int, known: Catalogue, now: Publication) -> int:
    """The pages of `among`, which say all its words, that say them next to each other. At most one query."""

    def look() -> int:
        statement = """
            SELECT page_id FROM briefings_publicwords
             WHERE is_whole AND (text LIKE %s OR heading LIKE %s OR labels LIKE %s)
        """
        params: list = [f"% {' '.join(phrase.stems)} %"] * 3  # letters and digits only: nothing in it is a wildcard
        if among.bit_count() <= FEW_PAGES:
            pages = known.listed(among)
            statement += f" AND page_id IN ({', '.join(['%s'] * len(pages))})"
            params += pages
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return known.of(row[0] for row in cursor.fetchall())

    return now.once(f"phrase {' '.join(phrase.stems)}", look) if among else 0
