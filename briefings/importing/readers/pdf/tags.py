"""A PDF that says what its parts are (tagged, as PDF/UA asks): its tree is read as a web page's is.

The tree comes from pypdf, the letters from PDFium; what joins them is the page and the number of the content.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from briefings import formats
from briefings.importing.lines import CannotRead, squeezed
from briefings.importing.readers.pdf.page import Letter, Page
from briefings.importing.readers.pdf.words import Hyphens, joined, lines_in, runs_of, write
from briefings.importing.readers.walk import ASIDE

MOST_TAGS = 100_000
DEEPEST = 100
_TAGS = {
    "P": "p", "H": "h2", "Title": "h1", "L": "ul", "LI": "li", "Table": "table", "TR": "tr", "TH": "th", "TD": "td",
    "THead": "thead", "TBody": "tbody", "TFoot": "tfoot", "Caption": "p", "BlockQuote": "blockquote", "Note": "div",
    "FENote": "div", **{f"H{level}": f"h{level}" for level in range(1, 7)},
}  # fmt: skip
_GROUPS = {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "LBody", "Index", "TOC", "TOCI"}
_ASIDE = {"Artifact"}
_NOTE = "note"
_NO_WORDS = {"table", "thead", "tbody", "tfoot", "tr"}
_NAMED = {"Note": _NOTE, "FENote": _NOTE, "Caption": "msocaption", "BlockQuote": "msoquote"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_NOTE_HEADINGS = {"notes", "footnotes", "endnotes", "nodiadau", "troednodiadau"}
_COLOPHON = re.compile(r"\b[0-9a-f]{4}-[0-9a-f]{4}\b")  # a reference as a sheet prints it
_KINDS = {one.name.casefold() for one in formats.FORMATS.values()}
_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?\.?")
_CONTENTS = {"TOC"}


@dataclass
class Tree:
    """The tree as a web page, and what it did not reach: letters that no tag names and that are no artifact."""

    body: Element
    used: set[tuple[int, int]] = field(default_factory=set)
    pictures: list[bytes] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def read_tree(reader: pypdf.PdfReader, pages: list[Page], hyphens: Hyphens) -> Tree | None:
    """The tree of a tagged PDF, or None if it has none that names its words."""
    root = _entry(reader.root_object, "/StructTreeRoot")
    if not isinstance(root, DictionaryObject) or "/K" not in root:
        return None
    return _Reader(reader, root, pages, hyphens).read(root)


def _entry(holder: Any, name: str) -> Any:
    found = holder.get(name) if isinstance(holder, DictionaryObject) else None
    return found.get_object() if found is not None else None


@dataclass
class _Inline:
    """The block being written: its letters in order."""

    element: Element
    letters: list[Letter] = field(default_factory=list)


class _Reader:
    def __init__(self, reader: pypdf.PdfReader, root: DictionaryObject, pages: list[Page], hyphens: Hyphens) -> None:
        self.pages = {
            page.indirect_reference.idnum: at for at, page in enumerate(reader.pages) if page.indirect_reference
        }
        self.letters: dict[tuple[int, int], list[Letter]] = {}
        self.shown: dict[tuple[int, int], bytes] = {}
        for at, page in enumerate(pages):
            for letter in page.letters:
                self.letters.setdefault((at, letter.look.content), []).append(letter)
            for picture in page.pictures:
                self.shown[(at, picture.content)] = picture.data
        roles = _entry(root, "/RoleMap")
        self.roles: Mapping[str, Any] = roles if isinstance(roles, DictionaryObject) else {}
        self.hyphens = hyphens
        self.tree = Tree(Element("body"))
        self.met = count(1)
        self.open: _Inline | None = None

    def read(self, root: DictionaryObject) -> Tree | None:
        self._kids(root, self.tree.body, None, 0)
        self._flush()
        _find_notes(self.tree)
        _contents_aside(self.tree.body)
        _own_lines_aside(self.tree.body)
        return self.tree if self.tree.used else None

    # the tree

    def _kids(self, element: DictionaryObject, into: Element, page: int | None, depth: int) -> None:
        kids = _entry(element, "/K")
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            self._kid(kid, into, page, depth)

    def _kid(self, kid: Any, into: Element, page: int | None, depth: int) -> None:
        if next(self.met) > MOST_TAGS or depth > DEEPEST:
            raise CannotRead("This PDF has far more parts than a document of any of these kinds. Split it.")
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, int):
            self._content((page, int(kid)), into)
        elif isinstance(kid, DictionaryObject):
            here = self._page_of(kid, page)
            if kid.get("/Type") == "/MCR":
                number = _entry(kid, "/MCID")
                if isinstance(number, int) and "/Stm" not in kid:
                    self._content((here, int(number)), into)
            elif "/S" in kid:
                self._part(kid, into, here, depth)

    def _page_of(self, element: DictionaryObject, page: int | None) -> int | None:
        said = element.raw_get("/Pg") if "/Pg" in element else None
        return self.pages.get(said.idnum, page) if isinstance(said, IndirectObject) else page

    def _kind(self, element: DictionaryObject) -> str:
        name = str(element.get("/S", "")).removeprefix("/")
        for _ in range(5):
            role = self.roles.get(f"/{name}")
            if role is None or name in _TAGS or name in _GROUPS:
                break
            name = str(role).removeprefix("/")
        return name

    def _part(self, element: DictionaryObject, into: Element, page: int | None, depth: int) -> None:
        kind = self._kind(element)
        if kind == "Figure" or (kind == "Formula" and "/Alt" in element):
            self._figure(element, into, page)
        elif kind in _ASIDE:
            self._flush()
            self._kids(element, SubElement(into, "div", {"class": ASIDE}), page, depth + 1)
            self._flush()
        elif kind in _TAGS or kind in _GROUPS:
            self._flush()
            self._kids(element, self._block(element, kind, into), page, depth + 1)
            self._flush()
        else:
            if kind == "Lbl" and into.tag == "li":
                self._label(element, into, page, depth)
                return
            self._kids(element, into, page, depth + 1)

    def _block(self, element: DictionaryObject, kind: str, into: Element) -> Element:
        if kind in _CONTENTS:
            return SubElement(into, "div", {"class": ASIDE})
        tag = "caption" if kind == "Caption" and into.tag == "table" else _TAGS.get(kind, "div")
        if tag == "p" and into.tag == "li":
            return SubElement(into, "div") if len(into) or (into.text or "").strip() else into
        if kind == "LBody":
            return into
        looks = "title" if tag == "h1" and not any(True for _ in self.tree.body.iter("h1")) else _NAMED.get(kind, "")
        made = SubElement(into, tag, {"class": looks} if looks else {})
        if tag in ("th", "td"):
            across = next((_entry(one, "/ColSpan") for one in _attributes(element) if "/ColSpan" in one), None)
            if isinstance(across, int) and 1 < across <= 20:
                made.set("colspan", str(int(across)))
        return made

    def _label(self, element: DictionaryObject, into: Element, page: int | None, depth: int) -> None:
        """What a list writes before an item: a number counts on, anything else is a bullet."""
        self._flush()
        held = Element("li")
        self._kids(element, held, page, depth + 1)
        self._flush()
        said = squeezed("".join(held.itertext()))
        into.set("label", said)

    def _figure(self, element: DictionaryObject, into: Element, page: int | None) -> None:
        self._flush()
        alt = squeezed(str(element.get("/Alt", "")))
        data = b""
        for key in _contents(element, page, self):
            self.tree.used.add(key)
            data = data or self.shown.get(key, b"")
        if not data and (not alt or "qr code" in alt.lower()):
            return
        made = SubElement(into, "img", src=f"pdf-picture:{len(self.tree.pictures)}")
        if alt:
            made.set("alt", alt)
        self.tree.pictures.append(data)

    # words

    def _content(self, key: tuple[int | None, int], into: Element) -> None:
        page, number = key
        if page is None or (page, number) in self.tree.used:
            return
        self.tree.used.add((page, number))
        letters = self.letters.get((page, number))
        if not letters:
            return
        if self.open is None or self.open.element is not into:
            self._flush()
            self.open = _Inline(into)
        self.open.letters += letters

    def _flush(self) -> None:
        held, self.open = self.open, None
        if held is None:
            return
        runs = joined(lines_in(held.letters), self.hyphens)
        if held.element.tag in _NO_WORDS:  # a table shows what stands in its cells and above it, and nothing else
            tag = "caption" if held.element.tag == "table" else "td"
            row = held.element if held.element.tag in ("table", "tr") else SubElement(held.element, "tr")
            write(SubElement(row, tag), runs)
        elif held.element.tag in ("body", "div", "ul", "blockquote"):
            write(SubElement(held.element, "p"), runs)
        else:
            write(held.element, runs)


def _find_notes(tree: Tree) -> None:
    """Give notes their labels: those that a tag says, and the numbered list under a heading that says "Notes"."""
    parents = {id(child): parent for parent in tree.body.iter() for child in parent}
    found: dict[str, Element] = {}
    headed: Element | None = None
    for one in tree.body.iter():
        if one.tag in _HEADINGS:
            headed = one if _says(one) in _NOTE_HEADINGS else None
        elif one.tag == "li" and headed is not None and (number := _LABEL.fullmatch(one.get("label") or "")):
            found.setdefault(number[1], one)
            headed.tag = "p"
            headed.set("class", ASIDE)
        elif one.get("class") == _NOTE and (number := _LABEL.match("".join(one.itertext()).strip())):
            found.setdefault(number[1], one)
    for mark in [one for one in tree.body.iter("sup") if _LABEL.fullmatch(squeezed("".join(one.itertext())))]:
        label = _LABEL.fullmatch(squeezed("".join(mark.itertext())))[1]
        above = parents.get(id(mark))
        if label in found and not any(one is found[label] for one in _up(mark, parents)):
            if above is not None and above.tag == "a":
                above.attrib.pop("href", None)
            mark.tag, mark.text = "a", label
            mark[:] = []
            mark.set("href", f"#note-{label}")
            tree.notes[label] = label
    for label in tree.notes:
        found[label].set("id", f"note-{label}")
        if found[label].tag == "li":
            found[label].tag = "div"
        _without_label(found[label], label)


def _contents_aside(body: Element) -> None:
    """Set aside the list of contents under a heading that says so."""
    for parent in body.iter():
        for one, after in zip(list(parent), list(parent)[1:], strict=False):
            if one.tag in _HEADINGS and after.tag in ("ul", "ol", "table") and _says(one) in ("contents", "cynnwys"):
                for it in (one, after):
                    it.tag = "div"
                    it.set("class", ASIDE)


def _own_lines_aside(body: Element) -> None:
    """Set aside what every sheet of ours says of itself: which version it is, above its title what kind, and under
    points and recommendations for whom they are."""
    signed = [one for one in body.iter("p") if _COLOPHON.search(_says(one))]
    for one in signed:
        one.set("class", ASIDE)
    for one in body.iter("p") if signed else ():
        if _says(one) in _KINDS:
            one.set("class", ASIDE)
            break
    for item in body.iter("li") if signed else ():
        last = item[-1] if len(item) > 1 else None
        if (
            last is not None
            and last.tag == "div"
            and _says(last) == squeezed(" ".join("".join(bold.itertext()) for bold in last.iter("b"))).casefold()
        ):
            last.set("class", ASIDE)


def _says(element: Element) -> str:
    return squeezed("".join(element.itertext())).casefold()


def _up(element: Element, parents: Mapping[int, Element]) -> Iterator[Element]:
    here: Element | None = element
    while here is not None:
        yield here
        here = parents.get(id(here))


def _without_label(note: Element, label: str) -> None:
    """Take the number off the beginning of a note, and the sign that leads back off its end."""
    said = [one for one in note.iter() if (one.text or "").strip()]
    if said and note.get("class") == _NOTE:
        said[0].text = re.sub(rf"^\s*[\[(]?{label}[\])]?\.?\s*", "", said[0].text or "")
    last = said[-1] if said else note
    for one, name in ((last, "text"), *((it, "tail") for it in note.iter() if it is not note)):
        text = getattr(one, name)
        if text and text.strip() and text.rstrip()[-1:] in "↩^↑":
            setattr(one, name, text.rstrip()[:-1].rstrip())


def _attributes(element: DictionaryObject) -> Iterator[DictionaryObject]:
    held = _entry(element, "/A")
    for one in held if isinstance(held, ArrayObject) else [held]:
        one = one.get_object() if one is not None else None
        if isinstance(one, DictionaryObject):
            yield one


def _contents(
    element: DictionaryObject, page: int | None, reader: _Reader, depth: int = 0
) -> Iterator[tuple[int, int]]:
    """The pieces of content inside an element, at any depth."""
    kids = _entry(element, "/K")
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        here = reader._page_of(element, page)
        if isinstance(kid, int) and here is not None:
            yield here, int(kid)
        elif isinstance(kid, DictionaryObject) and depth < 20:
            here = reader._page_of(kid, here)
            number = _entry(kid, "/MCID")
            if isinstance(number, int) and here is not None:
                yield here, int(number)
            else:
                yield from _contents(kid, here, reader, depth + 1)


def first_words(letters: list[Letter]) -> str:
    """The words of letters in their order, for what is put aside."""
    return squeezed(" ".join("".join(run.text for run in runs_of(line)) for line in lines_in(letters)))
