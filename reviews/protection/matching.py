"""Searching a text for protected terms of which only keyed hashes are there.

A text is read as it stands, and then as somebody would read it who is told that something is hidden in it: with signs
for letters, backwards, without marks. Of each reading these are hashed and looked up, all bounded, so that the time is
linear in the text:
    words that stand together, as many and as long as a phrase has words and letters;
    neighbouring pieces written as one (“Mar rick”, “Mar-rick”, “M a r r i c k”), but for pairs of everyday words;
    pieces of a word that no dictionary knows (“babymarrick”), and of writing without spaces;
    a first and a last word with up to three between them (“Samuel and Lily Jackstone”).
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from portal.text.english import ORDINARY, is_counted, is_known
from portal.text.word_lists import words_in
from reviews.protection.normalise import Token, pieces_of, tokens_of

EVERYDAY = 100_000  # the thousand commonest words: “A man” is not Aman
EVERYDAY_IN_SMALL_LETTERS = 20_000  # the 3,000 commonest: “may field” is not Mayfield, “May field” is
INSIDE = 5  # letters that a phrase needs to be looked for inside a longer word
INSIDE_BESIDE_A_WORD = 4  # with an ordinary word as the rest of it: babyrose
SPLIT = 4  # letters that a phrase needs to be looked for across two pieces
BETWEEN = 3  # words between a first name and a surname
NEAR = 6  # letters that a word needs for a near miss to be told
LONGEST_PIECE = 60  # letters; of a longer run only so many are looked at from each start
KEPT = 4_000  # texts whose finds are remembered, of two long reports and many notes
LEAST_UNSPACED = 2
LONGEST_OF_WORDS = 24  # letters
TAG = re.compile(r"[#@]([^\W_]{5,60})")
MOST_KNOWN = 100_000  # runs of words of which one search remembers what they are
# Han, kana, Thai, Lao, Myanmar, Khmer: written without spaces.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
ARABIC = re.compile("[\u0600-\u06ff]")
ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")
ONE_ARABIC = str.maketrans("ةىیک", "هييك")
WORDS = Path(__file__).resolve().parent / "words.txt"
TITLES, RELATIVES = (words_in(WORDS)[section] for section in ("titles", "relatives"))

# Readings of a text beside the one as it stands.
TURNED = re.compile("[\u202e\u202d\u2067]([^\u202c\u2069\n]*)")
MARK = re.compile(r"\[\^[^\]\s]{1,40}\]|[\u00b9\u00b2\u00b3\u2070-\u209c]+|<[^<>\n]{1,80}>")
# what is printed for a sign that no typeface has, where it stood inside a word: “Mar (star) rick”
FOR_A_SIGN = re.compile(r"(?<=[^\W\d_]) \([a-z][a-z ,:\-]{1,40}\) (?=[^\W\d_])")
PUNYCODE = re.compile(r"xn--[a-z0-9\-]{1,59}", re.I)
SIGNS = "0134578@$!|€£"
SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[0134578@$!|€£]|[0134578@$!|€£](?=[^\W\d_])")
IN_SIGNS = re.compile(rf"\S*(?:[^\W\d_][{re.escape(SIGNS)}]|[{re.escape(SIGNS)}][^\W\d_])\S*")
AS_I = str.maketrans(SIGNS, "oieastbasiiel")
AS_L = str.maketrans(SIGNS, "oleastbasllel")
CAPITAL_I_INSIDE = re.compile(r"(?<=[^\W\d_])I(?=[a-z])|(?<=[a-z])I|\bI(?=[bcdfghjklmpqrvwxz][a-z])")
SMALL_L_FIRST = re.compile(r"\bl(?=[bcdfghjklmnpqrstvwxz][a-z])")
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
GREEK_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧՍՏՕԼ", "ABEZHIKMNOPTYXUSOL")


@dataclass(frozen=True)
class Phrases:
    """What is looked for: fingerprints by how the words have to be written, and how many words and letters they have.

    `letters` None: of a phrase kept before lengths were.
    """

    any_case: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()  # each of its words begins with a capital: Hope
    capitals: frozenset[str] = frozenset()  # initials: ZAM
    titled: frozenset[str] = frozenset()  # after Mr, Baby, Dr
    near: frozenset[str] = frozenset()
    shapes: frozenset[tuple[int, int | None]] = frozenset()
    key: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.shapes)


def fingerprint(words: Iterable[str], *, key: str) -> str:
    """The keyed hash of a phrase in its normal form."""
    return _fingerprints(key)(" ".join(words))


@lru_cache(maxsize=4)
def _fingerprints(key: str) -> Callable[[str], str]:
    keyed = hmac.new(key.encode(), digestmod=hashlib.sha256)

    def made(words: str) -> str:
        one = keyed.copy()
        one.update(words.encode())
        return one.hexdigest()

    return made


def one_letter_less(word: str) -> set[str]:
    """What stands for a word when near misses are looked for: itself and it without one letter, marked as such."""
    return {f"~{word}", *(f"~{word[:at]}{word[at + 1 :]}" for at in range(len(word)))}


@lru_cache(maxsize=KEPT)
def found_in(text: str, phrases: Phrases) -> tuple[int, ...]:
    """Where (counted in words from 0) a protected phrase starts in a text.

    The other readings are looked at only when nothing is found in the text as it stands; then the place is a near one.
    """
    if not phrases:
        return ()
    search = _search_for(phrases)
    for reading in _readings(text):
        if found := sorted(set(search.places(reading))):
            return tuple(found)
    return ()


@lru_cache(maxsize=KEPT)
def nearly_in(text: str, phrases: Phrases) -> tuple[int, ...]:
    """Where a word differs from a protected one by a letter. Of six letters or more, and none that English has."""
    if not phrases.near:
        return ()
    hashed = _fingerprints(phrases.key)
    found = []
    for token in pieces_of(tokens_of(text)):
        if NEAR - 1 <= len(token.key) <= LONGEST_PIECE and not _is_ordinary(token.key):
            if any(hashed(one) in phrases.near for one in one_letter_less(token.key)):
                found.append(token.at)
    return tuple(found)


@lru_cache(maxsize=8)
def _search_for(phrases: Phrases) -> "_Search":
    return _Search(phrases)


class _Search:
    """A search for the same phrases through many texts, which hashes nothing twice."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.hashed = _fingerprints(phrases.key)
        self.known: dict[str, str] = {}
        self.most_words = max(words for words, _ in phrases.shapes)
        self.of_one = frozenset(letters for words, letters in phrases.shapes if words == 1 and letters)
        if (1, None) in phrases.shapes:
            self.of_one |= frozenset(range(2, LONGEST_PIECE))
        self.longest = max(self.of_one, default=0)
        self.without_lengths = frozenset(words for words, letters in phrases.shapes if letters is None)

    def places(self, text: str) -> Iterator[int]:
        words = tokens_of(text)
        yield from self._together(words)
        pieces = pieces_of(words)
        if len(pieces) != len(words):
            yield from self._together(pieces)
        yield from self._split(pieces)
        tags = {tag.casefold() for tag in TAG.findall(text)}
        for token in words:
            yield from self._inside(token, is_tag=token.key in tags)
        if len(pieces) != len(words):
            for token in pieces:
                yield from self._inside(token)
        yield from self._around_others(pieces)

    def _is_protected(self, words: str, tokens: list[Token], *, before: Token | None = None) -> bool:
        how = self.known.get(words)
        if how is None:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            how = self.known[words] = self._how(self.hashed(words))
        match how:
            case "":
                return False
            case "any":
                return True
            case "capital":
                if all(token.is_capital for token in tokens):
                    return True
                return before is not None and before.key in RELATIVES and not is_counted(words, least=EVERYDAY)
            case "capitals":  # ZAM and Z.A.M.; the AC of ACEs is no word
                return all(token.raw.isupper() and token.is_whole for token in tokens)
            case _:
                return before is not None and before.key in TITLES

    def _how(self, fingerprint: str) -> str:
        if fingerprint in self.phrases.any_case:
            return "any"
        if fingerprint in self.phrases.capital:
            return "capital"
        if fingerprint in self.phrases.capitals:
            return "capitals"
        return "titled" if fingerprint in self.phrases.titled else ""

    def _has_shape(self, words: int, letters: int) -> bool:
        return (words, letters) in self.phrases.shapes or words in self.without_lengths

    def _together(self, tokens: list[Token]) -> Iterator[int]:
        for start, first in enumerate(tokens):
            lead, letters = "", 0
            for size, token in enumerate(tokens[start : start + self.most_words], start=1):
                last = token.key
                for ending in _without_endings(last) if last[-1:] == "s" else (last,):
                    if self._has_shape(size, letters + len(ending)):
                        before = tokens[start - 1] if start else None
                        if self._is_protected(lead + ending, tokens[start : start + size], before=before):
                            yield first.at
                lead, letters = f"{lead}{last} ", letters + len(last)

    def _split(self, tokens: list[Token]) -> Iterator[int]:
        strange = [not _is_everyday(token) for token in tokens]
        for start, first in enumerate(tokens):
            word, with_space, any_strange, all_single = first.key, False, strange[start], len(first.key) == 1
            for end in range(start + 1, len(tokens)):
                token = tokens[end]
                with_space = with_space or token.apart
                any_strange = any_strange or strange[end]
                all_single = all_single and len(token.key) == 1
                word += token.key
                if len(word) > self.longest + 3:
                    break
                if len(word) < SPLIT or not (any_strange or all_single or not with_space):
                    continue
                for ending in _without_endings(word):
                    if len(ending) in self.of_one and self._is_protected(ending, tokens[start : start + 1]):
                        yield first.at

    def _inside(self, token: Token, *, is_tag: bool = False) -> Iterator[int]:
        key = token.key
        unspaced = bool(UNSPACED.search(key))
        if not unspaced and (len(key) <= INSIDE_BESIDE_A_WORD or is_known(key)):
            return
        least = LEAST_UNSPACED if unspaced else INSIDE_BESIDE_A_WORD - is_tag
        for start in range(len(key)):
            for length in self.of_one:
                end = start + length
                if length < least or end > len(key) or length == len(key):
                    continue
                if not unspaced and length < INSIDE and not (_is_of_words(key[:start]) and _is_of_words(key[end:])):
                    continue
                if self._is_protected(key[start:end], []):
                    yield token.at

    def _around_others(self, tokens: list[Token]) -> Iterator[int]:
        for start, first in enumerate(tokens):
            for end in range(start + 2, min(start + 2 + BETWEEN, len(tokens))):
                last = tokens[end]
                are_names = first.is_capital and last.is_capital
                if not are_names and not (end == start + 2 and len(tokens[start + 1].key) == 1):
                    continue
                for ending in _without_endings(last.key):
                    if self._has_shape(2, len(first.key) + len(ending)):
                        if self._is_protected(f"{first.key} {ending}", [first, last]):
                            yield first.at


