"""Word files: a clean copy of what their reader sees, to HTML with mammoth, and then walked like a page.

The copy holds the document, its notes and its pictures and nothing else of the package, so that macros,
embedded files and references to other places never reach the library. Nothing is fetched or run.
"""

import io
import re
import zipfile
from collections import Counter
from itertools import chain
from posixpath import join, normpath
from xml.etree.ElementTree import Element, tostring

import mammoth
import tinyhtml5

from briefings.importing.lines import CannotRead, Flag, Kept, Source, number_of, squeezed, words_in
from briefings.importing.readers.archive import Package
from briefings.importing.readers.left_out import equations_told
from briefings.importing.readers.walk import ASIDE, Walk
from briefings.importing.readers.word.seen import Found
from briefings.importing.readers.word.styles import Numbers, Styles, W
from briefings.importing.readers.word.text import A, counted, text_of, words_as_shown, words_of, words_of_drawings
from briefings.importing.readers.word.words import Cleaner, Shown

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LARGEST_PICTURE = 6 * 1024 * 1024  # more than any picture is accepted with
_SHOWN = "xmlns='http://schemas.openxmlformats.org/package/2006/"
_TYPES = (
    f"<Types {_SHOWN}content-types'><Default Extension='xml' ContentType='application/xml'/>"
    "<Default Extension='picture' ContentType='image/png'/></Types>"
)
_LOOKS = [
    f"p.{ASIDE} => p.{ASIDE}:fresh", "p => p:fresh", "b => strong", "i => em", "br[type='page'] => hr.page:fresh",
]  # fmt: skip
_NOTE = re.compile(r"#(?:lz-)?((?:footnote|endnote)-\d+)$")
_WORDS_OF_DRAWINGS = re.compile(r"word/(?:diagrams/data|charts/chart(?:Ex)?)\d*\.xml$")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read(data: bytes) -> Source:
    """A .docx file as lines. Raises CannotRead for what is damaged, locked, too big or no Word file."""
    package = Package(data)
    where, kinds = _document_of(package)
    document = package.tree(where)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise CannotRead("This is not a Word document (.docx). Save it as .docx in Word and try again.")
    found = Found()
    beside = _beside_pages(package, document, kinds)  # before the copy is cleaned: a watermark is a drawing
    styles = Styles(_part(package, where, kinds, "styles"))
    numbers = Numbers(_part(package, where, kinds, "numbering"))
    parts = {"word/document.xml": document}
    for name in ("footnotes", "endnotes"):
        notes = _part(package, where, kinds, name)
        if notes is not None:
            parts[f"word/{name}.xml"] = notes
    notes = {
        f"{kind} {one.get(f'{W}id')}"
        for kind in ("footnote", "endnote")
        for one in parts.get(f"word/{kind}s.xml", ())
        if one.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice")
    }
    shown = Shown()
    for name, one in parts.items():
        leads = _leads(package, _related_of(package, where, kinds, name))
        Cleaner(styles, numbers, found, shown, leads=leads, notes=notes).clean(one)
    markup, pictures = _in_html(package, where, kinds, parts, shown)
    source = _walked(markup, pictures, shown)
    _furniture(source, package, kinds, styles, found)
    _count_unmarked_notes(parts, found)
    _told(source, package, where, kinds, found)
    _all_there(source, parts)
    source.beside_pages = beside
    return source


# the package

Related = dict[str, tuple[str, str, bool]]  # id: what it is, where it leads, whether outside the file


def _related(package: Package, name: str) -> Related:
    folder, _, file = name.rpartition("/")
    tree = package.tree(join(folder, "_rels", f"{file}.rels"))
    found: Related = {}
    for one in tree.findall(f"{_RELATIONSHIPS}Relationship") if tree is not None else ():
        kind = (one.get("Type") or "").rpartition("/")[2]
        target, outside = one.get("Target") or "", one.get("TargetMode") == "External"
        if not outside:
            target = normpath(join(folder, target)).lstrip("/") if not target.startswith("/") else target.lstrip("/")
        found[one.get("Id") or ""] = (kind, target, outside)
    return found


def _document_of(package: Package) -> tuple[str, Related]:
    where = next(
        (
            target
            for kind, target, outside in _related(package, "").values()
            if kind == "officeDocument" and not outside
        ),
        "word/document.xml",
    )
    return where, _related(package, where)


def _part(package: Package, where: str, kinds: Related, name: str) -> Element | None:
    usual = join(where.rpartition("/")[0], f"{name}.xml")
    target = next((target for kind, target, outside in kinds.values() if kind == name and not outside), usual)
    return package.tree(target)


