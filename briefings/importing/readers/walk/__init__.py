"""A tree of HTML walked to lines: the way from a web page, and from a Word file that became HTML.

Each paragraph, heading, item or table becomes a line of its own with an empty one after it; its number
is its place in the document. Only what is seen is walked: what a page carries besides has to be taken
out before. Nothing is fetched, and no link that is not http, https or mailto is kept.
"""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from briefings.importing.lines import CannotRead, Flag, Kept, Line, Source, words_in
from briefings.importing.outline import MOST_CELLS
from briefings.importing.readers.emphasis import Stretch, in_markdown, leads_on, seen
from briefings.importing.readers.signs import of_page
from briefings.importing.readers.tables import Cell, as_markdown, in_order, is_layout
from briefings.importing.readers.walk.levels import is_usual, levelled
from briefings.importing.readers.walk.listed import listed
from briefings.importing.readers.walk.looks import Looks

MOST_LINES = 20_000
DEEPEST = 120  # elements inside one another; what stands deeper is read as plain words
MOST_PICTURES = 60
LARGEST_PICTURES = 20 * 1024 * 1024  # bytes, all together
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "ul", "caption", "tbody", "thead", "tfoot", "tr", "td",
    "th", *_HEADINGS,
}  # fmt: skip
_BOLD, _SLANTED = {"b", "strong"}, {"i", "em", "cite", "dfn"}
_NEVER_SEEN = {"script", "style", "template", "noscript", "head", "title", "meta", "link", "object", "embed", "iframe"}
ASIDE = "put-aside"  # the class that a reader gives to what is not the document
_USUAL_SIZE = 12.0  # points: what browsers show where nothing is said
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DATA = re.compile(r"data:image/[a-z+.-]+;base64,", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_DEEPER = re.compile(r"\blst-kix_\w+-([1-8])\b")  # Google Docs puts inner lists beside the outer ones
_ITEM = re.compile(r"item(\d)(?: |$)")
_WAYS_ROUND = (
    (re.compile(r"https?://www\.google\.[a-z.]{2,6}/url\?", re.IGNORECASE), "q"),
    (re.compile(r"https?://[a-z0-9.-]{1,60}\.safelinks\.protection\.outlook\.com/", re.IGNORECASE), "url"),
)
_NAMED_STYLES = {"msotitle": "Title", "title": "Title", "msosubtitle": "Subtitle", "subtitle": "Subtitle",
                 "msoquote": "Quote", "msocaption": "Caption"}  # fmt: skip
_COUNTS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
           "upper-roman": "I"}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How words look here, and where they lead."""

    bold: bool = False
    slanted: bool = False
    raised: bool = False
    target: str = ""
    as_typed: bool = False  # spaces and line ends count (pre)
    size: float = 0  # of its letters in points, if the page says it


@dataclass
class Open:
    """The paragraph being read: what it is, and its words so far."""

    stretches: list[Stretch] = field(default_factory=list)
    heading: int = 0
    marker: str = ""
    depth: int = 0
    within: bool = False
    note: str = ""
    style: str = ""
    size: float = 0  # as a share of the body's, if the file says it
    sizes: Counter[float] = field(default_factory=Counter)  # letters of each size in points


class Walk:
    """One pass through a tree. `picture_of` gives the bytes for the address of a picture, or nothing."""

    def __init__(
        self,
        *,
        picture_of: Callable[[str], bytes | None] | None = None,
        keeps_tabs: bool = False,
        looks: Looks | None = None,
        styles: Mapping[str, tuple[str, float]] | None = None,
    ) -> None:
        """`looks` are the styles of a page; `styles` gives a class of a Word file's paragraph its style and size."""
        self.source = Source(lines=[])
        self.looks = looks or Looks()
        self.styles = styles or {}
        self.picture_of = picture_of or _in_the_address
        self.keeps_tabs = keeps_tabs
        self.numbers = count(1)
        self.open = Open()
        self.starts_page = False
        self.lists: list[dict] = []  # each open list: whether it has numbers, the next one, how they look
        self.labels: dict[str, str] = {}  # the id of a note's text to its label
        self.ways_back: set[str] = set()  # the ids that links in a note's text lead back to
        self.pictures = self.picture_bytes = 0
        self.in_brackets = False

    def through(self, root: Element) -> Source:
        """The lines of a tree."""
        self._element(root, Style(), 0)
        self._close()
        self.source.lines = levelled(self.source.lines if self.styles else _by_share(self.source.lines))
        return self.source

    # elements

    def _element(self, element: Element, style: Style, depth: int) -> None:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if not tag or tag in _NEVER_SEEN:
            return
        if element.get("class") == ASIDE:
            self._put_aside(element, depth)
            return
        if depth > DEEPEST:
            self._words("".join(element.itertext()), style)
            return
        if tag == "br":
            self._line_end()
        elif tag == "hr":
            self._close()
            self.starts_page = self.starts_page or "page" in (element.get("class") or "")
        elif tag == "math":
            self._words(of_page(element), style)
        elif tag == "img":
            self._picture(element)
        elif tag == "table":
            self._table(element, style, depth)
        elif tag in ("ul", "ol", "menu"):
            self._list(element, tag, style, depth)
        elif tag in _BLOCKS:
            self._block(element, tag, style, depth)
        elif tag == "a" and self._is_note(element):
            return
        elif tag == "rt" and not self.in_brackets:
            self._words(" (", style)
            self._children(element, style, depth)
            self._words(")", style)
        else:
            if tag == "ruby":  # how a word is spoken stands over it; in a line it stands after it, in brackets
                self.in_brackets = any(one.tag == "rp" for one in element.iter())
            self._children(element, self._styled(style, element, tag), depth)

    def _put_aside(self, element: Element, depth: int) -> None:
        """What stands on the page and is not the document: list it."""
        self._close()
        inside = Walk(keeps_tabs=self.keeps_tabs, looks=self.looks)
        inside._children(element, Style(), depth + 1)
        inside._close()
        for text in (one.text for one in (*inside.source.lines, *inside.source.set_aside)):
            if words_in(text):
                self.source.set_aside.append(Kept(next(self.numbers), text.strip()))

    def _children(self, element: Element, style: Style, depth: int) -> None:
        self._words(element.text or "", style)
        for child in element:
            self._element(child, style, depth + 1)
            self._words(child.tail or "", style)

    def _block(self, element: Element, tag: str, style: Style, depth: int) -> None:
        self._close()
        held = self.open
        self.open = replace(held, stretches=[], style="", size=0)
        names = (element.get("class") or "").split()
        named = next((self.styles[name] for name in names if name in self.styles), None)
        if named:
            self.open.style, self.open.size = named
        else:
            self.open.style = next(filter(None, map(_NAMED_STYLES.get, map(str.lower, names))), "")
        level = self.looks.of(element).get("mso-outline-level", "")
        if tag in _HEADINGS:
            self.open.heading = _HEADINGS[tag]
        elif named is None and self.open.style == "Title" and tag == "p":
            self.open.heading = 1
        elif level in tuple("123456") and tag == "p":
            self.open.heading = int(level)
        given = _ITEM.match(element.get("class") or "")
        item = listed(element, self.looks) if tag in ("p", "div") and not given and not self.open.heading else None
        if given:
            self.open.depth = int(given[1])
        elif item:
            self.open.marker, self.open.depth = item
        label = self.labels.get(element.get("id") or "")
        if label:
            self.open.note = label
        if tag == "li" and not self.open.note and self.lists:
            self.open.marker, self.open.depth = self._marker(element), len(self.lists) - 1 + self.lists[-1]["deeper"]
        inner = self._styled(style, element, tag)
        if tag == "pre":
            inner = replace(inner, as_typed=True)
        if tag in ("dt", "summary", "legend", "th"):
            inner = replace(inner, bold=True)
        self._children(element, inner, depth)
        self._close()
        if tag == "li":
            self.open = Open()
        self.open.note, self.open.heading, self.open.style, self.open.size = held.note, 0, held.style, held.size
        if given or item:
            self.open.depth = held.depth if item else 0

    def _list(self, element: Element, tag: str, style: Style, depth: int) -> None:
        self._close()
        held = self.open
        start = element.get("start") or ""
        inner = _DEEPER.search(element.get("class") or "")
        self.lists.append({
            "numbers": tag == "ol", "next": int(start) if re.fullmatch(r"\d{1,3}", start) else 1,
            "looks": _COUNTS.get(self.looks.of(element).get("list-style-type", ""), element.get("type") or "1"),
            "deeper": int(inner[1]) if inner else 0,
        })  # fmt: skip
        self.open = Open(note=held.note)
        self._children(element, style, depth)
        self._close()
        self.lists.pop()
        self.open = replace(held, stretches=[], marker="", within=bool(self.lists))

    def _marker(self, element: Element) -> str:
        here = self.lists[-1]
        if not here["numbers"]:
            return "•"
        value = element.get("value") or ""
        number = int(value) if re.fullmatch(r"\d{1,3}", value) else here["next"]
        here["next"] = number + 1
        looks = here["looks"]
        if looks in "aA" and 1 <= number <= 26:
            letter = _LETTERS[number - 1]
            return f"{letter.upper() if looks == 'A' else letter})"
        return f"{roman(number)}." if looks in "iI" and 1 <= number <= 39 else f"{number}."

    def _is_note(self, element: Element) -> bool:
        """Whether a link marks a footnote of this document, or leads back to one from its text."""
        target = element.get("href") or ""
        label = self.labels.get(target.removeprefix("#")) if target.startswith("#") else None
        if label:
            self.open.stretches.append(Stretch("", mark=label))
            return True
        return target.startswith("#") and target.removeprefix("#") in self.ways_back

    # words

    def _words(self, text: str, style: Style) -> None:
        text = seen(text)
        if not text:
            return
        if style.as_typed:
            for at, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if at:
                    self._line_end()
                self._stretch(line, style)
        else:
            self._stretch(re.sub(r"[ \n\r\f]+", " ", text) if self.keeps_tabs else _WHITE.sub(" ", text), style)

    def _stretch(self, text: str, style: Style) -> None:
        target = style.target
        if target and not leads_on(target):
            target = ""
        self.open.stretches.append(Stretch(text, style.bold, style.slanted, style.raised, target))
        self.open.sizes[style.size] += len(text.strip())
        if (
            style.target
            and not target
            and words_in(text)
            and not (style.target.startswith("#") and style.target != "#")
        ):
            self.source.flags.append(
                Flag(
                    "link-nowhere",
                    self._next_number(),
                    f"The link “{text.strip()[:80]}” leads nowhere outside its file.",
                )
            )

    def _next_number(self) -> int:
        return (self.source.lines[-1].number if self.source.lines else 0) + 1

    def _line_end(self) -> None:
        """A line end inside a paragraph: the next line stands under it, without an empty one between."""
        if self.open.heading:
            self.open.stretches.append(Stretch(" "))
            return
        held = self.open
        self._close(gap=False)
        self.open = replace(held, stretches=[], marker="")

    def _close(self, *, gap: bool = True) -> None:
        """Write down the open paragraph."""
        held, self.open = self.open, replace(self.open, stretches=[], sizes=Counter())
        text = in_markdown(held.stretches, plain=bool(held.heading)).strip(" ")
        if not text.strip():
            if gap:
                self._gap()
            return
        indent = "    " * held.depth
        marker = f"{held.marker} " if held.marker else ""
        worded = [one for one in held.stretches if words_in(one.text)]
        self._line(
            Line(
                next(self.numbers),
                f"{indent}{marker}{text}",
                marked_up=True,
                heading=held.heading,
                depth=held.depth,
                starts_page=self.starts_page,
                within=held.within and not marker,
                note=held.note,
                bold=bool(worded) and all(one.bold for one in worded),
                size=held.size or max(held.sizes, key=held.sizes.__getitem__, default=0),
                style=held.style,
            )  # fmt: skip
        )
        self.starts_page = False
        self.open.marker = ""
        if self.lists and held.marker:
            self.open.within = True
        if gap:
            self._gap()

    def _gap(self) -> None:
        lines = self.source.lines
        if lines and lines[-1].text:
            lines.append(Line(lines[-1].number, "", note=lines[-1].note))

    def _line(self, line: Line) -> None:
        if line.number > MOST_LINES:
            raise CannotRead(f"The file has more than {MOST_LINES:,} paragraphs. Split it, or choose the right file.")
        self.source.lines.append(line)

    # things of their own

    def _picture(self, element: Element) -> None:
        words = " ".join((element.get("alt") or "").split())
        address = element.get("src") or ""
        if element.get("alt") == "" and not address.startswith("word-picture:"):
            return  # a web page says with alt="" that a picture only decorates
        held = self.open
        self._close()
        self.pictures += 1
        data = self.picture_of(address) or b""
        self.picture_bytes += len(data)
        number = next(self.numbers)
        if self.pictures > MOST_PICTURES or self.picture_bytes > LARGEST_PICTURES:
            data = b""
        text = in_markdown([Stretch(words)])
        self._line(Line(number, text, marked_up=True, picture=data, note=""))
        self.source.lines.append(Line(number, ""))
        self.open = replace(held, stretches=[], marker="")

    def _table(self, element: Element, style: Style, depth: int) -> None:
        self._close()
        rows = list(_rows(element))
        grid = [[self._cell(cell, style, depth) for cell in row] for row in rows]
        if not any(cell.paragraphs for row in grid for cell in row) and not any(True for _ in element.iter()):
            return
        if not grid or is_layout(grid):
            order = in_order(grid)
            if order is None:
                self._children(element, style, depth + 1)
            else:
                for caption in _captions(element):
                    self._block(caption, "p", style, depth + 1)
                for row, place in order:
                    cell = rows[row][place]
                    self._block(cell, cell.tag.rpartition("}")[2], style, depth + 1)
            self._close()
            return
        for caption in _captions(element):
            self._block(caption, "p", style, depth + 1)
        text, rest = as_markdown(grid)
        number = next(self.numbers)
        self._line(Line(number, text, marked_up=True, table=True))
        self.source.lines.append(Line(number, ""))
        if rest:
            self.source.unplaced += [Kept(number, row) for row in rest]
            message = (
                f"This table has more than {MOST_CELLS} cells. {len(rest)} rows were not placed: divide the table."
            )
            self.source.flags.append(Flag("table-too-large", number, message))

    def _cell(self, element: Element, style: Style, depth: int) -> Cell:
        """What a cell holds, read apart from the rest."""
        if depth > DEEPEST:
            return Cell(holds_blocks=True)
        tags = {one.tag.rpartition("}")[2] for one in element.iter() if isinstance(one.tag, str)}
        inside = Walk(keeps_tabs=self.keeps_tabs, looks=self.looks, styles=self.styles)
        inside.labels, inside.ways_back = self.labels, self.ways_back
        if not tags & {"table", "img"}:
            inside._children(element, style, depth + 1)
            inside._close()
        across = element.get("colspan") or ""
        lines = [line for line in inside.source.lines if line.text.strip()]
        first = lines[0] if lines else None
        return Cell(
            [line.text.strip() for line in lines],
            is_heading=element.tag.rpartition("}")[2] == "th",
            holds_blocks=bool(tags & {"ul", "ol", "table", "img", *_HEADINGS})
            or any(_ITEM.match(one.get("class") or "") for one in element.iter()),
            begins_bold=first is not None and bool(first.bold or first.heading or is_usual(first)),
            is_usual=first is not None and is_usual(first),
            across=min(int(across), 20) if re.fullmatch(r"\d{1,2}", across) and int(across) else 1,
        )

    def _styled(self, style: Style, element: Element, tag: str) -> Style:
        """How words look inside an element: what its style says, or else what its kind says."""
        bold, slanted = self.looks.bold(element), self.looks.slanted(element)
        if bold is None and tag in _BOLD:
            bold = True
        if slanted is None and tag in _SLANTED:
            slanted = True
        size = self.looks.size(element, style.size)
        if size:
            style = replace(style, size=size)
        if tag not in _BLOCKS and (tag == "sup" or self.looks.raised(element)):
            style = replace(style, raised=True)
        if bold is not None or slanted is not None:
            style = replace(
                style, bold=style.bold if bold is None else bold, slanted=style.slanted if slanted is None else slanted
            )
        if tag == "a" and element.get("href") is not None:
            return replace(style, target=_led_straight((element.get("href") or "").strip()) or "#")
        return style


def _led_straight(target: str) -> str:
    """Where a link really leads: some programs send readers past themselves, and say who was written to."""
    for begins, name in _WAYS_ROUND:
        if begins.match(target):
            return next(iter(parse_qs(urlsplit(target).query).get(name, [])), target)
    return target


def _rows(table: Element) -> Iterator[list[Element]]:
    """The rows of a table, not those of a table inside it."""
    for child in table:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif tag == "tr":
            yield [one for one in child if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in ("td", "th")]


def _captions(table: Element) -> Iterator[Element]:
    return (one for one in table if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == "caption")


def _in_the_address(address: str) -> bytes | None:
    """The bytes of a picture that is written out in its own address. Nothing is fetched for any other."""
    found = _DATA.match(address)
    if not found:
        return None
    try:
        return base64.b64decode(address[found.end() :], validate=True)
    except (binascii.Error, ValueError):
        return None


def _by_share(lines: list[Line]) -> list[Line]:
    """Lines with their sizes as shares of that of most letters. A line of which no size is said has none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 0
    usual = body or _USUAL_SIZE
    return [replace(line, size=round(line.size / usual, 2)) if line.size else line for line in lines]


def roman(number: int) -> str:
    """A number up to 39 in roman figures."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
