"""A PDF that says nothing of its parts: headings, items, paragraphs and notes are told by places and looks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from briefings.importing.lines import Kept, Source, words_in
from briefings.importing.readers.pdf.columns import MARKERS, Piece, Stretch, in_order, pieces_of
from briefings.importing.readers.pdf.page import Page
from briefings.importing.readers.pdf.words import HYPHENS, Hyphens, joined, runs_of, write
from briefings.importing.readers.walk import Walk
from briefings.languages import SENTENCE_ENDS

LARGER = 1.1  # of the body's: letters as tall as this make a heading
MOST_HEADING_WORDS = 25
EDGE = 0.1  # of the height of a page: here stand running heads and feet
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3})(?=\s)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|tudalen|p\.?)\s*)?\d{1,4}(?:\s*(?:of|/|o)\s*\d{1,4})?\W*", re.IGNORECASE)
_NOTE = re.compile(r"\[?(\d{1,3})\]?")


@dataclass
class Block:
    """Lines that make one paragraph, heading or item, or a table, or a picture."""

    lines: list[Piece] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    picture: int = -1
    is_item: bool = False
    text_left: float = 0
    right: float = 0
    page: int = 0
    note: str = ""

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read_pages(pages: Sequence[Page], hyphens: Hyphens) -> Source:
    """The lines of a PDF by the places and looks of its letters."""
    rows = [pieces_of(page.letters, page.number) for page in pages]
    aside = _furniture(rows, pages)
    body = _usual_size(rows)
    fall = _usual_fall(rows, body)
    notes: list[Block] = []
    blocks: list[Block] = []
    pictures: list[bytes] = []
    for page, lines in zip(pages, rows, strict=True):
        marked = {
            run.text.strip(" []") for row in lines for piece in row for run in runs_of(piece.letters) if run.raised
        }
        lines, under = _notes_at_foot(lines, body, marked)
        notes += _notes(under, page.number)
        made = [block for stretch in in_order(lines, page.number) for block in _blocks(stretch, fall)]
        for picture in sorted(page.pictures, key=lambda one: -one.top):
            at = next(
                (at for at, one in enumerate(made) if one.lines and one.lines[0].base < picture.top - 5), len(made)
            )
            made.insert(at, Block(picture=len(pictures), page=page.number))
            pictures.append(picture.data)
        blocks += made
    blocks = _across_pages(blocks)
    labels = _unique(notes)
    root = _written([*blocks, *notes], labels, body, hyphens)

    def picture_of(address: str) -> bytes | None:
        number = address.removeprefix("pdf-picture:")
        return pictures[int(number)] if number.isdigit() and int(number) < len(pictures) else None

    sizes = {f"s{percent}": ("", percent / 100) for percent in range(20, 1000, 5)}
    walk = Walk(picture_of=picture_of, styles=sizes)
    for label in labels:
        walk.labels[f"note-{label}"] = label
    source = walk.through(root)
    source.set_aside += [Kept(1, text) for text in aside]
    return source


# what stands around the words of every page


def _furniture(rows: list[list[list[Piece]]], pages: Sequence[Page]) -> list[str]:
    """Take running heads, feet and page numbers out of the pages, and give each wording once."""
    edges: Counter[str] = Counter()
    around = [_at_edges(lines, page) for lines, page in zip(rows, pages, strict=True)]
    for lines in around:
        edges.update({_alike(_text(row)) for row in lines})
    found: dict[str, str] = {}
    for lines, at_edge in zip(rows, around, strict=True):
        for row in at_edge:
            text = _text(row)
            often = len(pages) > 1 and edges[_alike(text)] >= max(2, 0.4 * len(pages))
            is_artifact = all(letter.look.is_artifact for piece in row for letter in piece.letters)
            if often or _PAGE_NUMBER.fullmatch(text) or is_artifact:
                lines.remove(row)
                found.setdefault(_alike(text), text)
    return [text for text in found.values() if words_in(text)]


def _at_edges(lines: list[list[Piece]], page: Page) -> list[list[Piece]]:
    return [
        row for row in lines
        if row[0].base > (1 - EDGE) * page.height or row[0].base < EDGE * page.height
    ]  # fmt: skip


def _text(row: list[Piece]) -> str:
    return " ".join(piece.text for piece in row)


def _alike(text: str) -> str:
    return re.sub(r"\d+", "0", text).casefold()


def _usual_size(rows: list[list[list[Piece]]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in rows:
        for row in lines:
            for piece in row:
                sizes[round(piece.size * 2) / 2] += len(piece.letters)
    return sizes.most_common(1)[0][0] if sizes else 11


def _usual_fall(rows: list[list[list[Piece]]], body: float) -> float:
    """How far lines of the body stand apart, as a share of the height of its letters."""
    falls: Counter[float] = Counter()
    for lines in rows:
        for above, row in zip(lines, lines[1:], strict=False):
            fall = above[0].base - row[0].base
            if abs(row[0].size - body) < 0.6 and abs(above[0].size - body) < 0.6 and 0.8 * body < fall < 2.6 * body:
                falls[round(fall * 2) / 2] += 1
    common = sorted(fall for fall, times in falls.items() if times >= 0.25 * max(falls.values()))
    return (common[0] if common else 1.25 * body) / body


# notes


def _notes_at_foot(
    lines: list[list[Piece]], body: float, marked: set[str]
) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The lines of a page, and the small ones at its foot, where they begin with a number that is marked above."""
    at = len(lines)
    while at and all(piece.size < 0.93 * body for piece in lines[at - 1]):
        at -= 1
    while at < len(lines) and not ((found := _NOTE.match(_text(lines[at]))) and found[1] in marked):
        at += 1
    return lines[:at], lines[at:]


