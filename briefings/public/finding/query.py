"""What a reader means by the words in the search box.

The database is asked how many pages say each word, what themes and abbreviations readers may search by and, for a word
that nobody says, which published words begin so or come near it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count

from briefings.models.public import PublicAbbreviation, PublicTerm, PublicTheme
from briefings.public.finding.spelling import corrections, words_beginning
from briefings.words.stemming import STOP_WORDS, stem_of, stems_of, words_of
from briefings.words.thesaurus import Stems, indexed_as, ways_of_saying

LONGEST = 300  # characters of a search that are read
MOST_WORDS = 16  # so that no search costs much more than another
MOST_PHRASES = 6
MOST_BEGUN, MOST_ENDINGS = 3, 20  # beginnings of words that are looked up, and words that each may become
LONGEST_NAME = 6  # words of a synonym, a theme or an abbreviation
# Rows of the index that one search adds up: what would be more, the commonest words, is left out.
MOST_ROWS = 40_000
MOST_THINGS = 8  # that one search looks for: of a long sentence the rarest words
ALL_OF_THEM = 2  # things that must all be said; of more, some may be missing
MOST_OF_THEM = 0.6
# How much other ways of saying it count beside the reader's own words.
SYNONYM, THEME, ENDING, APART = 0.7, 0.6, 0.7, 0.3

# A phrase in quotes (straight, curly or angled), or anything up to the next space; each perhaps with a minus.
_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True)
class Alternative:
    """One way of saying a thing: stems that are all said, next to each other if it is a phrase."""

    stems: Stems
    is_phrase: bool = False
    weight: float = 1.0

    @cached_property
    def telling(self) -> Stems:
        """Its stems without those too common to be indexed. What has no others is a rarer form of one: "owns"."""
        return tuple(dict.fromkeys(stem for stem in self.stems if stem not in STOP_WORDS)) or self.stems

    @cached_property
    def indexed(self) -> Stems:
        """What it is looked up by: a phrase of the thesaurus as one thing."""
        phrase = indexed_as(self.stems) if self.is_phrase else ""
        return (phrase,) if phrase else self.telling


@dataclass(frozen=True)
class Query:
    """What must be said, each thing in any of its alternatives; what must not; and the words as they were read.

    False when there is nothing to look for.
    """

    text: str = ""
    groups: tuple[tuple[Alternative, ...], ...] = ()
    without: tuple[Alternative, ...] = ()
    read_as: str = ""  # with misspelt words corrected; empty when there were none
    unknown: tuple[str, ...] = ()  # as typed: what no briefing says, nor anything like it; left out if there is more
    too_common: bool = False  # whether some of it was left out, since too many briefings say it
    typed: Stems = ()  # of the reader's own words, in order
    rarity: dict[str, float] = field(default_factory=dict, hash=False)  # how telling each stem is

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def needed(self) -> int:
        """How many of the groups a page has to say."""
        many = len(self.groups)
        return many if many <= ALL_OF_THEM else max(ALL_OF_THEM, math.ceil(many * MOST_OF_THEM))

    @cached_property
    def to_mark(self) -> tuple[set[str], dict[str, list[Stems]]]:
        """What is marked in a text: stems wherever they stand, and phrases, by the first stem of each."""
        single: set[str] = set()
        phrases: dict[str, list[Stems]] = {}
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
    index = _Index({one.stem for one in typed}, {stem for one in [*phrases, *without] for stem in one.indexed})
    things = _things(typed, index)
    nobody_says = {
        words[0].folded
        for words, ways in things
        if len(words) == len(ways) == 1 and ways[0].stems[0] not in index.pages
    }
    right = corrections(nobody_says)
    if right:
        typed = [_Typed(right[one.folded], stem_of(right[one.folded])) if one.folded in right else one for one in typed]
        index.look_up({one.stem for one in typed})
        things = _things(typed, index)
    unknown = nobody_says - right.keys()
    known = [ways for words, ways in things if words[0].folded not in unknown or len(words) > 1]
    # one word that nobody says must not hide what the others find
    groups = list(
        dict.fromkeys([(phrase,) for phrase in phrases] + (known if known or phrases else [ways for _, ways in things]))
    )
    kept = _affordable([one for group in groups for one in group], without, index)
    return Query(
        text=text,
        groups=tuple(tuple(one for one in group if one in kept) for group in groups if group[0] in kept),
        without=tuple(one for one in without if one in kept),
        too_common=any(one not in kept for one in [*without, *(group[0] for group in groups)]),
        read_as=_corrected(text, {word: right.get(word, "") for word in nobody_says}) if right else "",
        unknown=tuple(dict.fromkeys(text[word.start : word.end] for word in words_of(text) if word.folded in unknown)),
        typed=tuple(one.stem for one in typed if one.folded not in unknown),
        rarity={stem: math.log(1.1 + briefings / pages) for stem, pages in index.pages.items()},
    )


def _pieces(text: str) -> tuple[list[_Typed], list[Alternative], list[Alternative]]:
    """Bare words in order, phrases in quotes, and what must not be said."""
    typed: list[_Typed] = []
    phrases: list[Alternative] = []
    without: list[Alternative] = []
    for piece in _PIECE.finditer(text):
        words = list(words_of(piece["phrase"] or piece["word"] or ""))
        if not words or len(typed) + len(words) > MOST_WORDS or len(phrases) + len(without) >= MOST_PHRASES:
            continue
        if piece["minus"] or piece["phrase"] is not None:
            if any(word.folded not in STOP_WORDS for word in words):
                whole = Alternative(tuple(word.stem for word in words), is_phrase=len(words) > 1)
                (without if piece["minus"] else phrases).append(whole)
            continue
        is_last, star = piece.end() == len(text), piece["word"].endswith("*")
        typed += [_Typed(word.folded, word.stem) for word in words[:-1]]
        typed.append(_Typed(words[-1].folded, words[-1].stem, is_last or star, star))
    return typed, phrases, without


class _Index:
    """What the database knows of the words typed."""

    def __init__(self, typed: set[str], beside: set[str]):
        self.themes = [
            (slug, [tuple(stems_of(one)) for one in (name, *synonyms.split("\n"))])
            for slug, name, synonyms in PublicTheme.objects.values_list("slug", "name", "synonyms")
        ]
        self.abbreviations = [
            (tuple(stems_of(short)), tuple(stems_of(long)))
            for short, long in PublicAbbreviation.objects.values_list("abbreviation", "expansion")
        ]
        self.pages: dict[str, int] = {}  # that say a stem
        self._endings: dict[str, list[str]] = {}
        self.look_up(typed, beside)

    def look_up(self, typed: set[str], beside: Iterable[str] = ()) -> None:
        """Count the pages that say these words, or what means the same as some of them together."""
        near = (ways for way, ways in ways_of_saying().items() if typed.issuperset(way))
        said_so = {stem for ways in near for way in ways for stem in (*way, indexed_as(way)) if stem}
        self._count({*typed, *beside, *said_so})

    def _count(self, stems: set[str]) -> None:
        rows = PublicTerm.objects.filter(stem__in=stems, weight__gt=0)
        self.pages.update(rows.values_list("stem").annotate(Count("page")))

    def says(self, one: _Typed) -> bool:
        """Whether some page says this word, in some form."""
        return one.stem in self.pages and not one.must_go_on

    def rows_of(self, one: Alternative) -> int:
        """How many rows of the index have to be read for it."""
        return sum(self.pages.get(stem, 0) for stem in one.indexed)

    def endings_of(self, one: _Typed) -> list[str]:
        """The stems that a word only begun may become."""
        if not one.may_go_on or len(one.folded) < 2:
            return []
        if one.folded not in self._endings:
            if len(self._endings) == MOST_BEGUN:
                return []
            stems = list(dict.fromkeys(stem_of(word) for word, _ in words_beginning(one.folded)[:MOST_ENDINGS]))
            self._endings[one.folded] = stems
            self._count(set(stems) - self.pages.keys())
        return self._endings[one.folded]

    def other_names(self, typed: list[_Typed]) -> dict[Stems, list[Alternative]]:
        """What the names, synonyms and abbreviations among these words may be said as instead."""
        there, ours = {one.stem for one in typed}, ways_of_saying()
        found: dict[Stems, list[Alternative]] = defaultdict(list)

        def add(name: Stems, instead: Stems, weight: float = SYNONYM) -> None:
            if name and instead and instead != name and there.issuperset(name):
                found[name].append(Alternative(instead, is_phrase=len(instead) > 1, weight=weight))

        for way in (way for way in ours if way[0] in there):
            for other in ours[way]:
                add(way, other)
        for slug, names in self.themes:
            # what means the same as a name of the theme means the theme as well
            for name in dict.fromkeys(way for one in names for way in (one, *ours.get(one, ()))):
                add(name, (f"#{slug}",), THEME)
        for short, long in self.abbreviations:
            add(short, long)
            add(long, short)
        return found


def _things(typed: list[_Typed], index: _Index) -> list[tuple[list[_Typed], tuple[Alternative, ...]]]:
    """Each thing that is looked for: the words typed, and the ways of saying it, the reader's own first.

    A name is taken whole, the longest first. Words too common to tell anything are passed over.
    """
    names, stems = index.other_names(typed), tuple(one.stem for one in typed)
    things, place = [], 0
    while place < len(typed):
        one = typed[place]
        ends = range(min(len(typed), place + LONGEST_NAME), place + (one.folded in STOP_WORDS), -1)
        end = next((end for end in ends if stems[place:end] in names), None)
        if end:
            name = stems[place:end]
            ways = [Alternative(name, is_phrase=len(name) > 1)]
            if len(name) > 1 and len(ways[0].telling) == len(name):
                ways.append(Alternative(name, weight=APART))
            things.append((typed[place:end], tuple(dict.fromkeys([*ways, *names[name]]))))
        elif one.folded not in STOP_WORDS:
            ways = [] if one.must_go_on else [Alternative((one.stem,))]
            if not index.says(one):
                ways += [Alternative((stem,), weight=ENDING) for stem in index.endings_of(one) if stem != one.stem]
            things.append(([one], tuple(ways or [Alternative((one.stem,))])))
        place = end or place + 1
    return things


def _affordable(said: list[Alternative], without: list[Alternative], index: _Index) -> set[Alternative]:
    """What one search can look up: the reader's own words before what means the same, and the rarer before the
    commoner, of which every page tells the same."""
    left, things, kept = MOST_ROWS, 0, set()
    for one in sorted({*said, *without}, key=lambda one: (one.weight < 1, index.rows_of(one), one.stems)):
        rows, is_thing = index.rows_of(one), one.weight >= 1
        if (rows <= left or not kept) and not (is_thing and things == MOST_THINGS):
            kept.add(one)
            left -= rows
            things += is_thing
    return kept


def _corrected(text: str, right: dict[str, str]) -> str:
    """The search as typed, with misspelt words corrected, and without the words that nobody says."""
    for word in reversed([word for word in words_of(text) if word.folded in right]):
        text = f"{text[: word.start]}{right[word.folded]}{text[word.end :]}"
    return " ".join(text.split())
