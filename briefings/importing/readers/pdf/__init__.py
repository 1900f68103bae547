"""PDFs: read by their tags where they have them, and by the places and looks of their letters where not.

Nothing in the file is fetched, run or unpacked. Scripts, packed files, comments and fields of forms are counted
and told; words that nobody sees are counted and told, and not kept.
"""

import io
import logging
import re
from collections import Counter
from xml.etree.ElementTree import Element

import pypdf
import pypdfium2 as pdfium
from PIL import Image

from briefings.importing.lines import CannotRead, Flag, Kept, Source, number_of, words_in
from briefings.importing.readers.left_out import LeftOut
from briefings.importing.readers.pdf import layout
from briefings.importing.readers.pdf.page import Page, read_page
from briefings.importing.readers.pdf.tags import Tree, first_words, read_tree
from briefings.importing.readers.pdf.words import Hyphens, lines_in, text_of
from briefings.importing.readers.walk import LARGEST_PICTURES, Walk

MOST_PAGES = 300
MOST_LETTERS = 2_000_000  # in the whole file: about 600 full pages
_LOCKED = "This PDF is locked with a password. Save a copy without one, and try that."
_DAMAGED = "This PDF is damaged and cannot be opened. Open it, print or save it as a new PDF, and try that."
_NO_WORDS = (
    "This PDF holds pictures of pages and no words, as a scanner makes them. Find the file that it was made from, "
    "or have its text recognised (OCR) and checked, and try that."
)
_MOSTLY_TAGGED = 0.9
_COUNTS_ON = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]?", re.IGNORECASE)
Image.init()  # loads what reads and writes pictures, before files are closed
logging.getLogger("pypdf").disabled = True  # what it says may quote the file


def read(data: bytes) -> Source:
    """A PDF as lines. Raises CannotRead for one that is damaged, locked, too long, or pictures of pages only."""
    document = _opened(data)
    reader = _catalogue(data)
    left_out = LeftOut("PDF")
    has_layers = _counted(reader, left_out)
    pages: list[Page] = []
    pictures_left = LARGEST_PICTURES
    letters = 0
    for at in range(len(document)):
        try:
            page = read_page(document, at, has_layers=has_layers, pictures_left=pictures_left)
        except pdfium.PdfiumError:
            raise CannotRead(_DAMAGED) from None
        pictures_left -= sum(len(one.data) for one in page.pictures)
        letters += len(page.letters)
        if letters > MOST_LETTERS:
            raise CannotRead("This PDF has far more words than a document of any of these kinds. Split it.")
        pages.append(page)
        left_out.comments += page.comments
        left_out.inside += page.inside
        left_out.choices += page.fields
    document.close()
    hidden = sum(len(page.hidden) for page in pages)
    if not any(letter.text.isalnum() for page in pages for letter in page.letters):
        raise CannotRead(_NO_WORDS)
    left_out.hidden_words += hidden
    hyphens = Hyphens()
    for page in pages:
        for line in lines_in(page.letters):
            hyphens.learn(text_of(line))
    tree = _tagged(reader, pages, hyphens)
    source = _by_tags(tree, pages) if tree else layout.read_pages(pages, hyphens)
    source.flags = left_out.flags() + source.flags + _told(pages, hyphens)
    aside = [Kept(1, text) for page in pages for text in page.aside]
    source.set_aside += list({one.text: one for one in aside}.values())
    source.beside_pages += [one.text for one in source.set_aside]
    return source


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as fault:
        raise CannotRead(_LOCKED if "password" in str(fault).lower() else _DAMAGED) from None
    if not pages:
        raise CannotRead(_DAMAGED)
    if pages > MOST_PAGES:
        raise CannotRead(
            f"This PDF has {pages:,} pages, and at most {MOST_PAGES} can be read. Split it, and try again."
        )
    return document


