"""The second pass through a Word file: what styles and lists say of a paragraph is written on the paragraph itself.

Its level as a heading, its number as words in front of it, its looks. Text boxes stand after the paragraph they are
fixed to; hidden and struck-out words go. What is left is the copy that is turned into HTML.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from briefings.importing.readers.emphasis import RAISED, seen
from briefings.importing.readers.walk import ASIDE
from briefings.importing.readers.word.seen import Found, Seen
from briefings.importing.readers.word.styles import Numbers, Styles, W, is_on, looks_of, number_of, size_of, val
from briefings.importing.readers.word.text import PIC, SYMBOL_FACES, VML, WP, A, R, drawn_in, run, sign_of, words_of
from briefings.importing.readers.word.text import paragraph as a_paragraph

_INNER_LIST = re.compile(r"list (?:bullet|number) ([2-5])$")
_P = f"{W}p"
_PAPER = {f"{W}{name}" for name in ("body", "footnote", "endnote", "hdr", "ftr")}
_TINY = 4  # half points: letters that nobody reads
_MOST_SHOWN = 300  # kinds of paragraphs, each a look, a style and a size; what has more is read without


class Shown:
    """How the paragraphs of a file are shown: a short name for each look with its style and size."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str, float], str] = {}
        self.sizes: Counter[float] = Counter()  # letters of each size, in half points

    def name(self, look: str, style: str, size: float, letters: int) -> str:
        """The name of a kind of paragraph that has `letters` letters here."""
        self.sizes[size] += letters
        key = (look, style, size)
        if key not in self.names and len(self.names) < _MOST_SHOWN:
            self.names[key] = f"s{len(self.names)}"
        return self.names.get(key, "")

    def styles(self) -> dict[str, tuple[str, float]]:
        """The style behind each name, and its size as a share of that of most letters (0: not known)."""
        body = self.sizes.most_common(1)[0][0] if self.sizes else 0
        return {
            name: (style, round(size / body, 2) if body and size else 0)
            for (_, style, size), name in self.names.items()
        }