def _notes(lines: list[list[Piece]], page: int) -> list[Block]:
    found: list[Block] = []
    last = 0
    for row in lines:
        number = _NOTE.match(_text(row))
        if number and (not found or int(number[1]) == last + 1):
            last = int(number[1])
            found.append(Block(page=page, note=number[1]))
        found[-1].lines += row
    return found


def _unique(notes: list[Block]) -> frozenset[str]:
    """The labels of notes. Where every page begins with 1 again, a number says nothing: then none is a note."""
    labels = [note.note for note in notes]
    if len(set(labels)) < len(labels):
        for note in notes:
            note.note = ""
        return frozenset()
    return frozenset(labels)


# paragraphs


def _marker(text: str) -> str:
    """The bullet or number that a line begins with."""
    if text[:1] in MARKERS and (text[1:2] == " " or "\uf020" <= text[:1] <= "\uf0ff" or text[:1] in "•◦▪●"):
        return text[:1]
    found = _NUMBER.match(text)
    return found[0] if found else ""


def _blocks(stretch: Stretch, fall: float) -> list[Block]:
    if stretch.rows:
        return [Block(rows=stretch.rows, page=stretch.page)]
    found: list[Block] = []
    for piece in stretch.pieces:
        if not found or not _goes_on(found[-1], piece, stretch.right, fall):
            marker = _marker(piece.text)
            found.append(Block(page=stretch.page, is_item=bool(marker), right=stretch.right,
                               text_left=_text_left(piece, marker)))  # fmt: skip
        found[-1].lines.append(piece)
    return found


def _text_left(piece: Piece, marker: str) -> float:
    """Where the words of an item begin, after its marker."""
    inked = [one for one in piece.letters if one.text != " "]
    return inked[len(marker)].left if marker and len(inked) > len(marker) else piece.left


