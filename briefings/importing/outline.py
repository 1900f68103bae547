"""What was read: the parts a draft will have, and every word that is in none of them.

Plain data and the builder that fills it. Whatever way a block goes, its words are put somewhere once:
in a piece, in the title, in the contact line, aside, or among the unplaced.
"""

import re
from dataclasses import dataclass, field
from string import ascii_lowercase

from briefings.importing.blocks import Block, Note, Reading, in_rows
from briefings.importing.lines import Flag, Kept, squeezed, words_in
from briefings.importing.recognising.headings import Known
from briefings.importing.recognising.markings import marking_in
from briefings.importing.wording import Body, markdown, plain_line
from briefings.languages import QUESTION_MARKS

LONGEST_HEADING, LONGEST_TITLE, LONGEST_CONTACT, LONGEST_ATTRIBUTION = 200, 200, 400, 300
_ALL_BOLD = re.compile(r"\*\*[^*]+\*\*|\*\*\*[^*]+\*\*\*")
MOST_CELLS = 200  # of the tables in one part; as rendering.markdown bounds them
_CAPTION = re.compile(r"\W{0,3}(?:figure|fig|chart|graph|diagram|image|picture|photo|map)\b\.? ?\d", re.IGNORECASE)


@dataclass
class Piece:
    """A part to be, under the names of `briefings.models.Part`. `paragraphs` and `items` count those in its body."""

    kind: str
    line: int
    heading: str = ""
    body: str = ""
    section: str = ""
    level: int | None = None
    is_numbered: bool = False
    asked_of: str = ""
    attribution: str = ""
    mark: str = ""
    paragraphs: int = 0
    items: int = 0
    picture: bytes | None = None  # of a figure; empty if the source only points to it
    alt_text: str = ""
    reason: str = ""  # why the source's heading was read as one


@dataclass
class Outline:
    """A document as parts. `written_by_draft` holds numbers of the source that the draft writes again by itself."""

    title: str = ""
    contact: str = ""
    contact_line: int = 0
    pieces: list[Piece] = field(default_factory=list)
    unplaced: list[Kept] = field(default_factory=list)
    set_aside: list[Kept] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    written_by_draft: list[Kept] = field(default_factory=list)
    reviewers: list[tuple[str, str]] = field(default_factory=list)  # role, name
    marking: str = ""


