"""The head of a document: its title, and what else stands before the first heading."""

import re
from dataclasses import replace

from briefings.importing.blocks import Block
from briefings.importing.lines import Kept, bare, squeezed, words_in
from briefings.importing.outline import LONGEST_TITLE, Builder
from briefings.importing.recognising.clues import title_of
from briefings.importing.recognising.headings import Known
from briefings.importing.recognising.titles import is_label
from briefings.importing.wording import plain_line

_MOST_TITLE_WORDS = 24
_REVIEWER = re.compile(
    r"((?:independent |lead |joint |external )?(?:lead )?"
    r"(?:reviewers?|authors?|chair|overview author|report author|written by))"
    r" ?[:–-] ?(\S.{0,110})",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"(?:partnerships?|boards?|council|trust|arrangements|scp|scb|sab)$|^(?:bwrdd|partneriaeth)\b(?!.*:)"
)


def reviewer_in(text: str) -> tuple[str, str] | None:
    """The role and the name in a line such as "Independent reviewer: Jo Marchbanks", or nothing."""
    found = _REVIEWER.fullmatch(text)
    return (squeezed(found[1]), squeezed(found[2])) if found and len(words_in(text)) <= 12 else None


def read_front(builder: Builder, front: list[Block], *, known: Known, partnerships: tuple[str, ...]) -> list[Block]:
    """Take the title and the masthead from the blocks before the first heading; give back what is neither.

    `partnerships` are the names, long and short, of those who publish it: a masthead is written again
    from the record, so it is set aside.
    """
    title: list[tuple[str, bool]] = []
    rest: list[Block] = []
    names = {bare(name) for name in partnerships}
    own: list[Block] = []
    for block in _line_by_line(front, names):
        text = plain_line(block.text)
        reviewer = reviewer_in(text)
        if reviewer:
            builder.outline.reviewers.append(reviewer)
        if reviewer or _is_masthead(block, text, names, after=own):
            builder.put_aside(block)
        else:
            own.append(block)
    chosen = title_of(own, known=known)
    group = _group(own, chosen) if chosen is not None else range(0)
    for at, block in enumerate(own):
        if at not in group:
            rest.append(block)
            continue
        # A label and a name on two lines without an empty one between them were joined: take them apart.
        lines = [plain_line(kept.text) for kept in block.sources]
        apart = len(lines) > 1 and not block.marked_up and is_label(lines[0])
        title += [(part, is_label(part)) for part in (lines if apart else [plain_line(block.text)])]
        builder.take(block)
    for text, says_kind in title:
        before = builder.outline.title
        glue = "" if not before else ": " if is_label(before) and not says_kind else " "
        builder.outline.title = f"{before}{glue}{text}"
    return rest


def has_title(front: list[Block], *, known: Known) -> bool:
    """Whether a title stands among these blocks: one that says more than the kind of document or its publisher."""
    front = _line_by_line(front, set())
    own = [block for block in front if not _is_masthead(block, plain_line(block.text), set(), after=[])
           and not is_label(plain_line(block.text))]  # fmt: skip
    return bool(own) and title_of(own, known=known) is not None


def _is_masthead(block: Block, text: str, names: set[str], *, after: list[Block]) -> bool:
    """Whether a block names who publishes the document."""
    if block.is_whole or block.is_item or (after and not is_label(plain_line(after[-1].text))):
        return bare(text) in names
    return bare(text) in names or (len(words_in(text)) <= 8 and bool(_MASTHEAD.search(bare(text))))


def _group(front: list[Block], chosen: int) -> range:
    """The blocks that are the title together with the one chosen: labels before it, what goes on after it."""
    first = last = chosen
    so_far = [(plain_line(front[chosen].text), False)]

    def fits(at: int) -> bool:
        text = plain_line(front[at].text)
        return _may_be_title(front[at], text, len(words_in(text)), so_far=so_far)

    while first > 0 and fits(first - 1) and (is_label(plain_line(front[first - 1].text)) or first == 1):
        first -= 1
        so_far.append((plain_line(front[first].text), False))
    while last + 1 < len(front) and fits(last + 1):
        last += 1
        so_far.append((plain_line(front[last].text), False))
    return range(first, last + 1)


def _line_by_line(front: list[Block], names: set[str]) -> list[Block]:
    """The front with each line on its own where the name of a partnership and a title were joined as one paragraph.

    A name that stands on two lines is one line again.
    """
    found: list[Block] = []
    for block in front:
        if block.cells and not block.figures:
            found += [
                Block(line, [cell], marked_up=block.marked_up, gap=True, sources=[Kept(line, cell)])
                for line, cells in block.cells
                for cell in cells
            ]
            continue
        if found and len(found[-1].sources) == 1 and not (block.is_item or block.is_whole or block.heading):
            both = bare(f"{found[-1].text} {block.text}")
            first, second = bare(found[-1].text), bare(block.text)
            if both in names or (not block.gap and _MASTHEAD.search(second) and not _MASTHEAD.search(first)
                                 and len(words_in(both)) <= 8 and len(words_in(second)) <= 2):  # fmt: skip
                found[-1] = replace(
                    found[-1], parts=[f"{found[-1].text} {block.text}"], sources=found[-1].sources + block.sources
                )
                continue
        first = bare(block.sources[0].text)
        joined = len(block.sources) > 1 and not (block.marked_up or block.figures or block.is_item or block.cells)
        told_apart = first in names or any(reviewer_in(plain_line(kept.text)) for kept in block.sources[1:])
        if joined and (told_apart or (_MASTHEAD.search(first) and not _MASTHEAD.search(bare(block.text)))):
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
