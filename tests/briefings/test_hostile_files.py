"""Anything may be in a file: each kind of it ends in a clear message or a clean draft."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from briefings.importing import readers
from briefings.importing.lines import CannotRead
from briefings.importing.readers import child
from briefings.importing.readers import word as word_reader
from briefings.importing.readers.archive import LARGEST_XML
from briefings.importing.structure import read_outline

pytestmark = pytest.mark.slow

NOTE = (Path(settings.BASE_DIR) / "fixtures" / "documents" / "note.docx").read_bytes()
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId90" Type="x/image" Target="http://127.0.0.1:9/p.png" TargetMode="External"/>'
    '<Relationship Id="rId91" Type="x/attachedTemplate" Target="file:///etc/hostname" TargetMode="External"/>'
    '<Relationship Id="rId92" Type="x/aFChunk" Target="chunk.html"/>'
    "</Relationships>"
)


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def document(body: str) -> bytes:
    return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode()


def changed(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The sample note with these parts in place of its own or beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(NOTE)) as package, zipfile.ZipFile(out, "w", packing) as written:
        for name in package.namelist():
            if name not in parts:
                written.writestr(name, package.read(name))
        for name, data in parts.items():
            written.writestr(name, data)
    return out.getvalue()


def with_body(body: str, **parts: bytes) -> bytes:
    return changed({"word/document.xml": document(body)} | parts)


def encrypted(data: bytes) -> bytes:
    """The same package with every entry said to be locked."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = found.find(mark)
        while start >= 0:
            found[start + at] |= 1
            start = found.find(mark, start + 4)
    return bytes(found)


def lied_about(data: bytes) -> bytes:
    """A package whose directory says that everything is small."""
    found = bytearray(data)
    start = found.find(b"PK\x01\x02")
    while start >= 0:
        found[start + 24 : start + 28] = (10).to_bytes(4, "little")
        start = found.find(b"PK\x01\x02", start + 4)
    return bytes(found)


