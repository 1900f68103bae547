"""A source as an outline of parts: the one way in for every kind of file and every format.

Pure functions of what was read. Nothing here imports a model: what a partnership calls its headings and
who publishes the document is handed in.
"""

import re

from briefings.importing import page, report, slips
from briefings.importing.blocks import Block, read_blocks
from briefings.importing.front import read_front
from briefings.importing.headings import CONTACT, HOLDS, Known, known_headings
from briefings.importing.lines import Source, bare, words_in
from briefings.importing.markings import is_marking_line, marking_in
from briefings.importing.outline import LONGEST_CONTACT, Builder, Outline, fits_heading
from briefings.importing.wording import markdown, plain_line
from briefings.languages import QUESTION_MARKS, SENTENCE_ENDS

_MAILBOX = re.compile(r"\S@\S+\.\w")
_HAS_CONTACT_LINE = {"learning-note", "7-minute-briefing"}
_MOST_HEADING_WORDS = 14


def read_outline(
    source: Source,
    *,
    format_slug: str,
    headings: dict[str, str] | None = None,
    partnerships: tuple[str, ...] = (),
) -> Outline:
    """Read a document of a format. `headings` maps the partnership's own wordings to kinds of section."""
    known = known_headings(format_slug, headings)
    reading = read_blocks(source, known=known.names)
    builder = Builder(reading)
    builder.outline.unplaced += source.unplaced
    for block in reading.blocks:
        if is_marking_line(block):
            builder.put_aside(block)
    own = [block for block in reading.blocks if not is_marking_line(block)]
    front, blocks = _parted_front(own, known=known)
    rest = read_front(builder, front, partnerships=partnerships)
    if format_slug == "learning-page":
        page.read_page(builder, rest, blocks, known=known)
    elif format_slug == "full-report":
        report.read_report(builder, rest, blocks, known=known)
    else:
        _read_sections(builder, rest, blocks, known=known)
    builder.notes(reading.notes)
    slips.look_over(builder.outline, source=source, reading=reading)
    builder.outline.unplaced.sort(key=lambda kept: kept.line)
    builder.outline.set_aside.sort(key=lambda kept: kept.line)
    builder.outline.flags.sort(key=lambda flag: flag.line)
    return builder.outline


def _parted_front(blocks: list[Block], *, known: Known) -> tuple[list[Block], list[Block]]:
    """What stands before the first heading, and the rest. Without any heading only a first short line is the front."""
    for at, block in enumerate(blocks):
        if (
            known.kind_of(block.text)
            or page.is_label(block)
            or (known.format == "full-report" and report.is_numbered(block))
        ):
            return blocks[:at], blocks[at:]
        if block.heading > 1 or (block.heading == 1 and at and any(one.heading == 1 for one in blocks[:at])):
            return blocks[:at], blocks[at:]
    return blocks[:1], blocks[1:]


def heading_kind(block: Block, *, known: Known) -> str:
    """What a block is for if it is a heading: a known kind, "other" for one of the document's own, or nothing."""
    if (
        block.cells
        or block.is_whole
        or (block.marker and block.marker.style in ("bullet", "label"))
        or not 0 < block.words <= _MOST_HEADING_WORDS
    ):
        return ""
    if not fits_heading(block):
        return ""
    kind = known.kind_of(block.text)
    if kind or block.heading:
        return kind or "other"
    text = plain_line(block.text)
    capitals = text == text.upper() != text.lower() and len(words_in(text)) > 1 and not text.endswith((".", ",", ";"))
    bold = block.text.startswith("**") and block.text.rstrip(": ").endswith("**") and block.text.count("**") == 2
    if block.gap and not block.is_item and (capitals or bold) and not _MAILBOX.search(text) and not marking_in(text):
        return "other"
    return ""


def _read_sections(builder: Builder, rest: list[Block], blocks: list[Block], *, known: Known) -> None:
    """A learning note, a practitioner briefing, a 7-minute briefing: headings with words, points and questions."""
    for block in rest:
        if not builder.put_whole(block):
            _before_any_section(builder, block)
    contact = _contact_of(blocks, known=known)
    at = 0
    while at < len(blocks):
        kind = heading_kind(blocks[at], known=known)
        until = at + 1
        while until < len(blocks) and not heading_kind(blocks[until], known=known):
            until += 1
        first = at
        if kind:
            builder.open_section(
                kind,
                blocks[at],
                level=min(3, max(1, blocks[at].heading - 1)),
                keep_number=known.format != "7-minute-briefing",
            )
            first = at + 1
        section = [block for block in blocks[first:until] if block is not contact]
        if not kind:
            for block in section:
                if not builder.put_whole(block):
                    builder.leave(block)
        else:
            _fill(builder, kind, section, known=known)
        at = until
    if contact is not None:
        builder.outline.contact, builder.outline.contact_line = builder.take(contact), contact.line


def _before_any_section(builder: Builder, block: Block) -> None:
    if marking_in(block.text):
        builder.open_section("handling", None, line=block.line)
        builder.words_of_section(block)
        builder.close_section()
    else:
        builder.leave(block)


def _contact_of(blocks: list[Block], *, known: Known) -> Block | None:
    """The contact line: the last paragraph that says whom to ask, in a format that has one."""
    if known.format not in _HAS_CONTACT_LINE:
        return None
    for block in reversed(blocks[-6:]):
        if (
            block.is_item
            or block.cells
            or block.is_whole
            or block.heading
            or len(markdown(block.text, marked_up=block.marked_up)) > LONGEST_CONTACT
            or "[^" in block.text
        ):
            continue
        is_last = block is blocks[-1]
        if CONTACT.match(bare(block.text)) or (
            is_last and _MAILBOX.search(block.text) and not block.text.endswith(tuple(QUESTION_MARKS))
        ):
            return block
    return None


