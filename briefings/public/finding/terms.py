"""Which pages say a word and what it weighs there, read from the public rows once for each version of them."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from briefings.models.public import PublicWords
from briefings.public.caching import Publication
from briefings.public.finding.facets import Catalogue, numbers_in_one
from briefings.public.finding.query import Alternative
from briefings.public.finding.weighing import HEAVIEST_WORD, Weights, weights_from


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


def pages_with_phrase(phrase: Alternative, among: int, known: Catalogue) -> int:
    """The pages of `among`, which say all its words, that say them next to each other. At most one query."""
    if not among:
        return 0
    said = f" {' '.join(phrase.stems)} "
    somewhere = Q(text__contains=said) | Q(heading__contains=said) | Q(labels__contains=said)
    found = PublicWords.objects.filter(somewhere, is_whole=True, page__in=known.listed(among))
    return known.of(found.values_list("page", flat=True))
