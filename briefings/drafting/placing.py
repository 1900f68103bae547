"""An outline put into a draft, in one transaction, and counted from the draft itself.

The one module of the importer that knows the database. It makes a private review when the document
comes with none, so that protected terms and holds apply from the first minute.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from briefings import formats
from briefings.drafting.compose import contact_line
from briefings.drafting.starting import LETTERS, credit, standing_words_in, start_briefing
from briefings.importing.lines import CannotRead, Flag, Kept, Source, word_count, words_in
from briefings.importing.outline import Outline, Piece
from briefings.importing.recognising.titles import review_type_in, subjects_in
from briefings.importing.structure import read_outline
from briefings.models import Briefing, Part
from people.models import Partnership, Person
from portal.pictures import resaved
from reviews.authors import fields_of, wrote
from reviews.holds import place_hold
from reviews.models import DefaultHeading, Hold, PointKind, Review, Reviewer, ReviewPartnership, Subject
from reviews.models.record_edit import WrittenField
from reviews.section_kinds import SectionKind

MOST_PARTS = 3_000  # a report of 25,000 words has about 300
MOST_REVIEWERS = 6
_ITEM = re.compile(r"\s*(?:-|\d{1,3}\.) ")
_OWN_NUMBER = re.compile(r"^\s*\d{1,3}\. ", re.MULTILINE)


@dataclass(frozen=True)
class Imported:
    """What an import did. Word counts are of runs of letters and digits; `parts` counts what is in the draft."""

    briefing: Briefing
    review: Review | None
    digest: str
    source_words: int
    placed_words: int
    unplaced: list[Kept]
    set_aside: list[Kept]
    flags: list[Flag]
    parts: dict[str, int]

    def as_data(self) -> dict:
        """The same as plain data, for scripts."""
        return {
            "briefing": self.briefing.slug,
            "review": self.review.slug if self.review else None,
            "format": self.briefing.format,
            "source_words": self.source_words,
            "placed_words": self.placed_words,
            "unplaced": [{"line": one.line, "text": one.text} for one in self.unplaced],
            "set_aside": [{"line": one.line, "text": one.text} for one in self.set_aside],
            "flags": [{"code": one.code, "line": one.line, "message": one.message} for one in self.flags],
            "parts": self.parts,
        }


def outline_of(source: Source, *, chosen: formats.Format, partnerships: Sequence[Partnership]) -> Outline:
    """Read a source with these partnerships' own headings and names."""
    kinds_here = {rule.kind for rule in chosen.sections}
    headings: dict[str, str] = {}
    # The lead's wordings count most, and among one partnership's those of sections this format has.
    for partnership in reversed(partnerships):
        own = sorted(partnership.default_headings.all(), key=lambda one: one.section in kinds_here)
        headings |= {one.wording: one.section for one in own if _belongs(one, chosen)}
    names = tuple(name for one in partnerships for name in (one.name, one.short_name))
    return read_outline(source, format_slug=chosen.slug, headings=headings, partnerships=names)


def _belongs(heading: DefaultHeading, chosen: formats.Format) -> bool:
    return chosen.rule_for(heading.section) is not None or heading.section in {
        "enhance",
        "reflection",
        "handling",
        "other",
    }


