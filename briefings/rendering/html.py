"""A Document as HTML: one body, two skins.

`templates/briefings/_body.html` is what the public page and the sheet share. The page stands in the
public templates, which own its masthead and its one h1; `sheet.html` adds the sheet's. The words here
are the Document's in its order, and the few headings that a format makes (see `_GENERATED`). No models:
what cannot be reached cannot leak.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from briefings import addresses
from briefings.document import (
    Document,
    Figure,
    Footnote,
    Guidance,
    Label,
    Picture,
    Piece,
    Point,
    Points,
    Question,
    Questions,
    Quotation,
    Recommendation,
    Recommendations,
    Section,
    reference,
    sources,
)  # fmt: skip
from briefings.formats import FORMATS
from briefings.languages import direction, direction_of_words
from briefings.rendering import report
from briefings.rendering.markdown import WORD, TooMuch, inline_html, marks_in, plain_line, to_html, words_of
from portal.text.sentences import day_in_words, listed

CHARACTERS_A_WORD = 12  # English has 6 with its space; addresses and marks take the rest
SHORT_BOX = 1_000  # characters of learning points: a box of up to a third of a page is never broken
OURS = "en-GB"  # the language of the words that a format brings
GUIDANCE_HEADING = "How to enhance your practice"  # where nobody worded another
MARK_ID = re.compile(r'\bid="mark-\d+"')
HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


def most_characters(format_slug: str) -> int:
    """How many characters a briefing of a format may have before it is refused unread."""
    rules = FORMATS[format_slug]
    return rules.most_times_too_long * rules.words[1] * CHARACTERS_A_WORD


def page_html(document: Document) -> SafeString:
    """The body of a briefing for its web page: everything below its title. Raises CannotRender."""
    return _render("briefings/_body.html", composed(document))


def composed(document: Document) -> dict[str, Any]:
    """What the body of a web page is made of: the context of its template. Raises CannotRender."""
    return _Composer(document).body()


def sheet_html(document: Document, *, pictures: Collection[str] | None = None) -> SafeString:
    """The whole HTML of a briefing's sheet, ready to be laid out in print. Never served as a page.

    `pictures` names the pictures at hand: a partnership whose logo is not among them signs with its
    name. Left out, every picture the Document names is taken to be there. Raises CannotRender.
    """
    return _render("briefings/sheet.html", _Composer(document, on_paper=True, pictures=pictures).sheet())


def block_html(document: Document, label: str) -> SafeString:
    """One block of a briefing with the notes its words mark, to stand alone as a hand-out. Raises KeyError
    for a label that no block has, and CannotRender."""
    found = ((section, piece) for section in document.sections for piece in section.pieces
             if isinstance(piece, Points) and piece.label == label)  # fmt: skip
    section, block = next(found, (None, None))
    if section is None or block is None:
        raise KeyError(label)
    alone = replace(document, sections=(replace(section, heading="", body="", pieces=(block,)),), footnotes=())
    marked = {mark for _, source in sources(alone) for mark in marks_in(source)}
    notes = tuple(note for note in document.footnotes if note.number and note.mark in marked)
    return _render("briefings/_block.html", _Composer(replace(alone, footnotes=notes)).block(section, block))


def block_labels(document: Document) -> list[str]:
    """The labels of the blocks that can stand alone, in order; none in a format that has no blocks."""
    if not FORMATS[document.format].has_blocks:
        return []
    return [piece.label for section in document.sections for piece in section.pieces if isinstance(piece, Points)]


def handout_address(document: Document, label: str) -> str:
    """Where one block of a published briefing stands alone."""
    return addresses.handout(document.slug, int(label.removeprefix("block-")))


def text(document: Document) -> str:
    """The words of a briefing as plain text in reading order: title, body, notes."""
    # Signs to press are not words of the briefing.
    body = re.sub(r'<p class="(?:way-back|block-links)">.*?</p>', "", page_html(document))
    return f"{plain_line(document.title)}\n{words_of(body)}".strip()


def words(document: Document) -> int:
    """How many words a reader meets. A word is a run of letters and digits, apostrophes inside."""
    return len(WORD.findall(text(document)))


def words_in_section(document: Document, section: Section) -> int:
    """How many words a section has, with everything that stands in it."""
    alone = replace(document, title="", summary="", contact="", footnotes=(), sections=(section,))
    return sum(len(WORD.findall(source)) for _, source in sources(alone))


def _render(template: str, context: dict[str, Any]) -> SafeString:
    return SafeString(get_template(template).render(context))  # noqa: S308 -- a rendered template


def _on_one_line(label: str) -> str:
    """A sector's name as it stands inside a sentence: "health", but "NHS"."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _colours(document: Document) -> SafeString:
    """The first partnership's colours, and a tint of the main one, as custom properties of the sheet."""
    first = document.publishers[0] if document.publishers else None
    main, second = (
        one if HEX.match(one) else "#1d4f5c" for one in ((first.colour, first.second_colour) if first else ("", ""))
    )
    return SafeString(f"--colour: {main}; --second-colour: {second}; --tint: {_tint(main)}")  # noqa: S308 -- hex only


