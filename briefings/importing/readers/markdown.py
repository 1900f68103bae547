"""Markdown: the same lines as plain text, with the headings that its marks give and the rest left as written."""

import re
from dataclasses import replace

from briefings.importing.lines import Flag, Kept, Line, Source, number_of
from briefings.importing.outline import MOST_CELLS
from briefings.importing.readers import text

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})$")
_RULE = re.compile(r" {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$")
_TABLE_RULE = re.compile(r" {0,3}(?=[^|]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,40}\|?[ \t]*")
_BLOCK_START = re.compile(r"\s*(?:[-*+>#|]|\d+[.)])")


def read(data: bytes) -> Source:
    """A .md file as lines. Comments never reach the draft: they are set aside and flagged."""
    whole, flags = text.decoded(data)
    source = Source(lines=[], flags=flags)
    in_comment = False
    for line in text.lines_of(whole):
        kept, hidden, in_comment = _without_comment(line.text, in_comment=in_comment)
        if hidden:
            source.set_aside.append(Kept(line.number, hidden))
            source.flags.append(Flag("comment", line.number, "Read this comment: it was left out of the draft."))
        source.lines.append(_styled(replace(line, text=kept, marked_up=True), source.lines))
    _tables(source)
    return source


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


def _without_comment(line: str, *, in_comment: bool) -> tuple[str, str, bool]:
    """What of a line is shown, what is inside `<!-- -->`, and whether a comment is still open."""
    shown, hidden = [], []
    while line:
        before, mark, line = line.partition("-->" if in_comment else "<!--")
        (hidden if in_comment else shown).append(before)
        if mark:
            in_comment = not in_comment
    return " ".join(shown).rstrip(), " ".join(filter(None, (one.strip() for one in hidden))), in_comment


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
