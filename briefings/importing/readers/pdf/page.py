"""The letters of one page of a PDF as its readers see them: where each stands, how it looks, where it leads.

Everything comes from PDFium, which draws the page: it runs no script, opens no file that is packed inside and
follows no link. What nobody sees (invisible, as light as the paper, off the page, of a layer that is off) is
counted and its words are not kept.
"""

import ctypes
import io
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image

from briefings.importing.lines import CannotRead, words_in

MOST_LETTERS = 60_000  # on one page; a full page of small print has under 10,000
LARGEST_SIDE = 15_000  # points, over 5 metres
SMALLEST_LETTER = 2  # points; nobody reads less
SMALLEST_PICTURE = 40  # points, either way: less is a bullet, a rule or a mark
_LIGHT = 200  # of 255: words as light as this are looked for on the drawn page
_CONTRAST = 20  # of 255: less between letters and paper is not seen
_UPRIGHT = math.radians(8)
_UNSEEN = {c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP}
_BOLD = ("bold", "black", "heavy", "semibd")
_COMMENTS = {
    c.FPDF_ANNOT_TEXT, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_HIGHLIGHT, c.FPDF_ANNOT_UNDERLINE, c.FPDF_ANNOT_SQUIGGLY,
    c.FPDF_ANNOT_STRIKEOUT, c.FPDF_ANNOT_STAMP, c.FPDF_ANNOT_CARET, c.FPDF_ANNOT_INK, c.FPDF_ANNOT_REDACT,
    c.FPDF_ANNOT_LINE, c.FPDF_ANNOT_SQUARE, c.FPDF_ANNOT_CIRCLE, c.FPDF_ANNOT_POLYGON, c.FPDF_ANNOT_POLYLINE,
}  # fmt: skip


@dataclass(slots=True)
class Look:
    """How the letters of one run look: `size` in points, `content` the number that a tag calls them by (-1: none)."""

    size: float
    bold: bool
    slanted: bool
    content: int
    is_artifact: bool
    is_seen: bool
    is_upright: bool


@dataclass(slots=True)
class Letter:
    """One letter: its edges and base line in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    look: Look
    target: str = ""

    @property
    def size(self) -> float:
        return self.look.size


@dataclass(slots=True)
class Shown:
    """A picture on a page, in points, and its bytes as PNG (none when it is larger than is kept)."""

    left: float
    right: float
    bottom: float
    top: float
    content: int
    data: bytes


@dataclass
class Page:
    """What stands on a page, in the order that the file draws it. `aside` are words that stand askew: a watermark."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: int = 0
    inside: int = 0
    fields: int = 0
    large_pictures: int = 0


def read_page(document: pdfium.PdfDocument, index: int, *, has_layers: bool, pictures_left: int) -> Page:
    """The page at a place (0 for the first). `pictures_left` bounds the bytes of its pictures."""
    raw = document[index]
    left, bottom, right, top = raw.get_cropbox()
    found = Page(index + 1, right - left, top - bottom)
    if not (0 < found.width < LARGEST_SIDE and 0 < found.height < LARGEST_SIDE):
        raise CannotRead(
            f"Page {index + 1} of this PDF is larger than 5 metres, or has no size. Print it as a new PDF and try that."
        )
    turned = raw.get_rotation()
    place = _Place(left, bottom, right, top, turned)
    found.width, found.height = (found.height, found.width) if turned in (90, 270) else (found.width, found.height)
    links = list(_annotations(document, raw, found, place))
    looks = _Looks(raw, place, has_layers=has_layers)
    hidden, askew = [], []
    text = raw.get_textpage()
    total = min(text.count_chars(), MOST_LETTERS)
    for letter in _letters(text.raw, total, looks, place):
        inside = -1 <= letter.left <= found.width + 1 and -1 <= letter.base <= found.height + 1
        if not (letter.look.is_seen and inside):
            hidden.append(letter.text)
        elif not letter.look.is_upright:
            askew.append(letter.text)
        else:
            letter.target = next((target for box, target in links if _is_in(letter, box)), "")
            found.letters.append(letter)
    text.close()
    found.hidden = words_in("".join(hidden))
    if words_in("".join(askew)):
        found.aside.append(" ".join("".join(askew).split()))
    found.pictures = list(_pictures(raw, place, found, pictures_left))
    raw.close()
    return found


