"""compose(briefing) -> Document: from the draft's rows to the one thing that crosses.

The only reader of drafts besides the writing screen. What it leaves out of the Document can never be
published: it takes from the review nothing but its public name (for a title) and its address, and, for the
cover of a full report, its pseudonyms, reviewers and date.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, UnidentifiedImageError

from briefings import document as doc
from briefings.drafting.sources import Sources
from briefings.models.briefing import Briefing, Part
from briefings.rendering import fonts, markdown
from briefings.rendering.signs import plain_signs
from reviews.models.vocabulary import GlossaryTerm, Resource
from reviews.section_kinds import SectionKind

Kind = Part.Kind


def compose(briefing: Briefing, *, worded_on: date | None = None, sources: Sources | None = None) -> doc.Document:
    """The Document of a draft as it stands. `worded_on` is the day printed on the sheet, today if not given.

    Parts that say nothing (an empty point still to be written) are left out. `sources` learns which fields of which
    rows were read.
    """
    sources = sources or Sources()
    briefing = sources.row(briefing)
    parts = [part for part in briefing.parts.prefetch_related("themes", "sectors") if _says_something(part)]
    sections = _sections([part for part in parts if part.kind != Kind.FOOTNOTE], briefing)
    contact = contact_line(briefing) if briefing.rules.has_contact_line else ""
    unmarked = [_footnote(part) for part in parts if part.kind == Kind.FOOTNOTE]
    draft = doc.Document(
        shape=doc.SHAPE,
        format=briefing.format,
        kind_label=briefing.rules.name,
        title=briefing.title.strip() or default_title(briefing),
        summary=briefing.summary.strip(),
        slug=briefing.slug,
        address=f"{settings.PUBLIC_ADDRESS}{briefing.get_absolute_url()}",
        language=briefing.language,
        worded_on=worded_on or timezone.localdate(),
        publishers=tuple(_publisher(partnership) for partnership in briefing.partnerships_in_order()),
        themes=_labels(briefing.themes.all()),
        sectors=_labels(briefing.sectors.all()),
        review_slug=briefing.review.slug if briefing.review else "",
        sections=sections,
        footnotes=(),
        links=(),
        contact=contact,
        cover=_cover(briefing) if briefing.rules.has_cover and briefing.review else None,
        **_said_of_review(briefing),
    )
    draft = replace(draft, footnotes=_numbered(unmarked, draft))
    texts = _texts(draft)
    draft = replace(
        draft,
        links=_links(texts, sources),
        glossary=_glossary(texts, sources) if briefing.rules.has_glossary else (),
    )
    return doc.with_words(draft, partial(plain_signs, letters=fonts.letters()))


def _said_of_review(briefing: Briefing) -> dict[str, doc.Label | tuple[doc.Label, ...] | None]:
    """What the officer ticked: its type, age band and types of harm. The rest of the review stays behind."""
    review = briefing.review
    if review is None:
        return {}
    said = {}
    if briefing.says_review_type:
        said["review_type"] = doc.Label(review.review_type.replace("_", "-"), review.get_review_type_display())
    if briefing.says_age_band and review.age_band:
        said["age_band"] = doc.Label(review.age_band.replace("_", "-"), review.get_age_band_display())
    if briefing.says_harms:
        said["harms"] = _labels(review.harm_types.all())
    return said


def default_title(briefing: Briefing) -> str:
    """The title of a briefing that was given none: its review's public name and type, and the format."""
    if not briefing.review:
        return briefing.rules.name
    kind = briefing.review.get_review_type_display()
    named = any([briefing.review.public_title, briefing.review.subjects.all()])
    return f"{briefing.review.display_name()}: {kind}" if named else kind


def contact_line(briefing: Briefing) -> str:
    """The line that says whom to ask: this briefing's own, or the first partnership's sentence with every mailbox."""
    if briefing.contact_override.strip():
        return briefing.contact_override.strip()
    partnerships = briefing.partnerships_in_order()
    if not partnerships:
        return ""
    mailboxes = " / ".join(f"<{partnership.mailbox}>" for partnership in partnerships)
    return partnerships[0].contact_template.replace("{mailboxes}", mailboxes)


def pictures_of(document: doc.Document) -> dict[str, bytes]:
    """The bytes of every picture a Document names: logos and figures. Nothing else may be read for a sheet."""
    logos = {publisher.logo.name for publisher in document.publishers if publisher.logo}
    return {name: _stored(name) for name in sorted(logos)} | figures_of(document)


