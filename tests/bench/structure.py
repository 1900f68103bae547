"""How near an outline comes to the truth of its document: its parts in order, its words, what should not be there."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, dropwhile

from briefings.importing.outline import Outline
from tests.bench.documents import Expected, Sample, tokens

_LABEL = re.compile(
    r"^(?:[\w-]+ ){0,3}(?:briefing|note|page|report|bulletin|newsletter|review)$|^(?:briff|nodyn)\b", re.IGNORECASE
)


@dataclass
class Atom:
    """A part as read, or the words of a section; `shown` is what an engineer is shown of it."""

    kind: str
    words: list[str]
    typed: list[str] = field(default_factory=list)  # with what counts its items and paragraphs
    heading: list[str] = field(default_factory=list)
    section: str = ""
    level: int | None = None
    inner: int = 0
    shown: str = ""


@dataclass
class Result:
    """What one document came to."""

    sample: Sample
    words: int = 0  # that a reader sees, furniture and hidden words apart
    placed: int = 0
    left_over: int = 0
    set_aside: int = 0
    lost: list[str] = field(default_factory=list)  # words of the source that are nowhere
    told: int = 0
    untold: list[str] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)  # hidden words that are in the draft
    in_order: tuple[int, int] = (0, 0)  # parts whose beginning stands after that of the one before, of those found
    right: Counter = field(default_factory=Counter)
    wanted: Counter = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    refused: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the structure is right, as documents/README.md defines it."""
        return not (self.refused or self.differences or self.entered)


def compared(sample: Sample, outline: Outline) -> Result:
    """The outline of a document measured by its truth."""
    result = measured(sample, outline)
    atoms, notes = _atoms(outline)
    expected = [one for one in sample.parts if one.kinds != ("note",)]
    pairs = _aligned(expected, atoms)
    for place, one in enumerate(expected):
        _count(result, one, is_right=place in pairs)
    for one in sample.parts:
        if one.kinds == ("note",):
            found = next((note for note in notes if one.fits(note.words)), None)
            _count(result, one, is_right=found is not None)
            if found:
                notes.remove(found)
            else:
                result.differences.append(f"- note: {one.words}")
    result.differences += _told_apart(expected, atoms, pairs) + [f"+ {one.shown}" for one in notes]
    result.differences = _beside(sample, outline) + result.differences
    result.in_order = _in_order(expected, list(chain.from_iterable(one.heading + one.words for one in atoms)))
    return result


def measured(sample: Sample, outline: Outline) -> Result:
    """What became of the words of a document; of one without a truth too."""
    placed = tokens(placed_words(outline), is_body=True)
    left_over = list(chain.from_iterable(tokens(kept.text) for kept in outline.unplaced))
    aside = list(chain.from_iterable(tokens(kept.text) for kept in outline.set_aside))
    written = list(chain.from_iterable(tokens(kept.text) for kept in outline.written_by_draft))
    seen = tokens(sample.seen(), is_body=True)
    words = seen
    for phrase in sorted((*sample.furniture, *sample.hidden), key=len, reverse=True):
        words = _without(words, tokens(phrase, is_body=True))
    lost = Counter(_without_hidden(seen, sample)) - Counter(placed) - Counter(left_over + aside + written)
    remarks = " ".join(
        [f"{flag.code} {flag.message}" for flag in outline.flags] + [kept.text for kept in outline.set_aside]
    )
    return Result(
        sample=sample,
        words=len(words),
        placed=(Counter(words) & Counter(placed)).total(),
        left_over=len(left_over),
        set_aside=len(aside),
        lost=sorted(word for word in lost.elements() if len(word) > 1 and not word.isdigit()),
        told=len(outline.flags),
        untold=[one for one in sample.told if one.casefold() not in remarks.casefold()],
        entered=[phrase for phrase in sample.hidden if _entered(tokens(phrase), placed)],
    )


def _without_hidden(seen: list[str], sample: Sample) -> list[str]:
    for phrase in sample.hidden:
        seen = _without(seen, tokens(phrase))
    return seen


def _without(words: list[str], phrase: list[str]) -> list[str]:
    """Words without any run of them that is the phrase."""
    kept, at = [], 0
    while at < len(words):
        if phrase and words[at : at + len(phrase)] == phrase:
            at += len(phrase)
        else:
            kept.append(words[at])
            at += 1
    return kept


def _entered(phrase: list[str], placed: list[str]) -> bool:
    """Whether any three words of a hidden phrase stand together in the draft, or all of a shorter one."""
    size = min(3, len(phrase))
    runs = {tuple(placed[at : at + size]) for at in range(len(placed))}
    return any(tuple(phrase[at : at + size]) in runs for at in range(len(phrase) - size + 1))


def placed_words(outline: Outline) -> str:
    """Every word of the parts to be, a field a line."""
    fields = [outline.title, outline.contact, *(f"{role} {name}" for role, name in outline.reviewers)]
    for piece in outline.pieces:
        fields += [piece.heading, piece.body, piece.attribution, piece.alt_text]
    return "\n".join(fields)


