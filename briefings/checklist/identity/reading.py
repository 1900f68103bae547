"""A text in one plain form to search, which still knows where each character stood as it was written."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"), "-")
QUOTES = dict.fromkeys(map(ord, "‘’‛`´′ʹʻʼˈꞌ＇"), "'")
SIGNS = {**DASHES, **QUOTES, **dict.fromkeys(map(ord, "“”„‟″"), '"')}
SPELT_AT = re.compile(r" ?[\[({<\-_*] ?(?:at|@) ?[\])}>\-_*] ?", re.IGNORECASE)
SPELT_DOT = re.compile(r" ?[\[({<\-_*] ?dot ?[\])}>\-_*] ?", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """`text` is searched: full-width digits are digits, every space is a space, nothing in it is invisible.

    `places` gives for each character of `text` where it stands in `written`; None: at the same place.
    """

    text: str
    written: str
    places: Sequence[int] | None = None

    def quote(self, start: int, end: int) -> str:
        """What was written there, on one line."""
        if self.places is not None:
            start, end = self.places[start], self.places[end - 1] + 1
        return " ".join(self.written[start:end].split())

    def line_at(self, place: int) -> tuple[int, int]:
        """Where the line around a place begins and ends."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, len(self.text) if end < 0 else end


@dataclass(frozen=True)
class Found:
    """One find in a text: its kind, where it stands in the text that was searched, and what was written there."""

    code: str
    start: int
    end: int
    words: str


def read(written: str) -> Reading:
    """A text in the form in which it is searched."""
    if written.isascii():
        return Reading(written, written)
    written = unicodedata.normalize("NFC", written)
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(written):
        for plain in _plain(character):
            characters.append(plain)
            places.append(place)
    return Reading("".join(characters), written, places)


def _plain(character: str) -> str:
    if character.isascii():
        return character
    sign = SIGNS.get(ord(character))
    if sign:
        return sign
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, zero-width spaces, marks of direction
        return ""
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    if category == "Nd":
        return str(unicodedata.digit(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain.translate(SIGNS) if len(plain) <= 4 else character  # ﷺ is one sign, not eighteen letters


class Spans:
    """What has been found already: a telephone number in an NHS number is not another find."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Whether nothing was found there before; then it is taken."""
        at = bisect_left(self._starts, start)
        if (at and self._ends[at - 1] > start) or (at < len(self._starts) and self._starts[at] < end):
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True
