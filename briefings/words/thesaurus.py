"""What the field says in several ways, as thesaurus.txt lists it."""

from collections.abc import Iterator
from functools import cache

from briefings.words.stemming import listed, stems_of

Stems = tuple[str, ...]


@cache
def ways_of_saying() -> dict[Stems, tuple[Stems, ...]]:
    """Every way of saying a thing, with all the ways of that thing, as stems."""
    found: dict[Stems, dict[Stems, None]] = {}
    for line in listed("thesaurus.txt"):
        ways = [tuple(stems_of(way)) for way in line.split("|")]
        for way in ways:
            found.setdefault(way, {}).update(dict.fromkeys(ways))
    return {way: tuple(ways) for way, ways in found.items()}


@cache
def _phrases_by_first_stem() -> dict[str, list[Stems]]:
    found: dict[str, list[Stems]] = {}
    for way in ways_of_saying():
        if len(way) > 1:
            found.setdefault(way[0], []).append(way)
    return found


def indexed_as(phrase: Stems) -> str:
    """What a phrase of the list is indexed as, so that it is found like a single word; empty for any other."""
    return f"={' '.join(phrase)}" if phrase in _phrases_by_first_stem().get(phrase[0], ()) else ""


def phrases_in(stems: list[str]) -> Iterator[str]:
    """What the phrases of the list that stand in a text are indexed as."""
    phrases = _phrases_by_first_stem()
    for place, stem in enumerate(stems):
        for phrase in phrases.get(stem, ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                yield f"={' '.join(phrase)}"
