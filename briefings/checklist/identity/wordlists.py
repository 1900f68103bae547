"""What the search for names knows: given names, surnames, ordinary words, and words that are both.

Names come from Faker (MIT; its lists are taken from public counts of names, those of the Office for National
Statistics among them), in the languages of families who live in Britain and write with Latin letters. What those
lists lack of names common in British communities, and all that is known of other words, stands in the files of
lists/, from general knowledge. How common an English word is comes from portal/text/english.py. All are read once a
process, from disk, never from a network.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module

from briefings.checklist.identity.company import LISTS
from portal.text.english import counts
from portal.text.word_lists import lines_in, words_in

# How often a word stands in the books and films that were counted.
COMMON = 250  # above it a word with a capital inside a sentence is ordinary
VERY_COMMON = 110_000  # above it a surname at a sentence's start is a word: Each, Ask, Little
RARE = 60  # above it one that only a sentence's start gives its capital is
TRUSTED = ("en_GB", "en_NZ", "en_US")
LOCALES = (
    *TRUSTED, "en_IE", "ga_IE", "en_IN", "en_PK", "en_NG", "yo_NG", "ha_NG", "ig_NG", "en_KE", "tw_GH", "zu_ZA",
    "pl_PL", "ro_RO", "lt_LT", "lv_LV", "sk_SK", "cs_CZ", "hu_HU", "pt_PT", "es_ES", "it_IT", "fr_FR", "de_DE",
    "nl_NL", "tr_TR", "vi_VN",
)  # fmt: skip


def folded(word: str) -> str:
    """A word as it is looked up: small letters, no accents."""
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    flat = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in flat if not unicodedata.combining(c)).translate(str.maketrans("łøđðı", "loddi"))


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """English words that say nothing by themselves, in small letters."""
    return frozenset(word for word, count in counts().items() if count >= COMMON) | of_the_field()


@lru_cache(maxsize=1)
def hardly_rare() -> frozenset[str]:
    """English words that say nothing where a sentence gives its first word a capital."""
    return frozenset(word for word, count in counts().items() if count >= RARE) | of_the_field()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that are seldom anything else."""
    sure = set(_file("given.txt"))
    others: set[str] = set()
    for locale in LOCALES:
        found = _listed(locale, "first_names", "first_names_male", "first_names_female")
        (sure if locale in TRUSTED else others).update(found)
    counted = counts()
    sure |= {name for name in others if counted.get(name, 0) < COMMON}
    return (
        frozenset(name for name in sure if len(name) > 1) - names_that_are_words() - proper() - of_organisations()
    ) - words_in(LISTS / "words.txt")["too short"]


@lru_cache(maxsize=1)
def names_that_are_words() -> frozenset[str]:
    """Given names that are words, months or places too."""
    return words_too("any") | words_too("time") | words_too("place")


@lru_cache(maxsize=4)
def words_too(section: str) -> frozenset[str]:
    """The names of one section of words.txt: any, time or place. Each says what it takes to be a name."""
    return words_in(LISTS / "words.txt")[section]


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames, those that are words too."""
    listed = set(_file("surnames.txt"))
    for locale in LOCALES:
        listed |= _listed(locale, "last_names")
    return frozenset(name for name in listed if len(name) > 1)


@lru_cache(maxsize=1)
def sure_surnames() -> frozenset[str]:
    """Surnames that are seldom anything else."""
    words = hardly_rare()
    return (
        (
            frozenset(name for name in surnames() if len(name) > 2 and name not in words)
            | frozenset(_file("surnames.txt"))
        )
        - names_that_are_words()
        - proper()
        - places()
        - of_organisations()
    )


@lru_cache(maxsize=1)
def surname_words() -> frozenset[str]:
    """Surnames that are words too, but not the commonest: Hill and Marsh, not Each."""
    counted = counts()
    return (
        frozenset(name for name in surnames() if counted.get(name, 0) < VERY_COMMON and name not in of_the_field())
        - of_organisations()
    )


@lru_cache(maxsize=1)
def any_names() -> frozenset[str]:
    """Whatever is a name for somebody."""
    return given_names() | names_that_are_words() | surnames()


@lru_cache(maxsize=1)
def only_given() -> frozenset[str]:
    """Names that are nobody's surname."""
    return (given_names() - surnames()) | names_that_are_words()


@lru_cache(maxsize=1)
def proper() -> frozenset[str]:
    """Words with a capital of their own that name no person of a case."""
    return frozenset(_file("proper.txt"))


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Places too large to tell who is meant, and their peoples."""
    return frozenset(_file("places.txt")) - words_too("place")


@lru_cache(maxsize=1)
def of_organisations() -> frozenset[str]:
    """Nouns that make a run of capitals an office, a law, a method or a group, not a person."""
    return frozenset(_file("organisations.txt"))


@lru_cache(maxsize=1)
def of_the_field() -> frozenset[str]:
    """Words of the field and of today that films and novels, which the counts are from, seldom have."""
    return frozenset(_file("field.txt"))


def known_in(text: str) -> list[tuple[int, int]]:
    """Where a text says a name that everybody knows, of nobody in a case: a law's, a course's, a shop's, a film's."""
    return [match.span() for match in _known().finditer(text) if match[0][0].isupper() or match[0][0].isdigit()]


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    longest_first = sorted(lines_in(LISTS / "known.txt")[""], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?:'s)?(?!\w)", re.I)


def _file(name: str) -> tuple[str, ...]:
    """The words of a list, as they are looked up."""
    return tuple(folded(word) for lines in lines_in(LISTS / name).values() for line in lines for word in line.split())


def _listed(locale: str, *kinds: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    return {
        folded(word)
        for kind in kinds
        for name in getattr(provider, kind, ()) or ()
        for word in name.replace("-", " ").split()
        if len(word) > 2
    }