@transaction.atomic
def place(
    source: Source,
    *,
    chosen: formats.Format,
    partnerships: Sequence[Partnership],
    by: Person | None = None,
    review: Review | None = None,
    is_topic: bool = False,
    slug: str | None = None,
    outline: Outline | None = None,
) -> Imported:
    """Make a draft of a format from a source, with a private review of its own if it comes with none.

    The first partnership leads. `by` None is for a command run on the machine itself. `outline` is the source as
    `outline_of` reads it, for callers that read before they lock. Raises Refused or CannotRead, with words
    for a person, and then nothing has been made.
    """
    outline = outline or outline_of(source, chosen=chosen, partnerships=partnerships)
    supplied = _headings_supplied(outline, chosen=chosen, partnership=partnerships[0] if partnerships else None)
    if len(outline.pieces) > MOST_PARTS:
        raise CannotRead(f"The document falls into more than {MOST_PARTS:,} parts. Split it, or choose the right file.")
    made_here = review is None and not is_topic
    if made_here:
        review = _private_review(outline, partnerships, by=by)
    briefing = start_briefing(
        format=chosen.slug, partnerships=partnerships, by=by, review=review, slug=slug, title=outline.title
    )
    briefing.parts.all().delete()  # the empty parts of a new draft: the document brings its own
    briefing.edits.exclude(origin=None).delete()
    flags = outline.flags + _keep_contact(briefing, outline)
    Part.objects.bulk_create(
        _part(briefing, position, piece, flags) for position, piece in enumerate(outline.pieces, 1)
    )
    if supplied:
        by_partnership = [Part(heading=heading) for heading in supplied]
        credit(briefing, standing_words_in(by_partnership, partnerships[0]))
    if made_here and not review_type_in(outline.title):
        flags.append(Flag("review-type-guessed", 1, "The title does not say what type of review this is. Check it."))
    if outline.marking and review is not None:
        hold_for_marking(review, outline.marking, by=by)
    return _counted(briefing, review, source, outline, flags, supplied=supplied)


def _headings_supplied(outline: Outline, *, chosen: formats.Format, partnership: Partnership | None) -> list[str]:
    """Give a heading to each section that has none in the source, and say so: a section must have one.

    Gives back the headings put in, because they are no words of the source.
    """
    own = dict(partnership.default_headings.values_list("section", "wording")) if partnership else {}
    supplied = []
    for piece in outline.pieces:
        if piece.kind == "section" and not piece.heading:
            rule = chosen.rule_for(piece.section)
            piece.heading = own.get(piece.section) or (rule.heading if rule else SectionKind(piece.section).label)
            supplied.append(piece.heading)
            message = f"The source has no heading here. “{piece.heading}” was put in: keep it or change it."
            outline.flags.append(Flag("heading-supplied", piece.line, message))
    return supplied


def _part(briefing: Briefing, position: int, piece: Piece, flags: list[Flag]) -> Part:
    part = Part(
        briefing=briefing,
        position=position,
        kind=piece.kind,
        heading=piece.heading,
        body=piece.body,
        section=piece.section,
        level=piece.level,
        is_numbered=piece.is_numbered,
        point_kind=PointKind.ADVICE if piece.kind == "point" else "",
        asked_of=piece.asked_of,
        attribution=piece.attribution,
        mark=piece.mark,
        alt_text=piece.alt_text,
    )
    if piece.picture:
        try:
            part.picture = resaved(ContentFile(piece.picture))
        except ValidationError as fault:
            advice = " ".join(fault.messages)
            flags.append(Flag("picture-not-taken", piece.line, f"The picture here was not taken in. {advice}"))
    return part


def _private_review(outline: Outline, partnerships: Sequence[Partnership], *, by: Person | None) -> Review:
    default = "sar" if partnerships and partnerships[0].kind == Partnership.Kind.ADULTS else "lcspr"
    review = Review.objects.create(
        slug=_free_review_slug(), review_type=review_type_in(outline.title) or default, created_by=by
    )
    ReviewPartnership.objects.bulk_create(
        ReviewPartnership(review=review, partnership=one, position=place, is_lead=place == 1)
        for place, one in enumerate(partnerships, start=1)
    )
    Subject.objects.bulk_create(
        Subject(review=review, prefix=prefix, pseudonym=name, position=place)
        for place, (prefix, name) in enumerate(subjects_in(outline.title), start=1)
    )
    Reviewer.objects.bulk_create(
        Reviewer(review=review, role_label=role, name=name, position=place)
        for place, (role, name) in enumerate(outline.reviewers[:MOST_REVIEWERS], start=1)
    )
    wrote(_written_in(review), by=by)
    return review


def _written_in(review: Review) -> Iterator[WrittenField]:
    yield from fields_of(review, ["slug", "review_type", "subjects", "reviewers"])
    for row in review.subjects.all():
        yield from fields_of(row, ["prefix", "pseudonym"])
    for row in review.reviewers.all():
        yield from fields_of(row, ["role_label", "name"])


