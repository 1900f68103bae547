"""The head of a document: its title, and what else stands before the first heading."""

import re

from briefings.importing.blocks import Block
from briefings.importing.lines import bare, squeezed, words_in
from briefings.importing.outline import LONGEST_TITLE, Builder
from briefings.importing.wording import plain_line

_MOST_TITLE_WORDS = 24
_LABEL_WORDS = set(
    "local child children safeguarding practice review reviews adult adults serious case rapid domestic homicide abuse "
    "related death thematic multi agency audit national lcspr cspr sar scr dhr dardr learning note notes practitioner "
    "briefing full report overview final page 7 seven minute".split()
)
_REVIEWER = re.compile(
    r"((?:independent |lead |joint |external )?(?:lead )?"
    r"(?:reviewers?|authors?|chair|overview author|report author|written by))"
    r" ?[:–-] ?(\S.{0,110})",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(r"(?:partnership|board|council|trust|arrangements|scp|scb|sab)$")


def reviewer_in(text: str) -> tuple[str, str] | None:
    """The role and the name in a line such as "Independent reviewer: Jo Marchbanks", or nothing."""
    found = _REVIEWER.fullmatch(text)
    return (squeezed(found[1]), squeezed(found[2])) if found and len(words_in(text)) <= 12 else None


def read_front(builder: Builder, front: list[Block], *, partnerships: tuple[str, ...]) -> list[Block]:
    """Take the title and the masthead from the blocks before the first heading; give back what is neither.

    `partnerships` are the names, long and short, of those who publish it: a masthead is written again
    from the record, so it is set aside.
    """
    title: list[tuple[str, bool]] = []
    rest: list[Block] = []
    names = {bare(name) for name in partnerships}
    on_two_lines = [
        block
        for pair in zip(front, front[1:], strict=False)
        if bare(" ".join(one.text for one in pair)) in names
        for block in pair
    ]
    for block in _line_by_line(front, names):
        lines = [plain_line(kept.text) for kept in block.sources]
        text = plain_line(block.text)
        words = len(words_in(text))
        reviewer = reviewer_in(text)
        if block.is_whole:
            rest.append(block)
        elif any(block is one for one in on_two_lines):
            builder.put_aside(block)
        elif bare(text) in names or (words <= 8 and _MASTHEAD.search(bare(text)) and not title):
            builder.put_aside(block)
        elif reviewer:
            builder.outline.reviewers.append(reviewer)
            builder.put_aside(block)
        elif _may_be_title(block, text, words, so_far=title) and not rest:
            # A label and a name on two lines without an empty one between them were joined: take them apart.
            parts = lines if len(lines) > 1 and not block.marked_up and _is_label(lines[0]) else [text]
            title += [(part, _is_label(part)) for part in parts]
            builder.take(block)
        else:
            rest.append(block)
    for text, is_label in title:
        before = builder.outline.title
        glue = "" if not before else ": " if _is_label(before) and not is_label else " "
        builder.outline.title = f"{before}{glue}{text}"
    return rest


def _line_by_line(front: list[Block], names: set[str]) -> list[Block]:
    """The front with each line on its own where the name of a partnership and a title were joined as one paragraph."""
    found: list[Block] = []
    for block in front:
        first = bare(block.sources[0].text)
        joined = len(block.sources) > 1 and not (block.marked_up or block.figures or block.is_item or block.cells)
        if joined and (first in names or (_MASTHEAD.search(first) and not _MASTHEAD.search(bare(block.text)))):
            found += [
                Block(kept.line, [kept.text], marked_up=False, gap=True, sources=[kept]) for kept in block.sources
            ]
        else:
            found.append(block)
    return found


def _may_be_title(block: Block, text: str, words: int, *, so_far: list[tuple[str, bool]]) -> bool:
    if not words or words > _MOST_TITLE_WORDS or block.is_item or block.cells or block.figures or "[^" in text:
        return False
    if sum(len(one) + 2 for one, _ in so_far) + len(text) > LONGEST_TITLE or len(so_far) >= 4:
        return False
    # After a title, a sentence is text; a title may itself be a question or end in a full stop
    return not (so_far and text.endswith((".", ":", ";")) and words > 4)


def _is_label(text: str) -> bool:
    """Whether a line only says what kind of document this is."""
    return all(word.casefold() in _LABEL_WORDS for word in words_in(text))
