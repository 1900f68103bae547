"""Lines of a page in the order that they are read: columns one after another, tables row by row.

A page is cut into stretches of lines side by side. A gap that runs down several lines parts them; where what
stands at its sides is prose, it parts columns, and where it is short and in step, cells of a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefings.importing.lines import words_in
from briefings.importing.readers.pdf.page import Letter
from briefings.importing.readers.pdf.words import SMALLER, Line, text_of

APART = 1.2  # of the height of the letters: a wider gap is no space between words
GUTTER = 8  # points
_PARAGRAPH = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")  # the number of a paragraph, which stands in the margin
MARKERS = set("•◦▪‣·●○■□–—-*oø§➢➤►▶✓✔❖\u2023\u2043\u25b8") | {chr(code) for code in range(0xF020, 0xF0FF)}


@dataclass
class Piece:
    """Words side by side on one line."""

    letters: Line
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int = 0

    @cached_property
    def text(self) -> str:
        return text_of(self.letters)


@dataclass
class Stretch:
    """Lines that are read as one column, or the rows of a table."""

    pieces: list[Piece] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)
    right: float = 0
    page: int = 0


def pieces_of(letters: Sequence[Letter], page: int) -> list[list[Piece]]:
    """The lines of a page from the top, each as its pieces from the left."""
    # Letters of one line share their base and size, so each pair is looked at once.
    places = {(round(one.base, 1), one.size) for one in letters if one.text != " "}
    bases: list[tuple[float, float]] = []  # base line and height, the largest letters first
    for base, size in sorted(places, key=lambda it: (-round(it[1]), -it[0])):
        if not any(abs(base - other) <= 0.42 * max(size, height) for other, height in bases[-400:]):
            bases.append((base, size))
    rows: dict[float, Line] = {base: [] for base, _ in bases}
    known: dict[tuple[float, float], float | None] = {}
    for one in letters:
        place = (round(one.base, 1), one.size)
        if place not in known:
            near = [it for it in bases if abs(place[0] - it[0]) <= 0.42 * max(it[1], one.size)]
            known[place] = min(near, key=lambda it: abs(place[0] - it[0]) / max(it[1], 1))[0] if near else None
        base = known[place]
        if base is not None:
            rows[base].append(one)
    return [made for base in sorted(rows, reverse=True) if (made := _parted(rows[base], page))]


def _parted(row: Line, page: int) -> list[Piece]:
    row = sorted(row, key=lambda one: one.left)
    found: list[Line] = []
    last: Letter | None = None
    for one in row:
        if one.text == " ":
            if found:
                found[-1].append(one)
            continue
        if last is None or one.left - last.right > APART * max(one.size, last.size):
            found.append([one])
        else:
            found[-1].append(one)
        last = one
    joined: list[Line] = []
    for line in found:
        if joined and _is_marker(joined[-1]):
            joined[-1] = [*joined[-1], Letter(" ", line[0].left, line[0].left, line[0].base, line[0].look), *line]
        else:
            joined.append(line)
    return [piece for line in joined if (piece := _piece(line, page))]


def _is_marker(line: Line) -> bool:
    text = "".join(one.text for one in line).strip()
    return text in MARKERS or (len(text) <= 5 and text.endswith((".", ")")) and text.strip("().").isalnum())


def _piece(line: Line, page: int) -> Piece | None:
    inked = [one for one in line if one.text.strip()]
    if not inked:
        return None
    sizes: dict[float, int] = {}
    for one in inked:
        sizes[one.size] = sizes.get(one.size, 0) + 1
    size = max(sizes, key=lambda it: (sizes[it], it))
    full = [one for one in inked if one.size >= SMALLER * size]
    worded = [one for one in inked if one.text.isalnum()]
    return Piece(
        line, min(one.left for one in inked), max(one.right for one in inked),
        min(one.base for one in full), size, bool(worded) and all(one.look.bold for one in worded), page,
    )  # fmt: skip


def in_order(rows: list[list[Piece]], page: int) -> list[Stretch]:
    """The stretches of a page in the order that they are read."""
    found: list[Stretch] = []
    right = max((piece.right for row in rows for piece in row), default=0)
    left = min((piece.left for row in rows for piece in row), default=0)
    at = 0
    single: list[Piece] = []
    while at < len(rows):
        until, gutters = _side_by_side(rows, at, left, right)
        if until > at + 1:
            if single:
                found.append(Stretch(single, right=right, page=page))
                single = []
            found += _columns(rows[at:until], gutters, left, right, page)
            at = until
        else:
            single += rows[at]
            at += 1
    if single:
        found.append(Stretch(single, right=right, page=page))
    return found


def _gaps(row: list[Piece], left: float, right: float) -> list[tuple[float, float]]:
    edges = [left - 1, *(edge for piece in row for edge in (piece.left, piece.right)), right + 1]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= GUTTER]


def _both(first: list[tuple[float, float]], second: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [
        (max(a, d), min(b, e)) for a, b in first for d, e in second if min(b, e) - max(a, d) >= GUTTER
    ]  # fmt: skip


def _side_by_side(rows: list[list[Piece]], at: int, left: float, right: float) -> tuple[int, list[tuple[float, float]]]:
    """How far lines go on side by side from here, and the gaps between them."""
    if len(rows[at]) < 2:
        return at, []
    free = _inner(rows[at : at + 1], _gaps(rows[at], left, right))
    until, last_both = at + 1, at
    while until < len(rows):
        narrowed = _both(free, _gaps(rows[until], left, right))
        kept = _inner(rows[at : until + 1], narrowed)
        fall = rows[until - 1][0].base - rows[until][0].base
        if not kept or fall > 4 * max(piece.size for piece in rows[until]):
            break
        if len(rows[until]) == 1 and fall > 2.2 * rows[until][0].size and until - last_both > 1:
            break
        free = kept
        if len(rows[until]) > 1:
            last_both = until
        until += 1
    # What stands below the last line with two sides belongs to a column only as long as it goes on in step.
    end = last_both + 1
    while end < until and rows[end - 1][0].base - rows[end][0].base <= 1.7 * rows[end][0].size:
        end += 1
    return (end, free) if last_both > at else (at, [])


def _inner(rows: list[list[Piece]], gaps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those gaps that have words at both sides."""
    pieces = [piece for row in rows for piece in row]
    return [
        (a, b)
        for a, b in gaps
        if any(piece.right <= a + 1 for piece in pieces) and any(piece.left >= b - 1 for piece in pieces)
    ]