def _fill(builder: Builder, kind: str, section: list[Block], *, known: Known) -> None:
    holds = HOLDS.get(kind, "")
    if kind == "method" and not any(_asks(block) for block in section if block.is_item):
        holds = ""
    if not holds:
        _fill_with_words(builder, section)
    elif holds == "question":
        _fill_with_questions(builder, section, asked_of="review" if kind == "method" else "practitioner")
    else:
        _fill_with_parts(builder, holds, section, kind=kind, known=known)


def _fill_with_words(builder: Builder, section: list[Block]) -> None:
    for block in section:
        if builder.put_whole(block):
            continue
        if block.cells:
            for row in in_rows(block):
                builder.words_of_section(row)
        elif block.is_item and block.marker.style in ("bullet", "letter", "number"):
            builder.item_of_section(block)
        else:
            builder.words_of_section(block)


def _asks(block: Block) -> bool:
    return plain_line(block.text).rstrip("*_ ”’\"')").endswith(tuple(QUESTION_MARKS))


def _fill_with_questions(builder: Builder, section: list[Block], *, asked_of: str) -> None:
    asked = False
    has_items = any(block.is_item for block in section)
    for block in section:
        if builder.put_whole(block):
            continue
        if block.cells:
            for one in down_the_columns(block, ends=tuple(QUESTION_MARKS)):
                builder.question(one, asked_of=asked_of)
            asked = True
        elif block.is_item and block.nested and asked:
            builder.add_item(block)
        elif block.is_item or (_asks(block) and not (has_items and not asked)):
            builder.question(block, asked_of=asked_of)
            asked = True
        elif not asked:
            builder.words_of_section(block)
        else:
            builder.question(block, asked_of=asked_of)


def _fill_with_parts(builder: Builder, holds: str, section: list[Block], *, kind: str, known: Known) -> None:
    """Points or recommendations: items, or, where there are none, paragraphs."""
    has_items = any(block.is_item for block in section)
    by_paragraph = not has_items and (holds == "recommendation" or kind != "good_practice")
    begun = False
    first_item = next((block for block in section if block.is_item), None)
    by_number = first_item is not None and first_item.marker.style == "number"
    for index, block in enumerate(section):
        if builder.put_whole(block):
            continue
        if block.cells:
            for one in down_the_columns(block, ends=tuple(SENTENCE_ENDS)):
                _one(builder, holds, one)
            begun = True
        elif block.is_item and begun and (block.nested or _is_inside(block, first_item, by_number=by_number)):
            builder.add_item(block)
        elif block.is_item or (by_paragraph and not (index == 0 and block.text.endswith(":"))):
            _one(builder, holds, block)
            begun = True
        elif not begun:
            builder.words_of_section(block)
        elif holds == "recommendation":
            # Words after the last recommendation are no recommendation: they close the briefing.
            if builder.section is None or builder.section.section != "commentary":
                builder.open_section("commentary", None, line=block.line)
            builder.words_of_section(block)
            by_paragraph, has_items, holds = False, False, ""
        elif not holds:
            builder.words_of_section(block)
        else:
            builder.flag("point-without-bullet", block.line, "The points around this one have bullets and it has none.")
            _one(builder, holds, block)


def _is_inside(block: Block, first_item: Block, *, by_number: bool) -> bool:
    """Whether an item stands inside the one above: a letter among bullets or numbers, a bullet among numbers."""
    if block.marker.style == "letter":
        return first_item.marker.style != "letter"
    return by_number and block.marker.style == "bullet"


def _one(builder: Builder, holds: str, block: Block) -> None:
    if holds == "recommendation":
        builder.recommendation(block)
    elif holds == "point":
        builder.open_part("point", block)
    else:
        builder.item_of_section(block)


def down_the_columns(block: Block, *, ends: tuple[str, ...]) -> list[Block]:
    """Text set in columns, read down each column, whole sentences rejoined.

    Rows end where every column has come to the end of a sentence: so a grid of two by two is read as
    its four boxes, the first row of boxes first.
    """
    found: list[Block] = []
    width = max(len(cells) for _, cells in block.cells)
    boxes: list[list[tuple[int, str]]] = [[] for _ in range(width)]

    def close() -> None:
        for box in boxes:
            sentence: list[tuple[int, str]] = []
            for line, text in box:
                sentence.append((line, text))
                if text.endswith(ends):
                    found.append(_joined(block, sentence))
                    sentence = []
            if sentence:
                found.append(_joined(block, sentence))
            box.clear()

    for line, cells in block.cells:
        for column, cell in enumerate(cells):
            boxes[column].append((line, cell))
        if all(not box or box[-1][1].endswith(ends) for box in boxes):
            close()
    close()
    if found and block.figures:
        found[0].figures = block.figures
    return found


def in_rows(block: Block) -> list[Block]:
    """Text set in columns, a paragraph a row: for words of which nobody knows how the columns run."""
    rows = [_joined(block, [(line, " ".join(cells))]) for line, cells in block.cells]
    rows[0].figures = block.figures
    return rows


def _joined(block: Block, pieces: list[tuple[int, str]]) -> Block:
    return Block(line=pieces[0][0], parts=[text for _, text in pieces], marked_up=block.marked_up)