def _goes_on(block: Block, piece: Piece, right: float, fall: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = block.lines[-1]
    dropped = last.base - piece.base
    if abs(dropped) < 0.3 * piece.size:
        return True
    if abs(last.size - piece.size) > 0.06 * last.size or not 0 < dropped < 1.28 * fall * max(last.size, piece.size):
        return False
    if _marker(piece.text) and (not block.is_item or piece.left < block.text_left - 2 or piece.text[:1] in MARKERS):
        if piece.text[:1] in MARKERS or block.is_item or last.text.endswith((":", *SENTENCE_ENDS)):
            return False
    if block.is_item:
        if (
            piece.left < block.text_left - 0.6 * piece.size
            and len(block.lines) > 1
            and block.lines[1].left > piece.left + 3
        ):
            return False
    elif piece.left > last.left + 0.8 * piece.size and len(block.lines) > 1:
        return False
    if last.text[-1:] in HYPHENS and last.text[-2:-1].isalpha() and piece.text[:1].islower():
        return True
    if last.bold != piece.bold and block.bold != piece.bold:
        return False
    if block.bold and piece.bold and not last.text.endswith(tuple(SENTENCE_ENDS)):
        return True
    # Would the first word of this line have found room on the one above? Then somebody ended that one.
    space = 0.25 * piece.size
    return last.right + space + _first_word(piece) > right - 0.5 * piece.size


def _first_word(piece: Piece) -> float:
    left = piece.letters[0].left
    edge = left
    for at, one in enumerate(piece.letters):
        if one.text == " " or (at and one.left - piece.letters[at - 1].right > 0.2 * one.size):
            break
        edge = one.right
    return edge - left


def _across_pages(blocks: list[Block]) -> list[Block]:
    """Join paragraphs that the end of a page or column cuts in two."""
    found: list[Block] = []
    for block in blocks:
        last = next((one for one in reversed(found) if one.picture < 0), None) if found else None
        if (
            last is not None and last.lines and block.lines and not block.is_item
            and abs(last.size - block.size) < 0.5 and last.bold == block.bold
            and (block.page != last.page or block.lines[0].base > last.lines[-1].base)
            and not last.text.rstrip("”’\"')").endswith((":", *SENTENCE_ENDS))
            and (block.text[:1].islower() or block.text[:1].isdigit() or last.text[-1:] in ",-–(")
        ):  # fmt: skip
            last.lines += block.lines
        else:
            found.append(block)
    return found


# written as a page


def _levels(blocks: Sequence[Block], body: float) -> dict[float, int]:
    """The level of each size of heading: the largest is the title where it stands once and first."""
    headed = [block for block in blocks if _is_heading(block, body)]
    sizes = sorted({round(block.size * 2) / 2 for block in headed}, reverse=True)
    first = 2
    if sizes:
        largest = [block for block in headed if round(block.size * 2) / 2 == sizes[0]]
        first = 1 if len(largest) == 1 or (len(largest) == 2 and largest[0].page == largest[1].page) else 2
    return {size: min(6, first + at) for at, size in enumerate(sizes)}


def _is_heading(block: Block, body: float) -> bool:
    return (
        bool(block.lines) and not block.note and block.size >= LARGER * body
        and 0 < len(words_in(block.text)) <= MOST_HEADING_WORDS and not (block.is_item and block.text[:1] in MARKERS)
    )  # fmt: skip


def _written(blocks: Sequence[Block], labels: frozenset[str], body: float, hyphens: Hyphens) -> Element:
    root = Element("body")
    levels = _levels(blocks, body)
    indents = _indents(blocks)
    for block in blocks:
        if block.picture >= 0:
            SubElement(root, "img", src=f"pdf-picture:{block.picture}")
            continue
        if block.rows:
            _table(root, block, labels, hyphens)
            continue
        percent = max(20, min(995, 5 * round(20 * block.size / body)))
        names = f"s{percent}"
        if block.note:
            element = SubElement(root, "p", {"class": names, "id": f"note-{block.note}"})
            runs = joined([line.letters for line in block.lines], hyphens)
            while runs and not (runs[0].text.strip(" [].)") or "").removeprefix(block.note):
                runs.pop(0)
            if runs:
                runs[0].text = re.sub(rf"^\s*\[?{block.note}\]?[.)]?\s*", "", runs[0].text)
            write(element, runs)
            continue
        if _is_heading(block, body):
            element = SubElement(root, f"h{levels[round(block.size * 2) / 2]}", {"class": names})
        else:
            depth = indents.get(round(block.lines[0].left / 6), 0) if block.is_item else None
            element = SubElement(root, "p", {"class": names if depth is None else f"item{depth} {names}"})
        runs = joined([line.letters for line in block.lines], hyphens)
        if runs and "\uf020" <= runs[0].text[:1] <= "\uf0ff":
            runs[0].text = f"• {runs[0].text[1:].lstrip()}"
        elif block.is_item and runs and runs[0].text[:1] in MARKERS and runs[0].text[1:2] not in (" ", ""):
            runs[0].text = f"{runs[0].text[0]} {runs[0].text[1:]}"
        write(element, runs, notes=labels)
    return root


def _indents(blocks: Sequence[Block]) -> dict[int, int]:
    """How deep bullets stand by where they begin; each place is at least some letters right of the one before."""
    places = sorted({round(block.lines[0].left / 6) for block in blocks if block.is_item and block.lines})
    found: dict[int, int] = {}
    depth, last = -1, -10
    for place in places:
        if place - last > 1:
            depth += 1
        found[place], last = min(8, depth), place
    return found


def _table(root: Element, block: Block, labels: frozenset[str], hyphens: Hyphens) -> None:
    table = SubElement(root, "table")
    for row in block.rows:
        tr = SubElement(table, "tr")
        for cell in row:
            td = SubElement(tr, "td")
            write(td, joined([piece.letters for piece in cell], hyphens), notes=labels)
