"""Columns that only spaces part, as text copied from a page has them: read down one after the other, or as rows."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefings.importing.lines import Line

_GAP = re.compile(r"(?<=\S)(?: {3,}|\t)(?=\S)")
_FEWEST_LINES = 4
_FEWEST_CHARACTERS = 18  # of a line of a column, on the average; less is a table of facts
_ROW = re.compile(r"\S.*?\S {3,}\S")


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines with columns set one below the other, and the cells of other rows parted by tabs."""
    found: list[Line] = []
    heads: list[Line] = []  # a run that may be the headings of the columns below it, with the empty line after it
    for run, empty in _runs(lines):
        edge = _right_edge(run)
        if edge and heads and all(gap.end() == edge for line in heads for gap in _GAP.finditer(line.text)):
            run = [*heads, *run]  # their empty line stays, so that they are no part of a paragraph
            heads = []
        found += [_as_row(line) for line in heads]
        heads = []
        if edge:
            found += [replace(line, text=line.text[:edge].rstrip()) for line in run if _says(line, line.text[:edge])]
            found += [replace(line, text=line.text[edge:]) for line in run if _says(line, line.text[edge:])]
            found += empty
        elif run and len(run) == 1 and len(_GAP.findall(run[0].text)) == 1:
            heads = [*run, *empty]
        else:
            found += [_as_row(line) for line in run] + empty
    return found + [_as_row(line) for line in heads]


def _says(line: Line, part: str) -> bool:
    """Whether a line has words in a column; an empty line stays in both."""
    return bool(part.strip()) or not line.text.strip()


def _runs(lines: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """The lines that follow one another without an empty one, each run with the line that ends it."""
    run: list[Line] = []
    for line in lines:
        if line.text.strip() and not line.marked_up:
            run.append(line)
        else:
            yield run, [line]
            run = []
    yield run, []


def _right_edge(run: list[Line]) -> int:
    """Where the right column begins; 0 if these lines are no two columns of sentences."""
    gaps = [gap for line in run for gap in [list(_GAP.finditer(line.text))] if gap and "\t" not in line.text]
    ends = [one[-1].end() for one in gaps]
    if len(ends) < _FEWEST_LINES:
        return 0
    edge = min(ends)
    if any(len(line.text) > edge and line.text[edge - 1 : edge].strip() for line in run):
        return 0
    left, right = ([line.text[part].strip() for line in run] for part in (slice(edge), slice(edge, None)))
    both = [one for one in zip(left, right, strict=True) if all(one)]
    wide = all(sum(map(len, column)) >= _FEWEST_CHARACTERS * len(both) for column in zip(*both, strict=True))
    goes_on = sum(one[0][:1].islower() for one in both) + sum(one[1][:1].islower() for one in both)
    return edge if len(both) >= _FEWEST_LINES and wide and goes_on > 1 else 0


def _as_row(line: Line) -> Line:
    """A row of facts with a tab between its cells, so that it is never taken for a wrapped line."""
    if line.marked_up or line.table or "...." in line.text or not _ROW.match(line.text.strip()):
        return line
    return replace(line, text=_GAP.sub("\t", line.text.strip()))