def _free_review_slug() -> str:
    while True:
        slug = f"review-{''.join(secrets.choice(LETTERS) for _ in range(6))}"
        if not Review.objects.filter(slug=slug).exists():
            return slug


def _keep_contact(briefing: Briefing, outline: Outline) -> list[Flag]:
    """Keep the source's contact line as this briefing's own only where it says something else than the usual one."""
    if not outline.contact or _same_words(outline.contact, contact_line(briefing)):
        return []
    briefing.contact_override = outline.contact
    briefing.save(update_fields=["contact_override"])
    message = "The contact line is not the one made from the partnerships' mailboxes. It was kept for this briefing."
    return [Flag("contact-differs", outline.contact_line, message)]


def _same_words(one: str, other: str) -> bool:
    return [word.casefold() for word in words_in(one)] == [word.casefold() for word in words_in(other)]


def hold_for_marking(review: Review, marking: str, *, by: Person | None) -> None:
    """Stop publication of what is marked, unless it is stopped already."""
    if not review.handling_marking:
        review.handling_marking = marking[:100]
        review.save(update_fields=["handling_marking"])
    if review.open_holds().filter(kind=Hold.Kind.MARKING).exists():
        return
    reason = f"An imported document is marked “{marking}”. Clear this when the person who set it agrees to publication."
    if by is not None:
        place_hold(review=review, kind=Hold.Kind.MARKING, reason=reason, by=by)
    else:  # a command run on the machine itself has nobody to name
        Hold.objects.create(review=review, kind=Hold.Kind.MARKING, reason=reason, placed_at=timezone.now())


def _counted(
    briefing: Briefing,
    review: Review | None,
    source: Source,
    outline: Outline,
    flags: list[Flag],
    *,
    supplied: list[str],
) -> Imported:
    """Count from the draft as it is stored, and say so if a word of the source is in no list."""
    briefing = Briefing.objects.get(pk=briefing.pk)
    parts = list(briefing.parts.all())
    contact = contact_line(briefing) if outline.contact else ""
    texts = [briefing.title, contact]
    for part in parts:
        texts += [part.heading, _OWN_NUMBER.sub("", part.body), part.attribution, part.alt_text]
    # Numbers and letters that the source has and the draft writes again by itself are in the draft too.
    placed = word_count(texts) + word_count(one.text for one in outline.written_by_draft)
    placed -= word_count(supplied)
    whole = source.words
    listed = placed + word_count(one.text for one in (*outline.unplaced, *outline.set_aside))
    if listed != whole:
        flags.append(
            Flag(
                "words-differ",
                1,
                f"The source has {whole} words and {listed} are in the draft or listed. Compare them.",
            )
        )
    return Imported(
        briefing=briefing,
        review=review,
        digest=source.digest,
        source_words=whole,
        placed_words=placed,
        unplaced=outline.unplaced,
        set_aside=outline.set_aside,
        flags=sorted(flags, key=lambda flag: flag.line),
        parts=counts_of(parts),
    )


def counts_of(parts: Sequence[Part]) -> dict[str, int]:
    """How many parts of each kind a draft has, and how many paragraphs, items and lettered parts stand in them."""

    def of(kind: str) -> list[Part]:
        return [part for part in parts if part.kind == kind]

    sections = of("section")
    # A report that numbers its paragraphs is counted by those numbers.
    numbered = [part for part in sections if part.is_numbered]
    guidance = of("guidance")
    return {
        "sections": len(sections),
        "points": len(of("point")),
        "guidance": sum(_paragraphs(part.body) + _items(part.body) for part in guidance),
        "questions": len(of("question")),
        "recommendations": len(of("recommendation")),
        "recommendation_parts": sum(_items(part.body) for part in of("recommendation")),
        "paragraphs": sum(_paragraphs(part.body) for part in numbered or sections),
        "footnotes": len(of("footnote")),
    }


def _paragraphs(body: str) -> int:
    return sum(1 for chunk in body.split("\n\n") if chunk.strip() and not _ITEM.match(chunk) and chunk[0] not in ">|")


def _items(body: str) -> int:
    return sum(1 for line in body.split("\n") if _ITEM.match(line))
