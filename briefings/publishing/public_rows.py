"""Writes and deletes the public rows. Only `briefings.publishing` calls this, inside its transaction.

What the public gets is copied here from the frozen edition, byte for byte.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from briefings import document as doc
from briefings.models.edition import Edition
from briefings.models.public import (
    STANDARD_NOTICE,
    PublicBlock,
    PublicFacet,
    PublicNotice,
    PublicPage,
    PublicPagePartnership,
    PublicPassage,
    PublicPassageLabel,
    PublicPicture,
    PublicPiece,
    PublicResource,
    PublicSheet,
)
from briefings.public.caching import forget
from briefings.publishing.indexing import index_pages
from briefings.publishing.passages import Passage, passages_of
from briefings.rendering.abbreviations import unexplained
from briefings.rendering.pieces import Piece, pieces_of
from briefings.rendering.story import first_sentences


def put_before_public(
    edition: Edition, *, first_published_at: datetime, updated_at: datetime, change_note: str
) -> PublicPage:
    """Write the public page and sheet of an edition, in place of what stood at its address.

    `updated_at` and `change_note` tell readers of the last change that they should know of.
    """
    if edition.number is None or edition.published_at is None:
        raise ValueError("an edition without a number or a moment of publication is not public")
    document = doc.from_data(edition.content)
    take_away(document.slug)
    apart = pieces_of(document).within(edition.page_html)
    page = PublicPage.objects.create(
        slug=document.slug,
        format=document.format,
        kind_label=document.kind_label,
        title=document.title,
        summary=document.summary or first_sentences(document),  # approved before every one had a summary
        language=document.language,
        words=edition.words,
        number=edition.number,
        reference=edition.reference,
        digest=edition.digest,
        review_slug=document.review_slug,
        change_note=change_note,
        first_published_at=first_published_at,
        published_at=updated_at,
        etag=_etag(edition.digest, str(edition.number), edition.published_at.isoformat()),
        sheet_name=f"{document.slug}.pdf",
        sheet_pages=edition.pages,
        sheet_bytes=len(edition.sheet.pdf),
        sheet_sha256=edition.sheet.sha256,
        contents=apart.contents,
        abbreviations=unexplained(edition.text, explained=[term.abbreviation for term in document.glossary]),
        story=apart.story.html,
        story_language=apart.story.language,
        html=edition.page_html,
    )
    PublicPiece.objects.bulk_create(piece_rows(page, apart.pieces))
    _write_what_it_carries(page, edition)
    _write_who_signs_and_what_it_links(page, edition, document)
    PublicFacet.objects.bulk_create(facets_of(page, document))
    _write_passages(page, passages_of(document, edition.text))
    index_pages([page.pk])
    return page


def _write_what_it_carries(page: PublicPage, edition: Edition) -> None:
    """The sheet, the pictures and the hand-outs, byte for byte as they were approved."""
    PublicSheet.objects.create(page=page, pdf=bytes(edition.sheet.pdf))
    PublicPicture.objects.bulk_create(
        PublicPicture(page=page, name=picture.name, data=bytes(picture.data), sha256=picture.sha256)
        for picture in edition.pictures.all()
    )
    PublicBlock.objects.bulk_create(
        PublicBlock(page=page, label=block.label, title=block.title, html=block.html) for block in edition.blocks.all()
    )


def piece_rows(page: PublicPage, pieces: Iterable[Piece]) -> list[PublicPiece]:
    """The points, questions and recommendations of a page, not saved yet."""
    return [
        PublicPiece(
            page=page,
            kind=one.kind,
            label=one.label,
            section=one.section,
            position=position,
            language=one.language,
            asked_of=one.asked_of,
            words=one.words,
            html=one.html,
        )
        for position, one in enumerate(pieces)
    ]


def _write_who_signs_and_what_it_links(page: PublicPage, edition: Edition, document: doc.Document) -> None:
    """The partnerships, by the names and colours that were approved, and the resources that its words lead to."""
    PublicPagePartnership.objects.bulk_create(
        PublicPagePartnership(
            page=page,
            partnership=link.partnership,
            name=publisher.name,
            colour=publisher.colour,
            position=link.position,
        )
        for link, publisher in zip(
            edition.partnership_links.select_related("partnership"), document.publishers, strict=True
        )
    )
    PublicResource.objects.bulk_create(
        PublicResource(
            page=page,
            slug=link.slug,
            title=link.title,
            publisher=link.publisher,
            kind=link.kind,
            address=link.address,
            access=link.access,
            format_note=link.format_note,
        )
        for link in document.links
    )


def facets_of(page: PublicPage, document: doc.Document) -> list[PublicFacet]:
    """What readers may find a page by: no more than it says itself."""
    year = str(timezone.localdate(page.first_published_at).year)
    said: list[tuple[str, str, str]] = [
        *((PublicFacet.Kind.THEME, one.slug, one.name) for one in document.themes),
        *((PublicFacet.Kind.SECTOR, one.slug, one.name) for one in document.sectors),
        *((PublicFacet.Kind.PARTNERSHIP, one.slug, one.name) for one in document.publishers),
        *((PublicFacet.Kind.HARM, one.slug, one.name) for one in document.harms),
        (PublicFacet.Kind.FORMAT, document.format, document.kind_label),
        (PublicFacet.Kind.YEAR, year, year),
    ]
    if document.review_type:
        said.append((PublicFacet.Kind.REVIEW_TYPE, document.review_type.slug, document.review_type.name))
    if document.age_band:
        said.append((PublicFacet.Kind.AGE_BAND, document.age_band.slug, document.age_band.name))
    return [
        PublicFacet(page=page, kind=kind, slug=slug, name=name, position=position)
        for position, (kind, slug, name) in enumerate(said)
    ]


def _write_passages(page: PublicPage, passages: list[Passage]) -> None:
    """The passages of a page, each with its labels."""
    rows = PublicPassage.objects.bulk_create(
        PublicPassage(
            page=page,
            kind=one.kind,
            label=one.label,
            heading=one.heading,
            text=one.text,
            position=position,
            language=one.language,
            themes=sorted(label.slug for label in one.themes),
            sectors=sorted(label.slug for label in one.sectors),
        )
        for position, one in enumerate(passages)
    )
    PublicPassageLabel.objects.bulk_create(
        PublicPassageLabel(passage=row, kind=kind, slug=label.slug)
        for row, one in zip(rows, passages, strict=True)
        for kind, labels in (("theme", one.themes), ("sector", one.sectors))
        for label in labels
    )


def mark_out_of_date(slug: str) -> None:
    """Put the standard notice above the words of a public page, until one of the partnership's own is approved."""
    word_notice(slug, notice="", is_above_words=True)
    forget_what_was_public()


