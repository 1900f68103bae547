"""OpenDocument texts (.odt): what their reader sees, written as a page and read like one.

Nothing outside the words is opened: no picture, no object, no script, no other file.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from briefings.importing.lines import CannotRead, Source, squeezed, words_in
from briefings.importing.readers import html
from briefings.importing.readers.archive import Package
from briefings.importing.readers.left_out import LeftOut

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, STYLE = f"{{{_NS}office:1.0}}", f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}"
TABLE, DRAW = f"{{{_NS}table:1.0}}", f"{{{_NS}drawing:1.0}}"
FO, SVG = f"{{{_NS}xsl-fo-compatible:1.0}}", f"{{{_NS}svg-compatible:1.0}}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_MOST_SPACES = 200
_NOT_SEEN = {
    f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
    f"{TEXT}soft-page-break", f"{TEXT}alphabetical-index-mark", f"{TEXT}toc-mark", f"{TEXT}bookmark",
    f"{OFFICE}forms", f"{OFFICE}annotation-end", f"{TEXT}script", f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin",
    f"{DRAW}applet", f"{SVG}title", f"{SVG}desc",
}  # fmt: skip
_HIDDEN = {f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}


@dataclass
class _Look:
    """What matters of a style: emphasis, whether its words are hidden, a page begun before, what it is called."""

    parent: str = ""
    called: str = ""
    bold: bool | None = None
    slanted: bool | None = None
    is_hidden: bool | None = None
    breaks_page: bool = False
    level: int = 0


@dataclass
class _Writer:
    """Writes the body of a page from the body of a text."""

    looks: dict[str, _Look]
    numbered: dict[str, list[str]]  # for each style of lists, by level: the type of its numbers; empty: bullets
    has_title: bool
    notes: list[Element] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)

    def blocks(self, here: Element, into: Element, *, lists: str = "", depth: int = 0) -> None:
        """What stands in a body, a section, a cell, a box or an item."""
        for one in here:
            if one.tag in _NOT_SEEN:
                self._count_unseen(one)
            elif one.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(one, into)
            elif one.tag == f"{TEXT}list":
                self._list(one, into, lists=one.get(f"{TEXT}style-name") or lists, depth=depth)
            elif one.tag == f"{TABLE}table":
                table = SubElement(into, "table")
                for row in one.iter(f"{TABLE}table-row"):
                    written = SubElement(table, "tr")
                    for cell in row.findall(f"{TABLE}table-cell"):
                        spans = min(50, _number(cell.get(f"{TABLE}number-columns-spanned")))
                        self.blocks(cell, SubElement(written, "td", {"colspan": str(spans)} if spans > 1 else {}))
            else:  # a section, an index, a group of shapes
                self.blocks(one, into, lists=lists, depth=depth)

    def _paragraph(self, here: Element, into: Element) -> None:
        look = self._look(here.get(f"{TEXT}style-name") or "")
        if look.is_hidden:
            self.left_out.hidden_words += len(words_in("".join(here.itertext())))
            return
        if look.breaks_page:
            SubElement(into, "hr", {"class": "page"})
        level = _number(here.get(f"{TEXT}outline-level")) if here.tag == f"{TEXT}h" else 0
        if look.called == "Title":
            tag = "h1"
        else:
            tag = f"h{min(6, level + self.has_title)}" if level else "p"
        written = SubElement(into, tag)
        boxes = self._run(here, written, bold=bool(look.bold) and tag == "p", slanted=bool(look.slanted))
        for box in boxes:  # a text box stands beside the words: it follows them here
            self.blocks(box, into)

    def _run(self, here: Element, into: Element, *, bold: bool, slanted: bool) -> list[Element]:
        """The words of a paragraph with their emphasis, links, breaks and marks of notes. Gives its text boxes."""
        boxes: list[Element] = []
        self._words(here.text, into, bold=bold, slanted=slanted)
        for one in here:
            if one.tag in _NOT_SEEN:
                self._count_unseen(one)
            elif one.tag == f"{OFFICE}annotation":
                self.left_out.comments += 1
            elif one.tag in _HIDDEN:
                self.left_out.hidden_words += len(words_in(one.get(f"{TEXT}string-value") or "".join(one.itertext())))
            elif one.tag == f"{TEXT}s":
                self._words(" " * min(_MOST_SPACES, _number(one.get(f"{TEXT}c"))), into, bold=bold, slanted=slanted)
            elif one.tag == f"{TEXT}tab":
                self._words("\t", into, bold=bold, slanted=slanted)
            elif one.tag == f"{TEXT}line-break":
                SubElement(into, "br")
            elif one.tag == f"{TEXT}note":
                self._note(one, into)
            elif one.tag == f"{TEXT}a":
                boxes += self._run(
                    one, SubElement(into, "a", {"href": one.get(_LINK) or ""}), bold=bold, slanted=slanted
                )
            elif one.tag == f"{DRAW}text-box":
                boxes.append(one)
            elif one.tag == f"{DRAW}image":
                self._picture(here, into)
            else:
                look = self._look(one.get(f"{TEXT}style-name") or "") if one.tag == f"{TEXT}span" else _Look()
                if look.is_hidden:
                    self.left_out.hidden_words += len(words_in("".join(one.itertext())))
                else:
                    boxes += self._run(
                        one,
                        into,
                        bold=bold if look.bold is None else look.bold,
                        slanted=slanted if look.slanted is None else look.slanted,
                    )
            self._words(one.tail, into, bold=bold, slanted=slanted)
        return boxes

    def _words(self, words: str | None, into: Element, *, bold: bool, slanted: bool) -> None:
        if not words:
            return
        for tag in [name for name, wanted in (("strong", bold), ("em", slanted)) if wanted and words.strip()]:
            into = SubElement(into, tag)
        last = into[-1] if len(into) else None
        if last is None:
            into.text = (into.text or "") + words
        else:
            last.tail = (last.tail or "") + words

    def _picture(self, frame: Element, into: Element) -> None:
        alt = " ".join(one.text or "" for one in (*frame.findall(f"{SVG}title"), *frame.findall(f"{SVG}desc")))
        SubElement(into, "img", {"alt": squeezed(alt), "src": "picture"})

    def _note(self, here: Element, into: Element) -> None:
        number = str(len(self.notes) + 1)
        mark = SubElement(SubElement(into, "sup"), "a", {"href": f"#footnote-{number}", "id": f"mark-{number}"})
        mark.text = number
        body = here.find(f"{TEXT}note-body")
        kept = Element("div", {"id": f"footnote-{number}"})
        if body is not None:
            self.blocks(body, kept)
        back = SubElement(kept[-1] if len(kept) else SubElement(kept, "p"), "a", {"href": f"#mark-{number}"})
        back.text = number
        self.notes.append(kept)

    def _list(self, here: Element, into: Element, *, lists: str, depth: int) -> None:
        kinds = self.numbered.get(lists, [])
        kind = kinds[depth] if depth < len(kinds) else ""
        written = SubElement(into, "ol" if kind else "ul", {"type": kind} if kind else {})
        start = next((one.get(f"{TEXT}start-value") for one in here if one.get(f"{TEXT}start-value")), None)
        if kind and start and start.isdigit():
            written.set("start", start)
        for one in here:
            if one.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                if one.tag == f"{TEXT}list-item" and _is_heading(one):
                    self.blocks(one, into, lists=lists, depth=depth + 1)  # numbered headings are items of a list
                else:
                    self.blocks(one, SubElement(written, "li"), lists=lists, depth=depth + 1)

    def _look(self, name: str) -> _Look:
        """A style with what it has of those that it is made from."""
        whole, seen = _Look(), set()
        while name in self.looks and name not in seen:
            seen.add(name)
            own = self.looks[name]
            whole.called = whole.called or ("Title" if "Title" in (name, own.called) else "")
            for what in ("bold", "slanted", "is_hidden"):
                if getattr(whole, what) is None:
                    setattr(whole, what, getattr(own, what))
            whole.breaks_page = whole.breaks_page or (own.breaks_page and len(seen) == 1)
            name = own.parent
        return whole

    def _count_unseen(self, one: Element) -> None:
        if one.tag == f"{TEXT}tracked-changes":
            for change in one.iter(f"{TEXT}changed-region"):
                self.left_out.changes += 1
                gone = [kept for kept in change.iter(f"{TEXT}deletion")]
                self.left_out.deleted += sum(
                    len(words_in("".join(p.itertext()))) for kept in gone for p in kept.iter(f"{TEXT}p")
                )
        elif one.tag == f"{TEXT}script":
            self.left_out.scripts += 1
        elif one.tag in (f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet"):
            self.left_out.inside += 1


def read(data: bytes) -> Source:
    """An .odt file as lines. Raises CannotRead for what is damaged, locked, too big or no text."""
    package = Package(data)
    content = package.tree("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise CannotRead("This is not an OpenDocument text (.odt). Save it as .odt or .docx and try again.")
    styles = package.tree("styles.xml")
    looks, numbered = _looks([one for one in (styles, content) if one is not None])
    left_out = LeftOut()
    _without_inserted(body, left_out)
    has_title = any(
        "Title" in (one.get(f"{TEXT}style-name"), looks.get(one.get(f"{TEXT}style-name") or "", _Look()).parent)
        for one in body.iter(f"{TEXT}p")
    )
    writer = _Writer(looks, numbered, has_title, left_out=left_out)
    page = Element("html")
    written = SubElement(page, "body")
    writer.blocks(body, written)
    for note in writer.notes:
        written.append(note)
    source = html.read(b"<!doctype html>" + tostring(page, encoding="utf-8", method="html"))
    source.flags = writer.left_out.flags() + source.flags
    source.beside_pages = _beside_pages(styles)
    return source


def _number(given: str | None) -> int:
    """A count as an attribute gives it; 1 where it gives none or nonsense."""
    return int(given) if given and given.isdecimal() and len(given) < 6 else 1


def _looks(trees: list[Element]) -> tuple[dict[str, _Look], dict[str, list[str]]]:
    looks: dict[str, _Look] = {}
    numbered: dict[str, list[str]] = {}
    for tree in trees:
        for one in tree.iter(f"{STYLE}style"):
            words = one.find(f"{STYLE}text-properties")
            paragraph = one.find(f"{STYLE}paragraph-properties")
            weight = words.get(f"{FO}font-weight") if words is not None else None
            slant = words.get(f"{FO}font-style") if words is not None else None
            shown = words.get(f"{TEXT}display") if words is not None else None
            looks[one.get(f"{STYLE}name") or ""] = _Look(
                parent=one.get(f"{STYLE}parent-style-name") or "",
                called=one.get(f"{STYLE}display-name") or "",
                bold=None if weight is None else weight not in ("normal", "300", "400"),
                slanted=None if slant is None else slant != "normal",
                is_hidden=None if shown is None else shown == "none",
                breaks_page=paragraph is not None and paragraph.get(f"{FO}break-before") == "page",
            )
        for one in tree.iter(f"{TEXT}list-style"):
            levels = [
                level.get(f"{STYLE}num-format") or "" if level.tag == f"{TEXT}list-level-style-number" else ""
                for level in one
            ]
            numbered[one.get(f"{STYLE}name") or ""] = levels
    return looks, numbered


def _without_inserted(body: Element, left_out: LeftOut) -> None:
    """Take out the words between the marks of a tracked insertion: as in Word files, nobody has accepted them yet."""
    inserted = {
        region.get(f"{TEXT}id") for region in body.iter(f"{TEXT}changed-region")
        if region.find(f"{TEXT}insertion") is not None
    }  # fmt: skip
    is_open: set[str] = set()

    def emptied(words: str | None) -> str:
        left_out.inserted += len(words_in(words or ""))
        return ""

    def walk(here: Element) -> None:
        if is_open:
            here.text = emptied(here.text)
        for one in list(here):
            if one.tag == f"{TEXT}change-start" and one.get(f"{TEXT}change-id") in inserted:
                is_open.add(one.get(f"{TEXT}change-id") or "")
            elif one.tag == f"{TEXT}change-end":
                is_open.discard(one.get(f"{TEXT}change-id") or "")
            else:
                walk(one)
            if is_open:
                one.tail = emptied(one.tail)

    walk(body)


def _is_heading(item: Element) -> bool:
    """Whether an item holds nothing but a heading, perhaps some lists deep."""
    inner = list(item)
    while len(inner) == 1 and inner[0].tag in (f"{TEXT}list", f"{TEXT}list-item"):
        inner = list(inner[0])
    return bool(inner) and all(one.tag == f"{TEXT}h" for one in inner)


def _beside_pages(styles: Element | None) -> list[str]:
    """What stands at the head or foot of its pages."""
    if styles is None:
        return []
    edges = [
        one
        for page in styles.iter(f"{STYLE}master-page")
        for one in page
        if one.tag.startswith((f"{STYLE}header", f"{STYLE}footer"))
    ]
    texts = [squeezed(" ".join("".join(p.itertext()) for p in edge.iter(f"{TEXT}p"))) for edge in edges]
    return [text for text in texts if words_in(text)]
