"""Words of an earlier edition put back into the draft. The edition stays as it is: frozen words are only copied.

Anyone who puts words back has written them into the draft, and so does not approve the next edition.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from briefings import document as doc
from briefings.drafting.comparing import compare
from briefings.drafting.compose import compose, contact_line, default_title
from briefings.drafting.starting import blank_part
from briefings.models import Briefing, Edit, Edition, Part
from briefings.publishing.transitions import record
from people.models import Person
from people.permissions import Refused, require
from reviews.models import Sector, Theme

Labels = tuple[tuple[doc.Label, ...], tuple[doc.Label, ...]]  # the themes and the sectors of a part


class Placed(Protocol):
    """What every piece of a Document has that becomes a part."""

    @property
    def position(self) -> int:
        """Its place in the draft."""

    @property
    def language(self) -> str:
        """Its own language; empty: that of the briefing."""


@transaction.atomic
def restore(*, briefing: Briefing, edition: Edition, by: Person) -> Briefing:
    """Make the draft say again what an edition of it says: its title, summary, contact line, themes and every part.

    What the draft said is replaced; save or submit it first if it should not be lost. Raises Refused.
    """
    briefing, document = _locked(briefing, edition, by), doc.from_data(edition.content)
    drawn = {(part.kind, part.body): part for part in briefing.parts.all()}
    briefing.title, briefing.contact_override = "", ""
    if document.title != default_title(briefing):
        briefing.title = document.title
    if document.contact != (contact_line(briefing) if briefing.rules.has_contact_line else ""):
        briefing.contact_override = document.contact
    briefing.summary, briefing.language = document.summary, document.language
    briefing.themes.set(Theme.objects.filter(slug__in=[one.slug for one in document.themes]))
    briefing.sectors.set(Sector.objects.filter(slug__in=[one.slug for one in document.sectors]))
    briefing.save()
    briefing.parts.all().delete()
    for position, (part, labels) in enumerate(_parts_of(document), start=1):
        if origin := drawn.get((part.kind, part.body)):
            part.drawn_from_point, part.drawn_from_recommendation = (
                origin.drawn_from_point,
                origin.drawn_from_recommendation,
            )
        _keep(part, briefing, position, labels, edition)
    return _done(briefing, edition, by, f"Every word of {edition.reference}.")


@transaction.atomic
def restore_part(*, briefing: Briefing, edition: Edition, position: int, by: Person) -> Briefing:
    """Put one part of an edition back: in place of the part of the draft that came from it, or where it stood.

    `position` is the part's place in the edition, from 1. Raises Refused when there is no such part.
    """
    briefing, document = _locked(briefing, edition, by), doc.from_data(edition.content)
    found = [row for row in _parts_of(document) if row[0].position == position]
    if not found:
        raise Refused("Choose a part of that edition: it has none at this place.")
    (part, labels), now = found[0], None
    for difference in compare(document, compose(briefing)):
        if difference.before and difference.before.position == position and difference.after:
            now = briefing.parts.filter(position=difference.after.position, kind=part.kind).first()
    if now:
        part.drawn_from_point, part.drawn_from_recommendation = now.drawn_from_point, now.drawn_from_recommendation
        place = now.position
        now.delete()
    else:
        place = min(position, briefing.parts.count() + 1)
        briefing.parts.filter(position__gte=place).update(position=F("position") + 1)
    if part.mark and briefing.parts.filter(mark=part.mark).exists():
        raise Refused(f"Another footnote has the mark {part.mark} now. Give that one another mark first.")
    _keep(part, briefing, place, labels, edition)
    return _done(briefing, edition, by, f"Part {position} of {edition.reference}.")


def _locked(briefing: Briefing, edition: Edition, by: Person) -> Briefing:
    briefing = Briefing.objects.select_for_update(of=("self",)).select_related("review").get(pk=briefing.pk)
    require(by, "write", briefing)
    require(by, "see", edition)
    if edition.briefing_id != briefing.pk:
        raise Refused("Choose an edition of this briefing: words are not carried from one product to another.")
    return briefing


def _keep(part: Part, briefing: Briefing, position: int, labels: Labels, edition: Edition) -> None:
    themes, sectors = labels
    part.briefing, part.position = briefing, position
    if part.picture and part.picture.name and not default_storage.exists(part.picture.name):
        frozen = edition.pictures.get(name=part.picture.name)
        part.picture.name = default_storage.save(part.picture.name, ContentFile(bytes(frozen.data)))
    part.save()
    part.themes.set(Theme.objects.filter(slug__in=[one.slug for one in themes]))
    part.sectors.set(Sector.objects.filter(slug__in=[one.slug for one in sectors]))


def _done(briefing: Briefing, edition: Edition, by: Person, what: str) -> Briefing:
    """Anyone who has the draft open is told at their next save, and keeps what they typed."""
    now = timezone.now()
    Briefing.objects.filter(pk=briefing.pk).update(revision=F("revision") + 1, changed_at=now)
    if edition.number is None:  # nobody ever agreed to these words: they are still their writers'
        Edit.objects.bulk_create(
            Edit(briefing=briefing, by_id=person, at=now)
            for person in edition.editors.exclude(person=by).values_list("person", flat=True)
        )
    Edit.objects.create(briefing=briefing, by=by, at=now)
    record("restore", briefing, by=by, edition=edition, reason=what)
    briefing.refresh_from_db()
    return briefing


def _parts_of(document: doc.Document) -> Iterator[tuple[Part, Labels]]:
    """The parts that give this Document when they are composed, not saved yet, each with its themes and sectors."""
    none: Labels = ((), ())
    for section in document.sections:
        if section.position:  # words before the first heading have a section that nobody wrote
            yield (
                _part(section, Part.Kind.SECTION, section=section.kind, heading=section.heading, level=section.level,
                      body=section.body, is_numbered=section.numbered_from is not None),
                none,
            )  # fmt: skip
        for piece in section.pieces:
            yield from _parts_of_piece(piece)
    for note in document.footnotes:
        yield _part(note, Part.Kind.FOOTNOTE, mark=note.mark, body=note.body), none


def _parts_of_piece(piece: doc.Piece) -> Iterator[tuple[Part, Labels]]:
    none: Labels = ((), ())
    match piece:
        case doc.Points():
            for point in piece.points:
                words = {"heading": point.heading, "body": point.body, "point_kind": point.point_kind}
                yield _part(point, Part.Kind.POINT, **words), (point.themes, point.sectors)
            for place, advice in enumerate(piece.guidance):
                heading = advice.heading if place else piece.guidance_heading
                yield _part(advice, Part.Kind.GUIDANCE, heading=heading, body=advice.body), none
        case doc.Questions():
            for asked in piece.questions:
                yield _part(asked, Part.Kind.QUESTION, body=asked.body, asked_of=asked.asked_of), none
        case doc.Recommendations():
            for one in piece.recommendations:
                words = {"heading": one.heading, "body": one.body, "addressees": one.addressees}
                yield _part(one, Part.Kind.RECOMMENDATION, **words), none
        case doc.Quotation():
            yield _part(piece, Part.Kind.QUOTATION, body=piece.body, attribution=piece.attribution), none
        case doc.Figure():
            picture = {"picture": piece.picture.name, "alt_text": piece.picture.alt} if piece.picture else {}
            yield _part(piece, Part.Kind.FIGURE, body=piece.caption, **picture), none


def _part(frozen: Placed, kind: str, **fields: Any) -> Part:
    return blank_part(kind, position=frozen.position, language=frozen.language, **fields)
