"""A full report: sections, numbered paragraphs in one run, learning boxes, quotations, recommendations."""

import re

from briefings.importing.blocks import Block
from briefings.importing.lines import bare, squeezed
from briefings.importing.outline import LONGEST_ATTRIBUTION, Builder, Piece
from briefings.importing.recognising.headings import BOX_LABELS, HOLDS, Known
from briefings.importing.wording import markdown, plain_line
from briefings.languages import QUESTION_MARKS

_OPENING, _CLOSING = "“\"'‘", "”\"'’"
_ATTRIBUTED = re.compile(
    rf"(.{{1,7000}}[{_CLOSING}])\s*(?:[–—-]+\s*(\S.{{1,{LONGEST_ATTRIBUTION - 1}}})|\(([^()]{{2,80}})\)\.?)"
)
_MOST_QUOTED = 3  # paragraphs of one quotation


def is_numbered(block: Block) -> bool:
    """Whether a block is a numbered paragraph: a number and more than a heading's words."""
    return block.marker is not None and block.marker.style in ("number", "section") and block.words > 4


def read_report(builder: Builder, rest: list[Block], blocks: list[Block], *, known: Known) -> None:
    """Fill in a report. `rest` is what stands between the title and the first heading."""
    builder.before_headings(rest)
    builder.close_section()
    Walk(builder, blocks, known).through()


