"""Handling markings: what says that a document must not go out, wherever it stands in the file."""

import re
import unicodedata

from briefings.importing.blocks import Block
from briefings.importing.lines import Kept, Source, squeezed, words_in

_SHORT = 8  # words
_STRONG = re.compile(
    r"strictly (?:private (?:and|&) )?confidential|private (?:and|&) confidential|official\W{0,4}sensitive"
    r"|not for publication|embargoed until|protectively marked",
    re.IGNORECASE,
)
_WEAK = (
    r"(?:official|restricted|(?:final |first |working )?draft|(?:strictly |highly )?confidential|strictly private"
    r"|embargoed|not for circulation)"
)
# Everyday words: they mark a document only in a short line that says nothing else.
_WEAK_LINE = re.compile(
    rf"\W*(?:{_WEAK}[\s–—:/-]{{1,5}}){{0,3}}{_WEAK}"
    r"(?=\W*$|[\s–—:-]+(?:v\.?\s?\d|version|for|not|until|document|report|copy|do)\b)",
    re.IGNORECASE,
)
# Beside the pages a line has several things: a name, a marking, a page number.
_WEAK_PIECE = re.compile(
    rf"\W*{_WEAK}(?:[\s–—:-]+(?:v\.?\s?)?\d[\d./-]*|[\s–—:-]+(?:copy|report|document))?\W*", re.IGNORECASE
)
_ALOUD = re.compile(r"\b(?:CONFIDENTIAL|RESTRICTED|OFFICIAL|DRAFT|EMBARGOED|SECRET)\b")
_BETWEEN = re.compile(r"\s*[|•·\t\n]\s*|\s+[–—-]\s+|\s{3,}")
_SPELT_OUT = re.compile(r"(?:\w ){3,}\w(?!\w)")


def marking_in(text: str) -> str:
    """The handling marking a paragraph carries, as written, or nothing.

    "Draft" and "restricted" are everyday words: they count only in a short line of their own.
    """
    words = squeezed(_plain(text))
    strong = _STRONG.search(words)
    if strong:
        return strong[0]
    if len(words_in(words)) <= _SHORT and _WEAK_LINE.match(words):
        return words[:100]
    return ""


def is_marking_line(block: Block) -> bool:
    """Whether a block says only how the document must be handled: no part of what is published."""
    short = len(words_in(block.text)) <= _SHORT
    return short and not block.heading and not block.is_item and bool(marking_in(block.text))


def marking_of(source: Source, set_aside: list[Kept]) -> tuple[int, str] | None:
    """The first handling marking of a file and its line: in its words, or at the edges of its pages."""
    for line in source.lines:
        if marking := marking_in(line.text):
            return line.number, marking
    for line, text in [(1, text) for text in source.beside_pages] + [(one.line, one.text) for one in set_aside]:
        if marking := _marking_beside(text):
            return line, marking
    return None


def marking_alone(text: str) -> str:
    """The marking in words that nobody may see, and nothing of what else they say."""
    found = _marking_beside(text)
    weak = _WEAK_LINE.match(found)
    return squeezed(weak[0]) if weak else found


def _marking_beside(text: str) -> str:
    """The marking in a header, footer or watermark: any piece of it counts, and any word in capitals."""
    plain = _plain(text)
    strong = _STRONG.search(squeezed(plain))
    if strong:
        return strong[0]
    for piece in _BETWEEN.split(plain):
        if _WEAK_PIECE.fullmatch(piece) or _WEAK_LINE.match(piece):
            return squeezed(piece)[:100]
    aloud = _ALOUD.search(plain)
    return aloud[0] if aloud and not (plain.isupper() and len(words_in(plain)) > _SHORT) else ""


def _plain(text: str) -> str:
    """Without marks of emphasis and signs that nobody sees; words spelt out letter by letter in one piece."""
    seen = "".join(one for one in text.replace("*", "") if unicodedata.category(one) != "Cf")
    return _SPELT_OUT.sub(lambda found: found[0].replace(" ", ""), seen)
