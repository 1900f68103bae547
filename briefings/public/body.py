"""The body of a published page read back into its sections, points, questions and recommendations.

Our own renderer wrote it (templates/briefings/), so its shape is known. Words are cut out as they were approved; only
what leads elsewhere on the whole page (marks of notes, numbers of paragraphs, ids) stays behind in a piece that
stands alone.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

NEVER_CLOSED = frozenset({"br", "hr", "img", "col", "wbr"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
PIECES = ("point", "question", "recommendation")
ONLY_ON_THE_WHOLE_PAGE = re.compile(
    r'<sup class="note-mark">.*?</sup>|<a class="paragraph-number"[^>]*>.*?</a> ?| id="[^"]*"', re.DOTALL
)
MARKUP = re.compile(r'<sup class="note-mark">.*?</sup>|<[^>]+>', re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A point, a question or a recommendation: its label on the page, the section it stands in, and its words.

    `html` is what was approved; `language` is empty where it is that of the page. `asked_of` is whom a question is
    asked of, and empty for anything else.
    """

    kind: str
    label: str
    html: str
    section: str
    language: str = ""
    direction: str = ""
    asked_of: str = ""

    @property
    def words(self) -> str:
        """Its words without any markup, on one line."""
        return plain(self.html)


@dataclass
class Section:
    """A section of the page: what it is for, its heading in plain words, and its own words before any piece."""

    kind: str
    label: str
    language: str = ""
    direction: str = ""
    heading: str = ""
    html: str = ""


@dataclass
class Body:
    """A page's words, taken apart. Pieces and sections stand in the order of the page."""

    sections: list[Section] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)  # of its glossary: short form, what it stands for

    def of(self, kind: str) -> list[Piece]:
        """The pieces of one kind: point, question or recommendation."""
        return [piece for piece in self.pieces if piece.kind == kind]


def read(html: str) -> Body:
    """Take the body of a published page apart. Anything of another shape is passed over."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.body


def plain(html: str) -> str:
    """The words of a piece of a page on one line, without markup and marks of notes."""
    return " ".join(unescape(MARKUP.sub(" ", html)).split()).replace(" .", ".").replace(" ,", ",")


@dataclass
class _Open:
    """An element that is not closed yet. `what` says what its words are; empty for nothing of ours."""

    tag: str
    starts_at: int
    language: str
    direction: str
    what: str = ""
    label: str = ""


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.body = Body()
        self.open: list[_Open] = []
        self.asked_of = ""
        self.cells: list[str] = []
        self.lines = [0]
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEVER_CLOSED:
            return
        found = {name: value or "" for name, value in attrs}
        names = found.get("class", "").split()
        above = self.open[-1] if self.open else _Open("", 0, "", "")
        element = _Open(
            tag, self._place() + len(self.get_starttag_text() or ""),
            found.get("lang", above.language), found.get("dir", above.direction), label=found.get("id", ""),
        )  # fmt: skip
        if tag == "section" and "section" in names:
            element.what = "section"
            self.body.sections.append(
                Section(found.get("data-kind", ""), element.label, element.language, element.direction)
            )
        elif tag == "section" and "glossary" in names:
            element.what = "glossary"
        elif tag in HEADINGS and above.what == "section":
            element.what = "heading"
        elif tag == "div" and "prose" in names and above.what == "section":
            element.what = "prose"
        elif tag == "ul" and "questions" in names:
            self.asked_of = found.get("data-asked-of", "")
        elif tag == "li" and names and names[0] in PIECES:
            element.what = names[0]
        elif tag == "td" and any(one.what == "glossary" for one in self.open):
            element.what = "cell"
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self.open):
            return
        while self.open[-1].tag != tag:
            self.open.pop()
        element = self.open.pop()
        if element.what:
            self._keep(element, self.html[element.starts_at : self._place()].strip())

    def _keep(self, element: _Open, inside: str) -> None:
        sections = self.body.sections
        match element.what:
            case "heading" if not sections[-1].heading:
                sections[-1].heading = re.sub(r"^\d+\. ", "", plain(inside))
            case "prose":
                sections[-1].html += alone(inside)
            case "cell":
                self.cells.append(plain(inside))
                if len(self.cells) == 2:  # short form, what it stands for
                    self.body.terms.append((self.cells[0], self.cells[1]))
                    self.cells = []
            case "point" | "question" | "recommendation":
                self.body.pieces.append(
                    Piece(
                        element.what, element.label, alone(inside), sections[-1].label if sections else "",
                        element.language, element.direction, self.asked_of if element.what == "question" else "",
                    )
                )  # fmt: skip


def alone(html: str) -> str:
    """Words of a page as they can stand away from it."""
    return ONLY_ON_THE_WHOLE_PAGE.sub("", html)
