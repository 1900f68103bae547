"""Markdown: the same lines as plain text, with the headings that its marks give and the rest left as written."""

import re
from dataclasses import replace

from briefings.importing.lines import Flag, Kept, Line, Source
from briefings.importing.readers import text

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})$")
_RULE = re.compile(r" {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$")
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
    return source


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