def _tint(colour: str, share: float = 0.07) -> str:
    """A colour mixed with white, as light as a ground for words must be."""
    channels = (round(255 - share * (255 - int(colour[i : i + 2], 16))) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


class _Composer:
    """Turns one Document into what the templates show. Words become HTML here and nowhere later."""

    def __init__(self, document: Document, *, on_paper: bool = False, pictures: Collection[str] | None = None) -> None:
        self.document = document
        self.format = FORMATS[document.format]
        self.on_paper = on_paper
        self.pictures = pictures
        self.links_to_itself = not on_paper
        self.marked: Counter[str] = Counter()
        self.footnotes = {note.mark: note.number for note in document.footnotes if note.number}
        self.links = {link.slug: link for link in document.links}
        self.level, self.kind, self.boxes = 1, "", 0
        self.around = document.language  # the language of what a piece stands in
        self._refuse_a_briefing_many_times_too_long()

    def _refuse_a_briefing_many_times_too_long(self) -> None:
        found = sum(len(WORD.findall(source)) for _, source in sources(self.document))
        characters = sum(len(source) for _, source in sources(self.document))
        most = self.format.most_times_too_long * self.format.words[1]
        if found > most or characters > most * CHARACTERS_A_WORD:
            usual = f"{self.format.words[0]:,} to {self.format.words[1]:,}"
            raise TooMuch(
                f"Shorten this briefing: it has {found:,} words and {characters:,} characters, and a "
                f"{self.format.name.lower()} has {usual} words. Above {most:,} words, or "
                f"{most * CHARACTERS_A_WORD:,} characters, no sheet is laid out."
            )

    # Words

    def blocks(self, source: str, *, numbered_from: int | None = None) -> SafeString:
        markup = to_html(
            source,
            footnotes=self.footnotes,
            links=self.links,
            numbered_from=numbered_from,
            numbers_lead=not self.on_paper,
            is_english=self.around == OURS,
        )
        return self.one_way_back_each(markup)

    def line(self, source: str) -> SafeString:
        return self.one_way_back_each(inline_html(source, footnotes=self.footnotes, links=self.links))

    def one_way_back_each(self, markup: str) -> SafeString:
        """Make the ids of footnote marks differ where one note is marked twice: the way back leads to the first.

        So words have to be composed in the order in which they are read.
        """

        def numbered(found: re.Match[str]) -> str:
            self.marked[found[0]] += 1
            return found[0] if self.marked[found[0]] == 1 else f'{found[0][:-1]}-{self.marked[found[0]]}"'

        return SafeString(MARK_ID.sub(numbered, markup))  # noqa: S308 -- safe HTML; only its ids are changed

    def lang_attributes(self, language: str) -> dict[str, str]:
        """The lang and dir of words in another language than what they stand in. Empty means the briefing's."""
        language = language or self.document.language
        return {} if language == self.around else {"lang": language, "dir": direction(language)}

    @contextmanager
    def inside(self, language: str) -> Iterator[dict[str, str]]:
        """Composing what stands inside words of a language: gives their lang and dir."""
        around, found = self.around, self.lang_attributes(language)
        self.around = language or self.document.language
        yield found
        self.around = around

    def ours(self, words: str) -> SafeString:
        """Words of the site, which are English whatever the briefing is in, and never read out as anything else."""
        return self.inline(words, OURS)

    def inline(self, words: str, language: str) -> SafeString:
        """Words in a line, marked and kept apart where their language is not that of what they stand in."""
        lang_attributes = self.lang_attributes(language)
        if not words or not lang_attributes:
            return self.line(words)
        return format_html('<span lang="{lang}" dir="{dir}">{words}</span>', words=self.line(words), **lang_attributes)

    def attribution(self, words: str) -> SafeString:
        """Who said a quotation: in its language, or in the briefing's where its letters go that way."""
        return self.inline(words, self.document.language if self.is_turned(words) else self.around)

    def contact(self, words: str) -> SafeString:
        """Whom to ask. A partnership's usual sentence is English, and may stand below words that run the other way."""
        return self.inline(words, OURS if self.is_turned(words) else self.around)

    def is_turned(self, words: str) -> bool:
        """Whether the letters of these words run the other way than those around them."""
        return direction_of_words(words) not in {"", direction(self.around)}

    # Parts

    def body(self) -> dict[str, Any]:
        document = self.document
        cover = report.cover(document, self.ours) if self.format.has_cover else []
        sections = [self.section(one) for one in document.sections]
        on_the_cover = report.on_the_cover(document) if self.format.has_cover else 0
        return {
            "format": document.format,
            "cover": cover,
            "opening_sections": sections[:on_the_cover],
            "contents": self.contents(sections[on_the_cover:]) if self.format.has_contents and self.on_paper else [],
            "sections": sections[on_the_cover:],
            "contact": self.contact(document.contact),
            "notes": [self.note(one, place) for place, one in enumerate(document.footnotes, start=1)],
            # The headings that we bring; a table's name too.
            "ours": self.lang_attributes(OURS),
            "glossary": [
                {"abbreviation": self.line(one.abbreviation), "expansion": self.line(one.expansion)}
                for one in document.glossary
            ],
        }

    def contents(self, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The headings of a sheet, nested; a page has its own list beside its words."""
        headings = [(one["level"], one["label"], one["plain_heading"]) for one in sections if one["heading"]]
        headings += [(2, "notes", self.ours("Notes"))] if self.document.footnotes else []
        headings += [(2, "glossary", self.ours("Glossary"))] if self.document.glossary else []
        return report.contents(headings)

    def section(self, section: Section) -> dict[str, Any]:
        # No level may be skipped: the first heading under the title is h2, and one goes down by one at most.
        self.level = min(section.level + 1, self.level + 1)
        self.kind = section.kind
        is_a_box = self.format.numbers_sections and section.level == 1 and bool(section.heading)
        self.boxes += is_a_box
        with self.inside(section.language) as lang_attributes:
            return {**self.words_of_section(section, is_a_box=is_a_box), **lang_attributes}

    def words_of_section(self, section: Section, *, is_a_box: bool) -> dict[str, Any]:
        return {
            "number": self.boxes if is_a_box else None,
            "label": section.label,
            "kind": section.kind,
            "level": self.level,
            "heading": self.line(section.heading),
            "plain_heading": plain_line(section.heading),
            "html": self.blocks(section.body, numbered_from=section.numbered_from),
            "pieces": [self.piece(one) for one in section.pieces],
        }

    def piece(self, piece: Piece) -> dict[str, Any]:
        match piece:
            case Points():
                return self.points(piece)
            case Questions():
                return {
                    "template": "briefings/_questions.html",
                    "in_a_grid": self.format.questions_in_a_grid,
                    "heading": self.ours(self.heading_of_questions(piece)),
                    "level": self.level + 1,
                    "asked_of": piece.asked_of,
                    "parts": [self.part("question", one) for one in piece.questions],
                }
            case Recommendations():
                return {
                    "template": "briefings/_recommendations.html",
                    "first": piece.recommendations[0].number if piece.recommendations else 1,
                    "parts": [self.part("recommendation", one) for one in piece.recommendations],
                }
            case Quotation():
                with self.inside(piece.language) as lang_attributes:
                    return {
                        "template": "briefings/_quotation.html",
                        "html": self.blocks(piece.body),
                        "attribution": self.attribution(piece.attribution),
                        **lang_attributes,
                    }
            case Figure():
                return {
                    "template": "briefings/_figure.html",
                    "label": piece.label,
                    "picture": self.picture(piece.picture),
                    "caption": self.line(piece.caption),
                    **self.lang_attributes(piece.language),
                }

    def points(self, piece: Points) -> dict[str, Any]:
        is_a_block = self.format.has_blocks
        is_a_box = self.format.learning_in_boxes
        parts = [self.part("point", one) for one in piece.points]
        heading = self.line(piece.guidance_heading) or (self.ours(GUIDANCE_HEADING) if is_a_block else "")
        return {
            "template": "briefings/_points.html",
            "label": piece.label if is_a_block or is_a_box else "",
            "is_a_box": is_a_box,
            "name": piece.label.replace("-", " "),
            "ours": self.lang_attributes(OURS),
            "alone": handout_address(self.document, piece.label) if is_a_block and self.links_to_itself else "",
            "is_short": sum(len(one.body) for one in piece.points) <= SHORT_BOX,
            "heading": self.ours(self.heading_of_points(piece)) if is_a_block or is_a_box else "",
            "level": self.level + 1,
            "parts": parts,
            "guidance_heading": heading,
            "guidance": [self.guidance(one, has_heading=bool(heading)) for one in piece.guidance],
        }

    # The headings that a format makes by itself, where the section's own does not say as much.

    def heading_of_points(self, piece: Points) -> str:
        if self.format.learning_in_boxes:
            return "" if self.kind == "learning" else "Learning"
        return "Learning point" if len(piece.points) == 1 else "Learning points"

    def heading_of_questions(self, piece: Questions) -> str:
        if self.format.learning_in_boxes and piece.asked_of == "partnership":
            return "" if self.kind == "reflection" else "Reflective points"
        return "The review asked" if piece.asked_of == "review" else ""

    def guidance(self, guidance: Guidance, *, has_heading: bool) -> dict[str, Any]:
        with self.inside(guidance.language) as lang_attributes:
            return {
                "heading": self.line(guidance.heading),
                "level": self.level + 1 + has_heading,
                "html": self.blocks(guidance.body),
                **lang_attributes,
            }

    def part(self, kind: str, part: Point | Question | Recommendation) -> dict[str, Any]:
        """A point, a question or a recommendation: its address on the page, and its words as HTML."""
        with self.inside(part.language) as lang_attributes:
            words = {
                "kind": kind,
                "heading": self.line(getattr(part, "heading", "")),
                "html": self.blocks(part.body),
                "meant_for": self.ours(self.meant_for(getattr(part, "sectors", ()))),
            }
        words["addressees"] = self.line(getattr(part, "addressees", ""))
        html = get_template("briefings/_part.html").render(words).rstrip()
        return {"kind": kind, "label": part.label, "html": SafeString(html), **lang_attributes}  # noqa: S308 -- a template

    def meant_for(self, sectors: tuple[Label, ...]) -> str:
        return f"For {listed(_on_one_line(one.name) for one in sectors)}" if sectors else ""

    def note(self, note: Footnote, place: int) -> dict[str, Any]:
        with self.inside(note.language) as lang_attributes:
            return {
                "label": f"note-{note.number}" if note.number else f"note-without-mark-{place}",
                "mark": f"mark-{note.number}" if note.number else "",
                "number": note.number or place,
                "html": self.blocks(note.body),
                "back": self.lang_attributes(OURS),
                **lang_attributes,
            }

    def picture(self, picture: Picture | None) -> dict[str, Any] | None:
        """Where a picture is found: on the page a file of the site, on paper an asset by its name."""
        if picture is None or (self.on_paper and self.pictures is not None and picture.name not in self.pictures):
            return None
        address = f"asset:{picture.name}" if self.on_paper else f"{settings.MEDIA_URL}{picture.name}"
        return {"address": address, "alt": picture.alt, "width": picture.width, "height": picture.height}

    def block(self, section: Section, block: Points) -> dict[str, Any]:
        """A block by itself: its headings come right after the title of its page."""
        self.links_to_itself, self.kind = False, section.kind
        with self.inside(section.language) as lang_attributes:
            piece = {**self.piece(block), **lang_attributes}
        return {
            "piece": piece,
            "notes": [self.note(one, place) for place, one in enumerate(self.document.footnotes, start=1)],
            "ours": self.lang_attributes(OURS),
        }

    # The sheet

    def sheet(self) -> dict[str, Any]:
        document = self.document
        plain_title = plain_line(document.title) or document.kind_label
        title = self.line(document.title)
        return {
            **self.body(),
            "language": document.language,
            "direction": direction(document.language),
            "title": title,
            "plain_title": plain_title,
            "running_title": report.running_title(plain_title),
            "kind_label": document.kind_label,
            "signed_by": ", ".join(one.name for one in document.publishers),
            "publishers": [
                {"name": one.name, "logo": self.picture(one.logo) if one.logo else None} for one in document.publishers
            ],
            "colours": _colours(document),
            "has_cover": self.format.has_cover,
            "is_one_page": self.format.pages.most == 1,
            "worded_on": day_in_words(document.worded_on),
            "reference": reference(document),
            "address": document.address,
            "address_to_read": re.sub(r"^https?://", "", document.address).rstrip("/"),
        }
