"""What a reader means by the words in the search box.

It asks the database once what the words are and, only for a word found nowhere, which words come near it.
"""

import math
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.db import connection

from briefings.public.finding.spelling import begins_with, nearest_words
from briefings.public.finding.thesaurus import filed_under, same_things
from briefings.public.finding.words import STOP_WORDS, stem_of, stems_of, words_of

LONGEST = 300  # characters of a search that are read; nobody means the rest
MOST_WORDS = 16  # so that no search costs much more than another
MOST_PHRASES = 6
MOST_ENDINGS = 20  # words that the beginning of a word may become
LONGEST_SYNONYM = 6  # words
# Rows of the index that one search reads, some 20 ms of a processor: what would be more, the commonest, is left out.
MOST_ROWS = 40_000
MOST_THINGS = 8  # that are looked for in every passage of the best pages: of a long sentence the rarest words
ALL_OF_THEM = 2  # things that must all be said; of more, some may be missing
MOST_OF_THEM = 0.6
# How much other ways of saying it count beside the reader's own words.
SYNONYM, THEME, ENDING, APART = 0.7, 0.6, 0.7, 0.3

# A phrase in quotes (straight, curly or angled), or anything up to the next space; each perhaps with a minus.
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True)
class Alternative:
    """One way of saying a thing: stems that are all said, next to each other if it is a phrase."""

    stems: tuple[str, ...]
    is_phrase: bool = False
    weight: float = 1.0

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Its stems without those too common to be indexed. What has no others is a rarer form of one: "owns"."""
        return tuple(dict.fromkeys(stem for stem in self.stems if stem not in STOP_WORDS)) or self.stems

    @cached_property
    def indexed(self) -> tuple[str, ...]:
        """What it is looked up by: a well-known phrase as one thing."""
        known = filed_under(self.stems) if self.is_phrase else ""
        return (known,) if known else self.telling


@dataclass(frozen=True)
class Query:
    """What must be said, each thing in any of its alternatives; what must not; and the words as they were read.

    False when there is nothing to look for.
    """

    text: str = ""
    groups: tuple[tuple[Alternative, ...], ...] = ()
    without: tuple[Alternative, ...] = ()
    read_as: str = ""  # with slips of the keys put right; empty when there were none
    unknown: tuple[str, ...] = ()  # as typed: what no briefing says, nor anything like it; left out if there is more
    too_common: bool = False  # whether some of it was left out, since too many briefings say it
    typed: tuple[str, ...] = ()  # stems of the reader's own words, in order
    rarity: dict[str, float] = field(default_factory=dict, hash=False)  # how telling each stem is

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def needed(self) -> int:
        """How many of the groups a page has to say."""
        many = len(self.groups)
        return many if many <= ALL_OF_THEM else max(ALL_OF_THEM, math.ceil(many * MOST_OF_THEM))

    @cached_property
    def to_mark(self) -> tuple[set[str], dict[str, list[tuple[str, ...]]]]:
        """What is marked in a text: stems wherever they stand, and phrases, by the first stem of each."""
        single: set[str] = set()
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for one in (one for group in self.groups for one in group):
            if one.is_phrase:
                phrases.setdefault(one.stems[0], []).append(one.stems)
            else:
                single.update(one.telling, map(stem_of, one.telling))
        return single, phrases

    def rarity_of(self, one: Alternative) -> float:
        """How much it tells that a page says this: little for what every page says, more the rarer it is."""
        return sum(self.rarity.get(stem, 2.0) for stem in one.telling)


@dataclass(frozen=True)
class _Typed:
    """One bare word as typed."""

    folded: str
    stem: str
    may_go_on: bool = False  # the last word, perhaps only begun
    must_go_on: bool = False  # written with a star


def understand(words: str, briefings: int) -> Query:
    """What a reader means: words, phrases in quotes, -without, the beginning of a last word, synonyms of the field.

    `briefings` is how many there are in public: a word tells the more the fewer of them say it.
    """
    text = " ".join(words[:LONGEST].split())
    typed, phrases, without = _pieces(text)
    if not typed and not phrases:
        return Query(text=text)
    beside = {stem for one in [*(Alternative(tuple(one)) for one in phrases), *without] for stem in one.indexed}
    known = _Known({one.folded: one.stem for one in typed}, beside, _going_on(typed), briefings)
    in_names = {place for start, end, _ in _spans(typed, _names(typed, known)) for place in range(start, end)}
    lost = {
        one.folded
        for place, one in enumerate(typed)
        if place not in in_names and one.folded not in STOP_WORDS and not known.says(one) and not known.endings_of(one)
    }
    meant = nearest_words(lost)
    read_as = ""
    if meant:
        typed = [_Typed(meant[one.folded], stem_of(meant[one.folded])) if one.folded in meant else one for one in typed]
        read_as = _put_right(text, {word: meant.get(word, "") for word in lost})
    unknown = lost - meant.keys()
    if phrases or any(one.folded not in STOP_WORDS and one.folded not in unknown for one in typed):
        # one word that nobody says must not hide what the others find
        typed = [one for one in typed if one.folded not in unknown]
    groups = [(Alternative(tuple(phrase), is_phrase=len(phrase) > 1),) for phrase in phrases]
    groups += _groups(typed, _names(typed, known), known)
    kept = _affordable([one for group in groups for one in group], without, known)
    return Query(
        text=text,
        groups=tuple(tuple(one for one in group if one in kept) for group in groups if group[0] in kept),
        without=tuple(one for one in without if one in kept),
        too_common=any(one not in kept for one in [*without, *(group[0] for group in groups)]),
        read_as=read_as,
        unknown=tuple(dict.fromkeys(text[word.start : word.end] for word in words_of(text) if word.folded in unknown)),
        typed=tuple(one.stem for one in typed),
        rarity=known.rarity,
    )


def suggestion(query: Query) -> str:
    """The words that were looked for instead, where a word of the search is found nowhere; empty otherwise."""
    return query.read_as


def _pieces(text: str) -> tuple[list[_Typed], list[list[str]], list[Alternative]]:
    """Bare words in order, phrases in quotes, and what must not be said."""
    typed: list[_Typed] = []
    phrases, without = [], []
    for piece in _PIECE.finditer(text):
        words = list(words_of(piece["phrase"] or piece["word"] or ""))
        telling = [word for word in words if word.folded not in STOP_WORDS]
        if not words or len(typed) + len(words) > MOST_WORDS or len(phrases) + len(without) >= MOST_PHRASES:
            continue
        stems = tuple(word.stem for word in words)
        if piece["minus"]:
            if telling:
                without.append(Alternative(stems, is_phrase=len(stems) > 1))
        elif piece["phrase"] is not None:
            if telling:
                phrases.append(list(stems))
        else:
            is_last, star = piece.end() == len(text), piece["word"].endswith("*")
            for word in words:
                ends_it = word is words[-1]
                typed.append(_Typed(word.folded, word.stem, ends_it and (is_last or star), ends_it and star))
    return typed, phrases, without


def _going_on(typed: list[_Typed]) -> list[str]:
    return [one.folded for one in typed if one.may_go_on and len(one.folded) > 1][:3]


class _Known:
    """What the database knows of the words typed, in one statement: themes and abbreviations too."""

    def __init__(self, typed: dict[str, str], beside: set[str], beginnings: list[str], briefings: int):
        there = set(typed.values())
        near = (ways for way, ways in _own_names().items() if there.issuperset(way))
        stems = there.union(stem for ways in near for way in ways for stem in (*way, filed_under(way)) if stem)
        statements = [
            "SELECT 'theme', slug, name || chr(10) || synonyms, 0 FROM briefings_publictheme",
            "SELECT 'glossary', abbreviation, expansion, 0 FROM briefings_publicabbreviation",
        ]
        params: list[str] = []
        if looked_up := sorted(stems | beside):
            places = ", ".join(["%s"] * len(looked_up))
            statements.append(
                "SELECT 'stem', '', stem, MAX(pages) FROM briefings_publicvocabulary "  # noqa: S608  placeholders only
                f"WHERE stem IN ({places}) GROUP BY stem"
            )
            params += looked_up
        for beginning in beginnings:
            condition, values = begins_with(beginning)
            statements.append(
                "SELECT * FROM (SELECT 'ending', word, stem, pages FROM briefings_publicvocabulary "  # noqa: S608
                f"WHERE {condition} ORDER BY pages DESC, word LIMIT {MOST_ENDINGS}) AS endings"
            )
            params += values
        statement = " UNION ALL ".join(statements)
        if connection.vendor == "sqlite":
            statement = statement.replace("chr(10)", "char(10)")
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            rows = cursor.fetchall()
        self.rows = {stem: pages for what, _, stem, pages in rows if what in {"stem", "ending"}}
        self.pages = {stem: pages for what, _, stem, pages in rows if what == "stem" and stem in stems}
        self.endings = [(word, stem) for what, word, stem, _ in rows if what == "ending"]
        self.themes = [(slug, names.split("\n")) for what, slug, names, _ in rows if what == "theme"]
        self.glossary = [(short, long) for what, short, long, _ in rows if what == "glossary"]
        said = {**self.pages, **{stem: 1 for _, stem in self.endings if stem not in self.pages}}
        self.rarity = {stem: math.log(1.1 + briefings / max(pages, 1)) for stem, pages in said.items()}

    def says(self, one: _Typed) -> bool:
        """Whether some page says this word, in some form."""
        return one.stem in self.pages and not one.must_go_on

    def rows_of(self, one: Alternative) -> int:
        """How many rows of the index have to be read for it."""
        return sum(self.rows.get(stem, 0) for stem in one.indexed)

    def endings_of(self, one: _Typed) -> list[str]:
        """The stems that a word only begun may become."""
        if not one.may_go_on:
            return []
        return list(dict.fromkeys(stem for word, stem in self.endings if word.startswith(one.folded)))


@lru_cache(maxsize=1)
def _own_names() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Every way of saying a thing in our own list: all its ways."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for thing in same_things():
        for way in thing:
            found.setdefault(way, {}).update(dict.fromkeys(thing))
    return {way: tuple(ways) for way, ways in found.items()}


def _names(typed: list[_Typed], known: _Known) -> dict[tuple[str, ...], list[Alternative]]:
    """What the names, synonyms and abbreviations among these words may be said as instead."""
    there, own = {one.stem for one in typed}, _own_names()
    found: dict[tuple[str, ...], list[Alternative]] = {}

    def add(name: tuple[str, ...], instead: Alternative) -> None:
        if name and there.issuperset(name) and instead.telling and instead.stems != name:
            found.setdefault(name, []).append(instead)

    for way, ways in own.items():
        if way[0] in there:
            for other in ways:
                add(way, Alternative(other, is_phrase=len(other) > 1, weight=SYNONYM))
    for slug, names in known.themes:
        said = [tuple(stems_of(name)) for name in names]
        # what means the same as a name of the theme means the theme as well
        for name in dict.fromkeys(way for one in said for way in (one, *own.get(one, ()))):
            add(name, Alternative((f"#{slug}",), weight=THEME))
    for short, long in known.glossary:
        pair = tuple(stems_of(short)), tuple(stems_of(long))
        for one, other in (pair, pair[::-1]):
            add(one, Alternative(other, is_phrase=len(other) > 1, weight=SYNONYM))
    return found


def _spans(typed: list[_Typed], names: dict) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where names stand among the words typed, the longest first taken; none overlaps another."""
    stems = [one.stem for one in typed]
    found, place = [], 0
    while place < len(stems):
        for end in range(min(len(stems), place + LONGEST_SYNONYM), place, -1):
            name = tuple(stems[place:end])
            if name in names and not (end - place == 1 and typed[place].folded in STOP_WORDS):
                found.append((place, end, name))
                place = end
                break
        else:
            place += 1
    return found


