"""Lines to blocks: whole paragraphs, items, headings and footnotes, however the page cut them."""

import re
from dataclasses import dataclass, field, replace

from briefings.importing.lines import Flag, Kept, Line, Source, bare, squeezed
from briefings.importing.recognising.columns import in_columns
from briefings.importing.recognising.furniture import without_furniture
from briefings.importing.recognising.markers import Marker, Typed, counted, footnote_text, marker_of, with_marks
from briefings.languages import SENTENCE_ENDS

_LONG_LINE = 130  # characters: nobody wraps lines by hand this wide, so such a line is a paragraph
_ENDS_SENTENCE = (*SENTENCE_ENDS, ":", ";")
_CLOSERS = "\"'”’)*]»"
_SHORT_LINE = 40  # characters: words that go on fill a line better
_FEWEST_WRAPPED = 2  # lines that go on with a small letter, before the whole document counts as wrapped
_NARROWEST = 60  # characters: a run of shorter lines was not wrapped, it is a list
_HYPHENS = ("-", "\u00ad", "\u2010")
_LONGEST_PARAGRAPH = 4_000  # characters: nothing is joined to more than that
_FEWEST_WORDS_CUT = 6  # a shorter stump is a heading or an item of a list, not half a paragraph
_FEWEST_WORDS_OF_ITEM = 3
_DEEPEST_LIST = 3  # lists inside an item
_LEADS_TO_A_FIGURE = re.compile(
    r"\b(?:at|for|of|in|to|and|by|on|from|the|flat|page|aged|about|until|or|a)$", re.IGNORECASE
)
_IN_SQUARES = re.compile(r"\[(\d{1,3}|[ivx]{1,6})\](?!:)")


@dataclass
class Block:
    """A paragraph, an item of a list, a heading, rows of columns, a table or a picture.

    `parts` are the words of its lines, without the marker, footnote marks as [^1]; `text` joins them.
    `sources` are the lines it came from, as found. `figures` are the figures of the source that became
    footnote marks. `nested` says that it stands inside the item before it, `depth` how far. `cells` (for
    columns) holds each row with its line number. `gap` and `after_page` say what stood before; `bold`, `size` and
    `style` are as a `Line` has them. `reason` says why it is read as a heading; empty: it is none.
    """

    line: int
    parts: list[str]
    marked_up: bool
    marker: Marker | None = None
    heading: int = 0
    bold: bool = False
    size: float = 0.0
    style: str = ""
    gap: bool = False
    after_page: bool = False
    indent: int = 0
    nested: bool = False
    depth: int = 0
    within: bool = False
    table: bool = False
    picture: bytes | None = None
    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    sources: list[Kept] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def text(self) -> str:
        """Its words, lines joined. A line that ends in a hyphen goes on without a space."""
        if len(self.parts) > 1:
            glued = [
                part if part.endswith(_HYPHENS) and after[:1].isalpha() else f"{part} "
                for part, after in zip(self.parts, [*self.parts[1:], ""], strict=True)
            ]
            self.parts = [squeezed("".join(glued))]
        return self.parts[0]

    @property
    def is_item(self) -> bool:
        return self.marker is not None

    @property
    def is_whole(self) -> bool:
        """Whether it is a table or a picture: put somewhere as it is, never read as words."""
        return self.table or self.picture is not None

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        return ends_sentence(self.text)


@dataclass
class Note:
    """The text of a footnote: its label and its paragraphs."""

    label: str
    typed: str
    blocks: list[Block]


