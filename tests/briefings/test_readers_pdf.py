"""PDFs: what they say of themselves, and what is told of the others by the places and looks of their letters."""

import contextlib
import io
import random

import pypdf
import pytest
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML

from briefings.document import Picture, Points, Questions, Recommendations
from briefings.importing import readers
from briefings.importing.lines import CannotRead, words_in
from briefings.importing.readers import pdf
from briefings.importing.structure import read_outline
from briefings.rendering import render
from tests import documents
from tests.briefings.test_pdf import a_picture

pytestmark = pytest.mark.slow

SHEETS = {
    "learning-note": documents.a_learning_note(),
    "practitioner-briefing": documents.a_practitioner_briefing(),
    "learning-page": documents.a_learning_page(),
    "7-minute-briefing": documents.a_seven_minute_briefing(),
    "full-report": documents.a_report(picture=Picture("figure.jpg", "A bar for each move", 320, 120)),
}
CHILD = "The worker who is leaving should speak to the one who is taking over, and write down what was said. "
NOTE = f"""
<h1>Child Sorrel: what we learned</h1>
<p>{CHILD}{CHILD}{CHILD}</p>
<h2>What happened?</h2>
<p>{CHILD}{CHILD}<sup>1</sup> Read <a href="https://guide.example.org/b">the guide</a> first.</p>
<h2>What did we learn?</h2>
<ul><li>{CHILD}{CHILD}</li><li>Ring early.<ul><li>The same day.</li></ul></li><li>Ask who lives there.</li></ul>
"""
STYLE = "@page {size: A4; margin: 25mm 20mm} body {font: 11pt sans-serif} sup {font-size: 7pt; line-height: 1}"


def untagged(body: str, style: str = "") -> bytes:
    """A PDF without tags."""
    return HTML(string=f"<style>{STYLE}{style}</style>{body}").write_pdf()


