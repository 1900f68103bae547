"""A sheet's HTML to a tagged PDF. Runs in the child process only: no Django, no models, no network, no files.

PDF/UA-1 (people who listen) and PDF/A-2a (people in thirty years) at once. WeasyPrint writes nearly
all of it; finishing.py mends what it leaves out. Nothing here may vary from one run to the next: no time
stamps, no random names, so that the same Document gives the same bytes.
"""

import io
import math
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

import segno
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, VERSION
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document as LaidOut
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefings.layout import finishing, fit
from briefings.layout.fit import Setting
from briefings.layout.refusal import CannotRender

RENDERER = f"WeasyPrint {VERSION}"
PX_TO_MM = 25.4 / 96
PX_TO_PT = 0.75
USUAL_WORDS_A_LINE = 14  # where no paragraph has two lines
OPTIONS = {"pdf_variant": "pdf/a-2a"}
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# One very tall page, to measure what does not fit on a real one.
TALL = CSS(string="@page { size: 210mm 6000mm }")
FONTS = FontConfiguration()  # one a process: each new one leaks 208 KiB
COUNTERS = CounterStyle()  # how lists are lettered: read from the style sheets, used in every layout
STYLES = [
    CSS(
        filename=Path(__file__).resolve().parents[2] / "static" / "css" / name,
        font_config=FONTS,
        counter_style=COUNTERS,
    )
    for name in ("print.css", "print-report.css", "print-formats.css")
]


@dataclass(frozen=True)
class Job:
    """A sheet to lay out: its HTML, the settings to try, between how many pages it may have, and pictures by name."""

    html: str
    address: str  # for the QR code
    settings: tuple[Setting, ...]
    least_pages: int
    most_pages: int | None  # None: as many as it needs
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