def _groups(typed: list[_Typed], names: dict, known: _Known) -> list[tuple[Alternative, ...]]:
    groups, spans, place = [], {start: (end, name) for start, end, name in _spans(typed, names)}, 0
    while place < len(typed):
        one = typed[place]
        if place in spans:
            place, name = spans[place]
            own = [Alternative(name, is_phrase=len(name) > 1)]
            if len(name) > 1 and len(own[0].telling) == len(name):
                own.append(Alternative(name, weight=APART))
            groups.append(tuple(dict.fromkeys([*own, *names[name]])))
            continue
        place += 1
        if one.folded in STOP_WORDS:
            continue
        own = [] if one.must_go_on else [Alternative((one.stem,))]
        if not known.says(one):
            own += [Alternative((stem,), weight=ENDING) for stem in known.endings_of(one) if stem != one.stem]
        groups.append(tuple(own or [Alternative((one.stem,))]))
    return list(dict.fromkeys(groups))


def _affordable(said: list[Alternative], without: list[Alternative], known: _Known) -> set[Alternative]:
    """What one search can look up: the reader's own words before what means the same, and the rarer before the
    commoner, of which every page tells the same."""
    left, things, kept = MOST_ROWS, 0, set()
    for one in sorted({*said, *without}, key=lambda one: (one.weight < 1, known.rows_of(one), one.stems)):
        rows, is_thing = known.rows_of(one), one.weight >= 1
        if (rows <= left or not kept) and not (is_thing and things == MOST_THINGS):
            kept.add(one)
            left -= rows
            things += is_thing
    return kept


def _put_right(text: str, meant: dict[str, str]) -> str:
    """The search as typed, with the slips put right, and without the words that nobody says."""
    right = [(word.start, word.end, meant[word.folded]) for word in words_of(text) if word.folded in meant]
    for start, end, word in reversed(right):
        text = f"{text[:start]}{word}{text[end:]}"
    return " ".join(text.split())
