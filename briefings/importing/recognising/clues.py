"""What a block is, where it may be several things: clues are counted, and what was counted can be said to a person.

Each clue has a weight, a test and words. A reading holds when its clues come to its least score; so a short line in
capitals that ends in a full stop may still be a heading, and a known wording among bullets may still be an item.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefings.importing.blocks import Block
from briefings.importing.lines import squeezed, words_in
from briefings.importing.outline import fits_heading
from briefings.importing.recognising.headings import Known
from briefings.importing.recognising.titles import is_label
from briefings.importing.wording import plain_line
from briefings.languages import QUESTION_MARKS

LEAST_HEADING = 4
_MOST_HEADING_WORDS = 14
_FAR = 40  # blocks: a list inside an item is no longer
_IN_FRONT = 5  # blocks from the first, where lines say what kind of document it is
_LARGER = 1.12  # times the body's letters
_ADDRESS = re.compile(r"\S@\S+\.\w|https?://|www\.|\w\.[a-z]{2,}/\w|\d{5,}")
_ASKS = re.compile(r"(?:who|what|why|how|when|where|which|pwy|beth|pam|sut|pryd|ble|pa)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|must|will|needs?|can|could|would|do|does|did|mae|roedd|dylai)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:that|which|who|whom)\b.*", re.DOTALL)  # "Signs that were missed" says nothing of itself
_COUNTED = re.compile(r"(?:key )?(?:theme|finding|lesson|issue|part|step|area|thema) \d{1,2}\b", re.IGNORECASE)
_QUOTES = "“\"‘'"


@dataclass(frozen=True)
class View:
    """A block as it stands: between which others, under which heading, in what document."""

    block: Block
    before: Block | None
    after: Block | None
    at: int = 0  # its place among all blocks
    kind: str = ""  # of section, if its wording is known
    peers: tuple[Block | None, Block | None] = (None, None)  # before and after, lists inside items passed over
    under_heading: Block | None = None  # the block before, if that was read as a heading
    has_styles: bool = False  # the file names its headings
    has_gaps: bool = True  # empty lines tell headings from text here

    @property
    def text(self) -> str:
        """Its words without emphasis."""
        return plain_line(self.block.text)


@dataclass(frozen=True)
class Clue:
    """One thing to count: for a reading, or against it."""

    weight: int
    says: str
    holds: Callable[[View], bool]


@dataclass(frozen=True)
class Score:
    """What the clues came to, and those that spoke for it, in words."""

    points: int
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " and ".join(filter(None, [", ".join(self.reasons[:-1]), *self.reasons[-1:]]))


def score(view: View, clues: Sequence[Clue]) -> Score:
    """Count the clues that hold."""
    found = [clue for clue in clues if clue.holds(view)]
    return Score(sum(clue.weight for clue in found), tuple(clue.says for clue in found if clue.weight > 0))


def asks(text: str) -> bool:
    """Whether a text ends as a question does, in any language of the site."""
    return plain_line(text).rstrip("*_ ”’\"')").endswith(tuple(QUESTION_MARKS))


def is_bold(block: Block) -> bool:
    """Whether all of a block is bold."""
    text = block.text.strip()
    return block.bold or (text.startswith("**") and text.rstrip(": ").endswith("**") and text.count("**") == 2)


def is_capitals(text: str) -> bool:
    """Whether all letters of a text are capitals, and it is no lone abbreviation."""
    return text == text.upper() != text.lower() and len([one for one in text if one.isalpha()]) > 5


def is_dressed(block: Block) -> bool:
    """Whether a block looks unlike text: bold, large or in capitals."""
    return is_bold(block) or block.size >= _LARGER or is_capitals(plain_line(block.text))


def _ended(text: str) -> str:
    return text.rstrip("\"'”’)* ")


def _is_plain_text(block: Block | None) -> bool:
    return block is not None and (
        block.is_item
        or block.is_whole
        or bool(block.cells or _ADDRESS.search(block.text))
        or (block.ends_sentence and not is_dressed(block))
        or block.words > _MOST_HEADING_WORDS
    )


def _stands_alone(view: View) -> bool:
    if view.has_gaps and view.block.gap:
        return True
    before = view.before
    return before is None or (not view.block.gap and (before.ends_sentence or view.under_heading is not None))


def _counts_with(view: View, *others: Block | None) -> bool:
    """Whether a block is one of a list: another numbered one stands beside it, a number from it."""
    mine = view.block.marker
    return mine is not None and any(
        other is not None and other.marker and other.marker.style == mine.style
        and abs(other.marker.value - mine.value) == 1 and other.marker.typed.count(".") == mine.typed.count(".")
        for other in others
    )  # fmt: skip


def _peer(blocks: Iterable[Block]) -> Block | None:
    return next((block for block in blocks if not (block.nested or block.within)), None)


def _between_numbered(view: View) -> bool:
    """Whether the paragraphs around a block are numbered, and count on over it."""
    before, after = view.before, view.after
    if before is None or after is None or before.marker is None or after.marker is None or view.block.marker:
        return False
    return before.marker.style == after.marker.style == "number" and after.marker.value == before.marker.value + 1


def _among_questions(view: View) -> bool:
    if not asks(view.text):
        return False
    follows = view.before is not None and view.under_heading is None and asks(view.before.text)
    if follows and (not view.block.gap or view.before.gap):  # in a list without gaps, a gap ends it
        return True
    return view.after is not None and not view.after.gap and asks(view.after.text) and not view.block.gap


HEADING_CLUES = (
    Clue(8, "the file gives it the style of a heading", lambda view: view.block.heading > 0),
    Clue(8, "its wording is that of a usual heading", lambda view: bool(view.kind)),
    Clue(2, "it is in bold letters", lambda view: is_bold(view.block)),
    Clue(2, "its letters are larger than the others", lambda view: view.block.size >= _LARGER),
    Clue(2, "it is in capitals", lambda view: is_capitals(view.text)),
    Clue(-6, "", lambda view: view.at < _IN_FRONT and not view.kind and is_label(view.text)),
    Clue(1, "it is short", lambda view: view.block.words <= 7),
    Clue(-1, "", lambda view: view.block.words > 10),
    Clue(1, "it stands alone", _stands_alone),
    Clue(1, "it has no full stop", lambda view: not _ended(view.text).endswith((".", ",", ";", ":"))),
    Clue(-3, "", lambda view: _ended(view.text).endswith((".", ",", ";"))),
    Clue(-2, "", lambda view: view.text.endswith(":") and not is_dressed(view.block)),
    Clue(3, "it counts themes or findings", lambda view: bool(_COUNTED.match(view.text))),
    Clue(1, "it is followed by text", lambda view: _is_plain_text(view.after)),
    Clue(-4, "", lambda view: view.after is None),
    Clue(1, "it asks what the text answers",
         lambda view: asks(view.text) and bool(_ASKS.match(view.text)) and _is_plain_text(view.after)
         and not asks(view.after.text)),
    Clue(-3, "", _among_questions),
    Clue(2, "it has the number of a section",
         lambda view: view.block.marker is not None and view.block.marker.style == "section"),
    Clue(2, "it is followed by numbered paragraphs",
         lambda view: view.after is not None and view.after.marker is not None and view.after.words > 4
         and view.after.marker.style in ("number", "section") and view.block.marker is None),
    Clue(2, "it stands between numbered paragraphs", _between_numbered),
    Clue(-4, "", lambda view: _counts_with(view, *view.peers) and not is_dressed(view.block)),
    Clue(-4, "", lambda view: view.block.marker is not None and view.block.marker.style in ("bullet", "letter")),
    Clue(-2, "", lambda view: not view.kind and not asks(view.text) and not _ASKS.match(view.text)
         and bool(_SAYS.search(_WHICH.sub("", view.text)))),
    Clue(-3, "", lambda view: bool(_ADDRESS.search(view.text))),
    Clue(-3, "", lambda view: view.text[:1].islower() or view.text[:1] in _QUOTES),
    Clue(-1, "", lambda view: ": " in view.text and not is_dressed(view.block)),
    Clue(-2, "", lambda view: view.before is not None and view.under_heading is None and view.block.marker is None
         and view.before.text.rstrip("*").endswith((":", ",")) and not is_dressed(view.block)),
    Clue(-2, "", lambda view: view.before is not None and not view.block.gap and view.under_heading is None
         and not view.before.ends_sentence and not is_dressed(view.block)),
    Clue(-2, "", lambda view: view.under_heading is not None and not is_dressed(view.block)
         and not is_dressed(view.under_heading) and view.block.marker is None),
    Clue(-2, "", lambda view: view.has_styles and not is_dressed(view.block)),
)  # fmt: skip

_TELLS_KIND = re.compile(
    r"\b(?:learning (?:note|brief|briefing|page|bulletin|review|report|from)|briefing|review|report|bulletin|child"
    r"|adult|baby|family|nodyn|briff|adolygiad|plentyn)\b",
    re.IGNORECASE,
)
TITLE_CLUES = (
    Clue(6, "the file gives it the style of the title",
         lambda view: view.block.style == "Title" or view.block.heading == 1),
    Clue(3, "its letters are much larger than the others", lambda view: view.block.size >= 1.4),
    Clue(1, "it is in bold letters", lambda view: is_bold(view.block)),
    Clue(2, "it says what the document is about", lambda view: bool(_TELLS_KIND.search(view.text))),
    Clue(2, "it stands first", lambda view: view.before is None),
    Clue(-4, "", lambda view: view.text.endswith((".", ",", ";")) and view.block.words > 4),
    Clue(-6, "", lambda view: view.block.words > 24 or view.block.is_item or view.block.is_whole
         or bool(view.block.cells)),
    Clue(-4, "", lambda view: bool(view.kind)),
)  # fmt: skip


def headings_in(blocks: Sequence[Block], *, known: Known) -> list[Score | None]:
    """For each block the reasons to read it as a heading, or None where it is none."""
    named = [block for block in blocks if block.heading > 1]
    dressed = [block for block in blocks if is_dressed(block) and block.words <= _MOST_HEADING_WORDS]
    marked_up = any(block.marked_up for block in blocks)
    has_gaps = not (marked_up and dressed)
    found: list[Score | None] = []
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        view = View(
            block,
            before,
            blocks[at + 1] if at + 1 < len(blocks) else None,
            at=at,
            kind=known.kind_of(block.text) if block.words <= _MOST_HEADING_WORDS else "",
            peers=(_peer(reversed(blocks[max(0, at - _FAR) : at])), _peer(blocks[at + 1 : at + 1 + _FAR])),
            under_heading=before if at and found[-1] is not None else None,
            has_styles=len(named) > 1,
            has_gaps=has_gaps,
        )
        may_be = not block.cells and not block.is_whole and 0 < block.words <= _MOST_HEADING_WORDS
        counted = (
            score(view, HEADING_CLUES) if may_be and words_in(squeezed(view.text)) and fits_heading(block) else None
        )
        found.append(counted if counted is not None and counted.points >= LEAST_HEADING else None)
    return found


def title_of(front: Sequence[Block], *, known: Known) -> int | None:
    """Which of the blocks before the first heading is the title; None if none can be."""
    scores = [
        score(View(block, front[at - 1] if at else None, None, kind=known.kind_of(block.text)), TITLE_CLUES).points
        for at, block in enumerate(front)
    ]
    best = max(range(len(front)), key=lambda at: (scores[at], -at), default=None)
    return best if best is not None and scores[best] > 0 else None