def _columns(
    rows: list[list[Piece]], gutters: list[tuple[float, float]], left: float, right: float, page: int
) -> list[Stretch]:
    cuts = sorted((a + b) / 2 for a, b in gutters)
    sides = [[[piece for piece in row if sum(cut < piece.left + 1 for cut in cuts) == side] for row in rows]
             for side in range(len(cuts) + 1)]  # fmt: skip
    columns = [[piece for row in side for piece in row] for side in sides]
    if all(map(_is_prose, columns)) or (len(columns) == 2 and _is_long(columns)):
        return [Stretch(pieces, right=max(piece.right for piece in pieces), page=page) for pieces in columns if pieces]
    if len(columns) == 2 and all(_PARAGRAPH.fullmatch(piece.text) for piece in columns[0]) and _has_words(columns[1]):
        return [Stretch([_whole(row) for row in rows], right=right, page=page)]
    return [Stretch(rows=_rows_of_table(sides), right=right, page=page)]


def _has_words(pieces: list[Piece]) -> bool:
    return sum(len(words_in(piece.text)) for piece in pieces) >= 4 * len(pieces)


def _whole(row: list[Piece]) -> Piece:
    """The number of a paragraph with the line it stands beside."""
    first, last = row[0], row[-1]
    if first is last:
        return first
    gap = Letter(" ", first.right, last.left, last.base, last.letters[0].look)
    letters = [*first.letters, gap, *last.letters]
    return Piece(letters, first.left, last.right, last.base, last.size, last.bold, last.page)


def _is_prose(pieces: list[Piece]) -> bool:
    """Whether most lines of a column are full, as those of paragraphs are."""
    if len(pieces) < 4:
        return False
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    full = sum(piece.right - piece.left >= 0.7 * (right - left) for piece in pieces)
    words = sum(len(words_in(piece.text)) for piece in pieces) / len(pieces)
    return full >= 0.4 * len(pieces) and words >= 3


def _is_long(columns: list[list[Piece]]) -> bool:
    """Two columns of which both go on down most of the page are columns, however short their lines."""
    return all(len(pieces) >= 12 for pieces in columns) and any(map(_is_prose, columns))


def _rows_of_table(sides: list[list[list[Piece]]]) -> list[list[list[Piece]]]:
    """The rows of a table, each cell as its lines: a new row begins where its first column has words again, further
    down than the lines of one cell stand apart."""
    lines = list(zip(*sides, strict=True))
    falls = [
        min(piece.base for cell in above for piece in cell) - min(piece.base for cell in line for piece in cell)
        for above, line in zip(lines, lines[1:], strict=False)
    ]
    closest = min(falls, default=0)
    is_spaced = any(fall > 1.25 * closest for fall in falls)
    found: list[list[list[Piece]]] = []
    for at, line in enumerate(lines):
        begins = not at or (bool(line[0]) and (not is_spaced or falls[at - 1] > 1.25 * closest))
        begins = begins or (bool(at) and is_spaced and falls[at - 1] > 1.25 * closest)
        if begins:
            found.append([[] for _ in sides])
        for cell, pieces in zip(found[-1], line, strict=True):
            cell += pieces
    return found