@dataclass
class _Place:
    """From the corner and the turn of a page to points that count from the lower left as it is seen."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    def of(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.turned == 90:
            return y, self.right - self.left - x
        if self.turned == 180:
            return self.right - self.left - x, self.top - self.bottom - y
        if self.turned == 270:
            return self.top - self.bottom - y, x
        return x, y

    def box(self, x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, float, float]:
        (a, b), (d, e) = self.of(x1, y1), self.of(x2, y2)
        return min(a, d), min(b, e), max(a, d), max(b, e)


def _letters(text, total: int, looks: "_Looks", place: _Place) -> Iterator[Letter]:
    box, x, y = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(total):
        code = c.FPDFText_GetUnicode(text, at)
        if c.FPDFText_IsGenerated(text, at) == 1 or not code or code in (0xFFFE, 0xFFFF):
            continue
        owner = c.FPDFText_GetTextObject(text, at)
        if not owner:
            continue
        look = looks.of(owner, text, at)
        c.FPDFText_GetLooseCharBox(text, at, box)
        c.FPDFText_GetCharOrigin(text, at, x, y)
        left, _, right, _ = place.box(box.left, box.bottom, box.right, box.top)
        _, base = place.of(x.value, y.value)
        if 0xD800 <= code < 0xE000:
            continue
        yield Letter(_as_typed(chr(code)), left, right, base, look)


def _as_typed(sign: str) -> str:
    if sign == "\x02":  # a hyphen that PDFium takes for one of a line's end
        return "-"
    if "\ufb00" <= sign <= "\ufb06":
        return unicodedata.normalize("NFKC", sign)
    if sign in "\r\n\t\xa0" or sign < " ":
        return " "
    return sign


class _Looks:
    """How each run of letters looks, worked out once; the page is drawn only where something may be unseen."""

    def __init__(self, page: pdfium.PdfPage, place: _Place, *, has_layers: bool) -> None:
        self.page, self.place, self.has_layers = page, place, has_layers
        self.known: dict[int, Look] = {}
        self.drawn: Image.Image | None = None

    def of(self, owner, text, at: int) -> Look:
        key = ctypes.addressof(owner.contents)
        if key not in self.known:
            self.known[key] = self._look(owner, text, at)
        return self.known[key]

    def _look(self, owner, text, at: int) -> Look:
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(text, at, matrix)
        size = abs(c.FPDFText_GetFontSize(text, at)) * (math.hypot(matrix.c, matrix.d) or 1)
        name, flags = _font(text, at)
        marks = set(_marks(owner))
        angle = (math.atan2(matrix.b, matrix.a) - math.radians(self.place.turned)) % (2 * math.pi)
        weight = c.FPDFText_GetFontWeight(text, at)
        said = name.lower()
        return Look(
            size=size,
            bold=weight >= 600 or any(word in said for word in _BOLD) or bool(flags & 1 << 18),
            slanted="italic" in said or "oblique" in said or bool(flags & 1 << 6),
            content=c.FPDFPageObj_GetMarkedContentID(owner),
            is_artifact="Artifact" in marks,
            is_seen=self._is_seen(owner, size, in_layer="OC" in marks),
            is_upright=min(angle, 2 * math.pi - angle) < _UPRIGHT,
        )  # fmt: skip

    def _is_seen(self, owner, size: float, *, in_layer: bool) -> bool:
        mode = c.FPDFTextObj_GetTextRenderMode(owner)
        if mode in _UNSEEN or size < SMALLEST_LETTER:
            return False
        parts = [ctypes.c_uint() for _ in range(4)]
        stroked = mode in (c.FPDF_TEXTRENDERMODE_STROKE, c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
        ask = c.FPDFPageObj_GetStrokeColor if stroked else c.FPDFPageObj_GetFillColor
        if not ask(owner, *parts):
            return True
        red, green, blue, alpha = (part.value for part in parts)
        if alpha < _CONTRAST:
            return False
        if not (self.has_layers or in_layer) and min(red, green, blue) < _LIGHT and alpha > 128:
            return True
        return self._stands_out(owner)

    def _stands_out(self, owner) -> bool:
        """Whether the drawn page shows anything but one colour where these letters are."""
        edges = [ctypes.c_float() for _ in range(4)]
        if not c.FPDFPageObj_GetBounds(owner, *edges):
            return True
        left, bottom, right, top = self.place.box(*(edge.value for edge in edges))
        if self.drawn is None:
            width, height = self.page.get_size()
            scale = min(1.5, 2000 / max(width, height))
            self.drawn = self.page.render(scale=scale, may_draw_forms=False).to_pil().convert("L")
            self.scale = scale
            self.tall = height
        crop = (
            int(left * self.scale), int((self.tall - top) * self.scale),
            math.ceil(right * self.scale), math.ceil((self.tall - bottom) * self.scale),
        )  # fmt: skip
        crop = (max(0, crop[0]), max(0, crop[1]), min(self.drawn.width, crop[2]), min(self.drawn.height, crop[3]))
        if crop[0] >= crop[2] or crop[1] >= crop[3]:
            return False
        darkest, lightest = self.drawn.crop(crop).getextrema()
        return lightest - darkest >= _CONTRAST


def _font(text, at: int) -> tuple[str, int]:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = c.FPDFText_GetFontInfo(text, at, name, 128, flags)
    return (name.raw[: max(0, length - 1)].decode("utf-8", "ignore") if length <= 128 else ""), flags.value


def _marks(owner) -> Iterator[str]:
    name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for at in range(min(32, max(0, c.FPDFPageObj_CountMarks(owner)))):
        mark = c.FPDFPageObj_GetMark(owner, at)
        if c.FPDFPageObjMark_GetName(mark, name, 64, length) and 2 < length.value <= 64:
            yield bytes(name)[: length.value - 2].decode("utf-16-le", "ignore")


Box = tuple[float, float, float, float]


def _is_in(letter: Letter, box: Box) -> bool:
    left, bottom, right, top = box
    return left - 1 <= (letter.left + letter.right) / 2 <= right + 1 and bottom - 2 <= letter.base + 1 <= top


def _annotations(document: pdfium.PdfDocument, page: pdfium.PdfPage, found: Page, place: _Place):
    """Where links are and lead; comments, attached files and the fields of forms are counted."""
    for at in range(min(2_000, max(0, c.FPDFPage_GetAnnotCount(page.raw)))):
        annotation = c.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        kind = c.FPDFAnnot_GetSubtype(annotation)
        if kind == c.FPDF_ANNOT_LINK:
            edges, address = c.FS_RECTF(), ctypes.create_string_buffer(2048)
            c.FPDFAnnot_GetRect(annotation, edges)
            action = c.FPDFLink_GetAction(c.FPDFAnnot_GetLink(annotation))
            length = c.FPDFAction_GetURIPath(document.raw, action, address, 2048) if action else 0
            if 1 < length <= 2048:
                box = place.box(edges.left, edges.bottom, edges.right, edges.top)
                yield box, address.raw[: length - 1].decode("utf-8", "ignore")
        found.comments += kind in _COMMENTS
        found.inside += kind == c.FPDF_ANNOT_FILEATTACHMENT
        found.fields += kind == c.FPDF_ANNOT_WIDGET
        c.FPDFPage_CloseAnnot(annotation)


def _pictures(page: pdfium.PdfPage, place: _Place, found: Page, most_bytes: int) -> Iterator[Shown]:
    for one in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = place.box(*one.get_bounds())
        if min(right - left, top - bottom) < SMALLEST_PICTURE or right < 0 or top < 0:
            continue
        if "Artifact" in set(_marks(one.raw)):
            continue
        data = _png(one, most_bytes)
        found.large_pictures += not data
        most_bytes -= len(data)
        yield Shown(left, right, bottom, top, c.FPDFPageObj_GetMarkedContentID(one.raw), data)


def _png(one: pdfium.PdfImage, most_bytes: int) -> bytes:
    width, height = one.get_px_size()
    if not 0 < width * height <= 12_000_000 or most_bytes <= 0:
        return b""
    try:
        picture = one.get_bitmap(render=False).to_pil()
    except (pdfium.PdfiumError, ValueError, KeyError):
        return b""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue() if out.tell() <= most_bytes else b""