@lru_cache(maxsize=KEPT)
def _is_of_words(letters: str) -> bool:
    """Whether letters are usual words written as one, such as “justicefor”; digits and nothing count too."""
    if not letters or letters.isdigit():
        return True
    return 2 < len(letters) <= LONGEST_OF_WORDS and _divides(letters)


@lru_cache(maxsize=KEPT)
def _divides(letters: str) -> bool:
    return not letters or any(
        is_counted(letters[:end], least=ORDINARY if end > 3 else EVERYDAY) and _divides(letters[end:])
        for end in range(2, len(letters) + 1)
    )


def _is_ordinary(word: str) -> bool:
    return is_counted(word) or is_counted(word.removesuffix("s"))


def _is_everyday(token: Token) -> bool:
    if len(token.key) == 1:
        return token.key in "aios"
    return is_counted(token.key, least=EVERYDAY if token.is_capital else EVERYDAY_IN_SMALL_LETTERS)


def _without_endings(word: str) -> Iterator[str]:
    """A word, and it without what makes it plural or possessive: the Jackstones, the Foxes, the Kennedies."""
    yield word
    if word.endswith("s") and len(word) > 3:
        yield word[:-1]
        if word.endswith("es") and len(word) > 4:
            yield word[:-2]
            if word.endswith("ies"):
                yield f"{word[:-3]}y"


