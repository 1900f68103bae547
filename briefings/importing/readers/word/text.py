"""The words of a part of a Word file, in the ways they are asked for; and the names of its kinds of markup."""

import re
from collections import Counter
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from mammoth.docx.dingbats import dingbats

from briefings.importing.lines import words_in
from briefings.importing.readers.word.styles import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GAPS = {f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr", f"{W}p"}
_WATERMARK = re.compile(r"watermark", re.IGNORECASE)
SYMBOL_FACES = {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"}


def text_of(element: Element) -> str:
    """The words of a paragraph or of more: typed, deleted, in an equation, or drawn."""
    texts = (f"{W}t", f"{W}delText", f"{M}t", f"{A}t")
    return "".join(
        (one.text or "") if one.tag in texts
        else f" {one.get('string') or ''} " if one.tag == f"{VML}textpath"
        else " " if one.tag in _GAPS else ""
        for one in element.iter()
    )  # fmt: skip


def words_of(element: Element) -> int:
    """How many words a paragraph or more has."""
    return len(words_in(text_of(element)))


def words_as_shown(root: Element) -> str:
    """The words of a header or footer as they are seen: a line for each paragraph, gaps where tabs lead to."""
    pieces = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}tc": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}p": "\n",
              f"{W}noBreakHyphen": "-"}  # fmt: skip
    return "".join((one.text or "") if one.tag == f"{W}t" else pieces.get(one.tag, "") for one in root.iter())


def words_of_drawings(root: Element) -> list[str]:
    """What is drawn and not typed: WordArt, in both ways that Word writes it, and the words that describe a picture."""
    found = []
    for one in root.iter():
        if one.tag == f"{VML}textpath":
            found.append(one.get("string") or "")
        elif one.tag in (f"{WP}docPr", f"{VML}shape"):
            found += [one.get(name) or "" for name in ("descr", "title", "alt")]
        elif one.tag == f"{A}p":
            found.append("".join(run.text or "" for run in one.iter(f"{A}t")))
    return found


def drawn_in(element: Element) -> list[str]:
    """The lines of WordArt and of shapes that hold words without being text boxes. A watermark is none."""
    found = []
    for one in element.iter():
        if one.tag == f"{VML}shape" and not _WATERMARK.search(one.get("id") or ""):
            found += [art.get("string") or "" for art in one.iter(f"{VML}textpath")]
        elif one.tag == f"{A}p":
            found.append("".join(run.text or "" for run in one.iter(f"{A}t")))
    return [text for text in found if words_in(text)]


def counted(root: Element) -> Counter[str]:
    """Every word of a cleaned part, to compare with what came out at the other end."""
    return Counter(word for paragraph in root.iter(f"{W}p") for word in words_in(_typed(paragraph)))


def _typed(paragraph: Element) -> str:
    pieces = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
    return "".join((one.text or "") if one.tag == f"{W}t" else pieces.get(one.tag, "") for one in paragraph.iter())


def sign_of(face: str, code: int) -> str:
    """The sign that a symbol face shows for a code, as a letter of its own; nothing if it has no such letter."""
    found = _signs().get((face.lower(), code - 0xF000 if code >= 0xF000 else code))
    return chr(found) if found else ""


@cache
def _signs() -> dict[tuple[str, int], int]:
    return {(face.lower(), code): sign for (face, code), sign in dingbats.items()}


def run(text: str) -> Element:
    """A run of these words."""
    made = Element(f"{W}r")
    SubElement(made, f"{W}t").text = text
    return made


def paragraph(text: str) -> Element:
    """A paragraph of these words."""
    made = Element(f"{W}p")
    made.append(run(text))
    return made
