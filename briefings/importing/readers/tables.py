"""Tables: those that hold facts stay tables; those that only lay a page out are read cell by cell."""

from dataclasses import dataclass, field

from briefings.importing.lines import words_in
from briefings.importing.outline import MOST_CELLS
from briefings.languages import SENTENCE_ENDS

_SENTENCE_WORDS = 5
_CELL_WORDS = 60
_ENDS = tuple(f"{end}{quote}" for end in SENTENCE_ENDS for quote in ("", "”"))


@dataclass
class Cell:
    """What stands in one cell: its paragraphs as Markdown, and whether anything but paragraphs is in it."""

    paragraphs: list[str] = field(default_factory=list)
    is_heading: bool = False
    holds_blocks: bool = False  # a heading, a list, a picture, another table
    across: int = 1


def is_layout(rows: list[list[Cell]]) -> bool:
    """Whether a table is there for the look of the page: one row or column, lists inside, or a grid of sentences."""
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell.paragraphs]
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or not filled:
        return True
    if any(cell.is_heading for cell in cells):
        return any(cell.holds_blocks for cell in cells)
    long = [cell for cell in filled if sum(len(words_in(one)) for one in cell.paragraphs) > _CELL_WORDS]
    return any(cell.holds_blocks for cell in cells) or bool(long) or all(_is_sentence(cell) for cell in filled)


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
