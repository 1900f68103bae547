"""The Document: one briefing as plain data, the one thing that crosses from the draft to the world.

`compose` makes it from a draft; checks, rendering and publishing read it and nothing else. It is
frozen with an edition as JSON, so a field is never renamed or given a new meaning: add a field with a
default, and raise SHAPE when an old one cannot be read any more. This module imports nothing of ours
and nothing of Django, so that what it holds can be read in twenty years.

Words are Markdown sources; `rendering.markdown` alone turns them into HTML. `position` on a piece is
its place (from 1) in the draft's list of parts: a problem found here can point back to it.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

SHAPE = 1
_MADE_NAME = re.compile(r"(?:\w+/)?[0-9a-f]{32}(?:_[A-Za-z0-9]{7})?\.(?:png|jpg)")
# Fields that came later are written only where they say something, so that the digest of nothing frozen changes.
ADDED_SINCE = {"review_type", "age_band", "harms"}


@dataclass(frozen=True)
class Picture:
    """A picture by the name of its stored file, with its words and its size in dots."""

    name: str
    alt: str
    width: int
    height: int

    @property
    def chosen_name(self) -> str:
        """Its name as far as somebody may have chosen it: nothing where it is made of the picture's own digest.

        A store adds seven signs by chance to a name that it has already, and they may look like anything.
        """
        return "" if _MADE_NAME.fullmatch(self.name) else self.name


@dataclass(frozen=True)
class Publisher:
    """A partnership as it signs a briefing."""

    slug: str
    name: str
    short_name: str
    mailbox: str
    website: str
    colour: str
    second_colour: str
    logo: Picture | None = None


@dataclass(frozen=True)
class Label:
    """A theme or a sector."""

    slug: str
    name: str


@dataclass(frozen=True)
class Link:
    """A resource that the words point to as `resource:slug`."""

    slug: str
    title: str
    publisher: str
    kind: str
    address: str
    access: str  # open, login or request
    format_note: str = ""


@dataclass(frozen=True)
class Point:
    """A learning point. `label` is its address on the page, such as point-3."""

    label: str
    position: int
    heading: str
    body: str
    language: str
    point_kind: str
    sectors: tuple[Label, ...] = ()
    themes: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Guidance:
    """One piece of "how to enhance your practice"."""

    position: int
    heading: str
    body: str
    language: str


@dataclass(frozen=True)
class Points:
    """Learning points that stand together, and the guidance that belongs to them."""

    piece: ClassVar[str] = "points"
    label: str  # block-1, so that a block can be linked to
    points: tuple[Point, ...]
    guidance_heading: str = ""
    guidance: tuple[Guidance, ...] = ()


@dataclass(frozen=True)
class Question:
    """A reflective question."""

    label: str
    position: int
    body: str
    language: str
    asked_of: str  # practitioner, manager, partnership, review


@dataclass(frozen=True)
class Questions:
    """Reflective questions that stand together, all asked of the same people."""

    piece: ClassVar[str] = "questions"
    asked_of: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Recommendation:
    """A recommendation; lettered parts are a list in its body."""

    label: str
    position: int
    number: int
    heading: str
    body: str
    language: str
    addressees: str


@dataclass(frozen=True)
class Recommendations:
    """Recommendations that stand together, numbered in one run over the whole briefing."""

    piece: ClassVar[str] = "recommendations"
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Quotation:
    """Somebody's words, and whose."""

    piece: ClassVar[str] = "quotation"
    position: int
    body: str
    attribution: str
    language: str


@dataclass(frozen=True)
class Figure:
    """A picture that says something, with its caption."""

    piece: ClassVar[str] = "figure"
    label: str
    position: int
    picture: Picture | None  # a draft may not have it yet
    caption: str
    language: str


class Placed(Protocol):
    """Anything that stands at a place of the draft and may have a language of its own."""

    @property
    def position(self) -> int: ...

    @property
    def language(self) -> str: ...


Piece = Points | Questions | Recommendations | Quotation | Figure
PIECES = {kind.piece: kind for kind in (Points, Questions, Recommendations, Quotation, Figure)}


