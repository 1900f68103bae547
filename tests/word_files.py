"""Small Word files made by hand, for tests: only the parts that a test is about, every word invented."""

import io
import zipfile

NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)


def a_word_file(body: str, **parts: str) -> bytes:
    """A .docx with this body, and other parts by name: `styles="<w:style …/>"`, `footnotes=…`, `numbering=…`."""
    kinds = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header1": "hdr"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            written.writestr(f"word/{name}.xml", f"<w:{kinds[name]} {NAMES}>{part}</w:{kinds[name]}>")
        if "header1" in parts:
            written.writestr(
                "word/_rels/document.xml.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Type="x/header" Target="header1.xml"/></Relationships>',
            )
    return out.getvalue()


def a_paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of words."""
    made = "".join(one if one.startswith("<") else a_run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def a_run(words: str, properties: str = "") -> str:
    """A run of words, which may hold markup."""
    text = words if words.startswith("<") else f'<w:t xml:space="preserve">{words}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def a_table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each of paragraphs."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"