def figures_of(document: doc.Document) -> dict[str, bytes]:
    """The bytes of the figures a Document names, which are frozen and published with its page."""
    return {name: _stored(name) for name in sorted(figures_in(document))}


def figures_in(document: doc.Document) -> set[str]:
    """The names of the figures of a Document."""
    pieces = (piece for section in document.sections for piece in section.pieces)
    return {piece.picture.name for piece in pieces if isinstance(piece, doc.Figure) and piece.picture}


def _stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def _says_something(part: Part) -> bool:
    return bool(part.heading.strip() or part.body.strip() or part.picture)


def _sections(parts: list[Part], briefing: Briefing) -> tuple[doc.Section, ...]:
    """Nest parts by order: a section opens, and what follows is its own until the next."""
    groups: list[tuple[Part | None, list[Part]]] = []
    for part in parts:
        if part.kind == Kind.SECTION:
            groups.append((part, []))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((None, [part]))  # words before the first heading
    label, paragraph = _Labels(), 1
    sections = []
    for opening, inside in groups:
        body = opening.body.strip() if opening else ""
        numbered_from = None
        if opening and opening.is_numbered and briefing.rules.numbers_paragraphs:
            numbered_from = paragraph
            paragraph += markdown.paragraphs_in(body)
        kind = opening.section if opening else SectionKind.OTHER
        sections.append(
            doc.Section(
                label=label.next(str(kind).replace("_", "-"), always_counted=kind == SectionKind.OTHER),
                position=opening.position if opening else 0,
                kind=str(kind),
                heading=opening.heading.strip() if opening else "",
                level=opening.level if opening else 1,
                body=body,
                language=opening.language if opening else "",
                numbered_from=numbered_from,
                pieces=tuple(_pieces(inside, label)),
            )
        )
    return tuple(sections)