class Cleaner:
    """Cleans one part of a file: the document, its footnotes or its endnotes."""

    def __init__(
        self, styles: Styles, numbers: Numbers, found: Found, shown: Shown, *, leads: dict[str, str], notes: set[str]
    ) -> None:
        """`leads` says what each relationship of this part is; `notes` are the notes there are, as "footnote 2"."""
        self.styles, self.numbers, self.found, self.shown, self.leads = styles, numbers, found, shown, leads
        self.seen = Seen(found, leads=leads, notes=notes)
        self.is_titled = False
        self.on_paper: set[Element] = set()

    def clean(self, root: Element) -> None:
        """Leave in the tree what a reader sees, each paragraph and run with plain properties of its own."""
        self.seen.leave(root)
        if root.find(f"{W}background") is None:  # white on what else than white paper: only what stands on it itself
            self.on_paper = {one for parent in root.iter() if parent.tag in _PAPER for one in parent if one.tag == _P}
        self._boxes_beside(root)
        self.is_titled = any(self._is_title(one) for one in root.iter(f"{W}p"))
        before = False
        for paragraph in root.iter(f"{W}p"):
            before = self._paragraph(paragraph, after_title=before)

    # text boxes

    def _boxes_beside(self, element: Element) -> None:
        """Take the paragraphs of every text box out of its drawing and put them after its paragraph."""
        kept: list[Element] = []
        for child in element:
            kept.append(child)
            is_paragraph = child.tag == f"{W}p"
            boxes = list(_outermost(child, f"{W}txbxContent")) if is_paragraph else []
            for box in boxes:
                if words_of(box):
                    self.found.boxes += 1
                self._boxes_beside(box)
                kept += list(box)
                box[:] = []
            drawn = drawn_in(child) if is_paragraph else []
            self.found.boxes += bool(drawn)
            kept += [a_paragraph(text) for text in drawn]
            if not boxes:
                self._boxes_beside(child)
        element[:] = kept

    # what styles and lists say

    def _style(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        return val(properties.find(f"{W}pStyle")) if properties is not None else ""

    def _is_title(self, paragraph: Element) -> bool:
        return self.styles.kind(self._style(paragraph)) == "Title" and words_of(paragraph) > 0

    def _level(self, paragraph: Element, style: str) -> int:
        properties = paragraph.find(f"{W}pPr")
        outline = val(properties.find(f"{W}outlineLvl")) if properties is not None else ""
        level = int(outline) + 1 if outline in tuple("012345678") else self.styles.level(style) if not outline else 0
        return min(level + 1 if level and self.is_titled else level, 6)

    def _paragraph(self, paragraph: Element, *, after_title: bool) -> bool:
        """Write on a paragraph what its style and list say of it; whether it is a title."""
        style = self._style(paragraph)
        name = self.styles.named(style)
        properties = paragraph.find(f"{W}pPr")
        is_contents = paragraph.attrib.pop("contents", "") or name.startswith(("toc ", "toc1", "toc2", "toc3"))
        kind = self.styles.kind(base := style or self.styles.usual)
        is_title = kind == "Title"
        level = self._level(paragraph, style)
        on_white = paragraph in self.on_paper and not looks_of(properties).get("shaded")
        sizes: Counter[float] = Counter()
        for place, one in enumerate(list(paragraph.iter(f"{W}r"))):
            size = self._run(one, base, is_heading=bool(level) or is_title, is_first=not place, on_white=on_white)
            sizes[size] += sum(len(text.text or "") for text in one.iter(f"{W}t"))
        number = number_of(properties) or self.styles.number(base)
        marker = self.numbers.next(number) if number and number[0] != "0" else ""
        breaks = properties is not None and is_on(properties.find(f"{W}pageBreakBefore"))
        for old in paragraph.findall(f"{W}pPr"):
            paragraph.remove(old)
        look = ""
        if is_contents:
            look = ASIDE
        elif is_title:
            look = "" if after_title else "h1"
        elif level:
            look = f"h{level}"
        elif marker and number:
            inner = _INNER_LIST.match(name)  # "List Bullet 2" is a list of its own to Word, and looks like an inner one
            look = f"item{max(number[1], int(inner[1]) - 1 if inner else 0)}"
        written = Element(f"{W}pPr")
        size, letters = sizes.most_common(1)[0] if sizes else (0, 0)
        named = self.shown.name(look, kind, size, letters) if look != ASIDE else ""
        if look or named:
            SubElement(written, f"{W}pStyle", {f"{W}val": "-".join(filter(None, (look, named)))})
        paragraph.insert(0, written)
        if marker and words_of(paragraph):
            paragraph.insert(1, run(f"{marker} "))
        if breaks:
            paragraph.insert(1, _page_break())
        return is_title

    def _run(self, one: Element, style: str, *, is_heading: bool, is_first: bool, on_white: bool) -> float:
        """Leave of a run what is seen of it, with plain looks; the size of its letters in half points."""
        properties = one.find(f"{W}rPr")
        own = val(properties.find(f"{W}rStyle")) if properties is not None else ""
        looks = self.styles.looks(style, own) | looks_of(properties)
        raised = val(properties.find(f"{W}vertAlign")) if properties is not None else ""
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        size = size_of(properties) or self.styles.size(style, own)
        is_hidden = (
            looks.get("hidden") or 0 < size <= _TINY or (looks.get("white") and on_white and not looks.get("shaded"))
        )
        for old in one.findall(f"{W}rPr"):
            one.remove(old)
        if is_hidden or looks.get("struck") or looks.get("struck_twice"):
            if is_hidden:
                self.found.hidden_words += words_of(one)
            else:
                self.found.struck_words += words_of(one)
            # The marks of fields stay: without its end, a field would swallow what comes after it.
            one[:] = [child for child in one if child.tag in (f"{W}fldChar", f"{W}instrText")]
            return 0
        self._pictures(one)
        written = Element(f"{W}rPr")
        for name, tag in (("bold", "b"), ("slanted", "i")):
            if looks.get(name) and not is_heading:
                SubElement(written, f"{W}{tag}")
        face = val(fonts, "ascii") or val(fonts, "hAnsi")
        for text in one.iter(f"{W}t"):
            text.text = seen(text.text or "")
            if face.lower() in SYMBOL_FACES:
                text.text = _in_letters(text.text, face, is_first=is_first)
            if raised == "superscript" and text.text.strip().isdigit():  # the mark of a footnote, as in plain text
                text.text = text.text.translate(RAISED)
        one.insert(0, written)
        return size

    def _pictures(self, one: Element) -> None:
        """Draw every picture of a run in the one way that is understood later."""
        kept: list[Element] = []
        for child in one:
            if child.tag not in (f"{W}drawing", f"{W}pict", f"{W}object"):
                kept.append(child)
                continue
            words = next(
                (
                    one.get("descr") or one.get("title") or ""
                    for one in child.iter(f"{WP}docPr")
                    if one.get("descr") or one.get("title")
                ),
                next((one.get("alt") or "" for one in child.iter(f"{VML}shape") if one.get("alt")), ""),
            )
            for part in child.iter():
                place = part.get(f"{R}embed") if part.tag == f"{A}blip" else None
                if part.tag == f"{VML}imagedata":
                    place = part.get(f"{R}id")
                if place and self.leads.get(place) == "image":
                    self.found.pictures.append(place)
                    kept.append(_picture(place, words))
        one[:] = kept


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _in_letters(text: str, face: str, *, is_first: bool) -> str:
    """What a symbol face shows, in letters that every face has. One such sign before a paragraph is its bullet."""
    if is_first and len(text.strip()) == 1:
        return text.replace(text.strip(), "•")
    return "".join(sign if sign.isspace() else sign_of(face, ord(sign)) for sign in text)


def _page_break() -> Element:
    made = Element(f"{W}r")
    SubElement(made, f"{W}br", {f"{W}type": "page"})
    return made


def _picture(place: str, words: str) -> Element:
    drawing = Element(f"{W}drawing")
    inline = SubElement(drawing, f"{WP}inline")
    SubElement(inline, f"{WP}docPr", {"descr": words})
    graphic = SubElement(SubElement(inline, f"{A}graphic"), f"{A}graphicData")
    SubElement(SubElement(SubElement(graphic, f"{PIC}pic"), f"{PIC}blipFill"), f"{A}blip", {f"{R}embed": place})
    return drawing