@dataclass
class Reading:
    """A source taken apart: its blocks in order, its footnotes, and what was set aside or flagged on the way."""

    blocks: list[Block]
    notes: list[Note]
    set_aside: list[Kept]
    flags: list[Flag]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a lead-in does."""
    return _bare_end(text).endswith(_ENDS_SENTENCE)


def _bare_end(text: str) -> str:
    text = text.rstrip()
    while text.endswith("]") and "[^" in text[-34:]:  # footnote marks after the full stop
        text = text[: text.rindex("[^")].rstrip()
    return text.rstrip(_CLOSERS)


def read_blocks(source: Source, *, known: set[str]) -> Reading:
    """The blocks and footnotes of a source. `known` holds its headings and labels, bare."""
    noted = [line for line in source.lines if line.note and line.text.strip()]
    own = [line for line in source.lines if not line.note]
    source = replace(source, lines=own, set_aside=list(source.set_aside), flags=list(source.flags))
    source.lines = in_columns(source.lines)
    lines, page_ends = without_furniture(source, known=known)
    labels: dict[str, set[str]] = {"raised": set(), "square": set(), "caret": set(), "named": set()}
    for line in lines:
        found = footnote_text(line.text)
        if found:
            labels[found[0]].add(found[1])
    if len(labels["square"]) and not _marked_elsewhere(lines, labels["square"]):
        labels["square"] = set()
    wrap = Wrap(lines)
    marks = _markers(lines, wrap=wrap)
    # Every run of lines without an empty one between them is taken apart by itself.
    run: list[tuple[Line, Marker | None]] = []
    after_page = False
    pieces: list[tuple[Block, Note | None]] = []
    for at, line in enumerate([*lines, Line(0, "")]):
        breaks = at in page_ends
        is_something = bool(line.text.strip()) or line.picture is not None
        if is_something and not breaks:
            run.append((line, marks.get(at)))
            continue
        pieces += _of_run(run, labels=labels, known=known, after_page=after_page, wrap=wrap)
        after_page = breaks or (after_page and not run)
        run = [(line, marks.get(at))] if is_something else []
    flags = list(source.flags)
    blocks, notes = _parted(pieces, known=known)
    blocks = _rejoined(blocks, flags=flags, known=known)
    _nest(blocks)
    notes += _given(noted, labels=labels)
    return Reading(blocks=blocks, notes=notes, set_aside=list(source.set_aside), flags=flags)


def _given(lines: list[Line], *, labels) -> list[Note]:
    """The footnotes that the file itself keeps apart from its words."""
    notes: dict[str, Note] = {}
    for line in lines:
        block = _block(line, None, labels=labels)
        notes.setdefault(line.note, Note(line.note, "", [])).blocks.append(block)
    return list(notes.values())


def _marked_elsewhere(lines: list[Line], labels: set[str]) -> bool:
    """Whether [1] is used as a mark inside a line, and not only to number lines."""
    return any(found[1] in labels for line in lines for found in _IN_SQUARES.finditer(line.text.strip(), 4))


class Wrap:
    """Whether lines were wrapped, and how wide: told by the lines of a run that go on with a small letter.

    The longest line of a run says nothing: in a list of paragraphs, a line each, it is only the longest paragraph.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.widths = sorted(
            len(line.text)
            for line, after in zip(lines, lines[1:], strict=False)
            if len(line.text) <= _LONG_LINE and not ends_sentence(line.text) and _goes_on_small(line, after)
        )

    def width(self, run: list[Line]) -> int:
        """The width that this run, or else the document, was wrapped at; 0: it was not."""
        here = Wrap(run).widths if self.widths else []
        widths = here or (self.widths if len(self.widths) >= _FEWEST_WRAPPED else [])
        return widths[-1] if widths else 0


def _goes_on_small(line: Line, after: Line) -> bool:
    return bool(line.text.strip()) and not after.starts_page and after.text.lstrip()[:1].islower()


def _markers(lines: list[Line], *, wrap: Wrap) -> dict[int, Marker]:
    """The marks of items at the beginnings of lines, by place."""
    typed: list[Typed] = []
    before: Line | None = None
    item: Marker | None = None  # of the last item of this run
    for at, line in enumerate(lines):
        if not line.text.strip() or line.heading or line.table or line.picture is not None:
            before, item = None, None
            continue
        marker = marker_of(line.text)
        if marker:
            cut = before is not None and not line.starts_page and not ends_sentence(before.text)
            in_prose = cut and len(before.text) >= max(_SHORT_LINE, 0.7 * (wrap.widths[-1] if wrap.widths else 0))
            same = (
                item is not None
                and item.style == marker.style
                and (marker.style != "bullet" or item.typed == marker.typed)
            )
            typed.append(Typed(marker, at, opens=not cut, in_prose=in_prose and not same, before=item))
            if not in_prose or same:
                item = marker
        before = line
    return counted(typed)