class _Labels:
    """Gives out addresses within a page: point-1, point-2, learning, learning-2."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def next(self, word: str, *, always_counted: bool = True) -> str:
        count = self.given[word] = self.given.get(word, 0) + 1
        return f"{word}-{count}" if always_counted or count > 1 else word

    def count(self, word: str) -> int:
        return self.given.get(word, 0)


def _pieces(parts: list[Part], label: _Labels) -> Iterable[doc.Piece]:
    """The pieces of one section. Points and their guidance, questions asked of the same people, and
    recommendations stand together for as long as nothing else comes between."""
    together: list[Part] = []
    for part in parts:
        if together and not _belongs(part, together):
            yield _piece(together, label)
            together = []
        together.append(part)
    if together:
        yield _piece(together, label)


def _belongs(part: Part, together: list[Part]) -> bool:
    last = together[-1]
    match part.kind:
        case Kind.POINT:
            return last.kind == Kind.POINT
        case Kind.GUIDANCE:
            return last.kind in {Kind.POINT, Kind.GUIDANCE}
        case Kind.QUESTION:
            return last.kind == Kind.QUESTION and last.asked_of == part.asked_of
        case Kind.RECOMMENDATION:
            return last.kind == Kind.RECOMMENDATION
    return False


def _piece(parts: list[Part], label: _Labels) -> doc.Piece:
    first = parts[0]
    match first.kind:
        case Kind.POINT | Kind.GUIDANCE:
            guidance = [part for part in parts if part.kind == Kind.GUIDANCE]
            heading = guidance[0].heading.strip() if guidance else ""
            return doc.Points(
                label=label.next("block"),
                points=tuple(_point(part, label) for part in parts if part.kind == Kind.POINT),
                guidance_heading=heading,
                guidance=tuple(
                    doc.Guidance(
                        position=part.position,
                        heading="" if part.heading.strip() == heading else part.heading.strip(),
                        body=part.body.strip(),
                        language=part.language,
                    )
                    for part in guidance
                ),
            )
        case Kind.QUESTION:
            return doc.Questions(
                asked_of=first.asked_of,
                questions=tuple(
                    doc.Question(label.next("question"), part.position, part.body.strip(), part.language, part.asked_of)
                    for part in parts
                ),
            )
        case Kind.RECOMMENDATION:
            return doc.Recommendations(tuple(_recommendation(part, label) for part in parts))
        case Kind.QUOTATION:
            return doc.Quotation(first.position, first.body.strip(), first.attribution.strip(), first.language)
        case Kind.FIGURE:
            return doc.Figure(
                label=label.next("figure"),
                position=first.position,
                picture=_picture(first.picture, first.alt_text),
                caption=first.body.strip() or first.heading.strip(),
                language=first.language,
            )
    raise ValueError(f"A part of kind {first.kind} has no place in a Document.")


def _point(part: Part, label: _Labels) -> doc.Point:
    return doc.Point(
        label=label.next("point"),
        position=part.position,
        heading=part.heading.strip(),
        body=part.body.strip(),
        language=part.language,
        point_kind=part.point_kind,
        sectors=_labels(part.sectors.all()),
        themes=_labels(part.themes.all()),
    )


def _recommendation(part: Part, label: _Labels) -> doc.Recommendation:
    return doc.Recommendation(
        label=label.next("recommendation"),
        number=label.count("recommendation"),
        position=part.position,
        heading=part.heading.strip(),
        body=part.body.strip(),
        language=part.language,
        addressees=part.addressees.strip(),
    )


def _footnote(part: Part) -> doc.Footnote:
    return doc.Footnote(part.mark, 0, part.position, part.body.strip(), part.language)


def _numbered(notes: list[doc.Footnote], document: doc.Document) -> tuple[doc.Footnote, ...]:
    """Footnotes in the order of their first marks; those that nothing marks come last, without a number."""
    by_mark = {note.mark: note for note in notes}
    order: list[str] = []
    waiting = list(_texts(document))
    while waiting:
        for mark in markdown.marks_in(waiting.pop(0)):
            if mark in by_mark and mark not in order:
                order.append(mark)
                waiting.append(by_mark[mark].body)  # a note may mark another
    marked = [replace(by_mark[mark], number=number) for number, mark in enumerate(order, start=1)]
    return (*marked, *(note for note in notes if note.mark not in order))


def _texts(document: doc.Document) -> list[str]:
    return [text for _where, text in doc.sources(document)]


def _links(texts: Iterable[str], sources: Sources) -> tuple[doc.Link, ...]:
    """The resources that the words point to, as they stand today."""
    slugs = {slug for text in texts for slug in markdown.resources_in(text)}
    return tuple(
        doc.Link(
            slug=resource.slug,
            title=resource.title,
            publisher=resource.publisher,
            kind=resource.get_kind_display(),
            address=resource.address,
            access=resource.access,
            format_note=resource.format_note,
        )
        for resource in sources.rows(Resource.objects.filter(slug__in=slugs).order_by("slug"))
    )


def _glossary(texts: Iterable[str], sources: Sources) -> tuple[doc.Term, ...]:
    """The abbreviations of the glossary that stand in the words."""
    used = {word for text in texts for word in re.findall(r"[\w&/-]+", text)}
    known = GlossaryTerm.objects.order_by("abbreviation").values_list("pk", "abbreviation")
    said = GlossaryTerm.objects.filter(pk__in=[pk for pk, abbreviation in known if abbreviation in used])
    return tuple(doc.Term(term.abbreviation, term.expansion) for term in sources.rows(said.order_by("abbreviation")))


def _cover(briefing: Briefing) -> doc.Cover:
    """What the cover of a report says: the one place where a briefing takes facts from the record."""
    review = briefing.review
    return doc.Cover(
        subjects=tuple(str(subject) for subject in review.subjects.all()),
        reviewers=tuple(doc.Reviewer(one.name, one.role_label) for one in review.reviewers.all()),
        completed_on=review.completed_on,
    )


def _publisher(partnership) -> doc.Publisher:
    return doc.Publisher(
        slug=partnership.slug,
        name=partnership.name,
        short_name=partnership.short_name,
        mailbox=partnership.mailbox,
        website=partnership.website,
        colour=partnership.colour,
        second_colour=partnership.second_colour,
        logo=_picture(partnership.logo, partnership.logo_alt) if partnership.logo else None,
    )


def _picture(field, alt: str) -> doc.Picture | None:
    """A stored picture with its size; None where there is none or the file has gone."""
    if not field:
        return None
    try:
        with default_storage.open(field.name) as file, Image.open(file, formats=("PNG", "JPEG")) as picture:
            return doc.Picture(field.name, alt.strip(), picture.width, picture.height)
    except (OSError, UnidentifiedImageError):
        return None


def _labels(rows) -> tuple[doc.Label, ...]:
    return tuple(doc.Label(row.slug, row.name) for row in rows)
