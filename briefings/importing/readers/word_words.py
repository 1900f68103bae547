"""The words of a Word file that its reader sees, and nothing else: the copy that is turned into HTML.

Tracked changes, comments and hidden text are taken out and counted; their words go nowhere. Text boxes
stand after the paragraph they are fixed to. What styles and lists say of a paragraph is written on the
paragraph itself: its level as a heading, and its number as words in front of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from briefings.importing.lines import words_in
from briefings.importing.readers.emphasis import RAISED
from briefings.importing.readers.walk import ASIDE
from briefings.importing.readers.word_styles import Numbers, Styles, W, is_on, looks_of, number_of, val

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_VML = "{urn:schemas-microsoft-com:vml}"
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_CHANGED = {f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"}
_COMMENT = {
    f"{W}commentRangeStart",
    f"{W}commentRangeEnd",
    f"{W}commentReference",
    f"{W}annotationRef",
    f"{W}bookmarkStart",
    f"{W}bookmarkEnd",
}
_UNWRAPPED = {f"{W}customXml", f"{W}smartTag", f"{W}dir", f"{W}bdo", f"{W}fldSimple", f"{W}sdtContent", f"{W}rubyBase"}
_BROUGHT_IN = {f"{W}altChunk", f"{W}subDoc"}
_MARKS_OF_NOTES = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote")}
_INNER_LIST = re.compile(r"list (?:bullet|number) ([2-5])$")
_FIELDS_OUTSIDE = ("DDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE")


@dataclass
class Found:
    """What was met on the way: counts by kind. Words are counted and never kept."""

    changes: int = 0
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    hidden_words: int = 0
    comments: int = 0
    boxes: int = 0
    outside: int = 0  # references to other files or addresses that Word would follow
    inside: int = 0  # other files packed into this one
    macros: int = 0
    pictures: list[str] = field(default_factory=list)  # relationship of each picture


class Cleaner:
    """Cleans one part of a file: the document, its footnotes or its endnotes."""

    def __init__(
        self, styles: Styles, numbers: Numbers, found: Found, *, leads: dict[str, str], notes: set[str]
    ) -> None:
        """`leads` says what each relationship of this part is; `notes` are the notes there are, as "footnote 2"."""
        self.styles, self.numbers, self.found, self.leads, self.notes = styles, numbers, found, leads, notes
        self.is_titled = False

    def clean(self, root: Element) -> None:
        """Leave in the tree what a reader sees, each paragraph and run with plain properties of its own."""
        self._without_changes(root)
        self._boxes_beside(root)
        self.is_titled = any(self._is_title(one) for one in root.iter(f"{W}p"))
        before = False
        for paragraph in root.iter(f"{W}p"):
            before = self._paragraph(paragraph, after_title=before)

    # what is not seen

    def _without_changes(self, element: Element) -> None:
        kept: list[Element] = []
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag.endswith("Change") or child.tag in _COMMENT:
                continue
            kept += self._seen(child)
        element[:] = kept

    def _seen(self, child: Element) -> list[Element]:
        tag = child.tag
        if tag in _INSERTED or tag in _DELETED:
            self._changed(child, inserted=tag in _INSERTED)
            return []
        if tag in _MARKS_OF_NOTES and f"{_MARKS_OF_NOTES[tag]} {val(child, 'id')}" not in self.notes:
            return []
        if tag == f"{W}sym" and not re.fullmatch(r"[0-9A-Fa-f]{4}", val(child, "char")):
            return []
        if tag == f"{W}gridSpan" and not re.fullmatch(r"[1-9]\d?", val(child)):
            return []
        if tag == f"{W}hyperlink" and self.leads.get(child.get(f"{R}id") or "") != "hyperlink":
            child.attrib.pop(f"{R}id", None)
        if tag in _CHANGED:
            self.found.changes += 1
            return []
        if tag in _BROUGHT_IN:
            self.found.inside += 1
            return []
        if tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            for name in ("ins", "del"):
                if properties is not None and properties.find(f"{W}{name}") is not None:
                    self._changed(child, inserted=name == "ins")
                    return []
        if tag == f"{_MC}AlternateContent":
            return self._alternative(child)
        if tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if val(gallery) == "Table of Contents" and content is not None:
                for one in content.iter(f"{W}p"):
                    one.set("contents", "yes")
            child = content if content is not None else Element(f"{W}sdtContent")
            tag = child.tag
        if tag in (f"{_MATHS}oMath", f"{_MATHS}oMathPara"):
            return [_run("".join(one.text or "" for one in child.iter(f"{_MATHS}t")))]
        if tag == f"{W}ruby":
            child = child.find(f"{W}rubyBase")
            if child is None:
                return []
            tag = child.tag
        if tag == f"{W}instrText" and (child.text or "").strip().upper().startswith(_FIELDS_OUTSIDE):
            self.found.outside += 1
            return []
        self._without_changes(child)
        return list(child) if tag in _UNWRAPPED else [child]

    def _changed(self, element: Element, *, inserted: bool) -> None:
        words = _words_of(element)
        self.found.changes += 1
        if inserted:
            self.found.inserted += words
        else:
            self.found.deleted += words

    def _alternative(self, element: Element) -> list[Element]:
        """One of the ways in which Word may show a drawing: the first that has words or a picture."""
        ways = [*element.findall(f"{_MC}Choice"), *element.findall(f"{_MC}Fallback")]
        chosen = next((way for way in ways if any(_is_shown(one) for one in way.iter())), None)
        if chosen is None:
            return []
        self._without_changes(chosen)
        return list(chosen)

    # text boxes

    def _boxes_beside(self, element: Element) -> None:
        """Take the paragraphs of every text box out of its drawing and put them after its paragraph."""
        kept: list[Element] = []
        for child in element:
            kept.append(child)
            boxes = list(_outermost(child, f"{W}txbxContent")) if child.tag == f"{W}p" else []
            for box in boxes:
                if _words_of(box):
                    self.found.boxes += 1
                self._boxes_beside(box)
                kept += list(box)
                box[:] = []
            if not boxes:
                self._boxes_beside(child)
        element[:] = kept

    # what styles and lists say

    def _style(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        return val(properties.find(f"{W}pStyle")) if properties is not None else ""

    def _is_title(self, paragraph: Element) -> bool:
        return self.styles.named(self._style(paragraph)) == "title" and _words_of(paragraph) > 0

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
        is_title = name == "title"
        level = self._level(paragraph, style)
        base = style or self.styles.usual
        for run in list(paragraph.iter(f"{W}r")):
            self._run(run, base, is_heading=bool(level) or is_title)
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
        if look:
            SubElement(written, f"{W}pStyle", {f"{W}val": look})
        paragraph.insert(0, written)
        if marker and _words_of(paragraph):
            paragraph.insert(1, _run(f"{marker} "))
        if breaks:
            paragraph.insert(1, _page_break())
        return is_title

    def _run(self, run: Element, style: str, *, is_heading: bool) -> None:
        properties = run.find(f"{W}rPr")
        own = val(properties.find(f"{W}rStyle")) if properties is not None else ""
        looks = self.styles.looks(style, own) | looks_of(properties)
        raised = val(properties.find(f"{W}vertAlign")) if properties is not None else ""
        for old in run.findall(f"{W}rPr"):
            run.remove(old)
        if looks.get("hidden"):
            self.found.hidden += 1
            self.found.hidden_words += _words_of(run)
            # The marks of fields stay: without its end, a field would swallow what comes after it.
            run[:] = [child for child in run if child.tag in (f"{W}fldChar", f"{W}instrText")]
            return
        self._pictures(run)
        written = Element(f"{W}rPr")
        for name, tag in (("bold", "b"), ("slanted", "i")):
            if looks.get(name) and not is_heading:
                SubElement(written, f"{W}{tag}")
        for one in run.iter(f"{W}t") if raised == "superscript" else ():
            if (one.text or "").strip().isdigit():  # the mark of a footnote, as in plain text
                one.text = one.text.translate(RAISED)
        run.insert(0, written)

    def _pictures(self, run: Element) -> None:
        """Draw every picture of a run in the one way that is understood later."""
        kept: list[Element] = []
        for child in run:
            if child.tag not in (f"{W}drawing", f"{W}pict", f"{W}object"):
                kept.append(child)
                continue
            words = next(
                (
                    one.get("descr") or one.get("title") or ""
                    for one in child.iter(f"{_WP}docPr")
                    if one.get("descr") or one.get("title")
                ),
                next((one.get("alt") or "" for one in child.iter(f"{_VML}shape") if one.get("alt")), ""),
            )
            for one in child.iter():
                place = one.get(f"{R}embed") if one.tag == f"{_A}blip" else None
                if one.tag == f"{_VML}imagedata":
                    place = one.get(f"{R}id")
                if place and self.leads.get(place) == "image":
                    self.found.pictures.append(place)
                    kept.append(_picture(place, words))
        run[:] = kept


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _is_shown(element: Element) -> bool:
    return element.tag in (f"{W}t", f"{_A}blip", f"{_VML}imagedata")


def _words_of(element: Element) -> int:
    return len(words_in(text_of(element)))


def text_of(element: Element) -> str:
    """The words of a paragraph or of more, as far as they are typed in it."""
    texts = (f"{W}t", f"{W}delText")
    return "".join(
        (one.text or "") if one.tag in texts else " " if one.tag in (f"{W}tab", f"{W}br", f"{W}p") else ""
        for one in element.iter()
    )


def words_as_shown(root: Element) -> str:
    """The words of a header or footer as they are seen: a line for each paragraph, gaps where tabs lead to."""
    pieces = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}tc": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}p": "\n",
              f"{W}noBreakHyphen": "-"}  # fmt: skip
    return "".join((one.text or "") if one.tag == f"{W}t" else pieces.get(one.tag, "") for one in root.iter())


def words_of_drawings(root: Element) -> list[str]:
    """What is drawn and not typed: WordArt, in both ways that Word writes it, and the words that describe a picture."""
    found = []
    for one in root.iter():
        if one.tag == f"{_VML}textpath":
            found.append(one.get("string") or "")
        elif one.tag in (f"{_WP}docPr", f"{_VML}shape"):
            found += [one.get(name) or "" for name in ("descr", "title", "alt")]
        elif one.tag == f"{_A}p":
            found.append("".join(run.text or "" for run in one.iter(f"{_A}t")))
    return found


def counted(root: Element) -> Counter[str]:
    """Every word of a cleaned part, to compare with what came out at the other end."""
    return Counter(word for paragraph in root.iter(f"{W}p") for word in words_in(_typed(paragraph)))


def _typed(paragraph: Element) -> str:
    pieces = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
    return "".join((one.text or "") if one.tag == f"{W}t" else pieces.get(one.tag, "") for one in paragraph.iter())


def _run(text: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run


def _page_break() -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}br", {f"{W}type": "page"})
    return run


def _picture(place: str, words: str) -> Element:
    drawing = Element(f"{W}drawing")
    inline = SubElement(drawing, f"{_WP}inline")
    SubElement(inline, f"{_WP}docPr", {"descr": words})
    graphic = SubElement(SubElement(inline, f"{_A}graphic"), f"{_A}graphicData")
    SubElement(SubElement(SubElement(graphic, f"{_PIC}pic"), f"{_PIC}blipFill"), f"{_A}blip", {f"{R}embed": place})
    return drawing
