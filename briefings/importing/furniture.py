"""What stands in a file but is not the document: buttons of a site, page numbers, running headers, contents lists."""

import re

from briefings.importing.lines import Flag, Kept, Line, Source, bare, squeezed

SITE = {
    "quick leave", "quick exit", "exit site", "exit this page", "exit this site", "leave this site", "leave site",
    "hide this page", "skip to content", "skip to main content", "skip navigation", "skip to navigation",
    "toggle contrast", "toggle high contrast", "change text size", "increase text size", "decrease text size",
    "print this page", "share this page", "back to top", "return to top", "accept cookies", "accept all cookies",
    "cookie settings", "manage cookies", "translate this page", "listen to this page", "sign up to our newsletter",
}  # fmt: skip
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*\d{1,3}[-–—|\s]*|[-–—|\s]*page\s*\|?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*|\d{1,4}\s*(?:of|/)\s*\d{1,4}"
    r"|\d{1,4}\s*\|\s*p\s?a\s?g\s?e)",
    re.IGNORECASE,
)
_PAGE_BESIDE = re.compile(
    r"(?P<before>\S.{2,90}?)(?:\s{2,}|\t|\s*\|\s*|\s+(?=page\b))"
    r"(?:page\s*\|?\s*)?(?P<last>\d{1,4})(?P<of>\s*(?:of|/)\s*\d{1,4})?"
    r"|(?:page\s*\|?\s*)?(?P<first>\d{1,4})(?:\s{2,}|\t|\s*\|\s*)(?P<after>[^\W\d].{2,90})",
    re.IGNORECASE,
)
_CONTENTS = {"contents", "table of contents", "contents page", "list of contents"}
_ENTRY_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}$", re.IGNORECASE)
_TABLE_RULE = re.compile(r"[\s|:+-]+$")
_LONGEST_HEADER = 90  # characters


def without_furniture(source: Source, *, known: set[str]) -> tuple[list[Line], set[int]]:
    """The lines that are the document's own, and the places among them after which a page ended.

    What is taken out goes to `source.set_aside`. `known` holds headings and labels of this kind of
    document, bare: they come again and again and are never running headers.
    """
    lines = source.lines
    taken = _contents(lines)
    edges: set[int] = set()
    for at, line in enumerate(lines):
        words = squeezed(line.text)
        if not words or at in taken:
            continue
        if bare(words) in SITE:
            taken.add(at)
            source.flags.append(
                Flag("site-furniture", line.number, f"“{words}” is a button of a website. It was left out.")
            )
        elif len(words) <= 40 and not line.heading and _PAGE_NUMBER.fullmatch(words):
            taken.add(at)
            edges.add(at)
        elif line.starts_page:
            edges.add(at)
    numbered = _numbered_heads(lines, taken=taken)
    taken |= numbered
    edges |= numbered
    headers = _running_headers(lines, taken=taken, edges=edges, known=known)
    taken |= headers
    kept: list[Line] = []
    page_ends: set[int] = set()
    for at, line in enumerate(lines):
        if at in taken:
            source.set_aside.append(Kept(line.number, squeezed(line.text)))
            if at in edges or at in headers:
                page_ends.add(len(kept))
        else:
            if line.starts_page:
                page_ends.add(len(kept))
            kept.append(line)
    return kept, page_ends


def _contents(lines: list[Line]) -> set[int]:
    """The lines of a contents list: its heading, and what follows while it ends in page numbers."""
    taken: set[int] = set()
    inside, seen = False, 0
    pending: list[int] = []
    for at, line in enumerate(lines):
        words = squeezed(line.text)
        if not words:
            continue
        if inside:
            if _is_entry(line.text):
                pending.append(at)
                seen += 1
                taken.update(pending)
                pending = []
                continue
            if _TABLE_RULE.fullmatch(words) or _PAGE_NUMBER.fullmatch(words):
                pending.append(at)
                continue
            inside, pending = False, []
        if bare(words) in _CONTENTS:
            inside, seen, pending = True, 0, [at]
            taken.add(at)
    return taken


def _is_entry(text: str) -> bool:
    words = text.rstrip(" |\t")
    number = _ENTRY_NUMBER.search(words[-12:])
    if not number:
        return False
    before = words[: len(words) - len(number[0])]
    lead = before.rstrip(" .…\t|_-")
    gap = before[len(lead):]  # fmt: skip
    return bool(lead) and (
        "\t" in gap or "|" in gap or ".." in gap or "…" in gap or len(gap) >= 3 or "age" in number[0].lower()
    )


def _numbered_heads(lines: list[Line], *, taken: set[int]) -> set[int]:
    """Lines with a running title and a page number: "Page 2 of 9" at their end, or one title with several figures."""
    sure: set[int] = set()
    titles: dict[str, dict[str, int]] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        if at in taken or line.heading or line.table or len(text) > 2 * _LONGEST_HEADER:
            continue
        found = _PAGE_BESIDE.fullmatch(text)
        if not found:
            continue
        if found["of"] and "page" in text.lower():
            sure.add(at)
        title = bare(found["before"] or found["after"] or "")
        titles.setdefault(title, {})[f"{found['first'] or found['last']}"] = at
    return sure | {at for places in titles.values() if len(places) > 1 for at in places.values()}


def _running_headers(lines: list[Line], *, taken: set[int], edges: set[int], known: set[str]) -> set[int]:
    """Short lines that come again beside page breaks: at the head or foot of pages."""
    worded = [at for at, line in enumerate(lines) if line.text.strip() and (at not in taken or at in edges)]
    place = {at: index for index, at in enumerate(worded)}
    beside: dict[str, set[int]] = {}
    for edge in edges:
        here = place.get(edge)
        if here is None:
            continue
        for index in range(max(0, here - 2), min(len(worded), here + 3)):
            at = worded[index]
            words = squeezed(lines[at].text)
            name = re.sub(r"\d+", "#", bare(words))
            if at in taken or len(words) > _LONGEST_HEADER or name in known or lines[at].heading or not name:
                continue
            beside.setdefault(name, set()).add(at)
    return {at for places in beside.values() if len(places) > 1 for at in places}