def codes(source) -> set[str]:
    return {flag.code for flag in source.flags}


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = {
    "empty": (b"", "a.docx", "empty"),
    "empty page": (b"<html><body></body></html>", "a.html", "empty"),
    "25 MB and more": (b"a" * (readers.MOST_BYTES + 1), "a.docx", "larger than 25 MB"),
    "a bomb": (with_body(paragraph("a" * 60_000_000)), "a.docx", "at most 12 MB"),
    "920 bytes too many": (
        with_body(f"<!--{'a' * (LARGEST_XML + 920 - len(document('<!---->')))}-->", ), "a.docx",
        r"12\.1 MB, and at most 12 MB can be read\. Split",
    ),
    "a bomb in parts": (changed({f"word/{n}.xml": b" " * 900_000 for n in range(140)}), "a.docx", "at most 120 MB"),
    "a bomb that lies": (lied_about(with_body(paragraph("a" * 20_000_000))), "a.docx", "smaller than it is|damaged"),
    "too many parts": (changed({f"word/{n}.xml": b"" for n in range(2_100)}), "a.docx", "at most 2,000"),
    "too many elements": (with_body("<w:p/>" * 400_001), "a.docx", "more than 400,000"),
    "too deep": (with_body("<w:sdt>" * 200 + "</w:sdt>" * 200), "a.docx", "more than 150 deep"),
    "entities": (changed({"word/document.xml": ENTITIES.encode() + document(paragraph("&b;"))}), "a.docx", "entities"),
    "entities in UTF-16": (
        changed({"word/document.xml": (ENTITIES + document(paragraph("&b;")).decode()).encode("utf-16")}),
        "a.docx",
        "entities",
    ),
    "entities in the styles": (changed({"word/styles.xml": ENTITIES.encode() + b"<a/>"}), "a.docx", "entities"),
    "broken XML": (changed({"word/document.xml": b"<w:document"}), "a.docx", "damaged"),
    "a vocabulary with a gap in its address": (
        changed({"word/styles.xml": b"<w:styles xmlns:w='http://a b'><w:a/></w:styles>"}), "a.docx", "damaged",
    ),
    "half a file": (NOTE[: len(NOTE) // 2], "a.docx", "damaged"),
    "a zip of something else": (changed({"word/document.xml": b"<a/>"}), "a.docx", "not a Word document"),
    "a locked zip": (encrypted(NOTE), "a.docx", "password"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "old Word"),
    "an old Word file with a new name": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "old Word"),
    "a locked Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password",
    ),
    "rich text": (b"{\\rtf1 words}", "a.docx", "Rich Text"),
    "half a PDF": (b"%PDF-1.7 words", "a.txt", "damaged"),
    "a picture": (b"\x89PNG\r\n", "a.docx", "picture"),
    "a program": (b"MZ\x90\0", "a.txt", "program"),
    "words with the name of a Word file": (b"What happened?", "a.docx", "not a Word document"),
    "an unknown ending": (b"words", "a.pages", "Save it as one of"),
    "one endless paragraph": (with_body(paragraph("a b " * 20_000)), "a.docx", "longer than 60,000"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "advice"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_taken_in_is_refused_with_advice(data, name, advice):
    with pytest.raises(CannotRead, match=advice) as refusal:
        readers.read(data, name=name)

    assert "aaaa" not in str(refusal.value)


def test_a_page_with_the_name_of_a_text_is_read_as_a_page_and_told():
    source = readers.read(b"<!DOCTYPE html><html><body><p>words</p></body></html>", name="a.txt")

    assert [line.text for line in source.lines if line.text] == ["words"]
    assert "wrong-ending" in codes(source)


def test_a_word_file_with_the_name_of_a_text_is_read_as_one_and_told():
    source = readers.read(NOTE, name="a.txt")

    assert source.lines[0].text == "Baby Sorrel: learning note"
    assert "wrong-ending" in codes(source)


def test_macros_and_files_inside_are_told_and_never_read():
    source = word_reader.read(
        changed(
            {
                "word/vbaProject.bin": b"Sub AutoOpen() macroword",
                "word/chunk.html": b"<p>chunkword",
                "word/_rels/extra.xml.rels": OUTSIDE.encode(),
            }
        )
    )

    assert {"macros", "embedded-files", "external-references"} <= codes(source)
    assert "macroword" not in repr(source)
    assert "chunkword" not in repr(source)


def test_nothing_outside_is_fetched_or_opened():
    drawing = (
        "<w:p><w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' r:link='rId90' r:embed='rId91'/>"
        "</w:drawing></w:r></w:p>"
    )
    fields = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>"
        '<w:instrText> INCLUDETEXT "/etc/hostname" </w:instrText>'
        "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )

    source = child.read(
        with_body(
            paragraph("words") + drawing + fields,
            **{"word/_rels/document.xml.rels": OUTSIDE.encode(), "word/chunk.html": b"x"},
        ),
        kind="word",
    )

    assert [line.text for line in source.lines if line.text] == ["words"]
    assert "external-references" in codes(source)
    assert not [line for line in source.lines if line.picture is not None]


def test_a_file_that_holds_only_the_name_of_a_file_is_those_words_whether_it_is_there_or_not():
    """A library took a short text for a name: of Python's own files even inside the closed child process."""
    there = os.__file__
    not_there = there.replace("os.py", "no-such-file.py")
    for name in (
        there,
        not_there,
        "/etc/passwd",
        "/var/spool/cron/x",
        "manage.py",
        ".",
        "/",
        "x\0y",
        f"file://{there}",
    ):
        shown = name.replace("\0", "")
        made = {
            "html": readers.read(name.encode(), name="a.html"),
            "words of a page": readers.read(f"<html><p>{name}".encode(), name="a.html"),
            "utf-16": readers.read(name.encode("utf-16"), name="a.html"),
        }
        if "\0" not in name:
            made |= {"word": child.read(with_body(paragraph(name)), kind="word"),
                     "text": readers.read(name.encode(), name="a.txt"),
                     "markdown": readers.read(name.encode(), name="a.md")}  # fmt: skip

        words = {way: [line.text for line in source.lines if line.text] for way, source in made.items()}

        assert words == dict.fromkeys(made, [shown])


def test_hidden_words_by_a_style_stay_out():
    styles = (
        f"<w:styles {NAMES}><w:style w:type='paragraph' w:styleId='A'><w:name w:val='A'/><w:rPr><w:vanish/></w:rPr>"
        "</w:style><w:style w:type='paragraph' w:styleId='B'><w:name w:val='B'/><w:basedOn w:val='A'/></w:style>"
        "</w:styles>"
    )
    hidden = paragraph("secretword", "<w:pPr><w:pStyle w:val='B'/></w:pPr>")

    source = word_reader.read(with_body(paragraph("words") + hidden, **{"word/styles.xml": styles.encode()}))

    assert "secretword" not in repr(source)
    assert "hidden-text" in codes(source)


def test_styles_and_lists_that_rest_on_themselves_end():
    styles = (
        f"<w:styles {NAMES}><w:style w:type='paragraph' w:styleId='A'><w:name w:val='A'/><w:basedOn w:val='A'/>"
        "</w:style></w:styles>"
    )
    numbered = "<w:pPr><w:pStyle w:val='A'/><w:numPr><w:ilvl w:val='9999'/><w:numId w:val='77'/></w:numPr></w:pPr>"

    source = word_reader.read(with_body(paragraph("words", numbered), **{"word/styles.xml": styles.encode()}))

    assert [line.text for line in source.lines if line.text] == ["words"]


def test_a_huge_table_in_a_word_file_is_bounded_and_the_rest_listed():
    row = f"<w:tr>{'<w:tc>' + paragraph('c') + '</w:tc>'}{'<w:tc>' + paragraph('d') + '</w:tc>'}</w:tr>"

    source = word_reader.read(with_body(f"<w:tbl>{row * 300}</w:tbl>"))

    assert "table-too-large" in codes(source)
    assert len(source.unplaced) == 200


def test_tables_inside_tables_keep_their_words():
    nested = "<w:tbl><w:tr><w:tc>" * 20 + paragraph("words") + "</w:tc></w:tr></w:tbl>" * 20

    source = word_reader.read(with_body(nested))

    assert "words" in [line.text for line in source.lines]


@pytest.mark.parametrize("kind", ["html", "word"])
def test_a_file_that_takes_too_long_is_stopped(kind, monkeypatch):
    monkeypatch.setattr(child, "SECONDS", 0.01)

    with pytest.raises(CannotRead, match="took too long"):
        child.read(b"<html><body>words", kind=kind)


def test_a_file_that_needs_too_much_memory_is_stopped(monkeypatch):
    monkeypatch.setattr(child, "MEMORY_MIB", 45)

    with pytest.raises(CannotRead, match="more memory"):
        child.read(b"<html><body>" + b"<p>word word</p>" * 60_000, kind="html")


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:footnoteReference w:id='9'/><w:endnoteReference/><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:r><w:sym w:char='zz' w:font='x'/><w:sym/><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:hyperlink r:id='no' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
        "<w:r><w:t>words</w:t></w:r></w:hyperlink></w:p>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='many'/></w:tcPr>"
        + paragraph("words")
        + "</w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:fldChar w:fldCharType='end'/><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='x'/><w:numId/></w:numPr></w:pPr><w:r><w:t>words</w:t></w:r></w:p>",
        "<w:r><w:t>words</w:t></w:r>",
    ],
)
def test_what_leads_nowhere_inside_a_word_file_does_not_cost_its_words(body):
    source = word_reader.read(with_body(body))

    assert [line.text for line in source.lines if line.text] == ["words"]


def test_a_page_nested_without_end_is_read_or_refused():
    try:
        source = child.read(b"<html><body>" + b"<b>" * 2_000 + b"words", kind="html")
    except CannotRead:
        return
    assert "words" in [line.text.strip("*") for line in source.lines]


def test_a_picture_that_is_none_leaves_a_figure_to_fill():
    drawn = (
        "<w:p><w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' r:embed='rId1'/>"
        "</w:drawing></w:r></w:p>"
    )
    related = OUTSIDE.replace("rId92", "rId1").replace("x/aFChunk", "x/image").replace("chunk.html", "media/p.png")

    source = word_reader.read(
        with_body(
            paragraph("What happened?") + drawn,
            **{"word/_rels/document.xml.rels": related.encode(), "word/media/p.png": b"no picture"},
        )
    )

    found = read_outline(source, format_slug="learning-note")
    assert [piece.picture for piece in found.pieces if piece.kind == "figure"] == [b"no picture"]