class Builder:
    """Takes blocks one after another and makes pieces of them."""

    def __init__(self, reading: Reading, *, known: Known) -> None:
        self.known = known
        self.level = 1  # of the last heading that the file itself called one
        self.outline = Outline(set_aside=list(reading.set_aside), flags=list(reading.flags))
        self.section: Piece | None = None
        self.body = Body()
        self.numbers: list[tuple[Block, int]] = []  # the paragraphs of this section and their numbers (0: none)
        self.run = 0  # the last number of the run of paragraphs
        self.open_piece: Piece | None = None
        self.open_body = Body()
        self.recommendations = 0
        self.figure: Piece | None = None  # the one just put in, which a caption may follow
        self.cells = 0  # of tables in the open section or part
        self.has_figure = False  # the open section has one: words that follow will stand before it

    # where words go

    def take(self, block: Block, *, number: int = 0) -> str:
        """The words of a block as Markdown, now placed. `number` is what the draft will write before them."""
        self.outline.written_by_draft += [Kept(block.line, figure) for figure in block.figures]
        marker = block.marker
        if marker and words_in(marker.typed):
            if number and marker.value == number and marker.style in ("number", "letter"):
                self.outline.written_by_draft.append(Kept(block.line, marker.typed))
            else:
                self.outline.set_aside.append(Kept(block.line, marker.typed))
        return markdown(block.text, marked_up=block.marked_up)

    def leave(self, block: Block) -> None:
        """Nobody knows where this belongs: list it for the officer."""
        self.outline.unplaced += block.sources

    def put_aside(self, block: Block) -> None:
        """Not the document's own words, or words the draft writes by itself."""
        self.outline.set_aside += block.sources

    def flag(self, code: str, line: int, message: str) -> None:
        """Tell the officer of a slip."""
        self.outline.flags.append(Flag(code, line, message))

    # sections and what stands in them

    def open_section(
        self, kind: str, block: Block | None, *, level: int = 1, line: int = 0, keep_number: bool = True
    ) -> None:
        """Begin a section; `block` is its heading in the source, if it has one."""
        self.close_section()
        heading = ""
        if block is not None:
            heading = self.take_heading(block, keep_number=keep_number)
            self._tell_guess(block)
            self.level = level if block.heading else self.level
        self.section = Piece("section", block.line if block else line, heading=heading, section=kind, level=level)
        self.section.reason = block.reason if block else ""
        self.outline.pieces.append(self.section)

    def _tell_guess(self, block: Block) -> None:
        if not (block.heading or self.known.kind_of(block.text)):
            message = (
                f"“{plain_line(block.text)}” is read as a heading because {block.reason}. Check where this belongs."
            )
            self.flag("heading-guessed", block.line, message)

    def before_headings(self, blocks: list[Block]) -> None:
        """Words before the first heading: an introduction, and a handling statement if they are one."""
        for block in blocks:
            kind = "handling" if marking_in(block.text) else "introduction"
            if self.section is None and self.put_whole(block):
                continue
            if self.section is None or self.section.section != kind:
                self.open_section(kind, None, line=block.line)
                if kind == "introduction":
                    message = "These words stand before the first heading. Check where they belong."
                    self.flag("before-headings", block.line, message)
            self.words([block])

    def words(self, blocks: list[Block]) -> None:
        """Words of the open section, as they come: paragraphs, lists, rows, tables and pictures."""
        for block in blocks:
            if self.put_whole(block):
                continue
            if block.cells:
                for row in in_rows(block):
                    self.words_of_section(row)
            elif block.is_item and block.marker.style in ("bullet", "letter", "number"):
                self.item_of_section(block)
            else:
                self.words_of_section(block)

    def take_heading(self, block: Block, *, keep_number: bool = True) -> str:
        """The words of a heading, with the number somebody typed before it."""
        words = plain_line(block.text) if not block.marked_up else squeezed(block.text)
        if _ALL_BOLD.fullmatch(words):  # a heading shows that it is one without it
            words = words.strip("*")
        marker = block.marker
        if marker and marker.style != "bullet" and keep_number:
            words, block.marker = f"{marker.typed} {words}", None
        text = markdown(words, marked_up=block.marked_up).replace("\\.", ".", 1).replace("\\)", ")", 1)
        shown = plain_line(block.text)
        if len(shown) > 6 and shown == shown.upper() != shown.lower():
            self.flag("capitals-heading", block.line, f"The heading “{shown}” is in capitals, which are hard to read.")
        self.take(block)
        return text

    def close_section(self) -> None:
        """Write down the words of the open section, with its run of numbers."""
        self.close_piece()
        section = self.section
        if section is None:
            return
        section.body, section.paragraphs = str(self.body), self.body.paragraphs
        if any(number for _, number in self.numbers):
            section.is_numbered = True
            for block, number in self.numbers:
                self.run += 1
                if number == self.run:
                    self.outline.written_by_draft.append(Kept(block.line, block.marker.typed))
                elif number:
                    self.outline.set_aside.append(Kept(block.line, block.marker.typed))
                    message = f"This is paragraph {number} in the source and will be paragraph {self.run} here."
                    self.flag("numbering-differs", block.line, message)
        self.section, self.body, self.numbers, self.cells = None, Body(), [], 0
        self.has_figure = False

    def words_of_section(self, block: Block, *, number: int = 0) -> None:
        """A paragraph of the section's own words. `number`: as the source numbers it in its run."""
        if self.has_figure:
            self.has_figure = False
            message = "In the source these words stand after a figure; here the figure stands after them. Check both."
            self.flag("figure-order", block.line, message)
        if number:
            self.numbers.append((block, number))
            text = markdown(block.text, marked_up=block.marked_up)
            self.outline.written_by_draft += [Kept(block.line, figure) for figure in block.figures]
        else:
            last = self.body.pieces[-1] if self.body.pieces else None
            counted, block.marker = (block.marker, None) if _is_counted(block) else (None, block.marker)
            text = f"{counted.typed} {self.take(block)}" if counted else self.take(block)
            if last and last[0] == "" and self.numbers and self.numbers[-1][1]:
                # In a numbered run a paragraph without a number belongs to the one above it.
                self.body.pieces[-1] = ("", 0, f"{last[2]}\\\n{text}")
                return
            self.numbers.append((block, 0))
        self.body.paragraph(text)

    def item_of_section(self, block: Block) -> None:
        """An item of a list in the section's own words."""
        self.body.item(self._with_letter(block), depth=block.depth)

    def put_whole(self, block: Block) -> bool:
        """Put a table, a picture, its caption or one more paragraph of an item where the reading stands.

        Gives back False for any other block: what it means is for the format to say.
        """
        figure, self.figure = self.figure, None
        if block.picture is not None:
            self._picture(block)
        elif block.table:
            self._table(block)
        elif figure is not None and _CAPTION.match(block.text) and not block.is_item and not block.heading:
            figure.body, figure.paragraphs = self.take(block), 1
        elif block.within and self.open_piece is not None:
            self.add_paragraph(block)
        else:
            return False
        return True

    def _picture(self, block: Block) -> None:
        if self.section is None:
            self.put_aside(block)
            message = "A picture stands before the first heading, as logos do. It was left out; logos are put in by us."
            self.flag("picture-left-out", block.line, message)
            return
        self.close_piece()
        self.figure = Piece("figure", block.line, picture=block.picture, alt_text=block.text)
        self.outline.pieces.append(self.figure)
        self.has_figure = True
        if not words_in(block.text):
            self.flag(
                "picture-without-words", block.line, "This picture has no words that say what it shows. Add them."
            )
        if not block.picture:
            self.flag("picture-missing", block.line, "The picture is not in the file. Choose it in the draft's figure.")

    def _table(self, block: Block) -> None:
        body = self.open_body if self.open_piece is not None else self.body
        cells = cells_in(block.text)
        if self.section is None or self.cells + cells > MOST_CELLS:
            self.leave(block)
            if self.section is not None:
                message = (
                    f"The tables here have more than {MOST_CELLS} cells. Divide the section, then put this one in."
                )
                self.flag("table-too-large", block.line, message)
            return
        self.cells += cells
        body.table(block.text)

    def open_part(self, kind: str, block: Block, *, number: int = 0, **fields) -> None:
        """Begin a point, a question, a piece of guidance or a recommendation."""
        self.close_piece()
        self.open_piece = Piece(kind, block.line, **fields)
        self.open_body.paragraph(self.take(block, number=number))
        self.outline.pieces.append(self.open_piece)

    def add_item(self, block: Block) -> None:
        """An item of a list inside the open part, or of the section where none is; lettered ones keep their letters."""
        if self.open_piece is None:
            if self.section is None:
                self.leave(block)
            else:
                self.item_of_section(block)
            return
        marker, count = block.marker, self.open_body.items + 1
        number = 0
        if marker is not None and block.depth < 2:
            # The items of a recommendation are lettered by the draft, from a on.
            lettered = (
                marker.typed.strip("(.)- ").lower() == _letter(count) and self.open_piece.kind == "recommendation"
            )
            number = count if lettered or (marker.style == "number" and block.marked_up) else 0
        text = self.take(block, number=number) if number else self._with_letter(block)
        self.open_body.item(text, depth=max(0, block.depth - 1), number=number)

    def _with_letter(self, block: Block) -> str:
        """The words of an item after its letter, to which other words may refer and which no draft writes."""
        if block.marker is None or block.marker.style != "letter":
            return self.take(block)
        letter, block.marker = block.marker.typed.lstrip("- "), None
        return f"{letter} {self.take(block)}"

    def add_paragraph(self, block: Block) -> None:
        """One more paragraph of the open part, or of the section where none is."""
        if self.open_piece is None:
            if self.section is None:
                self.leave(block)
            else:
                self.words_of_section(block)
            return
        self.open_body.paragraph(self.take(block))

    def close_piece(self) -> None:
        """Write down the words of the open part."""
        if self.open_piece is not None:
            self.open_piece.body = str(self.open_body)
            self.open_piece.paragraphs, self.open_piece.items = self.open_body.paragraphs, self.open_body.items
        self.open_piece, self.open_body, self.cells = None, Body(), 0

    def question(self, block: Block, *, asked_of: str) -> None:
        """A reflective question."""
        if not plain_line(block.text).rstrip("*_ ”’\"'").endswith(tuple(QUESTION_MARKS)):
            self.flag("question-without-mark", block.line, "This question does not end in a question mark.")
        self.open_part("question", block, asked_of=asked_of)

    def recommendation(self, block: Block) -> None:
        """A recommendation, numbered in a run of its own."""
        self.recommendations += 1
        self.open_part("recommendation", block, number=self.recommendations)

    # the end

    def notes(self, notes: list[Note]) -> None:
        """The texts of footnotes, after everything else."""
        self.close_section()
        used: set[str] = set()
        for note in notes:
            label, again = note.label, 1
            while label in used:
                again += 1
                label = f"{note.label}-{again}"
            if again > 1:
                message = f"Two footnotes are numbered {note.label}. This one was given the mark [^{label}]."
                self.flag("footnote-twice", note.blocks[0].line, message)
            used.add(label)
            body = Body()
            for block in note.blocks:
                body.paragraph(self.take(block))
            if words_in(note.typed):
                self.outline.written_by_draft.append(Kept(note.blocks[0].line, note.typed))
            self.outline.pieces.append(
                Piece("footnote", note.blocks[0].line, body=str(body), mark=label, paragraphs=body.paragraphs)
            )


def _letter(place: int) -> str:
    return ascii_lowercase[place - 1] if place <= len(ascii_lowercase) else ""


def _is_counted(block: Block) -> bool:
    """Whether a paragraph has a number such as 1.1, which stays: other words refer to it and no draft writes it."""
    return block.marker is not None and block.marker.style == "section" and "." in block.marker.typed.strip("(.)")


def cells_in(table: str) -> int:
    """How many cells a Markdown table has, its rule left out."""
    rows = table.split("\n")
    return sum(max(row.count("|") - row.count("\\|") - 1, 1) for row in (rows[0], *rows[2:]))


def fits_heading(block: Block) -> bool:
    """Whether a block is short enough to be kept as a heading, with its number."""
    return len(markdown(block.text, marked_up=block.marked_up)) <= LONGEST_HEADING - 16