def _catalogue(data: bytes) -> pypdf.PdfReader | None:
    """The same file for its tree of tags; PDFium opens some files that are too damaged for that."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        len(reader.pages)
    except (MemoryError, CannotRead):
        raise
    except Exception:  # noqa: BLE001 -- damaged in one of a hundred ways: then it is read without tags
        return None
    return reader


def _counted(reader: pypdf.PdfReader | None, left_out: LeftOut) -> bool:
    """Count what a PDF may hold beside its pages; say whether it has layers that may be off."""
    try:
        root = reader.root_object if reader else {}
        names = root["/Names"] if "/Names" in root else {}
        left_out.scripts += "/JavaScript" in names
        actions = [root.get("/OpenAction"), root.get("/AA")]
        left_out.scripts += any("JavaScript" in str(one.get_object()) for one in actions if one is not None)
        if "/EmbeddedFiles" in names:
            left_out.inside += len(names["/EmbeddedFiles"].get("/Names", [1, 1])) // 2
        return "/OCProperties" in root
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 -- a damaged catalogue says nothing
        return True


def _tagged(reader: pypdf.PdfReader | None, pages: list[Page], hyphens: Hyphens) -> Tree | None:
    """The tree of tags, if it names nearly every word that is no artifact."""
    if reader is None:
        return None
    try:
        tree = read_tree(reader, pages, hyphens)
    except (MemoryError, RecursionError, CannotRead):
        raise
    except Exception:  # noqa: BLE001 -- a damaged tree: the letters are still there
        return None
    if tree is None:
        return None
    named = meant = 0
    for at, page in enumerate(pages):
        for letter in page.letters:
            if not letter.look.is_artifact and letter.text.strip():
                meant += 1
                named += (at, letter.look.content) in tree.used
    return tree if named >= _MOSTLY_TAGGED * meant else None


def _by_tags(tree: Tree, pages: list[Page]) -> Source:
    _number_items(tree.body)

    def picture_of(address: str) -> bytes | None:
        number = address.removeprefix("pdf-picture:")
        return tree.pictures[int(number)] if number.isdigit() and int(number) < len(tree.pictures) else None

    walk = Walk(picture_of=picture_of)
    for label in tree.notes:
        walk.labels[f"note-{label}"] = label
    source = walk.through(tree.body)
    last = source.lines[-1].number if source.lines else 1
    seen: Counter[str] = Counter()
    for at, page in enumerate(pages):
        around, astray = [], []
        for letter in page.letters:
            if (at, letter.look.content) not in tree.used:
                (around if letter.look.is_artifact else astray).append(letter)
        for line in lines_in(around):
            text = text_of(line)
            if words_in(text) and not seen[re.sub(r"\d+", "0", text)]:
                source.set_aside.append(Kept(1, text))
            seen[re.sub(r"\d+", "0", text)] += 1
        text = first_words(astray)
        if words_in(text):
            source.unplaced.append(Kept(last, text))
    return source


def _number_items(body: Element) -> None:
    """Lists whose labels count are numbered lists."""
    for one in body.iter("ul"):
        labels = [item.get("label") or "" for item in one if item.tag == "li"]
        found = [_COUNTS_ON.fullmatch(label) for label in labels]
        if labels and all(found):
            one.tag = "ol"
            first = found[0][1]
            if not first.isdigit():
                one.set("type", "i" if set(first.lower()) <= set("ivx") and len(labels) > 1 else "a")
            for item, number in zip((it for it in one if it.tag == "li"), found, strict=True):
                if number[1].isdigit():
                    item.set("value", number[1])


def _told(pages: list[Page], hyphens: Hyphens) -> list[Flag]:
    flags = []
    large = sum(page.large_pictures for page in pages)
    if large:
        said = f"{number_of(large, 'picture')} of the PDF could not be taken along, too large or of an unusual kind."
        flags.append(Flag("pictures-left-out", 1, said))
    if hyphens.joined:
        said = (
            f"{number_of(hyphens.joined, 'word')} cut by the end of a line were joined again. Check words with hyphens."
        )
        flags.append(Flag("line-end-hyphens", 1, said))
    empty = [page.number for page in pages if not page.letters and page.pictures]
    if empty:
        said = f"{number_of(len(empty), 'page')} ({', '.join(map(str, empty[:10]))}) held a picture and no words."
        flags.append(Flag("pages-without-words", 1, said))
    return flags