def _atoms(outline: Outline) -> tuple[list[Atom], list[Atom]]:
    """The parts as read, and the notes, which stand anywhere."""
    atoms: list[Atom] = []
    notes: list[Atom] = []
    for piece in outline.pieces:
        heading, body = tokens(piece.heading), tokens(f"{piece.body}\n{piece.attribution}", is_body=True)
        typed = tokens(f"{piece.body}\n{piece.attribution}")
        shown = " ".join(f"{piece.heading} {piece.body}".split())
        match piece.kind:
            case "footnote":
                notes.append(Atom("note", body, typed, shown=f"note: {shown}"))
            case "section":
                if heading:
                    said = f"section {piece.section} {piece.level or 1}: {piece.heading}"
                    atoms.append(Atom("section", [], [], heading, section=piece.section, level=piece.level, shown=said))
                if body and not heading and atoms and atoms[-1].kind == "text":
                    atoms[-1].typed += typed
                    atoms[-1].words += body  # a section without a heading only holds what follows
                elif body:
                    atoms.append(Atom("text", body, typed, shown=f"text: {' '.join(piece.body.split())}"))
            case "figure":
                pass
            case kind:
                inner = f" +{piece.items}" if piece.items else ""
                atoms.append(Atom(kind, body, typed, heading, inner=piece.items, shown=f"{kind}{inner}: {shown}"))
    return atoms, notes


def _fits(one: Expected, atom: Atom) -> bool:
    if atom.kind not in one.kinds or one.inner not in {None, atom.inner}:
        return False
    if atom.kind == "section" and (one.section not in {"", atom.section} or one.level not in {None, atom.level or 1}):
        return False
    if atom.kind == "section":  # the draft may number it, or not
        return _unnumbered(atom.heading) == _unnumbered(list(one.starts + one.ends))
    readings = [atom.words, atom.heading + atom.words, atom.typed]
    readings += [words[1:] for words in readings if words and words[0].isdigit()]  # a number kept is as right
    return any(map(one.fits, readings))


def _unnumbered(heading: list[str]) -> list[str]:
    """A heading without the numbers before it, Roman ones too."""
    return list(dropwhile(lambda word: word.isdigit() or word in {"i", "ii", "iii", "iv", "v", "vi"}, heading))


def _aligned(expected: list[Expected], atoms: list[Atom]) -> dict[int, int]:
    """Which part as read is which of the truth: as many as can be paired in order."""
    best = [[0] * (len(atoms) + 1) for _ in range(len(expected) + 1)]
    for row in reversed(range(len(expected))):
        for across in reversed(range(len(atoms))):
            best[row][across] = max(best[row + 1][across], best[row][across + 1])
            if _fits(expected[row], atoms[across]):
                best[row][across] = max(best[row][across], 1 + best[row + 1][across + 1])
    pairs, row, across = {}, 0, 0
    while row < len(expected) and across < len(atoms):
        if _fits(expected[row], atoms[across]) and best[row][across] == 1 + best[row + 1][across + 1]:
            pairs[row] = across
            row, across = row + 1, across + 1
        elif best[row][across] == best[row + 1][across]:
            row += 1
        else:
            across += 1
    return pairs


def _count(result: Result, one: Expected, *, is_right: bool) -> None:
    result.wanted[one.kinds[0]] += 1
    result.right[one.kinds[0]] += is_right


def _told_apart(expected: list[Expected], atoms: list[Atom], pairs: dict[int, int]) -> list[str]:
    """What should be there (-) and what is (+), in the order of the draft."""
    lines, across = [], 0
    for row, one in enumerate([*expected, None]):
        upto = pairs.get(row, across) if one else len(atoms)
        lines += [f"+ {atom.shown}" for atom in atoms[across:upto]]
        if one and row in pairs:
            across = pairs[row] + 1
        elif one:
            section = " ".join(filter(None, [one.section, str(one.level or "")]))
            inner = f" +{one.inner}" if one.inner else ""
            lines.append(f"- {'/'.join(one.kinds)} {section}".rstrip() + f"{inner}: {one.words}")
        across = max(across, upto)
    return lines


def _beside(sample: Sample, outline: Outline) -> list[str]:
    wrong = []
    labels = [one for one in sample.furniture if _LABEL.search(one)]  # above a title or below it: as good in it
    titles = [sample.title, *(f"{one} {sample.title}" for one in labels), *(f"{sample.title} {one}" for one in labels)]
    if tokens(outline.title) not in map(tokens, titles):
        wrong += [f"- title: {sample.title}", f"+ title: {outline.title}"]
    if sample.contact and tokens(sample.contact) != tokens(outline.contact):
        wrong += [f"- contact: {sample.contact}", f"+ contact: {outline.contact}"]
    return wrong


def _in_order(expected: list[Expected], placed: list[str]) -> tuple[int, int]:
    """How many beginnings of parts stand in order, of those that stand anywhere."""
    starts = []
    for one in expected:
        size = len(one.starts)
        found = [at for at in range(len(placed)) if tuple(placed[at : at + size]) == one.starts]
        if found:
            starts.append(next((at for at in found if not starts or at > starts[-1]), found[0]))
    rising: list[int] = []
    for at in starts:
        place = bisect_left(rising, at)
        rising[place : place + 1] = [at]
    return len(rising), len(starts)
