"""Documents damaged by chance, each with the words that must be found again and those that must never be.

Every visible word of a document is a word of its own ("seenaaab"), and so is every word that is hidden, deleted,
inserted while changes were tracked, or a comment ("goneaaac"). A document is changed as files are that went through
many programs: bytes, elements dropped, doubled, moved, put inside others, named otherwise, parts of the package lost.
What must be found is worked out anew from the changed document, by rules of a few lines that share nothing with the
readers.
"""

import copy
import io
import itertools
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import tinyhtml5

from tests.word_files import NAMES, a_paragraph, a_run, a_table

TOKEN = re.compile(r"(?:seen|gone)[a-p]{4}")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = ("What happened?", "What did we learn?", "Background", "Recommendations", "How can we learn from this case?")
Element = ElementTree.Element
# What may change whether a paragraph of Word is seen.
_ODD = {"fldChar", "vanish", "strike", "dstrike", "rFonts", "AlternateContent", "ruby", "rStyle", "ins", "del",
        "hidden", "cellIns", "cellDel"}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file by chance. `must` are the words to be found in a draft or a list of it, `never` those to be nowhere."""

    name: str
    data: bytes
    must: frozenset[str]
    never: frozenset[str]


def cases(seed: int, count: int) -> Iterator[Case]:
    """So many files, the same for the same seed: Word files, pages, texts and Markdown in turn."""
    makers: tuple[Callable[[random.Random], Case], ...] = (a_word_case, a_page_case, a_text_case, a_page_case)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 -- which file is damaged how, and no secret
        yield makers[number % len(makers)](chance)


class Words:
    """Words that are each used once."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.numbers = chance, itertools.count(chance.randrange(4_000))

    def _one(self, kind: str) -> str:
        number = next(self.numbers)
        return kind + "".join("abcdefghijklmnop"[number >> shift & 15] for shift in (12, 8, 4, 0))

    def seen(self, most: int = 14) -> str:
        """A sentence to be found."""
        words = [self._one("seen") for _ in range(self.chance.randint(1, most))]
        return " ".join(words) + self.chance.choice((".", ".", "?", "", ":", " 2.5"))

    def gone(self) -> str:
        """A sentence not to be found."""
        return " ".join(self._one("gone") for _ in range(self.chance.randint(1, 5))) + " "


# Word files


