"""Public rows to read in tests, without the drafts, people and sheets that lead to them.

The public rooms know nothing else. That publishing writes such rows is tested in test_publishing.py.
"""

import hashlib
import itertools
from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone

from briefings.models.public import (
    PublicAbbreviation,
    PublicFacet,
    PublicNotice,
    PublicPage,
    PublicPagePartnership,
    PublicPiece,
    PublicSheet,
    PublicTheme,
)
from briefings.models.text import TextVersion
from briefings.models.triggers import anything_may_arrive
from briefings.publishing.public_rows import piece_rows
from briefings.rendering import html
from briefings.rendering.pieces import pieces_of
from people.models import Person
from tests.worlds import a_partnership, a_person

_counter = itertools.count(1)
PDF = b"%PDF-1.7 an invented sheet"
BODY = '<section class="section" id="what"><h2>What happened?</h2><p>Two services knew a part each.</p></section>'


def a_public_page(
    *, slug=None, partnerships=None, themes=(), sectors=(), says=(), pdf=PDF, document=None, **fields
) -> PublicPage:
    """A published learning note as readers get it. `says` are pairs of another kind of facet and its name.

    With a Document its body and its pieces are those of the Document.
    """
    number = next(_counter)
    apart = pieces_of(document) if document else None
    if apart:
        story = {"story": apart.story.html, "story_language": apart.story.language}
        fields = {"html": html.page_html(document), "contents": apart.contents, **story, **fields}
    slug = slug or f"public-note-{number}"
    digest = hashlib.sha256(slug.encode()).hexdigest()
    day = fields.pop("published_at", datetime(2026, 5, 20, 9, 30, tzinfo=UTC))
    defaults = {
        "format": "learning-note", "kind_label": "Learning note", "title": f"Learning from Child Linden {number}",
        "summary": "What two services can learn.", "language": "en-GB", "html": BODY, "words": 360, "number": 1,
        "reference": "3F9A-71C2", "digest": digest, "first_published_at": day, "published_at": day,
        "etag": digest, "sheet_name": f"{slug}.pdf", "sheet_pages": 1, "sheet_bytes": len(pdf),
        "sheet_sha256": hashlib.sha256(pdf).hexdigest(),
    }  # fmt: skip
    with anything_may_arrive(connection):
        page = PublicPage.objects.create(slug=slug, **{**defaults, **fields})
        PublicSheet.objects.create(page=page, pdf=pdf)
        PublicPiece.objects.bulk_create(piece_rows(page, apart.pieces if apart else ()))
    for position, partnership in enumerate(partnerships or [a_partnership()], start=1):
        PublicPagePartnership.objects.create(
            page=page, partnership=partnership, name=partnership.name, colour=partnership.colour, position=position
        )
    said = [
        *(("theme", _slug(name), name) for name in themes),
        *(("sector", _slug(name), name) for name in sectors),
        *((kind, _slug(name), name) for kind, name in says),
        *(("partnership", link.partnership.slug, link.name) for link in page.partnership_links.all()),
        ("format", page.format, page.kind_label),
        ("year", *[str(page.first_published_at.year)] * 2),
    ]
    PublicFacet.objects.bulk_create(
        PublicFacet(page=page, kind=kind, slug=slug, name=name, position=position)
        for position, (kind, slug, name) in enumerate(said)
    )
    return page


def by_hand(model, **fields):
    """A public row that no edition stands behind."""
    with anything_may_arrive(connection):
        return model.objects.create(**fields)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def a_notice(*, slug="taken-down", **fields) -> PublicNotice:
    """What stands where a briefing was withdrawn; its notice, if it has one, as a second person approved it."""
    if fields.get("notice"):
        an_approved_text("notice", {"slug": slug, "notice": fields["notice"]})
    with anything_may_arrive(connection):
        return PublicNotice.objects.create(slug=slug, withdrawn_at=datetime(2026, 6, 1, 12, tzinfo=UTC), **fields)


def an_approved_text(kind: str, words: dict[str, str]) -> TextVersion:
    """A version of words that a second person approved, by hand, of a thing that has no row; and its public row."""
    by, second = (_somebody(name) for name in ("writes-texts", "approves-texts"))
    version = TextVersion.objects.create(
        kind=kind, thing=1_000_000 + next(_counter), number=1, words=words, digest="0" * 64,
        submitted_at=timezone.now(), submitted_by=by,
    )  # fmt: skip
    version.state, version.approved_at, version.approved_by = "public", timezone.now(), second
    version.save()
    if public := {"theme": PublicTheme, "abbreviation": PublicAbbreviation}.get(kind):
        public.objects.create(thing=version.thing, **words)
    return version


def _somebody(username: str) -> Person:
    """One of two people, with a role that may approve any text by hand."""
    if there := Person.objects.filter(username=username).first():
        return there
    return a_person(username, approver_of=[a_partnership()])
