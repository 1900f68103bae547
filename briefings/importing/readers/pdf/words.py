"""Letters joined into words: spaces by the gaps between them, lines by what stands at their ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from xml.etree.ElementTree import Element, SubElement

from briefings.importing.readers.pdf.page import Letter

SPACE = 0.2  # of the height of the letters: a wider gap parts words
RAISED = 0.14  # of the height of the line's letters: how far up the mark of a note stands at least
SMALLER = 0.85
HYPHENS = "-\u2010\u00ad"
_LETTER = re.compile(r"[^\W\d_]")
_END = re.compile(r"[^\W\d_]+$")
_NUMBER_ALONE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\.?")
_BEGINS = re.compile(r"[^\W\d_]+")
# Before these the hyphen is a part of the word more often than the end of a line.
_KEEPS = {
    "well", "self", "co", "non", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half",
    "full", "part", "long", "short", "high", "low", "ill", "cross", "ex", "vice", "follow", "in", "on", "up", "out",
    "multi", "inter", "pre", "post", "anti", "semi", "quasi", "same", "all", "person", "child", "family", "risk", "day",
    "so", "much", "year", "month", "week", "twenty", "thirty", "forty", "fifty", "re",
}  # fmt: skip

Line = list[Letter]


@dataclass
class Hyphens:
    """What the rest of the document says of words that the end of a line cuts in two."""

    whole: set[str] = field(default_factory=set)
    hyphened: set[str] = field(default_factory=set)
    joined: int = 0

    def learn(self, text: str) -> None:
        """Remember the words that stand inside a line."""
        self.whole.update(one.lower() for one in re.findall(r"[^\W\d_]{3,}", text))
        self.hyphened.update(one.lower() for one in re.findall(r"[^\W\d_]+-[^\W\d_]+", text))

    def keep(self, first: str, second: str) -> bool:
        """Whether the hyphen between two halves is a part of the word."""
        first, second = first.lower(), second.lower()
        if f"{first}-{second}" in self.hyphened:
            return True
        if first + second in self.whole:
            self.joined += 1
            return False
        keeps = first in _KEEPS or (first in self.whole and second in self.whole)
        self.joined += not keeps
        return keeps


@dataclass
class Run:
    """Words that look alike."""

    text: str
    bold: bool = False
    slanted: bool = False
    raised: bool = False
    target: str = ""

    def like(self) -> tuple:
        return self.bold, self.slanted, self.raised, self.target


def lines_in(letters: Iterable[Letter]) -> list[Line]:
    """Letters in the order that they are read, parted where the next stands on another line."""
    lines: list[Line] = []
    for one in letters:
        last = next((it for it in reversed(lines[-1]) if it.text != " "), None) if lines else None
        if (
            last is None
            or abs(one.base - last.base) > 0.6 * max(one.size, last.size)
            or (one.left < last.left - 3 * one.size and one.text != " ")
        ):
            lines.append([one])
        else:
            lines[-1].append(one)
    return lines


def runs_of(line: Line) -> list[Run]:
    """The words of one line, with spaces where letters stand apart."""
    line = _without_spacing(line)
    inked = [one for one in line if one.text.strip()]
    if not inked:
        return []
    tall = max(one.size for one in inked)
    low = min(one.base for one in inked if one.size >= SMALLER * tall)
    usual = _usual_gap(inked)
    runs: list[Run] = []
    before: Letter | None = None
    for one in line:
        if one.text == " ":
            if runs and not runs[-1].text.endswith(" "):
                runs[-1].text += " "
            continue
        if before is not None and runs and not runs[-1].text.endswith(" "):
            gap = one.left - before.right
            if gap > usual + SPACE * min(one.size, before.size) or gap < -4 * one.size:
                runs[-1].text += " "
        raised = one.size < SMALLER * tall and one.base > low + RAISED * tall
        here = Run(one.text, one.look.bold, one.look.slanted, raised, one.target)
        if runs and runs[-1].like() == here.like():
            runs[-1].text += one.text
        else:
            runs.append(here)
        before = one
    return runs


def text_of(line: Line) -> str:
    """The words of a line, plain."""
    return "".join(run.text for run in runs_of(line)).strip()


def _usual_gap(inked: Sequence[Letter]) -> float:
    """The gap between letters that belong together: none, but where words are set wide."""
    gaps = [after.left - one.right for one, after in zip(inked, inked[1:], strict=False)]
    tall = inked[0].size
    middle = median(gaps) if len(gaps) > 5 else 0
    return middle if 0.1 * tall < middle < 1.5 * tall else 0


def _without_spacing(line: Line) -> Line:
    """A line whose letters are parted by typed spaces ("L E A R N I N G"), without those."""
    tokens = "".join(one.text for one in line).split()
    single = sum(len(token) == 1 and token.isalpha() for token in tokens)
    return [one for one in line if one.text != " "] if single >= 5 and single >= 0.7 * len(tokens) else line


def joined(lines: Sequence[Line], hyphens: Hyphens) -> list[Run]:
    """The words of the lines of one paragraph, the ends of lines taken away."""
    found: list[Run] = []
    for line in lines:
        runs = runs_of(line)
        if not runs:
            continue
        if found:
            _join(found, runs, hyphens)
        found += runs
    merged: list[Run] = []
    for _, same in groupby(found, key=Run.like):
        alike = list(same)
        alike[0].text = "".join(one.text for one in alike).replace("\u00ad", "")
        merged.append(alike[0])
    return _paragraph_number(merged)


def _paragraph_number(runs: list[Run]) -> list[Run]:
    """The number of a paragraph, set apart by its look, is written as numbers are typed: "12." and not bold."""
    if len(runs) < 2 or not _NUMBER_ALONE.fullmatch(runs[0].text.strip()) or runs[0].raised:
        return runs
    if runs[0].like() == runs[1].like() or runs[1].raised or not runs[0].bold or runs[1].bold:
        return runs
    return [Run(f"{runs[0].text.strip().rstrip('.')}. "), *runs[1:]]


def _join(found: list[Run], runs: list[Run], hyphens: Hyphens) -> None:
    last = found[-1]
    last.text = last.text.rstrip()
    runs[0].text = runs[0].text.lstrip()
    ends, begins = last.text[-1:], runs[0].text[:1]
    if ends and ends in HYPHENS and begins.islower() and last.text[-2:-1].isalpha():
        first, second = _END.search(last.text[:-1]), _BEGINS.match(runs[0].text)
        if ends == "\u00ad" or not hyphens.keep(first[0] if first else "", second[0] if second else ""):
            last.text = last.text[:-1]
        return
    if ends and ends in HYPHENS and last.text[-2:-1].isalpha() and _LETTER.match(begins):
        return  # a name with a hyphen, or capitals
    if ends == "/" or (last.target and last.target == runs[0].target and _is_address(last.text)):
        return
    last.text += " "


def _is_address(text: str) -> bool:
    word = text.rsplit(" ", 1)[-1]
    return "://" in word or "www." in word or ("@" in word and "." not in word.rsplit("@", 1)[1])


def write(element: Element, runs: Sequence[Run], *, notes: frozenset[str] = frozenset()) -> None:
    """Give an element of a page these words. A raised number that is the label of a note becomes its mark."""
    for run in runs:
        if run.raised and run.text.strip() in notes:
            SubElement(element, "a", href=f"#note-{run.text.strip()}").text = run.text.strip()
            _more(element, " " if run.text.endswith(" ") else "")
            continue
        here = element
        if run.target:
            here = SubElement(here, "a", href=run.target)
        for is_so, tag in ((run.bold, "b"), (run.slanted, "i"), (run.raised, "sup")):
            if is_so:
                here = SubElement(here, tag)
        if here is element:
            _more(element, run.text)
        else:
            here.text = run.text


def _more(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