def _in_html(
    package: Package, where: str, kinds: Related, parts: dict[str, Element], shown: Shown
) -> tuple[bytes, list[bytes]]:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as written:
        written.writestr("[Content_Types].xml", _TYPES)
        written.writestr("_rels/.rels", _relations([("document", "officeDocument", "word/document.xml", False)]))
        for name, tree in parts.items():
            related = _related_of(package, where, kinds, name)
            written.writestr(name, tostring(tree, encoding="utf-8", xml_declaration=True))
            links = []
            for key, (kind, target, outside) in related.items():
                if kind == "hyperlink":
                    links.append((key, kind, target, True))
                elif kind == "image" and not outside and target in package.names:
                    place = f"{name.rpartition('/')[2]}-{len(links)}.picture"
                    written.writestr(f"word/{place}", _picture_bytes(package, target))
                    links.append((key, kind, place, False))
            if name.endswith("document.xml"):
                links += [(f"lz-{one}", one, f"{one}.xml", False) for one in ("footnotes", "endnotes")
                          if f"word/{one}.xml" in parts]  # fmt: skip
            written.writestr(f"word/_rels/{name.rpartition('/')[2]}.rels", _relations(links))
    pictures: list[bytes] = []

    def kept(image) -> dict[str, str]:
        with image.open() as opened:
            pictures.append(opened.read())
        return {"src": f"word-picture:{len(pictures) - 1}"}

    copy.seek(0)
    made = mammoth.convert_to_html(
        copy, style_map=_looks(shown), include_embedded_style_map=False, external_file_access=False,
        convert_image=mammoth.images.img_element(kept), id_prefix="lz-",
    )  # fmt: skip
    return made.value.encode(), pictures


def _looks(shown: Shown) -> str:
    """What of HTML each kind of paragraph becomes; its class is the name of its style, and how deep it is in a list."""
    lines = [f"p.h{level} => h{level}:fresh" for level in range(1, 7)]
    for (look, _, _), name in shown.names.items():
        if not look:
            lines.append(f"p.{name} => p.{name}:fresh")
        elif look.startswith("h"):
            lines.append(f"p.{look}-{name} => {look}.{name}:fresh")
        else:
            lines.append(f"p.{look}-{name} => p.{look}.{name}:fresh")
    return "\n".join([*lines, *(f"p.item{at} => p.item{at}:fresh" for at in range(9)), *_LOOKS])


def _leads(package: Package, related: Related) -> dict[str, str]:
    """What each relationship is, without pictures that are not in the file."""
    return {
        key: kind
        for key, (kind, target, outside) in related.items()
        if kind != "image" or (not outside and target in package.names)
    }


def _related_of(package: Package, where: str, kinds: Related, name: str) -> Related:
    """The relationships of the document, or of its notes."""
    if name.endswith("document.xml"):
        return kinds
    kind = name.rpartition("/")[2].removesuffix(".xml")
    usual = join(where.rpartition("/")[0], f"{kind}.xml")
    return _related(package, next((target for one, target, outside in kinds.values() if one == kind), usual))


def _picture_bytes(package: Package, name: str) -> bytes:
    return package.read(name, most=_LARGEST_PICTURE) if package.size(name) <= _LARGEST_PICTURE else b""


def _relations(links) -> bytes:
    root = Element(f"{_RELATIONSHIPS}Relationships")
    for key, kind, target, outside in links:
        about = {"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": target}
        root.append(Element(f"{_RELATIONSHIPS}Relationship", about | ({"TargetMode": "External"} if outside else {})))
    return tostring(root, encoding="utf-8", xml_declaration=True)


# from HTML to lines


def _walked(markup: bytes, pictures: list[bytes], shown: Shown) -> Source:
    page = io.BytesIO(b"<!doctype html><meta charset=utf-8><body>" + markup)
    tree = tinyhtml5.parse(page, namespace_html_elements=False)

    def picture_of(address: str) -> bytes | None:
        number = address.removeprefix("word-picture:")
        return pictures[int(number)] if number.isdigit() and int(number) < len(pictures) else None

    walk = Walk(picture_of=picture_of, keeps_tabs=True, styles=shown.styles())
    for link in tree.iter("a"):
        found = _NOTE.match(link.get("href") or "")
        if found:
            walk.labels.setdefault(f"lz-{found[1]}", str(len(walk.labels) + 1))
            walk.ways_back.add(link.get("id") or "")
    return walk.through(tree)


# what is told


