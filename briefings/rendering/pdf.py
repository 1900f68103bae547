"""A sheet's HTML to a tagged PDF. Runs in the child process only: no Django, no models, no network, no files.

PDF/UA-1 (people who listen) and PDF/A-2a (people in thirty years) at once. WeasyPrint writes nearly
all of it; `_finish` mends what it leaves out. Nothing here may vary from one run to the next: no time
stamps, no random names, so that the same Document gives the same bytes.
"""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import pydyf
import segno
from weasyprint import CSS, HTML, VERSION
from weasyprint.document import Document as LaidOut
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefings.rendering import fit
from briefings.rendering.refusal import CannotRender

RENDERER = f"WeasyPrint {VERSION}"
PX_TO_MM = 25.4 / 96
PX_TO_PT = 0.75
OPTIONS = {"pdf_variant": "pdf/a-2a", "xmp_metadata": ["asset:ua.xmp"]}
# Beside PDF/A's own metadata, the words that say "this is PDF/UA-1 as well".
UA_XMP = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
</rdf:RDF>"""
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# One very tall page, to measure what does not fit on a real one.
TALL = CSS(string="@page { size: 210mm 6000mm }")
FONTS = FontConfiguration()  # one a process: each new one leaks 208 KiB
STYLE = CSS(
    filename=Path(__file__).resolve().parents[2] / "static" / "css" / "print.css", font_config=FONTS
)


@dataclass(frozen=True)
class Setting:
    """A setting of the ladder, as formats.Setting has it; that one knows Django, and this process must not."""

    size_pt: float
    leading: float
    gap_em: float


@dataclass(frozen=True)
class Job:
    """A sheet to lay out: its HTML, the settings to try, how many pages it may have, and pictures by name."""

    html: str
    address: str  # for the QR code
    settings: tuple[Setting, ...]
    most_pages: int | None
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """What came of it. `too_long` is by how many (lines, words, millimetres) the floor overflows, or None."""

    pdf: bytes
    pages: int
    size_pt: float
    fill: float
    layouts: int
    too_long: tuple[int, int, float] | None
    renderer: str = RENDERER


class NamedAssets(URLFetcher):
    """Serves the assets of one sheet by name, and refuses every other address without looking at it."""

    def __init__(self, assets: dict[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=())
        self.assets = assets

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        name = url.removeprefix("asset:")
        if name == url or name not in self.assets:
            raise ValueError("A sheet may use its own assets only.")
        kind, data = self.assets[name]
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def make(job: Job) -> Sheet:
    """The PDF of a sheet, at the most generous setting that fits. Raises CannotRender for a picture that is none."""
    html = HTML(string=job.html, url_fetcher=NamedAssets(_assets(job)), base_url=None)
    root = html.etree_element
    colours = root.get("style", "")
    laid_out: dict[Setting, LaidOut] = {}

    def dress(setting: Setting) -> None:
        root.set("style", f"{colours}; --size: {setting.size_pt}pt; --leading: {setting.leading}; "
                          f"--gap: {setting.gap_em}em")  # fmt: skip

    def lay_out(setting: Setting) -> fit.Laid:
        dress(setting)
        document = html.render(font_config=FONTS, stylesheets=[STYLE], **OPTIONS)
        laid = _measured(document)
        if job.most_pages is None or laid.pages <= job.most_pages or setting == job.settings[-1]:
            laid_out.clear()  # a layout is large; the last one that fits is the one to be written
            laid_out[setting] = document
        return laid

    found = fit.fit(lay_out, job.settings, job.most_pages)
    layouts = found.layouts
    too_long = None
    if not found.fits:
        layouts += 1
        dress(found.setting)
        tall = html.render(font_config=FONTS, stylesheets=[STYLE, TALL], **OPTIONS)
        too_long = _too_long(tall, found, job.most_pages)
    pdf = laid_out[found.setting].write_pdf(finisher=_finish, **OPTIONS)
    most = job.most_pages or found.laid.pages
    return Sheet(
        pdf=pdf,
        pages=found.laid.pages,
        size_pt=found.setting.size_pt,
        fill=round(found.laid.used / (found.laid.available * most), 3),
        layouts=layouts,
        too_long=too_long,
    )


def _assets(job: Job) -> dict[str, tuple[str, bytes]]:
    qr = segno.make(job.address, error="m", micro=False)
    svg = io.BytesIO()
    qr.save(svg, kind="svg", border=0, xmldecl=False, omitsize=True)
    assets = {"qr.svg": ("image/svg+xml", svg.getvalue()), "ua.xmp": ("application/rdf+xml", UA_XMP)}
    for name, data in job.pictures.items():
        kind = next((kind for start, kind in PICTURES.items() if data.startswith(start)), None)
        if kind is None:
            raise CannotRender(f"Choose the picture {name} again: it is not a PNG or JPEG picture.")
        assets[name] = (kind, data)
    return assets


# Measuring


def _measured(document: LaidOut) -> fit.Laid:
    """Pages, and the height from the top of each page to the lowest line or border on it."""
    used = 0.0
    for page in document.pages:
        used += _lowest(page._page_box) - page._page_box.content_box_y()
    return fit.Laid(len(document.pages), used, document.pages[0]._page_box.height)


def _lowest(page: boxes.PageBox) -> float:
    lowest = page.content_box_y()
    for box in _flow(page):
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
            lowest = max(lowest, box.position_y + box.height)
        elif isinstance(box, boxes.BlockLevelBox) and (box.border_bottom_width or box.padding_bottom):
            lowest = max(lowest, box.position_y + box.margin_top + box.border_height())
    return lowest


def _flow(box):
    """The boxes of a page in reading order, without margin boxes and without the footer of a one-page sheet."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox) or not isinstance(child, boxes.Box):
            continue  # a footer placed on the page is a placeholder, not a box
        yield child
        yield from _flow(child)