def a_word_case(chance: random.Random) -> Case:
    """A Word file, whole or damaged."""
    words = Words(chance)
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{_word_body(words, chance)}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {NAMES}><w:comment w:id='1'>{a_paragraph(words.gone())}</w:comment>"
        "</w:comments>",
        "word/footnotes.xml": f"<w:footnotes {NAMES}><w:footnote w:id='2'>{a_paragraph(words.seen())}</w:footnote>"
        "</w:footnotes>",
        "word/styles.xml": f"<w:styles {NAMES}>"
        "<w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style></w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt "
        "w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'>"
        "<w:abstractNumId w:val='1'/></w:num></w:numbering>",
    }
    tree = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314 -- made here
    _mutate(tree, chance, values=("1", "0", "none", "-1", "99999", "x", ""))
    files = {name: text.encode() for name, text in parts.items()}
    files["word/document.xml"] = ElementTree.tostring(tree)
    way = chance.random()
    if way < 0.1:
        files.pop(chance.choice(sorted(files)))
    elif way < 0.2:
        name = chance.choice(sorted(files))
        files[name] = _bytes_changed(files[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in files.items():
            written.writestr(name, data)
    data = out.getvalue()
    if way > 0.97:
        data = _bytes_changed(data, chance)
    try:
        shown = ElementTree.fromstring(files["word/document.xml"])  # noqa: S314 -- made here
    except (KeyError, ElementTree.ParseError):
        return Case("a.docx", data, frozenset(), frozenset())
    must, never = _of_word(shown)
    for name in ("word/comments.xml",):
        never |= set(TOKEN.findall(files.get(name, b"").decode("utf-8", "replace"))) - must
    return Case("a.docx", data, frozenset(must), frozenset(never))


def _word_body(words: Words, chance: random.Random) -> str:
    def plain(most: int = 14) -> str:
        return a_paragraph(words.seen(most))

    makers: list[Callable[[], str]] = [
        plain,
        lambda: a_paragraph(words.seen(3), a_run(words.seen(2), "<w:b/>"), words.seen(3)),
        lambda: a_paragraph(words.seen(), properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"),
        lambda: a_paragraph(chance.choice(HEADINGS), properties="<w:pStyle w:val='H'/>"),
        lambda: a_paragraph(words.seen(), f"<w:del w:id='1'><w:r><w:delText>{words.gone()}</w:delText></w:r></w:del>"),
        lambda: a_paragraph(words.seen(), f"<w:ins w:id='1'>{a_run(words.gone())}</w:ins>", words.seen()),
        lambda: a_paragraph(words.seen(), a_run(words.gone(), "<w:vanish/>")),
        lambda: a_paragraph(words.seen(), a_run(words.gone(), "<w:strike/>")),
        lambda: a_table(*((plain(3), plain(3)) for _ in range(chance.randint(1, 3)))),
        lambda: a_table((a_paragraph(a_run(words.seen(3), "<w:b/>")) + plain(), plain())),
        lambda: a_paragraph(words.seen(), "<w:r><w:footnoteReference w:id='2'/></w:r>"),
        lambda: a_paragraph(words.seen(), f"<w:r><w:pict><w:txbxContent>{plain()}</w:txbxContent></w:pict></w:r>"),
        lambda: a_paragraph(words.seen(), properties="<w:rPr><w:del w:id='1'/></w:rPr>"),
        lambda: a_paragraph(f"<m:oMath><m:f><m:num><m:r><m:t>{words.seen(1)}</m:t></m:r></m:num></m:f></m:oMath>"),
        lambda: a_paragraph(*(f"<w:r><w:fldChar w:fldCharType='{way}'/></w:r>" for way in ("begin", "end"))),
        lambda: f"<w:sdt><w:sdtPr/><w:sdtContent>{a_paragraph(words.seen())}</w:sdtContent></w:sdt>",
        lambda: a_paragraph("<w:r><w:br w:type='page'/><w:tab/><w:softHyphen/><w:ptab/></w:r>", words.seen()),
    ]  # fmt: skip
    title = a_paragraph(words.seen(4), properties="<w:pStyle w:val='T'/>")
    return title + "".join(chance.choice(makers)() for _ in range(chance.randint(4, 24)))


def _of_word(root: Element) -> tuple[set[str], set[str]]:
    """The words that stand in plain paragraphs, and those that only stand where nobody sees them."""
    parents = {child: parent for parent in root.iter() for child in parent}
    must: set[str] = set()
    may = ""
    gone: set[str] = set()
    for one in root.iter():
        found = set(TOKEN.findall(one.text or "")) if isinstance(one.tag, str) else set()
        if not found:
            continue
        above = [one]
        while above[-1] in parents:
            above.append(parents[above[-1]])
        tags = [each.tag for each in above]
        changed = {f"{W}del", f"{W}ins", f"{W}moveFrom", f"{W}moveTo"} & set(tags)
        run = above[1] if len(above) > 1 else None
        marks = {mark.tag for looks in (run if run is not None else ()) if looks.tag == f"{W}rPr" for mark in looks}
        hidden = tags[1:2] == [f"{W}r"] and marks & {f"{W}vanish", f"{W}strike", f"{W}dstrike"}
        if changed or tags[0] == f"{W}delText" or hidden:
            gone |= found
            continue
        may += f" {one.text}"
        if tags[0] == f"{W}t" and _is_plain(above):
            must |= found
    return must, {word for word in gone if word not in may}


def _is_plain(above: list[Element]) -> bool:
    """Whether words stand in a run of a paragraph of the body or of a cell, and nothing odd is around them."""
    tags = [each.tag.removeprefix(W) for each in above]
    if tags[1:3] != ["r", "p"]:
        return False
    cells = tags[3:-2]
    if tags[-2:] != ["body", "document"] or cells != ["tc", "tr", "tbl"] * (len(cells) // 3):
        return False
    around = [
        mark for one in above[3:-2] for properties in one if properties.tag.endswith("Pr") for mark in properties.iter()
    ]
    inside = {one.tag.rpartition("}")[2] for one in (*above[2].iter(), *around)}
    return inside.isdisjoint(_ODD) and len(above) < 40


# Pages

_SHEET = ".g{display:none}.b{font-weight:700}"
_PLAIN = {
    "html",
    "body",
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "tr",
    "td",
    "b",
    "i",
    "span",
    "h2",
    "blockquote",
}
_HIDES = {"display:none", "mso-hide:all", "mso-element:comment"}  # as they are written here, and no other way


def a_page_case(chance: random.Random) -> Case:
    """A web page, whole or damaged."""
    words = Words(chance)
    body = "".join(_page_piece(words, chance) for _ in range(chance.randint(4, 24)))
    page = f"<html><head><style>{_SHEET}</style></head><body><h1>{words.seen(4)}</h1>{body}</body></html>"
    tree = tinyhtml5.parse(io.StringIO(page), namespace_html_elements=False)
    _mutate(tree, chance, values=("", "1", "x", "b", "g"))
    text = ElementTree.tostring(tree, encoding="unicode", method="html")
    data = text.encode()
    if chance.random() < 0.3:
        data = _bytes_changed(data, chance)
    name = chance.choice(("a.html", "a.html", "a.htm", "a.txt"))
    if name == "a.txt":
        data = b"<!doctype html>" + data
    shown = tinyhtml5.parse(io.StringIO(data.decode("utf-8", "replace")), namespace_html_elements=False)
    return Case(name, data, *_of_page(shown))


def _page_piece(words: Words, chance: random.Random) -> str:
    return chance.choice((
        lambda: f"<p>{words.seen()}</p>",
        lambda: f"<p>{words.seen(3)} <b>{words.seen(3)}</b> <span class=b>{words.seen(2)}</span></p>",
        lambda: f"<h2>{chance.choice(HEADINGS)}</h2>",
        lambda: f"<ul><li>{words.seen()}</li><li><p>{words.seen()}</p><p>{words.seen()}</p>"
                f"<ul><li>{words.seen()}</li></ul></li></ul>",
        lambda: f"<table><tr><td>{words.seen(3)}</td><td>{words.seen(3)}</td></tr>"
                f"<tr><td>{words.seen()}</td></tr></table>",
        lambda: f"<p>{words.seen()}<del>{words.gone()}</del></p>",
        lambda: f"<p>{words.seen()}<ins cite='x'>{words.gone()}</ins> {words.seen()}</p>",
        lambda: f"<!-- {words.gone()} --><p>{words.seen()}</p>",
        lambda: f"<p class=g>{words.gone()}</p>",
        lambda: f"<p>{words.seen()}<span style='display:none'>{words.gone()}</span></p>",
        lambda: f"<p><span style='mso-hide:all'>{words.gone()}</span> {words.seen()}</p>",
        lambda: f"<div style='mso-element:comment'><p class=MsoCommentText>{words.gone()}</p></div>",
        lambda: f"<p>{words.seen()} <s>{words.gone()}</s></p>",
        lambda: f"<div hidden><p>{words.gone()}</p></div>",
        lambda: f"<blockquote><p>{words.seen()}</p></blockquote>",
        lambda: f"<p>{words.seen()}<br>{words.seen()}</p>",
        lambda: "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span>·&nbsp;&nbsp;</span>"
                f"{words.seen()}</p>",
    ))()  # fmt: skip


def _of_page(root: Element) -> tuple[frozenset[str], frozenset[str]]:
    must: set[str] = set()
    may: list[str] = []
    gone: set[str] = set()
    odd_sheet = sum(1 for _ in root.iter("style")) != 1 or any(
        "".join(one.itertext()) != _SHEET for one in root.iter("style")
    )
    waiting: list[tuple[Element, bool, bool]] = [(root, True, False)]
    while waiting:
        one, plain, hidden = waiting.pop()
        names = (one.get("class") or "").split() if isinstance(one.tag, str) else []
        plain = plain and one.tag in _PLAIN and set(one.attrib) <= {"class"} and set(names) <= {"b"}
        hidden = hidden or (
            not isinstance(one.tag, str) or one.tag in ("del", "ins", "s") or one.get("hidden") is not None
            or one.get("style") in _HIDES or ("g" in names and not odd_sheet)
            or "MsoCommentText" in names
        )  # fmt: skip
        found = set(TOKEN.findall(one.text or ""))
        if hidden:
            gone |= found
        else:
            may.append(one.text or "")
        if plain and not hidden and not odd_sheet:
            must |= found
        for child in one:
            waiting.append((child, plain, hidden))
            tail = set(TOKEN.findall(child.tail or ""))
            if hidden:
                gone |= tail
            else:
                may.append(child.tail or "")
            if plain and not hidden and not odd_sheet:
                must |= tail
    shown = " ".join(may)
    return frozenset(must), frozenset(word for word in gone if word not in shown)


# Texts


def a_text_case(chance: random.Random) -> Case:
    """Plain text or Markdown, whole or damaged."""
    words = Words(chance)
    lines = [words.seen(4), ""]
    marks = (
        "",
        "",
        "",
        "- ",
        "• ",
        "1. ",
        "2. ",
        "o ",
        "> ",
        "## ",
        "a) ",
        "\uf0b7\t",
        "R1. ",
        "Page ",
        "| ",
        "    ",
        "[1] ",
        "* ",
    )
    for _ in range(chance.randint(4, 40)):
        lines.append(chance.choice((
            lambda: chance.choice(HEADINGS),
            lambda: "",
            lambda: chance.choice(marks) + words.seen(),
            lambda: f"{words.seen(6)}\t{words.seen(3)}",
            lambda: f"{words.seen(6)}     {words.seen(5)}",
            lambda: chance.choice(("12", "\f", "Page 3 of 9", "-----", "From: nobody", "Contents", "© nobody 2026")),
        ))())  # fmt: skip
    name = chance.choice(("a.txt", "a.txt", "a.md"))
    if name == "a.md" and chance.random() < 0.5:
        lines.insert(chance.randrange(len(lines)), f"<!-- {words.gone()} -->")
    for _ in range(chance.randint(0, 5)):
        at = chance.randrange(len(lines))
        lines.insert(chance.randrange(len(lines)), chance.choice((lines[at], lines.pop(at))) if len(lines) > 2 else "")
    data = chance.choice(("\n", "\r\n", "\r")).join(lines).encode(chance.choice(("utf-8", "utf-8", "utf-16")))
    if chance.random() < 0.3 and not data.startswith(b"\xff\xfe"):
        data = _bytes_changed(data, chance)
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8", "replace")
    gone = set(TOKEN.findall(" ".join(re.findall(r"<!--.*?(?:-->|\Z)", text, re.DOTALL)))) if name == "a.md" else set()
    # Where bytes were changed, a mark that begins a comment or a change may have come about.
    odd = name == "a.md" and re.search(r"<!--|\{[-+>]|~~|<(?:del|ins|s)\b|\[//", text)
    seen = set() if odd else set(re.findall(r"(?<![^\W_])seen[a-p]{4}(?![^\W_])", text))
    return Case(name, data, frozenset(seen), frozenset(one for one in gone if text.count(one) == 1))


# Damage


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 12))):
        at = chance.randrange(len(found)) if found else 0
        match chance.randrange(4):
            case 0:
                del found[at : at + chance.choice((1, 2, 30))]
            case 1:
                found[at:at] = bytes(chance.choices(b"<>&\"'/=- \n\xc3\x28az09", k=chance.choice((1, 3))))
            case 2:
                found[at : at + 1] = bytes([chance.randrange(1, 256)])
            case _:
                found[at:at] = found[max(0, at - 40) : at]
    return bytes(found)


def _mutate(tree: Element, chance: random.Random, *, values: tuple[str, ...]) -> None:
    for _ in range(chance.choice((0, 1, 2, 4, 8, 20))):
        elements = [one for one in tree.iter() if isinstance(one.tag, str)]
        parents = {child: parent for parent in tree.iter() for child in parent}
        inner = [one for one in elements if one in parents and parents[one] is not tree]
        if not inner or len(elements) > 3_000:
            return
        one, other = chance.choice(inner), chance.choice(inner)
        match chance.randrange(7):
            case 0:
                parents[one].remove(one)
            case 1:
                for _ in range(chance.choice((1, 1, 3))):
                    parents[one].insert(list(parents[one]).index(one), copy.deepcopy(one))
            case 2:
                if one not in set(other.iter()) and other not in set(one.iter()):
                    parents[one].remove(one)
                    other.insert(chance.randint(0, len(other)), one)
            case 3:
                other.append(copy.deepcopy(one))
            case 4:
                one.tag = other.tag
            case 5 if one.attrib:
                one.set(chance.choice(sorted(one.attrib)), chance.choice(values))
            case _:
                one[:] = reversed(list(one))
