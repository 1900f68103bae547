"""What every reader hands over: lines with their numbers, and what a word is.

A reader turns one kind of file into `Source`: lines in order, each with the number a person would
give it and what the file itself says about its style. What the lines mean is not decided here, so
that a new kind of file needs a reader and nothing else. Nothing here or in the reading modules
beside it imports a model.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AS_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
WORD = re.compile(rf"[^\W_{SUPERSCRIPTS}]+(?:['’][^\W_{SUPERSCRIPTS}]+)*")
MARK = re.compile(r"\[\^([A-Za-z0-9_-]{1,26})\]")
_LEADS_TO = re.compile(r"(?<=\])\((?:https?://|mailto:)[^()\s<>]{1,2000}\)", re.IGNORECASE)
SPACES = re.compile(r"\s+")


class CannotRead(Exception):
    """The file cannot be taken in at all. Its message tells the officer what to do."""


@dataclass(frozen=True)
class Line:
    """One line or paragraph of a source, as found.

    `marked_up` says that `text` is Markdown already; otherwise it is what somebody typed. `heading` is
    the level that the file itself gives it (0: none). `marker` is a bullet or number that the file keeps
    apart from the words; one typed in front of them stays in `text`. `depth` is how far in a list it
    stands. `starts_page` is set where the file begins a new page. `within` says that it goes on with the
    item of a list above it. `note` is the label of the footnote whose text it belongs to. `table` says that
    `text` is a whole Markdown table. `picture` holds the bytes of a picture, none if the file only points
    to it; `text` is then the words that stand for it. What a page shows: `bold` says that the whole line is bold
    (as style of the paragraph too, where `text` has no stars), `size` is the height of its letters as a share of
    the body text's (1.0: as the body, 1.5: half as tall again, 0: not known), `style` is the name that the file
    gives the kind of paragraph ("Title", "Quote", "List Bullet"; empty where it has none), in English.
    """

    number: int
    text: str
    marked_up: bool = False
    heading: int = 0
    marker: str = ""
    depth: int = 0
    starts_page: bool = False
    within: bool = False
    note: str = ""
    table: bool = False
    picture: bytes | None = None
    bold: bool = False
    size: float = 0.0
    style: str = ""


@dataclass(frozen=True)
class Kept:
    """Words of the source with the line they stand on."""

    line: int
    text: str


@dataclass(frozen=True)
class Flag:
    """A slip in the source, or a guess of ours, for a person to look at. Never corrected here."""

    code: str
    line: int
    message: str


@dataclass
class Source:
    """A file as read. `digest` is the SHA-256 of its bytes, so that the same file can be recognised; `words`
    is how many words it has, those set aside at once (a comment) and those left unplaced at once (the rest
    of a huge table) too. `beside_pages` is what stands at the head or foot of its pages or behind them: it is looked
    at for handling markings, and nowhere kept."""

    lines: list[Line]
    digest: str = ""
    words: int = 0
    set_aside: list[Kept] = field(default_factory=list)
    unplaced: list[Kept] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    beside_pages: list[str] = field(default_factory=list)


def words_in(text: str) -> list[str]:
    """The words of a text as its reader sees them: runs of letters and digits, apostrophes inside.

    Footnote marks are no words, nor is the address behind a link.
    """
    return WORD.findall(MARK.sub(" ", _LEADS_TO.sub(" ", text) if "](" in text else text))


def word_count(texts: Iterable[str]) -> int:
    """How many words several texts hold."""
    return sum(len(words_in(text)) for text in texts)


def number_of(count: int, noun: str) -> str:
    """A count with its noun: 1 comment, 2 comments."""
    return f"{count:,} {noun}{'' if count == 1 else 's' if noun[-1] not in 'sx' else 'es'}"


def plain_digits(text: str) -> str:
    """Raised figures as ordinary ones: ¹² is 12."""
    return text.translate(_AS_DIGITS)


def squeezed(text: str) -> str:
    """One space between words, none at the ends. A non-breaking space is a space."""
    return SPACES.sub(" ", text).strip()


def bare(text: str) -> str:
    """A line as it is compared with others: no case, no marks of emphasis, one kind of quote."""
    plain = MARK.sub("", text).replace("*", "").replace("’", "'").replace("\u00ad", "")
    return squeezed(plain).strip(" ?:.#_-–—").casefold()
