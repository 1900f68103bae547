"""What a page says about its own length: its contents, the time to read it, the size of its sheet."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.utils.text import Truncator

from briefings.public.body import Body, Piece

# Silent reading of English prose that is not a story, in words a minute: Brysbaert, "How many words do
# we read per minute?", Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238
# A shorter page is seen whole in a few strokes of the thumb; a list of its headings only pushes it down.
LONG_PAGE_WORDS = 900
FEWEST_HEADINGS = 3
WORDS_OF_AN_OPENING = 9

# Our own renderer wrote the body, so its shape is known; anything else simply gives no contents.
SECTION = re.compile(
    r'<section class="(?:section|notes|glossary)[^"]*"[^>]*?\bid="([\w-]+)"[^>]*>\s*<h([2-4])[^>]*>(.*?)</h\2>',
    re.DOTALL,
)
MARK = re.compile(r"<sup\b.*?</sup>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A section of the page: its address on the page, its words, and the sections inside it."""

    label: str
    words: str
    inside: list["Heading"] = field(default_factory=list)


def contents_of(html: str, *, words: int) -> list[Heading]:
    """The main headings of a long body, in order, each with those inside it, three levels in all.

    Nothing for a short body, for one of few headings, or for one that lists them itself.
    """
    if words < LONG_PAGE_WORDS or "<nav" in html:
        return []
    top: list[Heading] = []
    inside = {1: top}
    for label, level, heading in SECTION.findall(html):
        found = Heading(label, unescape(MARK.sub("", heading)).strip())
        inside = {above: kept for above, kept in inside.items() if above < int(level)}
        inside[max(inside)].append(found)
        inside[int(level)] = found.inside
    return top if len(top) >= FEWEST_HEADINGS else []


@dataclass(frozen=True)
class Place:
    """One point, question or recommendation: its address on the page, what it is called, and how it begins."""

    label: str
    name: str
    opening: str


def places_in(body: Body) -> list[Place]:
    """Every point, question and recommendation of a page, in order, to link to one of them."""
    return [
        Place(piece.label, _name_of(piece), Truncator(piece.words).words(WORDS_OF_AN_OPENING, truncate="…"))
        for piece in body.pieces
        if piece.label
    ]


def _name_of(piece: Piece) -> str:
    """What a piece is called, by the number in its label: “Learning point 3”."""
    kind = "Learning point" if piece.kind == "point" else piece.kind.capitalize()
    return f"{kind} {piece.label.rpartition('-')[2]}"


def minutes_to_read(words: int) -> int:
    """Whole minutes to read `words` words, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def size_in_words(size: int) -> str:
    """A file's size in bytes as a reader says it: 34 kB, 1.2 MB (thousands, as phones count them)."""
    return f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