def _told(source: Source, package: Package, where: str, kinds: Related, found: Found) -> None:
    every = [_related(package, name[: -len(".rels")].replace("_rels/", "")) for name in package.names
             if name.endswith(".rels")]  # fmt: skip
    for kind, _target, outside in chain.from_iterable(one.values() for one in every):
        found.outside += outside and kind != "hyperlink"
        found.inside += not outside and kind in ("oleObject", "package", "aFChunk", "control")
    found.macros = sum(name.lower().endswith((".bin", ".vba")) and "vba" in name.lower() for name in package.names)
    comments = _part(package, where, kinds, "comments")
    found.comments = sum(1 for _ in comments.iter(f"{W}comment")) if comments is not None else 0
    source.flags += found.flags()
    if found.boxes:
        boxes = number_of(found.boxes, "text box")
        message = f"The words of {boxes} stand after the paragraph the box is fixed to. Check."
        source.flags.append(Flag("text-boxes", 1, message))
    source.flags += equations_told(found.equations)
    _drawings(source, package)


def _count_unmarked_notes(parts: dict[str, Element], found: Found) -> None:
    """Count the notes that no word has a mark for, as when the mark was deleted or hidden: nobody sees them."""
    marks = _marks(parts)
    for kind in ("footnote", "endnote"):
        for one in parts.get(f"word/{kind}s.xml", ()):
            if (f"{W}{kind}Reference", one.get(f"{W}id")) not in marks and words_of(one):
                found.unmarked_notes += 1
                found.unmarked_words += words_of(one)


def _furniture(source: Source, package: Package, kinds: Related, styles: Styles, found: Found) -> None:
    """List the running heads and feet, each wording once."""
    seen: set[str] = set()
    for kind, target, outside in kinds.values():
        tree = package.tree(target) if kind in ("header", "footer") and not outside else None
        if tree is None:
            continue
        Cleaner(styles, Numbers(None), found, Shown(), leads={}, notes=set()).clean(tree)
        for paragraph in tree.iter(f"{W}p"):
            text = squeezed(text_of(paragraph))
            if words_in(text) and text not in seen:
                seen.add(text)
                source.set_aside.append(Kept(1, text))


def _beside_pages(package: Package, document: Element, kinds: Related) -> list[str]:
    """The words of every header and footer, of watermarks, and of the labels that Office keeps of a file's handling."""
    texts = words_of_drawings(document)
    for kind, target, outside in kinds.values():
        tree = package.tree(target) if kind in ("header", "footer") and not outside else None
        if tree is not None:
            texts += [words_as_shown(tree), *words_of_drawings(tree)]
    labels = package.tree("docProps/custom.xml")
    texts += ["".join(one.itertext()) for one in labels] if labels is not None else []
    return [text for text in texts if words_in(text)]


def _drawings(source: Source, package: Package) -> None:
    """List the words of diagrams and charts, which are drawn and not written."""
    last = source.lines[-1].number if source.lines else 1
    for name in sorted(name for name in package.names if _WORDS_OF_DRAWINGS.match(name)):
        tree = package.tree(name)
        texts = ["".join(one.text or "" for one in paragraph.iter(f"{A}t")) for paragraph in tree.iter(f"{A}p")]
        # what the axes and the key of a chart say
        texts += dict.fromkeys(one.text or "" for names in tree.iter(f"{_C}strCache") for one in names.iter(f"{_C}v"))
        kept = [Kept(last, squeezed(text)) for text in texts if words_in(text)]
        if kept:
            source.unplaced += kept
            message = "The words of a diagram or chart were not placed. Say in words, or in a figure, what it shows."
            source.flags.append(Flag("words-in-a-drawing", last, message))


def _all_there(source: Source, parts: dict[str, Element]) -> None:
    """Compare every word with the file's own, and list what got lost on the way as unplaced."""
    wanted = Counter()
    for name, tree in parts.items():
        wanted += counted(tree) if name.endswith("document.xml") else _marked_notes(tree, parts)
    texts = (one.text for one in (*source.lines, *source.set_aside, *source.unplaced))
    # Backslashes and stars are Markdown's, and may stand inside a word that is half bold.
    lost = wanted - Counter(word for text in texts for word in words_in(_unescaped(text)))
    if lost:
        last = source.lines[-1].number if source.lines else 1
        source.unplaced.append(Kept(last, " ".join(lost.elements())))
        message = "Some words of the file came through in no paragraph; they are listed together. Look for their place."
        source.flags.append(Flag("words-without-place", last, message))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)|\*", lambda found: found[1] or "", text)


def _marked_notes(tree: Element, parts: dict[str, Element]) -> Counter[str]:
    """The words of the notes that something in the document marks: only those are seen."""
    marks = _marks(parts)
    found: Counter[str] = Counter()
    for kind in ("footnote", "endnote"):
        for one in tree.findall(f"{W}{kind}"):
            if (f"{W}{kind}Reference", one.get(f"{W}id")) in marks:
                found += counted(one)
    return found


def _marks(parts: dict[str, Element]) -> set[tuple[str, str | None]]:
    return {
        (one.tag, one.get(f"{W}id"))
        for part in parts.values()
        for one in part.iter()
        if one.tag in (f"{W}footnoteReference", f"{W}endnoteReference")
    }