class Walk:
    """One pass through the blocks of a report. `mode` is where it stands: body, box, reflection or recommendations."""

    def __init__(self, builder: Builder, blocks: list[Block], known: Known) -> None:
        self.builder, self.blocks, self.known = builder, blocks, known
        self.mode = ""
        self.kind_above = ""
        self.has_numbered_ones = False  # recommendations with numbers: bullets among them are parts of one

    def through(self) -> None:
        """Put every block somewhere."""
        at = 0
        while at < len(self.blocks):
            block = self.blocks[at]
            after = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
            heading = self._heading(block)
            if self.builder.put_whole(block):
                at += 1
                continue
            if self._is_box(block, after):
                self.builder.put_aside(block)
                self.builder.close_piece()
                self.mode = "box"
            elif heading:
                self._open(heading, block)
            elif self.builder.section is None:
                self._without_section(block)
            elif self.mode == "box":
                at += self._in_box(block, at)
            elif self.mode == "reflection":
                self._in_reflection(block)
            elif self.mode == "recommendations":
                self._in_recommendations(block, after)
            else:
                at += self._in_body(block, at)
            at += 1

    # headings

    def _is_box(self, block: Block, after: Block | None) -> bool:
        return (
            self.builder.section is not None
            and not block.is_item
            and bare(block.text) in BOX_LABELS
            and after is not None
            and after.is_item
            and (not is_numbered(after) or after.marker.value == 1 < self._expected())
        )

    def _heading(self, block: Block) -> str:
        """What a block is for if it is a heading: a known kind, "other" for one of the report's own, or nothing."""
        if not block.reason:
            return ""
        likely = self.known.likely_kind(block.text)
        return self.known.kind_of(block.text) or (likely if likely == "recommendations" else "other")

    def _open(self, kind: str, block: Block) -> None:
        level = 1
        if block.heading:
            level = min(3, max(1, block.heading - 1))
        elif block.marker and block.marker.style == "section":
            level = min(3, block.marker.typed.strip(".").removesuffix(".0").count(".") + 1)
        elif self.kind_above == "findings" and kind in ("other", "reflection"):
            level = 2 if bare(block.text) not in ("summary", "conclusion", "conclusions", "executive summary") else 1
        if level == 1:
            self.kind_above = kind
        elif kind == "other" and self.kind_above == "findings":
            kind = "findings"
        self.builder.open_section(kind, block, level=level)
        held = HOLDS.get(kind, "")
        self.mode = {
            "recommendation": "recommendations",
            "question": "reflection" if kind == "reflection" else "body",
        }.get(held, "body")

    def _without_section(self, block: Block) -> None:
        if not is_numbered(block):
            self.builder.before_headings([block])
            self.mode = "body"
            return
        self.builder.open_section("introduction", None, line=block.line)
        self.mode = "body"
        self._in_body(block, self.blocks.index(block))

    # what stands in a section; each gives back how many more blocks it took

    def _in_body(self, block: Block, at: int) -> int:
        marker = block.marker
        if marker is not None and marker.style == "number":
            self.builder.words_of_section(block, number=marker.value)
            return 0
        if (marker is not None and marker.style != "section") or block.cells:
            self.builder.words([block])
            return 0
        quoted = self._quotation(at)
        if quoted:
            last = self._next(at + quoted)
            ends_here = last is None or bool(self._heading(last)) or self._is_box(last, self._next(at + quoted + 1))
            if ends_here and self.builder.body:
                self._quote(at, quoted)
            else:
                for one in self.blocks[at : at + quoted]:
                    self.builder.body.quote(self.builder.take(one))
            return quoted - 1
        self.builder.words_of_section(block)
        return 0

    def _in_box(self, block: Block, at: int) -> int:
        builder = self.builder
        if block.is_item and block.marker.style == "number" and block.marker.value == self._expected():
            builder.flag(
                "order",
                block.line,
                "In the source this paragraph stands after learning points; here it stands before them.",
            )
            builder.words_of_section(block, number=block.marker.value)
        elif block.is_item and (block.nested or block.marker.style == "letter") and builder.open_piece is not None:
            builder.add_item(block)
        elif block.is_item:
            builder.open_part("point", block)
        else:
            quoted = self._quotation(at)
            if quoted:
                self._quote(at, quoted)
                return quoted - 1
            builder.flag("point-without-bullet", block.line, "The points around this one have bullets and it has none.")
            builder.open_part("point", block)
        return 0

    def _expected(self) -> int:
        return self.builder.run + len(self.builder.numbers) + 1

    def _in_reflection(self, block: Block) -> None:
        if block.is_item or plain_line(block.text).endswith(tuple(QUESTION_MARKS)):
            self.builder.question(block, asked_of="partnership")
        else:
            self.builder.words_of_section(block)

    def _in_recommendations(self, block: Block, after: Block | None) -> None:
        builder = self.builder
        begun = builder.recommendations > 0
        marker = block.marker
        if marker is not None and marker.style in ("number", "section", "label"):
            builder.recommendation(block)
            self.has_numbered_ones = True
        elif marker is not None and begun and (marker.style == "letter" or block.nested or self.has_numbered_ones):
            builder.add_item(block)
        elif marker is not None:
            builder.recommendation(block)
        elif not begun:
            builder.words_of_section(block)
        elif after is not None and after.marker is not None and builder.open_piece is not None:
            builder.add_paragraph(block)
        else:
            builder.open_section("closing", None, line=block.line)
            self.mode = "body"
            builder.words_of_section(block)

    # quotations

    def _next(self, at: int) -> Block | None:
        return self.blocks[at] if at < len(self.blocks) else None

    def _quotation(self, at: int) -> int:
        """How many paragraphs from here are one quotation: closed by a mark, opened by one unless it got lost."""
        block = self.blocks[at]
        if block.is_item or block.cells or block.is_whole:
            return 0
        if block.text[:1] in _OPENING and (_ATTRIBUTED.fullmatch(block.text) or _closed(block.text)):
            return 1
        for count in range(1, _MOST_QUOTED + 1):
            one = self._next(at + count - 1)
            if one is None or one.is_item or one.cells or one.heading or one.is_whole:
                return 0
            if _ATTRIBUTED.fullmatch(one.text) and _unopened(one.text):
                return count
        return 0

    def _quote(self, at: int, count: int) -> None:
        builder = self.builder
        builder.close_piece()
        paragraphs = self.blocks[at : at + count]
        attributed = _ATTRIBUTED.fullmatch(paragraphs[-1].text)
        piece = Piece("quotation", paragraphs[0].line, paragraphs=count)
        written = [builder.take(one) for one in paragraphs]
        if attributed:
            last = paragraphs[-1]
            written[-1] = markdown(squeezed(attributed[1]), marked_up=last.marked_up)
            piece.attribution = markdown(squeezed(attributed[2] or attributed[3]), marked_up=last.marked_up)
            if len(piece.attribution) > LONGEST_ATTRIBUTION:
                written[-1], piece.attribution = markdown(last.text, marked_up=last.marked_up), ""
        if paragraphs[0].text[:1] not in _OPENING:
            builder.flag("quotation-not-opened", paragraphs[0].line, "This quotation has no opening quotation mark.")
        piece.body = "\n\n".join(written)
        builder.outline.pieces.append(piece)


def _closed(text: str) -> bool:
    return re.sub(r"\[\^[^\]]{1,30}\]", "", text).rstrip(" .").endswith(tuple(_CLOSING))


def _unopened(text: str) -> bool:
    return text[:1] not in _OPENING and ("”" in text or '"' in text)
