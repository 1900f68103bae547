"""A learning page: its purpose, then blocks of learning points, each with how to enhance practice."""

from briefings.importing.blocks import Block
from briefings.importing.lines import bare
from briefings.importing.outline import Builder, Piece
from briefings.importing.recognising.clues import is_dressed
from briefings.importing.recognising.headings import GUIDANCE, PAGE_LABEL, Known


def is_label(block: Block) -> bool:
    """Whether a block is the label over learning points, which the page writes by itself."""
    return not block.is_item and bool(PAGE_LABEL.fullmatch(bare(block.text)))


def is_guidance(block: Block) -> bool:
    """Whether a block is the heading over practice guidance."""
    return not block.is_item and block.words <= 8 and bool(GUIDANCE.fullmatch(bare(block.text)))


def read_page(builder: Builder, rest: list[Block], blocks: list[Block], *, known: Known) -> None:
    """Fill in a learning page. `rest` are paragraphs before the first label: its purpose and introduction."""
    mode = _before_the_blocks(builder, rest)
    heading: tuple[str, int] | None = None  # words and line of a guidance heading that nothing stands under yet
    for block in blocks:
        kind = known.kind_of(block.text) if block.reason else ""
        guides = is_guidance(block) or kind == "enhance"
        opens = bool(block.reason) and (bool(kind) or bool(block.heading) or is_dressed(block))
        if builder.put_whole(block):
            continue
        if heading and (is_label(block) or guides or opens):
            _lonely(builder, heading)
            heading = None
        if is_label(block):
            builder.put_aside(block)
            _practice(builder, block)
            mode = "point"
        elif guides:
            _practice(builder, block)
            builder.close_piece()
            mode, heading = "guidance", (builder.take_heading(block), block.line)
        elif opens:
            builder.open_section(kind or known.likely_kind(block.text), block, level=min(3, max(1, block.heading - 1)))
            mode = "point" if kind in ("practice", "learning") else "words"
        elif mode in ("point", "guidance"):
            if block.is_item and block.nested and builder.open_piece is not None:
                builder.add_item(block)
            elif mode == "point":
                builder.open_part("point", block)
            else:
                builder.open_part("guidance", block, heading=heading[0] if heading else "")
                heading = None
        elif builder.section is not None:
            builder.words([block])
        else:
            builder.before_headings([block])
    if heading:
        _lonely(builder, heading)


def _practice(builder: Builder, block: Block) -> None:
    """Open the one section that holds the blocks, if it is not open."""
    if builder.section is None or builder.section.section != "practice":
        builder.open_section("practice", None, line=block.line)


def _lonely(builder: Builder, heading: tuple[str, int]) -> None:
    """A heading with nothing under it: still the source's own words."""
    builder.close_piece()
    builder.outline.pieces.append(Piece("guidance", heading[1], heading=heading[0]))


def _before_the_blocks(builder: Builder, rest: list[Block]) -> str:
    for block in rest:
        if builder.put_whole(block):
            continue
        wanted = "purpose" if bare(block.text).startswith(("the purpose", "purpose of")) else "introduction"
        if builder.section is None or builder.section.section != wanted:
            builder.open_section(wanted, None, line=block.line)
        builder.words([block])
    return "words" if rest else ""
