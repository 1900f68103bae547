"""A source as an outline of parts: the one way in for every kind of file and every format.

Pure functions of what was read. Nothing here imports a model: what a partnership calls its headings and
who publishes the document is handed in.
"""

import re

from briefings.formats import FORMATS
from briefings.importing import page, report, slips
from briefings.importing.blocks import Block, read_blocks
from briefings.importing.front import has_title, read_front
from briefings.importing.lines import Source, bare
from briefings.importing.outline import LONGEST_CONTACT, Builder, Outline
from briefings.importing.recognising.clues import asks, headings_in
from briefings.importing.recognising.headings import CONTACT, HOLDS, Known, known_headings
from briefings.importing.recognising.markings import is_marking_line
from briefings.importing.slips import gathered
from briefings.importing.wording import markdown
from briefings.languages import QUESTION_MARKS, SENTENCE_ENDS

_MAILBOX = re.compile(r"\S@\S+\.\w")
_WORDS_OF_A_POINT = 5  # on the average; shorter items are a list of names


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
    builder = Builder(reading, known=known)
    builder.outline.unplaced += source.unplaced
    for block in reading.blocks:
        if is_marking_line(block):
            builder.put_aside(block)
    own = [block for block in reading.blocks if not is_marking_line(block)]
    for block, found in zip(own, headings_in(own, known=known), strict=True):
        block.reason = str(found) if found else ""
    front, blocks = _parted_front(own, known=known)
    rest = read_front(builder, front, known=known, partnerships=partnerships)
    if FORMATS[format_slug].has_blocks:
        page.read_page(builder, rest, blocks, known=known)
    elif FORMATS[format_slug].numbers_paragraphs:
        report.read_report(builder, rest, blocks, known=known)
    else:
        _read_sections(builder, rest, blocks, known=known)
    builder.notes(reading.notes)
    slips.look_over(builder.outline, source=source, reading=reading)
    builder.outline.unplaced.sort(key=lambda kept: kept.line)
    builder.outline.set_aside.sort(key=lambda kept: kept.line)
    builder.outline.flags = gathered(builder.outline.flags)
    return builder.outline


def _parted_front(blocks: list[Block], *, known: Known) -> tuple[list[Block], list[Block]]:
    """What stands before the first heading, and the rest. Without any heading only a first short line is the front.

    A heading of the document's own wording ends the front only after a title: the title looks like one too.
    """
    for at, block in enumerate(blocks):
        is_usual = block.reason and known.kind_of(block.text)
        if is_usual or page.is_label(block) or (FORMATS[known.format].numbers_paragraphs and report.is_numbered(block)):
            return blocks[:at], blocks[at:]
        if block.heading > 1 or (block.heading == 1 and at and any(one.heading == 1 for one in blocks[:at])):
            return blocks[:at], blocks[at:]
        if block.reason and not block.heading and has_title(blocks[:at], known=known):
            return blocks[:at], blocks[at:]
    return blocks[:1], blocks[1:]


def _read_sections(builder: Builder, rest: list[Block], blocks: list[Block], *, known: Known) -> None:
    """A learning note, a practitioner briefing, a 7-minute briefing: headings with words, points and questions."""
    contact = _contact_of(blocks, known=known)
    until = next((at for at, block in enumerate(blocks) if block.reason), len(blocks))
    builder.before_headings([block for block in (*rest, *blocks[:until]) if block is not contact])
    styled = any(block.heading > 1 for block in blocks)
    while until < len(blocks):
        heading, first = blocks[until], until + 1
        until = next((at for at in range(first, len(blocks)) if blocks[at].reason), len(blocks))
        kind = known.kind_of(heading.text)
        level = max(1, heading.heading - 1) if heading.heading or kind or not styled else builder.level + 1
        builder.open_section(
            kind or known.likely_kind(heading.text),
            heading,
            level=min(3, level),
            keep_number=not FORMATS[known.format].numbers_sections,
        )
        _fill(builder, [block for block in blocks[first:until] if block is not contact], is_usual=bool(kind))
    if contact is not None:
        builder.outline.contact, builder.outline.contact_line = builder.take(contact), contact.line


def _contact_of(blocks: list[Block], *, known: Known) -> Block | None:
    """The contact line: the last paragraph that says whom to ask, in a format that has one."""
    if not FORMATS[known.format].has_contact_line:
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


def _fill(builder: Builder, section: list[Block], *, is_usual: bool) -> None:
    kind = builder.section.section
    holds = HOLDS.get(kind, "")
    if kind == "method" and not any(asks(block.text) for block in section if block.is_item):
        holds = ""
    if not is_usual or kind == "other":
        holds = what_it_holds(section, likely=holds)
    if not holds:
        builder.words(section)
    elif holds == "question":
        _fill_with_questions(builder, section, asked_of="review" if kind == "method" else "practitioner")
    else:
        _fill_with_parts(builder, holds, section, by_paragraph=kind != "good_practice")


def what_it_holds(section: list[Block], *, likely: str) -> str:
    """What stands under a heading that nobody knows: questions, points or only words (nothing).

    `likely` is what its wording says.
    """
    items = [block for block in section if block.is_item and not block.nested]
    asked = items or section[0 if section and asks(section[0].text) else 1 :]
    if len(asked) > 1 and sum(asks(block.text) for block in asked) > len(asked) / 2:
        return "question"
    if likely in ("point", "recommendation"):
        return likely
    worded = sum(block.words for block in items) >= _WORDS_OF_A_POINT * len(items)
    return "point" if len(items) > 1 and worded else ""


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
        elif block.is_item or (asks(block.text) and not (has_items and not asked)):
            builder.question(block, asked_of=asked_of)
            asked = True
        elif not asked:
            builder.words_of_section(block)
        else:
            builder.question(block, asked_of=asked_of)


def _fill_with_parts(builder: Builder, holds: str, section: list[Block], *, by_paragraph: bool) -> None:
    """Points or recommendations: items, or, where there are none, paragraphs."""
    by_paragraph = by_paragraph and not any(block.is_item for block in section)
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
            by_paragraph, holds = False, ""
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


def _joined(block: Block, pieces: list[tuple[int, str]]) -> Block:
    return Block(line=pieces[0][0], parts=[text for _, text in pieces], marked_up=block.marked_up)