@dataclass(frozen=True)
class Section:
    """A heading, the words under it, and the pieces that follow until the next section.

    `kind` says what the section is for (see formats.py), whatever its heading is worded like.
    `numbered_from` is the number of its first paragraph in the run that goes through the report.
    """

    label: str
    position: int
    kind: str
    heading: str
    level: int  # 1 to 3
    body: str
    language: str
    numbered_from: int | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Footnote:
    """A note, by the label that marks it in the words and by its number in order of first mark.

    `number` is 0 for a note that nothing marks: it is kept, and the checklist says so.
    """

    mark: str
    number: int
    position: int
    body: str
    language: str


@dataclass(frozen=True)
class Reviewer:
    """Somebody who carried out a review, as its report names them."""

    name: str
    role: str


@dataclass(frozen=True)
class Cover:
    """What the cover of a full report says of its review, and no other format does."""

    subjects: tuple[str, ...]
    reviewers: tuple[Reviewer, ...]
    completed_on: date | None


@dataclass(frozen=True)
class Term:
    """An abbreviation used in the words, and what it stands for."""

    abbreviation: str
    expansion: str


@dataclass(frozen=True)
class Document:
    """Everything that will be frozen, and nothing that will not."""

    shape: int
    format: str
    kind_label: str  # "Learning note", as it stands above the title
    title: str
    summary: str
    slug: str
    address: str  # the full web address, printed on the sheet
    language: str
    worded_on: date  # the day these words were submitted, or today for a draft
    publishers: tuple[Publisher, ...]
    themes: tuple[Label, ...]
    sectors: tuple[Label, ...]
    review_slug: str  # empty for a topic briefing
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    links: tuple[Link, ...]
    contact: str  # Markdown, one line
    cover: Cover | None = None
    glossary: tuple[Term, ...] = ()
    # of the review, where the officer chose to say so; shown on the page, and what its filters go by
    review_type: Label | None = None
    age_band: Label | None = None
    harms: tuple[Label, ...] = ()


def to_data(document: Document) -> dict[str, Any]:
    """A Document as plain data for JSON. Every field is written, defaults too, but for those of ADDED_SINCE."""
    empty = {field.name for field in dataclasses.fields(document) if field.name in ADDED_SINCE
             and getattr(document, field.name) == field.default}  # fmt: skip
    return {name: value for name, value in _plain(document).items() if name not in empty}


def _plain(thing: Any) -> Any:
    if dataclasses.is_dataclass(thing):
        data = {field.name: _plain(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
        return {"piece": thing.piece, **data} if hasattr(thing, "piece") else data
    if isinstance(thing, tuple):
        return [_plain(one) for one in thing]
    return thing.isoformat() if isinstance(thing, date) else thing


def from_data(data: dict[str, Any]) -> Document:
    """The Document that `to_data` wrote. Raises ValueError for a shape this code does not know."""
    if data.get("shape") != SHAPE:
        raise ValueError(f"This wording has shape {data.get('shape')}, and this code reads shape {SHAPE}.")
    return Document(
        **{
            **data,
            "worded_on": date.fromisoformat(data["worded_on"]),
            "publishers": tuple(_publisher(one) for one in data["publishers"]),
            "themes": _labels(data["themes"]),
            "sectors": _labels(data["sectors"]),
            "sections": tuple(_section(one) for one in data["sections"]),
            "footnotes": tuple(Footnote(**one) for one in data["footnotes"]),
            "links": tuple(Link(**one) for one in data["links"]),
            "cover": _cover(data.get("cover")),
            "glossary": tuple(Term(**one) for one in data.get("glossary", ())),
            "review_type": _label(data.get("review_type")),
            "age_band": _label(data.get("age_band")),
            "harms": _labels(data.get("harms", [])),
        }
    )


def _publisher(data: dict[str, Any]) -> Publisher:
    return Publisher(**{**data, "logo": Picture(**data["logo"]) if data["logo"] else None})


def _cover(data: dict[str, Any] | None) -> Cover | None:
    if data is None:
        return None
    return Cover(
        subjects=tuple(data["subjects"]),
        reviewers=tuple(Reviewer(**one) for one in data["reviewers"]),
        completed_on=date.fromisoformat(data["completed_on"]) if data["completed_on"] else None,
    )


def _labels(data: list[dict[str, str]]) -> tuple[Label, ...]:
    return tuple(Label(**one) for one in data)


def _label(data: dict[str, str] | None) -> Label | None:
    return Label(**data) if data else None


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "pieces": tuple(_piece(one) for one in data["pieces"])})


