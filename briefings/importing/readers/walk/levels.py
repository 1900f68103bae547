"""The levels of headings as all readers give them: 1 for the title, 2 for a main heading."""

from dataclasses import replace

from briefings.importing.lines import Line, bare
from briefings.importing.recognising.headings import WORDINGS


def levelled(lines: list[Line]) -> list[Line]:
    """Headings with 1 for the title and 2 for a main heading, as all readers give them.

    Many people use the first level for the title, many for every main heading: it is the title only
    where it comes once, or first and as no usual heading.
    """
    firsts = [line for line in lines if line.heading == 1]
    if len(firsts) < 2 and not (firsts and is_usual(firsts[0])):
        return _from_two(lines)
    worded = next((line for line in lines if line.text.strip() and line.picture is None), None)
    is_title = firsts[0].style == "Title" or (firsts[0] is worded and not is_usual(firsts[0]))
    title = firsts[0] if is_title else None
    return _from_two(
        [line if line is title or not line.heading else replace(line, heading=line.heading + 1) for line in lines]
    )


def _from_two(lines: list[Line]) -> list[Line]:
    """The highest heading under the title is 2: what a house style leaves out means nothing."""
    too_deep = min((line.heading for line in lines if line.heading > 1), default=2) - 2
    if not too_deep:
        return lines
    return [replace(line, heading=line.heading - too_deep) if line.heading > 1 else line for line in lines]


_USUAL = {bare(wording) for wordings in WORDINGS.values() for wording in wordings}


def is_usual(line: Line) -> bool:
    """Whether a line is a heading that every partnership knows."""
    return bare(line.text.replace("\\", "")).lstrip("0123456789.) ") in _USUAL
