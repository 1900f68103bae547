"""Writes and deletes the public rows. Only `briefings.publishing` calls this, inside its transaction.

What the public gets is copied here from the frozen edition, byte for byte.
"""

import hashlib
from datetime import datetime

from briefings import document as doc
from briefings.models.edition import Edition
from briefings.models.public import (
    PublicBlock,
    PublicNotice,
    PublicPage,
    PublicPagePartnership,
    PublicPicture,
    PublicSheet,
)
from briefings.rendering import markdown
from reviews.models.vocabulary import Sector, Theme

SUMMARY_LENGTH = 300  # characters, for lists, where the officer wrote no summary


def put_before_public(edition: Edition, *, first_published_at: datetime) -> PublicPage:
    """Write the public page and sheet of an edition, in place of what stood at its address."""
    document = doc.from_data(edition.content)
    take_away(document.slug)
    page = PublicPage.objects.create(
        slug=document.slug,
        format=document.format,
        kind_label=document.kind_label,
        title=document.title,
        summary=document.summary or _opening(document),
        language=document.language,
        html=edition.page_html,
        words=edition.words,
        number=edition.number,
        reference=edition.reference,
        digest=edition.digest,
        review_slug=document.review_slug,
        change_note=edition.change_note,
        first_published_at=first_published_at,
        published_at=edition.published_at,
        etag=_etag(edition.digest, str(edition.number), edition.published_at.isoformat()),
        sheet_name=f"{document.slug}.pdf",
        sheet_pages=edition.pages,
        sheet_bytes=len(edition.sheet.pdf),
        sheet_sha256=edition.sheet.sha256,
    )
    PublicSheet.objects.create(page=page, pdf=bytes(edition.sheet.pdf))
    PublicPicture.objects.bulk_create(
        PublicPicture(page=page, name=picture.name, data=bytes(picture.data), sha256=picture.sha256)
        for picture in edition.pictures.all()
    )
    PublicBlock.objects.bulk_create(
        PublicBlock(page=page, label=block.label, title=block.title, html=block.html) for block in edition.blocks.all()
    )
    PublicPagePartnership.objects.bulk_create(
        PublicPagePartnership(page=page, partnership=link.partnership, position=link.position)
        for link in edition.partnership_links.select_related("partnership")
    )
    page.themes.set(Theme.objects.filter(slug__in=[label.slug for label in document.themes]))
    page.sectors.set(Sector.objects.filter(slug__in=[label.slug for label in document.sectors]))
    return page


def mark_out_of_date(slug: str, *, notice: str, at: datetime) -> None:
    """Put a notice above the words of a public page."""
    page = PublicPage.objects.get(slug=slug)
    page.notice = notice
    page.etag = _etag(page.digest, notice, at.isoformat())
    page.save(update_fields=["notice", "etag"])


def take_away(slug: str) -> None:
    """Delete everything the public could read at an address, and any notice there."""
    PublicPage.objects.filter(slug=slug).delete()
    PublicNotice.objects.filter(slug=slug).delete()


def leave_notice(slug: str, *, notice: str, at: datetime, moved_to: str = "") -> None:
    """Say at an address that what stood there is gone, or where it went."""
    PublicNotice.objects.create(slug=slug, notice=notice, withdrawn_at=at, moved_to=moved_to)


def _etag(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _opening(document: doc.Document) -> str:
    """The first words of the briefing, where nobody wrote a summary."""
    for section in document.sections:
        words = markdown.plain(section.body).split()
        if words:
            text = " ".join(words)
            return text if len(text) <= SUMMARY_LENGTH else f"{text[:SUMMARY_LENGTH].rsplit(' ', 1)[0]}…"
    return ""