def _too_long(tall: LaidOut, found: fit.Fit, most: int) -> tuple[int, int, float]:
    """By how many lines, words and millimetres a sheet overflows at its floor.

    Exact in millimetres, from the sheet laid out on one very tall page. Words by how many stand in a
    px of full-width text: counting those below the fold reads low (measured).
    """
    over = max(_measured(tall).used - most * found.laid.available, 1.0)
    line = found.setting.size_pt / PX_TO_PT * found.setting.leading
    height, count = 0.0, 0
    for box in _flow(tall.pages[0]._page_box):
        if isinstance(box, boxes.BlockBox) and box.element is not None and _class(box) in {"prose", "points"}:
            height += box.margin_height()
            count += sum(len(one.text.split()) for one in box.descendants() if isinstance(one, boxes.TextBox))
    a_word = count / height if height else 0.25
    lines = max(1, round(over / line + 0.4))
    return lines, max(1, round(over * a_word)), round(over * PX_TO_MM, 1)


def _class(box) -> str:
    return box.element.get("class", "")


# Finishing: what the standards ask for and WeasyPrint 70 leaves out (its issues 2482, 1836, 2550)


def _finish(document: LaidOut, pdf: pydyf.PDF) -> None:
    pdf.info.clear()  # the XMP metadata says title, language and authors; nothing else is to be said
    pdf.catalog["Lang"] = pydyf.String(document.metadata.lang or "en-GB")
    page_height = document.pages[0].height * PX_TO_PT
    structure = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Type") == "/Annot":
            annotation["F"] = 4  # printed
            annotation["Contents"] = pydyf.String(_says(annotation))
    for element in structure:
        if element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            element["A"]["BBox"] = pydyf.Array(
                (left * PX_TO_PT, page_height - bottom * PX_TO_PT, right * PX_TO_PT, page_height - top * PX_TO_PT)
            )
        elif element["S"] == "/TH":
            element["A"]["Scope"] = "/Column"  # Markdown has no other
    _number_lists(document, [element for element in structure if element["S"] == "/L"])


def _says(annotation: pydyf.Dictionary) -> str:
    """What a link is for, in words."""
    if "A" not in annotation:
        target = annotation["Dest"].string
        if note := re.fullmatch(r"(note|mark)-(\d+)(?:-\d+)?", target):
            return f"Note {note[2]}" if note[1] == "note" else f"Back to note {note[2]} in the text"
        return f"Go to {target.replace('-', ' ')}"
    target = annotation["A"]["URI"].string
    return f"E-mail {target.removeprefix('mailto:')}" if target.startswith("mailto:") else f"Link to {target}"


def _number_lists(document: LaidOut, lists: list[pydyf.Dictionary]) -> None:
    """Say of each list whether it is numbered: listeners are told "list of 4" or "1 of 4"."""
    tags = [
        box.element_tag
        for page in document.pages
        for box in page._page_box.descendants()
        if box.element is not None and box.element_tag in {"ul", "ol"} and isinstance(box, boxes.BlockLevelBox)
    ]
    if len(tags) == len(lists):
        for element, tag in zip(lists, tags, strict=True):
            numbering = "/Decimal" if tag == "ol" else "/Unordered"
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