def _readings(text: str) -> Iterator[str]:
    """The text as it stands, then as it would be without what disguises words in it."""
    yield text
    if "%" in text and (decoded := unquote(unquote(text))) != text:
        yield decoded
        text = decoded
    if turned := TURNED.findall(text):
        yield " ".join(one[::-1] for one in turned)
    if (bare := MARK.sub("", text)) != text:
        yield bare
    if (whole := FOR_A_SIGN.sub("", text)) != text:
        yield whole
    if (ascii_form := PUNYCODE.sub(_from_punycode, text)) != text:
        yield ascii_form
    if SIGN_IN_WORD.search(text):
        lines = " \n ".join(IN_SIGNS.findall(text))
        yield lines.translate(AS_I)
        yield lines.translate(AS_L)
    if CAPITAL_I_INSIDE.search(text) or SMALL_L_FIRST.search(text):
        yield SMALL_L_FIRST.sub("I", CAPITAL_I_INSIDE.sub("l", text))
    yield from _with_pairs_as_one(text)
    if not text.isascii():
        if (latin := text.translate(GREEK_CAPITALS)) != text:
            yield latin
        if ARABIC.search(text):
            yield " ".join(_arabic(token.key) for token in tokens_of(text))


def _with_pairs_as_one(text: str) -> Iterator[str]:
    """rn for m, vv for w, cl for d: in words that no dictionary knows."""
    for pair, letter in PAIRS:
        if pair in text.lower():
            words = [token.raw for token in tokens_of(text) if pair in token.key and not is_known(token.key)]
            if words:
                yield "\n".join(word.lower().replace(pair, letter).capitalize() for word in words)


def _arabic(word: str) -> str:
    word = word.translate(ONE_ARABIC)
    for prefix in ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return f"{word} {word[len(prefix) :]}"
    return word


def _from_punycode(match: re.Match) -> str:
    try:
        return match[0].lower().encode("ascii").decode("idna")
    except UnicodeError:
        return match[0]