def word_notice(slug: str, *, notice: str, is_above_words: bool) -> None:
    """Word the notice above a public page, or where one was withdrawn; without words it is the standard one."""
    if is_above_words:
        page = PublicPage.objects.get(slug=slug)
        page.notice = notice or STANDARD_NOTICE
        page.etag = _etag(page.digest, page.notice, timezone.now().isoformat())
        page.save(update_fields=["notice", "etag"])
        return
    row = PublicNotice.objects.get(slug=slug)
    row.delete()  # what the public reads is never changed, only replaced
    row.pk, row.notice = None, notice
    row.save(force_insert=True)


def take_away(slug: str) -> None:
    """Delete everything the public could read at an address, and any notice there."""
    PublicPage.objects.filter(slug=slug).delete()
    PublicNotice.objects.filter(slug=slug).delete()
    forget_what_was_public()


def forget_what_was_public() -> None:
    """Have this process keep nothing of what was public before this transaction. Triggers say that it has changed."""
    transaction.on_commit(forget)


def leave_notice(
    slug: str,
    *,
    at: datetime,
    moved_to: str = "",
    title: str = "",
    publishers: Iterable[dict[str, str]] = (),
) -> None:
    """Say at an address that what stood there is gone, or where it went, in the standard words.

    With a title it is available on request, from `publishers`: the name and mailbox of each.
    """
    PublicNotice.objects.create(slug=slug, withdrawn_at=at, moved_to=moved_to, title=title, publishers=list(publishers))


def _etag(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