def _piece(data: dict[str, Any]) -> Piece:
    fields = {name: value for name, value in data.items() if name != "piece"}
    match data["piece"]:
        case "points":
            fields["points"] = tuple(
                Point(**{**one, "sectors": _labels(one["sectors"]), "themes": _labels(one["themes"])})
                for one in fields["points"]
            )
            fields["guidance"] = tuple(Guidance(**one) for one in fields["guidance"])
        case "questions":
            fields["questions"] = tuple(Question(**one) for one in fields["questions"])
        case "recommendations":
            fields["recommendations"] = tuple(Recommendation(**one) for one in fields["recommendations"])
        case "figure":
            fields["picture"] = Picture(**fields["picture"]) if fields["picture"] else None
    return PIECES[data["piece"]](**fields)


# The fields that hold words for readers; the others hold addresses, slugs, marks and the like.
WORDS = frozenset({"title", "summary", "kind_label", "name", "short_name", "heading", "guidance_heading", "body",
                   "addressees", "attribution", "caption", "alt", "role", "publisher", "format_note", "expansion",
                   "contact", "subjects"})  # fmt: skip


def with_words(thing: Any, change: Callable[[str], str], *, is_words: bool = False) -> Any:
    """A Document, or any part of one, with `change` made to everything in it that readers read."""
    if isinstance(thing, str):
        return change(thing) if is_words else thing
    if isinstance(thing, tuple):
        return tuple(with_words(one, change, is_words=is_words) for one in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        fields = ((one.name, getattr(thing, one.name)) for one in dataclasses.fields(thing))
        changed = {name: with_words(value, change, is_words=_has_words(thing, name)) for name, value in fields}
        return dataclasses.replace(thing, **changed)
    return thing


def _has_words(thing: Any, name: str) -> bool:
    return name in WORDS and not (isinstance(thing, Picture) and name == "name")  # that of a stored file


def digest(document: Document) -> str:
    """SHA-256 of a Document in one fixed way of writing JSON: the same words give the same digest, anywhere."""
    text = json.dumps(to_data(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def reference(document: Document) -> str:
    """The short reference of this wording, as printed on its sheet, such as 3F9A-71C2."""
    short = digest(document)[:8].upper()
    return f"{short[:4]}-{short[4:]}"


def language_of(thing: Placed, document: Document) -> str:
    """The language of a section, a piece or a note: its own, or the briefing's where it has none of its own."""
    return thing.language or document.language


def is_english(language: str) -> bool:
    """Whether words of this language may be judged as English. Only ever asked of what `language_of` gave."""
    return language.lower().startswith("en")


def sources(document: Document) -> list[tuple[str, str]]:
    """Every piece of Markdown in reading order, each with where it stands ("part-4", "title", …)."""
    found = [("title", document.title), ("summary", document.summary)]
    if document.cover:
        found += [("review", subject) for subject in document.cover.subjects]
        found += [("review", f"{one.role} {one.name}") for one in document.cover.reviewers]
    for section in document.sections:
        found += [(f"part-{section.position}", section.heading), (f"part-{section.position}", section.body)]
        for piece in section.pieces:
            found += _sources_of(piece)
    found.append(("contact", document.contact))
    found += [(f"part-{note.position}", note.body) for note in document.footnotes]
    found += [("glossary", f"{term.abbreviation} {term.expansion}") for term in document.glossary]
    return [(where, text) for where, text in found if text]


def _sources_of(piece: Piece) -> list[tuple[str, str]]:
    match piece:
        case Points():
            found = [(f"part-{p.position}", text) for p in piece.points for text in (p.heading, p.body)]
            if piece.guidance:
                found.append((f"part-{piece.guidance[0].position}", piece.guidance_heading))
            return found + [(f"part-{g.position}", text) for g in piece.guidance for text in (g.heading, g.body)]
        case Questions():
            return [(f"part-{q.position}", q.body) for q in piece.questions]
        case Recommendations():
            return [
                (f"part-{r.position}", text)
                for r in piece.recommendations
                for text in (r.heading, r.body, r.addressees)
            ]
        case Quotation():
            return [(f"part-{piece.position}", text) for text in (piece.body, piece.attribution)]
        case Figure():
            alt = piece.picture.alt if piece.picture else ""
            return [(f"part-{piece.position}", text) for text in (alt, piece.caption)]
