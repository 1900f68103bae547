"""The first pass through a Word file: what its reader does not see goes, what a form or an equation shows is written.

Tracked changes, comments, hidden rows and shapes, and the codes of fields are taken out and counted; their words go
nowhere. Paragraphs that a change or a large first letter parts are one again.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from briefings.importing.lines import words_in
from briefings.importing.readers.left_out import LeftOut
from briefings.importing.readers.word.maths import in_signs
from briefings.importing.readers.word.styles import W, is_on, looks_of, val
from briefings.importing.readers.word.text import MC, SYMBOL_FACES, VML, WP, A, M, R, run, sign_of, text_of, words_of

_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_COMMENT = {
    f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}annotationRef", f"{W}bookmarkStart",
    f"{W}bookmarkEnd", f"{W}softHyphen",
}  # fmt: skip
_UNWRAPPED = {f"{W}customXml", f"{W}smartTag", f"{W}dir", f"{W}bdo", f"{W}fldSimple", f"{W}sdtContent", f"{W}rubyBase"}
_FROM_OTHER_FILES = {f"{W}altChunk", f"{W}subDoc"}
_MARKS_OF_NOTES = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote")}
_FIELDS_OUTSIDE = ("DDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE")
_HOLDS_PARAGRAPHS = {
    f"{W}{name}" for name in ("body", "tc", "tr", "tbl", "txbxContent", "footnote", "endnote", "hdr", "ftr")
}  # fmt: skip
_STANDS_IN_A_PARAGRAPH = {f"{W}r", f"{W}hyperlink", f"{W}smartTag", f"{M}oMath", f"{M}oMathPara"}
_SHOWS = {f"{W}t", f"{W}sym"}
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass
class Found(LeftOut):
    """What was met on the way: what was left out, and what was written in another way."""

    boxes: int = 0
    equations: int = 0
    pictures: list[str] = field(default_factory=list)  # relationship of each picture


class Seen:
    """Leaves in one part of a file what its reader sees."""

    def __init__(self, found: Found, *, leads: dict[str, str], notes: set[str]) -> None:
        """`leads` says what each relationship of this part is; `notes` are the notes there are, as "footnote 2"."""
        self.found, self.leads, self.notes = found, leads, notes

    def leave(self, root: Element) -> None:
        """Take out what is not seen, and join what a change had parted."""
        _hold(root)
        for paragraph in root.iter(f"{W}p"):
            self._fields(paragraph)
        self._without_unseen(root)
        _join(root)

    # what is not seen

    def _without_unseen(self, element: Element) -> None:
        kept: list[Element] = []
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag in _COMMENT:
                continue
            if child.tag.endswith("Change"):
                self.found.reformatted += 1
                continue
            kept += self._seen(child)
        element[:] = kept

    def _seen(self, child: Element) -> list[Element]:
        """What stands in the place of an element: itself, its children, something else or nothing."""
        tag = child.tag
        if tag in _INSERTED or tag in _DELETED:
            return self._changed(child, inserted=tag in _INSERTED)
        if tag in _MARKS_OF_NOTES and f"{_MARKS_OF_NOTES[tag]} {val(child, 'id')}" not in self.notes:
            return []
        if tag == f"{W}gridSpan" and not re.fullmatch(r"[1-9]\d?", val(child)):
            return []
        if tag == f"{W}hyperlink" and self.leads.get(child.get(f"{R}id") or "") != "hyperlink":
            child.attrib.pop(f"{R}id", None)
        if tag in _FROM_OTHER_FILES:
            self.found.inside += 1
            return []
        if tag == f"{W}tr" and (gone := self._row(child)) is not None:
            return gone
        if tag == f"{W}tc":
            self._cell(child)
        if tag in (f"{W}drawing", f"{W}pict") and _is_invisible(child):
            self.found.hidden_words += words_of(child)
            return []
        if tag in (f"{W}p", f"{W}r"):
            self._marked(child)
        if tag == f"{MC}AlternateContent":
            return self._alternative(child)
        if tag == f"{W}sdt":
            child = self._control(child)
            tag = child.tag
        if tag in (f"{M}oMath", f"{M}oMathPara"):
            return self._equations(child)
        if tag == f"{W}ruby":
            return self._ruby(child)
        if tag in _SIGNS:
            return _SIGNS[tag](child)
        if tag == f"{W}instrText" and (child.text or "").strip().upper().startswith(_FIELDS_OUTSIDE):
            self.found.outside += 1
            return []
        self._without_unseen(child)
        return list(child) if tag in _UNWRAPPED else [child]

    def _changed(self, element: Element, *, inserted: bool) -> list[Element]:
        self.found.changes += 1
        if inserted:
            self.found.inserted += words_of(element)
        else:
            self.found.deleted += words_of(element)
        return []

    def _row(self, row: Element) -> list[Element] | None:
        """Nothing, in the place of a row that was inserted, deleted or hidden."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            return None
        for name in ("ins", "del"):
            if properties.find(f"{W}{name}") is not None:
                return self._changed(row, inserted=name == "ins")
        if is_on(properties.find(f"{W}hidden")):
            self.found.hidden_words += words_of(row)
            return []
        return None

    def _cell(self, cell: Element) -> None:
        """Empty a cell that was inserted or deleted; its place in the row stays."""
        properties = cell.find(f"{W}tcPr")
        for name in ("cellIns", "cellDel", "cellMerge"):
            change = properties.find(f"{W}{name}") if properties is not None else None
            if properties is None or change is None:
                continue
            properties.remove(change)
            if name == "cellMerge":
                self.found.changes += 1
                continue
            self._changed(cell, inserted=name == "cellIns")
            cell[:] = [properties, Element(f"{W}p")]

    def _marked(self, element: Element) -> None:
        """See what was done to a run or to the end of a paragraph before its marks go."""
        changed = element.find(f"{element.tag}Pr/{element.tag}PrChange")
        if changed is not None:
            self.found.reformatted_words += words_of(element)
        if element.tag == f"{W}p":
            mark = element.find(f"{W}pPr/{W}rPr")
            frame = element.find(f"{W}pPr/{W}framePr")
            if val(frame, "dropCap") in ("drop", "margin") or (
                mark is not None and any(mark.find(name) is not None for name in _INSERTED | _DELETED)
            ):
                element.set("joins", "yes")

    def _alternative(self, element: Element) -> list[Element]:
        """One of the ways in which Word may show a drawing: the first that has words or a picture."""
        ways = [*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")]
        chosen = next((way for way in ways if any(_is_shown(one) for one in way.iter())), None)
        if chosen is None:
            return []
        self._without_unseen(chosen)
        return list(chosen)

    # what is seen otherwise than it is written

    def _control(self, control: Element) -> Element:
        """What a content control holds: nothing while it only prompts; a contents list is marked as one."""
        content = control.find(f"{W}sdtContent")
        if content is None:
            return Element(f"{W}sdtContent")
        if is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            self.found.choices += 1
            for one in content.iter():
                if one.tag in _SHOWS:
                    one.text, one.tag = "", f"{W}t"
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if val(gallery) == "Table of Contents":
            for one in content.iter(f"{W}p"):
                one.set("contents", "yes")
        return content

    def _equations(self, element: Element) -> list[Element]:
        self._without_unseen(element)
        for one in element.iter():
            looks = looks_of(one.find(f"{W}rPr"))
            if looks.get("hidden"):
                self.found.hidden_words += words_of(one)
            elif looks.get("struck") or looks.get("struck_twice"):
                self.found.struck_words += words_of(one)
            else:
                continue
            one[:] = []
        whole = [element] if element.tag == f"{M}oMath" else element.findall(f"{M}oMath")
        written = [text for text in (in_signs(one).strip() for one in whole) if text]
        self.found.equations += len(written)
        return [run("; ".join(written))] if written else []

    def _ruby(self, element: Element) -> list[Element]:
        """Words with how they are spoken over them: that stands after them, in brackets."""
        base, spoken = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
        kept: list[Element] = []
        for part in (base, spoken):
            if part is not None:
                self._without_unseen(part)
        if base is not None:
            kept += list(base)
        if spoken is not None and words_in(text_of(spoken)):
            kept.append(run(f" ({text_of(spoken).strip()})"))
        return kept

    # fields and forms

    def _fields(self, paragraph: Element) -> None:
        """Write what is chosen in old forms, and take out the words inside of the codes of fields."""
        open_fields: list[dict] = []
        for one in list(paragraph.iter(f"{W}r")):
            for child in list(one):
                if child.tag == f"{W}fldChar":
                    self._field_mark(one, child, open_fields)
                elif child.tag in _SHOWS and words_in(child.text or ""):
                    inside = next((each for each in open_fields if each["in_code"]), None)
                    if inside is not None:
                        inside["words"].append(child)
                    elif open_fields:
                        open_fields[-1]["shows"] = True

    def _field_mark(self, one: Element, mark: Element, open_fields: list[dict]) -> None:
        kind = val(mark, "fldCharType")
        if kind == "begin":
            open_fields.append({"in_code": True, "words": [], "shows": False, "form": (one, mark)})
        elif open_fields and kind == "separate":
            self._drop_code(open_fields[-1])
        elif open_fields and kind == "end":
            done = open_fields.pop()
            self._drop_code(done)
            if not done["shows"]:
                _write_choice(*done["form"])

    def _drop_code(self, open_field: dict) -> None:
        if open_field["in_code"]:
            for words in open_field["words"]:
                self.found.hidden_words += len(words_in(words.text or ""))
                words.text = ""
        open_field["in_code"] = False


def _write_choice(one: Element, mark: Element) -> None:
    """Write what an old form shows at a mark: the entry chosen of a list, or a box with or without a cross."""
    entries = mark.find(f"{W}ffData/{W}ddList")
    box = mark.find(f"{W}ffData/{W}checkBox")
    shown = ""
    if entries is not None:
        chosen = val(entries.find(f"{W}result")) or val(entries.find(f"{W}default")) or "0"
        texts = [val(entry) for entry in entries.findall(f"{W}listEntry")]
        shown = texts[int(chosen)] if chosen.isdigit() and int(chosen[:4]) < len(texts) else ""
    elif box is not None:
        checked = box.find(f"{W}checked")
        shown = "☒" if is_on(checked if checked is not None else box.find(f"{W}default")) else "☐"
    if shown:
        text = Element(f"{W}t")
        text.text = shown
        one.insert(list(one).index(mark), text)


def _is_invisible(drawing: Element) -> bool:
    return any(one.get("hidden") in ("1", "true", "on") for one in drawing.iter(f"{WP}docPr")) or any(
        _INVISIBLE.search(one.get("style") or "") for one in drawing.iter() if one.tag.startswith(VML)
    )


def _is_shown(element: Element) -> bool:
    return element.tag in (f"{W}t", f"{A}blip", f"{VML}imagedata", f"{M}t", f"{A}t") or bool(
        element.tag == f"{VML}textpath" and element.get("string")
    )


def _symbol(element: Element) -> list[Element]:
    code, face = val(element, "char"), val(element, "font")
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return []
    shown = sign_of(face, int(code, 16))
    if not shown and face.lower() not in SYMBOL_FACES and int(code, 16) >= 32 and not 0xD800 <= int(code, 16) < 0xF900:
        shown = chr(int(code, 16))
    return _typed(shown)


def _typed(text: str) -> list[Element]:
    made = Element(f"{W}t")
    made.text = text
    return [made]


_SIGNS = {
    f"{W}sym": _symbol,
    f"{W}ptab": lambda _: _typed(" "),
    f"{W}cr": lambda _: [Element(f"{W}br")],
}


def _hold(root: Element) -> None:
    """Give a paragraph to words that stand in none, and nothing but letters to a text: so that all are looked at."""
    for parent in [one for one in root.iter() if one.tag in _HOLDS_PARAGRAPHS]:
        kept: list[Element] = []
        for child in parent:
            if child.tag not in _STANDS_IN_A_PARAGRAPH:
                kept.append(child)
            elif kept and kept[-1].get("loose"):
                kept[-1].append(child)
            else:
                kept.append(Element(f"{W}p", {"loose": "yes"}))
                kept[-1].append(child)
        parent[:] = kept
    for text in root.iter(f"{W}t"):
        text[:] = []
    for one in [one for one in root.iter(f"{W}r") if len(one.findall(f"{W}rPr")) > 1]:
        first, *others = one.findall(f"{W}rPr")
        for other in others:
            first.extend(list(other))
            one.remove(other)


def _join(root: Element) -> None:
    """Put the words of a paragraph that was no paragraph of its own before those of the next."""
    for parent in list(root.iter()):
        gone = set()
        for one, after in pairwise(list(parent)):
            if one.tag == f"{W}p" and one.attrib.pop("joins", "") and after.tag == f"{W}p":
                moved = [child for child in one if child.tag != f"{W}pPr"]
                start = 1 if len(after) and after[0].tag == f"{W}pPr" else 0
                after[start:start] = moved
                gone.add(one)
        if gone:
            parent[:] = [one for one in parent if one not in gone]
