"""What PDF/UA-1 and PDF/A-2a ask for and WeasyPrint 70 leaves out, mended in the finished PDF.

Each mend names what was wrong. When a new WeasyPrint does one of them itself, the mend goes; see its
issues 2482, 1836 and 2550. Runs in the child process only.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import pydyf
from weasyprint.document import Document as LaidOut
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

PX_TO_PT = 0.75
UNCLEAR = re.compile(rb"[\r\n]\nendstream")
UA = "http://www.aiim.org/pdfua/ns/id/"
NUMBERINGS = {"disc": "/Disc", "circle": "/Circle", "square": "/Square", "decimal": "/Decimal",
              "lower-alpha": "/LowerAlpha", "lettered": "/LowerAlpha", "lower-roman": "/LowerRoman"}  # fmt: skip
# "This is PDF/UA-1 as well", and the description of that property which PDF/A asks for.
ALSO_UA = f"""<rdf:Description xmlns:pdfuaid="{UA}" rdf:about="" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA that this file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>""".encode()


FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
NOT_LETTER_BY_LETTER = re.compile("[\u0900-\u1cff]")  # the scripts of India and their neighbours
NO_LETTER = re.compile(rb"(?m)^(<[0-9a-f]+>) <>$")
_marked = Stream.marked


@contextmanager
def _marked_with_its_words(stream: Stream, box: boxes.Box, tag: str) -> Iterator[None]:
    """WeasyPrint draws glyphs as they lie on the paper, from the left, and maps each to one letter. Anyone who listens,
    searches or copies would get other words: in the scripts of India, where a vowel may stand before its letter, so
    the words go with the glyphs; in those written from the right, which readers of PDFs turn round themselves, so
    they go with the structure alone (see _say_words_in_order)."""
    with _marked(stream, box, tag):
        words = getattr(box, "text", "")
        is_said = stream._tags is not None and NOT_LETTER_BY_LETTER.search(words)
        if stream._tags is not None and (is_said or FROM_THE_RIGHT.search(words)):
            vars(stream).setdefault("words", {})[stream._tags[box]["mcid"]] = words
        if is_said:
            stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(words)}))
        yield
        if is_said:
            stream.end_marked_content()


Stream.marked = _marked_with_its_words


def written(document: LaidOut, options: dict[str, str], *, names: Mapping[str, str]) -> bytes:
    """The finished PDF of a layout. `names` says what stands at the addresses inside it."""
    for spare in range(8):
        pdf: bytes = document.write_pdf(finisher=partial(_finish, names=names, spare=spare), **options)
        # The last two streams (the other objects, and where each lies) are made while writing, and may
        # end unclearly too, one time in sixty: an object that nothing uses makes them others.
        if not UNCLEAR.search(pdf):
            break
    return pdf


def _finish(document: LaidOut, pdf: pydyf.PDF, *, names: Mapping[str, str], spare: int) -> None:
    structure = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    _say_only_what_the_page_says(pdf)
    _keep_one_link_each(pdf, structure)
    _describe_links(pdf, names)
    _place_figures(structure, page_height=document.pages[0].height * PX_TO_PT)
    for element in structure:
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column"  # Markdown has no other
    _number_lists(document, structure)
    _gather_list_items(pdf, structure)
    _say_words_in_order(pdf)
    _give_every_glyph_a_letter(pdf)
    _set_page_numbers_aside(pdf, structure)
    _end_streams_clearly(pdf)
    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary())


def _say_only_what_the_page_says(pdf: pydyf.PDF) -> None:
    """Title, language and who signs. Not the program: that is kept with the edition."""
    for key in set(pdf.info) - {"Title", "Author"}:
        del pdf.info[key]
    metadata = next(
        one for one in pdf.objects if isinstance(one, pydyf.Stream) and one.extra.get("Type") == "/Metadata"
    )
    words = re.sub(rb' [a-z0-9]+:Producer="[^"]*"', b"", metadata.stream[0])
    metadata.stream = [words.replace(b"</rdf:RDF>", ALSO_UA + b"</rdf:RDF>")]
    metadata.compress = False  # PDF/A wants it readable by any program


def _keep_one_link_each(pdf: pydyf.PDF, structure: list[pydyf.Dictionary]) -> None:
    """WeasyPrint makes a second link of bold words or a span inside one, and tags it as no link: take it away."""
    taken = set()
    for element in structure:
        if element["S"] == "/Link":
            continue
        for reference in [one for one in element["K"] if isinstance(one, bytes)]:
            kid = _object(pdf, reference)
            if kid.get("Type") == "/OBJR" and _object(pdf, kid["Obj"]).get("Subtype") == "/Link":
                taken.add(kid["Obj"])
                element["K"].remove(reference)
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page" and "Annots" in page:
            page["Annots"] = pydyf.Array([one for one in page["Annots"] if one not in taken])


def _describe_links(pdf: pydyf.PDF, names: Mapping[str, str]) -> None:
    """WeasyPrint says the raw address of a link. Readers should hear what it is for, and paper should show it."""
    for annotation in pdf.objects:
        if isinstance(annotation, dict) and annotation.get("Type") == "/Annot":
            annotation["F"] = 4  # printed
            annotation["Contents"] = pydyf.String(_says(annotation, names))


def _says(annotation: pydyf.Dictionary, names: Mapping[str, str]) -> str:
    """What a link is for, in words."""
    if "A" not in annotation:
        target = annotation["Dest"].string
        if note := re.fullmatch(r"(note|mark)-(\d+)(?:-\d+)?", target):
            return f"Note {note[2]}" if note[1] == "note" else f"Back to note {note[2]} in the text"
        return f"Go to {names.get(target) or target.replace('-', ' ')}"
    target = annotation["A"]["URI"].string
    return f"E-mail {target.removeprefix('mailto:')}" if target.startswith("mailto:") else f"Link to {target}"


def _place_figures(structure: list[pydyf.Dictionary], *, page_height: float) -> None:
    """WeasyPrint gives a figure's place in CSS px from the top; PDF counts points from the bottom."""
    for element in structure:
        if element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            element["A"]["BBox"] = pydyf.Array(
                (left * PX_TO_PT, page_height - bottom * PX_TO_PT, right * PX_TO_PT, page_height - top * PX_TO_PT)
            )


