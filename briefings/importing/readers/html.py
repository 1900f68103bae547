"""Web pages: what stands around the document is set aside, what is never seen is dropped, the rest is walked.

Nothing is fetched: not a style, not a picture. The encoding is found as browsers find it, from the byte
order mark or the page's own word for it.
"""

import codecs
import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Comment, Element

import tinyhtml5

from briefings.importing.lines import CannotRead, Flag, Kept, Source, number_of, squeezed, words_in
from briefings.importing.readers.walk import ASIDE, Walk

_FURNITURE = {"nav", "footer", "form", "button", "input", "select", "textarea", "svg", "canvas", "audio", "video"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:cookies?|consent|breadcrumbs?|skip-?links?|quick-?(?:exit|leave)|exit-?(?:page|site|button)"
    r"|site-?(?:header|footer|nav)|navbar|menu|sidebar|share|social|newsletter|pagination|back-?to-?top)(?:$|[-_ ])",
    re.IGNORECASE,
)
_DROPPED = {"script", "style", "template", "noscript", "head", "iframe", "object", "embed", "applet"}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WRITTEN_BY_STYLE = re.compile(r"content\s*:\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})')", re.IGNORECASE)
_SAYS = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_BACK = re.compile(r"\W*(?:\d{1,3}|back(?: to (?:text|content|top))?|return(?: to text)?)?\W*", re.IGNORECASE)
_NOTE_HEADING = {"notes", "footnotes", "endnotes", "references", "footnote", "endnote"}
_HOLDS_NOTE = re.compile(r"(?:ftn|edn|fn|en|footnote|endnote)[-_:]?\d+$", re.IGNORECASE)
_BLOCK = {"li", "p", "div", "aside", "section", "dd"}


def read(data: bytes) -> Source:
    """A web page as lines. Raises CannotRead for what is no page."""
    text, flags = _decoded(data)
    # Never the text itself: the library takes a short one for the name of a file, and opens it.
    tree = tinyhtml5.parse(io.StringIO(text), namespace_html_elements=False)
    body = tree.find("body")
    if body is None:
        raise CannotRead("This is not a web page with words in it. Choose the file that holds the words.")
    beside = _beside_pages(tree)
    flags += _without_unseen(body, scripts=sum(1 for _ in tree.iter("script")))
    _mark_furniture(body)
    walk = Walk()
    _find_notes(body, walk)
    source = walk.through(body)
    source.flags = flags + source.flags
    _note_headings_aside(source)
    source.beside_pages = beside
    return source


def _beside_pages(tree: Element) -> list[str]:
    """What a page shows on paper only: hidden heads and feet, and what its styles write at the edges of sheets."""
    texts = [squeezed("".join(one.itertext())) for one in tree.iter() if isinstance(one.tag, str) and _is_hidden(one)]
    for style in tree.iter("style"):
        texts += [found[1] or found[2] for found in _WRITTEN_BY_STYLE.finditer("".join(style.itertext()))]
    return [text for text in texts if words_in(text)]


def _decoded(data: bytes) -> tuple[str, list[Flag]]:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, "replace"), []
    said = _SAYS.search(data, 0, 4096)
    for encoding in ([said[1].decode("ascii")] if said else []) + ["utf-8"]:
        name = encoding.lower()
        # What pages call Latin 1 has been Windows text for as long as there are browsers.
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
        try:
            return data.decode(name), []
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    message = "Check accents, quotation marks and dashes: the file was read as Windows text, which is a guess."
    return data.decode("cp1252", "replace"), [Flag("encoding-guessed", 1, message)]


