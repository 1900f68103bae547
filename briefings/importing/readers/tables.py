"""Tables: those that hold facts stay tables; those that only lay a page out are read cell by cell."""

import re
from dataclasses import dataclass, field

from briefings.importing.lines import words_in
from briefings.importing.outline import MOST_CELLS
from briefings.languages import SENTENCE_ENDS

_SENTENCE_WORDS = 5
_CELL_WORDS = 60
_LABEL_WORDS = 12  # a heading in a cell has no more
_BESIDE_WORDS = 25  # beside labels that nobody knows, so much on average is a text and no entry
_NUMBERED = re.compile(r"\W*(\d{1,2})\W*(?:\s|$)")
_ENDS = tuple(f"{end}{quote}" for end in SENTENCE_ENDS for quote in ("", "”"))


@dataclass
class Cell:
    """What stands in one cell: its paragraphs as Markdown, and whether anything but paragraphs is in it."""

    paragraphs: list[str] = field(default_factory=list)
    is_heading: bool = False
    holds_blocks: bool = False  # a heading, a list, a picture, another table
    begins_bold: bool = False  # its first paragraph is bold, or a heading
    is_usual: bool = False  # its first paragraph is a heading that is known
    across: int = 1


def is_layout(rows: list[list[Cell]]) -> bool:
    """Whether a table is there for the look of the page.

    It is when it has one row or column, lists inside, cells with headings of their own, headings beside or above
    texts, or nothing but sentences.
    """
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell.paragraphs]
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or not filled:
        return True
    if 2 * sum(map(_has_heading, filled)) >= max(3, len(filled)) or _labels_beside(rows) or _labels_above(rows):
        return True
    if any(cell.is_heading for cell in cells):
        return any(cell.holds_blocks for cell in cells)
    long = [cell for cell in filled if _words(cell) > _CELL_WORDS]
    return any(cell.holds_blocks for cell in cells) or bool(long) or all(_is_sentence(cell) for cell in filled)


def in_order(rows: list[list[Cell]]) -> list[tuple[int, int]] | None:
    """How the cells of a layout are read, each as row and place; None means as they are written, row by row.

    Numbered boxes go by their numbers, whichever way they run; headings above texts go column by column.
    """
    filled = [(row, place) for row, cells in enumerate(rows) for place, cell in enumerate(cells) if cell.paragraphs]
    numbers = {}
    for row, place in filled:
        found = _NUMBERED.match(rows[row][place].paragraphs[0])
        if found:
            numbers[int(found[1])] = (row, place)
    if len(numbers) == len(filled) > 2 and set(numbers) == set(range(1, len(numbers) + 1)):
        return [numbers[number] for number in sorted(numbers)]
    if _labels_above(rows):
        return [
            (row, place)
            for top in range(0, len(rows), 2)
            for place in range(max(len(rows[top]), len(rows[top + 1])))
            for row in (top, top + 1)
            if place < len(rows[row])
        ]
    return None


def _words(cell: Cell) -> int:
    return sum(len(words_in(one)) for one in cell.paragraphs)


def _has_heading(cell: Cell) -> bool:
    """Whether a cell begins with a heading of its own and goes on with words under it."""
    first = cell.paragraphs[0]
    return len(cell.paragraphs) > 1 and cell.begins_bold and len(words_in(first)) <= _LABEL_WORDS


def _is_label(cell: Cell) -> bool:
    """Whether a cell is nothing but a heading, and no date or figure."""
    return (
        len(cell.paragraphs) == 1 and (cell.begins_bold or cell.is_heading) and not _is_sentence(cell)
        and 0 < len([word for word in words_in(cell.paragraphs[0]) if word.isalpha()]) <= _LABEL_WORDS
    )  # fmt: skip


def _is_text(cell: Cell) -> bool:
    return cell.holds_blocks or len(cell.paragraphs) > 1 or (bool(cell.paragraphs) and _is_sentence(cell))


def _labels_beside(rows: list[list[Cell]]) -> bool:
    """Whether headings stand at the left and their texts at the right."""
    if any(len(row) != 2 or not _is_label(row[0]) or not _is_text(row[1]) for row in rows):
        return False
    return any(row[0].is_usual for row in rows) or sum(_words(row[1]) for row in rows) > _BESIDE_WORDS * len(rows)


def _labels_above(rows: list[list[Cell]]) -> bool:
    """Whether each row of headings has one row of texts under it."""
    return len(rows) % 2 == 0 and all(
        len(top) == len(under)
        and all(map(_is_label, top))
        and all(_is_text(cell) or not cell.paragraphs for cell in under)
        and any(cell.paragraphs for cell in under)
        for top, under in zip(rows[::2], rows[1::2], strict=True)
    )


def _is_sentence(cell: Cell) -> bool:
    words = " ".join(cell.paragraphs).rstrip("*_ ")
    return words.endswith(_ENDS) and len(words_in(words)) >= _SENTENCE_WORDS


def as_markdown(rows: list[list[Cell]]) -> tuple[str, list[str]]:
    """A table as Markdown, and the rows, from the end, that are more than one part may hold."""
    width = max(sum(cell.across for cell in row) for row in rows)
    most = max(1, MOST_CELLS // width)
    written = [_row(row, width) for row in rows]
    kept, rest = written[:most], written[most:]
    rule = f"| {' | '.join(['---'] * width)} |"
    return "\n".join([kept[0], rule, *kept[1:]]), rest


def _row(row: list[Cell], width: int) -> str:
    texts: list[str] = []
    for cell in row:
        texts += [" ".join(cell.paragraphs).replace("\n", " ").replace("\t", " "), *[""] * (cell.across - 1)]
    texts = (texts + [""] * width)[:width]
    return f"| {' | '.join(texts)} |"
