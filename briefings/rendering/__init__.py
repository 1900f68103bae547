"""A Document becomes a page and a sheet. Pure: it reads the Document and nothing of the database.

    page_html(document)    the body of the web page, at once
    sheet_html(document)   the HTML that is laid out in print
    render(document)       page, words and PDF; the PDF is made in a bounded child process

The child process is a package of its own, `briefings.layout`, and imports nothing from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from briefings.document import Document, Section
from briefings.formats import FORMATS
from briefings.layout.refusal import CannotRender
from briefings.rendering import fonts, html
from briefings.rendering.html import page_html, sheet_html
from briefings.rendering.worker import REPORT_WORKER, WORKER

__all__ = ["CannotRender", "Overflow", "Rendered", "page_html", "render", "sheet_html"]


@dataclass(frozen=True)
class Overflow:
    """By how much a sheet is too long even at the smallest type, and the section with most to cut.

    `lines` and `words` are to be cut; when so many words are cut, 9 sheets of 10 fit. `mm` is measured.
    """

    lines: int
    words: int
    mm: float
    position: int
    heading: str


@dataclass(frozen=True)
class Rendered:
    """A briefing as its readers get it. `fill` is the share of the allowed pages that is used, 0 to 1."""

    page_html: str
    text: str
    words: int
    pdf: bytes
    renderer: str
    pages: int
    type_size_pt: float
    fill: float
    layouts: int
    overflow: Overflow | None


def render(document: Document, *, pictures: Mapping[str, bytes] = {}) -> Rendered:
    """A briefing as page, words and PDF, fitted to its pages.

    `pictures` holds the PNG or JPEG bytes of logos and figures by the names the Document has for them.
    A sheet too long at the smallest type is still made, on more pages, and says its overflow. Raises
    CannotRender, in words for the officer, for what cannot be laid out in the time and memory allowed.
    """
    chosen = FORMATS[document.format]
    rule, is_quick = chosen.pages, chosen.lays_out_while_writing
    body, sheet = html.page_html(document), html.sheet_html(document, pictures=pictures.keys())
    job = {
        "html": str(sheet),
        "address": document.address,
        "settings": [(one.size_pt, one.leading, one.gap_em) for one in rule.settings],
        "least_pages": rule.least,
        "most_pages": rule.most,
        "pictures": dict(pictures),
    }
    # A report takes its time in a process of its own: nobody's preview of a note waits for it.
    made = (WORKER if is_quick else REPORT_WORKER).lay_out(
        job,
        seconds=settings.RENDER_SECONDS if is_quick else settings.RENDER_REPORT_SECONDS,
        memory_mib=settings.RENDER_MEMORY_MIB,
        fontconfig=fonts.fontconfig_file(),
    )
    overflow = None
    if made["too_long"]:
        lines, words, mm = made["too_long"]
        most_to_cut = _most_to_cut(document)
        overflow = Overflow(lines, words, mm, most_to_cut.position, most_to_cut.heading)
    return Rendered(
        page_html=body,
        text=html.text(document),
        words=html.words(document),
        pdf=made["pdf"],
        renderer=made["renderer"],
        pages=made["pages"],
        type_size_pt=made["size_pt"],
        fill=made["fill"],
        layouts=made["layouts"],
        overflow=overflow,
    )


def _most_to_cut(document: Document) -> Section:
    """The section furthest above the length its format suggests, or else the longest."""
    rules = FORMATS[document.format]

    def excess(section: Section) -> tuple[int, int]:
        rule, found = rules.rule_for(section.kind), html.words_in_section(document, section)
        return (max(0, found - rule.words[1]) if rule and rule.words else 0), found

    return max(document.sections, key=excess)
