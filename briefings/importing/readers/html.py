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

from briefings.importing.lines import CannotRead, Flag, Kept, Source, squeezed, words_in
from briefings.importing.readers.left_out import LeftOut, equations_told
from briefings.importing.readers.walk import ASIDE, Walk
from briefings.importing.readers.walk.listed import without_start
from briefings.importing.readers.walk.looks import Looks
from briefings.importing.recognising.markings import marking_alone

_FURNITURE = {"nav", "footer", "form", "button", "input", "select", "textarea", "svg", "canvas", "audio", "video"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:cookies?|consent|breadcrumbs?|skip-?links?|quick-?(?:exit|leave)|exit-?(?:page|site|button)"
    r"|site-?(?:header|footer|nav)|navbar|menu|sidebar|share|social|newsletter|pagination|back-?to-?top"
    r"|addtoany|sharedaddy|jp-relatedposts|related-?(?:content|links?|posts?|articles?|pages?|news)"
    r"|comments?-?(?:area|list|form|section|wrapper|thread|respond|title)|commentlist|reader-?comments|disqus[-_]?thread"
    r"|fb-comments|wpdiscuz|respond)(?:$|[-_ ])",
    re.IGNORECASE,
)
_NAMED_WHOLE = {"comment", "comments", "related", "remark42", "giscus", "utterances"}
# What the section of a page is called that its readers write, or that leads to other pages.
_CALLED = re.compile(
    r"(?:\d{1,4} )?(?:comments?|responses?|repl(?:y|ies)|thoughts? on\b.{0,200}|leave a (?:comment|reply)|add a comment"
    r"|post a comment|join the (?:discussion|conversation)|share this(?: page| article| post)?"
    r"|related (?:articles?|posts?|news|stories|links?|content)|you may also (?:like|be interested in)"
    r"|sign up\b.{0,60})"
    r"(?: ?\(?\d{0,4}\)?)\W*",
    re.IGNORECASE,
)
_NO_WORDS = {"script", "style"}
_DROPPED = {"template", "noscript", "iframe", "object", "embed", "applet", "datalist"}
# As Word writes the text of a comment, and the mark of one.
_COMMENT_TEXT = {"msocomtxt", "msocommenttext", "msocommentsubject"}
_COMMENT_MARK = {"msocomanchor", "msocomoff", "msocommentreference"}
_GOOGLE_COMMENT = re.compile(r"cmnt\d{1,5}")
_GOOGLE_MARK = re.compile(r"#cmnt(?:_ref)?\d{1,5}")
_SAID_BY_READERS = re.compile(
    r"(?:\d{1,4}|one|two|three) (?:comments?|responses?|repl(?:y|ies)|thoughts? on\b.{0,200})"
    r"|comments ?\(\d{1,4}\)|(?:leave|post|add|write) a (?:comment|reply)\W*",
    re.IGNORECASE,
)
_WRITTEN_BY_STYLE = re.compile(r"content\s*:\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})')", re.IGNORECASE)
_SAYS = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_BACK = re.compile(r"\W*(?:\d{1,3}|back(?: to (?:text|content|top))?|return(?: to text)?)?\W*", re.IGNORECASE)
_NOTE_HEADING = {"notes", "footnotes", "endnotes", "references", "footnote", "endnote"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NAMES_PARTS = _HEADINGS | {"summary", "dt"}
_NOTE_BOX = re.compile(r"(?:sd)?(?:foot|end)note[-_]?\d{1,3}|(?:ftn|edn)\d{1,3}", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\s*\[?(\d{1,3})\]?[.)]?[\s\xa0]*")
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
    looks = Looks(tree)
    beside = _beside_pages(tree, looks)
    left_out = LeftOut("page", scripts=sum(1 for _ in tree.iter("script")))
    _without_unseen(tree, looks, left_out)
    flags += left_out.flags()
    if looks.is_cut:
        message = "The page has too many styles to read them all. Look for words that its readers do not see."
        flags.append(Flag("styles-not-read", 1, message))
    _mark_furniture(body)
    _mark_said_by_readers(body)
    for element in body.iter():
        if looks.of(element).get("mso-element") in ("header", "footer") or (
            element.tag == "div" and element.get("title") in ("header", "footer")  # as LibreOffice saves them
        ):
            element.set("class", ASIDE)
    equations = sum(one.tag.rpartition("}")[2] == "math" for one in body.iter())
    walk = Walk(looks=looks)
    _find_notes(body, walk)
    source = walk.through(body)
    source.flags = flags + equations_told(equations) + source.flags
    _note_headings_aside(source)
    source.beside_pages = beside
    return source


def _beside_pages(tree: Element, looks: Looks) -> list[str]:
    """What a page shows on paper only: hidden heads and feet, and what its styles write at the edges of sheets."""
    hidden = (one for one in tree.iter() if isinstance(one.tag, str) and looks.hides(one))
    texts = [marking_alone("".join(one.itertext())) for one in hidden]
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


def _without_unseen(tree: Element, looks: Looks, left_out: LeftOut) -> None:
    """Take out of the body comments, changes and hidden words; say how many there were, never what they said."""
    parents = {id(child): parent for parent in tree.iter() for child in parent}
    comments = {id(one) for one in _comments_of_google(tree, parents)}
    # White letters are hidden where all backgrounds are known: a sheet of styles elsewhere may say more.
    is_all_here = not any("stylesheet" in (one.get("rel") or "").lower() for one in tree.iter("link"))
    waiting = [(tree, is_all_here)]
    while waiting:
        parent, on_white = waiting.pop()
        on_white = on_white and not looks.coloured(parent)
        kept: list[Element] = []
        for child in parent:
            if child.tag in ("head", "body") or not (
                (id(child) in comments and _told_comments(child, left_out))
                or _is_left_out(child, looks, left_out)
                or (on_white and _is_white(child, looks, left_out))
            ):
                kept.append(child)
                waiting.append((child, on_white))
            else:
                _give_tail(parent, kept, child.tail or "")
        parent[:] = kept


def _comments_of_google(tree: Element, parents: dict[int, Element]) -> Iterator[Element]:
    """A comment that Google Docs writes at the end of its page: the box around it, or its paragraph."""
    for link in tree.iter("a"):
        if not _GOOGLE_COMMENT.fullmatch(link.get("id") or link.get("name") or ""):
            continue
        above: Element | None = link
        whole = link
        while above is not None and above.tag != "body":
            if above.tag in ("p", "div", "li", "td"):
                whole = above
            if above.tag == "div":
                break
            above = parents.get(id(above))
        links = sum(1 for one in whole.iter("a") if _GOOGLE_COMMENT.fullmatch(one.get("id") or one.get("name") or ""))
        yield whole if links == 1 else next(_up_to(link, "p", parents), link)


def _up_to(element: Element, tag: str, parents: dict[int, Element]) -> Iterator[Element]:
    above: Element | None = element
    while above is not None:
        if above.tag == tag:
            yield above
        above = parents.get(id(above))


def _told_comments(element: Element, left_out: LeftOut, *, count: int = 1) -> bool:
    left_out.comments += count if _words(element) else 0
    return True


def _is_left_out(element: Element, looks: Looks, left_out: LeftOut) -> bool:
    """Whether an element is no part of what is read; counts what it holds."""
    if element.tag is Comment:
        # "[if …]" is how Word talks to old browsers, "saved from" how browsers sign; neither is anybody's comment
        text = (element.text or "").strip()
        left_out.comments += bool(words_in(text)) and not text.startswith(("[", "saved from url", "<![endif]"))
        return True
    if not isinstance(element.tag, str) or element.tag in _NO_WORDS:
        return True
    said, names = looks.of(element), set((element.get("class") or "").lower().split())
    role = (element.get("role") or "").lower()
    means = said.get("mso-element", "")
    if means == "comment-list":
        held = sum(looks.of(one).get("mso-element") == "comment" for one in element.iter() if isinstance(one.tag, str))
        return _told_comments(element, left_out, count=max(1, held))
    if means == "comment" or names & _COMMENT_TEXT or role == "comment":
        return _told_comments(element, left_out)
    if (
        names & _COMMENT_MARK
        or said.get("mso-special-character") == "comment"
        or (element.tag == "a" and _GOOGLE_MARK.fullmatch(element.get("href") or ""))
    ):
        return True  # only the mark of a comment: [AB1]
    if element.tag in ("ins", "del") or names & {"msoins", "msodel"} or role in ("insertion", "deletion"):
        left_out.changes += 1
        if element.tag == "ins" or "msoins" in names or role == "insertion":
            left_out.inserted += _words(element)
        else:
            left_out.deleted += _words(element)
        return True
    if element.tag in ("s", "strike") or looks.struck(element):
        left_out.struck_words += _words(element)
        return True
    if element.tag in _DROPPED or looks.hides(element):
        left_out.hidden_words += _words(element)
        return True
    if "mso-prop-change" in said:
        left_out.reformatted += 1
        left_out.reformatted_words += _words(element)
    return False


def _is_white(element: Element, looks: Looks, left_out: LeftOut) -> bool:
    """Whether an element has white letters on white, and nothing in it has a colour of its own."""
    if not looks.white(element) or any(looks.coloured(one) for one in element.iter()):
        return False
    if any("color" in looks.of(one) or one.get("color") for one in element.iter() if one is not element):
        return False
    left_out.hidden_words += _words(element)
    return True


def _words(element: Element) -> int:
    return len(words_in("".join(element.itertext())))


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
        articles = [one for one in body.iter("article") if _is_document(one)]
        mains = articles if len(articles) == 1 else []
    main = mains[0] if len(mains) == 1 and words_in("".join(mains[0].itertext())) else None
    inside = {id(one) for one in main.iter()} if main is not None else set()
    above = set(_ancestors(body, main)) if main is not None else set()
    titled = any(one.tag == "h1" for one in (main.iter() if main is not None else ()))
    half = _words(body) / 2
    # What opens a part of a page is a button, and names it: it stands in the heading of that part.
    names = {id(one) for named in body.iter() if named.tag in _NAMES_PARTS for one in named.iter() if one is not named}
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or (element.tag == "button" and id(element) in names):
            continue
        if id(element) in above:
            continue
        if main is not None and id(element) not in inside:
            if element.tag == "h1" and not titled:
                titled = True
                element.attrib.pop("class", None)
            elif not any(one.tag == "h1" for one in element.iter()) or titled:
                element.set("class", ASIDE)
        elif element.tag == "form" and _words(element) > half:
            continue  # some programs put the whole page into a form
        elif _is_furniture(element) or (
            element.tag == "header" and main is None and not any(one.tag == "h1" for one in element.iter())
        ):
            element.set("class", ASIDE)
        elif element.get("class") == ASIDE:
            element.attrib.pop("class")


def _mark_said_by_readers(body: Element) -> None:
    """Set aside what readers of a page wrote under it, where only a heading says so and no box is around it."""
    for parent in list(body.iter()):
        until = ""  # the heading level that ends what they wrote
        for child in parent:
            if child.tag in _HEADINGS:
                is_theirs = bool(_SAID_BY_READERS.fullmatch(squeezed("".join(child.itertext()))))
                if is_theirs or (until and child.tag <= until):
                    until = min(until or child.tag, child.tag) if is_theirs else ""
            if until:
                child.set("class", ASIDE)


def _is_furniture(element: Element) -> bool:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in ("button", "input", "select", "textarea", "svg", "canvas", "audio", "video"):
        return True
    stands_around = (
        element.tag in _FURNITURE
        or (element.get("role") or "").lower() in _ROLES
        or bool(_NAMED.search(name))
        or not _NAMED_WHOLE.isdisjoint(name.lower().split())
        or (element.tag in ("section", "aside", "div") and bool(_CALLED.fullmatch(_called(element))))
    )
    # Some themes call the whole page after the menu or the comments it may have.
    return stands_around and not any(
        one.tag in ("h1", "main", "article") and _is_document(one) for one in element.iter()
    )


def _is_document(element: Element) -> bool:
    """Whether this may be the document or its title, and is not one comment among many."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag != "article" or "comment" not in name


def _called(element: Element) -> str:
    """How a part of a page is named: for those who hear it, or by the heading it begins with."""
    said = element.get("aria-label")
    if said:
        return squeezed(said)
    for one in element.iter():
        if one.tag in _HEADINGS:
            return squeezed("".join(one.itertext()))
        if (one.text or "").strip():
            break
    return ""


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
    if not walk.labels:
        _find_boxes_of_notes(body, walk)


def _find_boxes_of_notes(body: Element, walk: Walk) -> None:
    """Find the footnotes that nothing links to any more, by the names that programs give to their boxes."""
    for one in body.iter():
        name = one.get("id") or ""
        number = _NOTE_NUMBER.match("".join(one.itertext())[:20]) if _NOTE_BOX.fullmatch(name) else None
        if number and number[1] not in walk.labels.values():
            walk.labels[name] = number[1]
            without_start(one, number.end())


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
