"""What stands in a file but is not the document: buttons of a site, page numbers, running headers, contents lists."""

import re
from collections import Counter
from dataclasses import replace

from briefings.importing.lines import Flag, Kept, Line, Source, bare, squeezed
from briefings.importing.recognising.edges import edge_lines
from briefings.importing.recognising.markers import marker_of

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
_CONTENTS = {
    "contents", "table of contents", "contents page", "list of contents", "in this issue", "in this briefing",
    "in this newsletter", "on this page", "what is in this issue", "what's inside", "cynnwys", "yn y rhifyn hwn",
}  # fmt: skip
_ITEM = re.compile(r"\s*(?:[-•*·o–]|\d{1,2}[.)])\s+\S")
_ENTRY_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}$", re.IGNORECASE)
_TABLE_RULE = re.compile(r"[\s|:+-]+$")
_FRONT = 6  # lines with words, where a title stands
_LONGEST_HEADER = 90  # characters
_FEWEST_BOXES = 3
_FEWEST_LEADERS = 3
_MOST_UNNUMBERED = 15  # entries of a contents list without page numbers
_LEADER = re.compile(r"\S ?(?:\.{4,}|…{2,}|(?:\. ){4,}) ?\d{1,4}$")


def without_furniture(source: Source, *, known: set[str]) -> tuple[list[Line], set[int]]:
    """The lines that are the document's own, and the places among them after which a page ended.

    What is taken out goes to `source.set_aside`. `known` holds headings and labels of this kind of
    document, bare: they come again and again and are never running headers.
    """
    lines = source.lines = _boxes(source.lines)
    contents = _contents(lines)
    taken = contents | edge_lines(lines)
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
    numbered = _numbered_heads(lines, taken=contents)
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


def _boxes(lines: list[Line]) -> list[Line]:
    """Numbers on lines of their own, each with a short line below, counting from 1: the numbers of boxes, not of pages.

    The number goes in front of the words below it, which it numbers.
    """
    worded = [at for at, line in enumerate(lines) if line.text.strip()]
    boxes: dict[int, int] = {}
    for at, below in zip(worded, worded[1:], strict=False):
        number, words = lines[at].text.strip(), squeezed(lines[below].text)
        is_next = number.isdecimal() and len(number) < 3 and int(number) == len(boxes) + 1
        is_name = words[:1].isalpha() and len(words.split()) <= 10 and not words.endswith((".", ",", ";"))
        if is_next and is_name and below <= at + 2:
            boxes[at] = below
    spread = [after - at for at, after in zip(boxes, list(boxes)[1:], strict=False)]
    directly = all(below == at + 1 for at, below in boxes.items())
    if len(boxes) < _FEWEST_BOXES or not directly or min(spread) < 3:
        return lines
    found = list(lines)
    for at, below in boxes.items():
        found[below] = replace(lines[below], text=f"{lines[at].text.strip()}. {lines[below].text.strip()}")
        found[at] = replace(lines[at], text="")
    return found


def _contents(lines: list[Line]) -> set[int]:
    """The lines of a contents list: its heading, and what follows while it ends in page numbers."""
    taken: set[int] = set()
    inside, seen, numbered = False, 0, False
    pending: list[int] = []
    for at, line in enumerate(lines):
        words = squeezed(line.text)
        if not words:
            continue
        if inside:
            # Without page numbers only a list directly below it is one of contents.
            in_list = not numbered and (not seen or bool(lines[at - 1].text.strip())) and seen < _MOST_UNNUMBERED
            if _is_entry(line.text) or (in_list and _ITEM.match(line.text) and not words.endswith((".", "?"))):
                numbered = numbered or _is_entry(line.text)
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
            inside, seen, pending, numbered = True, 0, [at], False
            taken.add(at)
    leaders = [at for at, line in enumerate(lines) if _LEADER.search(squeezed(line.text)[-60:])]
    return taken | (set(leaders) if len(leaders) >= _FEWEST_LEADERS else set())


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
    names = {at: _running_name(lines[at], known=known) for at in worded if at not in taken}
    often = Counter(names.values())
    found: set[str] = set()
    beside: dict[str, set[int]] = {}
    for edge in edges:
        here = place.get(edge)
        if here is None:
            continue
        # From the edge inwards, as far as lines come again: a label under a heading of its own is none of them.
        for way in (range(here, max(-1, here - 4), -1), range(here if edge not in taken else here + 1, here + 4)):
            for index in way:
                at = worded[index] if index < len(worded) else edge
                name = names.get(at, "")
                if at != edge and (not name or often[name] < 2):
                    break
                if name:
                    beside.setdefault(name, set()).add(at)
    found = {name for name, places in beside.items() if len(places) > 1}
    # The title often runs along as well: where it stands first of all it is the title.
    front = {at for at in worded[:_FRONT] if at < min(edges, default=0) - 3}
    return {at for at, name in names.items() if name in found and at not in front}


def _running_name(line: Line, *, known: set[str]) -> str:
    """What a line is compared by, figures apart; nothing if it cannot be a running head: bold words are labels."""
    words = squeezed(line.text)
    name = re.sub(r"\d+", "#", bare(words))
    is_label = line.heading or line.bold or words.startswith("**") or name in known
    return "" if is_label or len(words) > _LONGEST_HEADER or marker_of(line.text) else name