def _of_run(run, *, labels, known, after_page, wrap) -> list[tuple[Block, Note | None]]:
    pieces: list[tuple[Block, Note | None]] = []
    width = wrap.width([line for line, _ in run])
    last: Line | None = None
    for index, (line, marker) in enumerate(run):
        note = None if line.table or line.picture is not None else footnote_text(line.text)
        if note and note[1] in labels[note[0]]:
            block = _block(replace(line, text=line.text[note[2]:]), None, labels=labels, raw=line.text)  # fmt: skip
            pieces.append((block, Note(note[1], line.text[: note[2]].strip(), [block])))
        else:
            block = _block(line, marker, labels=labels)
            into = pieces[-1][0] if pieces else None
            if into is not None and block.cells and into.cells and len(block.cells[0][1]) == len(into.cells[0][1]):
                _append(into, block)
                into.cells += block.cells
            elif into is not None and _goes_on(last, line, block, into=into, width=width, known=known):
                _append(into, block)
                block = into
            else:
                pieces.append((block, None))
        pieces[-1][0].gap = pieces[-1][0].gap or index == 0
        pieces[-1][0].after_page = pieces[-1][0].after_page or (after_page and index == 0)
        last = line
    return pieces


def _block(line: Line, marker: Marker | None, *, labels, raw: str | None = None) -> Block:
    source = [Kept(line.number, squeezed(line.text if raw is None else raw))]
    if line.table or line.picture is not None:
        words = line.text if line.table else squeezed(line.text)
        return Block(
            line=line.number, parts=[words], marked_up=True, table=line.table, picture=line.picture,
            within=line.within, sources=[Kept(line.number, words)],
        )  # fmt: skip
    text = line.text[marker.length:] if marker else line.text  # fmt: skip
    if line.marker and marker is None:
        marker = Marker(line.marker, "bullet", 0, line.depth * 4, 0)
    text, figures = with_marks(text, labels=labels)
    indent = len(line.text) - len(line.text.lstrip()) if marker is None else marker.indent
    block = Block(
        line=line.number, parts=[squeezed(text)], marked_up=line.marked_up, marker=marker, heading=line.heading,
        bold=line.bold, size=line.size, style=line.style, indent=indent, within=line.within, sources=source,
        figures=figures,
    )  # fmt: skip
    cells = [squeezed(cell) for cell in text.strip().split("\t")]
    if "\t" in text.strip() and not marker and not line.heading:
        block.cells = [(line.number, [cell for cell in cells if cell])]
    return block


def _append(into: Block, block: Block) -> None:
    into.parts += block.parts
    into.sources += block.sources
    into.figures += block.figures


def _goes_on(last: Line | None, line: Line, block: Block, *, into: Block, width: int, known: set[str]) -> bool:
    """Whether a line goes on with the paragraph above it: wrapped by hand or by a PDF."""
    if last is None or block.marker or block.heading or into.heading or block.cells or into.cells:
        return False
    if block.is_whole or into.is_whole:
        return False
    if bare(line.text) in known or (len(into.parts) == 1 and bare(into.text) in known):
        return False
    if into.is_item and block.indent > into.indent:
        return True  # set under the words of the item
    small = block.text.lstrip("-–— ")[:1].islower()  # a dash here was found to be none of a list
    if len(last.text) > _LONG_LINE:
        return small and not ends_sentence(last.text)
    if small or (block.text[:1].isdigit() and _LEADS_TO_A_FIGURE.search(last.text)):
        return True
    first_word = block.text.split(" ", 1)[0]
    had_room = len(last.text) + 1 + len(first_word)
    if ends_sentence(last.text):
        return had_room > width >= _NARROWEST
    if block.text[:1].isdigit() and into.words >= _FEWEST_WORDS_CUT:
        return True  # a figure in the middle of a sentence, in front of which somebody began a new line
    # A ragged list has short lines; text wrapped by a PDF is only a little uneven.
    return bool(width) and had_room > 0.8 * width


def _parted(pieces: list[tuple[Block, Note | None]], *, known: set[str]) -> tuple[list[Block], list[Note]]:
    """Blocks and footnotes apart. A footnote takes the paragraphs up to the next one when only such stand between."""
    blocks: list[Block] = []
    notes: list[Note] = []
    at = 0
    while at < len(pieces):
        block, note = pieces[at]
        at += 1
        if note is None:
            if notes and pieces[at - 2][1] is not None:
                block.after_page = True
            blocks.append(block)
            continue
        notes.append(note)
        until = at
        while (
            until < min(len(pieces), at + 7)
            and pieces[until][1] is None
            and _may_be_of_a_note(pieces[until][0], known=known)
        ):
            until += 1
        followed = until < len(pieces) and pieces[until][1] is not None
        if followed and until - at <= 6:
            note.blocks += [one for one, _ in pieces[at:until]]
            at = until
    return blocks, notes


