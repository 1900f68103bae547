"""A learning page: its purpose, then blocks of learning points, each with how to enhance practice."""

from briefings.importing.blocks import Block
from briefings.importing.headings import GUIDANCE, PAGE_LABELS, Known
from briefings.importing.lines import bare
from briefings.importing.outline import Builder, Piece, fits_heading


def is_label(block: Block) -> bool:
    """Whether a block is the label over learning points, which the page writes by itself."""
    return not block.is_item and bare(block.text) in PAGE_LABELS


def is_guidance(block: Block) -> bool:
    """Whether a block is the heading over practice guidance."""
    return not block.is_item and block.words <= 8 and bool(GUIDANCE.fullmatch(bare(block.text)))


def read_page(builder: Builder, rest: list[Block], blocks: list[Block], *, known: Known) -> None:
    """Fill in a learning page. `rest` are paragraphs before the first label: its purpose and introduction."""
    mode = _before_the_blocks(builder, rest)
    heading = ""
    for block in blocks:
        kind = known.kind_of(block.text) if not block.is_item else ""
        if is_label(block):
            builder.put_aside(block)
            if builder.section is None or builder.section.section != "practice":
                builder.open_section("practice", None, line=block.line)
            mode = "point"
        elif is_guidance(block) or kind == "enhance":
            if builder.section is None or builder.section.section != "practice":
                builder.open_section("practice", None, line=block.line)
            builder.close_piece()
            mode, heading = "guidance", builder.take_heading(block)
        elif (kind or block.heading) and fits_heading(block):
            builder.open_section(kind or "other", block, level=min(3, max(1, block.heading - 1)))
            mode = "point" if kind == "practice" or kind == "learning" else "words"
        elif mode == "point":
            if block.is_item and block.nested and builder.open_piece is not None:
                builder.add_item(block)
            else:
                builder.open_part("point", block)
        elif mode == "guidance":
            if block.is_item and block.nested and builder.open_piece is not None:
                builder.add_item(block)
            else:
                builder.open_part("guidance", block, heading=heading)
                heading = ""
        elif builder.section is not None:
            _words(builder, block)
        else:
            builder.leave(block)
    if heading:
        # A heading with nothing under it is still the source's own words.
        builder.close_piece()
        builder.outline.pieces.append(Piece("guidance", blocks[-1].line, heading=heading))


def _before_the_blocks(builder: Builder, rest: list[Block]) -> str:
    for block in rest:
        wanted = "purpose" if bare(block.text).startswith(("the purpose", "purpose of")) else "introduction"
        if builder.section is None or builder.section.section != wanted:
            builder.open_section(wanted, None, line=block.line)
        _words(builder, block)
    return "words" if rest else ""


def _words(builder: Builder, block: Block) -> None:
    if block.is_item:
        builder.item_of_section(block)
    else:
        builder.words_of_section(block)