class NamedAssets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types, so its class is Any
    """Serves the assets of one sheet by name, and refuses every other address without looking at it."""

    def __init__(self, assets: dict[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=())
        self.assets = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = url.removeprefix("asset:")
        if name == url or name not in self.assets:
            raise ValueError("A sheet may use its own assets only.")
        kind, data = self.assets[name]
        return URLFetcherResponse(url, data, {"Content-Type": kind})


def make(job: Job) -> Sheet:
    """The PDF of a sheet, at the most generous setting that fits. Raises CannotRender for a picture that is none."""
    html = HTML(file_obj=io.StringIO(job.html), url_fetcher=NamedAssets(_assets(job)), base_url=None)
    root = html.etree_element
    _refuse_what_no_face_has("".join(root.itertext()))
    colours = root.get("style", "")
    layouts = 0
    kept: dict[Setting, tuple[LaidOut, fit.Laid]] = {}  # a layout is large: only the one that may be written

    def dress(setting: Setting) -> None:
        root.set(
            "style", f"{colours}; --size: {setting.size_pt}pt; --leading: {setting.leading}; --gap: {setting.gap_em}em"
        )

    def lay_out(setting: Setting) -> fit.Laid:
        nonlocal layouts
        if setting not in kept:
            layouts += 1
            dress(setting)
            document = html.render(font_config=FONTS, counter_style=COUNTERS, stylesheets=STYLES, **OPTIONS)
            laid = _measured(document)
            if not (most is None or laid.pages <= most or setting == job.settings[-1]):
                return laid
            kept.clear()
            kept[setting] = document, laid
        return kept[setting][1]

    # The fewest pages first: a smaller type on one page beats a larger one on two, down to the floor.
    tries: Iterable[int | None] = range(job.least_pages, job.most_pages + 1) if job.most_pages else [None]
    for most in tries:
        found = fit.fit(lay_out, job.settings, most)
        if found.fits:
            break
    too_long = None
    if job.most_pages is not None and not found.fits:
        layouts += 1
        dress(found.setting)
        tall = html.render(font_config=FONTS, counter_style=COUNTERS, stylesheets=[*STYLES, TALL], **OPTIONS)
        too_long = _too_long(tall, found, job.most_pages)
    pdf = finishing.written(kept[found.setting][0], OPTIONS, names=_names(root))
    pages = job.most_pages if too_long is not None and job.most_pages else found.laid.pages
    return Sheet(
        pdf=pdf,
        pages=found.laid.pages,
        size_pt=found.setting.size_pt,
        fill=min(1.0, round(found.laid.used / (found.laid.available * pages), 3)),
        layouts=layouts,
        too_long=too_long,
    )


def _names(root: Element) -> dict[str, str]:
    """The words of the headings, by the address that links inside the sheet have for their sections."""
    found: dict[str, str] = {}
    for section in root.iter("section"):
        heading = next((one for one in section if re.fullmatch("h[1-6]", one.tag)), None)
        if heading is not None and (label := section.get("id")):
            found[label] = " ".join("".join(heading.itertext()).split())
    return found


def _letters_of_the_faces() -> frozenset[int]:
    faces = (Path(os.environ["FONTCONFIG_FILE"]).parent / "faces").glob("*.ttf")
    return frozenset(letter for face in faces for letter in TTFont(face, lazy=True).getBestCmap())


LETTERS = _letters_of_the_faces()


def _refuse_what_no_face_has(words: str) -> None:
    """An empty box instead of a letter is worse than a refusal: it cannot be read, aloud least of all."""
    missing = sorted(
        letter
        for letter in set(words)
        if ord(letter) not in LETTERS and not unicodedata.category(letter).startswith(("C", "Z"))
    )
    if missing:
        shown = ", ".join(f"“{letter}”" for letter in missing[:8]) + (" and others" if len(missing) > 8 else "")
        raise CannotRender(f"Replace {shown} by other words or signs: the typefaces of sheets do not have them.")


def _assets(job: Job) -> dict[str, tuple[str, bytes]]:
    qr = segno.make(job.address, error="m", micro=False)
    svg = io.BytesIO()
    qr.save(svg, kind="svg", border=0, xmldecl=False, omitsize=True)
    assets = {"qr.svg": ("image/svg+xml", svg.getvalue())}
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
    lowest: float = page.content_box_y()
    for box in _flow(page):
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
            lowest = max(lowest, box.position_y + box.height)
        elif isinstance(box, boxes.BlockLevelBox) and (box.border_bottom_width or box.padding_bottom):
            lowest = max(lowest, box.position_y + box.margin_top + box.border_height())
    return lowest


def _flow(box: boxes.Box) -> Iterator[boxes.Box]:
    """The boxes of a page in reading order, without margin boxes and without the footer of a one-page sheet."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox) or not isinstance(child, boxes.Box):
            continue  # a footer placed on the page is a placeholder, not a box
        yield child
        yield from _flow(child)


def _too_long(tall: LaidOut, found: fit.Fit, most: int) -> tuple[int, int, float]:
    """By how many lines and millimetres a sheet overflows at its floor, and how many words to cut so that it fits.

    Exact in millimetres, from the sheet laid out on one very tall page. Whoever trims sentences seldom takes off whole
    lines, and the fewer words stand in each paragraph, the more of a last line is lost: with three quarters of the
    square root of the lines on top, 9 notes of 10 fit (measured, tests/bench/bench_cutting.py).
    """
    over = max(_measured(tall).used - most * found.laid.available, 1.0)
    line = found.setting.size_pt / PX_TO_PT * found.setting.leading
    lines = over / line
    words = math.ceil((lines + 0.75 * math.sqrt(lines)) * _words_a_line(tall.pages[0]._page_box))
    return max(1, round(lines + 0.4)), words, round(over * PX_TO_MM, 1)


def _words_a_line(page: boxes.PageBox) -> float:
    """How many words stand in a full line of the paragraphs and points of a sheet."""
    full = [
        sum(len(one.text.split()) for one in line.descendants() if isinstance(one, boxes.TextBox))
        for block in _flow(page)
        if isinstance(block, boxes.BlockBox) and block.element is not None and _class(block) in {"prose", "points"}
        for paragraph in block.descendants()
        for line in [one for one in getattr(paragraph, "children", ()) if isinstance(one, boxes.LineBox)][:-1]
    ]
    return sum(full) / len(full) if full else USUAL_WORDS_A_LINE


def _class(box: boxes.Box) -> str:
    return str(box.element.get("class", ""))
