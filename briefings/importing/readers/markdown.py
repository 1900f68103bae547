"""Markdown: the same lines as plain text, with the headings that its marks give and the rest left as written."""

import re
from dataclasses import replace

from briefings.importing.lines import Flag, Kept, Line, Source, number_of, words_in
from briefings.importing.outline import MOST_CELLS
from briefings.importing.readers import text
from briefings.importing.readers.emphasis import seen
from briefings.importing.readers.left_out import LeftOut

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})$")
_RULE = re.compile(r" {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$")
_TABLE_RULE = re.compile(r" {0,3}(?=[^|]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,40}\|?[ \t]*")
_END = re.compile(r"\r\n|\n|\r")
# Comments and changes, in HTML and as editors of Markdown write them; a comment that is never closed goes to the end.
_LEFT_OUT = re.compile(
    r"<!--(?P<html>.*?)(?:-->|\Z)|^\[(?://|comment)\]: *# *[(\"'](?P<aside>[^\r\n]{0,2000})[)\"'][ \t]*$"
    # Each looks no further than to where the next of its kind begins, so that a file of openings takes no longer.
    r"|\{>>(?P<critic>(?:(?!\{>>|<<\}).){0,5000})<<\}|\{--(?P<removed>(?:(?!\{--|--\}).){0,5000})--\}"
    r"|\{\+\+(?P<added>(?:(?!\{\+\+|\+\+\}).){0,5000})\+\+\}"
    r"|<del\b[^<>]{0,200}>(?P<del>(?:(?!</?del\b).){0,5000})</del>"
    r"|<ins\b[^<>]{0,200}>(?P<ins>(?:(?!</?ins\b).){0,5000})</ins>"
    r"|<s>(?P<stroke>(?:(?!</?s>).){0,5000})</s>|~~(?P<struck>(?![~\s])(?:(?!~~).){1,500}(?<!\s))~~(?!~)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_BLOCK_START = re.compile(r"\s*(?:[-*+>#|]|\d+[.)])")


def read(data: bytes) -> Source:
    """A .md file as lines. Comments, changes and words with a line through them are told and never reach the draft."""
    whole, flags = text.decoded(data)
    left_out = LeftOut()
    source = Source(lines=[])
    for line in text.lines_of(_as_shown(whole, left_out)):
        source.lines.append(_styled(replace(line, text=seen(line.text).rstrip(), marked_up=True), source.lines))
    source.flags = flags + left_out.flags()
    _tables(source)
    return source


def _as_shown(whole: str, left_out: LeftOut) -> str:
    """A text without what is not for its readers. Line ends stay, so that lines keep their numbers."""

    def without(found: re.Match) -> str:
        kind = found.lastgroup or ""
        words = len(words_in(found[kind]))
        if kind in ("html", "aside", "critic"):
            left_out.comments += bool(words)
        elif kind in ("struck", "stroke"):
            left_out.struck_words += words
        else:
            left_out.changes += 1
            if kind in ("ins", "added"):
                left_out.inserted += words
            else:
                left_out.deleted += words
        return "\n" * len(_END.findall(found[0]))

    return _LEFT_OUT.sub(without, whole)


def _tables(source: Source) -> None:
    """Rows under one another, the second a rule, are one table. What is more than one part may hold is left over."""
    lines, at = source.lines, 0
    while at < len(lines) - 1:
        if "|" not in lines[at].text or not _TABLE_RULE.fullmatch(lines[at + 1].text):
            at += 1
            continue
        until = at + 2
        while until < len(lines) and "|" in lines[until].text:
            until += 1
        rows = lines[at:until]
        most = max(3, MOST_CELLS // max(1, lines[at + 1].text.count("-|") + 1))
        source.unplaced += [Kept(row.number, row.text.strip()) for row in rows[most:]]
        if rows[most:]:
            message = f"This table is too large for one part. {number_of(len(rows[most:]), 'row')} were not placed."
            source.flags.append(Flag("table-too-large", rows[0].number, message))
        text = "\n".join(row.text.strip() for row in rows[:most])
        lines[at:until] = [replace(rows[0], text=text, table=True), *(replace(row, text="") for row in rows[1:])]
        at = until


def _styled(line: Line, before: list[Line]) -> Line:
    hashes = _HEADING.match(line.text)
    if hashes:
        words = line.text[hashes.end():].rstrip().rstrip("#").rstrip()  # fmt: skip
        return replace(line, text=words, heading=len(hashes[1]))
    previous = before[-1] if before else None
    underline = _UNDERLINE.match(line.text)
    if (
        underline
        and previous
        and previous.text.strip()
        and not previous.heading
        and not _BLOCK_START.match(previous.text)
    ):
        before[-1] = replace(previous, heading=1 if underline[1][0] == "=" else 2)
        return replace(line, text="")
    return replace(line, text="") if _RULE.match(line.text) else line