def with_content(data: bytes, content: bytes) -> bytes:
    """The same PDF with more drawn on its first page."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n" + content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def texts(source) -> list[str]:
    return [line.text.strip() for line in source.lines if line.text.strip()]


def said(source) -> str:
    return " ".join(flag.message for flag in source.flags)


def bodies(document, kind) -> list[list[str]]:
    """The words of every point, question or recommendation of a Document."""
    held = {"point": (Points, "points"), "question": (Questions, "questions"),
            "recommendation": (Recommendations, "recommendations")}[kind]  # fmt: skip
    return [
        words_in(f"{getattr(one, 'heading', '')} {one.body}")
        for section in document.sections
        for piece in section.pieces
        if isinstance(piece, held[0])
        for one in getattr(piece, held[1])
        if kind != "question" or piece.asked_of != "review"
    ]


@pytest.mark.parametrize("chosen", SHEETS)
def test_own_sheet_comes_back_with_the_same_words_in_the_same_parts(chosen):
    document = SHEETS[chosen]
    data = render(document, pictures={"figure.jpg": a_picture("JPEG")} if chosen == "full-report" else {}).pdf
    found = read_outline(readers.read(data, name="sheet.pdf"), format_slug=chosen)
    assert found.title == document.title
    headings = [piece.heading for piece in found.pieces if piece.kind == "section" and piece.heading]
    for section in document.sections:
        if section.heading and section.level == 1:
            assert section.heading in [heading.lstrip("0123456789. ") for heading in headings]
    for kind in ("question", "recommendation"):
        wanted = bodies(document, kind)
        assert [words_in(f"{one.heading} {one.body}") for one in found.pieces if one.kind == kind][
            : len(wanted)
        ] == wanted
    every = " ".join(f"{one.heading} {one.body}" for one in found.pieces)
    for words in bodies(document, "point"):
        assert " ".join(words) in " ".join(words_in(every))
    assert not found.unplaced


def test_caption_of_a_tagged_table_stands_above_it():
    body = "<table><caption>Table 1: Visits</caption><tr><th>By<th>Made<tr><td>Health<td>6<tr><td>Police<td>2</table>"
    source = readers.read(HTML(string=f"<html lang=en>{NOTE}{body}").write_pdf(pdf_tags=True), name="a.pdf")
    at = next(at for at, text in enumerate(texts(source)) if text.startswith("|"))
    assert texts(source)[at - 1] == "Table 1: Visits"


def test_untagged_pdf_is_read_by_its_looks():
    source = readers.read(untagged(NOTE), name="note.pdf")
    by_level = [(line.heading, line.text) for line in source.lines if line.heading]
    assert by_level == [(1, "Child Sorrel: what we learned"), (2, "What happened?"), (2, "What did we learn?")]
    assert (CHILD * 3).strip() in texts(source)
    items = [line for line in source.lines if line.text.strip().startswith(("• ", "◦ "))]
    assert [one.depth for one in items] == [0, 0, 1, 0]
    assert items[0].text == f"• {CHILD}{CHILD}".strip()
    assert "[the guide](https://guide.example.org/b)" in " ".join(texts(source))
    assert {line.size for line in source.lines if CHILD in line.text} == {1.0}


def test_two_columns_are_read_one_after_the_other():
    left, right = [" ".join(f"{side}{number}" for number in range(100)) for side in ("left", "right")]
    style = "div {columns: 2; column-gap: 10mm; column-fill: auto; height: 180mm} .next {break-before: column}"
    body = f"<h1>A newsletter of two columns</h1><div><p>{left}</p><p class=next>{right}</p></div>"
    words = [word for text in texts(readers.read(untagged(body, style), name="a.pdf")) for word in words_in(text)]
    assert words[5:] == left.split() + right.split()


def test_running_heads_and_page_numbers_are_set_aside_and_looked_at_for_markings():
    style = (
        "@page {@top-center {content: 'OFFICIAL-SENSITIVE Marlow Vale'} @bottom-right {content: 'Page ' counter(page)}}"
    )
    source = readers.read(untagged("".join(f"<p>{CHILD * 40}</p>" for _ in range(3)), style), name="a.pdf")
    assert [one.text for one in source.set_aside] == ["OFFICIAL-SENSITIVE Marlow Vale", "Page 1"]
    assert "OFFICIAL-SENSITIVE Marlow Vale" in source.beside_pages
    assert " ".join(texts(source)).count("The worker who is leaving") == 120


def test_note_at_the_foot_of_a_page_is_a_note():
    foot = "<p class=foot><sup>1</sup> As agreed in June.</p>"
    style = ".foot {font-size: 8pt; position: absolute; bottom: 0} .foot sup {font-size: 6pt}"
    source = readers.read(untagged(NOTE + foot, style), name="a.pdf")
    assert [(line.note, line.text) for line in source.lines if line.note and line.text] == [("1", "As agreed in June.")]
    assert any("[^1]" in text for text in texts(source))


def test_table_is_a_table_and_words_cut_at_the_end_of_a_line_are_whole():
    rows = "".join(
        f"<tr><td>{name}</td><td>{number}</td></tr>" for name, number in (("Visits", 6), ("Calls", 9), ("Letters", 2))
    )
    body = f"<p>{CHILD}</p><table style='border-spacing: 12mm 1mm'>{rows}</table>"
    body += "<p>The neighbour told the safe-<br>guarding lead.</p><p>safeguarding</p>"
    source = readers.read(untagged(body), name="a.pdf")
    assert any(line.table and "| Calls | 9 |" in line.text for line in source.lines)
    assert "The neighbour told the safeguarding lead." in texts(source)


HIDDEN = {
    "invisible": b"BT 3 Tr /F1 12 Tf 100 400 Td (Zanthe) Tj ET",
    "white": b"BT 1 1 1 rg /F1 12 Tf 100 400 Td (Zanthe) Tj ET",
    "off the page": b"BT /F1 12 Tf 2000 400 Td (Zanthe) Tj ET",
    "tiny": b"BT /F1 0.5 Tf 100 400 Td (Zanthe) Tj ET",
}


@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_words_stay_out_and_are_told(way):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(untagged(NOTE)))
    font = writer._add_object(DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }))  # fmt: skip
    page = writer.pages[0]
    fonts = page["/Resources"].get_object().setdefault(NameObject("/Font"), DictionaryObject())
    fonts.get_object()[NameObject("/F1")] = font
    out = io.BytesIO()
    writer.write(out)
    seen = readers.read(with_content(out.getvalue(), b"BT /F1 12 Tf 100 400 Td (Zanthe) Tj ET"), name="a.pdf")
    assert "Zanthe" in " ".join(texts(seen))
    source = readers.read(with_content(out.getvalue(), HIDDEN[way]), name="a.pdf")
    kept = [*texts(source), *(one.text for one in (*source.set_aside, *source.unplaced)), *source.beside_pages]
    assert "Zanthe" not in " ".join(kept)
    assert "hidden text (1 word)" in said(source)


def test_comments_scripts_and_packed_files_are_told_and_never_read():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(untagged(NOTE)))
    writer.add_annotation(0, FreeText(text="Her real name is Zanthe", rect=(50, 50, 200, 100)))
    script = DictionaryObject()
    script[NameObject("/S")], script[NameObject("/JS")] = NameObject("/JavaScript"), TextStringObject("Zanthe")
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("names.txt", b"Zanthe")
    out = io.BytesIO()
    writer.write(out)
    source = readers.read(out.getvalue(), name="a.pdf")
    assert "1 comment" in said(source)
    assert "script" in said(source)
    assert "1 other file" in said(source)
    assert "Zanthe" not in " ".join([*texts(source), *(one.text for one in source.set_aside)])


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(untagged(NOTE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages() -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pdf.MOST_PAGES + 1):
        writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def huge_page() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(10_000_000, 10_000_000)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


REFUSED = {
    "a huge page": (huge_page, "5 metres"),
    "a scan": (lambda: untagged("<div style='height: 200mm; background: #ccc'></div>"), "OCR"),
    "locked": (locked, "password"),
    "damaged": (lambda: b"%PDF-1.7\n" + b"nothing at all " * 50, "damaged"),
    "too long": (many_pages, "301 pages"),
    "another file": (lambda: b"Only words", "not a PDF"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_pdf_that_cannot_be_read_says_what_to_do(what):
    make, words = REFUSED[what]
    with pytest.raises(CannotRead, match=words):
        readers.read(make(), name="a.pdf")


def damaged(chance: random.Random, whole: list[bytes]) -> bytes:
    data = bytearray(chance.choice(whole))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randint(1, 40)]
    return bytes(data)


def test_damaged_pdfs_end_in_words_or_in_a_source():
    """In this process, without the child's bounds: nothing but a refusal may come out."""
    chance = random.Random(11)
    whole = [untagged(NOTE), render(SHEETS["learning-note"]).pdf]
    read = 0
    for _ in range(60):
        with contextlib.suppress(CannotRead):
            read += bool(pdf.read(damaged(chance, whole)).lines)
    assert read > 10
