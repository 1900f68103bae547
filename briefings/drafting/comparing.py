"""Two wordings of a briefing side by side: part by part, word by word.

Pure functions of two Documents. What is compared is what officers write (Markdown), so that a link or a bold term
that changed is seen too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefings import document as doc
from portal.text.sentences import day_in_words

ALIKE = 0.5  # of 1: two parts of one kind with as many words in common are one part that changed
WORD = re.compile(r"[\w’'-]+\s*|[^\w\s]+\s*|\s+")
KINDS = {
    "title": "Title", "summary": "Summary", "partnerships": "Partnerships", "themes": "Themes",
    "sectors": "Who it is for", "said": "What it says of the review", "cover": "Cover", "section": "Section",
    "point": "Learning point", "guidance": "Practice guidance", "question": "Question",
    "recommendation": "Recommendation", "quotation": "Quotation", "figure": "Figure", "footnote": "Footnote",
    "contact": "Contact line", "glossary": "Abbreviations",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """One part of a wording, flat. `position` is its place in the list of parts it was frozen from; 0 has none."""

    kind: str
    position: int
    text: str


@dataclass(frozen=True)
class Run:
    """Words that stand in both wordings ("same"), only in the earlier ("out") or only in the later ("in")."""

    what: str
    words: str


@dataclass(frozen=True)
class Difference:
    """What became of one part: same, changed, added, removed or moved."""

    what: str
    kind: str
    before: Piece | None
    after: Piece | None
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """Its kind in words."""
        return KINDS[self.kind]


def compare(before: doc.Document, after: doc.Document) -> list[Difference]:
    """Every part of two wordings in reading order of the later, each with what became of it."""
    old, new = pieces_of(before), pieces_of(after)
    matcher = SequenceMatcher(None, [(p.kind, p.text) for p in old], [(p.kind, p.text) for p in new], autojunk=False)
    found: list[Difference] = []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            found += [_same(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            found += _between(old[i1:i2], new[j1:j2])
    return _with_moves(found)


def _between(old: list[Piece], new: list[Piece]) -> Iterator[Difference]:
    """Parts that differ: those that are alike are one part that changed; the others went or came."""
    partners: dict[int, int] = {}  # place in new: place in old
    for i, piece in enumerate(old):
        free = [j for j, other in enumerate(new) if other.kind == piece.kind and j not in partners]
        best = max(free, key=lambda j, piece=piece: _likeness(piece, new[j]), default=None)
        # a title, a summary and the like stand once: whatever they say now, they are the same part
        if best is not None and (not piece.position or _likeness(piece, new[best]) >= ALIKE):
            partners[best] = i
    gone = [i for i in range(len(old)) if i not in partners.values()]
    for j, piece in enumerate(new):
        if j not in partners:
            yield _added(piece)
            continue
        while gone and gone[0] < partners[j]:
            yield _removed(old[gone.pop(0)])
        yield _changed(old[partners[j]], piece)
    yield from (_removed(old[i]) for i in gone)


def _likeness(one: Piece, other: Piece) -> float:
    matcher = SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False)
    # the quick figures are never too low, so what they rule out needs no slow one
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _with_moves(differences: list[Difference]) -> list[Difference]:
    """A part that went in one place and came, word for word, in another has moved."""
    went = {(d.kind, d.before.text): d.before for d in differences if d.what == "removed" and d.before}
    came = {(d.kind, d.after.text) for d in differences if d.what == "added" and d.after}
    found = []
    for one in differences:
        piece = one.after or one.before
        key = (one.kind, piece.text) if piece else None
        if one.what == "removed" and key in came:
            continue
        if one.what == "added" and key in went:
            one = Difference("moved", one.kind, went[key], one.after, (Run("same", one.after.text),))
        found.append(one)
    return found


def _same(before: Piece, after: Piece) -> Difference:
    return Difference("same", after.kind, before, after, (Run("same", after.text),))


def _changed(before: Piece, after: Piece) -> Difference:
    return Difference("changed", after.kind, before, after, tuple(runs(before.text, after.text)))


def _added(piece: Piece) -> Difference:
    return Difference("added", piece.kind, None, piece, (Run("in", piece.text),))


def _removed(piece: Piece) -> Difference:
    return Difference("removed", piece.kind, piece, None, (Run("out", piece.text),))


def runs(before: str, after: str) -> list[Run]:
    """Two texts word by word. Paragraph by paragraph first, which keeps a long section quick."""
    found: list[Run] = []
    old, new = _paragraphs(before), _paragraphs(after)
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace":
            found += _words("".join(old[i1:i2]), "".join(new[j1:j2]))
        elif what == "equal":
            found.append(Run("same", "".join(new[j1:j2])))
        elif what == "delete":
            found.append(Run("out", "".join(old[i1:i2])))
        else:
            found.append(Run("in", "".join(new[j1:j2])))
    return _joined(found)


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"(\n\s*\n)", text)
    return ["".join(parts[n : n + 2]) for n in range(0, len(parts), 2)]


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=len(old) > 2000)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            yield Run("same", "".join(new[j1:j2]))
            continue
        if i2 > i1:
            yield Run("out", "".join(old[i1:i2]))
        if j2 > j1:
            yield Run("in", "".join(new[j1:j2]))


def _joined(found: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in found:
        if joined and joined[-1].what == run.what:
            joined[-1] = Run(run.what, joined[-1].words + run.words)
        elif run.words:
            joined.append(run)
    return joined


def pieces_of(document: doc.Document) -> list[Piece]:
    """Every part of a wording in reading order, flat, with all that readers see of it."""
    said = [document.review_type, document.age_band, *document.harms]
    found = [
        Piece("title", 0, document.title),
        Piece("summary", 0, document.summary),
        Piece("partnerships", 0, ", ".join(one.name for one in document.publishers)),
        Piece("themes", 0, _names(document.themes)),
        Piece("sectors", 0, _names(document.sectors)),
        Piece("said", 0, ", ".join(one.name for one in said if one)),
        Piece("cover", 0, _cover(document.cover)),
    ]
    for section in document.sections:
        found.append(Piece("section", section.position, _lines(section.heading, section.body)))
        for piece in section.pieces:
            found += _pieces(piece)
    found += [Piece("footnote", one.position, _lines(f"[^{one.mark}]", one.body)) for one in document.footnotes]
    found.append(Piece("contact", 0, document.contact))
    found.append(Piece("glossary", 0, "\n\n".join(f"{one.abbreviation}: {one.expansion}" for one in document.glossary)))
    return [piece for piece in found if piece.text]


def _pieces(piece: doc.Piece) -> Iterator[Piece]:
    match piece:
        case doc.Points():
            for one in piece.points:
                yield Piece(
                    "point", one.position, _lines(one.heading, one.body, _names(one.themes), _names(one.sectors))
                )
            for one in piece.guidance:
                yield Piece("guidance", one.position, _lines(one.heading, one.body))
        case doc.Questions():
            for one in piece.questions:
                yield Piece("question", one.position, one.body)
        case doc.Recommendations():
            for one in piece.recommendations:
                yield Piece("recommendation", one.position, _lines(one.heading, one.body, one.addressees))
        case doc.Quotation():
            yield Piece("quotation", piece.position, _lines(piece.body, piece.attribution))
        case doc.Figure():
            alt = piece.picture.alt if piece.picture else ""
            yield Piece("figure", piece.position, _lines(piece.caption, alt))


def _names(labels: tuple[doc.Label, ...]) -> str:
    return ", ".join(label.name for label in labels)


def _cover(cover: doc.Cover | None) -> str:
    if cover is None:
        return ""
    day = day_in_words(cover.completed_on) if cover.completed_on else ""
    return _lines(", ".join(cover.subjects), ", ".join(f"{one.role} {one.name}" for one in cover.reviewers), day)


def _lines(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
