"""What a PDF carries beside its words: properties, attachments, what a camera wrote into a picture.

A sheet is made from the words alone, so that all this is ours; this looks at the bytes all the same, because they
are what is frozen. The words on a sheet are those of the HTML it is laid out from, and are checked there: to take
them out of the PDF again costs 0.3 s a page.
"""

import html
import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from briefings import document as doc
from briefings.checklist.identity.finding import words_of
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, markdown

OURS = frozenset("weasyprint pdf ua part en gb default".split())  # what the renderer says of itself
# in which words the property "PDF/UA" is to be understood: the same in every sheet
ITS_SCHEMA = re.compile(r"<pdfaExtension:schemas\b.*?</pdfaExtension:schemas>", re.DOTALL)
FROM_A_CAMERA = b"Exif\x00\x00"


def the_sheet_carries_only_its_words(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Properties that say no more than title and partnerships; no attachment; no place or day in a picture."""
    if rendered is None or not rendered.pdf:
        return
    try:
        said, attached = _properties_of(rendered.pdf)
    except (PyPdfError, ValueError, KeyError):
        message = "Lay the sheet out again: its properties cannot be read, so they cannot be checked."
        yield Problem("document-properties", "sheet", message, stops=True)
        return
    ours = OURS | words_of(
        document.title, markdown.plain_line(document.title), document.summary, document.kind_label, document.address,
        document.slug, document.language,
        *(f"{one.name} {one.short_name}" for one in document.publishers),
        *(one.name for one in (*document.themes, *document.sectors)),
    )  # fmt: skip
    if words_of(*said) - ours:
        message = "Take out of the PDF's properties what is not its title and its partnerships."
        yield Problem("document-properties", "sheet", message, stops=True)
    if attached:
        message = "Take out the file that is attached to the PDF: readers could open it."
        yield Problem("document-properties", "sheet", message, stops=True)
    if FROM_A_CAMERA in rendered.pdf:
        message = "Upload the pictures again: one still says when and where it was taken."
        yield Problem("document-properties", "sheet", message, stops=True)


def _properties_of(pdf: bytes) -> tuple[list[str], bool]:
    """The values of a PDF's properties, and whether files are attached to it."""
    reader = PdfReader(io.BytesIO(pdf))
    said = [str(value) for name, value in (reader.metadata or {}).items() if not name.endswith("Date")]
    root = reader.root_object
    if "/Metadata" in root and isinstance(stream := root["/Metadata"].get_object(), StreamObject):
        written = stream.get_data().decode("utf-8", "replace")
        said += [html.unescape(one) for one in re.findall(r">([^<>]{1,2000})<", ITS_SCHEMA.sub("", written))]
    names = root["/Names"].get_object() if "/Names" in root else None
    attached = (isinstance(names, DictionaryObject) and "/EmbeddedFiles" in names) or "/AF" in root
    return said, attached or b"/FileAttachment" in pdf


CHECKS = [the_sheet_carries_only_its_words]
