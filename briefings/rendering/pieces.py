"""What a published page is shown by besides its body: its points, questions and recommendations one by one, what
happened in a minute, and its headings.

All of it comes from the same composing as the body, so each piece is some of the body's bytes; publishing and a trigger
of the database hold it to that. No models.
"""

import re
from dataclasses import dataclass
from typing import Any

from briefings.document import Document
from briefings.rendering import html, report
from briefings.rendering.markdown import words_of
from briefings.rendering.story import in_a_minute

NOTE_MARK = re.compile(r'<sup class="note-mark">.*?</sup>', re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A point, a question or a recommendation, as it stands on the page."""

    kind: str  # point, question or recommendation
    label: str  # its address on the page
    section: str  # the address of the section it stands in
    html: str
    language: str  # empty where it is that of the page
    asked_of: str = ""  # whom a question is asked of

    @property
    def words(self) -> str:
        """Its words on one line, without marks of notes."""
        return " ".join(words_of(NOTE_MARK.sub("", self.html)).split())


@dataclass(frozen=True)
class Story:
    """What happened, as its section tells it, short enough to be read aloud in a minute. Empty where none is."""

    html: str = ""
    language: str = ""


@dataclass(frozen=True)
class Pieces:
    """A page, taken apart. `contents` are its headings in order: label, words, and those inside, of the same kind."""

    pieces: tuple[Piece, ...]
    story: Story
    contents: list[dict[str, Any]]

    def within(self, body: str) -> "Pieces":
        """Those whose HTML stands in this body byte for byte: a later release may compose the same words otherwise."""
        pieces = tuple(one for one in self.pieces if one.html in body)
        return Pieces(pieces, self.story if self.story.html in body else Story(), self.contents)


def pieces_of(document: Document) -> Pieces:
    """The pieces of the web page of a Document. Raises CannotRender."""
    page = html.composed(document)
    sections = [*page["opening_sections"], *page["sections"]]
    return Pieces(
        tuple(
            Piece(part["kind"], part["label"], section["label"], part["html"],
                  part.get("lang") or section.get("lang", ""), group.get("asked_of", ""))
            for section in sections
            for group in section["pieces"]
            for part in group.get("parts", ())
        ),
        _story(document, sections),
        _contents(page, sections),
    )  # fmt: skip


def _story(document: Document, sections: list[dict[str, Any]]) -> Story:
    found = in_a_minute(document)
    for section in sections:
        if found and section["label"] == found.label:
            return Story(section["html"].strip(), section.get("lang", ""))
    return Story()


def _contents(page: dict[str, Any], sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    headings = [
        (
            one["level"],
            one["label"],
            f"{one['number']}. {one['plain_heading']}" if one["number"] else one["plain_heading"],
        )
        for one in sections
        if one["heading"]
    ]
    headings += [(2, "notes", "Notes")] if page["notes"] else []
    headings += [(2, "glossary", "Glossary")] if page["glossary"] else []
    return report.contents(headings)