def _without_unseen(body: Element, *, scripts: int) -> list[Flag]:
    """Take out scripts, comments and hidden words; say how many there were, never what they said."""
    hidden = comments = 0
    for parent in list(body.iter()):
        kept: list[Element] = []
        for child in parent:
            if child.tag is Comment:
                # "[if …]" is how Word talks to old browsers, and nobody's comment
                comments += len(words_in(child.text or "")) > 0 and not (child.text or "").lstrip().startswith("[")
            elif _is_hidden(child):
                hidden += len(words_in("".join(child.itertext())))
            elif child.tag not in _DROPPED:
                kept.append(child)
                continue
            _give_tail(parent, kept, child.tail or "")
        parent[:] = kept
    told = []
    if scripts:
        told.append(
            Flag("scripts", 1, f"The page has {number_of(scripts, 'script')}. Nothing of that was read or run.")
        )
    if hidden:
        told.append(
            Flag(
                "hidden-text",
                1,
                f"The page has hidden text ({number_of(hidden, 'word')}). It was left out of the draft.",
            )
        )
    if comments:
        told.append(Flag("comments", 1, f"The page has {number_of(comments, 'comment')}, left out of the draft."))
    return told


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _give_tail(parent: Element, kept: list[Element], tail: str) -> None:
    """The words after an element that goes stay where they are."""
    if kept:
        kept[-1].tail = (kept[-1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _mark_furniture(body: Element) -> None:
    """Give the class of what is set aside to all that stands around the document."""
    mains = [one for one in body.iter() if one.tag == "main" or one.get("role") == "main"]
    if not mains:
        mains = list(body.iter("article")) if len(list(body.iter("article"))) == 1 else []
    main = mains[0] if len(mains) == 1 and words_in("".join(mains[0].itertext())) else None
    inside = {id(one) for one in main.iter()} if main is not None else set()
    above = set(_ancestors(body, main)) if main is not None else set()
    titled = any(one.tag == "h1" for one in (main.iter() if main is not None else ()))
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str):
            continue
        if id(element) in above:
            continue
        if main is not None and id(element) not in inside:
            if element.tag == "h1" and not titled:
                titled = True
                element.attrib.pop("class", None)
            elif not any(one.tag == "h1" for one in element.iter()) or titled:
                element.set("class", ASIDE)
        elif _is_furniture(element) or (
            element.tag == "header" and main is None and not any(one.tag == "h1" for one in element.iter())
        ):
            element.set("class", ASIDE)
        elif element.get("class") == ASIDE:
            element.attrib.pop("class")


def _is_furniture(element: Element) -> bool:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        element.tag in _FURNITURE
        or (element.get("role") or "").lower() in _ROLES
        or (bool(_NAMED.search(name)) and not any(one.tag in ("h1", "main", "article") for one in element.iter()))
    )


def _ancestors(body: Element, main: Element) -> Iterator[int]:
    """The elements that hold the document, and the document itself."""
    parents = {id(child): parent for parent in body.iter() for child in parent}
    here: Element | None = main
    while here is not None:
        yield id(here)
        here = parents.get(id(here))


def _find_notes(body: Element, walk: Walk) -> None:
    """Find the footnotes: a short link to a later place that links back to where it is marked."""
    parents = {id(child): parent for parent in body.iter() for child in parent}
    order = {id(one): at for at, one in enumerate(body.iter())}
    places = {one.get("id") or one.get("name"): one for one in body.iter() if one.get("id") or one.get("name")}
    for link in body.iter("a"):
        target = (link.get("href") or "").removeprefix("#")
        shown = squeezed("".join(link.itertext()))
        place = places.get(target) if (link.get("href") or "").startswith("#") else None
        if place is None or len(shown) > 6 or order[id(place)] < order[id(link)] or target in walk.labels:
            continue
        whole: Element | None = place
        while whole is not None and whole.tag not in _BLOCK:
            whole = parents.get(id(whole))
        marks = {link.get("id"), *(one.get("id") for one in _around(link, parents)), link.get("name")} - {None, ""}
        back = [
            one
            for one in (whole.iter("a") if whole is not None else ())
            if (one.get("href") or "").removeprefix("#") in marks and _BACK.fullmatch(squeezed("".join(one.itertext())))
        ]
        if whole is None or whole.tag in ("section", "body") or not (back or marks):
            continue
        if not back and not re.fullmatch(r"\[?\d{1,3}\]?", shown):
            continue
        holder = parents.get(id(whole))
        if holder is not None and _HOLDS_NOTE.match(holder.get("id") or ""):
            whole = holder  # all paragraphs of the note, as Word saves them
        whole.set("id", target)
        walk.labels[target] = str(len(walk.labels) + 1)
        walk.ways_back |= {(one.get("href") or "").removeprefix("#") for one in back}


def _around(link: Element, parents: dict[int, Element]) -> Iterator[Element]:
    parent = parents.get(id(link))
    if parent is not None and parent.tag in ("sup", "span"):
        yield parent


def _note_headings_aside(source: Source) -> None:
    """The heading over the notes is written again by whoever shows them."""
    worded = [at for at, line in enumerate(source.lines) if line.text.strip()]
    for at, after in zip(worded, worded[1:], strict=False):
        line = source.lines[at]
        if line.heading and source.lines[after].note and line.text.strip().lower().rstrip(":") in _NOTE_HEADING:
            source.set_aside.append(Kept(line.number, line.text.strip()))
            source.lines[at] = type(line)(line.number, "")
