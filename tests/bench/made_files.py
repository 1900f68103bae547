"""Word, LibreOffice and PDF files made from documents in plain text, and the words that a reader of them sees.

Independent of the readers under test. `tests/bench/documents/README.md` says how a `.styled` document is written.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import weasyprint
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_LINE = re.compile(r"^([A-Za-z][\w .-]*)\|[ ]?(.*)$")
_SPAN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\[\^(?P<mark>\w+)\]|\{(?P<way>[+-])(?P<changed>.+?)[+-]\}|\{(?P<aside>[ch]):(?P<said>.+?)\}"
)
_WORDS = nsdecls("w")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_UNSEEN = {"script", "style", "head", "template", "noscript"}
_BLOCKS = frozenset("p div br li td th tr h1 h2 h3 h4 h5 h6 ul ol table title button".split())


def made(path: Path, way: str) -> bytes:
    """The file that a document becomes: docx, odt, pdf or tagged-pdf. Raises ValueError for another way."""
    text = path.read_text(encoding="utf-8")
    match way:
        case "docx":
            return docx(text)
        case "odt":
            return odt(text)
        case "pdf" | "tagged-pdf":
            page = weasyprint.HTML(string=text, base_url=None, url_fetcher=_nothing)
            return page.write_pdf(pdf_tags=way == "tagged-pdf")
    raise ValueError(f"{path.name}: made = {way!r}")


def _nothing(address: str, *_more, **_options):
    raise ValueError(f"A document for the bench points to {address}.")


@dataclass
class Words(HTMLParser):
    """The words of a page, a block a line, without what no reader sees."""

    lines: list[str] = field(default_factory=lambda: [""])
    unseen: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data) -> None:
        if not self.unseen:
            self.lines[-1] += data


def words_of_page(text: str) -> str:
    """What a reader of a page sees, before style sheets hide any of it."""
    reader = Words()
    reader.feed(re.sub(r"<sup\b.*?</sup>", "", text, flags=re.DOTALL))
    return "\n".join(" ".join(line.split()) for line in reader.lines if line.strip())


def words_of_styled(text: str) -> str:
    """What a reader of a styled document sees: no comments, no tracked changes, nothing beside its pages."""
    seen = []
    for style, words in _lines_of(text):
        if style.split()[0] in {"head", "foot", "page"}:
            continue
        for cell in words.split(";;") if style in {"row", "cells"} else [words]:
            for one in cell.split("//") if style == "cells" else [cell]:
                said = _LINE.sub(r"\2", one.strip().replace(": ", "| ", 1)) if style == "cells" else one
                seen.append(_SPAN.sub(_seen, said).strip())
    return "\n".join(seen)


def _seen(found: re.Match) -> str:
    return found["bold"] or ""


def _lines_of(text: str) -> list[tuple[str, str]]:
    found = [_LINE.match(line) for line in text.splitlines() if line.strip()]
    if None in found:
        raise ValueError(f"line {found.index(None) + 1} of what is not blank has no style")
    return [(one[1].strip(), one[2]) for one in found if one]


def docx(text: str) -> bytes:
    """A Word file of a styled document."""
    return _Word(text).saved()


class _Word:
    def __init__(self, text: str) -> None:
        self.made, self.ids = Document(), count(90)
        lines = _lines_of(text)
        self.notes = {style.split()[1]: words for style, words in lines if style.startswith("note ")}
        self.numbers = {name: number for number, name in enumerate(self.notes, start=2)}
        self.comments: list[tuple[int, str]] = []
        table = None
        for style, words in lines:
            if style in {"row", "cells"}:
                cells = words.split(";;")
                table = table if table is not None else self.made.add_table(rows=0, cols=len(cells))
                for cell, said in zip(table.add_row().cells, cells, strict=True):
                    self._cell(cell, said, styled=style == "cells")
                continue
            table = None
            match style.split()[0]:
                case "head":
                    self.made.sections[0].header.paragraphs[0].text = words
                case "foot":
                    self.made.sections[0].footer.paragraphs[0].text = words
                case "page":
                    self.made.add_page_break()
                case "note":
                    pass
                case "box":
                    self._box(words)
                case _:
                    self._write(self.made.add_paragraph(style=self._style(style)), words)
        self._footnotes()
        self._comments()

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.made.save(out)
        return out.getvalue()

    def _style(self, name: str) -> str:
        if name not in {style.name for style in self.made.styles}:  # a style of a partnership's own
            self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = self.made.styles["Normal"]
        return name

    def _cell(self, cell, said: str, *, styled: bool) -> None:
        ones = [one.strip().partition(": ") for one in said.split("//")] if styled else [("Normal", "", said.strip())]
        for place, (style, _, words) in enumerate(ones):
            paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
            paragraph.style = self._style(style)
            self._write(paragraph, words)

    def _write(self, paragraph, words: str) -> None:
        at = 0
        for found in _SPAN.finditer(words):
            paragraph.add_run(words[at : found.start()])
            at = found.end()
            if found["bold"]:
                paragraph.add_run(found["bold"]).bold = True
            elif found["mark"]:
                paragraph._p.append(
                    _xml(f'<w:r {_WORDS}><w:footnoteReference w:id="{self.numbers[found["mark"]]}"/></w:r>')
                )
            elif found["way"]:
                name, inner = ("ins", "t") if found["way"] == "+" else ("del", "delText")
                run = f'<w:r><w:{inner} xml:space="preserve">{escape(found["changed"])}</w:{inner}></w:r>'
                paragraph._p.append(_xml(f'<w:{name} {_WORDS} w:id="{next(self.ids)}" w:author="A">{run}</w:{name}>'))
            elif found["aside"] == "h":
                paragraph.add_run(found["said"]).font.hidden = True
            else:
                self.comments.append((next(self.ids), found["said"]))
                paragraph._p.append(_xml(f'<w:r {_WORDS}><w:commentReference w:id="{self.comments[-1][0]}"/></w:r>'))
        paragraph.add_run(words[at:])

    def _box(self, words: str) -> None:
        inside = "".join(f"<w:p><w:r><w:t>{escape(one.strip())}</w:t></w:r></w:p>" for one in words.split("//"))
        box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
        shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:shape>'
        self.made.add_paragraph()._p.append(_xml(f"<w:r {_WORDS}><w:pict>{shape}</w:pict></w:r>"))

    def _footnotes(self) -> None:
        if self.notes:
            ones = ((self.numbers[name], words) for name, words in self.notes.items())
            self._part("footnotes", "".join(_of_page("footnote", number, words) for number, words in ones))

    def _comments(self) -> None:
        if self.comments:
            self._part("comments", "".join(_of_page("comment", number, words) for number, words in self.comments))

    def _part(self, name: str, inside: str) -> None:
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_WORDS}>{inside}</w:{name}>'
        package = self.made.part.package
        for old in [key for key, one in self.made.part.rels.items() if one.reltype == _RELATION + name]:
            self.made.part.drop_rel(old)
        part = Part(PackURI(f"/word/{name}.xml"), _TYPE.format(name), xml.encode(), package)
        self.made.part.relate_to(part, _RELATION + name)


def _of_page(kind: str, number: int, words: str) -> str:
    run = f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r>'
    return f'<w:{kind} w:id="{number}" w:author="A"><w:p>{run}</w:p></w:{kind}>'


def _xml(text: str):
    return parse_xml(text)


_OPEN = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "style", "text", "table", "manifest")
} | {"fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "dc": "http://purl.org/dc/elements/1.1/"}
_SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _OPEN.items())
_KIND = "application/vnd.oasis.opendocument.text"


def odt(text: str) -> bytes:
    """A file as LibreOffice Writer writes it, of a styled document: styles with names of its own, lists in lists."""
    lines = _lines_of(text)
    notes = {style.split()[1]: words for style, words in lines if style.startswith("note ")}
    changes: list[str] = []
    body, depth, in_table = "", 0, False
    for style, words in lines:
        wanted = _depth(style)
        if in_table and style != "row":
            body, in_table = body + "</table:table>", False
        body, depth = _to_depth(body, depth, wanted), wanted
        first = style.split()[0]
        inside = _open_words(words, notes, changes)
        if first in {"head", "foot", "page", "note"}:
            continue
        if style == "row":
            body += "" if in_table else '<table:table table:name="Table1">'
            in_table = True
            cells = (_open_words(cell.strip(), notes, changes) for cell in words.split(";;"))
            ones = (
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in cells
            )
            body += f"<table:table-row>{''.join(ones)}</table:table-row>"
        elif first == "Heading":
            level = style.split()[-1]
            body += f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{inside}</text:h>'
        elif wanted:
            body += f'<text:list-item><text:p text:style-name="P{wanted}">{inside}</text:p>'
        else:
            name = style.replace(" ", "_20_") if style in {"Title", "Subtitle", "Quote"} else "Standard"
            body += f'<text:p text:style-name="{name}">{inside}</text:p>'
    body = _to_depth(body, depth, 0) + ("</table:table>" if in_table else "")
    return _open_file(body, changes, {style.split()[0]: words for style, words in lines if style in {"head", "foot"}})


def _depth(style: str) -> int:
    if not style.startswith("List"):
        return 0
    return int(style[-1]) if style[-1].isdigit() else 1


def _to_depth(body: str, depth: int, wanted: int) -> str:
    while depth > wanted:
        body, depth = body + "</text:list-item></text:list>", depth - 1
    if wanted and depth == wanted:
        body += "</text:list-item>"
    while depth < wanted:
        body, depth = body + '<text:list text:style-name="L1">', depth + 1
        if depth < wanted:
            body += "<text:list-item>"
    return body


def _open_words(words: str, notes: dict[str, str], changes: list[str]) -> str:
    out, at = "", 0
    for found in _SPAN.finditer(words):
        out += escape(words[at : found.start()])
        at = found.end()
        if found["bold"]:
            out += f'<text:span text:style-name="T1">{escape(found["bold"])}</text:span>'
        elif found["mark"]:
            label = found["mark"]
            note = f"<text:note-citation>{label}</text:note-citation>"
            note += f"<text:note-body><text:p>{escape(notes[label])}</text:p></text:note-body>"
            out += f'<text:note text:id="ftn{label}" text:note-class="footnote">{note}</text:note>'
        elif found["way"] == "-":
            changes.append(found["changed"])
            out += f'<text:change text:change-id="ct{len(changes)}"/>'
        elif found["way"]:
            out += escape(found["changed"])
        elif found["aside"] == "h":
            out += f'<text:span text:style-name="T2">{escape(found["said"])}</text:span>'
        else:
            said = f"<text:p>{escape(found['said'])}</text:p>"
            out += f"<office:annotation><dc:creator>A</dc:creator>{said}</office:annotation>"
    return out + escape(words[at:])


def _open_file(body: str, changes: list[str], beside: dict[str, str]) -> bytes:
    deleted = "".join(
        f'<text:changed-region text:id="ct{number}"><text:deletion>'
        "<office:change-info><dc:creator>A</dc:creator></office:change-info>"
        f"<text:p>{escape(words)}</text:p></text:deletion></text:changed-region>"
        for number, words in enumerate(changes, start=1)
    )
    tracked = f"<text:tracked-changes>{deleted}</text:tracked-changes>" if deleted else ""
    own = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        "</text:list-style>"
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{own}</office:automatic-styles><office:body><office:text>{tracked}{body}</office:text>"
        "</office:body></office:document-content>"
    )
    pages = "".join(
        f"<style:{name}><text:p>{escape(beside[key])}</text:p></style:{name}>"
        for key, name in (("head", "header"), ("foot", "footer")) if key in beside
    )  # fmt: skip
    styles = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_SPACES} office:version="1.3"><office:styles>'
        '<style:style style:name="Title" style:family="paragraph"/></office:styles><office:master-styles>'
        f'<style:master-page style:name="Standard">{pages}</style:master-page></office:master-styles>'
        "</office:document-styles>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{_OPEN["manifest"]}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(zipfile.ZipInfo("mimetype"), _KIND)  # first and not compressed, as the format asks
        for name, words in (("content.xml", content), ("styles.xml", styles), ("META-INF/manifest.xml", manifest)):
            packed.writestr(name, words, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