def _may_be_of_a_note(block: Block, *, known: set[str]) -> bool:
    if block.marker or block.heading or block.cells or block.is_whole or bare(block.text) in known:
        return False
    return not block.text[:1].islower()


def _rejoined(blocks: list[Block], *, flags: list[Flag], known: set[str]) -> list[Block]:
    """Paragraphs that a page break, a footnote or a figure cut in two are one again."""
    whole: list[Block] = []
    for block in blocks:
        before = whole[-1] if whole else None
        if before is not None and _was_cut(before, block, known=known):
            flags.append(
                Flag("rejoined", block.line, "A page break or a note had cut this paragraph in two. Check the place.")
            )
            _append(before, block)
        elif before is not None and _are_columns(before, block):
            _append(before, block)
            before.cells += block.cells
        else:
            whole.append(block)
    return whole


def in_rows(block: Block) -> list[Block]:
    """Text set in columns, a paragraph a row: for words of which nobody knows how the columns run."""
    rows = [Block(line, [" ".join(cells)], marked_up=block.marked_up) for line, cells in block.cells]
    rows[0].figures = block.figures
    return rows


def _are_columns(before: Block, block: Block) -> bool:
    """Whether a row of columns goes on with the rows above it: some sentence there has not ended yet."""
    if not before.cells or not block.cells or block.is_whole or len(before.cells[-1][1]) != len(block.cells[0][1]):
        return False
    return not all(ends_sentence(cell) for cell in before.cells[-1][1])


def _was_cut(before: Block, block: Block, *, known: set[str]) -> bool:
    if block.marker or block.heading or before.heading or block.cells or before.cells or not block.gap:
        return False
    if block.is_whole or before.is_whole or block.within:
        return False
    if (
        sum(map(len, before.parts)) > _LONGEST_PARAGRAPH
        or before.words < (_FEWEST_WORDS_CUT if before.marker is None else _FEWEST_WORDS_OF_ITEM)
        or before.ends_sentence
        or bare(block.text) in known
        or bare(before.text) in known
    ):
        return False
    if block.text[:1].islower():
        return True
    numbered = before.marker is not None and before.marker.style in ("number", "section")
    return numbered and before.words >= 10 and block.words >= 8 and block.ends_sentence


def _nest(blocks: list[Block]) -> None:
    """Say which items stand inside the item before them.

    A space more or less means nothing in text that came out of a PDF: an item is inside when the one
    above leads in with a colon, or when it stands two characters further in. A list that a page break
    cut goes on where it was when its items are phrases and the list around it has sentences.
    """
    level, inside, phrases = 0, False, False
    inner: list[int] = []  # the indents of the open lists inside an item
    last: Block | None = None
    item: Block | None = None  # the one before, or that the paragraphs before belong to
    for block in blocks:
        if item is not None and block.within and not block.is_item:
            continue  # one more paragraph of the item: what is inside it may still come
        # A file that says how deep its lists are means it, whatever they are marked with.
        is_inner = item is not None and block.marked_up and block.is_item and block.indent - level >= 4
        item = block if block.is_item else None
        if not block.is_item or (block.marker.style not in ("bullet", "letter") and not is_inner):
            inside = False
            level = block.indent
            last = None
            continue
        if is_inner:
            inside = True
        elif last is None:
            level, inside = block.indent, False
        elif inside:
            goes_on = block.after_page and phrases and not block.ends_sentence
            inside = block.indent > level or goes_on
        elif block.indent > level and (_bare_end(last.text).endswith(":") or block.indent - level >= 2):
            inside = True
        else:
            inside = False
        block.nested = inside
        if inside:
            while inner and block.indent < inner[-1]:
                inner.pop()
            if not inner or block.indent - inner[-1] >= 2:
                inner.append(block.indent)
        else:
            inner = []
        block.depth = min(len(inner), _DEEPEST_LIST)
        phrases = not block.ends_sentence if inside else False
        if not inside:
            level = block.indent
        last = block
