"""The words of a Document as people read them, each passage with what it is, its place and its language.

`document.sources` lists everything that is written; this says besides what a passage is for, so that
a check can leave alone what it should not judge: somebody's quoted words, or Welsh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from briefings import document as doc
from briefings.languages import sentences_of
from briefings.rendering import markdown

LISTS = Path(__file__).resolve().parent / "lists"  # words of the checks of this folder
QUOTED = re.compile(r"“[^”]{1,2000}”|‘[^’]{2,2000}’(?!\w)|\"[^\"\n]{1,2000}\"")
WORD = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*")
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+\.\S+")


@dataclass(frozen=True)
class Passage:
    """One run of words. `kind` is title, summary, heading, words, point, question … as a reader would name it."""

    where: str
    kind: str
    source: str
    language: str

    @cached_property
    def text(self) -> str:
        """What a reader sees: a line for each paragraph, item and row."""
        return markdown.plain(self.source)

    @cached_property
    def own_text(self) -> str:
        """The same without what stands in quotation marks: those are somebody else's words."""
        return QUOTED.sub("“…”", self.text)

    @property
    def is_english(self) -> bool:
        """Whether it may be judged as English."""
        return doc.is_english(self.language)

    @property
    def is_own(self) -> bool:
        """Whether these are the writers' words, and not a quotation or what one source was called."""
        return self.kind not in {"quotation", "attribution"}

    def sentences(self) -> list[str]:
        """Its sentences, one after another, without web addresses."""
        lines = ADDRESS.sub("…", self.text).split("\n")
        return [one for line in lines for one in sentences_of(line)]


def words_in(text: str) -> list[str]:
    """The words of a text: letters and digits, with the hyphens and apostrophes inside them."""
    return WORD.findall(text)


def start_of(text: str, most: int = 8) -> str:
    """The first words of a text, to know it by."""
    words = text.split()
    return " ".join(words[:most]) + ("…" if len(words) > most else "")


@lru_cache(maxsize=2)  # a checklist asks a dozen times about one Document, and reading Markdown takes longest
def passages(document: doc.Document) -> tuple[Passage, ...]:
    """Every passage that says something, in reading order."""
    return tuple(one for one in _all(document) if one.source.strip())


def english(document: doc.Document) -> list[Passage]:
    """The writers' own English: what may be judged by how it is worded."""
    return [one for one in passages(document) if one.is_english and one.is_own]


def _all(document: doc.Document) -> Iterator[Passage]:
    yield Passage("title", "title", document.title, document.language)
    yield Passage("summary", "summary", document.summary, document.language)
    for section in document.sections:
        where, language = f"part-{section.position}", doc.language_of(section, document)
        yield Passage(where, "heading", section.heading, language)
        yield Passage(where, "words", section.body, language)
        for piece in section.pieces:
            yield from _of(piece, document)
    for note in document.footnotes:
        yield Passage(f"part-{note.position}", "footnote", note.body, doc.language_of(note, document))


def _of(piece: doc.Piece, document: doc.Document) -> Iterator[Passage]:
    def one(thing: doc.Placed, kind: str, source: str) -> Passage:
        return Passage(f"part-{thing.position}", kind, source, doc.language_of(thing, document))

    match piece:
        case doc.Points():
            for point in piece.points:
                yield one(point, "heading", point.heading)
                yield one(point, "point", point.body)
            for guidance in piece.guidance:
                yield one(guidance, "heading", guidance.heading)
                yield one(guidance, "guidance", guidance.body)
        case doc.Questions():
            for question in piece.questions:
                yield one(question, "question", question.body)
        case doc.Recommendations():
            for recommendation in piece.recommendations:
                yield one(recommendation, "heading", recommendation.heading)
                yield one(recommendation, "recommendation", recommendation.body)
        case doc.Quotation():
            yield one(piece, "quotation", piece.body)
            yield one(piece, "attribution", piece.attribution)
        case doc.Figure():
            yield one(piece, "picture", piece.picture.alt if piece.picture else "")
            yield one(piece, "caption", piece.caption)