def _number_lists(document: LaidOut, structure: list[pydyf.Dictionary]) -> None:
    """Say of each list how it is numbered: listeners are told "list of 4" or "1 of 4"."""
    lists = [element for element in structure if element["S"] == "/L"]
    found = [
        box
        for page in document.pages
        for box in page._page_box.descendants(placeholders=True)
        if box.element is not None and box.element_tag in {"ul", "ol"} and isinstance(box, boxes.BlockLevelBox)
    ]
    if len(found) == len(lists):
        for element, box in zip(lists, found, strict=True):
            style = box.style["list_style_type"]
            numbering = NUMBERINGS.get(style if isinstance(style, str) else "", "/None")
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _gather_list_items(pdf: pydyf.PDF, structure: list[pydyf.Dictionary]) -> None:
    """A list item may hold a label and a body only; WeasyPrint hangs its paragraphs beside the label."""
    for item in structure:
        if item["S"] != "/LI":
            continue
        kids = [(reference, _object(pdf, reference)) for reference in item["K"]]
        loose = [(reference, kid) for reference, kid in kids if kid.get("S") not in {"/Lbl", "/LBody"}]
        if not loose:
            continue
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "P": item.reference, "Pg": item["Pg"]}
        )
        pdf.add_object(body)
        for reference, kid in kids:
            if kid.get("S") == "/Lbl":
                continue
            body["K"].append(reference)
            kid["P"] = body.reference
            if kid.get("S") == "/LBody":
                kid["S"] = "/NonStruct"
        item["K"] = pydyf.Array([reference for reference, kid in kids if kid.get("S") == "/Lbl"] + [body.reference])


def _say_words_in_order(pdf: pydyf.PDF) -> None:
    """Give the words that glyphs do not tell letter by letter, or not from the left, to who reads them aloud."""
    root = next(one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot")
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page":
            parents = numbers[numbers.index(page["StructParents"]) + 1]
            for place, words in getattr(_object(pdf, page["Contents"]), "words", {}).items():
                element = _object(pdf, parents[place])
                if element["K"] == [place]:
                    element["ActualText"] = pydyf.String(words)


def _give_every_glyph_a_letter(pdf: pydyf.PDF) -> None:
    """Where several glyphs make one letter, WeasyPrint maps the later ones to nothing, which no table may hold.
    They are mapped to a sign that joins and is not seen; what they say is said with the words."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream):
            stream.stream = [
                NO_LETTER.sub(rb"\1 <200d>", one) if isinstance(one, bytes) and one.endswith(b"<>") else one
                for one in stream.stream
            ]


def _set_page_numbers_aside(pdf: pydyf.PDF, structure: list[pydyf.Dictionary]) -> None:
    """Page numbers stand in the margin, outside the tree that is read aloud: mark them as no part of the words."""
    reached: set[int] = set()
    waiting = [one for one in structure if one["S"] == "/Document"]
    while waiting:
        element = waiting.pop()
        reached.add(element.number)
        for kid in element["K"]:
            if isinstance(kid, bytes) and (found := _object(pdf, kid)).get("Type") == "/StructElem":
                waiting.append(found)
    root = next(one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot")
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
    for page in pages:
        parents = numbers[numbers.index(page["StructParents"]) + 1]
        outside = {place for place, parent in enumerate(parents) if _number(parent) not in reached}
        if outside:
            _mark_as_artifacts(_object(pdf, page["Contents"]), outside)
            for place in outside:
                parents[place] = "null"


def _mark_as_artifacts(stream: pydyf.Stream, outside: set[int]) -> None:
    words = stream.stream
    for place, word in enumerate(words):
        if isinstance(word, pydyf.Dictionary) and word.get("MCID") in outside:
            words[place - 1 : place + 2] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"}), b"BDC"]


def _end_streams_clearly(pdf: pydyf.PDF) -> None:
    """Let no stream end in a line break: strict readers take it for the line break that follows every stream,
    and find the stream one byte short."""
    for stream in pdf.objects:
        while isinstance(stream, pydyf.Stream) and UNCLEAR.search(stream.data):
            stream.stream.append(b" ")  # pydyf puts a line break before it; neither means anything there
            if "Length1" in stream.extra:
                stream.extra["Length1"] += 2


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[_number(reference)]
